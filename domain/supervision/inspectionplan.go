package supervision

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"vaoso/domain/civil"
	"vaoso/domain/es"
)

// AdoptInspectionPlan sets how many inspections a year wants of each agency and
// unit. Adopted again, the later plan replaces the one before. Refusals:
// ErrSubjectUnknown.
type AdoptInspectionPlan struct {
	Year   int          `json:"year"`
	Quotas []AskedQuota `json:"quotas"`
}

// AskedQuota is a quota as it is asked for: of exactly one agency or unit.
type AskedQuota struct {
	Agency    string `json:"agency,omitempty"`
	LicenceNo string `json:"licenceNo,omitempty"` // names the agency instead
	Unit      string `json:"unit,omitempty"`
	Count     int    `json:"count"` // inspections

	AgencyID string `json:"-"` // the agency's stream
	Known    bool   `json:"-"` // the book has the agency or the unit; the caller looks them up
}

// InspectionPlanAdopted: the year's plan of inspections was adopted.
type InspectionPlanAdopted struct {
	Year   int     `json:"year"`
	Quotas []Quota `json:"quotas"`
}

// Quota is how many inspections are planned of an agency or of a unit.
type Quota struct {
	AgencyID string `json:"agencyId,omitempty"`
	Unit     string `json:"unit,omitempty"`
	Count    int    `json:"count"` // inspections
}

// InspectionPlan is the state of the stream "inspectionplan-<year>": the plan in force.
type InspectionPlan struct{ Quotas []Quota }

// PlanStream is the name of a year's stream.
func PlanStream(year int) string { return "inspectionplan-" + strconv.Itoa(year) }

// The years of which a plan can be.
const firstYear, lastYear = 2000, 2100

// PlanDecider has the rules of a year's plan.
var PlanDecider = es.Decider[InspectionPlan, AdoptInspectionPlan]{
	Evolve: func(s InspectionPlan, e es.Recorded) InspectionPlan {
		if p, ok := e.Payload.(InspectionPlanAdopted); ok {
			s.Quotas = p.Quotas
		}
		return s
	},
	Decide: decidePlan,
}

func decidePlan(s InspectionPlan, c AdoptInspectionPlan, _ es.Asked) ([]any, error) {
	invalid := func(field, vi, en string) error { return es.ErrFieldInvalid.With("field", field, "vi", vi, "en", en) }
	if c.Year < firstYear || c.Year > lastYear {
		return nil, invalid("year", fmt.Sprintf("phải từ %d đến %d", firstYear, lastYear), fmt.Sprintf("from %d to %d", firstYear, lastYear))
	}
	if len(c.Quotas) == 0 {
		return nil, es.ErrFieldMissing.With("field", "quotas")
	}
	var quotas []Quota
	for _, q := range c.Quotas {
		switch agency := q.Agency != "" || q.LicenceNo != ""; {
		case agency == (q.Unit != ""):
			return nil, invalid("quotas", "mỗi dòng ghi đúng một đối tượng: agency (hoặc licenceNo) hoặc unit", "each names exactly one of agency (or licenceNo) and unit")
		case !q.Known:
			return nil, ErrSubjectUnknown
		case q.Count < 1:
			return nil, invalid("quotas", "count phải từ 1 trở lên", "count is 1 or more")
		}
		quota := Quota{q.AgencyID, q.Unit, q.Count}
		if slices.ContainsFunc(quotas, quota.sameSubject) {
			return nil, invalid("quotas", "một đối tượng có hai dòng", "a subject has two lines")
		}
		quotas = append(quotas, quota)
	}
	if slices.Equal(quotas, s.Quotas) {
		return nil, nil
	}
	return []any{InspectionPlanAdopted{c.Year, quotas}}, nil
}

func (q Quota) sameSubject(r Quota) bool { return q.AgencyID == r.AgencyID && q.Unit == r.Unit }

// Inspected is an inspection as a plan sees it: of an agency, also by one of its
// contracts, or of a unit.
type Inspected struct {
	AgencyID string
	Unit     string
	OpenedOn civil.Date
}

// PlanLine is what was planned and done of an agency or of a unit.
type PlanLine struct {
	AgencyID string
	Unit     string
	Planned  int // inspections; 0: done without being planned
	Done     int // inspections opened in the year, by the day
	Missing  int // planned and not done yet
}

// AgainstPlan is the year's inspections up to the day against its quotas: a line
// for every quota, in the plan's order, then one for each subject that was
// inspected without a quota, by agency and unit.
func AgainstPlan(year int, quotas []Quota, inspected []Inspected, asOf civil.Date) []PlanLine {
	lines := make([]PlanLine, len(quotas))
	for i, q := range quotas {
		lines[i] = PlanLine{AgencyID: q.AgencyID, Unit: q.Unit, Planned: q.Count}
	}
	for _, s := range inspected {
		if s.OpenedOn.Year() != year || s.OpenedOn.After(asOf) || s.AgencyID == "" && s.Unit == "" {
			continue
		}
		i := slices.IndexFunc(lines, func(l PlanLine) bool { return l.AgencyID == s.AgencyID && l.Unit == s.Unit })
		if i < 0 {
			i, lines = len(lines), append(lines, PlanLine{AgencyID: s.AgencyID, Unit: s.Unit})
		}
		lines[i].Done++
	}
	for i := range lines {
		lines[i].Missing = max(0, lines[i].Planned-lines[i].Done)
	}
	slices.SortFunc(lines[len(quotas):], func(a, b PlanLine) int {
		return cmp.Or(cmp.Compare(a.AgencyID, b.AgencyID), cmp.Compare(a.Unit, b.Unit))
	})
	return lines
}
