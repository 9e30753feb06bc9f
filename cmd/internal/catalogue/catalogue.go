package catalogue

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"vaoso/domain/book"
	"vaoso/domain/catalog"
	"vaoso/domain/es"
	"vaoso/projections/engine"
)

// Event is one event type.
type Event struct {
	Name     string    `json:"name"`
	Context  string    `json:"context"`
	Version  int       `json:"version"` // the newest; those from 1 on are all read
	Streams  []string  `json:"streams"` // categories: the first word of the streams' names
	Meaning  string    `json:"meaning"`
	Fields   []Field   `json:"fields"`
	RaisedBy []Command `json:"raisedBy"`
	ReadBy   []string  `json:"readBy"` // views
}

// Field is one field of an event's data.
type Field struct {
	Name     string `json:"name"`
	Type     string `json:"type"`
	About    string `json:"about,omitempty"`
	Optional bool   `json:"optional"`
	Personal bool   `json:"personal"` // belongs to a person: never leaves by a subscription
}

// Command is a command that raises an event. One that nobody can ask for is a
// policy's, and has no words.
type Command struct {
	Name string `json:"name"`
	Vi   string `json:"vi,omitempty"`
	En   string `json:"en,omitempty"`
}

//go:embed catalogue.json
var embedded []byte

// Events are all events, by context and then as the context lists them.
func Events() ([]Event, error) {
	var events []Event
	if err := json.Unmarshal(embedded, &events); err != nil {
		return nil, fmt.Errorf("couldn't read the embedded catalogue: %w", err)
	}
	return events, nil
}

// Build makes the catalogue anew from the code in the module's folder.
func Build(root string, projections []engine.Projection) ([]Event, error) {
	definitions := catalog.Events()
	sources := map[string]*source{} // by import path
	readBy := map[string][]string{}
	for _, p := range projections {
		for _, name := range p.Reads {
			readBy[name] = append(readBy[name], p.Name)
		}
	}
	var events []Event
	for _, name := range definitions.Names() {
		def, _ := definitions.Named(name)
		path := def.Go.PkgPath()
		src := sources[path]
		if src == nil {
			var err error
			if src, err = readSource(root, path); err != nil {
				return nil, err
			}
			sources[path] = src
		}
		e := Event{Name: name, Context: path[strings.LastIndex(path, "/")+1:], Version: def.Version, Meaning: src.meaning(name), ReadBy: readBy[name]}
		slices.Sort(e.ReadBy)
		if e.ReadBy == nil {
			e.ReadBy = []string{}
		}
		fields, err := fieldsOf(root, sources, def)
		if err != nil {
			return nil, err
		}
		e.Fields = fields
		e.Streams, e.RaisedBy = src.raisers(name)
		for i, c := range e.RaisedBy {
			if known, ok := book.Named(c.Name); ok {
				e.RaisedBy[i].Vi, e.RaisedBy[i].En = known.Vi, known.En
			}
		}
		events = append(events, e)
	}
	order := map[string]int{}
	for i, c := range book.Commands() {
		if _, there := order[c.Context]; !there {
			order[c.Context] = i
		}
	}
	slices.SortStableFunc(events, func(a, b Event) int {
		if a.Context != b.Context {
			return order[a.Context] - order[b.Context]
		}
		src := sources[definitionPath(definitions, a.Name)]
		return src.place(a.Name) - src.place(b.Name)
	})
	return events, nil
}

func definitionPath(d *es.Definitions, name string) string {
	def, _ := d.Named(name)
	return def.Go.PkgPath()
}

// fieldsOf are the newest form's fields, in order.
func fieldsOf(root string, sources map[string]*source, def es.Definition) ([]Field, error) {
	fields := []Field{}
	for _, f := range jsonFields(def.Go) {
		about, err := aboutField(root, sources, f)
		if err != nil {
			return nil, err
		}
		fields = append(fields, Field{Name: f.name, Type: typeName(f.Type), About: about, Optional: f.optional, Personal: slices.Contains(def.Personal, f.name)})
	}
	return fields, nil
}

// aboutField is the field's comment, from the struct that declares it, which
// may be one that is embedded.
func aboutField(root string, sources map[string]*source, f jsonField) (string, error) {
	path := f.owner.PkgPath()
	if sources[path] == nil {
		src, err := readSource(root, path)
		if err != nil {
			return "", err
		}
		sources[path] = src
	}
	return sources[path].fields[f.owner.Name()+"."+f.Name], nil
}

// jsonField is a field that has a place in the JSON.
type jsonField struct {
	reflect.StructField
	name     string
	optional bool
	owner    reflect.Type
}

func jsonFields(t reflect.Type) (list []jsonField) {
	for f := range structFields(t) {
		tag := f.Tag.Get("json")
		name, options, _ := strings.Cut(tag, ",")
		if f.Anonymous && tag == "" && f.Type.Kind() == reflect.Struct {
			list = append(list, jsonFields(f.Type)...)
			continue
		}
		if name == "-" || !f.IsExported() {
			continue
		}
		if name == "" {
			name = f.Name
		}
		list = append(list, jsonField{f, name, strings.Contains(options, "omit"), t})
	}
	return list
}

func structFields(t reflect.Type) func(func(reflect.StructField) bool) {
	return func(yield func(reflect.StructField) bool) {
		for i := range t.NumField() {
			if !yield(t.Field(i)) {
				return
			}
		}
	}
}

// contexts are the names of the contexts, in the catalogue's order.
func contexts(events []Event) (names []string) {
	for _, e := range events {
		if !slices.Contains(names, e.Context) {
			names = append(names, e.Context)
		}
	}
	return names
}
