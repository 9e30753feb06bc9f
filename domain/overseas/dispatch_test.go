package overseas_test

import (
	"errors"
	"strings"
	"testing"

	"vaoso/domain/es"
	"vaoso/domain/law"
	"vaoso/domain/money"
	"vaoso/domain/overseas"
	"vaoso/domain/scenario"
)

var reservation = es.EventID("k", workerID, 0)

// departure is what is written of the usual dispatch on 2021-05-18.
func departure() overseas.Departure {
	return overseas.Departure{
		Party: party, Occupation: "hàn", Months: 36, DueBackOn: scenario.Day("2024-05-17"), Ward: "08710", Sex: "male", BirthYear: 1994,
		ReportedOn: scenario.Day("2021-05-18"), Reservation: reservation,
		Evidence: overseas.Evidence{AgencyRevision: 2, WorkerRevision: 0, Rules: "law-2006", Cap: jpy(450_000)},
	}
}

type dispatch = *overseas.DispatchOverseas

func dispatching(change ...func(dispatch)) overseas.DispatchOverseas {
	c := overseas.DispatchOverseas{
		Contract: number, ReportedOn: scenario.Day("2021-05-18"),
		Worker: overseas.Worker{ID: workerID, BirthDate: scenario.Day("1994-02-03"), BirthYear: 1994, Sex: "male", Ward: "08710"},
		Agency: agencyOf(agencyHistory()), AgencyRevision: 2, Limits: law.Current(), Reservation: reservation,
	}
	for _, f := range change {
		f(&c)
	}
	return c
}

func withAgency(more ...[]es.Recorded) func(dispatch) {
	return func(c dispatch) { c.Agency = agencyOf(agencyHistory(more...)) }
}

func born(iso string) func(dispatch) {
	return func(c dispatch) {
		c.Worker.BirthDate = scenario.Day(iso)
		c.Worker.BirthYear = c.Worker.BirthDate.Year()
	}
}

// ready is a contract with all its papers, signed as changed.
func ready(change ...func(*overseas.ContractSigned)) []es.Recorded {
	return scenario.Given(scenario.Happened("2021-03-02", agreed(change...)), oriented, covered)
}

func sent(change ...func(*overseas.Departure)) []any {
	d := departure()
	for _, f := range change {
		f(&d)
	}
	return []any{overseas.WorkerDispatched{Departure: d}}
}

