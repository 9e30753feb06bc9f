package viet_test

import (
	"testing"

	"vaoso/domain/viet"
)

func TestPlain(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"Nguyễn Văn Á":                   "nguyen van a",
		"Nguyê\u0303n Va\u0306n A\u0301": "nguyen van a", // decomposed
		"  ĐẶNG   Thị\tHòa ":             "dang thi hoa",
		"Ðặng Thị Hoà":                   "dang thi hoa", // U+00D0, tone on the other vowel
		"Ưởng Ỵ":                         "uong y",
		"C-2021/07":                      "c-2021/07",
		"":                               "",
	} {
		if got := viet.Plain(in); got != want {
			t.Errorf("Plain(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestSlug(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{"26-014": "26-014", "123/LĐTBXH-GP": "123-ldtbxh-gp", " Số 7 ": "so-7"} {
		if got := viet.Slug(in); got != want {
			t.Errorf("Slug(%q) = %q, want %q", in, got, want)
		}
	}
}
