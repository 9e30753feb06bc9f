package render_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"io"
	"os"
	"path/filepath"
	"testing"

	"vaoso/cmd/internal/render"
	"vaoso/projections/supervision"
)

var update = flag.Bool("update", false, "write the golden files")

// TestSupervisionAsPeopleReadIt: the report that projections/supervision's tests
// work out, as a table and for a spreadsheet.
func TestSupervisionAsPeopleReadIt(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(filepath.Join("..", "..", "..", "projections", "supervision", "testdata", "report.json"))
	if err != nil {
		t.Fatal(err)
	}
	var r supervision.Report
	if err := json.Unmarshal(text, &r); err != nil {
		t.Fatal(err)
	}
	for name, write := range map[string]func(io.Writer, supervision.Report) error{"supervision.txt": render.Supervision, "supervision.csv": render.SupervisionCSV} {
		var got bytes.Buffer
		if err := write(&got, r); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil { //nolint:gosec // a test's file
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil || !bytes.Equal(want, got.Bytes()) {
			t.Errorf("%s: got\n%s\nwant\n%s %v", name, got.Bytes(), want, err)
		}
	}
}
