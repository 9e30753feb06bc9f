package golden

import (
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"
)

// A second way that shared code with the first would prove nothing.
func TestTheSecondWaySharesNoCode(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range f.Imports {
			seen++
			if path := strings.Trim(i.Path.Value, `"`); strings.HasPrefix(path, "vaoso/") && path != "vaoso/cmd/internal/demo/data" {
				t.Errorf("%s imports %s", name, path)
			}
		}
	}
	if seen == 0 {
		t.Error("no imports were looked at")
	}
}
