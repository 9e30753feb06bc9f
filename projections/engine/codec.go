package engine

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"time"
	"unicode/utf8"
	"unsafe"

	"vaoso/domain/civil"
	"vaoso/domain/es"
)

// instant is how a time.Time stands in a column: UTC, always with six digits,
// so that text order is time order.
const instant = "2006-01-02T15:04:05.000000Z"

// field is one column's place in a struct and its form.
type field struct {
	index    []int
	offset   uintptr // in the row
	name     string
	form     form
	nullable bool
	about    string
	personal bool
}

type form int

const (
	formString form = iota
	formInt
	formInt64
	formFloat
	formBool
	formDate
	formMonth
	formTime
	formPosition
	formUUID
)

var forms = map[reflect.Type]form{
	reflect.TypeFor[civil.Date]():  formDate,
	reflect.TypeFor[civil.Month](): formMonth,
	reflect.TypeFor[time.Time]():   formTime,
	reflect.TypeFor[es.Position](): formPosition,
	reflect.TypeFor[es.UUID]():     formUUID,
}

func formOf(t reflect.Type) (form, bool) {
	if f, ok := forms[t]; ok {
		return f, true
	}
	switch t.Kind() {
	case reflect.String:
		return formString, true
	case reflect.Int:
		return formInt, true
	case reflect.Int64:
		return formInt64, true
	case reflect.Float64:
		return formFloat, true
	case reflect.Bool:
		return formBool, true
	}
	return 0, false
}

func (f form) columnType() ColumnType {
	switch f {
	case formInt, formInt64:
		return Integer
	case formFloat:
		return Real
	case formBool:
		return Boolean
	case formDate:
		return Day
	case formTime:
		return Instant
	}
	return Text
}

// fieldsOf reads a flat struct's columns; embedded structs are part of it. A
// field without a db tag or of a type that no column has panics.
func fieldsOf(t reflect.Type, at []int) []field { return fieldsFrom(t, at, 0) }

func fieldsFrom(t reflect.Type, at []int, offset uintptr) (fields []field) {
	for i := range t.NumField() {
		sf := t.Field(i)
		index := append(append([]int(nil), at...), i)
		if sf.Anonymous && sf.Type.Kind() == reflect.Struct {
			if !sf.IsExported() {
				panic(fmt.Sprintf("engine: %s embeds %s, which must be exported", t, sf.Type))
			}
			fields = append(fields, fieldsFrom(sf.Type, index, offset+sf.Offset)...)
			continue
		}
		name := sf.Tag.Get("db")
		f, ok := formOf(sf.Type)
		if !ok || name == "" || !sf.IsExported() {
			panic(fmt.Sprintf("engine: field %s.%s needs a db tag, an exported name and a column's type (it is %s)", t, sf.Name, sf.Type))
		}
		checkName("column", name)
		nullable := f == formDate || f == formMonth || f == formTime || f == formUUID
		fields = append(fields, field{index, offset + sf.Offset, name, f, nullable, sf.Tag.Get("about"), sf.Tag.Get("personal") != ""})
	}
	return fields
}

// at is the field within a row.
func (f *field) at(row reflect.Value) reflect.Value {
	for _, i := range f.index {
		row = row.Field(i)
	}
	return row
}

// encode is a field's value as a store takes it. It is most of the work of a
// commit, so it goes to the row's memory itself: reflection takes four times as
// long. fieldsOf has seen to it that the field there is of the form's type.
func (f *field) encode(row unsafe.Pointer) (any, error) {
	p := unsafe.Add(row, f.offset)
	var s string
	switch f.form {
	case formString:
		s := *(*string)(p)
		return s, f.checkText(s)
	case formInt:
		return int64(*(*int)(p)), nil
	case formInt64:
		return *(*int64)(p), nil
	case formFloat:
		x := *(*float64)(p)
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return nil, fmt.Errorf("engine: column %s: %v isn't a number to keep", f.name, x)
		}
		return x, nil
	case formBool:
		return *(*bool)(p), nil
	case formDate:
		s = (*civil.Date)(p).String()
	case formMonth:
		s = (*civil.Month)(p).String()
	case formPosition:
		return (*es.Position)(p).String(), nil
	case formTime:
		if t := *(*time.Time)(p); !t.IsZero() {
			s = t.UTC().Format(instant)
		}
	case formUUID:
		if id := *(*es.UUID)(p); !id.IsZero() {
			s = id.String()
		}
	}
	if s == "" && f.nullable {
		return nil, nil
	}
	return s, nil
}

// checkText refuses what not every store can keep.
func (f *field) checkText(s string) error {
	if strings.IndexByte(s, 0) >= 0 || !utf8.ValidString(s) {
		return fmt.Errorf("engine: column %s is given a text with U+0000 or bytes that are no text", f.name)
	}
	return nil
}

// decode sets a field from what a store gave.
func (f *field) decode(v reflect.Value, stored any) error {
	if b, ok := stored.([]byte); ok {
		stored = string(b)
	}
	switch x := stored.(type) {
	case nil:
		v.SetZero()
		return nil
	case int64:
		switch f.form {
		case formInt, formInt64:
			v.SetInt(x)
			return nil
		case formBool:
			v.SetBool(x != 0)
			return nil
		case formFloat:
			v.SetFloat(float64(x))
			return nil
		}
	case float64:
		if f.form == formFloat {
			v.SetFloat(x)
			return nil
		}
	case bool:
		if f.form == formBool {
			v.SetBool(x)
			return nil
		}
	case time.Time: // queries of a store that has days and instants of its own
		if f.form == formDate {
			return f.decodeText(v, x.Format(time.DateOnly))
		}
		return f.decodeText(v, x.UTC().Format(instant))
	case string:
		return f.decodeText(v, x)
	}
	return fmt.Errorf("engine: column %s holds a %T, which a %s can't take", f.name, stored, v.Type())
}

func (f *field) decodeText(v reflect.Value, s string) (err error) {
	switch p := v.Addr().Interface().(type) {
	case *civil.Date:
		*p, err = civil.Parse(s)
	case *civil.Month:
		err = p.UnmarshalText([]byte(s))
	case *es.Position:
		*p, err = es.ParsePosition(s)
	case *time.Time:
		if *p = (time.Time{}); s != "" {
			*p, err = time.Parse(instant, s)
		}
	case *es.UUID:
		if *p = (es.UUID{}); s != "" {
			*p, err = es.ParseUUID(s)
		}
	default:
		if f.form != formString {
			return fmt.Errorf("engine: column %s holds text, which a %s can't take", f.name, v.Type())
		}
		v.SetString(s)
	}
	if err != nil {
		return fmt.Errorf("engine: column %s can't be read as a %s", f.name, v.Type()) // the cause would quote the value
	}
	return nil
}
