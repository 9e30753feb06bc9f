package sheet

import (
	"os"
	"strings"
	"testing"
)

// docs/import.md is what the code prints, and names every column.
func TestTheReferenceIsFresh(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../docs/import.md")
	if err != nil {
		t.Fatal(err)
	}
	if string(text) != Reference() {
		t.Error("docs/import.md is stale; run: go generate ./adapters/sheet")
	}
	for _, kind := range Kinds {
		for _, c := range columns[kind] {
			if !strings.Contains(ReferenceOf(kind), "| `"+c.Name+"`") {
				t.Errorf("%s.%s isn't in the reference", kind, c.Name)
			}
			if strings.ContainsAny(c.Vi+c.En+c.Example, "|\n") {
				t.Errorf("%s.%s breaks the table", kind, c.Name)
			}
		}
	}
}
