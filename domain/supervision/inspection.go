package supervision

import (
	"slices"

	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
)

// Inspection is the state of an inspection's stream.
type Inspection struct {
	Opened     bool
	Closed     bool
	No         string
	AgencyID   string
	ContractID string
	OpenedOn   civil.Date
	ClosedOn   civil.Date
	Checklist  []string
	Checked    []ChecklistRecorded // the last record of each item, in order
	Findings   []Finding
	Ledger     correction.Ledger // the stream's facts, to be put right
}

// Stream is the name of an inspection's stream.
func Stream(number string) string { return "inspection-" + number }

// Decider has the rules of an inspection.
var Decider = rules.Decider()

func evolve(s Inspection, e es.Recorded) Inspection {
	event, ok := e.Payload.(Event)
	if !ok {
		return s
	}
	on := e.On()
	switch p := event.(type) {
	case InspectionOpened:
		s.Opened, s.No, s.AgencyID, s.ContractID, s.OpenedOn, s.Checklist = true, p.InspectionNo, p.AgencyID, p.ContractID, on, p.Checklist
	case ChecklistRecorded:
		s.Checked = append(slices.DeleteFunc(slices.Clone(s.Checked), func(c ChecklistRecorded) bool { return c.Item == p.Item }), p)
	case FindingRecorded:
		s.Findings = append(slices.Clone(s.Findings), Finding{ID: p.FindingID, ContractID: p.ContractID, RecordedOn: on})
	case RemedyRequired:
		s.Findings = s.with(p.FindingID, func(f *Finding) { f.What, f.DueOn, f.RequiredBy = p.What, p.DueOn, e.ID })
	case RemedyExtended:
		s.Findings = s.with(p.FindingID, func(f *Finding) { f.DueOn, f.RequiredBy = p.DueOn, e.ID })
	case RemedyRecorded:
		s.Findings = s.with(p.FindingID, func(f *Finding) { f.RemediedOn, f.EvidenceRef = on, p.EvidenceRef })
	case RemedyFellOverdue:
		s.Findings = s.with(p.FindingID, func(f *Finding) {
			if passed := on.AddDays(-1); passed == f.DueOn { // else it was said of a deadline typed wrongly
				f.MarkedDueOn = passed
			}
		})
	case FindingEscalated:
		s.Findings = s.with(p.FindingID, func(f *Finding) {
			f.EscalatedTo = p.To
			if f.EscalatedOn.IsZero() {
				f.EscalatedOn = on
			}
		})
	case SanctionImposed:
		s.Findings = s.with(p.FindingID, func(f *Finding) {
			f.Sanctions = append(slices.Clone(f.Sanctions), p)
			if f.SanctionedOn.IsZero() {
				f.SanctionedOn = on
			}
		})
	case InspectionClosed:
		s.Closed, s.ClosedOn = true, on
	case correction.Effect: // the ledger has what they put right
	}
	return s
}

func (s Inspection) with(finding string, change func(*Finding)) []Finding {
	list := slices.Clone(s.Findings)
	for i := range list {
		if list[i].ID == finding {
			change(&list[i])
		}
	}
	return list
}

// Finding is the finding with the id.
func (s Inspection) Finding(id string) (Finding, bool) {
	i := slices.IndexFunc(s.Findings, func(f Finding) bool { return f.ID == id })
	if i < 0 {
		return Finding{}, false
	}
	return s.Findings[i], true
}
