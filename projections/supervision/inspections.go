package supervision

import (
	"context"
	"fmt"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	domain "vaoso/domain/supervision"
	"vaoso/projections/engine"
)

// applyInspection keeps inspections and findings.
func applyInspection(f *engine.Fold, e es.Recorded, event domain.Event) {
	on := e.On()
	row := Inspected.Get(f, InspectionKey{e.Stream})
	finding := func(id string) *FindingRow { return Found.Get(f, FindingKey{e.Stream, id}) }
	switch p := event.(type) {
	case domain.InspectionOpened:
		row.InspectionNo, row.Unit, row.Contract, row.Inspector, row.Announced = p.InspectionNo, p.Unit, p.ContractID, p.Inspector, p.Announced
		row.Agency, row.OpenedOn = agencyOf(f, p.AgencyID, p.ContractID), on
	case domain.FindingRecorded:
		r := finding(p.FindingID)
		r.InspectionNo, r.Text, r.Severity, r.LegalBasis = row.InspectionNo, p.Text, p.Severity, p.LegalBasis
		r.Contract, r.RecordedOn, r.RecordedEvent = p.ContractID, on, e.ID
		if r.Contract == "" {
			r.Contract = row.Contract
		}
		if r.Agency = p.AgencyID; r.Agency == "" {
			r.Agency = agencyOf(f, row.Agency, r.Contract)
		}
	case domain.RemedyRequired:
		r := finding(p.FindingID)
		r.Remedy, r.RemedyDueOn, r.RequiredEvent = p.What, p.DueOn, e.ID
	case domain.RemedyRecorded:
		r := finding(p.FindingID)
		r.RemediedOn, r.EvidenceRef, r.RemediedEvent = on, p.EvidenceRef, e.ID
	case domain.InspectionClosed:
		row.ClosedOn, row.Conclusion = on, p.Conclusion
	}
}

// agencyOf is the agency, or else the contract's.
func agencyOf(f *engine.Fold, agency, contract string) string {
	if agency != "" || contract == "" {
		return agency
	}
	return Contracts.Get(f, ContractKey{contract}).Agency
}

// FindingState is how far a finding's remedy is on a day.
type FindingState string

// The states of a finding.
const (
	FindingRecorded FindingState = "recorded" // no remedy required yet
	RemedyRequired  FindingState = "remedy_required"
	RemedyOverdue   FindingState = "overdue"
	Remedied        FindingState = "remedied"
)

// FindingWords are a state in both languages.
func FindingWords(s FindingState) (vi, en string) {
	switch s {
	case FindingRecorded:
		return "đã ghi nhận", "recorded"
	case RemedyRequired:
		return "đang trong hạn khắc phục", "remedy required"
	case RemedyOverdue:
		return "quá hạn khắc phục", "remedy overdue"
	case Remedied:
		return "đã khắc phục", "remedied"
	}
	return string(s), string(s)
}

// Finding is a finding on a day.
type Finding struct {
	FindingRow
	State FindingState
	// DaysOverdue is how long after its deadline the remedy came, or, where it
	// hasn't, how long the deadline is past; 0 in time.
	DaysOverdue int
}

// on says what depends on the day.
func (r FindingRow) on(asOf civil.Date) Finding {
	f := Finding{FindingRow: r, State: FindingRecorded}
	if r.RemedyDueOn.IsZero() {
		return f
	}
	until := asOf
	f.State = RemedyRequired
	if !r.RemediedOn.IsZero() && !r.RemediedOn.After(asOf) {
		f.State, until = Remedied, r.RemediedOn
	}
	if f.DaysOverdue = max(0, until.DaysSince(r.RemedyDueOn)); f.DaysOverdue > 0 && f.State != Remedied {
		f.State = RemedyOverdue
	}
	return f
}

// Inspection is an inspection with its findings, by id.
type Inspection struct {
	InspectionRow
	Findings []Finding
}

// Inspections are all inspections, from the one opened last.
func Inspections(ctx context.Context, q engine.Querier, asOf civil.Date) ([]Inspection, error) {
	return inspections(ctx, q, asOf, "", nil)
}

// InspectionsOf are the inspections of an agency (its stream), and of its
// contracts, from the one opened last.
func InspectionsOf(ctx context.Context, q engine.Querier, agency string, asOf civil.Date) ([]Inspection, error) {
	return inspections(ctx, q, asOf, ` WHERE agency = $1`, []any{agency})
}

// OneInspection is the inspection with the stream; found is false where there
// is none.
func OneInspection(ctx context.Context, q engine.Querier, inspection string, asOf civil.Date) (i Inspection, found bool, err error) {
	list, err := inspections(ctx, q, asOf, ` WHERE inspection = $1`, []any{inspection})
	if err != nil || len(list) == 0 {
		return i, false, err
	}
	return list[0], true, nil
}

func inspections(ctx context.Context, q engine.Querier, asOf civil.Date, where string, args []any) ([]Inspection, error) {
	rows, err := engine.Select[InspectionRow](ctx, q, `SELECT * FROM supervision_inspections`+where+` ORDER BY opened_on DESC, inspection`, args...)
	if err != nil {
		return nil, fmt.Errorf("couldn't list inspections: %w", err)
	}
	found, err := engine.Select[FindingRow](ctx, q,
		`SELECT * FROM supervision_findings WHERE inspection IN (SELECT inspection FROM supervision_inspections`+where+`) ORDER BY inspection, finding_id`, args...)
	if err != nil {
		return nil, fmt.Errorf("couldn't list findings: %w", err)
	}
	list, at := make([]Inspection, len(rows)), map[string]int{}
	for i, r := range rows {
		list[i].InspectionRow, at[r.Inspection] = r, i
	}
	for _, r := range found {
		i := at[r.Inspection]
		list[i].Findings = append(list[i].Findings, r.on(asOf))
	}
	return list, nil
}
