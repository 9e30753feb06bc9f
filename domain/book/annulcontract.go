package book

import (
	"strings"

	"vaoso/domain/es"
	"vaoso/domain/overseas"
	"vaoso/domain/supervision"
)

// aboutContracts are the facts of other streams that name a contract, and what may
// put another contract's number into one. Its number is free again once it is
// annulled, so that these would be of whoever signs under it next.
var aboutContracts = []string{"InspectionOpened", "FindingRecorded", "ComplaintLodged", "ComplaintCorrected"}

func ofContract(payload any, contract string) bool {
	switch p := payload.(type) {
	case supervision.InspectionOpened:
		return p.ContractID == contract
	case supervision.FindingRecorded:
		return p.ContractID == contract
	case supervision.ComplaintLodged:
		return p.ContractID == contract
	case supervision.ComplaintCorrected: // no fact itself, but the fact may now be
		return p.ContractID == contract
	}
	return false
}

// namingContract is another stream that names the contract, or a flag of it that
// was refuted; its zero value where there is none.
func (c *call) namingContract(contract es.Loaded[overseas.Contract]) (overseas.Naming, error) {
	fact, err := c.naming(contract.Events, mention{aboutContracts, ofContract})
	if err != nil {
		return overseas.Naming{}, err
	}
	if fact != nil {
		return called(fact.Stream), nil
	}
	return c.refuted(supervision.AboutContract, strings.TrimPrefix(contract.Stream, overseas.ContractPrefix))
}

// refuted is a flag about the subject that was refuted; its zero value where there is none.
func (c *call) refuted(about supervision.FlagSubject, subject string) (overseas.Naming, error) {
	for _, id := range supervision.FlagsOf(about, subject) {
		flag, err := load(c, supervision.FlagDecider, supervision.FlagStream(id))
		if err != nil {
			return overseas.Naming{}, err
		}
		if !flag.State.RefutedOn.IsZero() {
			return called(flag.Stream), nil
		}
	}
	return overseas.Naming{}, nil
}
