package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// shellBlocks are the commands of a document, one a line.
func shellBlocks(text string) (lines []string) {
	for _, m := range regexp.MustCompile("(?s)```sh\n(.*?)```").FindAllStringSubmatch(text, -1) {
		for line := range strings.Lines(m[1]) {
			if line = strings.TrimSpace(line); line != "" {
				lines = append(lines, line)
			}
		}
	}
	return lines
}

// TestTheGuideSaysWhatThereIs: every command line of docs/operating.md that runs
// vaoso, Docker Compose or a script names verbs, flags, profiles, services and
// files that there are.
func TestTheGuideSaysWhatThereIs(t *testing.T) {
	t.Parallel()
	var vaosos, composes int
	for _, line := range shellBlocks(document(t, "operating.md")) {
		words := strings.Fields(line)
		if script := slices.Index(words, "sh"); script == 0 {
			if _, err := os.Stat(filepath.Join(repository, words[1])); err != nil {
				t.Errorf("%s: %v", line, err)
			}
		}
		if at := slices.Index(words, "vaoso"); at >= 0 && words[0] == "sudo" && words[1] == "-u" && at != 2 || at == 0 {
			vaosos++
			takes(t, words[at+1:])
		} else if at == 2 && words[0] == "sudo" && slices.Index(words[3:], "vaoso") == 0 {
			vaosos++
			takes(t, words[4:])
		}
		if strings.HasPrefix(line, "docker compose ") {
			composes++
			composeLine(t, line)
		} else if strings.HasPrefix(line, "docker ") {
			dockerLine(t, line)
		}
	}
	if vaosos < 3 || composes < 20 {
		t.Errorf("%d lines of vaoso's and %d of Compose's were looked at", vaosos, composes)
	}
}

// composeLine checks a line of docker compose: the profile, the services, and
// what is run in one of ours.
func composeLine(t *testing.T, line string) {
	t.Helper()
	m := regexp.MustCompile(`^docker compose --profile (\w+) (up|run|exec|build|ps|down|stop|rm)\b(.*)$`).FindStringSubmatch(line)
	if m == nil {
		t.Errorf("%s: it isn't understood", line)
		return
	}
	names, known := profiles[m[1]]
	if !known {
		t.Errorf("%s: there is no profile %s", line, m[1])
	}
	words := strings.Fields(m[3])
	var entry bool // something else than the service's own program is started
	for i := 0; i < len(words); i++ {
		switch word := words[i]; {
		case word == "--entrypoint" || word == "-v":
			entry = entry || word == "--entrypoint"
			i++ // and its value
		case strings.HasPrefix(word, "-"):
		case !slices.Contains(names, word):
			t.Errorf("%s: there is no service %s", line, word)
		case m[2] == "run" && strings.Contains(word, "vaoso") && !entry:
			takes(t, words[i+1:])
			return
		case m[2] == "run" || m[2] == "exec":
			return // the rest is the other program's
		}
	}
}

// dockerLine checks the volumes, networks and images of a line of docker.
func dockerLine(t *testing.T, line string) {
	t.Helper()
	made := map[string]bool{}
	for profile := range profiles {
		project := composed(t, profile)
		for _, v := range project.Volumes {
			made[v.Name] = true
		}
		for _, n := range project.Networks {
			made[n.Name] = true
		}
	}
	for _, name := range regexp.MustCompile(`\bvaoso_[a-z0-9-]+`).FindAllString(line, -1) {
		if !made[name] {
			t.Errorf("%s: there is no volume or network %s", line, name)
		}
	}
	if image := regexp.MustCompile(`golang:\S+`).FindString(line); image != "" && image != instructions(t)[0][1] {
		t.Errorf("%s: the Dockerfile has %s", line, instructions(t)[0][1])
	}
}

// TestTheUnitStartsVaoso: the systemd unit of docs/operating.md.
func TestTheUnitStartsVaoso(t *testing.T) {
	t.Parallel()
	text := document(t, "operating.md")
	unit := regexp.MustCompile("(?s)```ini\n(.*?)```").FindStringSubmatch(text)
	if unit == nil {
		t.Fatal("there is no unit")
	}
	start := regexp.MustCompile(`(?m)^ExecStart=/usr/local/bin/vaoso (.*)$`).FindStringSubmatch(unit[1])
	if start == nil {
		t.Fatal("it starts something else")
	}
	takes(t, strings.Fields(start[1]))
	if !strings.Contains(unit[1], "\nType=exec\n") || !strings.Contains(text, "vaoso init --data /var/lib/vaoso/so\n") || !strings.Contains(start[1], "--data /var/lib/vaoso/so ") {
		t.Error("it isn't the book that is made before, or waits for a word that never comes")
	}
}
