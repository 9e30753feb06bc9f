package overseas

import (
	"fmt"
	"slices"

	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
)

// AgencyDecider has the rules of an agency's stream.
var AgencyDecider = es.Decider[Agency, AgencyCommand]{Evolve: evolveAgencyRight, Decide: decideAgency}

// evolveAgencyRight is the fold with acts put right.
var evolveAgencyRight = correction.Evolve(evolveAgency, func(a *Agency) *correction.Ledger { return &a.Ledger })

func decideAgency(a Agency, command AgencyCommand, asked es.Asked) ([]any, error) {
	if c, ok := command.(Correction); ok {
		return decideActCorrection(a, c, asked)
	}
	return decideAct(a, command, asked)
}

func decideAct(a Agency, command AgencyCommand, asked es.Asked) ([]any, error) {
	switch cmd := command.(type) {
	case RegisterAgency:
		return decideRegister(a, cmd)
	case RenewLicence:
		return decideRenew(a, cmd)
	case AddMarket:
		return decideAddMarket(a, cmd, asked.On)
	case RemoveMarket:
		return decideRemoveMarket(a, cmd, asked.On)
	case InviteAgency:
		return decideInvite(a, cmd, asked.On)
	case RegisterSupplyContract:
		return decideSupply(a, cmd, asked.On)
	case SuspendLicence:
		return decideSuspend(a, cmd)
	case ReinstateLicence:
		return decideReinstate(a, cmd)
	case RevokeLicence:
		return decideRevoke(a, cmd)
	case CorrectRepresentative:
		return correctRepresentative(a, cmd, asked)
	case Correction: // decideAgency has them
	}
	return nil, fmt.Errorf("overseas: an agency takes no %T", command)
}

func decideRegister(a Agency, cmd RegisterAgency) ([]any, error) {
	if a.Exists() {
		return nil, ErrAgencyExists.With("licence", cmd.LicenceNo, "agency", a.ID)
	}
	var f fields
	f.text("licenceNo", cmd.LicenceNo)
	if cmd.LicenceNo != "" && AgencyID(cmd.LicenceNo) == AgencyPrefix {
		f.invalid("licenceNo", "phải có chữ hoặc số", "it has letters or digits")
	}
	f.text("name", cmd.Name)
	f.date("licensedOn", cmd.LicensedOn)
	for _, m := range cmd.Markets {
		f.market("markets", m)
	}
	if len(cmd.Markets) == 0 {
		f.text("markets", "")
	}
	agencyType := oneOf(&f, "type", cmd.Type, ServiceEnterprise, agencyTypes)
	if !cmd.CharterCapital.IsZero() {
		f.sum("charterCapital", cmd.CharterCapital, "VND")
	}
	if !cmd.Deposit.IsZero() {
		f.sum("deposit", cmd.Deposit, "VND")
	}
	if err := f.err(); err != nil {
		return nil, err
	}
	if err := validPeriod(cmd.LicensedOn, cmd.ExpiresOn); err != nil {
		return nil, err
	}
	markets := slices.Clone(cmd.Markets)
	slices.Sort(markets)
	return []any{AgencyRegistered{
		LicenceNo: cmd.LicenceNo, Name: cmd.Name, Type: agencyType, LicensedOn: cmd.LicensedOn, ExpiresOn: cmd.ExpiresOn,
		Markets: slices.Compact(markets), CharterCapital: cmd.CharterCapital, Deposit: cmd.Deposit, Representative: cmd.Representative,
	}}, nil
}

// validPeriod refuses a licence that ends on its first day or before.
func validPeriod(licensedOn, expiresOn civil.Date) error {
	if !expiresOn.IsZero() && !expiresOn.After(licensedOn) {
		return ErrDateOrder.With("on", expiresOn, "vi", "hết hạn giấy phép", "en", "the licence's end", "other", licensedOn, "otherVi", "cấp giấy phép", "otherEn", "its first day")
	}
	return nil
}

// known refuses an agency that isn't there, and one whose licence is revoked on
// the day: revoked is where a licence ends.
func known(a Agency, agency, licenceNo string, day civil.Date) error {
	switch {
	case !a.Exists():
		if agency == "" {
			agency = licenceNo
		}
		return ErrAgencyUnknown.With("agency", agency)
	case a.RevokedOn(day):
		return ErrLicenceRevoked.With("licence", a.LicenceOn(day).No, "from", a.RevokedFrom)
	}
	return nil
}

