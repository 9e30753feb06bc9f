package supervision

import (
	"context"
	"fmt"
	"strings"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/projections/engine"
)

// Report is inspection and supervision as of a day: what people, scripts and
// the HTTP API are shown.
type Report struct {
	AsOf        civil.Date         `json:"asOf"`
	Position    es.Position        `json:"position"`  // everything in the log up to it is in
	Synthetic   bool               `json:"synthetic"` // made-up data: SỐ LIỆU MẪU
	Summary     ReportedSums       `json:"summary"`
	Inspections []ReportInspection `json:"inspections"`
	Flags       []ReportFlag       `json:"flags"`
}

// ReportedSums are the report's counts.
type ReportedSums struct {
	Inspections     int              `json:"inspections"`
	OpenInspections int              `json:"openInspections"`
	Findings        int              `json:"findings"`
	Unremedied      int              `json:"unremedied"`
	OverdueRemedies int              `json:"overdueRemedies"`
	Flags           map[string]Total `json:"flags"` // by severity
}

// ReportInspection is an inspection with its findings.
type ReportInspection struct {
	InspectionNo string          `json:"inspectionNo"`
	Agency       string          `json:"agency,omitempty"`
	Unit         string          `json:"unit,omitempty"`
	Contract     string          `json:"contract,omitempty"`
	Inspector    string          `json:"inspector"`
	OpenedOn     civil.Date      `json:"openedOn"`
	ClosedOn     civil.Date      `json:"closedOn,omitzero"`
	Conclusion   string          `json:"conclusion,omitempty"`
	Findings     []ReportFinding `json:"findings"`
}

// ReportFinding is a finding, with how far its remedy is.
type ReportFinding struct {
	FindingID   string       `json:"findingId"`
	Text        string       `json:"text"`
	Severity    string       `json:"severity"`
	LegalBasis  string       `json:"legalBasis"`
	Contract    string       `json:"contract,omitempty"`
	RecordedOn  civil.Date   `json:"recordedOn"`
	RemedyDueOn civil.Date   `json:"remedyDueOn,omitzero"`
	RemediedOn  civil.Date   `json:"remediedOn,omitzero"`
	DaysOverdue int          `json:"daysOverdue"`
	State       FindingState `json:"state"`
}

// ReportFlag is a red flag, found by rule.
type ReportFlag struct {
	FlagID     string     `json:"flagId"`
	Rule       string     `json:"rule"`
	Severity   string     `json:"severity"`
	Contract   string     `json:"contract,omitempty"`
	Agency     string     `json:"agency,omitempty"`
	AgencyName string     `json:"agencyName,omitempty"`
	Finding    string     `json:"findingId,omitempty"`
	Day        civil.Date `json:"day"`
	State      FlagState  `json:"state"`
	Vi         string     `json:"vi"`
	En         string     `json:"en"`
	Evidence   []es.UUID  `json:"evidence"` // ids of events
}

// MakeReport is the report as of a day.
func MakeReport(ctx context.Context, s engine.Snapshot, asOf civil.Date, synthetic bool) (Report, error) {
	r := Report{AsOf: asOf, Synthetic: synthetic, Inspections: []ReportInspection{}, Flags: []ReportFlag{}}
	status, err := s.Status(ctx, Projection.Name)
	if err != nil {
		return r, fmt.Errorf("couldn't report on supervision: %w", err)
	}
	r.Position = status.Position
	sums, err := Summary(ctx, s, asOf)
	if err != nil {
		return r, err
	}
	r.Summary = ReportedSums{sums.Inspections, sums.OpenInspections, sums.Findings, sums.Unremedied, sums.OverdueRemedies, map[string]Total{}}
	for severity, total := range sums.BySeverity {
		r.Summary.Flags[string(severity)] = total
	}
	inspections, err := Inspections(ctx, s, asOf)
	if err != nil {
		return r, err
	}
	for _, i := range inspections {
		r.Inspections = append(r.Inspections, i.reported())
	}
	flags, err := Flags(ctx, s, asOf, Filter{})
	if err != nil {
		return r, err
	}
	for _, f := range flags {
		evidence, err := f.Events()
		if err != nil {
			return r, err
		}
		r.Flags = append(r.Flags, ReportFlag{
			FlagID: f.ID, Rule: f.Rule, Severity: string(f.Severity), Contract: f.Contract, Agency: f.Agency, AgencyName: f.AgencyName,
			Finding: f.Finding, Day: f.Day, State: f.State, Vi: f.Vi, En: f.En, Evidence: evidence,
		})
	}
	return r, nil
}

func (i Inspection) reported() ReportInspection {
	out := ReportInspection{
		InspectionNo: i.InspectionNo, Agency: i.Agency, Unit: i.Unit, Contract: i.Contract, Inspector: i.Inspector,
		OpenedOn: i.OpenedOn, ClosedOn: i.ClosedOn, Conclusion: i.Conclusion, Findings: []ReportFinding{},
	}
	for _, f := range i.Findings {
		out.Findings = append(out.Findings, ReportFinding{
			FindingID: f.Finding, Text: f.Text, Severity: string(f.Severity), LegalBasis: f.LegalBasis, Contract: f.Contract,
			RecordedOn: f.RecordedOn, RemedyDueOn: f.RemedyDueOn, RemediedOn: f.RemediedOn, DaysOverdue: f.DaysOverdue, State: f.State,
		})
	}
	return out
}

// Subject is what the inspection looks into, without the stream's category.
func (i ReportInspection) Subject() string {
	for _, s := range []string{strings.TrimPrefix(i.Agency, "agency-"), i.Unit, strings.TrimPrefix(i.Contract, "contract-")} {
		if s != "" {
			return s
		}
	}
	return ""
}
