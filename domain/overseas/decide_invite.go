package overseas

import (
	"slices"

	"vaoso/domain/civil"
	"vaoso/domain/es"
)

// mostPersons is the most that a quota or a supply contract may say: a guard
// against a slipped column.
const mostPersons = 10_000

func (f *fields) persons(name string, n int) {
	if n < 1 || n > mostPersons {
		f.invalid(name, "từ 1 đến 10.000 người", "it is 1 to 10,000 persons")
	}
}

// decideInvite takes the city's agreement where the agency may recruit at all:
// by the licence rules of the gate, on the day of the agreement. They hold for
// service enterprises only.
func decideInvite(a Agency, cmd InviteAgency, on civil.Date) ([]any, error) {
	var f fields
	if len(cmd.Units) == 0 || slices.Contains(cmd.Units, "") {
		f.text("units", "")
	}
	f.market("market", cmd.Market)
	f.persons("quota", cmd.Quota)
	if err := f.err(); err != nil {
		return nil, err
	}
	if err := known(a, cmd.Agency, cmd.LicenceNo, civil.Date{}); err != nil {
		return nil, err
	}
	if a.Type == ServiceEnterprise {
		if refused := a.barred(cmd.Market, on); len(refused) > 0 {
			return nil, es.Refuse(refused...)
		}
	}
	units := slices.Clone(cmd.Units)
	slices.Sort(units)
	return []any{AgencyInvited{slices.Compact(units), cmd.Market, cmd.Quota}}, nil
}

// barred is what the licence rules say against recruiting for a market on a day.
func (a Agency) barred(market string, on civil.Date) []*es.Refused {
	licence := a.LicenceOn(on)
	suspension, suspended := a.SuspensionOn(on)
	return which(
		rule{a.RevokedOn(on), ErrLicenceRevoked.With("licence", licence.No, "from", a.RevokedFrom)},
		rule{suspended, ErrLicenceSuspended.With("licence", licence.No, "on", on, "from", suspension.From, "until", openDay(suspension.Until), "decision", suspension.DecisionNo)},
		rule{a.LapsedOn(on), ErrLicenceLapsed.With("licence", licence.No, "on", on, "licensedOn", licence.LicensedOn, "expiresOn", openDay(licence.ExpiresOn))},
		rule{!a.HoldsOn(market, on), ErrMarketNotLicensed.With("agency", a.ID, "market", market, "on", on)},
	)
}

func decideSupply(a Agency, cmd RegisterSupplyContract, on civil.Date) ([]any, error) {
	var f fields
	f.text("registrationNo", cmd.RegistrationNo)
	f.market("market", cmd.Market)
	f.text("partner", cmd.Partner)
	f.text("occupation", cmd.Occupation)
	f.persons("quantity", cmd.Quantity)
	if err := f.err(); err != nil {
		return nil, err
	}
	if err := known(a, cmd.Agency, cmd.LicenceNo, on); err != nil {
		return nil, err
	}
	if !cmd.ValidTo.IsZero() && cmd.ValidTo.Before(on) {
		return nil, ErrDateOrder.With("on", cmd.ValidTo, "vi", "hết hạn hợp đồng cung ứng", "en", "the supply contract's end", "other", on, "otherVi", "đăng ký", "otherEn", "its registration")
	}
	now := SupplyContractRegistered{cmd.RegistrationNo, cmd.Market, cmd.Partner, cmd.Occupation, cmd.Quantity, cmd.ValidTo}
	for _, s := range a.Supply {
		switch {
		case s.Terms == now:
			return nil, nil
		case s.Terms.RegistrationNo == cmd.RegistrationNo:
			return nil, ErrSupplyContractExists.With("registration", cmd.RegistrationNo, "agency", a.ID)
		}
	}
	return []any{now}, nil
}
