package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// parametersError is that an address has parameters which its page doesn't
// take: ?asof= isn't asOf, and would be answered for today.
type parametersError struct{ known []string }

func (parametersError) Error() string { return "web: the page has no such parameter" }

// words say so without the parameter's name, which may be anything.
func (e parametersError) words() *words {
	list := strings.Join(e.known, ", ")
	return &words{"Địa chỉ có tham số không đúng; trang này có: " + list + ".", "The address has a parameter that isn't known; this page takes: " + list + "."}
}

// parameters are the page's, if the address has no others.
func parameters(r *http.Request, known ...string) (url.Values, error) {
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil { // what it quotes may be anything
		return nil, parametersError{known}
	}
	for name := range query {
		if !slices.Contains(known, name) {
			return nil, parametersError{known}
		}
	}
	return query, nil
}
