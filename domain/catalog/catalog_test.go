package catalog_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"vaoso/domain/catalog"
	"vaoso/domain/es"
)

// goldenName is "WorkerPlaced.v1.json", or "WorkerPlaced.v1-self.json" for a
// further form: one in which the fields that are often left out are, or aren't.
var goldenName = regexp.MustCompile(`^([A-Za-z]+)\.v([0-9]+)(-[a-z]+)?\.json$`)

// TestEveryStoredFormIsRead: every version of every event type has a file in
// testdata that today's program reads, for ever; the newest version is written
// as its files are. A file is never changed: a new version gets a new one.
func TestEveryStoredFormIsRead(t *testing.T) {
	t.Parallel()
	events := catalog.Events()
	files, err := filepath.Glob("testdata/*.json")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, file := range files {
		name := goldenName.FindStringSubmatch(filepath.Base(file))
		if name == nil {
			t.Errorf("%s: what is it?", file)
			continue
		}
		def, known := events.Named(name[1])
		if !known {
			t.Errorf("%s belongs to no event type: a stored type never goes away", file)
			continue
		}
		version, err := strconv.Atoi(name[2])
		if err != nil {
			t.Fatal(err)
		}
		if name[3] == "" {
			seen[fmt.Sprint(def.Name, version)] = true
		}
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			checkGolden(t, events, def, version, file)
		})
	}
	for _, name := range events.Names() {
		def, _ := events.Named(name)
		for v := 1; v <= def.Version; v++ {
			if !seen[fmt.Sprint(name, v)] {
				t.Errorf("testdata/%s.v%d.json: write what the event looks like", name, v)
			}
		}
	}
}

func checkGolden(t *testing.T, events *es.Definitions, def es.Definition, version int, file string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var stored bytes.Buffer
	if err := json.Compact(&stored, text); err != nil {
		t.Fatal(err)
	}
	r, err := events.Decode(es.Event{Type: def.Name, Version: version, Data: stored.Bytes()})
	if err != nil {
		t.Fatal(err)
	}
	if version != def.Version {
		return
	}
	_, _, again, err := events.Encode(r.Payload)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(again, stored.Bytes()) {
		t.Errorf("stored as\n  %s\nwritten again as\n  %s", stored.Bytes(), again)
	}
}

// TestNamesAreTheStructs: the stored name is a literal for ever; as long as
// nobody has a reason, the Go type has the same.
func TestNamesAreTheStructs(t *testing.T) {
	t.Parallel()
	events := catalog.Events()
	if n := len(events.Names()); n < 40 {
		t.Errorf("%d event types", n)
	}
	for _, name := range events.Names() {
		if def, _ := events.Named(name); def.Go.Name() != name {
			t.Errorf("%s is the struct %s", name, def.Go)
		}
	}
}
