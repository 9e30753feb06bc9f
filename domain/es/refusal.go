package es

import (
	"errors"
	"fmt"
	"strings"
)

// Kind sorts refusals by what the asker can do about them.
type Kind int

// The kinds of refusal.
const (
	Rule      Kind = iota // a rule of the book says no
	Unknown               // what the command names isn't in the book
	Exists                // what the command makes is already there
	Malformed             // the command can't be understood as it is
	Forbidden             // the role may not
)

// Refusal is a sentinel: one way in which the book says no. Its texts may name
// facts in braces, "licence {licence} lapsed on {expiresOn}", which
// [Refusal.With] fills in.
type Refusal struct {
	Code   string // "ErrLicenceLapsed"
	Kind   Kind
	Vi, En string
}

// NewRefusal makes a sentinel; its code is the sentinel's Go name.
func NewRefusal(code string, kind Kind, vi, en string) *Refusal {
	return &Refusal{code, kind, vi, en}
}

func (r *Refusal) Error() string { return r.En }

// With is the refusal with the facts that made it so: pairs of a name and a value.
func (r *Refusal) With(facts ...any) *Refused {
	f := make([]RefusalFact, 0, len(facts)/2)
	for i := 0; i+1 < len(facts); i += 2 {
		f = append(f, newRefusalFact(fmt.Sprint(facts[i]), facts[i+1]))
	}
	return &Refused{Refusal: r, Facts: f}
}

// RefusalFact is a fact behind a refusal. Facts are never personal: they are
// shown, sent and logged.
type RefusalFact struct {
	Name, Value string
	vi, en      string // as it is written in a sentence
}

// newRefusalFact takes a value's own way to be written in a language, where it
// has one: 05/03/2021, 90,420.00 TWD.
func newRefusalFact(name string, value any) RefusalFact {
	text := fmt.Sprint(value)
	f := RefusalFact{Name: name, Value: text, vi: text, en: text}
	if v, ok := value.(interface{ Vietnamese() string }); ok {
		f.vi = v.Vietnamese()
	}
	if v, ok := value.(interface{ English() string }); ok {
		f.en = v.English()
	}
	return f
}

// Refused is a refusal with its facts, and with whatever else was wrong.
type Refused struct {
	*Refusal
	Facts []RefusalFact
	Also  []*Refused // further rules that said no
}

// Refuse is the first of the refusals, with the others behind it; nil when
// there is none.
func Refuse(all ...*Refused) error {
	if len(all) == 0 {
		return nil
	}
	first := *all[0]
	first.Also = all[1:]
	return &first
}

// Vietnamese is the sentence with its facts, in Vietnamese.
func (r *Refused) Vietnamese() string {
	return r.fill(r.Refusal.Vi, func(f RefusalFact) string { return f.vi })
}

// English is the sentence with its facts, in English.
func (r *Refused) English() string {
	return r.fill(r.Refusal.En, func(f RefusalFact) string { return f.en })
}

func (r *Refused) Error() string {
	s := r.English()
	for _, a := range r.Also {
		s += "; " + a.English()
	}
	return s
}

func (r *Refused) fill(s string, written func(RefusalFact) string) string {
	for _, f := range r.Facts {
		s = strings.ReplaceAll(s, "{"+f.Name+"}", written(f))
	}
	return s
}

// Unwrap is the sentinel, so that errors.Is(err, overseas.ErrLicenceLapsed) holds.
func (r *Refused) Unwrap() error { return r.Refusal }

// AsRefused finds the refusal in an error; a bare sentinel is one without facts.
func AsRefused(err error) (*Refused, bool) {
	var refused *Refused
	if errors.As(err, &refused) {
		return refused, true
	}
	var sentinel *Refusal
	if errors.As(err, &sentinel) {
		return &Refused{Refusal: sentinel}, true
	}
	return nil, false
}

// Refusals that every context shares.
var (
	ErrFutureDate = NewRefusal("ErrFutureDate", Rule,
		"ngày {on} ở tương lai (hôm nay là {today}); chỉ ghi việc đã xảy ra",
		"{on} lies in the future (today is {today}); only what has happened is entered")
	ErrReasonMissing = NewRefusal("ErrReasonMissing", Malformed,
		"thiếu lý do: điền «reason» hoặc «legalBasis» (căn cứ)",
		"a reason is missing: give reason or legalBasis")
	ErrFieldMissing = NewRefusal("ErrFieldMissing", Malformed,
		"thiếu trường «{field}»", "field {field} is missing")
	ErrFieldInvalid = NewRefusal("ErrFieldInvalid", Malformed,
		"trường «{field}» không hợp lệ: {vi}", "field {field} is invalid: {en}")
	ErrKeyReused = NewRefusal("ErrKeyReused", Rule,
		"khóa chống ghi trùng này đã dùng cho một lệnh khác ({command}); dùng khóa mới",
		"this idempotency key was already used for another command ({command}); use a new one")
	ErrNotPermitted = NewRefusal("ErrNotPermitted", Forbidden,
		"vai trò {role} không được thực hiện lệnh {command}; cần một trong: {roles}",
		"role {role} may not issue {command}; it takes one of: {roles}")
)
