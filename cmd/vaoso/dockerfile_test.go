package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"vaoso/cmd/internal/app"
)

// instructions are a Dockerfile's, one a line, each with its words.
func instructions(t *testing.T) (all [][]string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(repository, "deploy/Dockerfile"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(strings.ReplaceAll(string(text), "\\\n", " ")) {
		if words := strings.Fields(line); len(words) > 0 && !strings.HasPrefix(words[0], "#") {
			all = append(all, words)
		}
	}
	return all
}

// TestTheDockerfileBuildsThisProgram: with go.mod's Go, from all folders whose
// packages are in the program, into an image that starts it as nobody special.
func TestTheDockerfileBuildsThisProgram(t *testing.T) {
	t.Parallel()
	said := map[string][]string{}
	copied := map[string]bool{}
	var built bool
	for _, words := range instructions(t) {
		switch what, rest := words[0], words[1:]; {
		case what == "COPY" && !strings.HasPrefix(rest[0], "--from="):
			for _, path := range rest[:len(rest)-1] {
				copied[path] = true
				if _, err := os.Stat(filepath.Join(repository, path)); err != nil {
					t.Error(err)
				}
			}
		case what == "RUN" && slices.Contains(rest, "build"):
			built = slices.Contains(rest, "CGO_ENABLED=0") && rest[len(rest)-1] == "./cmd/vaoso"
		default:
			said[what] = rest
		}
		if words[0] == "FROM" && !regexp.MustCompile(`^[a-z]+:\d+\.\d+\.\d+$`).MatchString(words[1]) {
			t.Errorf("%s isn't an exact version", words[1])
		}
	}
	if !built {
		t.Error("it doesn't build ./cmd/vaoso without cgo")
	}
	first := instructions(t)[0][1]
	if mod := goMod(t); !strings.HasPrefix(first, "golang:"+mod+".") {
		t.Errorf("%s isn't go.mod's Go %s", first, mod)
	}
	for _, dir := range programFolders(t) {
		if top, _, _ := strings.Cut(dir, "/"); !copied[top] {
			t.Errorf("%s isn't copied", dir)
		}
	}
	if got := said["ENTRYPOINT"]; !slices.Equal(got, []string{`["/usr/local/bin/vaoso"]`}) {
		t.Errorf("it starts %v", got)
	}
	if got := said["USER"]; len(got) != 1 || strings.HasPrefix(got[0], "0") || got[0] == "root" {
		t.Errorf("it runs as %v", got)
	}
	if got := strings.Join(said["LABEL"], " "); !strings.Contains(got, `image.version="`+app.Version+`"`) {
		t.Errorf("its labels don't say %s: %s", app.Version, got)
	}
	ignored, err := os.ReadFile(filepath.Join(repository, ".dockerignore"))
	if err != nil {
		t.Fatal(err)
	}
	for path := range copied {
		if !strings.Contains(string(ignored), "\n!"+path+"\n") {
			t.Errorf(".dockerignore leaves %s out", path)
		}
	}
}

// goMod is the language version of go.mod, as 1.26.
func goMod(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(repository, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	version := regexp.MustCompile(`(?m)^go (\d+\.\d+)`).FindSubmatch(text)
	if version == nil {
		t.Fatal("go.mod names no version")
	}
	return string(version[1])
}

// programFolders are the folders of this repository whose packages are in the
// program. None of them may be test data, which the image is built without.
func programFolders(t *testing.T) (dirs []string) {
	t.Helper()
	list := exec.CommandContext(t.Context(), "go", "list", "-deps", "-json=ImportPath,Module,EmbedFiles", ".")
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct {
			ImportPath string
			Module     *struct{ Main bool }
			EmbedFiles []string
		}
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		if p.Module == nil || !p.Module.Main {
			continue
		}
		dir := strings.TrimPrefix(p.ImportPath, "vaoso/")
		if strings.Contains(dir+strings.Join(p.EmbedFiles, " "), "testdata") {
			t.Errorf("%s needs test data, which .dockerignore leaves out", dir)
		}
		dirs = append(dirs, dir)
	}
	if len(dirs) < 10 {
		t.Fatalf("the program's folders are %v", dirs)
	}
	return dirs
}
