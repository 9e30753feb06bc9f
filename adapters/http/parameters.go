package http

import (
	"cmp"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"vaoso/domain/es"
)

// longestName is how much of a parameter's name an answer repeats.
const longestName = 40

// knownOnly refuses a request that has a parameter which the operation's
// description doesn't list: ?asof= isn't asOf, and would be answered for today.
func knownOnly(op *huma.Operation, do respond) respond {
	var known []string
	for _, p := range op.Parameters {
		if p.In == "query" {
			known = append(known, p.Name)
		}
	}
	return func(w http.ResponseWriter, r *http.Request) error {
		query, err := url.ParseQuery(r.URL.RawQuery)
		if err != nil { // what it quotes is the client's
			return errQueryMalformed.With()
		}
		for _, name := range slices.Sorted(maps.Keys(query)) {
			if !slices.Contains(known, name) {
				return unknownParameter(name, known)
			}
		}
		return do(w, r)
	}
}

func unknownParameter(name string, known []string) error {
	strange := func(c rune) bool {
		return (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && !strings.ContainsRune("-_.", c)
	}
	if name == "" || len(name) > longestName || strings.ContainsFunc(name, strange) {
		name = "?" // it may be anything, somebody's name too
	}
	list := strings.Join(known, ", ")
	return errParameterUnknown.With("parameter", name, "vi", cmp.Or(list, "không có tham số nào"), "en", cmp.Or(list, "none at all"))
}

// Problems of a request's parameters.
var (
	errParameterUnknown = es.NewRefusal("ErrParameterUnknown", es.Malformed,
		"không có tham số «{parameter}» ở địa chỉ này; có: {vi}", "there is no parameter {parameter} here; there are: {en}")
	errQueryMalformed = es.NewRefusal("ErrQueryMalformed", es.Malformed,
		"phần tham số sau dấu ? không đọc được", "the parameters behind the ? can't be read")
)
