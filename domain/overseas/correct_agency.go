package overseas

import (
	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
)

// plainAgency are the rules of an agency without corrections.
var plainAgency = es.Decider[Agency, AgencyCommand]{Evolve: evolveAgency, Decide: decideAct}

// licenceFields are the fields of an act on a licence that can be put right, and
// whether it can be annulled.
func licenceFields(fact es.Recorded) (fields []string, annul bool) {
	event, ok := fact.Payload.(AgencyEvent)
	if !ok {
		return nil, false
	}
	switch event.(type) {
	case AgencyRegistered: // the licence's number names the stream
		return []string{"licensedOn", "expiresOn"}, false
	case LicenceRenewed:
		return []string{"licenceNo", "licensedOn", "expiresOn"}, true
	case LicenceSuspended:
		return []string{"from", "until", "decisionNo"}, true
	case LicenceReinstated, LicenceRevoked:
		return []string{"from", "decisionNo"}, true
	case MarketAdded, MarketRemoved, AgencyInvited, SupplyContractRegistered, LicenceActCorrected: // no acts on a licence
	}
	return nil, false
}

// putActRight is the effect of a correction of a licence act.
func putActRight(a Agency, t correction.Target, today civil.Date) ([]any, error) {
	fields, annul := licenceFields(t.Was)
	if err := mayCorrect(t, fields, annul); err != nil {
		return nil, err
	}
	if _, err := correction.Hold(plainAgency, a.Ledger, t, today, entersAct); err != nil {
		return nil, err
	}
	before, after := a.Ledger.Around(t.EventID)
	events := append([]es.Recorded{}, before...)
	if t.Action == correction.Correct {
		events = append(events, t.Now)
	}
	facts, err := factsOf(append(events, after...))
	if err != nil {
		return nil, err
	}
	return []any{LicenceActCorrected{t.Of, facts}}, nil
}

// entersAct is the command that would enter an act on a licence now. Markets and
// invitations were decided by the licence as it was known then, and stand.
func entersAct(fact es.Recorded) (AgencyCommand, bool) {
	event, ok := fact.Payload.(AgencyEvent)
	if !ok {
		return nil, false
	}
	switch e := event.(type) {
	case AgencyRegistered:
		return RegisterAgency{
			LicenceNo: e.LicenceNo, Name: e.Name, Type: e.Type, LicensedOn: e.LicensedOn, ExpiresOn: e.ExpiresOn,
			Markets: e.Markets, CharterCapital: e.CharterCapital, Deposit: e.Deposit, Representative: e.Representative,
		}, true
	case LicenceRenewed:
		return RenewLicence{LicenceNo: e.LicenceNo, LicensedOn: e.LicensedOn, ExpiresOn: e.ExpiresOn}, true
	case LicenceSuspended:
		return SuspendLicence{From: e.From, Until: e.Until, DecisionNo: e.DecisionNo}, true
	case LicenceReinstated:
		return ReinstateLicence{From: e.From, DecisionNo: e.DecisionNo}, true
	case LicenceRevoked:
		return RevokeLicence{From: e.From, DecisionNo: e.DecisionNo}, true
	case MarketAdded, MarketRemoved, AgencyInvited, SupplyContractRegistered, LicenceActCorrected: // stand as they are
	}
	return nil, false
}

func proposeAct(a Agency, cmd ProposeCorrection, asked es.Asked) ([]any, error) {
	if err := known(a, cmd.Agency, cmd.LicenceNo, civil.Date{}); err != nil {
		return nil, err
	}
	return correction.Propose(a.Ledger, cmd.ProposeCorrection, personal, func(t correction.Target) ([]any, error) { return putActRight(a, t, asked.Today) })
}

func confirmAct(a Agency, cmd ConfirmCorrection, asked es.Asked) ([]any, error) {
	if err := known(a, cmd.Agency, cmd.LicenceNo, civil.Date{}); err != nil {
		return nil, err
	}
	return correction.Confirm(a.Ledger, cmd.ConfirmCorrection, asked, func(t correction.Target) ([]any, error) { return putActRight(a, t, asked.Today) })
}
