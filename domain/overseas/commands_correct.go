package overseas

import (
	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/law"
)

// Beside is what a correction of a contract, or of an agency, looks at of other streams, as they
// are now.
type Beside struct {
	WorkerOn       func(civil.Date) Worker          // as the gate sees the worker on a day
	EngagedWith    func(from, to civil.Date) string // what else occupies the worker then; "": nothing
	Agency         Agency
	AgencyRevision es.Revision
	Limits         law.Limits
	Held           bool // a hold of the worker, or a stay abroad, stands for the contract

	UnitKnown func(unit string, on civil.Date) error // refuses what is no unit on a day; of an agency
	NamedBy   Naming                                 // what names the contract or agency, where that is annulled; its zero value: nothing
}

// Naming is what people call something that another stream says.
type Naming struct{ Vi, En string }

// Correction is what two people ask of a contract's stream, or of an agency's.
//
//sumtype:decl
type Correction interface {
	ContractCommand
	AgencyCommand
}

// ProposeCorrection proposes a correction of a contract's or an agency's fact.
// Refusals: those of the fact's own command, correction.ErrNothingToCorrect,
// ErrAlreadyAnnulled, ErrDependentFacts; ErrAlreadyEngaged where another
// engagement has the days.
type ProposeCorrection struct {
	correction.ProposeCorrection
	Beside Beside `json:"-"`
}

// ConfirmCorrection confirms it, by another person. Refusals: those of
// ProposeCorrection, correction.ErrSamePerson, ErrProposalUnknown,
// ErrProposalSettled.
type ConfirmCorrection struct {
	correction.ConfirmCorrection
	Beside Beside `json:"-"`
}

// CorrectRepresentative puts right whom an agency is represented by. One person
// may: no figure and no decision follows from it. Refusals: ErrAgencyUnknown,
// correction.ErrNothingToCorrect.
type CorrectRepresentative struct {
	Agency         string `json:"agency,omitempty"`
	LicenceNo      string `json:"licenceNo,omitempty"`
	Representative string `json:"representative"` // personal
}

// RejectCorrection turns a proposal down. Refusals:
// correction.ErrProposalUnknown, ErrProposalSettled.
type RejectCorrection struct{ correction.RejectCorrection }

func (ProposeCorrection) contractCommand()   {}
func (ConfirmCorrection) contractCommand()   {}
func (RejectCorrection) contractCommand()    {}
func (ProposeCorrection) agencyCommand()     {}
func (ConfirmCorrection) agencyCommand()     {}
func (RejectCorrection) agencyCommand()      {}
func (CorrectRepresentative) agencyCommand() {}
