package architecture_test

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// rule says what the packages under a prefix may import, besides the standard
// library and what is listed for every package of theirs. The first rule that
// matches a package holds.
type rule struct {
	prefix  string
	allowed []string
	reason  string
}

var rules = []rule{
	{"domain/civil", nil, "days are days: nothing below them"},
	{"domain/money", nil, "amounts are integers: nothing below them"},
	{"domain/viet", nil, "letters are letters: nothing below them"},
	{"domain/vsic", []string{"domain/viet"}, "a list of names"},
	{"domain/territory", []string{"domain/civil", "domain/money"}, "units and wages are data by date"},
	{"domain/law", []string{"domain/civil", "domain/es", "domain/money"}, "limits are data by date"},
	{"domain/es", []string{"domain/civil"}, "the kernel stands on the standard library alone"},
	{"domain/scenario", []string{"domain/civil", "domain/es", "pgregory.net/rapid"}, "tests of any context"},
	{"domain/correction", []string{"domain/civil", "domain/es", "domain/viet"}, "how any context puts a fact right"},
	{"domain/plan", []string{"domain/civil", "domain/correction", "domain/es"}, "contexts are pure and know no store"},
	{"domain/labour", []string{"domain/civil", "domain/correction", "domain/es", "domain/money", "domain/territory"}, "contexts are pure and know no store"},
	{"domain/overseas", []string{"domain/civil", "domain/correction", "domain/es", "domain/law", "domain/money", "domain/viet"}, "contexts are pure and know no store"},
	{"domain/supervision", []string{"domain/civil", "domain/correction", "domain/es", "domain/money"}, "contexts are pure and know no store"},
	{"domain/outreach", []string{"domain/civil", "domain/correction", "domain/es", "domain/money"}, "contexts are pure and know no store"},
	{"domain/support", []string{"domain/civil", "domain/correction", "domain/es", "domain/money"}, "contexts are pure and know no store"},
	{"domain/operations", []string{"domain/es"}, "contexts are pure and know no store"},
	{"domain/catalog", []string{"domain/correction", "domain/es", "domain/plan", "domain/labour", "domain/overseas", "domain/supervision", "domain/operations", "domain/outreach", "domain/support"}, "assembles the contexts"},
	{"domain/book", []string{"domain"}, "where contexts meet the log, through its port"},
	{"domain", nil, "the glossary"},
	{"projections/engine", []string{"domain/civil", "domain/es", "projections/engine", "pgregory.net/rapid"}, "folds know no store; fold tests come with their own generator"},
	{"projections/desktest", []string{"domain", "adapters/sqlite"}, "a real book for the tests of to-do lists"},
	{"projections/contracts/historytest", []string{"domain", "projections/engine", "pgregory.net/rapid"}, "histories for the tests of two read models"},
	{"projections/forms", []string{"domain", "projections"}, "tables that are made from several read models; no read model imports it"},
	{"projections/scorecard", []string{"domain", "projections"}, "a report that is made from two read models; no read model imports it"},
	{"projections", []string{"domain", "projections/engine"}, "a read model knows events and the engine, no other read model"},
	{"adapters/sqlite", []string{"domain/civil", "domain/es", "projections/engine", "github.com/gofrs/flock", "modernc.org"}, "an adapter knows its own technology"},
	{"adapters/postgres/pgtest", []string{"github.com/jackc/pgx"}, "a server for tests"},
	{"adapters/postgres", []string{"domain/es", "projections/engine", "github.com/jackc/pgx"}, "an adapter knows its own technology"},
	{"adapters/esdbserver/esdbtest", []string{"domain/es", "adapters/esdbserver", "adapters/sqlite", "google.golang.org"}, "a server for tests, over a durable log, and a network that breaks"},
	{"adapters/esdbserver", []string{"domain/civil", "domain/es", "github.com/EventStore/EventStore-Client-Go/v4/protos", "google.golang.org"}, "the client's messages, none of its client"},
	{"adapters/eventstoredb", []string{"domain/es", "github.com/EventStore/EventStore-Client-Go/v4", "google.golang.org"}, "an adapter knows its own technology"},
	{"adapters/logtest", []string{"domain/civil", "domain/es", "github.com/anishathalye/porcupine", "pgregory.net/rapid"}, "a suite that every log runs"},
	{"adapters/viewtest", []string{"domain", "projections"}, "a suite that every store of views runs"},
	{"adapters/published", []string{"domain/es"}, "the log as others may see it"},
	{"adapters/watermill/pubsub", []string{"domain/es", "github.com/ThreeDotsLabs/watermill"}, "messages over any log; it knows no book and no projection"},
	{"adapters/watermill", []string{"projections/engine", "domain/es", "github.com/ThreeDotsLabs/watermill"}, "an adapter knows its own technology"},
	{"adapters/sheet", []string{"domain", "golang.org/x/text"}, "an adapter knows its own technology"},
	{"adapters/telemetry", []string{"domain/es", "projections/engine", "github.com/prometheus/client_golang", "go.opentelemetry.io/otel"}, "an adapter knows its own technology"},
	{"adapters/http", []string{"domain", "projections", "github.com/danielgtaylor/huma"}, "an adapter knows its own technology"},
	{"adapters/web", []string{"domain", "projections"}, "an adapter knows its own technology"},
	{"docs", []string{"github.com/EventStore/EventStore-Client-Go/v4"}, "clients that others may copy: nothing of ours"},
	{"cmd", []string{"domain", "projections", "adapters", "cmd/internal", "github.com/jackc/pgx", "go.opentelemetry.io/otel/sdk", "github.com/spf13/cobra", "github.com/vbauerster/mpb", "charm.land/lipgloss", "github.com/go-json-experiment/json", "golang.org/x"}, "wiring may know everything"},
}

