package sheet

import "vaoso/domain/vsic"

// sections are the sections of VSIC by letter and name.
var sections = func() (words []Word) {
	for _, s := range vsic.Sections() {
		words = append(words, Word{s.Letter, []string{s.Vi, s.Short}})
	}
	return words
}()