func decideRenew(a Agency, cmd RenewLicence) ([]any, error) {
	var f fields
	f.date("licensedOn", cmd.LicensedOn)
	if err := f.err(); err != nil {
		return nil, err
	}
	if err := known(a, cmd.Agency, cmd.LicenceNo, cmd.LicensedOn); err != nil {
		return nil, err
	}
	if err := validPeriod(cmd.LicensedOn, cmd.ExpiresOn); err != nil {
		return nil, err
	}
	last := a.Licences[len(a.Licences)-1]
	if !cmd.LicensedOn.After(last.LicensedOn) {
		return nil, ErrDateOrder.With("on", cmd.LicensedOn, "vi", "gia hạn giấy phép", "en", "the renewal", "other", last.LicensedOn, "otherVi", "giấy phép trước", "otherEn", "the licence before")
	}
	no := cmd.LicenceNo
	if no == "" {
		no = last.No
	}
	return []any{LicenceRenewed{no, cmd.LicensedOn, cmd.ExpiresOn}}, nil
}

func decideAddMarket(a Agency, cmd AddMarket, on civil.Date) ([]any, error) {
	var f fields
	f.market("market", cmd.Market)
	if err := f.err(); err != nil {
		return nil, err
	}
	if err := known(a, cmd.Agency, cmd.LicenceNo, on); err != nil {
		return nil, err
	}
	if a.HoldsOn(cmd.Market, on) {
		return nil, ErrMarketHeld.With("agency", a.ID, "market", cmd.Market, "on", on)
	}
	return []any{MarketAdded{cmd.Market}}, nil
}

func decideRemoveMarket(a Agency, cmd RemoveMarket, on civil.Date) ([]any, error) {
	var f fields
	f.market("market", cmd.Market)
	if err := f.err(); err != nil {
		return nil, err
	}
	if err := known(a, cmd.Agency, cmd.LicenceNo, civil.Date{}); err != nil {
		return nil, err
	}
	if !a.HoldsOn(cmd.Market, on) {
		return nil, ErrMarketNotLicensed.With("agency", a.ID, "market", cmd.Market, "on", on)
	}
	return []any{MarketRemoved{cmd.Market}}, nil
}

// decision are the fields that every act on a licence has.
func decision(from civil.Date, decisionNo string) error {
	var f fields
	f.date("from", from)
	f.text("decisionNo", decisionNo)
	return f.err()
}

func decideSuspend(a Agency, cmd SuspendLicence) ([]any, error) {
	if err := decision(cmd.From, cmd.DecisionNo); err != nil {
		return nil, err
	}
	if err := known(a, cmd.Agency, cmd.LicenceNo, cmd.From); err != nil {
		return nil, err
	}
	if !cmd.Until.IsZero() && cmd.Until.Before(cmd.From) {
		return nil, ErrDateOrder.With("on", cmd.Until, "vi", "hết đình chỉ", "en", "the suspension's end", "other", cmd.From, "otherVi", "bắt đầu đình chỉ", "otherEn", "its start")
	}
	if slices.Contains(a.Suspensions, Suspension{cmd.From, cmd.Until, cmd.DecisionNo}) {
		return nil, nil
	}
	return []any{LicenceSuspended{cmd.From, cmd.Until, cmd.DecisionNo}}, nil
}

func decideReinstate(a Agency, cmd ReinstateLicence) ([]any, error) {
	if err := decision(cmd.From, cmd.DecisionNo); err != nil {
		return nil, err
	}
	if err := known(a, cmd.Agency, cmd.LicenceNo, cmd.From); err != nil {
		return nil, err
	}
	if _, suspended := a.SuspensionOn(cmd.From); !suspended {
		return nil, ErrLicenceNotSuspended.With("licence", a.LicenceOn(cmd.From).No, "from", cmd.From)
	}
	return []any{LicenceReinstated{cmd.From, cmd.DecisionNo}}, nil
}

func decideRevoke(a Agency, cmd RevokeLicence) ([]any, error) {
	if err := decision(cmd.From, cmd.DecisionNo); err != nil {
		return nil, err
	}
	if err := known(a, cmd.Agency, cmd.LicenceNo, cmd.From); err != nil {
		return nil, err
	}
	if !a.RevokedFrom.IsZero() {
		return nil, ErrLicenceRevoked.With("licence", a.LicenceOn(cmd.From).No, "from", a.RevokedFrom)
	}
	if first := a.Licences[0].LicensedOn; cmd.From.Before(first) {
		return nil, ErrDateOrder.With("on", cmd.From, "vi", "thu hồi", "en", "the revocation", "other", first, "otherVi", "cấp giấy phép", "otherEn", "the licence's first day")
	}
	return []any{LicenceRevoked{cmd.From, cmd.DecisionNo}}, nil
}
