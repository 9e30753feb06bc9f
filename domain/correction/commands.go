package correction

import "vaoso/domain/es"

// Subject names what a correction is about: one of its fields.
type Subject struct {
	Plan      string `json:"plan,omitempty"`
	Contract  string `json:"contract,omitempty"`
	Agency    string `json:"agency,omitempty"`
	LicenceNo string `json:"licenceNo,omitempty"` // the agency's first licence
	Loan      string `json:"loan,omitempty"`
	Support   string `json:"support,omitempty"`
	Worker    string `json:"worker,omitempty"` // whose unemployment allowance
	// Inspection is the one by whose findings a sanction was imposed.
	Inspection string `json:"inspection,omitempty"`
}

// ProposeCorrection says that an event is wrong. Of Changes the fields' names
// and new values are wanted; a value that is given as it stood has to be so.
type ProposeCorrection struct {
	Subject
	EventID es.UUID  `json:"eventId"`
	Action  Action   `json:"action"`
	Changes []Change `json:"changes,omitempty"`

	// ProposalID is the new proposal's; the caller makes it.
	ProposalID es.UUID `json:"-"`
}

// ConfirmCorrection agrees to another person's proposal.
type ConfirmCorrection struct {
	Subject
	ProposalID es.UUID `json:"proposalId"`
}

// RejectCorrection turns a proposal down.
type RejectCorrection struct {
	Subject
	ProposalID es.UUID `json:"proposalId"`
}
