package http

import (
	"reflect"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// namedPlainly are the views whose types were described before others had types
// of the same names: clients know them so.
var namedPlainly = []string{"targetprogress", "supervision", "contracts", "workers", "engine"}

// schemaName is what the interface's description calls a type: a view's types
// by the view's name and their own, since every view has a Report with Rows.
func schemaName(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	view, is := strings.CutPrefix(t.PkgPath(), "vaoso/projections/")
	if !is || slices.Contains(namedPlainly, view) {
		return name
	}
	return strings.ToUpper(view[:1]) + view[1:] + name
}
