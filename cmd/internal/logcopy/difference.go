package logcopy

import (
	"bytes"
	"fmt"

	"vaoso/domain/es"
)

// Difference is the first place at which two logs aren't the same. It has no
// contents of events, since those may be a person's.
type Difference struct {
	Event int64  `json:"event"`           // its number in the order of the log, from 1
	From  string `json:"from,omitempty"`  // stream@revision there; "": that log ends before
	To    string `json:"to,omitempty"`    // the same in the other log
	Field string `json:"field,omitempty"` // what differs in one and the same event; "": the events are different ones
}

// Vietnamese says what differs.
func (d *Difference) Vietnamese() string {
	switch {
	case d.Field != "":
		return fmt.Sprintf("sự kiện thứ %d (%s) khác nhau ở «%s»", d.Event, d.From, d.Field)
	case d.From == "":
		return fmt.Sprintf("nguồn hết ở sự kiện thứ %d, còn đích có thêm %s", d.Event-1, d.To)
	case d.To == "":
		return fmt.Sprintf("đích hết ở sự kiện thứ %d, còn nguồn có thêm %s", d.Event-1, d.From)
	}
	return fmt.Sprintf("sự kiện thứ %d ở nguồn là %s, ở đích là %s", d.Event, d.From, d.To)
}

// English says what differs.
func (d *Difference) English() string {
	switch {
	case d.Field != "":
		return fmt.Sprintf("event %d (%s) differs in %s", d.Event, d.From, d.Field)
	case d.From == "":
		return fmt.Sprintf("the source ends after event %d, and the target goes on with %s", d.Event-1, d.To)
	case d.To == "":
		return fmt.Sprintf("the target ends after event %d, and the source goes on with %s", d.Event-1, d.From)
	}
	return fmt.Sprintf("event %d is %s in the source and %s in the target", d.Event, d.From, d.To)
}

func place(e es.Event) string { return e.Stream + "@" + e.Revision.String() }

// differs compares all of two events but their positions. It is nil where they
// are the same.
func differs(number int64, from, to es.Event) *Difference {
	d := &Difference{Event: number, From: place(from), To: place(to)}
	if d.From != d.To {
		return d
	}
	if d.Field = field(from, to); d.Field == "" {
		return nil
	}
	return d
}

func field(a, b es.Event) string {
	m, n := a.Meta, b.Meta
	switch {
	case a.ID != b.ID:
		return "id"
	case a.Type != b.Type:
		return "type"
	case a.Version != b.Version:
		return "version"
	case !bytes.Equal(a.Data, b.Data):
		return "data"
	case !m.RecordedAt.Equal(n.RecordedAt):
		return "recordedAt"
	case m.OccurredOn != n.OccurredOn:
		return "occurredOn"
	}
	for _, f := range []struct{ name, a, b string }{
		{"actor", m.Actor, n.Actor}, {"role", m.Role, n.Role}, {"unit", m.Unit, n.Unit},
		{"reason", m.Reason, n.Reason}, {"legalBasis", m.LegalBasis, n.LegalBasis},
		{"command", m.Command, n.Command}, {"idempotencyKey", m.IdempotencyKey, n.IdempotencyKey},
		{"correlationId", m.CorrelationID, n.CorrelationID}, {"causationId", m.CausationID, n.CausationID},
		{"fingerprint", m.Fingerprint, n.Fingerprint},
	} {
		if f.a != f.b {
			return f.name
		}
	}
	if m.RecordedAt = n.RecordedAt; m != n {
		return "meta" // a field that is new to this list
	}
	return ""
}
