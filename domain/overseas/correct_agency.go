package overseas

import (
	"reflect"
	"slices"

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
		return []string{"name", "type", "licensedOn", "expiresOn", "markets", "charterCapital", "deposit"}, true
	case LicenceRenewed:
		return []string{"licenceNo", "licensedOn", "expiresOn"}, true
	case LicenceSuspended:
		return []string{"from", "until", "decisionNo"}, true
	case LicenceReinstated, LicenceRevoked:
		return []string{"from", "decisionNo"}, true
	case MarketAdded, MarketRemoved:
		return []string{"market"}, true
	case AgencyInvited:
		return []string{"units", "market", "quota"}, true
	case SupplyContractRegistered:
		return []string{"registrationNo", "market", "partner", "occupation", "quantity", "validTo"}, true
	case LicenceActCorrected, AgencyAnnulled, RepresentativeCorrected: // no fact
	}
	return nil, false
}

// putActRight is the effect of a correction of an agency's fact.
func putActRight(a Agency, t correction.Target, beside Beside, today civil.Date) ([]any, error) {
	fields, annul := licenceFields(t.Was)
	if err := mayCorrect(t, fields, annul); err != nil {
		return nil, err
	}
	if _, registered := t.Was.Payload.(AgencyRegistered); registered && t.Action == correction.Annul {
		return annulAgency(a, t, beside)
	}
	t, err := tidy(t)
	if err != nil {
		return nil, err
	}
	if p, invited := t.Now.Payload.(AgencyInvited); invited && slices.ContainsFunc(t.Changes, func(c correction.Change) bool { return c.Field == "units" || c.Field == correction.On }) {
		for _, unit := range p.Units {
			if err := beside.UnitKnown(unit, t.Now.On()); err != nil {
				return nil, err
			}
		}
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

// annulAgency takes a registration back on which nothing stands: no other fact of
// the agency, and no other stream that names it. A contract that is signed in the
// very moment can't be seen here; its departure is then flagged by supervision,
// as one under no licence.
func annulAgency(a Agency, t correction.Target, beside Beside) ([]any, error) {
	for _, fact := range a.Ledger.Facts {
		if fact.ID != t.EventID {
			what := reflect.TypeOf(fact.Payload).Name()
			return nil, correction.ErrDependentFacts.With("vi", what+" ngày "+fact.On().Vietnamese(), "en", what+" of "+fact.On().String())
		}
	}
	if beside.NamedBy != (Naming{}) {
		return nil, correction.ErrDependentFacts.With("vi", beside.NamedBy.Vi, "en", beside.NamedBy.En)
	}
	return []any{AgencyAnnulled{t.Of}}, nil
}

// tidy has lists in the order in which they are entered, each word once.
func tidy(t correction.Target) (correction.Target, error) {
	list := func(of []string) []string { return slices.Compact(slices.Sorted(slices.Values(of))) }
	fields := []string{}
	for _, c := range t.Changes {
		fields = append(fields, c.Field)
	}
	switch p := t.Now.Payload.(type) {
	case AgencyInvited:
		p.Units = list(p.Units)
		t.Now.Payload = p
	case AgencyRegistered:
		p.Markets = list(p.Markets)
		t.Now.Payload = p
	}
	changes, err := correction.Diff(t.Was, t.Now, fields)
	if err == nil && len(changes) == 0 && t.Action == correction.Correct {
		err = correction.ErrNothingToCorrect.With("vi", "sổ đã ghi như vậy", "en", "the book says so already")
	}
	t.Changes = changes
	return t, err
}

// correctRepresentative says the name beside the changes, which have none.
func correctRepresentative(a Agency, cmd CorrectRepresentative, asked es.Asked) ([]any, error) {
	if err := known(a, cmd.Agency, cmd.LicenceNo, civil.Date{}); err != nil {
		return nil, err
	}
	if asked.Reason == "" {
		return nil, es.ErrReasonMissing
	}
	registered, _ := a.Ledger.Last(correction.Is[AgencyRegistered])
	var edits correction.Edits
	if edits.Set("representative", cmd.Representative); cmd.Representative == "" {
		edits.Clear("representative")
	}
	t, err := edits.Of(a.Ledger, registered.ID)
	if err != nil {
		return nil, err
	}
	return []any{RepresentativeCorrected{t.Redacted("representative"), cmd.Representative}}, nil
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
	case LicenceActCorrected, AgencyAnnulled, RepresentativeCorrected: // no fact
	}
	return nil, false
}

func decideActCorrection(a Agency, command Correction, asked es.Asked) ([]any, error) {
	effects := func(beside Beside) correction.Effects {
		return func(t correction.Target) ([]any, error) { return putActRight(a, t, beside, asked.Today) }
	}
	switch c := command.(type) {
	case ProposeCorrection:
		if err := known(a, c.Agency, c.LicenceNo, civil.Date{}); err != nil {
			return nil, err
		}
		return correction.Propose(a.Ledger, c.ProposeCorrection, personal, effects(c.Beside))
	case ConfirmCorrection:
		if err := known(a, c.Agency, c.LicenceNo, civil.Date{}); err != nil {
			return nil, err
		}
		return correction.Confirm(a.Ledger, c.ConfirmCorrection, asked, effects(c.Beside))
	case RejectCorrection:
		return correction.Reject(a.Ledger, c.RejectCorrection)
	}
	return nil, nil
}
