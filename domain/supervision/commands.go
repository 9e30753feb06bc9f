package supervision

import (
	"vaoso/domain/civil"
	"vaoso/domain/money"
)

// Command is what can be asked of an inspection.
//
//sumtype:decl
type Command interface{ supervisionCommand() }

// OpenInspection begins an inspection of exactly one of agency, unit or contract.
type OpenInspection struct {
	Inspection string   `json:"inspection"` // its number: "KT-2021-03"
	Agency     string   `json:"agency,omitempty"`
	LicenceNo  string   `json:"licenceNo,omitempty"` // names the agency instead
	Unit       string   `json:"unit,omitempty"`
	Contract   string   `json:"contract,omitempty"`
	Inspector  string   `json:"inspector"`
	Checklist  []string `json:"checklist,omitempty"`
	Announced  bool     `json:"announced,omitempty"`

	// AgencyID and ContractID are the subject's stream; SubjectKnown says that
	// the book has it. The caller looks them up.
	AgencyID     string `json:"-"`
	ContractID   string `json:"-"`
	SubjectKnown bool   `json:"-"`
}

// RecordChecklist records what was seen about one item of the inspection's
// checklist; an inspection opened without one takes any item. Recorded again,
// the later record holds. Refusals: ErrInspectionUnknown, ErrInspectionClosed.
type RecordChecklist struct {
	Inspection string `json:"inspection"`
	Item       string `json:"item"`
	OK         bool   `json:"ok"`
	Note       string `json:"note,omitempty"`
}

// RecordFinding records what was found. Its legal basis is the command's own.
type RecordFinding struct {
	Inspection string   `json:"inspection"`
	FindingID  string   `json:"findingId,omitempty"` // by default the inspection's number and the next count
	Text       string   `json:"text"`
	Severity   Severity `json:"severity"`
	Contract   string   `json:"contract,omitempty"`

	ContractID    string `json:"-"`
	ContractKnown bool   `json:"-"`
	Basis         string `json:"-"` // the legal basis, where it isn't the command's own
}

// RequireRemedy says what must be done about a finding, and by when.
type RequireRemedy struct {
	Inspection string     `json:"inspection"`
	FindingID  string     `json:"findingId"`
	What       string     `json:"what"`
	DueOn      civil.Date `json:"dueOn"`
}

// ExtendRemedy gives a remedy more time, also after the inspection closed.
// Refusals: ErrFindingUnknown, ErrRemedyNotRequired, ErrRemedyRecorded,
// ErrDeadlineInPast.
type ExtendRemedy struct {
	Inspection string     `json:"inspection"`
	FindingID  string     `json:"findingId"`
	DueOn      civil.Date `json:"dueOn"` // later than the deadline so far
}

// RecordRemedy records that a finding was put right, also after the inspection closed.
type RecordRemedy struct {
	Inspection  string `json:"inspection"`
	FindingID   string `json:"findingId"`
	EvidenceRef string `json:"evidenceRef,omitempty"`
}

// FallOverdue is the policy's: the last day that passed is over, and the
// finding's remedy was due by then. It does nothing where the remedy isn't late,
// is marked so already, or has another deadline by now.
type FallOverdue struct {
	FindingID string
	DueOn     civil.Date // the deadline that the policy saw
	Passed    civil.Date // the last day that is over
}

// EscalateFinding hands a finding whose remedy is overdue to a higher or
// competent body. Refusals: ErrFindingUnknown, ErrRemedyNotRequired,
// ErrRemedyRecorded, ErrNotOverdue.
type EscalateFinding struct {
	Inspection string `json:"inspection"`
	FindingID  string `json:"findingId"`
	To         string `json:"to"` // the body: "Sở LĐ-TB&XH"
}

// ImposeSanction records what a competent body decided about a finding that was
// escalated. One decision may hold several sanctions. A suspension is carried to
// the agency's licence under the same decision's number. Refusals:
// ErrSanctionWithoutFinding, ErrNotOverdue, ErrNotEscalated, and of a suspension
// those of overseas.SuspendLicence.
type ImposeSanction struct {
	Inspection string       `json:"inspection"`
	FindingID  string       `json:"findingId"`
	Kind       SanctionKind `json:"kind"`
	Amount     money.Money  `json:"amount,omitzero"` // VND; of a fine
	DecisionNo string       `json:"decisionNo"`
	From       civil.Date   `json:"from,omitzero"`  // of a suspension
	Until      civil.Date   `json:"until,omitzero"` // the last suspended day; absent: until reinstated

	AgencyID string `json:"-"` // whom it strikes; "": no agency. The caller looks it up
}

// CloseInspection ends an inspection.
type CloseInspection struct {
	Inspection string `json:"inspection"`
	Conclusion string `json:"conclusion"`
}

func (OpenInspection) supervisionCommand()  {}
func (RecordChecklist) supervisionCommand() {}
func (RecordFinding) supervisionCommand()   {}
func (RequireRemedy) supervisionCommand()   {}
func (ExtendRemedy) supervisionCommand()    {}
func (RecordRemedy) supervisionCommand()    {}
func (FallOverdue) supervisionCommand()     {}
func (EscalateFinding) supervisionCommand() {}
func (ImposeSanction) supervisionCommand()  {}
func (CloseInspection) supervisionCommand() {}
