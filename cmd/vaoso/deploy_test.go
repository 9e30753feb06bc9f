package main

import (
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/types"
	"github.com/jackc/pgx/v5"
)

// shellScript runs a script of deploy.
func shellScript(t *testing.T, env []string, shell, name string, args ...string) string {
	t.Helper()
	run := exec.CommandContext(t.Context(), shell, append([]string{filepath.Join(repository, "deploy", name)}, args...)...)
	run.Env = append(os.Environ(), env...)
	out, err := run.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

// contents are a folder's files by their paths in it.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(filepath.Join(dir, path))
		files[path] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestSecretsAreMadeOnce: the script makes exactly the files that are mounted,
// each another password, in a folder closed to others, and never one anew; and
// the URLs lead to the services that each profile has.
func TestSecretsAreMadeOnce(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "secrets")
	shellScript(t, nil, "sh", "secrets.sh", dir)
	made := contents(t, dir)
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("the folder is %v, %v", info.Mode(), err)
	}
	mounted := map[string]bool{}
	passwords := map[string]bool{}
	for profile := range profiles {
		project := composed(t, profile)
		for _, s := range project.Secrets {
			name := filepath.Base(s.File)
			mounted[name] = true
			if _, there := made[name]; !there {
				t.Errorf("secrets.sh doesn't make %s", name)
			}
			if strings.HasSuffix(name, "_password.txt") {
				if len(made[name]) < 40 {
					t.Errorf("%s is short", name)
				}
				passwords[made[name]] = true
			}
		}
		leads(t, project, profile, made)
	}
	if len(passwords) != 4 {
		t.Errorf("there are %d different passwords", len(passwords))
	}
	for name := range made {
		if !mounted[name] {
			t.Errorf("%s is made for nobody", name)
		}
	}
	removed := "vaoso_log_cluster.txt"
	if err := os.Remove(filepath.Join(dir, removed)); err != nil {
		t.Fatal(err)
	}
	if told := shellScript(t, nil, "sh", "secrets.sh", dir); strings.Count(told, "made") != 1 {
		t.Errorf("the second time it said\n%s", told)
	}
	if again := contents(t, dir); !maps.Equal(again, made) {
		t.Error("the second time it changed something, or made a URL of another password")
	}
}

// leads checks the URLs of a profile: hosts, ports, users and passwords.
func leads(t *testing.T, project *types.Project, profile string, made map[string]string) {
	t.Helper()
	log, _ := strings.CutPrefix(made["vaoso_log_"+profile+".txt"], "esdb://")
	login, rest, _ := strings.Cut(log, "@")
	if login != "admin:"+made["esdb_admin_password.txt"] {
		t.Errorf("%s: the log's URL has another login", profile)
	}
	hosts, options, _ := strings.Cut(rest, "?")
	var nodes []string
	for name, s := range project.Services {
		if strings.Contains(name, "esdb") {
			nodes = append(nodes, name+":"+s.Expose[0])
		}
	}
	slices.Sort(nodes)
	if hosts != strings.Join(nodes, ",") || !strings.Contains(options, "tls=true") || !strings.Contains(options, "tlsCaFile=/certs/ca/ca.crt") {
		t.Errorf("%s: the log is at %s?%s, not at %v", profile, hosts, options, nodes)
	}
	views, err := pgx.ParseConfig(made["vaoso_views_"+profile+".txt"])
	if err != nil {
		t.Fatal(err)
	}
	s, there := project.Services[views.Host]
	if !there || views.Password != made["postgres_password.txt"] || views.User != *s.Environment["POSTGRES_USER"] || views.Database != *s.Environment["POSTGRES_DB"] {
		t.Errorf("%s: the views are at %s, database %s, user %s", profile, views.Host, views.Database, views.User)
	}
}

