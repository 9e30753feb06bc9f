package labour_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"vaoso/domain/es"
	. "vaoso/domain/labour"
)

// TestGolden: every version of every event type has a file in testdata that
// today's program reads, and may have more ("WorkerPlaced.v1-full.json" for
// the fields that are often left out); the newest version is written as its
// files are.
func TestGolden(t *testing.T) {
	t.Parallel()
	known := map[string]bool{}
	for _, name := range Events.Names() {
		def, _ := Events.Named(name)
		for v := 1; v <= def.Version; v++ {
			plain := fmt.Sprintf("%s.v%d.json", name, v)
			more, err := filepath.Glob(fmt.Sprintf("testdata/%s.v%d-*.json", name, v))
			if err != nil {
				t.Fatal(err)
			}
			for _, file := range append(more, plain) {
				file = filepath.Base(file)
				known[file] = true
				t.Run(file, func(t *testing.T) {
					t.Parallel()
					golden(t, def, v, file)
				})
			}
		}
	}
	files, err := filepath.Glob("testdata/*.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !known[filepath.Base(f)] {
			t.Errorf("%s belongs to no event type: a stored type never goes away", f)
		}
	}
}

func golden(t *testing.T, def es.Definition, version int, file string) {
	t.Helper()
	indented, err := os.ReadFile(filepath.Join("testdata", file))
	if err != nil {
		t.Fatalf("write what the event looks like: %v", err)
	}
	var stored bytes.Buffer
	if err := json.Compact(&stored, indented); err != nil {
		t.Fatal(err)
	}
	r, err := Events.Decode(es.Event{Type: def.Name, Version: version, Data: stored.Bytes()})
	if err != nil {
		t.Fatal(err)
	}
	if _, ours := r.Payload.(Event); !ours {
		t.Errorf("%T is no labour.Event", r.Payload)
	}
	if version != def.Version {
		return
	}
	_, _, again, err := Events.Encode(r.Payload)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(again, stored.Bytes()) {
		t.Errorf("stored as\n  %s\nwritten again as\n  %s", stored.Bytes(), again)
	}
}