func TestDispatchOverseas(t *testing.T) {
	t.Parallel()
	type signed = *overseas.ContractSigned
	type gone = *overseas.Departure
	twd := func(n int64) money.Money { return money.Money{Amount: n, Currency: "TWD"} }
	taiwan := func(e signed) {
		e.Market, e.MonthlyWage, e.ServiceFee, e.BrokerageFee, e.Deposit = "TW", twd(2_500_000), twd(5_000_000), twd(0), twd(0)
	}
	alone := func(e signed) { e.Kind, e.AgencyID, e.AgencyRevision = overseas.KindIndividual, "", es.NoRevision }
	none := func(c dispatch) { c.Agency = overseas.Agency{} }
	newLaw := func(change ...func(signed)) []es.Recorded {
		h := ready(append(change, func(e signed) { e.Rules = "law-2020" })...)
		for i := range h {
			h[i].Meta.OccurredOn = scenario.Day("2022-03-02")
		}
		return h
	}
	underNew := func(g gone) {
		g.DueBackOn, g.ReportedOn, g.Evidence.Rules = scenario.Day("2025-05-17"), scenario.Day("2022-05-18"), "law-2020"
	}
	in2022 := dispatching(func(c dispatch) { c.ReportedOn = scenario.Day("2022-05-18") })
	public := func(c dispatch) {
		r := registered
		r.Type, r.ExpiresOn, r.Markets = overseas.PublicUnit, scenario.Day("2018-01-01"), []string{"KR"}
		c.Agency = agencyOf(scenario.Given(scenario.Happened("2021-01-04", r)))
	}
	const on, in22 = "2021-05-18", "2022-05-18"

	scenario.Run(t, overseas.ContractDecider, scenario.Cases[overseas.ContractCommand]{
		"a lawful dispatch":                 {Given: ready(), When: dispatching(), On: on, Then: sent()},
		"asked first without a reservation": {Given: ready(), When: dispatching(func(c dispatch) { c.Reservation = es.UUID{} }), On: on, Then: sent(func(g gone) { g.Reservation = es.UUID{} })},
		"reported today by default":         {Given: ready(), When: dispatching(func(c dispatch) { c.ReportedOn = scenario.Day("") }), On: on, Today: "2021-06-01", Then: sent(func(g gone) { g.ReportedOn = scenario.Day("2021-06-01") })},
		"no contract":                       {When: dispatching(), On: on, Refused: overseas.ErrContractUnknown, Also: []*es.Refusal{}, Says: number},
		"not signed any more":               {Given: contractHistory(oriented, covered, withdrawn), When: dispatching(), On: on, Refused: overseas.ErrWrongState, Says: "terminated"},
		"not twice":                         {Given: contractHistory(oriented, covered, left), When: dispatching(), On: on, Refused: overseas.ErrWrongState},
		"not before signing":                {Given: contractHistory(), When: dispatching(func(c dispatch) { c.ReportedOn = scenario.Day("2021-03-01") }), On: "2021-03-01", Refused: overseas.ErrDateOrder},
		"not reported before":               {Given: ready(), When: dispatching(func(c dispatch) { c.ReportedOn = scenario.Day("2021-05-17") }), On: on, Refused: overseas.ErrDateOrder},
		"not reported in the future":        {Given: ready(), When: dispatching(func(c dispatch) { c.ReportedOn = scenario.Day("2021-06-02") }), On: on, Today: "2021-06-01", Refused: es.ErrFutureDate},
		"not without the agency":            {Given: ready(), When: dispatching(none), On: on, Refused: overseas.ErrAgencyUnknown},
		"not by limits that lack its set":   {Given: ready(), When: dispatching(func(c dispatch) { c.Limits.Sets = c.Limits.Sets[1:] }), On: on, Refused: law.ErrRulesUnknown},
		"not on a day without a law":        {Given: ready(), When: dispatching(func(c dispatch) { c.Limits.Sets = c.Limits.Sets[:1] }), On: in22, Today: in22, Refused: law.ErrNoRules},

		"the day before the 18th birthday": {Given: ready(), When: dispatching(born("2003-05-19")), On: on, Refused: overseas.ErrUnderage, Also: []*es.Refusal{}, Says: "under 18"},
		"the 18th birthday":                {Given: ready(), When: dispatching(born("2003-05-18")), On: on, Then: sent(func(g gone) { g.BirthYear = 2003 })},
		"only the year of birth is left":   {Given: ready(), When: dispatching(func(c dispatch) { c.Worker.BirthDate, c.Worker.BirthYear = scenario.Day(""), 2003 }), On: on, Refused: overseas.ErrUnderage},
		"and is long enough ago":           {Given: ready(), When: dispatching(func(c dispatch) { c.Worker.BirthDate, c.Worker.BirthYear = scenario.Day(""), 2002 }), On: on, Then: sent(func(g gone) { g.BirthYear = 2002 })},

		"revoked from that day":                {Given: ready(), When: dispatching(withAgency(revoked(on))), On: on, Refused: overseas.ErrLicenceRevoked, Also: []*es.Refusal{}, Says: "26-014"},
		"revoked from the next":                {Given: ready(), When: dispatching(withAgency(revoked("2021-05-19"))), On: on, Then: sent()},
		"the suspension's first day":           {Given: ready(), When: dispatching(withAgency(suspended(on, "2021-07-16"))), On: on, Refused: overseas.ErrLicenceSuspended, Also: []*es.Refusal{}, Says: "MẪU/QĐ-01"},
		"the suspension's last day":            {Given: ready(), When: dispatching(withAgency(suspended("2021-04-01", on))), On: on, Refused: overseas.ErrLicenceSuspended},
		"the day before and the day after":     {Given: ready(), When: dispatching(withAgency(suspended("2021-04-01", "2021-05-17"), suspended("2021-05-19", ""))), On: on, Then: sent()},
		"suspended without an end":             {Given: ready(), When: dispatching(withAgency(suspended("2021-04-01", ""))), On: on, Refused: overseas.ErrLicenceSuspended, Says: "…"},
		"the licence's last day":               {Given: ready(), When: dispatching(lasting("2017-05-12", on)), On: on, Then: sent()},
		"the day after it":                     {Given: ready(), When: dispatching(lasting("2017-05-12", "2021-05-17")), On: on, Refused: overseas.ErrLicenceLapsed, Also: []*es.Refusal{}, Says: "2021-05-17"},
		"the licence's first day":              {Given: ready(), When: dispatching(lasting(on, "")), On: on, Then: sent()},
		"the day before it":                    {Given: ready(), When: dispatching(lasting("2021-05-19", "")), On: on, Refused: overseas.ErrLicenceLapsed, Also: []*es.Refusal{overseas.ErrMarketNotLicensed}},
		"another market":                       {Given: ready(func(e signed) { e.Market = "KR" }), When: dispatching(), On: on, Refused: overseas.ErrMarketNotLicensed, Also: []*es.Refusal{}, Says: "KR"},
		"a public unit needs no licence":       {Given: ready(), When: dispatching(public), On: on, Then: sent()},
		"an individual contract has no agency": {Given: ready(alone), When: dispatching(none), On: on, Then: sent(func(g gone) { g.AgencyID, g.Evidence.AgencyRevision = "", es.NoRevision })},

		"nor has one that names an agency its licence rules": {Given: ready(func(e signed) { e.Kind = overseas.KindIndividual }), When: dispatching(withAgency(revoked("2021-01-05"))), On: on, Then: sent()},

		"a second paper doesn't undo the first": {Given: scenario.Given(contractHistory(oriented, covered), scenario.Happened("2021-06-01", overseas.OrientationRecorded{CertificateNo: "ĐH-2", Party: party}, overseas.ContractRegistered{RegistrationNo: "ĐK-2", With: overseas.DOLAB, Party: party})), When: dispatching(), On: on, Then: sent()},
		"no certificate":                        {Given: contractHistory(covered), When: dispatching(), On: on, Refused: overseas.ErrOrientationMissing, Also: []*es.Refusal{}},
		"a certificate of the day":              {Given: ready(), When: dispatching(func(c dispatch) { c.ReportedOn = scenario.Day("2021-03-25") }), On: "2021-03-25", Then: sent(func(g gone) { g.DueBackOn, g.ReportedOn = scenario.Day("2024-03-24"), scenario.Day("2021-03-25") })},
		"papers dated later":                    {Given: ready(), When: dispatching(), On: "2021-03-19", Refused: overseas.ErrOrientationMissing, Also: []*es.Refusal{overseas.ErrContractNotRegistered}},
		"a registration dated later":            {Given: ready(), When: dispatching(), On: "2021-03-24", Refused: overseas.ErrContractNotRegistered, Also: []*es.Refusal{}},
		"no registration":                       {Given: contractHistory(oriented), When: dispatching(), On: on, Refused: overseas.ErrContractNotRegistered, Also: []*es.Refusal{}},
		"an individual needs papers too":        {Given: scenario.Given(scenario.Happened("2021-03-02", agreed(alone))), When: dispatching(none), On: on, Refused: overseas.ErrOrientationMissing, Also: []*es.Refusal{overseas.ErrContractNotRegistered}},

		"a fee at the cap exactly": {Given: ready(func(e signed) { e.ServiceFee = jpy(450_000) }), When: dispatching(), On: on, Then: sent()},
		"a fee one yen above":      {Given: ready(func(e signed) { e.ServiceFee = jpy(450_001) }), When: dispatching(), On: on, Refused: overseas.ErrFeeAboveCap, Also: []*es.Refusal{}, Says: "450,000 JPY"},
		"brokerage at the cap":     {Given: ready(func(e signed) { e.BrokerageFee = jpy(450_000) }), When: dispatching(), On: on, Then: sent()},
		"brokerage above it":       {Given: ready(func(e signed) { e.BrokerageFee = jpy(450_001) }), When: dispatching(), On: on, Refused: overseas.ErrBrokerageAboveCap, Also: []*es.Refusal{}},
		"no brokerage any more":    {Given: newLaw(func(e signed) { e.BrokerageFee = jpy(1) }), When: in2022, On: in22, Today: in22, Refused: overseas.ErrBrokerageProhibited, Also: []*es.Refusal{}, Says: "law-2020"},
		"signed under the old law, judged by it": {Given: ready(func(e signed) { e.BrokerageFee = jpy(100_000) }), When: in2022, On: in22, Today: in22,
			Then: sent(func(g gone) { g.DueBackOn, g.ReportedOn = scenario.Day("2025-05-17"), scenario.Day("2022-05-18") })},
		"signed under the new law": {Given: newLaw(), When: in2022, On: in22, Today: in22, Then: sent(underNew)},
		"a deposit in Japan":       {Given: ready(func(e signed) { e.Deposit = jpy(1) }), When: dispatching(), On: on, Refused: overseas.ErrDepositAboveCap, Also: []*es.Refusal{}},
		"a cap that can't be converted isn't refused, and is listed": {Given: ready(taiwan, func(e signed) { e.Deposit = twd(900_000_000) }), When: dispatching(), On: on, Then: sent(func(g gone) {
			g.Market, g.Evidence.Cap, g.Evidence.NotJudged = "TW", twd(7_500_000), []law.Line{law.Service, law.Deposit}
		})},
		"above the wage, whatever the rate": {Given: ready(taiwan, func(e signed) { e.ServiceFee = twd(7_500_001) }), When: dispatching(), On: on, Refused: overseas.ErrFeeAboveCap},

		"engaged elsewhere": {Given: ready(), When: dispatching(func(c dispatch) { c.Worker.EngagedWith = "contract-C-2021-0003" }), On: on, Refused: overseas.ErrAlreadyEngaged, Also: []*es.Refusal{}, Says: "contract-C-2021-0003"},
		"everything at once, in order": {
			Given: scenario.Given(scenario.Happened("2022-03-02", agreed(func(e signed) {
				e.Market, e.Rules, e.ServiceFee, e.BrokerageFee, e.Deposit = "DE", "law-2020", jpy(450_001), jpy(1), jpy(0)
			}))),
			When: dispatching(born("2005-01-01"), func(c dispatch) { c.Worker.EngagedWith, c.ReportedOn = "x", scenario.Day("") },
				func(c dispatch) {
					lasting("2017-05-12", "2021-05-17", revoked("2021-05-18"), suspended("2021-04-01", ""))(c)
				}),
			On: in22, Today: in22, Refused: overseas.ErrUnderage,
			Also: []*es.Refusal{overseas.ErrLicenceRevoked, overseas.ErrLicenceSuspended, overseas.ErrLicenceLapsed, overseas.ErrMarketNotLicensed, overseas.ErrOrientationMissing,
				overseas.ErrContractNotRegistered, overseas.ErrFeeAboveCap, overseas.ErrBrokerageProhibited, overseas.ErrAlreadyEngaged},
		},
		"a wrong state doesn't hide what else is wrong": {Given: contractHistory(withdrawn), When: dispatching(), On: on, Refused: overseas.ErrWrongState, Also: []*es.Refusal{overseas.ErrOrientationMissing, overseas.ErrContractNotRegistered}},
	})
}

