package supervision

import (
	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
)

// FindingCorrected: a finding was entered wrongly; this is what it says now.
type FindingCorrected struct {
	correction.Of
	FindingID  string     `json:"findingId"`
	Text       string     `json:"text"`
	Severity   Severity   `json:"severity"`
	LegalBasis string     `json:"legalBasis"`
	RecordedOn civil.Date `json:"recordedOn"` // the day of the finding
}

// FindingAnnulled: a finding should never have been entered.
type FindingAnnulled struct {
	correction.Of
	FindingID string `json:"findingId"`
}

// RemedyNow is how a finding's remedy stands once it was put right.
type RemedyNow struct {
	FindingID     string     `json:"findingId"`
	What          string     `json:"what,omitempty"`         // absent: no remedy is required
	DueOn         civil.Date `json:"dueOn,omitzero"`         // absent: no remedy is required
	RemediedOn    civil.Date `json:"remediedOn,omitzero"`    // absent: not put right
	EvidenceRef   string     `json:"evidenceRef,omitempty"`  // where the evidence is filed
	RequiredBy    es.UUID    `json:"requiredBy,omitzero"`    // the event that set the deadline; absent: no remedy is required
	FellOverdueOn civil.Date `json:"fellOverdueOn,omitzero"` // the first day behind the latest deadline that passed; absent: none passed
}

// RemedyCorrected: what must be done about a finding, its deadline, or how it
// was put right, was typed wrongly. More time is given by RemedyExtended.
type RemedyCorrected struct {
	correction.Of
	RemedyNow
}

// RemedyAnnulled: the last that was entered of a finding's remedy, that it was
// put right, given more time or required, should never have been.
type RemedyAnnulled struct {
	correction.Of
	RemedyNow
}

// InspectionAnnulled: an inspection should never have been entered. There is one
// for each of its facts; its number is free again.
type InspectionAnnulled struct{ correction.Of }

// EscalationAnnulled: the last that was entered of a finding's being handed on
// should never have been. This is how it stands now.
type EscalationAnnulled struct {
	correction.Of
	FindingID   string     `json:"findingId"`
	EscalatedOn civil.Date `json:"escalatedOn,omitzero"` // the first time; absent: it isn't escalated
	EscalatedTo string     `json:"escalatedTo,omitempty"`
}

// InspectionReopened: the inspection hadn't ended after all.
type InspectionReopened struct{ correction.Of }

// FlagRestored: a red flag shouldn't have been refuted. It holds again where a
// rule raises it.
type FlagRestored struct {
	correction.Of
	FlagID string `json:"flagId"`
}

// ComplaintCorrected: a complaint, or its answer, was entered wrongly; this is
// what they say now.
type ComplaintCorrected struct {
	correction.Of
	WorkerID   string     `json:"workerId,omitempty"`
	AgencyID   string     `json:"agencyId"`
	ContractID string     `json:"contractId,omitempty"`
	Subject    string     `json:"subject"`
	Text       string     `json:"text,omitempty"` // personal; given where it was wrong
	LodgedOn   civil.Date `json:"lodgedOn"`
	AnsweredOn civil.Date `json:"answeredOn,omitzero"` // absent: not answered
	Upheld     bool       `json:"upheld"`
}

// ComplaintAnnulled: a complaint should never have been entered. There is one for
// each of its facts; its number is free again.
type ComplaintAnnulled struct{ correction.Of }

// Patch is the complaint's fact as it should have been.
func (c ComplaintCorrected) Patch(fact es.Recorded) es.Recorded {
	return c.PatchedWith(fact, map[string]string{"text": c.Text})
}

func (FindingCorrected) supervisionEvent()   {}
func (FindingAnnulled) supervisionEvent()    {}
func (RemedyCorrected) supervisionEvent()    {}
func (RemedyAnnulled) supervisionEvent()     {}
func (InspectionAnnulled) supervisionEvent() {}
func (EscalationAnnulled) supervisionEvent() {}
func (InspectionReopened) supervisionEvent() {}
func (ComplaintCorrected) complaintEvent()   {}
func (ComplaintAnnulled) complaintEvent()    {}
