package supervision

import (
	"context"
	"fmt"

	"vaoso/domain/civil"
	"vaoso/domain/money"
	"vaoso/projections/engine"
)

// MakeReport is the report as of a day. It fails with engine.ErrNotBuilt also
// while the view that is seen is an earlier program's, which lacks tables.
func MakeReport(ctx context.Context, s engine.Snapshot, asOf civil.Date, synthetic bool) (Report, error) {
	r := Report{AsOf: asOf, Synthetic: synthetic, Inspections: []ReportInspection{}, Complaints: []ReportComplaint{}, Plan: []ReportPlanned{}, Flags: []ReportFlag{}}
	status, err := s.Status(ctx, Projection.Name)
	if err != nil {
		return r, fmt.Errorf("couldn't report on supervision: %w", err)
	}
	if status.Version < Projection.Version {
		return r, fmt.Errorf("couldn't report on supervision: %w: version %d of it; version %d is seen", engine.ErrNotBuilt, Projection.Version, status.Version)
	}
	r.Position = status.Position
	sums, err := Summary(ctx, s, asOf)
	if err != nil {
		return r, err
	}
	r.Summary = sums.reported()
	inspections, err := Inspections(ctx, s, asOf)
	if err != nil {
		return r, err
	}
	for _, i := range inspections {
		r.Inspections = append(r.Inspections, i.reported())
	}
	complaints, err := ComplaintsBy(ctx, s, asOf)
	if err != nil {
		return r, err
	}
	for _, c := range complaints {
		r.Complaints = append(r.Complaints, ReportComplaint{c.ComplaintNo, c.Agency, c.Contract, c.Subject, c.LodgedOn, done(c.AnsweredOn, asOf), c.State})
	}
	plan, err := AgainstPlan(ctx, s, asOf)
	if err != nil {
		return r, err
	}
	for _, l := range plan {
		r.Plan = append(r.Plan, ReportPlanned{l.AgencyID, l.AgencyName, l.Unit, l.Planned, l.Done, l.Missing})
	}
	return r, r.flags(ctx, s)
}

func (r *Report) flags(ctx context.Context, s engine.Snapshot) error {
	flags, err := Flags(ctx, s, r.AsOf, Filter{})
	if err != nil {
		return err
	}
	for _, f := range flags {
		evidence, err := f.Events()
		if err != nil {
			return err
		}
		r.Flags = append(r.Flags, ReportFlag{
			FlagID: f.ID, Rule: f.Rule, Severity: string(f.Severity), Contract: f.Contract, Agency: f.Agency, AgencyName: f.AgencyName,
			Finding: f.Finding, Day: f.Day, State: f.State, RefutedOn: f.RefutedOn, Because: f.Because, Vi: f.Vi, En: f.En, Evidence: evidence,
		})
	}
	return nil
}

func (s Sums) reported() ReportedSums {
	r := ReportedSums{
		Inspections: s.Inspections, OpenInspections: s.OpenInspections, Findings: s.Findings, Unremedied: s.Unremedied, OverdueRemedies: s.OverdueRemedies,
		Escalated: s.Escalated, Sanctions: s.Sanctions, Fines: s.Fines, Complaints: s.Complaints, Unanswered: s.Unanswered, Upheld: s.Upheld, Flags: map[string]Total{},
	}
	for severity, total := range s.BySeverity {
		r.Flags[string(severity)] = total
	}
	return r
}

func (i Inspection) reported() ReportInspection {
	out := ReportInspection{
		InspectionNo: i.InspectionNo, Agency: i.Agency, Unit: i.Unit, Contract: i.Contract, Inspector: i.Inspector,
		OpenedOn: i.OpenedOn, ClosedOn: i.ClosedOn, Conclusion: i.Conclusion, Findings: []ReportFinding{},
	}
	for _, c := range i.Checklist {
		item := ReportCheck{Item: c.Item, Note: c.Note, RecordedOn: c.RecordedOn}
		if !c.RecordedOn.IsZero() {
			item.OK = &c.OK
		}
		out.Checklist = append(out.Checklist, item)
	}
	for _, f := range i.Findings {
		out.Findings = append(out.Findings, f.reported())
	}
	return out
}

func (f Finding) reported() ReportFinding {
	out := ReportFinding{
		FindingID: f.Finding, Text: f.Text, Severity: string(f.Severity), LegalBasis: f.LegalBasis, Contract: f.Contract,
		RecordedOn: f.RecordedOn, RemedyDueOn: f.RemedyDueOn, RemediedOn: f.RemediedOn, EscalatedOn: f.EscalatedOn, EscalatedTo: f.EscalatedTo,
		DaysOverdue: f.DaysOverdue, State: f.State,
	}
	for _, p := range f.Sanctions {
		sanction := ReportSanction{Kind: p.Kind, DecisionNo: p.DecisionNo, ImposedOn: p.ImposedOn, From: p.FromDay, Until: p.UntilDay}
		if p.Amount != 0 {
			sanction.Amount = &money.Money{Amount: p.Amount, Currency: p.Currency}
		}
		out.Sanctions = append(out.Sanctions, sanction)
	}
	return out
}
