package main

import (
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/compose-spec/compose-go/v2/types"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"vaoso/cmd/internal/app"
)

// repository is its root, from here.
const repository = "../.."

// profiles are what docker-compose.yml offers, with the services of each.
var profiles = map[string][]string{
	"cluster": {"book", "certs", "esdb1", "esdb2", "esdb3", "grafana", "postgres", "prometheus", "vaoso1", "vaoso2"},
	"single":  {"single-book", "single-certs", "single-esdb", "single-postgres", "single-vaoso"},
}

// composed is docker-compose.yml as it is with a profile; with none for "".
func composed(t *testing.T, profile string) *types.Project {
	t.Helper()
	options, err := cli.NewProjectOptions([]string{filepath.Join(repository, "docker-compose.yml")}, cli.WithProfiles([]string{profile}))
	if err != nil {
		t.Fatal(err)
	}
	project, err := options.LoadProject(t.Context())
	if err != nil {
		t.Fatalf("docker-compose.yml with the profile %q: %v", profile, err)
	}
	return project
}

// everyService calls check for each service of each profile.
func everyService(t *testing.T, check func(t *testing.T, p *types.Project, s types.ServiceConfig)) {
	t.Helper()
	for profile := range profiles {
		project := composed(t, profile)
		for name, service := range project.Services {
			t.Run(profile+"/"+name, func(t *testing.T) { check(t, project, service) })
		}
	}
}

// once says that a service ends by itself.
func once(s types.ServiceConfig) bool { return s.Restart == "no" }

// ours says that a service is this program.
func ours(s types.ServiceConfig) bool { return s.Image == "vaoso:built-here" }

func TestComposeOffersTheProfiles(t *testing.T) {
	t.Parallel()
	if left := composed(t, "").Services; len(left) > 0 {
		t.Errorf("without a profile there are services: %v", slices.Sorted(maps.Keys(left)))
	}
	for profile, want := range profiles {
		if got := slices.Sorted(maps.Keys(composed(t, profile).Services)); !slices.Equal(got, want) {
			t.Errorf("%s: services %v, not %v", profile, got, want)
		}
	}
}

// TestComposePinsImages: by an exact version; ours is built from this repository,
// by one service of a profile, and never fetched.
func TestComposePinsImages(t *testing.T) {
	t.Parallel()
	for profile := range profiles {
		builders := 0
		for _, s := range composed(t, profile).Services {
			if s.Build != nil {
				builders++
			}
		}
		if builders != 1 {
			t.Errorf("%s: %d services build", profile, builders)
		}
	}
	pinned := regexp.MustCompile(`^[a-z/-]+:v?\d+\.\d+(\.\d+)?(-[a-z-]+)?$`)
	everyService(t, func(t *testing.T, _ *types.Project, s types.ServiceConfig) {
		if !ours(s) {
			if !pinned.MatchString(s.Image) {
				t.Errorf("%q isn't an exact version", s.Image)
			}
			return
		}
		if s.Build == nil {
			if s.PullPolicy != types.PullPolicyNever {
				t.Error("it would be fetched from somewhere")
			}
			return
		}
		if _, err := os.Stat(filepath.Join(s.Build.Context, s.Build.Dockerfile)); err != nil {
			t.Error(err)
		}
	})
}

// TestComposeStartsInOrder: whoever runs on has a health check, what waits for a
// service waits for something that will come, and what ends is waited for by
// something that runs on, or `up --wait` takes the ending for a failure.
func TestComposeStartsInOrder(t *testing.T) {
	t.Parallel()
	everyService(t, func(t *testing.T, p *types.Project, s types.ServiceConfig) {
		if !once(s) && (s.HealthCheck == nil || len(s.HealthCheck.Test) < 2 || s.HealthCheck.Disable) {
			t.Error("it runs on, and has no health check")
		}
		if once(s) && !slices.ContainsFunc(slices.Collect(maps.Values(p.Services)), func(other types.ServiceConfig) bool {
			_, waits := other.DependsOn[s.Name]
			return waits && !once(other)
		}) {
			t.Error("it ends, and nothing waits for that")
		}
		for name, wait := range s.DependsOn {
			other, there := p.Services[name]
			switch {
			case !there:
				t.Errorf("it waits for %s, which isn't in the profile", name)
			case wait.Condition == types.ServiceConditionHealthy && other.HealthCheck == nil:
				t.Errorf("it waits until %s is healthy, which has no health check", name)
			case wait.Condition == types.ServiceConditionCompletedSuccessfully != once(other):
				t.Errorf("it waits for %s with %s", name, wait.Condition)
			}
		}
	})
}

