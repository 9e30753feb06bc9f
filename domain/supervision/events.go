package supervision

import (
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/money"
)

// Events are the event types of this context.
var Events = es.Define(
	es.On[InspectionPlanAdopted]("InspectionPlanAdopted", 1),
	es.On[InspectionOpened]("InspectionOpened", 1),
	es.On[ChecklistRecorded]("ChecklistRecorded", 1),
	es.On[FindingRecorded]("FindingRecorded", 1),
	es.On[RemedyRequired]("RemedyRequired", 1),
	es.On[RemedyExtended]("RemedyExtended", 1),
	es.On[RemedyRecorded]("RemedyRecorded", 1),
	es.On[RemedyFellOverdue]("RemedyFellOverdue", 1),
	es.On[FindingEscalated]("FindingEscalated", 1),
	es.On[SanctionImposed]("SanctionImposed", 1),
	es.On[InspectionClosed]("InspectionClosed", 1),
	es.On[ComplaintLodged]("ComplaintLodged", 1, es.Personal("text")),
	es.On[ComplaintAnswered]("ComplaintAnswered", 1),
	es.On[FlagRefuted]("FlagRefuted", 1),
	es.On[FindingCorrected]("FindingCorrected", 1),
	es.On[FindingAnnulled]("FindingAnnulled", 1),
	es.On[RemedyCorrected]("RemedyCorrected", 1),
	es.On[RemedyAnnulled]("RemedyAnnulled", 1),
	es.On[InspectionAnnulled]("InspectionAnnulled", 1),
	es.On[SanctionCorrected]("SanctionCorrected", 1),
	es.On[SanctionAnnulled]("SanctionAnnulled", 1),
	es.On[EscalationAnnulled]("EscalationAnnulled", 1),
	es.On[InspectionReopened]("InspectionReopened", 1),
	es.On[FlagRestored]("FlagRestored", 1),
	es.On[ComplaintCorrected]("ComplaintCorrected", 1, es.Personal("text")),
	es.On[ComplaintAnnulled]("ComplaintAnnulled", 1),
)

// Event is any event of an inspection's stream.
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

// ChecklistRecorded: an item of the checklist was looked at, and was in order or not.
type ChecklistRecorded struct {
	Item string `json:"item"`
	OK   bool   `json:"ok"`
	Note string `json:"note"`
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

// RemedyExtended: a finding's remedy was given more time.
type RemedyExtended struct {
	FindingID string     `json:"findingId"`
	DueOn     civil.Date `json:"dueOn"` // the new deadline
}

// RemedyRecorded: the finding was put right; its day is the event's.
type RemedyRecorded struct {
	FindingID   string `json:"findingId"`
	EvidenceRef string `json:"evidenceRef"` // where the evidence is filed
}

// RemedyFellOverdue: the deadline passed without a remedy; its day is the first
// one behind the deadline. A policy writes it once that deadline's day is over.
type RemedyFellOverdue struct {
	FindingID string `json:"findingId"`
}

// FindingEscalated: a finding whose remedy is overdue was handed to a higher or
// competent body.
type FindingEscalated struct {
	FindingID string `json:"findingId"`
	To        string `json:"to"`
}

// SanctionImposed: a competent body decided a sanction for a finding. Of a
// suspension the licence's own event follows on the agency's stream, with the
// same decision's number.
type SanctionImposed struct {
	FindingID  string       `json:"findingId"`
	Kind       SanctionKind `json:"kind"`
	Amount     money.Money  `json:"amount,omitzero"` // of a fine, VND
	DecisionNo string       `json:"decisionNo"`
	From       civil.Date   `json:"from,omitzero"`      // of a suspension, its first day
	Until      civil.Date   `json:"until,omitzero"`     // of a suspension, its last day; absent: until reinstated
	AgencyID   string       `json:"agencyId,omitempty"` // whom it strikes, so that one event tells all
}

// InspectionClosed: the inspection ended with a conclusion.
type InspectionClosed struct {
	Conclusion string `json:"conclusion"`
}

func (InspectionOpened) supervisionEvent()  {}
func (ChecklistRecorded) supervisionEvent() {}
func (FindingRecorded) supervisionEvent()   {}
func (RemedyRequired) supervisionEvent()    {}
func (RemedyExtended) supervisionEvent()    {}
func (RemedyRecorded) supervisionEvent()    {}
func (RemedyFellOverdue) supervisionEvent() {}
func (FindingEscalated) supervisionEvent()  {}
func (SanctionImposed) supervisionEvent()   {}
func (InspectionClosed) supervisionEvent()  {}

// Severity grades a finding.
type Severity string

// The grades.
const (
	Minor    Severity = "minor"
	Major    Severity = "major"
	Critical Severity = "critical"
)

// SanctionKind is what a competent body decides.
type SanctionKind string

// The kinds of sanction.
const (
	Warning    SanctionKind = "warning"
	Fine       SanctionKind = "fine"
	Suspension SanctionKind = "suspension" // of the agency's licence
)
