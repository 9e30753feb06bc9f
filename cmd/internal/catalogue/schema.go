package catalogue

import (
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"time"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/money"
)

// Schemas are the JSON Schemas (draft 2020-12) of all versions of all events,
// by file name, "WorkerPlaced.v1.json". A schema takes fields that it doesn't
// know: a type may get further ones at any time.
func Schemas(root string, definitions *es.Definitions) (map[string][]byte, error) {
	schemas := map[string][]byte{}
	sources := map[string]*source{}
	for _, name := range definitions.Names() {
		def, _ := definitions.Named(name)
		for version := 1; version <= def.Version; version++ {
			form := def.Form(version)
			b := schemaBuilder{root, sources}
			schema, err := b.object(form)
			if err != nil {
				return nil, fmt.Errorf("couldn't describe %s version %d: %w", name, version, err)
			}
			schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
			schema["$id"] = fmt.Sprintf("%s.v%d.json", name, version)
			schema["title"] = fmt.Sprintf("%s, version %d", name, version)
			if src, err := b.source(form.PkgPath()); err == nil {
				schema["description"] = src.meaning(form.Name())
			}
			text, err := json.MarshalIndent(schema, "", "  ")
			if err != nil {
				return nil, fmt.Errorf("couldn't write the schema of %s: %w", name, err)
			}
			schemas[fmt.Sprintf("%s.v%d.json", name, version)] = append(text, '\n')
		}
	}
	return schemas, nil
}

type schemaBuilder struct {
	root    string
	sources map[string]*source
}

func (b schemaBuilder) source(path string) (*source, error) {
	if b.sources[path] == nil {
		src, err := readSource(b.root, path)
		if err != nil {
			return nil, err
		}
		b.sources[path] = src
	}
	return b.sources[path], nil
}

func (b schemaBuilder) object(t reflect.Type) (map[string]any, error) {
	properties := map[string]any{}
	required := []string{}
	for _, f := range jsonFields(t) {
		property, err := b.of(f.Type)
		if err != nil {
			return nil, fmt.Errorf("field %s: %w", f.name, err)
		}
		about, err := aboutField(b.root, b.sources, f)
		if err != nil {
			return nil, err
		}
		if about != "" {
			property["description"] = about
		}
		properties[f.name] = property
		if !f.optional {
			required = append(required, f.name)
		}
	}
	schema := map[string]any{"type": "object", "properties": properties}
	if len(required) > 0 {
		schema["required"] = required
	}
	return schema, nil
}

var textForm = reflect.TypeFor[encoding.TextMarshaler]()

// of is the schema of a field's type.
func (b schemaBuilder) of(t reflect.Type) (map[string]any, error) {
	switch t {
	case reflect.TypeFor[civil.Date]():
		return map[string]any{"type": "string", "format": "date"}, nil
	case reflect.TypeFor[time.Time]():
		return map[string]any{"type": "string", "format": "date-time"}, nil
	case reflect.TypeFor[es.UUID]():
		return map[string]any{"type": "string", "format": "uuid"}, nil
	case reflect.TypeFor[money.Money]():
		return map[string]any{
			"type": "object", "required": []string{"amount", "currency"},
			"properties": map[string]any{
				"amount":   map[string]any{"type": "integer", "description": "in minor units of the currency (ISO 4217)"},
				"currency": map[string]any{"type": "string", "pattern": "^[A-Z]{3}$"},
			},
		}, nil
	case reflect.TypeFor[json.RawMessage]():
		return map[string]any{}, nil
	}
	if t.Implements(textForm) {
		return map[string]any{"type": "string"}, nil
	}
	switch t.Kind() {
	case reflect.String:
		schema := map[string]any{"type": "string"}
		if strings.HasPrefix(t.PkgPath(), module) {
			src, err := b.source(t.PkgPath())
			if err != nil {
				return nil, err
			}
			if words := src.words[t.Name()]; len(words) > 0 {
				schema["enum"] = words
			}
		}
		return schema, nil
	case reflect.Bool:
		return map[string]any{"type": "boolean"}, nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return map[string]any{"type": "integer"}, nil
	case reflect.Float32, reflect.Float64:
		return map[string]any{"type": "number"}, nil
	case reflect.Pointer:
		return b.of(t.Elem())
	case reflect.Slice, reflect.Array:
		items, err := b.of(t.Elem())
		return map[string]any{"type": []string{"array", "null"}, "items": items}, err
	case reflect.Map:
		values, err := b.of(t.Elem())
		return map[string]any{"type": []string{"object", "null"}, "additionalProperties": values}, err
	case reflect.Struct:
		return b.object(t)
	}
	return nil, fmt.Errorf("the catalogue has no words for a %s", t)
}

// typeName is a field's type in words.
func typeName(t reflect.Type) string {
	switch t {
	case reflect.TypeFor[civil.Date]():
		return "date"
	case reflect.TypeFor[time.Time]():
		return "instant"
	case reflect.TypeFor[es.UUID]():
		return "UUID"
	case reflect.TypeFor[money.Money]():
		return "money"
	case reflect.TypeFor[es.Revision]():
		return "revision"
	case reflect.TypeFor[es.Position]():
		return "position"
	}
	switch t.Kind() {
	case reflect.String:
		return "text"
	case reflect.Bool:
		return "yes or no"
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return "number"
	case reflect.Float32, reflect.Float64:
		return "decimal"
	case reflect.Pointer:
		return typeName(t.Elem())
	case reflect.Slice, reflect.Array:
		return "list of " + typeName(t.Elem())
	case reflect.Map:
		return "map of " + typeName(t.Elem())
	case reflect.Struct:
		if t.Implements(textForm) {
			return "text"
		}
		return t.Name()
	}
	return t.Name()
}