// lasting is the usual agency with other licence dates and a history.
func lasting(from, to string, more ...[]es.Recorded) func(dispatch) {
	return func(c dispatch) {
		r := registered
		r.LicensedOn, r.ExpiresOn = scenario.Day(from), scenario.Day(to)
		c.Agency = agencyOf(scenario.Given(append([][]es.Recorded{scenario.Happened("2021-01-04", r)}, more...)...))
	}
}

func irregular(change ...func(dispatch)) overseas.RecordIrregularDispatch {
	c := dispatching(change...)
	return overseas.RecordIrregularDispatch{Contract: c.Contract, ReportedOn: c.ReportedOn, Source: "thanh tra", Worker: c.Worker, Agency: c.Agency, AgencyRevision: c.AgencyRevision, Limits: c.Limits, Reservation: c.Reservation}
}

func TestRecordIrregularDispatch(t *testing.T) {
	t.Parallel()
	found := func(codes ...string) []any {
		return []any{overseas.IrregularDispatchRecorded{Departure: departure(), Violations: codes, Source: "thanh tra"}}
	}
	unsourced := irregular(withAgency(revoked("2021-05-18")))
	unsourced.Source = ""
	scenario.Run(t, overseas.ContractDecider, scenario.Cases[overseas.ContractCommand]{
		"as found":                  {Given: ready(), When: irregular(withAgency(suspended("2021-04-01", ""))), On: "2021-05-18", Then: found("ErrLicenceSuspended")},
		"with all that was wrong":   {Given: contractHistory(), When: irregular(func(c dispatch) { c.Worker.EngagedWith = "x" }), On: "2021-05-18", Then: found("ErrOrientationMissing", "ErrContractNotRegistered", "ErrAlreadyEngaged")},
		"not when nothing is wrong": {Given: ready(), When: irregular(), On: "2021-05-18", Refused: overseas.ErrDispatchRegular, Says: "DispatchOverseas"},
		"not of no contract":        {When: irregular(), On: "2021-05-18", Refused: overseas.ErrContractUnknown},
		"not twice":                 {Given: contractHistory(left), When: irregular(), On: "2021-05-18", Refused: overseas.ErrWrongState},
		"not before signing":        {Given: ready(), When: irregular(), On: "2021-03-01", Refused: overseas.ErrDateOrder},
		"not without a source":      {Given: ready(), When: unsourced, On: "2021-05-18", Refused: es.ErrFieldMissing, Says: "source"},
	})
}

