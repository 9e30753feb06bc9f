package book

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/money"
)

// Command is one thing that can be asked of the book.
type Command struct {
	Name    string
	Context string // plan, labour, overseas, supervision, operations
	Vi, En  string // what it does, in a few words
	Roles   []Role // who may ask it; the first is whose job it is
	Go      reflect.Type

	do func(context.Context, *Book, es.Envelope, any) (Result, error)
}

// define makes a command of the type C. handle carries it out.
func define[C any](area string, roles []Role, vi, en string, handle func(*call, C) (Result, error)) Command {
	t := reflect.TypeFor[C]()
	return Command{
		Name: t.Name(), Context: area, Vi: vi, En: en, Roles: roles, Go: t,
		do: func(ctx context.Context, b *Book, env es.Envelope, c any) (Result, error) {
			return handle(&call{b, ctx, env}, c.(C))
		},
	}
}

// Fields are the JSON names of the command's own fields, in order.
func (c Command) Fields() []string {
	var names []string
	for _, f := range reflect.VisibleFields(c.Go) {
		if name := jsonName(f); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// Common are the fields that every command may have beside its own.
var Common = []string{"on", "reason", "legalBasis"}

// Asked is a command as it was asked: its own fields and those that all share.
type Asked struct {
	Command    any
	On         civil.Date
	Reason     string
	LegalBasis string
}

// Decode reads a command from JSON: its fields by their names, with on, reason
// and legalBasis beside them. It refuses unknown fields, fields written in
// another case, and a field given twice: none is passed over.
func (c Command) Decode(data []byte) (Asked, error) {
	fields, err := object(data)
	if err != nil {
		return Asked{}, es.ErrFieldInvalid.With("field", c.Name, "vi", "không phải một đối tượng JSON đúng dạng ("+err.Error()+")", "en", "the JSON can't be read: "+err.Error())
	}
	var a Asked
	own := c.Fields()
	for i, into := range []any{&a.On, &a.Reason, &a.LegalBasis} {
		name := Common[i]
		raw, there := fields[name]
		if !there {
			continue
		}
		if err := strict(raw, into); err != nil {
			return Asked{}, badField(name, reflect.TypeOf(into).Elem())
		}
		if !slices.Contains(own, name) { // a command with a reason of its own gives it for both
			delete(fields, name)
		}
	}
	for name := range fields {
		if !slices.Contains(own, name) {
			return Asked{}, es.ErrFieldInvalid.With("field", name,
				"vi", fmt.Sprintf("%s không có trường này; có: %s", c.Name, strings.Join(slices.Concat(own, Common), ", ")),
				"en", fmt.Sprintf("%s has no such field; it has: %s", c.Name, strings.Join(slices.Concat(own, Common), ", ")))
		}
	}
	command := reflect.New(c.Go).Elem()
	for _, f := range reflect.VisibleFields(c.Go) {
		raw, given := fields[jsonName(f)]
		if !given || jsonName(f) == "" {
			continue
		}
		if err := strict(raw, command.FieldByIndex(f.Index).Addr().Interface()); err != nil {
			return Asked{}, badField(jsonName(f), f.Type)
		}
	}
	a.Command = command.Interface()
	return a, nil
}

// strict reads a field's value, and passes over nothing in it.
func strict(raw json.RawMessage, into any) error {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	return dec.Decode(into)
}

// jsonName is the name by which a field is given; "" where it can't be.
func jsonName(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	if name == "-" {
		return ""
	}
	return name
}

// badField says what a field wants. It doesn't repeat what was given: that may
// be personal.
func badField(name string, t reflect.Type) error {
	vi, en := wants(t)
	return es.ErrFieldInvalid.With("field", name, "vi", "cần "+vi, "en", "it wants "+en)
}

func wants(t reflect.Type) (vi, en string) {
	if t.Kind() == reflect.Pointer { // a field that has to be said
		t = t.Elem()
	}
	switch t {
	case reflect.TypeFor[civil.Date]():
		return "một ngày có thật, dạng 2021-04-27", "a day that exists, as 2021-04-27"
	case reflect.TypeFor[money.Money]():
		return `số tiền dạng {"amount": 6500000, "currency": "VND"}`, `money, as {"amount": 6500000, "currency": "VND"}`
	case reflect.TypeFor[es.UUID]():
		return "mã dạng 6f1c0f0e-3a52-5b0e-9a77-1f0a5f0c2a11", "an id, as 6f1c0f0e-3a52-5b0e-9a77-1f0a5f0c2a11"
	}
	switch t.Kind() {
	case reflect.String:
		return "một chuỗi chữ", "a string"
	case reflect.Int, reflect.Int64:
		return "một số nguyên", "a whole number"
	case reflect.Bool:
		return "true hoặc false", "true or false"
	case reflect.Slice:
		return "một danh sách", "a list"
	}
	return "một đối tượng", "an object"
}

// object reads one JSON object, refusing a name given twice, also in another case.
func object(data []byte) (map[string]json.RawMessage, error) {
	dec := json.NewDecoder(bytes.NewReader(data))
	if t, err := dec.Token(); err != nil {
		return nil, err
	} else if t != json.Delim('{') {
		return nil, errors.New("a JSON object is wanted")
	}
	fields, seen := map[string]json.RawMessage{}, map[string]bool{}
	for dec.More() {
		t, err := dec.Token()
		if err != nil {
			return nil, err
		}
		name, _ := t.(string)
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			return nil, err
		}
		if seen[strings.ToLower(name)] {
			return nil, fmt.Errorf("field %q is given twice", name)
		}
		seen[strings.ToLower(name)] = true
		fields[name] = raw
	}
	if _, err := dec.Token(); err != nil {
		return nil, err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("there is more after the object")
	}
	return fields, nil
}
