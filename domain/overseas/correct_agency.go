package overseas

import (
	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
)

// plainAgency are the rules of an agency without corrections.
var plainAgency = es.Decider[Agency, AgencyCommand]{Evolve: evolveAgency, Decide: decideAct}

// licenceFields are the fields of an agency's fact that can be put right, and
// whether it can be annulled.
func licenceFields(fact es.Recorded) (fields []string, annul bool) {
	event, ok := fact.Payload.(AgencyEvent)
	if !ok {
		return nil, false
	}
	switch event.(type) {
	case AgencyRegistered: // the licence's number names the stream
		return []string{"name", "type", "licensedOn", "expiresOn", "markets", "charterCapital", "deposit"}, false
	case LicenceRenewed:
		return []string{"licenceNo", "licensedOn", "expiresOn"}, true
	case LicenceSuspended:
		return []string{"from", "until", "decisionNo"}, true
	case LicenceReinstated, LicenceRevoked:
		return []string{"from", "decisionNo"}, true
	case MarketAdded, MarketRemoved:
		return []string{"market"}, true
	case AgencyInvited: // for other wards it is another agreement
		return []string{"market", "quota"}, true
	case SupplyContractRegistered:
		return []string{"registrationNo", "market", "partner", "occupation", "quantity", "validTo"}, true
	case LicenceActCorrected: // no fact
	}
	return nil, false
}

// putActRight is the effect of a correction of an agency's fact.
func putActRight(a Agency, t correction.Target, today civil.Date) ([]any, error) {
	fields, annul := licenceFields(t.Was)
	if err := mayCorrect(t, fields, annul); err != nil {
		return nil, err
	}
	asks := func(fact es.Recorded) (AgencyCommand, bool) { return entersAct(fact, fact.ID == t.EventID) }
	if _, err := correction.Hold(plainAgency, a.Ledger, t, today, asks); err != nil {
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

// entersAct is the command that would enter an agency's fact now. Markets and
// invitations were decided by the licence as it was known then, and stand, but
// for one that is itself put right.
func entersAct(fact es.Recorded, target bool) (AgencyCommand, bool) {
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
	case MarketAdded:
		return AddMarket{Market: e.Market}, target
	case MarketRemoved:
		return RemoveMarket{Market: e.Market}, target
	case AgencyInvited:
		return InviteAgency{Units: e.Units, Market: e.Market, Quota: e.Quota}, target
	case SupplyContractRegistered:
		return RegisterSupplyContract{
			RegistrationNo: e.RegistrationNo, Market: e.Market, Partner: e.Partner, Occupation: e.Occupation, Quantity: e.Quantity, ValidTo: e.ValidTo,
		}, target
	case LicenceActCorrected: // no fact
	}
	return nil, false
}

func decideActCorrection(a Agency, command Correction, asked es.Asked) ([]any, error) {
	effects := func(t correction.Target) ([]any, error) { return putActRight(a, t, asked.Today) }
	switch c := command.(type) {
	case ProposeCorrection:
		if err := known(a, c.Agency, c.LicenceNo, civil.Date{}); err != nil {
			return nil, err
		}
		return correction.Propose(a.Ledger, c.ProposeCorrection, personal, effects)
	case ConfirmCorrection:
		if err := known(a, c.Agency, c.LicenceNo, civil.Date{}); err != nil {
			return nil, err
		}
		return correction.Confirm(a.Ledger, c.ConfirmCorrection, asked, effects)
	case RejectCorrection:
		return correction.Reject(a.Ledger, c.RejectCorrection)
	}
	return nil, nil
}
