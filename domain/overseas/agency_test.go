package overseas_test

import (
	"testing"

	"vaoso/domain/es"
	"vaoso/domain/money"
	"vaoso/domain/overseas"
	"vaoso/domain/scenario"
)

// registered is the usual agency: licensed 2017-05-12 to 2023-01-01, for Japan
// and Taiwan.
var registered = overseas.AgencyRegistered{
	LicenceNo: "26-014", Name: "Công ty Mẫu Phái cử A", Type: overseas.ServiceEnterprise,
	LicensedOn: scenario.Day("2017-05-12"), ExpiresOn: scenario.Day("2023-01-01"), Markets: []string{"JP", "TW"},
}

func agencyHistory(more ...[]es.Recorded) []es.Recorded {
	return scenario.Given(append([][]es.Recorded{scenario.Happened("2021-01-04", registered)}, more...)...)
}

func agencyOf(history []es.Recorded) overseas.Agency { return overseas.AgencyDecider.Fold(history) }

func suspended(from, until string) []es.Recorded {
	return scenario.Happened("2021-06-28", overseas.LicenceSuspended{From: scenario.Day(from), Until: scenario.Day(until), DecisionNo: "MẪU/QĐ-01"})
}

func revoked(from string) []es.Recorded {
	return scenario.Happened(from, overseas.LicenceRevoked{From: scenario.Day(from), DecisionNo: "MẪU/QĐ-09"})
}

