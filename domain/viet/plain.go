// Package viet folds Vietnamese text for searching and matching, so that
// "nguyen van a", "NGUYỄN VĂN Á" and "Nguyễn Văn Á" typed with separate marks
// are one. It never changes what is stored.
package viet

import (
	"strings"
	"unicode"
)

// letters are the base letters, each before the composed forms that fold to it.
var letters = func() map[rune]rune {
	m := map[rune]rune{}
	for _, row := range []string{
		"aàảãáạăằẳẵắặâầẩẫấậ", "eèẻẽéẹêềểễếệ", "iìỉĩíị",
		"oòỏõóọôồổỗốộơờởỡớợ", "uùủũúụưừửữứự", "yỳỷỹýỵ", "dđð",
	} {
		runes := []rune(row)
		for _, r := range runes[1:] {
			m[r] = runes[0]
		}
	}
	return m
}()

// Plain is s in small letters without tone and vowel marks, đ as d (and the
// look-alike Ð, U+00D0, too), with single spaces. Composed and decomposed
// spellings, and both places of a tone ("hòa", "hoà"), give the same.
func Plain(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			space = b.Len() > 0
			continue
		case r >= 0x300 && r <= 0x36f: // combining marks
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		r = unicode.ToLower(r)
		if base, ok := letters[r]; ok {
			r = base
		}
		b.WriteRune(r)
	}
	return b.String()
}

// Slug is [Plain] with a hyphen for everything but letters and digits:
// "123/LĐTBXH-GP" gives "123-ldtbxh-gp".
func Slug(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range Plain(s) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
			continue
		}
		gap = true
	}
	return b.String()
}
