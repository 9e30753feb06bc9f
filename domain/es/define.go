package es

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// Definition is one event type: its name for ever, its newest version, which
// fields are personal, and how older versions become the newest.
type Definition struct {
	Name     string
	Version  int
	Personal []string // JSON names of fields that belong to a person
	Go       reflect.Type

	decode   decoder
	upcasts  map[int]decoder
	older    map[int]reflect.Type
	problems []string
}

// Form is the Go type of a version's stored form.
func (d Definition) Form(version int) reflect.Type {
	if version == d.Version {
		return d.Go
	}
	return d.older[version]
}

// decoder makes a payload of stored JSON.
type decoder func(unmarshal Unmarshal, data []byte) (any, error)

// Unmarshal reads JSON into what v points at, as encoding/json.Unmarshal does.
type Unmarshal func(data []byte, v any) error

// Option is a further word on a definition.
type Option func(*Definition)

// On defines the event type T under a name. The name is written into the log
// and never changes; version starts at 1 and grows whenever T's JSON does.
func On[T any](name string, version int, options ...Option) Definition {
	d := Definition{Name: name, Version: version, Go: reflect.TypeFor[T](), decode: decodeInto[T], upcasts: map[int]decoder{}, older: map[int]reflect.Type{}}
	for _, o := range options {
		o(&d)
	}
	for v := 1; v < version; v++ {
		if d.upcasts[v] == nil {
			d.problems = append(d.problems, fmt.Sprintf("%s: version %d has no upcaster", name, v))
		}
	}
	for _, f := range d.Personal {
		if !hasJSONField(d.Go, f) {
			d.problems = append(d.problems, fmt.Sprintf("%s: personal field %q doesn't exist", name, f))
		}
	}
	return d
}

// Personal marks fields, by their JSON names, that belong to a person and are
// encrypted under that person's key.
func Personal(fields ...string) Option {
	return func(d *Definition) { d.Personal = append(d.Personal, fields...) }
}

// Upcast says how an event stored as version from, of shape Old, becomes today's T.
func Upcast[Old, T any](from int, convert func(Old) (T, error)) Option {
	return func(d *Definition) {
		d.older[from] = reflect.TypeFor[Old]()
		d.upcasts[from] = func(unmarshal Unmarshal, data []byte) (any, error) {
			old, err := decodeInto[Old](unmarshal, data)
			if err != nil {
				return nil, err
			}
			return convert(old.(Old))
		}
		if d.Go != reflect.TypeFor[T]() {
			d.problems = append(d.problems, fmt.Sprintf("%s: the upcaster from version %d makes %s", d.Name, from, reflect.TypeFor[T]()))
		}
	}
}

func decodeInto[T any](unmarshal Unmarshal, data []byte) (any, error) {
	var v T
	if err := unmarshal(data, &v); err != nil {
		return nil, err
	}
	return v, nil
}

func hasJSONField(t reflect.Type, name string) bool {
	for _, f := range reflect.VisibleFields(t) {
		if tag, _, _ := strings.Cut(f.Tag.Get("json"), ","); tag == name {
			return true
		}
	}
	return false
}

// Definitions are event types by name and by Go type.
type Definitions struct {
	byName    map[string]*Definition
	byType    map[reflect.Type]*Definition
	unmarshal Unmarshal
}

// Define gathers definitions. A name or a type defined twice, a missing
// upcaster or a personal field that doesn't exist is a mistake in the program:
// it panics.
func Define(list ...Definition) *Definitions {
	d := &Definitions{byName: map[string]*Definition{}, byType: map[reflect.Type]*Definition{}, unmarshal: json.Unmarshal}
	for i := range list {
		d.add(&list[i])
	}
	return d
}

// Merge is all the definitions of several contexts together.
func Merge(sets ...*Definitions) *Definitions {
	all := Define()
	for _, s := range sets {
		for _, name := range s.Names() {
			all.add(s.byName[name])
		}
	}
	return all
}

// DecodingWith is the same definitions read by another JSON decoder: a faster
// one, that must agree with the standard library's.
func (d *Definitions) DecodingWith(unmarshal Unmarshal) *Definitions {
	faster := Merge(d)
	faster.unmarshal = unmarshal
	return faster
}

func (d *Definitions) add(def *Definition) {
	if len(def.problems) > 0 {
		panic("es: " + strings.Join(def.problems, "; "))
	}
	if d.byName[def.Name] != nil || d.byType[def.Go] != nil {
		panic(fmt.Sprintf("es: event type %s (%s) is defined twice", def.Name, def.Go))
	}
	d.byName[def.Name], d.byType[def.Go] = def, def
}

// Names are the type names, sorted.
func (d *Definitions) Names() []string { return slices.Sorted(maps.Keys(d.byName)) }

// Named is the definition of a stored type name.
func (d *Definitions) Named(name string) (Definition, bool) {
	def := d.byName[name]
	if def == nil {
		return Definition{}, false
	}
	return *def, true
}

// UndecodableError is an event that today's program can't read. It halts
// whoever meets it: nothing is skipped.
type UndecodableError struct {
	Event Event
	Cause error
}

func (e *UndecodableError) Error() string {
	return fmt.Sprintf("es: event %s %s v%d at %s@%s can't be read: %v", e.Event.Position, e.Event.Type, e.Event.Version, e.Event.Stream, e.Event.Revision, e.Cause)
}

// Unwrap is the cause.
func (e *UndecodableError) Unwrap() error { return e.Cause }

// Decode reads an event's payload, through its upcaster where it is of an
// older version.
func (d *Definitions) Decode(e Event) (Recorded, error) {
	def := d.byName[e.Type]
	if def == nil {
		return Recorded{}, &UndecodableError{e, fmt.Errorf("this program doesn't know the type")}
	}
	decode := def.decode
	if e.Version != def.Version {
		if decode = def.upcasts[e.Version]; decode == nil {
			return Recorded{}, &UndecodableError{e, fmt.Errorf("this program knows versions up to %d", def.Version)}
		}
	}
	payload, err := decode(d.unmarshal, e.Data)
	if err != nil {
		return Recorded{}, &UndecodableError{e, err}
	}
	return Recorded{e, payload}, nil
}

// Encode turns a payload into the stored form of its newest version.
func (d *Definitions) Encode(payload any) (name string, version int, data []byte, err error) {
	def := d.byType[reflect.TypeOf(payload)]
	if def == nil {
		return "", 0, nil, fmt.Errorf("es: %T is not a defined event type", payload)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(payload); err != nil {
		return "", 0, nil, fmt.Errorf("couldn't encode %s: %w", def.Name, err)
	}
	return def.Name, def.Version, bytes.TrimRight(b.Bytes(), "\n"), nil
}