func TestAgencyDecisions(t *testing.T) {
	t.Parallel()
	day := scenario.Day
	register := overseas.RegisterAgency{LicenceNo: "26-014", Name: "Công ty Mẫu Phái cử A", LicensedOn: day("2017-05-12"), ExpiresOn: day("2023-01-01"), Markets: []string{"TW", "JP", "TW"}}
	noEnd, endless := register, registered
	noEnd.ExpiresOn, endless.ExpiresOn = day(""), day("")
	backwards := register
	backwards.ExpiresOn = register.LicensedOn
	badMoney := register
	badMoney.Deposit = money.Money{Amount: 1, Currency: "USD"}
	badMarket := register
	badMarket.Markets = []string{"Japan"}
	badType := register
	badType.Type = "travel_agent"
	signs := register
	signs.LicenceNo = "/ -"

	scenario.Run(t, overseas.AgencyDecider, scenario.Cases[overseas.AgencyCommand]{
		"registered, its markets sorted":         {When: register, Then: []any{registered}},
		"registered without a term":              {When: noEnd, Then: []any{endless}},
		"not registered twice":                   {Given: agencyHistory(), When: register, Refused: overseas.ErrAgencyExists, Says: "26-014"},
		"no licence of a single moment":          {When: backwards, Refused: overseas.ErrDateOrder},
		"everything that is missing":             {When: overseas.RegisterAgency{}, Refused: es.ErrFieldMissing, Also: []*es.Refusal{es.ErrFieldMissing, es.ErrFieldMissing, es.ErrFieldMissing}, Says: "licenceNo"},
		"capital and deposit are in đồng":        {When: badMoney, Refused: es.ErrFieldInvalid, Says: "deposit"},
		"a market is a code":                     {When: badMarket, Refused: es.ErrFieldInvalid, Says: "markets"},
		"a type is one of five":                  {When: badType, Refused: es.ErrFieldInvalid, Says: "public_unit"},
		"a licence number has letters or digits": {When: signs, Refused: es.ErrFieldInvalid, Says: "licenceNo"},

		"renewed under the same number": {Given: agencyHistory(), When: overseas.RenewLicence{Agency: "26-014", LicensedOn: day("2023-01-02")},
			Then: []any{overseas.LicenceRenewed{LicenceNo: "26-014", LicensedOn: day("2023-01-02")}}},
		"renewed under another number": {Given: agencyHistory(), When: overseas.RenewLicence{Agency: "26-014", LicenceNo: "26-114", LicensedOn: day("2023-01-02"), ExpiresOn: day("2028-01-01")},
			Then: []any{overseas.LicenceRenewed{LicenceNo: "26-114", LicensedOn: day("2023-01-02"), ExpiresOn: day("2028-01-01")}}},
		"a renewal lies after the licence before": {Given: agencyHistory(), When: overseas.RenewLicence{Agency: "26-014", LicensedOn: day("2017-05-12")}, Refused: overseas.ErrDateOrder},
		"a renewal has a term that runs forwards": {Given: agencyHistory(), When: overseas.RenewLicence{LicensedOn: day("2023-01-02"), ExpiresOn: day("2022-01-02")}, Refused: overseas.ErrDateOrder},
		"a renewal needs its day":                 {Given: agencyHistory(), When: overseas.RenewLicence{Agency: "26-014"}, Refused: es.ErrFieldMissing, Says: "licensedOn"},
		"an unknown agency isn't renewed":         {When: overseas.RenewLicence{Agency: "26-099", LicensedOn: day("2023-01-02")}, Refused: overseas.ErrAgencyUnknown, Says: "26-099"},
		"a revoked licence isn't renewed":         {Given: agencyHistory(revoked("2021-09-01")), When: overseas.RenewLicence{LicensedOn: day("2023-01-02")}, Refused: overseas.ErrLicenceRevoked},

		"a market is added":         {Given: agencyHistory(), When: overseas.AddMarket{LicenceNo: "26-014", Market: "KR"}, Then: []any{overseas.MarketAdded{Market: "KR"}}},
		"not one that is held":      {Given: agencyHistory(), When: overseas.AddMarket{Market: "JP"}, Refused: overseas.ErrMarketHeld, Says: "JP"},
		"not to a revoked licence":  {Given: agencyHistory(revoked("2021-09-01")), When: overseas.AddMarket{Market: "KR"}, Refused: overseas.ErrLicenceRevoked},
		"a market has a code":       {Given: agencyHistory(), When: overseas.AddMarket{Market: "kr"}, Refused: es.ErrFieldInvalid},
		"a market is removed":       {Given: agencyHistory(), When: overseas.RemoveMarket{Market: "JP"}, Then: []any{overseas.MarketRemoved{Market: "JP"}}},
		"not one that isn't held":   {Given: agencyHistory(), When: overseas.RemoveMarket{Market: "KR"}, Refused: overseas.ErrMarketNotLicensed},
		"not from an unknown":       {When: overseas.RemoveMarket{LicenceNo: "26-099", Market: "KR"}, Refused: overseas.ErrAgencyUnknown, Says: "26-099"},
		"added again after removal": {Given: agencyHistory(scenario.Happened("2021-03-01", overseas.MarketRemoved{Market: "JP"})), When: overseas.AddMarket{Market: "JP"}, Then: []any{overseas.MarketAdded{Market: "JP"}}},

		"suspended, from a day in the past": {Given: agencyHistory(), When: overseas.SuspendLicence{From: day("2021-07-01"), Until: day("2021-08-29"), DecisionNo: "MẪU/QĐ-01"},
			Then: []any{overseas.LicenceSuspended{From: day("2021-07-01"), Until: day("2021-08-29"), DecisionNo: "MẪU/QĐ-01"}}},
		"the same decision again does nothing": {Given: agencyHistory(suspended("2021-07-01", "2021-08-29")), When: overseas.SuspendLicence{From: day("2021-07-01"), Until: day("2021-08-29"), DecisionNo: "MẪU/QĐ-01"}},
		"a suspension of one day": {Given: agencyHistory(), When: overseas.SuspendLicence{From: day("2021-07-01"), Until: day("2021-07-01"), DecisionNo: "Q"},
			Then: []any{overseas.LicenceSuspended{From: day("2021-07-01"), Until: day("2021-07-01"), DecisionNo: "Q"}}},
		"a suspension runs forwards":    {Given: agencyHistory(), When: overseas.SuspendLicence{From: day("2021-07-02"), Until: day("2021-07-01"), DecisionNo: "Q"}, Refused: overseas.ErrDateOrder},
		"a suspension has a decision":   {Given: agencyHistory(), When: overseas.SuspendLicence{From: day("2021-07-02")}, Refused: es.ErrFieldMissing, Says: "decisionNo"},
		"the unknown isn't suspended":   {When: overseas.SuspendLicence{From: day("2021-07-02"), DecisionNo: "Q"}, Refused: overseas.ErrAgencyUnknown},
		"the revoked isn't suspended":   {Given: agencyHistory(revoked("2021-07-02")), When: overseas.SuspendLicence{From: day("2021-07-02"), DecisionNo: "Q"}, Refused: overseas.ErrLicenceRevoked},
		"the reinstatement on the last": {Given: agencyHistory(suspended("2021-07-01", "2021-08-29")), When: overseas.ReinstateLicence{From: day("2021-08-29"), DecisionNo: "Q"}, Then: []any{overseas.LicenceReinstated{From: day("2021-08-29"), DecisionNo: "Q"}}},
		"nothing left to reinstate":     {Given: agencyHistory(suspended("2021-07-01", "2021-08-29")), When: overseas.ReinstateLicence{From: day("2021-08-30"), DecisionNo: "Q"}, Refused: overseas.ErrLicenceNotSuspended},
		"nothing yet to reinstate":      {Given: agencyHistory(suspended("2021-07-01", "")), When: overseas.ReinstateLicence{From: day("2021-06-30"), DecisionNo: "Q"}, Refused: overseas.ErrLicenceNotSuspended},
		"a reinstatement has a day":     {Given: agencyHistory(suspended("2021-07-01", "")), When: overseas.ReinstateLicence{DecisionNo: "Q"}, Refused: es.ErrFieldMissing, Says: "from"},
		"the revoked isn't reinstated":  {Given: agencyHistory(suspended("2021-07-01", ""), revoked("2021-08-01")), When: overseas.ReinstateLicence{From: day("2021-08-01"), DecisionNo: "Q"}, Refused: overseas.ErrLicenceRevoked},
		"revoked":                       {Given: agencyHistory(), When: overseas.RevokeLicence{From: day("2021-08-01"), DecisionNo: "Q"}, Then: []any{overseas.LicenceRevoked{From: day("2021-08-01"), DecisionNo: "Q"}}},
		"not revoked twice":             {Given: agencyHistory(revoked("2021-08-01")), When: overseas.RevokeLicence{From: day("2021-09-01"), DecisionNo: "Q"}, Refused: overseas.ErrLicenceRevoked},
		"not revoked earlier either":    {Given: agencyHistory(revoked("2021-08-01")), When: overseas.RevokeLicence{From: day("2021-07-01"), DecisionNo: "Q"}, Refused: overseas.ErrLicenceRevoked},
		"not revoked before it was":     {Given: agencyHistory(), When: overseas.RevokeLicence{From: day("2017-05-11"), DecisionNo: "Q"}, Refused: overseas.ErrDateOrder},
		"a revocation has a decision":   {Given: agencyHistory(), When: overseas.RevokeLicence{From: day("2021-08-01"), DecisionNo: " "}, Refused: es.ErrFieldMissing},
	})
}