// TestComposeIsClosed: ports on loopback alone, databases on inner networks, and
// no service with more rights than it uses.
func TestComposeIsClosed(t *testing.T) {
	t.Parallel()
	published := map[string]string{}
	for profile := range profiles {
		for name, s := range composed(t, profile).Services {
			for _, port := range s.Ports {
				if port.HostIP != "127.0.0.1" {
					t.Errorf("%s publishes %s on %q", name, port.Published, port.HostIP)
				}
				if other, taken := published[port.Published]; taken {
					t.Errorf("%s and %s both publish %s", name, other, port.Published)
				}
				published[port.Published] = name
			}
		}
	}
	everyService(t, func(t *testing.T, p *types.Project, s types.ServiceConfig) {
		if strings.Contains(s.Name, "esdb") || strings.Contains(s.Name, "postgres") {
			if len(s.Ports) > 0 {
				t.Error("a database is published")
			}
			for name := range s.Networks {
				if !p.Networks[name].Internal {
					t.Errorf("a database is on the network %s, which isn't an inner one", name)
				}
			}
		}
		if !slices.Contains(s.SecurityOpt, "no-new-privileges:true") || !slices.Contains(s.CapDrop, "ALL") || s.Privileged {
			t.Error("it has more rights than it uses")
		}
		if !once(s) && (s.Deploy == nil || s.Deploy.Resources.Limits == nil || s.Deploy.Resources.Limits.MemoryBytes == 0) {
			t.Error("it may take all memory")
		}
		if ours(s) && !s.ReadOnly {
			t.Error("it may write to its image")
		}
	})
}

// TestComposeMountsWhatThereIs: files and folders exist, and every secret that
// is mounted or read is declared.
func TestComposeMountsWhatThereIs(t *testing.T) {
	t.Parallel()
	read := regexp.MustCompile(`/run/secrets/(\w+)`)
	everyService(t, func(t *testing.T, p *types.Project, s types.ServiceConfig) {
		var mounted []string
		for _, secret := range s.Secrets {
			mounted = append(mounted, secret.Source)
			if p.Secrets[secret.Source].File == "" {
				t.Errorf("the secret %s isn't from a file", secret.Source)
			}
		}
		for _, text := range append(slices.Clone(s.Command), settings(s)...) {
			for _, m := range read.FindAllStringSubmatch(text, -1) {
				if !slices.Contains(mounted, m[1]) {
					t.Errorf("it reads the secret %s, which it doesn't mount", m[1])
				}
			}
			if strings.Contains(text, "://") && strings.Contains(text, "@") {
				t.Errorf("a URL with a password: %s", text)
			}
		}
		for name := range s.Environment {
			if strings.Contains(name, "PASSWORD") && !strings.HasSuffix(name, "_FILE") {
				t.Errorf("%s is a password in the environment", name)
			}
		}
		for _, v := range s.Volumes {
			if v.Type != types.VolumeTypeBind {
				continue
			}
			if _, err := os.Stat(v.Source); err != nil {
				t.Error(err)
			}
			if !v.ReadOnly {
				t.Errorf("%s may be written to", v.Source)
			}
		}
	})
}

// settings are a service's variables, NAME=value.
func settings(s types.ServiceConfig) []string {
	var all []string
	for name, value := range s.Environment {
		if value == nil {
			all = append(all, name)
			continue
		}
		all = append(all, name+"="+*value)
	}
	return all
}