const module = "vaoso/"

type source struct {
	path    string // from the module's root
	pkg     string // its folder
	file    *ast.File
	set     *token.FileSet
	lines   int
	imports []string
}

// sources are all Go files of the module but tests.
func sources(t *testing.T) []source {
	t.Helper()
	root := filepath.Join("..", "..", "..")
	var all []source
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (strings.HasPrefix(d.Name(), ".") && path != root || d.Name() == "testdata" || d.Name() == "node_modules") && !strings.HasSuffix(path, "..") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		s := source{set: token.NewFileSet(), lines: bytes.Count(text, []byte("\n"))}
		if s.path, err = filepath.Rel(root, path); err != nil {
			return err
		}
		s.path = filepath.ToSlash(s.path)
		s.pkg = filepath.ToSlash(filepath.Dir(s.path))
		if s.file, err = parser.ParseFile(s.set, path, text, parser.SkipObjectResolution|parser.ParseComments); err != nil {
			return err
		}
		for _, i := range s.file.Imports {
			name, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				return err
			}
			s.imports = append(s.imports, name)
		}
		all = append(all, s)
		return nil
	})
	if err != nil || len(all) < 50 {
		t.Fatalf("found %d files (%v)", len(all), err)
	}
	return all
}

func under(pkg, prefix string) bool { return pkg == prefix || strings.HasPrefix(pkg, prefix+"/") }

func standard(name string) bool {
	first, _, _ := strings.Cut(name, "/")
	return !strings.Contains(first, ".") && !strings.HasPrefix(name, module)
}

func TestWhoImportsWhom(t *testing.T) {
	t.Parallel()
	used := map[string]bool{}
	for _, s := range sources(t) {
		i := slices.IndexFunc(rules, func(r rule) bool { return under(s.pkg, r.prefix) })
		if i < 0 {
			t.Errorf("%s: no rule says what %s may import", s.path, s.pkg)
			continue
		}
		r := rules[i]
		used[r.prefix] = true
		for _, name := range s.imports {
			local := strings.TrimPrefix(name, module)
			if standard(name) || under(local, s.pkg) && local != name {
				continue
			}
			j := slices.IndexFunc(r.allowed, func(p string) bool { return under(local, p) })
			if j < 0 {
				t.Errorf("%s imports %s, but %s may import %v only: %s", s.path, name, r.prefix, r.allowed, r.reason)
				continue
			}
			used[r.prefix+" "+r.allowed[j]] = true
		}
	}
	for _, r := range rules {
		if !used[r.prefix] {
			t.Errorf("stale rule: there is no package under %s", r.prefix)
		}
		for _, p := range r.allowed {
			if !used[r.prefix+" "+p] {
				t.Errorf("stale rule: nothing under %s imports %s any more", r.prefix, p)
			}
		}
	}
}

// TestPureCodeHasNoClock: time, ids and randomness come in through the command
// or the event.
func TestPureCodeHasNoClock(t *testing.T) {
	t.Parallel()
	for _, s := range sources(t) {
		if !under(s.pkg, "domain") && !under(s.pkg, "projections") || strings.HasSuffix(s.pkg, "test") {
			continue
		}
		for _, name := range s.imports {
			if name == "math/rand" || name == "math/rand/v2" || name == "crypto/rand" || name == "log" || name == "log/slog" {
				t.Errorf("%s imports %s", s.path, name)
			}
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if call, ok := n.(*ast.SelectorExpr); ok {
				if pkg, ok := call.X.(*ast.Ident); ok && pkg.Name == "time" && slices.Contains([]string{"Now", "Since", "Until", "Sleep"}, call.Sel.Name) {
					t.Errorf("%s uses time.%s", s.set.Position(n.Pos()), call.Sel.Name)
				}
			}
			return true
		})
	}
}

func TestRooms(t *testing.T) {
	t.Parallel()
	drawers := []string{"util", "utils", "common", "helpers", "models", "misc", "shared"}
	documented := map[string]bool{}
	all := sources(t)
	for _, s := range all {
		if s.lines > 500 {
			t.Errorf("%s has %d lines; a file is a room with one purpose, 500 at most", s.path, s.lines)
		}
		if slices.Contains(drawers, filepath.Base(s.pkg)) {
			t.Errorf("%s: a package called %s is a drawer", s.path, filepath.Base(s.pkg))
		}
		if s.file.Doc != nil {
			documented[s.pkg] = true
		}
		for _, d := range s.file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "init" {
				t.Errorf("%s has an init function", s.path)
			}
		}
	}
	for _, s := range all {
		if !documented[s.pkg] {
			t.Errorf("package %s says nothing about itself", s.pkg)
			documented[s.pkg] = true
		}
	}
}

// TestSentinelsAreNamedAsTheyAre: a refusal's code is the name of its variable.
func TestSentinelsAreNamedAsTheyAre(t *testing.T) {
	t.Parallel()
	found := 0
	for _, s := range sources(t) {
		ast.Inspect(s.file, func(n ast.Node) bool {
			v, ok := n.(*ast.ValueSpec)
			if !ok || len(v.Values) != 1 {
				return true
			}
			call, ok := v.Values[0].(*ast.CallExpr)
			if !ok || len(call.Args) != 4 {
				return true
			}
			made, ok := call.Fun.(*ast.SelectorExpr)
			code, literal := call.Args[0].(*ast.BasicLit)
			if name := v.Names[0].Name; ok && literal && made.Sel.Name == "NewRefusal" && ast.IsExported(name) {
				if found++; code.Value != strconv.Quote(name) {
					t.Errorf("%s: %s has the code %s", s.path, name, code.Value)
				}
			}
			return true
		})
	}
	if found < 60 {
		t.Errorf("found %d sentinels", found)
	}
}
