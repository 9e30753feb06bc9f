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
)

// Command is one thing that can be asked of the book.
type Command struct {
	Name    string
	Context string // plan, labour, overseas, supervision
	Vi, En  string // what it does, in a few words
	Roles   []Role // who may ask it; the first is whose job it is
	Go      reflect.Type

	do     func(context.Context, *Book, es.Envelope, any) (Result, error)
	decode func([]byte) (any, error)
}

// define makes a command of the type C. handle carries it out.
func define[C any](area string, roles []Role, vi, en string, handle func(*call, C) (Result, error)) Command {
	t := reflect.TypeFor[C]()
	return Command{
		Name: t.Name(), Context: area, Vi: vi, En: en, Roles: roles, Go: t,
		do: func(ctx context.Context, b *Book, env es.Envelope, c any) (Result, error) {
			return handle(&call{b, ctx, env}, c.(C))
		},
		decode: func(data []byte) (any, error) {
			var c C
			err := json.Unmarshal(data, &c)
			return c, err
		},
	}
}

// Fields are the JSON names of the command's own fields, in order.
func (c Command) Fields() []string {
	var names []string
	for _, f := range reflect.VisibleFields(c.Go) {
		if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name != "-" && name != "" {
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
		return Asked{}, es.ErrFieldInvalid.With("field", c.Name, "vi", "JSON không đọc được: "+err.Error(), "en", "the JSON can't be read: "+err.Error())
	}
	var a Asked
	own := c.Fields()
	for name, into := range map[string]any{"on": &a.On, "reason": &a.Reason, "legalBasis": &a.LegalBasis} {
		raw, there := fields[name]
		if !there {
			continue
		}
		if err := json.Unmarshal(raw, into); err != nil {
			return Asked{}, badField(name, err)
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
	clean, err := json.Marshal(fields)
	if err != nil {
		return Asked{}, fmt.Errorf("couldn't gather %s: %w", c.Name, err)
	}
	if a.Command, err = c.decode(clean); err != nil {
		var wrong *json.UnmarshalTypeError
		if errors.As(err, &wrong) {
			return Asked{}, badField(wrong.Field, fmt.Errorf("%s where %s is wanted", wrong.Value, wrong.Type))
		}
		return Asked{}, badField(c.Name, err)
	}
	return a, nil
}

func badField(name string, err error) error {
	return es.ErrFieldInvalid.With("field", name, "vi", err.Error(), "en", err.Error())
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
