package catalogue_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"vaoso/cmd/internal/app"
	"vaoso/cmd/internal/catalogue"
	"vaoso/domain/book"
	"vaoso/domain/catalog"
)

var root = filepath.Join("..", "..", "..")

const stale = "run: go generate ./cmd/internal/catalogue"

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; %s", err, stale)
	}
	return string(text)
}

// TestTheCatalogueIsFresh: what is written down is what the code says today.
func TestTheCatalogueIsFresh(t *testing.T) {
	t.Parallel()
	events, err := catalogue.Build(root, app.Projections())
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.MarshalIndent(events, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	if read(t, "catalogue.json") != string(text)+"\n" {
		t.Errorf("catalogue.json is stale; %s", stale)
	}
	var page bytes.Buffer
	if err := catalogue.Markdown(&page, events); err != nil {
		t.Fatal(err)
	}
	if read(t, filepath.Join(root, "docs", "EVENTS.md")) != page.String() {
		t.Errorf("docs/EVENTS.md is stale; %s", stale)
	}
	schemas, err := catalogue.Schemas(root, catalog.Events())
	if err != nil {
		t.Fatal(err)
	}
	for name, schema := range schemas {
		if read(t, filepath.Join(root, "docs", "schemas", name)) != string(schema) {
			t.Errorf("docs/schemas/%s is stale; %s", name, stale)
		}
	}
	files, err := filepath.Glob(filepath.Join(root, "docs", "schemas", "*.json"))
	if err != nil || len(files) != len(schemas) {
		t.Errorf("%d files in docs/schemas, %d schemas; %s", len(files), len(schemas), stale)
	}
}

// TestEveryEventIsExplained: a meaning, and somebody who raises it; every
// command raises something.
func TestEveryEventIsExplained(t *testing.T) {
	t.Parallel()
	events, err := catalogue.Events()
	if err != nil {
		t.Fatal(err)
	}
	raising := map[string]bool{}
	for _, e := range events {
		if len(e.Meaning) < 10 || !strings.HasSuffix(e.Meaning, ".") {
			t.Errorf("%s: its comment in domain/%s says %q; write a sentence", e.Name, e.Context, e.Meaning)
		}
		if len(e.RaisedBy) == 0 || len(e.Streams) == 0 {
			t.Errorf("%s: no command that raises it was found", e.Name)
		}
		for _, c := range e.RaisedBy {
			raising[c.Name] = true
		}
	}
	for _, c := range book.Commands() {
		if !raising[c.Name] {
			t.Errorf("%s raises nothing, as far as the catalogue sees; commands that do: %v", c.Name, slices.Sorted(maps.Keys(raising)))
		}
	}
}

// TestWhoRaisesWhat holds what was found in the code to what is known.
func TestWhoRaisesWhat(t *testing.T) {
	t.Parallel()
	events, err := catalogue.Events()
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]struct{ streams, by, read string }{
		"CountingRulesSet": {"plan", "AdoptPlan SetCountingRules", "targetprogress"},
		"DayPassed":        {"clock", "PassDay", ""},
		"WorkerPlaced":     {"worker", "PlaceWorker", "targetprogress workers"},
		"WorkerDispatched": {"contract", "DispatchOverseas", ""},
		"FindingRecorded":  {"inspection", "RecordFinding", "supervision"},
	} {
		i := slices.IndexFunc(events, func(e catalogue.Event) bool { return e.Name == name })
		if i < 0 {
			t.Errorf("%s is missing", name)
			continue
		}
		var by []string
		for _, c := range events[i].RaisedBy {
			by = append(by, c.Name)
		}
		if strings.Join(events[i].Streams, " ") != want.streams || strings.Join(by, " ") != want.by {
			t.Errorf("%s: streams %v, raised by %v; want %+v", name, events[i].Streams, by, want)
		}
		for _, view := range strings.Fields(want.read) {
			if !slices.Contains(events[i].ReadBy, view) {
				t.Errorf("%s isn't read by %s", name, view)
			}
		}
	}
}

// TestStreamsAreCalledSo: each category is a word that the code begins streams'
// names with.
func TestStreamsAreCalledSo(t *testing.T) {
	t.Parallel()
	events, err := catalogue.Events()
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(root, "domain", "*", "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var code strings.Builder
	for _, file := range files {
		code.WriteString(read(t, file))
	}
	for _, e := range events {
		for _, category := range e.Streams {
			if !strings.Contains(code.String(), `"`+category+`-`) && !strings.Contains(code.String(), `named("`+category+`"`) && !strings.Contains(code.String(), `ID("`+category+`"`) {
				t.Errorf("%s: no stream is called %s-…; see categories in raised.go", e.Name, category)
			}
		}
	}
}

// TestStoredFormsAreValid: every stored form that there is a file of, of every
// version, is as its schema says; and one with a field of another kind isn't.
func TestStoredFormsAreValid(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join(root, "domain", "catalog", "testdata", "*.json"))
	if err != nil || len(files) < 50 {
		t.Fatalf("%d stored forms, %v", len(files), err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".json")
		form, _, _ := strings.Cut(name, "-")
		schema, err := compiler.Compile(filepath.Join(root, "docs", "schemas", form+".json"))
		if err != nil {
			t.Errorf("%s: %v", form, err)
			continue
		}
		text := read(t, file)
		stored, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(stored); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		fields, ok := stored.(map[string]any)
		for field, value := range fields {
			if _, isBool := value.(bool); !ok || isBool {
				continue
			}
			fields[field] = true // no field that isn't a yes or no is one
			if schema.Validate(fields) == nil {
				t.Errorf("%s: its schema takes %q for %s", name, "true", field)
			}
			fields[field] = value
		}
	}
}
