package forms_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"vaoso/domain/catalog"
	"vaoso/projections/engine/foldtest"
	"vaoso/projections/forms"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestWhatIsWritten: the small year's forms as spreadsheets and programs get
// them, byte for byte.
func TestWhatIsWritten(t *testing.T) {
	t.Parallel()
	by, report := filled(t, t, foldtest.Events(t, catalog.Events(), small()...), forms.Source{AsOf: day("2021-06-30"), Span: forms.Month})
	written := map[string][]byte{}
	for _, code := range []string{"01", "03", "04"} {
		var b bytes.Buffer
		if err := forms.WriteCSV(&b, by[code]); err != nil {
			t.Fatal(err)
		}
		written["form"+code+".csv"] = b.Bytes()
	}
	text, err := json.MarshalIndent(report, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	written["month.json"] = append(text, '\n')
	for name, got := range written {
		file := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(file, got, 0o644); err != nil { //nolint:gosec // figures
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is\n%s\nwant\n%s", name, got, want)
		}
	}
}
