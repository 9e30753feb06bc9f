package plan

import (
	_ "embed"
	"encoding/json"
	"fmt"

	"vaoso/domain/civil"
)

// Rules are the parameters of a counting rule set: which recorded facts count
// towards a plan. They are data, adopted with the plan and kept in the log.
type Rules struct {
	PerWorker              PerWorker  `json:"perWorker"`
	MinMonths              int        `json:"minMonths"`              // contract term at the start; an indefinite term passes
	SelfEmployment         string     `json:"selfEmployment"`         // count, exclude
	InMigrants             string     `json:"inMigrants"`             // exclude, include (in the employer's ward)
	DispatchAfterPlacement string     `json:"dispatchAfterPlacement"` // reclassify, ignore
	EarlyEnd               string     `json:"earlyEnd"`               // keep, drop (ended before MinMonths)
	ReplacementGapDays     int        `json:"replacementGapDays"`     // per_turn: days since the last end
	SupportJobs            string     `json:"supportJobs"`            // named_only, none
	Irregular              string     `json:"irregular"`              // exclude, include
	ReportedBy             civil.Date `json:"reportedBy"`             // last day on which a report is accepted
}

// PerWorker says how often one worker counts in a plan.
type PerWorker string

// The two ways to count a worker.
const (
	OncePerYear PerWorker = "once_per_year"
	PerTurn     PerWorker = "per_turn"
)

//go:embed rulesets.json
var shipped []byte

// ShippedRules are the rule sets that come with the program, by name.
func ShippedRules() map[string]Rules {
	sets, err := ParseRules(shipped)
	if err != nil {
		panic(err) // the file is compiled in
	}
	return sets
}

// ParseRules reads rule sets as rulesets.json has them and refuses values that
// the counting doesn't know.
func ParseRules(data []byte) (map[string]Rules, error) {
	var sets map[string]Rules
	if err := json.Unmarshal(data, &sets); err != nil {
		return nil, fmt.Errorf("couldn't read the rule sets: %w", err)
	}
	for name, r := range sets {
		if wrong, ok := r.wrong(); ok {
			return nil, fmt.Errorf("rule set %s: %s must be %s", name, wrong.field, wrong.wants)
		}
	}
	return sets, nil
}

// wrongParam is a parameter that the counting doesn't know what to do with.
type wrongParam struct{ field, wants string }

// wrong is the first parameter with a value that the counting doesn't know.
func (r Rules) wrong() (wrongParam, bool) {
	for _, c := range []struct{ field, value, a, b string }{
		{"perWorker", string(r.PerWorker), string(OncePerYear), string(PerTurn)},
		{"selfEmployment", r.SelfEmployment, "count", "exclude"},
		{"inMigrants", r.InMigrants, "exclude", "include"},
		{"dispatchAfterPlacement", r.DispatchAfterPlacement, "reclassify", "ignore"},
		{"earlyEnd", r.EarlyEnd, "keep", "drop"},
		{"supportJobs", r.SupportJobs, "named_only", "none"},
		{"irregular", r.Irregular, "exclude", "include"},
	} {
		if c.value != c.a && c.value != c.b {
			return wrongParam{c.field, c.a + " / " + c.b}, true
		}
	}
	switch {
	case r.MinMonths < 0:
		return wrongParam{"minMonths", "≥ 0"}, true
	case r.ReplacementGapDays < 0:
		return wrongParam{"replacementGapDays", "≥ 0"}, true
	case r.ReportedBy.IsZero():
		return wrongParam{"reportedBy", "YYYY-MM-DD"}, true
	}
	return wrongParam{}, false
}