func TestStandingByDay(t *testing.T) {
	t.Parallel()
	open := suspended("2021-07-01", "")
	back := func(from string) []es.Recorded {
		return scenario.Happened(from, overseas.LicenceReinstated{From: scenario.Day(from), DecisionNo: "Q"})
	}
	renewed := scenario.Happened("2023-02-01", overseas.LicenceRenewed{LicenceNo: "26-114", LicensedOn: scenario.Day("2023-02-01")})
	for name, c := range map[string]struct {
		history []es.Recorded
		want    map[string]overseas.Standing
	}{
		"a licence holds on its first and last day": {agencyHistory(), map[string]overseas.Standing{
			"2017-05-11": overseas.StandingLapsed, "2017-05-12": overseas.StandingValid, "2023-01-01": overseas.StandingValid, "2023-01-02": overseas.StandingLapsed}},
		"a renewal leaves its gap": {agencyHistory(renewed), map[string]overseas.Standing{
			"2023-01-01": overseas.StandingValid, "2023-01-31": overseas.StandingLapsed, "2023-02-01": overseas.StandingValid, "2030-01-01": overseas.StandingValid}},
		"a suspension holds on its first and last day": {agencyHistory(suspended("2021-07-01", "2021-08-29")), map[string]overseas.Standing{
			"2021-06-30": overseas.StandingValid, "2021-07-01": overseas.StandingSuspended, "2021-08-29": overseas.StandingSuspended, "2021-08-30": overseas.StandingValid}},
		"an open suspension ends the day before it is lifted": {agencyHistory(open, back("2021-09-15")), map[string]overseas.Standing{
			"2021-09-14": overseas.StandingSuspended, "2021-09-15": overseas.StandingValid}},
		"lifted from its first day it never held": {agencyHistory(open, back("2021-07-01")), map[string]overseas.Standing{"2021-07-01": overseas.StandingValid, "2021-12-01": overseas.StandingValid}},
		"lifting one leaves a later one": {agencyHistory(suspended("2021-07-01", "2021-08-29"), suspended("2021-10-01", ""), back("2021-08-01")), map[string]overseas.Standing{
			"2021-07-31": overseas.StandingSuspended, "2021-08-01": overseas.StandingValid, "2021-10-01": overseas.StandingSuspended}},
		"revoked goes before suspended, and that before lapsed": {agencyHistory(open, revoked("2021-08-01")), map[string]overseas.Standing{
			"2021-07-31": overseas.StandingSuspended, "2021-08-01": overseas.StandingRevoked, "2017-01-01": overseas.StandingLapsed, "2024-01-01": overseas.StandingRevoked}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, s := range agencyOf(c.history).Suspensions {
				if !s.Until.IsZero() && s.Until.Before(s.From) {
					t.Errorf("a suspension from %s to %s is left", s.From, s.Until)
				}
			}
			for on, want := range c.want {
				if got := agencyOf(c.history).StandingOn(scenario.Day(on)); got != want {
					t.Errorf("%s: %s, want %s", on, got, want)
				}
			}
		})
	}
}

