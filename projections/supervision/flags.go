package supervision

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	domain "vaoso/domain/supervision"
	"vaoso/projections/engine"
)

// FlagState is how a flag stands on a day.
type FlagState string

// The states of a flag.
const (
	FlagOpen    FlagState = "open"
	FlagSettled FlagState = "settled" // the wrong was put right; it still happened
	FlagRefuted FlagState = "refuted" // somebody looked into it, and it doesn't hold
)

// FlagWords are a state in both languages.
func FlagWords(s FlagState) (vi, en string) {
	switch s {
	case FlagOpen:
		return "còn mở", "open"
	case FlagSettled:
		return "đã xử lý", "settled"
	case FlagRefuted:
		return "đã bác bỏ", "refuted"
	}
	return string(s), string(s)
}

// Flag is a flag on a day.
type Flag struct {
	FlagRow
	AgencyName string
	State      FlagState
	RefutedOn  civil.Date // zero: not refuted by the day
	Because    string     // why it doesn't hold; "": not refuted by the day
}

// Events are the events that the flag rests on.
func (f Flag) Events() (list []es.UUID, err error) {
	for text := range strings.FieldsSeq(f.Evidence) {
		id, err := es.ParseUUID(text)
		if err != nil {
			return nil, fmt.Errorf("couldn't read the evidence of %s: %w", f.ID, err)
		}
		list = append(list, id)
	}
	return list, nil
}

// Filter restricts flags; the zero value is everything.
type Filter struct {
	Rule     string
	Severity domain.Severity
	State    FlagState
	Agency   string // stream
	Contract string // stream
}

func (w Filter) lets(f Flag) bool {
	same := func(want, has string) bool { return want == "" || want == has }
	return same(w.Rule, f.Rule) && same(string(w.Severity), string(f.Severity)) && same(string(w.State), string(f.State)) &&
		same(w.Agency, f.Agency) && same(w.Contract, f.Contract)
}

// Flags are the flags of all rules on the day, from the gravest; within a
// severity by rule, then by id. Facts are as now known, but what lies after the
// day isn't looked at: a flag raised later isn't there, one settled or refuted
// later is open. A refutation holds for the flag's id, whatever raises it.
func Flags(ctx context.Context, q engine.Querier, asOf civil.Date, filter Filter) ([]Flag, error) {
	rows, err := engine.Select[FlagRow](ctx, q, `SELECT * FROM supervision_flags WHERE day <= $1`, asOf.String())
	if err != nil {
		return nil, fmt.Errorf("couldn't list flags: %w", err)
	}
	timed, err := due(ctx, q, asOf)
	if err != nil {
		return nil, err
	}
	names, err := agencyNames(ctx, q)
	if err != nil {
		return nil, err
	}
	refutations, err := engine.Select[RefutedRow](ctx, q, `SELECT * FROM supervision_refuted WHERE refuted_on <= $1`, asOf.String())
	if err != nil {
		return nil, fmt.Errorf("couldn't list refuted flags: %w", err)
	}
	refuted := map[string]RefutedRow{}
	for _, r := range refutations {
		refuted[r.ID] = r
	}
	var list []Flag
	for _, r := range append(rows, timed...) {
		f := Flag{FlagRow: r, AgencyName: names[r.Agency], State: FlagOpen}
		if !r.SettledOn.IsZero() && !r.SettledOn.After(asOf) {
			f.State = FlagSettled
		}
		if no, is := refuted[r.ID]; is {
			f.State, f.RefutedOn, f.Because, f.Evidence = FlagRefuted, no.RefutedOn, no.Reason, f.Evidence+" "+no.Event.String()
		}
		if filter.lets(f) {
			list = append(list, f)
		}
	}
	slices.SortFunc(list, func(a, b Flag) int {
		return cmp.Or(cmp.Compare(rank(a.Severity), rank(b.Severity)), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.ID, b.ID))
	})
	return list, nil
}
