package supervision

import "vaoso/domain/civil"

// CorrectFinding puts a finding right that was entered wrongly. Fields that
// aren't given stay. Refusals: ErrFindingUnknown, ErrNothingToCorrect,
// ErrDependentFacts, and those of RecordFinding.
type CorrectFinding struct {
	Inspection string     `json:"inspection"`
	FindingID  string     `json:"findingId"`
	Text       string     `json:"text,omitempty"`
	Severity   Severity   `json:"severity,omitempty"`
	LegalBasis string     `json:"legalBasis,omitempty"` // of the finding
	RecordedOn civil.Date `json:"recordedOn,omitzero"`  // the day of the finding
}

// AnnulFinding takes a finding back. Refusals: ErrFindingUnknown,
// ErrDependentFacts where a remedy was required for it: AnnulRemedy comes first.
type AnnulFinding struct {
	Inspection string `json:"inspection"`
	FindingID  string `json:"findingId"`
}

// CorrectRemedy puts right what was typed wrongly of a finding's remedy. Fields
// that aren't given stay. ExtendRemedy is no correction but a decision.
// Refusals: ErrFindingUnknown, ErrRemedyNotRequired, ErrNothingToCorrect,
// ErrDependentFacts, and those of RequireRemedy, ExtendRemedy and RecordRemedy.
type CorrectRemedy struct {
	Inspection  string     `json:"inspection"`
	FindingID   string     `json:"findingId"`
	What        string     `json:"what,omitempty"`
	DueOn       civil.Date `json:"dueOn,omitzero"`      // the deadline set last
	RemediedOn  civil.Date `json:"remediedOn,omitzero"` // the day on which it was put right
	EvidenceRef string     `json:"evidenceRef,omitempty"`
}

// AnnulRemedy takes back the last that was entered of a finding's remedy: that
// it was put right, else that it was given more time, else that it was required.
// Refusals: ErrFindingUnknown, ErrRemedyNotRequired, ErrDependentFacts.
type AnnulRemedy struct {
	Inspection string `json:"inspection"`
	FindingID  string `json:"findingId"`
}

// AnnulInspection takes an inspection back that has found nothing, with its
// checklist and its closing. Refusals: ErrInspectionUnknown, ErrDependentFacts.
type AnnulInspection struct {
	Inspection string `json:"inspection"`
}

// AnnulEscalation takes back the last that was entered of a finding's being handed
// on. Refusals: ErrFindingUnknown, ErrNotEscalated, ErrDependentFacts where a
// sanction stands on it.
type AnnulEscalation struct {
	Inspection string `json:"inspection"`
	FindingID  string `json:"findingId"`
}

// ReopenInspection takes the closing back. Refusals: ErrInspectionUnknown,
// ErrNothingToCorrect.
type ReopenInspection struct {
	Inspection string `json:"inspection"`
}

// RestoreFlag takes a refutation back. Refusals: ErrNothingToCorrect.
type RestoreFlag struct {
	FlagID string `json:"flagId"` // "RF02-C-2021-0011"
}

// CorrectComplaint puts a complaint or its answer right. Fields that aren't
// given stay. Refusals: ErrComplaintUnknown, ErrNothingToCorrect,
// ErrDependentFacts, ErrSubjectUnknown.
type CorrectComplaint struct {
	Complaint  string     `json:"complaint"`
	Worker     string     `json:"worker,omitempty"`
	CitizenID  string     `json:"citizenId,omitempty"` // names the worker instead; personal
	Agency     string     `json:"agency,omitempty"`
	LicenceNo  string     `json:"licenceNo,omitempty"` // names the agency instead
	Contract   string     `json:"contract,omitempty"`
	Subject    string     `json:"subject,omitempty"`
	Text       string     `json:"text,omitempty"` // personal
	LodgedOn   civil.Date `json:"lodgedOn,omitzero"`
	Upheld     *bool      `json:"upheld,omitempty"` // of the answer
	AnsweredOn civil.Date `json:"answeredOn,omitzero"`

	// The streams that are named; SubjectKnown says that the book has the agency
	// and the contract. The caller looks them up.
	WorkerID     string `json:"-"`
	AgencyID     string `json:"-"`
	ContractID   string `json:"-"`
	SubjectKnown bool   `json:"-"`
}

// AnnulComplaint takes a complaint back that was lodged by mistake, with its
// answer. Refusals: ErrComplaintUnknown.
type AnnulComplaint struct {
	Complaint string `json:"complaint"`
}

func (CorrectFinding) supervisionCommand()   {}
func (AnnulFinding) supervisionCommand()     {}
func (CorrectRemedy) supervisionCommand()    {}
func (AnnulRemedy) supervisionCommand()      {}
func (AnnulInspection) supervisionCommand()  {}
func (AnnulEscalation) supervisionCommand()  {}
func (ReopenInspection) supervisionCommand() {}
func (CorrectComplaint) complaintCommand()   {}
func (AnnulComplaint) complaintCommand()     {}
