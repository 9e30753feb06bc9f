package corrections_test

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"vaoso/domain/catalog"
	"vaoso/projections/corrections"
)

// TestEveryFieldHasAWord: what the code of corrections names in quotes, and some
// event has as a field, can stand in Biểu 10, whose readers know no field names.
func TestEveryFieldHasAWord(t *testing.T) {
	t.Parallel()
	fields := map[string]bool{}
	events := catalog.Events()
	for _, name := range events.Names() {
		def, _ := events.Named(name)
		for _, f := range reflect.VisibleFields(def.Go) {
			tag, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			fields[tag] = true
		}
	}
	files, err := filepath.Glob("../../domain/*/*correct*.go")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") || strings.Contains(file, "events_correct") || strings.Contains(file, "commands_correct") || strings.Contains(file, "domain/book") {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`"([a-z]\w+)"`).FindAllStringSubmatch(string(text), -1) {
			if !fields[m[1]] || m[1] == "on" {
				continue
			}
			seen++
			if corrections.FieldWord(m[1]) == m[1] {
				t.Errorf("%s: %s has no word", filepath.Base(file), m[1])
			}
		}
	}
	if seen < 60 {
		t.Errorf("only %d fields were seen", seen)
	}
}

// TestFieldsHaveTheirOfficesWords: of a field that takes but some words, none
// stands in Biểu 10 as the program has it.
func TestFieldsHaveTheirOfficesWords(t *testing.T) {
	t.Parallel()
	for _, x := range []struct{ field, raw, want string }{
		{"education", `"none"`, "chưa qua đào tạo"}, {"education", `"university"`, "đại học"}, {"fault", `"none"`, "không bên nào"},
		{"grade", `"good"`, "khá"}, {"size", `"micro"`, "siêu nhỏ"}, {"endReason", `"found_work"`, "có việc làm"}, {"reason", `"absence"`, "vắng nhiều"},
		{"reason", `"nhập hai lần"`, "nhập hai lần"}, {"venue", `"none"`, "none"}, {"attendance", `391`, "391"}, {"upheld", `true`, "có"}, {"grade", ``, ""},
		{"markets", `["JP","KR"]`, "JP, KR"}, {"shares", `[{"unit":"08710","total":60,"overseas":1}]`, "08710: 60 (nước ngoài 1)"},
		{"wage", `{"amount":5000,"currency":"VND"}`, "5.000 VND"},
	} {
		if got := corrections.FieldValue(x.field, []byte(x.raw)); got != x.want {
			t.Errorf("%s %s is written %q, want %q", x.field, x.raw, got, x.want)
		}
	}
}

func TestValuesAreWords(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string]string{
		`true`: "có", `false`: "không", `"2021-05-01"`: "01/05/2021", `{"amount":5000,"currency":"VND"}`: "5.000 VND", `12`: "12", `"x"`: "x", ``: "",
	} {
		if got := corrections.Value([]byte(raw)); got != want {
			t.Errorf("%s is written %q, want %q", raw, got, want)
		}
	}
}
