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
		for i, item := range p.Checklist {
			Checked.Get(f, CheckKey{e.Stream, item}).Place = i + 1
		}
	case domain.ChecklistRecorded:
		r := Checked.Get(f, CheckKey{e.Stream, p.Item})
		r.OK, r.Note, r.RecordedOn = p.OK, p.Note, on
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
	case domain.RemedyExtended:
		r := finding(p.FindingID)
		r.RemedyDueOn, r.RequiredEvent = p.DueOn, e.ID
	case domain.RemedyFellOverdue:
		if r := finding(p.FindingID); r.RemedyDueOn == on.AddDays(-1) { // else it was said of a deadline typed wrongly
			r.FellOverdueOn = on
		}
	case domain.FindingEscalated:
		r := finding(p.FindingID)
		r.EscalatedTo = p.To
		if r.EscalatedOn.IsZero() {
			r.EscalatedOn = on
		}
	case domain.SanctionImposed:
		applySanction(f, e, finding(p.FindingID), p)
	case domain.RemedyRecorded:
		r := finding(p.FindingID)
		r.RemediedOn, r.EvidenceRef, r.RemediedEvent = on, p.EvidenceRef, e.ID
	case domain.InspectionClosed:
		row.ClosedOn, row.Conclusion = on, p.Conclusion
	case domain.FindingCorrected:
		r := finding(p.FindingID)
		r.Text, r.Severity, r.LegalBasis, r.RecordedOn = p.Text, p.Severity, p.LegalBasis, p.RecordedOn
	case domain.FindingAnnulled:
		Found.Delete(f, FindingKey{e.Stream, p.FindingID})
	case domain.RemedyCorrected:
		finding(p.FindingID).remedy(p.RemedyNow)
	case domain.RemedyAnnulled:
		finding(p.FindingID).remedy(p.RemedyNow)
	case domain.SanctionCorrected:
		sanctioned(f, e.Stream, finding(p.FindingID), p.Sanctioned)
	case domain.SanctionAnnulled:
		sanctioned(f, e.Stream, finding(p.FindingID), p.Sanctioned)
	case domain.EscalationAnnulled:
		r := finding(p.FindingID)
		r.EscalatedOn, r.EscalatedTo = p.EscalatedOn, p.EscalatedTo
	case domain.InspectionReopened:
		row.ClosedOn, row.Conclusion = civil.Date{}, ""
	case domain.InspectionAnnulled:
		annulInspection(f, e.Stream)
	}
}

// remedy puts the finding's remedy right.
func (r *FindingRow) remedy(now domain.RemedyNow) {
	r.Remedy, r.RemedyDueOn, r.RequiredEvent, r.FellOverdueOn = now.What, now.DueOn, now.RequiredBy, now.FellOverdueOn
	r.RemediedOn, r.EvidenceRef = now.RemediedOn, now.EvidenceRef
	if now.RemediedOn.IsZero() {
		r.RemediedEvent = es.UUID{}
	}
}

// annulInspection takes an inspection without findings back, with its checklist.
func annulInspection(f *engine.Fold, stream string) {
	var items []CheckKey
	for c := range Checked.Scan(f, "inspection", stream) {
		items = append(items, c.CheckKey)
	}
	for _, k := range items {
		Checked.Delete(f, k)
	}
	Inspected.Delete(f, InspectionKey{stream})
}

// agencyOf is the agency, or else the contract's.
func agencyOf(f *engine.Fold, agency, contract string) string {
	if agency != "" || contract == "" {
		return agency
	}
	return Contracts.Get(f, ContractKey{contract}).Agency
}

// Finding is a finding on a day.
type Finding struct {
	FindingRow
	State domain.FindingState
	// DaysOverdue is how long after its deadline the remedy came, or, where it
	// hasn't, how long the deadline is past; 0 in time.
	DaysOverdue int
	Sanctions   []SanctionRow // imposed by the day
}

// on says what depends on the day.
func (r FindingRow) on(asOf civil.Date) Finding {
	f := domain.Finding{DueOn: r.RemedyDueOn, RemediedOn: r.RemediedOn, EscalatedOn: r.EscalatedOn, SanctionedOn: r.SanctionedOn}
	return Finding{FindingRow: r, State: f.StateOn(asOf), DaysOverdue: f.DaysOverdue(asOf)}
}

// Inspection is an inspection with its findings, by id.
type Inspection struct {
	InspectionRow
	Checklist []CheckRow // in the checklist's order, other items behind
	Findings  []Finding
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
	of := ` WHERE inspection IN (SELECT inspection FROM supervision_inspections` + where + `)`
	found, err := engine.Select[FindingRow](ctx, q, `SELECT * FROM supervision_findings`+of+` ORDER BY inspection, finding_id`, args...)
	if err != nil {
		return nil, fmt.Errorf("couldn't list findings: %w", err)
	}
	sanctions, err := engine.Select[SanctionRow](ctx, q, `SELECT * FROM supervision_sanctions`+of+` ORDER BY inspection, finding_id, number`, args...)
	if err != nil {
		return nil, fmt.Errorf("couldn't list sanctions: %w", err)
	}
	checked, err := engine.Select[CheckRow](ctx, q, `SELECT * FROM supervision_checklist`+of+` ORDER BY inspection, CASE WHEN place = 0 THEN 1 ELSE 0 END, place, item`, args...)
	if err != nil {
		return nil, fmt.Errorf("couldn't list checklists: %w", err)
	}
	punished := map[FindingKey][]SanctionRow{}
	for _, r := range sanctions {
		if !r.ImposedOn.After(asOf) {
			k := FindingKey{r.Inspection, r.SanctionKey.Finding}
			punished[k] = append(punished[k], r)
		}
	}
	list, at := make([]Inspection, len(rows)), map[string]int{}
	for i, r := range rows {
		list[i].InspectionRow, at[r.Inspection] = r, i
	}
	for _, r := range found {
		f := r.on(asOf)
		f.Sanctions = punished[r.FindingKey]
		i := at[r.Inspection]
		list[i].Findings = append(list[i].Findings, f)
	}
	for _, r := range checked {
		i := at[r.Inspection]
		list[i].Checklist = append(list[i].Checklist, r)
	}
	return list, nil
}
