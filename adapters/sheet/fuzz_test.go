package sheet

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"vaoso/domain/es"
)

// FuzzParse: no bytes make Parse panic; a file is refused with a sentinel, or
// its rows have values that read back as themselves.
func FuzzParse(f *testing.F) {
	for i, kind := range Kinds {
		f.Add(uint8(i), []byte(Example(kind)))
		f.Add(uint8(i), []byte(Template(kind)+strings.Repeat("'=1,", 5)+"\n"))
		f.Add(uint8(i), []byte("\ufeff"+strings.ReplaceAll(Example(kind), ",", ";")))
	}
	f.Add(uint8(0), []byte("\xff\xfe"))
	f.Fuzz(func(t *testing.T, which uint8, data []byte) {
		kind := Kinds[int(which)%len(Kinds)]
		parsed, err := Parse(kind, bytes.NewReader(data))
		if err != nil {
			if _, ok := es.AsRefused(err); !ok {
				t.Fatalf("the error is no refusal: %v", err)
			}
			return
		}
		for _, r := range parsed.Rows {
			for _, c := range Columns(kind) {
				v := r.Value(c.Name)
				if v == "" {
					continue
				}
				if !utf8.ValidString(v) {
					t.Fatalf("%s is %q", c.Name, v)
				}
				if c.late { // in minor units, so it doesn't
					continue
				}
				if again, wrong := c.read(clean(v), r.values); wrong != nil || again != v {
					t.Fatalf("%s: %q is read again as %q (%v)", c.Name, v, again, wrong)
				}
			}
		}
	})
}

// FuzzImport: no file that parses makes the import panic or break.
func FuzzImport(f *testing.F) {
	for i, kind := range Kinds {
		f.Add(uint8(i), []byte(Example(kind)))
	}
	for _, file := range all {
		f.Add(uint8(file.kind.order()), []byte(file.csv))
	}
	f.Fuzz(func(t *testing.T, which uint8, data []byte) {
		kind := Kinds[int(which)%len(Kinds)]
		b := newBook()
		before(t, b, kind)
		r, err := Import(t.Context(), b, kind, bytes.NewReader(data), clerk)
		if _, refused := es.AsRefused(err); err != nil && !refused {
			t.Fatal(err)
		}
		if err := r.Rejects(&bytes.Buffer{}); err != nil {
			t.Fatal(err)
		}
	})
}
