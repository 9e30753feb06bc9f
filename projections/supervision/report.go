package supervision

import (
	"strings"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/money"
	domain "vaoso/domain/supervision"
)

// Report is inspection and supervision as of a day: what people, scripts and
// the HTTP API are shown.
type Report struct {
	AsOf        civil.Date         `json:"asOf"`
	Position    es.Position        `json:"position"`  // everything in the log up to it is in
	Synthetic   bool               `json:"synthetic"` // made-up data: SỐ LIỆU MẪU
	Summary     ReportedSums       `json:"summary"`
	Inspections []ReportInspection `json:"inspections"`
	Complaints  []ReportComplaint  `json:"complaints"`
	Plan        []ReportPlanned    `json:"plan"` // of the day's year, against what was done by the day
	Flags       []ReportFlag       `json:"flags"`
}

// ReportedSums are the report's counts.
type ReportedSums struct {
	Inspections     int              `json:"inspections"`
	OpenInspections int              `json:"openInspections"`
	Findings        int              `json:"findings"`
	Unremedied      int              `json:"unremedied"`
	OverdueRemedies int              `json:"overdueRemedies"`
	Escalated       int              `json:"escalated"`
	Sanctions       int              `json:"sanctions"`
	Fines           int64            `json:"fines"` // VND
	Complaints      int              `json:"complaints"`
	Unanswered      int              `json:"unanswered"`
	Upheld          int              `json:"upheld"`
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
	Checklist    []ReportCheck   `json:"checklist,omitempty"`
	Findings     []ReportFinding `json:"findings"`
}

// ReportCheck is an item of an inspection's checklist. OK is absent where the
// item hasn't been looked at.
type ReportCheck struct {
	Item       string     `json:"item"`
	OK         *bool      `json:"ok,omitempty"`
	Note       string     `json:"note,omitempty"`
	RecordedOn civil.Date `json:"recordedOn,omitzero"`
}

// ReportFinding is a finding, with how far its remedy is and what followed.
type ReportFinding struct {
	FindingID   string              `json:"findingId"`
	Text        string              `json:"text"`
	Severity    string              `json:"severity"`
	LegalBasis  string              `json:"legalBasis"`
	Contract    string              `json:"contract,omitempty"`
	RecordedOn  civil.Date          `json:"recordedOn"`
	RemedyDueOn civil.Date          `json:"remedyDueOn,omitzero"`
	RemediedOn  civil.Date          `json:"remediedOn,omitzero"`
	EscalatedOn civil.Date          `json:"escalatedOn,omitzero"`
	EscalatedTo string              `json:"escalatedTo,omitempty"`
	Sanctions   []ReportSanction    `json:"sanctions,omitempty"`
	DaysOverdue int                 `json:"daysOverdue"`
	State       domain.FindingState `json:"state"`
}

// ReportSanction is a sanction that was decided for a finding.
type ReportSanction struct {
	Kind       domain.SanctionKind `json:"kind"`
	DecisionNo string              `json:"decisionNo"`
	ImposedOn  civil.Date          `json:"imposedOn"`
	Amount     *money.Money        `json:"amount,omitempty"` // of a fine
	From       civil.Date          `json:"from,omitzero"`    // of a suspension
	Until      civil.Date          `json:"until,omitzero"`   // absent: until reinstated
}

// ReportComplaint is a complaint against an agency. It doesn't repeat what was
// written: that is the worker's own.
type ReportComplaint struct {
	ComplaintNo string         `json:"complaintNo"`
	Agency      string         `json:"agency"`
	Contract    string         `json:"contract,omitempty"`
	Subject     string         `json:"subject"`
	LodgedOn    civil.Date     `json:"lodgedOn"`
	AnsweredOn  civil.Date     `json:"answeredOn,omitzero"`
	State       ComplaintState `json:"state"`
}

// ReportPlanned is a line of the year's plan of inspections; planned is 0 where
// somebody was inspected without one.
type ReportPlanned struct {
	Agency     string `json:"agency,omitempty"`
	AgencyName string `json:"agencyName,omitempty"`
	Unit       string `json:"unit,omitempty"`
	Planned    int    `json:"planned"`
	Done       int    `json:"done"`
	Missing    int    `json:"missing"`
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
	RefutedOn  civil.Date `json:"refutedOn,omitzero"`
	Because    string     `json:"because,omitempty"` // why it was refuted
	Vi         string     `json:"vi"`
	En         string     `json:"en"`
	Evidence   []es.UUID  `json:"evidence"` // ids of events
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

// Subject is whom the line is about, without the stream's category.
func (l ReportPlanned) Subject() string {
	if l.Unit != "" {
		return l.Unit
	}
	return strings.TrimPrefix(l.Agency, "agency-")
}
