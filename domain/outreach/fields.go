package outreach

import (
	"fmt"
	"slices"
	"strings"

	"vaoso/domain/es"
)

// fields gathers what is wrong with a command's fields, so that one answer
// names all of it.
type fields []*es.Refused

// need refuses a field that isn't given.
func (f *fields) need(name string, given bool) {
	if !given {
		f.add(es.ErrFieldMissing.With("field", name))
	}
}

// invalid refuses a field whose value isn't right.
func (f *fields) invalid(name string, wrong bool, vi, en string) {
	if wrong {
		f.add(es.ErrFieldInvalid.With("field", name, "vi", vi, "en", en))
	}
}

// add adds a refusal; nil is none.
func (f *fields) add(r *es.Refused) {
	if r != nil {
		*f = append(*f, r)
	}
}

func (f *fields) refuse() error { return es.Refuse(*f...) }

// oneOf refuses a value that isn't among the words; "" is missing.
func oneOf[T ~string](f *fields, name string, value T, words []T) {
	f.need(name, value != "")
	maybeOneOf(f, name, value, words)
}

// maybeOneOf is oneOf for a field that may be left out.
func maybeOneOf[T ~string](f *fields, name string, value T, words []T) {
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = string(w)
	}
	all := strings.Join(list, ", ")
	f.invalid(name, value != "" && !slices.Contains(words, value),
		fmt.Sprintf("phải là một trong: %s", all), fmt.Sprintf("it is one of: %s", all))
}
