package supervision

import "vaoso/domain/civil"

// Command is what can be asked of an inspection.
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

// RecordFinding records what was found. Its legal basis is the command's own.
type RecordFinding struct {
	Inspection string   `json:"inspection"`
	FindingID  string   `json:"findingId,omitempty"` // by default the inspection's number and the next count
	Text       string   `json:"text"`
	Severity   Severity `json:"severity"`
	Contract   string   `json:"contract,omitempty"`

	ContractID    string `json:"-"`
	ContractKnown bool   `json:"-"`
}

// RequireRemedy says what must be done about a finding, and by when.
type RequireRemedy struct {
	Inspection string     `json:"inspection"`
	FindingID  string     `json:"findingId"`
	What       string     `json:"what"`
	DueOn      civil.Date `json:"dueOn"`
}

// RecordRemedy records that a finding was put right, also after the inspection closed.
type RecordRemedy struct {
	Inspection  string `json:"inspection"`
	FindingID   string `json:"findingId"`
	EvidenceRef string `json:"evidenceRef,omitempty"`
}

// CloseInspection ends an inspection.
type CloseInspection struct {
	Inspection string `json:"inspection"`
	Conclusion string `json:"conclusion"`
}

func (OpenInspection) supervisionCommand()  {}
func (RecordFinding) supervisionCommand()   {}
func (RequireRemedy) supervisionCommand()   {}
func (RecordRemedy) supervisionCommand()    {}
func (CloseInspection) supervisionCommand() {}
