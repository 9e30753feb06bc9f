package supervision

import (
	"vaoso/domain/civil"
	"vaoso/domain/es"
)

// Events are the event types of this context.
var Events = es.Define(
	es.On[InspectionOpened]("InspectionOpened", 1),
	es.On[FindingRecorded]("FindingRecorded", 1),
	es.On[RemedyRequired]("RemedyRequired", 1),
	es.On[RemedyRecorded]("RemedyRecorded", 1),
	es.On[InspectionClosed]("InspectionClosed", 1),
)

// Event is any event of this context.
//
//sumtype:decl
type Event interface{ supervisionEvent() }

// InspectionOpened: an inspector began to look into an agency, a unit or one contract.
type InspectionOpened struct {
	InspectionNo string   `json:"inspectionNo"`
	AgencyID     string   `json:"agencyId,omitempty"`
	Unit         string   `json:"unit,omitempty"`
	ContractID   string   `json:"contractId,omitempty"`
	Inspector    string   `json:"inspector"` // the inspector's account or title, not a private name
	Checklist    []string `json:"checklist,omitempty"`
	Announced    bool     `json:"announced"`
}

// FindingRecorded: the inspection found something wrong, graded, with the
// article that it breaks.
type FindingRecorded struct {
	FindingID  string   `json:"findingId"`
	Text       string   `json:"text"`
	Severity   Severity `json:"severity"`
	LegalBasis string   `json:"legalBasis"`
	ContractID string   `json:"contractId,omitempty"`
	AgencyID   string   `json:"agencyId,omitempty"` // the inspection's subject, so that one event tells all
}

// RemedyRequired: what must be done about a finding, and by when.
type RemedyRequired struct {
	FindingID string     `json:"findingId"`
	What      string     `json:"what"`
	DueOn     civil.Date `json:"dueOn"`
}

// RemedyRecorded: the finding was put right; its day is the event's.
type RemedyRecorded struct {
	FindingID   string `json:"findingId"`
	EvidenceRef string `json:"evidenceRef"` // where the evidence is filed
}

// InspectionClosed: the inspection ended with a conclusion.
type InspectionClosed struct {
	Conclusion string `json:"conclusion"`
}

func (InspectionOpened) supervisionEvent() {}
func (FindingRecorded) supervisionEvent()  {}
func (RemedyRequired) supervisionEvent()   {}
func (RemedyRecorded) supervisionEvent()   {}
func (InspectionClosed) supervisionEvent() {}

// Severity grades a finding.
type Severity string

// The grades.
const (
	Minor    Severity = "minor"
	Major    Severity = "major"
	Critical Severity = "critical"
)