// pretended stands in for es-gencert-cli: it writes what it was asked for where it would.
const pretended = `#!/bin/sh
asked="$*"
while [ $# -gt 0 ]; do [ "$1" = -out ] && out=$2; shift; done
mkdir -p "$out"
case "$asked" in create-ca*) name=ca ;; *) name=node ;; esac
echo "$asked" >"$out/$name.crt"; echo key >"$out/$name.key"
`

// TestCertificatesAreMadeOnce: one for each node, by its name, with the
// authority's key where no node is; what is there is kept, and a folder that a
// crash left is begun anew.
func TestCertificatesAreMadeOnce(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "es-gencert-cli"), []byte(pretended), 0o700); err != nil {
		t.Fatal(err)
	}
	authority, certs := filepath.Join(dir, "authority"), filepath.Join(dir, "certs")
	for _, left := range []string{filepath.Join(certs, "esdb2.part"), filepath.Join(authority, "part")} {
		if err := os.MkdirAll(left, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	nodes := composed(t, "cluster").Services["certs"].Command
	env := []string{"PATH=" + dir + ":" + os.Getenv("PATH"), "AUTHORITY=" + authority, "CERTS=" + certs, "OWNER="}
	shellScript(t, env, "bash", "certs.sh", nodes...)
	made := contents(t, certs)
	want := []string{"ca/ca.crt", "esdb1/node.crt", "esdb1/node.key", "esdb2/node.crt", "esdb2/node.key", "esdb3/node.crt", "esdb3/node.key"}
	if got := slices.Sorted(maps.Keys(made)); !slices.Equal(got, want) {
		t.Errorf("it made %v", got)
	}
	for _, node := range nodes {
		if text := made[node+"/node.crt"]; !strings.Contains(text, "-dns-names "+node+",localhost ") {
			t.Errorf("%s: %s", node, text)
		}
	}
	if err := os.RemoveAll(filepath.Join(certs, "esdb3")); err != nil {
		t.Fatal(err)
	}
	if told := shellScript(t, env, "bash", "certs.sh", nodes...); !strings.Contains(told, "made  "+certs+"/esdb3") || strings.Count(told, "kept") != 2 {
		t.Errorf("the second time it said\n%s", told)
	}
	if again := contents(t, certs); !maps.Equal(again, made) {
		t.Error("the second time it changed something")
	}
}

// TestNodesKnowOneAnother: each by the name in its certificate, all others as
// seeds, in a volume of its own.
func TestNodesKnowOneAnother(t *testing.T) {
	t.Parallel()
	for profile, certs := range map[string]string{"cluster": "certs", "single": "single-certs"} {
		services := composed(t, profile).Services
		nodes := services[certs].Command
		volumes := map[string]bool{}
		for _, node := range nodes {
			s := services[node]
			var others []string
			for _, other := range nodes {
				if other != node {
					others = append(others, other+":2113")
				}
			}
			want := map[string]string{
				"EVENTSTORE_NODE_HOST_ADVERTISE_AS": node, "EVENTSTORE_CLUSTER_SIZE": string(rune('0' + len(nodes))),
				"EVENTSTORE_CERTIFICATE_FILE": "/certs/" + node + "/node.crt", "EVENTSTORE_CERTIFICATE_PRIVATE_KEY_FILE": "/certs/" + node + "/node.key",
			}
			if len(others) > 0 {
				want["EVENTSTORE_GOSSIP_SEED"], want["EVENTSTORE_REPLICATION_HOST_ADVERTISE_AS"] = strings.Join(others, ","), node
			}
			for name, value := range want {
				if got := s.Environment[name]; got == nil || *got != value {
					t.Errorf("%s: %s isn't %s", node, name, value)
				}
			}
			for _, v := range s.Volumes {
				if v.Target == "/var/lib/eventstore" {
					volumes[v.Source] = true
				}
			}
		}
		if len(volumes) != len(nodes) || len(nodes) == 0 {
			t.Errorf("%s: %d nodes have %d volumes", profile, len(nodes), len(volumes))
		}
	}
}
