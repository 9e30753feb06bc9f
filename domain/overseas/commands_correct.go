package overseas

import (
	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/law"
)

// Beside is what a correction of a contract looks at of other streams, as they
// are now.
type Beside struct {
	WorkerOn       func(civil.Date) Worker          // as the gate sees the worker on a day
	EngagedWith    func(from, to civil.Date) string // what else occupies the worker then; "": nothing
	Agency         Agency
	AgencyRevision es.Revision
	Limits         law.Limits
}

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

// RejectCorrection turns a proposal down. Refusals:
// correction.ErrProposalUnknown, ErrProposalSettled.
type RejectCorrection struct{ correction.RejectCorrection }

func (ProposeCorrection) contractCommand() {}
func (ConfirmCorrection) contractCommand() {}
func (RejectCorrection) contractCommand()  {}
func (ProposeCorrection) agencyCommand()   {}
func (ConfirmCorrection) agencyCommand()   {}
func (RejectCorrection) agencyCommand()    {}
