package sheet

import (
	"reflect"
	"strconv"
	"strings"

	"vaoso/domain/money"
)

// fieldOf is the type of the field with the JSON name.
func fieldOf(t reflect.Type, name string) (reflect.Type, bool) {
	for _, f := range reflect.VisibleFields(t) {
		if own, _, _ := strings.Cut(f.Tag.Get("json"), ","); own == name {
			return f.Type, true
		}
	}
	return nil, false
}

// valueOf is the value of the field with the JSON name.
func valueOf(payload any, name string) any {
	v := reflect.ValueOf(payload)
	for _, f := range reflect.VisibleFields(v.Type()) {
		if own, _, _ := strings.Cut(f.Tag.Get("json"), ","); own == name {
			return v.FieldByIndex(f.Index).Interface()
		}
	}
	return nil
}

// asJSON is a cell in its one form as JSON of the type.
func asJSON(t reflect.Type, value, currency string) any {
	if t.Kind() == reflect.Pointer { // a field that has to be said
		t = t.Elem()
	}
	n, err := strconv.ParseInt(value, 10, 64)
	switch {
	case t == reflect.TypeFor[money.Money]() && err == nil:
		return money.Money{Amount: n, Currency: currency}
	case t.Kind() == reflect.Int && err == nil:
		return n
	case t.Kind() == reflect.Bool:
		return value == "yes" || value == loanJobs[0].Code
	case t.Kind() == reflect.Slice:
		return strings.Split(value, ";")
	}
	return value
}