// Evidence of another worker is a mistake of the program, not of the asker.
func TestEvidenceOfAnotherWorker(t *testing.T) {
	t.Parallel()
	asked := es.Asked{On: scenario.Day("2021-05-18"), Today: scenario.Day("2021-12-31")}
	wrong := dispatching(func(c dispatch) { c.Worker.ID = "worker-0" })
	_, err := overseas.ContractDecider.Decide(overseas.ContractDecider.Fold(ready()), wrong, asked)
	if _, refused := es.AsRefused(err); err == nil || refused || !strings.Contains(err.Error(), "worker-0") {
		t.Errorf("got %v, want a failure that is no refusal", err)
	}
}

// No refusal of the gate shows a person's data.
func TestRefusalsKeepPersonalDataOut(t *testing.T) {
	t.Parallel()
	asked := es.Asked{On: scenario.Day("2021-05-18"), Today: scenario.Day("2021-12-31")}
	_, err := overseas.ContractDecider.Decide(overseas.ContractDecider.Fold(ready()), dispatching(born("2004-02-03")), asked)
	if !errors.Is(err, overseas.ErrUnderage) {
		t.Fatal(err)
	}
	refused, _ := es.AsRefused(err)
	for _, s := range []string{refused.Error(), refused.Vietnamese()} {
		if strings.Contains(s, "2004") || strings.Contains(s, workerID) {
			t.Errorf("%q tells too much", s)
		}
	}
}
