package es

import (
	"fmt"
	"slices"
	"strings"
)

// Fields gathers what is wrong with a command's fields, so that one answer
// names all of it. The zero value has nothing wrong.
type Fields []*Refused

// Need refuses a field that isn't given.
func (f *Fields) Need(name string, given bool) {
	if !given {
		f.Add(ErrFieldMissing.With("field", name))
	}
}

// Invalid refuses a field whose value isn't right.
func (f *Fields) Invalid(name string, wrong bool, vi, en string) {
	if wrong {
		f.Add(ErrFieldInvalid.With("field", name, "vi", vi, "en", en))
	}
}

// Add adds a refusal; nil is none.
func (f *Fields) Add(r *Refused) {
	if r != nil {
		*f = append(*f, r)
	}
}

// Refuse is all that is wrong as one error; nil where nothing is.
func (f *Fields) Refuse() error { return Refuse(*f...) }

// OneOf refuses a value that isn't among the words; "" is missing.
func OneOf[T ~string](f *Fields, name string, value T, words []T) {
	f.Need(name, value != "")
	MaybeOneOf(f, name, value, words)
}

// MaybeOneOf is OneOf for a field that may be left out.
func MaybeOneOf[T ~string](f *Fields, name string, value T, words []T) {
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = string(w)
	}
	all := strings.Join(list, ", ")
	f.Invalid(name, value != "" && !slices.Contains(words, value),
		fmt.Sprintf("phải là một trong: %s", all), fmt.Sprintf("it is one of: %s", all))
}
