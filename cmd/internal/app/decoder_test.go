package app_test

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"vaoso/cmd/internal/app"
	"vaoso/domain/catalog"
	"vaoso/domain/es"
)

// TestTheFasterDecoderAgrees: every stored form is read by the book's decoder
// as by the standard library's, and what one refuses the other does.
func TestTheFasterDecoderAgrees(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../../../domain/catalog/testdata/*.json")
	if err != nil || len(files) < 40 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	slow, fast := catalog.Events(), app.Definitions()
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name, _, _ := strings.Cut(filepath.Base(file), ".")
		for what, data := range map[string]string{
			"as it is": string(text), "cut short": string(text[:len(text)/2]), "an unknown field more": strings.Replace(string(text), "{", `{"unheardOf":1,`, 1),
			"a number for all": strings.ReplaceAll(string(text), `"20`, `20`), "empty": "", "null": "null",
		} {
			e := es.Event{Type: name, Version: 1, Data: []byte(data)}
			a, errA := slow.Decode(e)
			b, errB := fast.Decode(e)
			if (errA == nil) != (errB == nil) || !reflect.DeepEqual(a.Payload, b.Payload) {
				t.Errorf("%s, %s:\n%+v %v\n%+v %v", name, what, a.Payload, errA, b.Payload, errB)
			}
		}
	}
}
