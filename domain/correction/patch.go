package correction

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"vaoso/domain/civil"
	"vaoso/domain/es"
)

// Patch is the fact with the changes' new values. It refuses with
// es.ErrFieldInvalid a field that the event hasn't, or a value that it can't
// take.
func Patch(fact es.Recorded, changes []Change) (es.Recorded, error) {
	fields, err := fieldsOf(fact)
	if err != nil {
		return fact, err
	}
	known, _ := names(reflect.TypeOf(fact.Payload))
	for _, c := range changes {
		if c.Field != On && !known[c.Field] {
			return fact, es.ErrFieldInvalid.With("field", c.Field, "vi", "sự kiện này không có trường đó", "en", "the event has no such field")
		}
		if value := bytes.TrimSpace(c.To); len(value) == 0 || string(value) == "null" {
			delete(fields, c.Field)
		} else {
			fields[c.Field] = c.To
		}
		if err := fits(fact, fields, c.Field); err != nil {
			return fact, err
		}
	}
	if raw, there := fields[On]; there && !known[On] {
		var day civil.Date
		if json.Unmarshal(raw, &day) != nil || day.IsZero() {
			return fact, invalid(On)
		}
		fact.Meta.OccurredOn = day
		delete(fields, On)
	} else if !known[On] {
		return fact, invalid(On)
	}
	fact.Payload, err = payload(fact, fields)
	return fact, err
}

// fits says whether the event takes the fields as they are.
func fits(fact es.Recorded, fields map[string]json.RawMessage, changed string) error {
	if _, err := payload(fact, fields); err != nil {
		return invalid(changed)
	}
	return nil
}

func invalid(field string) error {
	return es.ErrFieldInvalid.With("field", field, "vi", "giá trị không đúng dạng của trường này", "en", "the field can't have that value")
}

func payload(fact es.Recorded, fields map[string]json.RawMessage) (any, error) {
	text, err := json.Marshal(fields)
	if err != nil {
		return nil, fmt.Errorf("couldn't write the corrected fields: %w", err)
	}
	into := reflect.New(reflect.TypeOf(fact.Payload))
	if err := json.Unmarshal(text, into.Interface()); err != nil {
		return nil, fmt.Errorf("couldn't read the corrected fields: %w", err)
	}
	return into.Elem().Interface(), nil
}

// fieldsOf are the event's fields as JSON, with its day.
func fieldsOf(fact es.Recorded) (map[string]json.RawMessage, error) {
	text, err := json.Marshal(fact.Payload)
	if err != nil {
		return nil, fmt.Errorf("couldn't write %T as JSON: %w", fact.Payload, err)
	}
	fields := map[string]json.RawMessage{}
	if err := json.Unmarshal(text, &fields); err != nil {
		return nil, fmt.Errorf("couldn't read %T as JSON: %w", fact.Payload, err)
	}
	if _, own := fields[On]; !own {
		day, err := json.Marshal(fact.Meta.OccurredOn)
		if err != nil {
			return nil, fmt.Errorf("couldn't write a day as JSON: %w", err)
		}
		fields[On] = day
	}
	return fields, nil
}

// emptied refuses changes that leave out a field which every such event has:
// what would stand there is no value.
func emptied(fact es.Recorded, changes []Change) error {
	known, optional := names(reflect.TypeOf(fact.Payload))
	for _, c := range changes {
		if value := string(bytes.TrimSpace(c.To)); known[c.Field] && !optional[c.Field] && (value == "" || value == "null") {
			return es.ErrFieldInvalid.With("field", c.Field, "vi", "sự kiện nào cũng có trường này; hãy ghi giá trị đúng", "en", "every such event has this field: give its right value")
		}
	}
	return nil
}

// names are the JSON names of a type's fields, and those that may be left out.
func names(t reflect.Type) (all, optional map[string]bool) {
	all, optional = map[string]bool{}, map[string]bool{}
	for _, f := range reflect.VisibleFields(t) {
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name != "" && name != "-" && f.IsExported() {
			all[name], optional[name] = true, strings.Contains(options, "omit")
		}
	}
	return all, optional
}

// Diff are the changes between a fact as it stands and as it should be, of the
// fields that are asked for; what doesn't change is left out.
func Diff(was, now es.Recorded, asked []string) ([]Change, error) {
	before, err := fieldsOf(was)
	if err != nil {
		return nil, err
	}
	after, err := fieldsOf(now)
	if err != nil {
		return nil, err
	}
	var changes []Change
	for _, field := range asked {
		if !bytes.Equal(before[field], after[field]) {
			changes = append(changes, Change{field, before[field], after[field]})
		}
	}
	return changes, nil
}