func TestMarketsByDay(t *testing.T) {
	t.Parallel()
	a := agencyOf(agencyHistory(
		scenario.Happened("2021-03-01", overseas.MarketAdded{Market: "KR"}, overseas.MarketRemoved{Market: "JP"}),
		scenario.Happened("2021-09-01", overseas.MarketAdded{Market: "JP"}),
	))
	for _, c := range []struct {
		market, on string
		want       bool
	}{
		{"JP", "2017-05-11", false}, {"JP", "2017-05-12", true}, {"JP", "2021-02-28", true}, {"JP", "2021-03-01", false}, {"JP", "2021-08-31", false}, {"JP", "2021-09-01", true},
		{"KR", "2021-02-28", false}, {"KR", "2021-03-01", true}, {"DE", "2021-03-01", false},
	} {
		if got := a.HoldsOn(c.market, scenario.Day(c.on)); got != c.want {
			t.Errorf("%s on %s: %v, want %v", c.market, c.on, got, c.want)
		}
	}
}

func TestMarketHistoryStays(t *testing.T) {
	t.Parallel()
	a := agencyOf(agencyHistory(
		scenario.Happened("2021-03-01", overseas.MarketRemoved{Market: "JP"}), scenario.Happened("2021-05-01", overseas.MarketAdded{Market: "JP"}),
		scenario.Happened("2021-09-01", overseas.MarketRemoved{Market: "JP"}),
	))
	for on, want := range map[string]bool{"2021-02-28": true, "2021-04-01": false, "2021-06-01": true, "2021-09-01": false} {
		if got := a.HoldsOn("JP", scenario.Day(on)); got != want {
			t.Errorf("%s: %v, want %v", on, got, want)
		}
	}
}

// A fold may not write into the state that it was given: others hold it.
func TestEvolveLeavesTheStateBefore(t *testing.T) {
	t.Parallel()
	before := agencyOf(agencyHistory(suspended("2021-07-01", "")))
	for _, p := range []any{
		overseas.MarketRemoved{Market: "JP"}, overseas.LicenceReinstated{From: scenario.Day("2021-08-01"), DecisionNo: "Q"},
		overseas.LicenceRenewed{LicenceNo: "x", LicensedOn: scenario.Day("2010-01-01")},
	} {
		overseas.AgencyDecider.Evolve(before, scenario.Happened("2021-08-01", p)[0])
	}
	if !before.HoldsOn("JP", scenario.Day("2021-08-01")) || before.StandingOn(scenario.Day("2021-08-01")) != overseas.StandingSuspended || before.Licences[0].No != "26-014" {
		t.Errorf("the state before has changed: %+v", before)
	}
}

func TestAgencyID(t *testing.T) {
	t.Parallel()
	for no, want := range map[string]string{
		"26-014": "agency-26-014", " 26 014 ": "agency-26-014", "123/LĐTBXH-GP": "agency-123-ldtbxh-gp", "Số 7": "agency-so-7", "So\u0302\u0301 7": "agency-so-7",
	} {
		if got := overseas.AgencyID(no); got != want {
			t.Errorf("%q: %s, want %s", no, got, want)
		}
	}
}