// TestComposeSpeaksVaoso: every command line is one that the program takes, and
// every variable one that it reads.
func TestComposeSpeaksVaoso(t *testing.T) {
	t.Parallel()
	known := variables(newRoot(std()))
	everyService(t, func(t *testing.T, _ *types.Project, s types.ServiceConfig) {
		if !ours(s) {
			return
		}
		lines := commandLines(s)
		if len(lines) == 0 {
			t.Error("it has no command of vaoso's")
		}
		for _, line := range lines {
			takes(t, line)
		}
		for name := range s.Environment {
			if strings.HasPrefix(name, "VAOSO_") && !known[name] {
				t.Errorf("vaoso doesn't read %s", name)
			}
		}
	})
}

// commandLines are the arguments of vaoso that a service of ours runs, in a shell or without.
func commandLines(s types.ServiceConfig) (lines [][]string) {
	if len(s.Entrypoint) == 0 {
		return [][]string{s.Command}
	}
	for _, piece := range regexp.MustCompile(`\|\||&&|;|\n`).Split(strings.Join(s.Command, "\n"), -1) {
		if words := strings.Fields(piece); len(words) > 0 && words[0] == "vaoso" {
			lines = append(lines, words[1:])
		}
	}
	return lines
}

// takes fails unless the program has the verb and the flags of a command line.
func takes(t *testing.T, line []string) {
	t.Helper()
	verb, rest, err := newRoot(std()).Find(line)
	if err != nil || !verb.HasParent() {
		t.Errorf("vaoso %s: no such verb: %v", strings.Join(line, " "), err)
		return
	}
	if err := verb.ParseFlags(rest); err != nil {
		t.Errorf("vaoso %s: %v", strings.Join(line, " "), err)
		return
	}
	if err := verb.ValidateArgs(verb.Flags().Args()); err != nil {
		t.Errorf("vaoso %s: %v", strings.Join(line, " "), err)
	}
}

// variables are the names of the environment that a verb's flags and those below it say that they read.
func variables(verb *cobra.Command) map[string]bool {
	all := map[string]bool{}
	name := regexp.MustCompile(`VAOSO_[A-Z_]+`)
	see := func(f *pflag.Flag) {
		for _, n := range name.FindAllString(f.Usage, -1) {
			all[n] = true
		}
	}
	verb.Flags().VisitAll(see)
	verb.PersistentFlags().VisitAll(see)
	for _, below := range verb.Commands() {
		maps.Copy(all, variables(below))
	}
	return all
}

// TestComposeAsksWhatVaosoAnswers: the health checks' paths, and Prometheus'.
func TestComposeAsksWhatVaosoAnswers(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "book")
	if err := app.Create(dir, app.Settings{Synthetic: true, City: "vinh-yen"}); err != nil {
		t.Fatal(err)
	}
	a, err := app.Open(t.Context(), app.Options{Dir: dir, Tell: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	handler, err := a.Handler()
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	defer server.Close()
	asked := map[string]bool{scraped(t)["vaoso"].path(): true}
	everyService(t, func(t *testing.T, _ *types.Project, s types.ServiceConfig) {
		if ours(s) && !once(s) {
			url := s.HealthCheck.Test[len(s.HealthCheck.Test)-1]
			path, ok := strings.CutPrefix(url, "http://127.0.0.1:8021")
			if !ok || !slices.Contains(s.Command, "0.0.0.0:8021") {
				t.Errorf("it is asked at %s, and listens elsewhere", url)
			}
			asked[path] = true
		}
	})
	if len(asked) != 2 {
		t.Errorf("asked for %v", asked)
	}
	for path := range asked {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+path, http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(response.Body)
		if response.StatusCode != http.StatusOK || err != nil || response.Body.Close() != nil {
			t.Errorf("%s came to %d: %v %s", path, response.StatusCode, err, text)
		}
	}
}
