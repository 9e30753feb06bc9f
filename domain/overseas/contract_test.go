package overseas_test

import (
	"strings"
	"testing"

	"vaoso/domain/es"
	"vaoso/domain/law"
	"vaoso/domain/money"
	"vaoso/domain/overseas"
	"vaoso/domain/scenario"
)

const (
	workerID = "worker-9c1f04a2be77d013"
	agencyID = "agency-26-014"
	number   = "C-2021-0007"
)

// leftOn is the day of the usual dispatch.
var leftOn = scenario.Day("2021-05-18")

func jpy(n int64) money.Money { return money.Money{Amount: n, Currency: "JPY"} }

var party = overseas.Party{WorkerID: workerID, AgencyID: agencyID, Market: "JP"}

// agreed is the usual contract: three years in Japan, every sum lawful.
func agreed(change ...func(*overseas.ContractSigned)) overseas.ContractSigned {
	e := overseas.ContractSigned{
		ContractNo: number, Party: party, Kind: overseas.KindService, Occupation: "hàn", Months: 36, MonthlyWage: jpy(150_000),
		ServiceFee: jpy(400_000), BrokerageFee: jpy(0), Deposit: jpy(0), Rules: "law-2006", WorkerRevision: 0, AgencyRevision: 2,
	}
	for _, c := range change {
		c(&e)
	}
	return e
}

var (
	oriented   = scenario.Happened("2021-03-20", overseas.OrientationRecorded{CertificateNo: "ĐH-0071", Party: party})
	covered    = scenario.Happened("2021-03-25", overseas.ContractRegistered{RegistrationNo: "ĐK-26-88", With: overseas.DOLAB, Party: party})
	left       = scenario.Happened("2021-05-18", overseas.WorkerDispatched{Departure: departure()})
	absconded  = scenario.Happened("2022-01-10", overseas.WorkerAbsconded{LastSeenOn: scenario.Day("2022-01-08"), Reporter: "nghiệp đoàn", DepartedOn: leftOn, Party: party})
	cameHome   = scenario.Happened("2024-05-17", overseas.WorkerReturned{Reason: overseas.ReturnTerm, After: overseas.Departed, DepartedOn: leftOn, Party: party})
	withdrawn  = scenario.Happened("2021-04-01", overseas.ContractTerminated{Reason: "rút đơn", Fault: overseas.FaultWorker, After: overseas.Signed, Party: party})
	endedThere = scenario.Happened("2022-03-01", overseas.ContractTerminated{Reason: "phá sản", Fault: overseas.FaultEmployer, After: overseas.Departed, DepartedOn: leftOn, Party: party})
	settled    = scenario.Happened("2024-09-01", overseas.ContractLiquidated{FeeRefunded: jpy(0), DepositReturned: jpy(0), Compensation: jpy(0), After: overseas.Returned, DepartedOn: leftOn, Party: party})
)

func contractHistory(more ...[]es.Recorded) []es.Recorded {
	return scenario.Given(append([][]es.Recorded{scenario.Happened("2021-03-02", agreed())}, more...)...)
}

func TestSignContract(t *testing.T) {
	t.Parallel()
	sign := func(change ...func(*overseas.SignContract)) overseas.SignContract {
		c := overseas.SignContract{
			Contract: number, Kind: overseas.KindService, Market: "JP", Occupation: "hàn", Months: 36, MonthlyWage: jpy(150_000), ServiceFee: jpy(400_000),
			WorkerID: workerID, AgencyID: agencyID, AgencyKnown: true, AgencyRevision: 2, Limits: law.Current(),
		}
		for _, f := range change {
			f(&c)
		}
		return c
	}
	type cmd = *overseas.SignContract
	individual := agreed(func(e *overseas.ContractSigned) {
		e.Kind, e.AgencyID, e.AgencyRevision = overseas.KindIndividual, "", es.NoRevision
	})
	scenario.Run(t, overseas.ContractDecider, scenario.Cases[overseas.ContractCommand]{
		"signed, with the set of the day": {When: sign(), On: "2021-03-02", Then: []any{agreed()}},
		"on the last day of the old law":  {When: sign(), On: "2021-12-31", Then: []any{agreed()}},
		"on the first day of the new law": {When: sign(), On: "2022-01-01", Today: "2022-01-05", Then: []any{agreed(func(e *overseas.ContractSigned) { e.Rules = "law-2020" })}},
		"an unlawful fee is taken as signed": {When: sign(func(c cmd) { c.ServiceFee = jpy(9_000_000) }), On: "2021-03-02",
			Then: []any{agreed(func(e *overseas.ContractSigned) { e.ServiceFee = jpy(9_000_000) })}},
		"an individual contract needs no agency": {When: sign(func(c cmd) { c.Kind, c.AgencyID = overseas.KindIndividual, "" }), Then: []any{individual}},
		"nothing is nothing in any currency":     {When: sign(func(c cmd) { c.Deposit = money.VND(0) }), Then: []any{agreed()}},
		"not twice":                              {Given: contractHistory(), When: sign(), Refused: overseas.ErrContractExists, Says: number},
		"the agency has to be known":             {When: sign(func(c cmd) { c.AgencyKnown = false }), Refused: overseas.ErrAgencyUnknown},
		"before any law":                         {When: sign(), On: "2007-06-30", Refused: law.ErrNoRules},
		"all others need an agency":              {When: sign(func(c cmd) { c.AgencyID = "" }), Refused: es.ErrFieldMissing, Says: "agency"},
		"a sum in another currency":              {When: sign(func(c cmd) { c.Deposit = money.VND(1) }), Refused: es.ErrFieldInvalid, Says: "currency of the wage"},
		"a currency that isn't one":              {When: sign(func(c cmd) { c.MonthlyWage.Currency, c.ServiceFee = "XXQ", money.Money{} }), Refused: es.ErrFieldInvalid, Says: "monthlyWage"},
		"a negative sum":                         {When: sign(func(c cmd) { c.BrokerageFee = jpy(-1) }), Refused: es.ErrFieldInvalid, Says: "negative"},
		"a sum with a column too many":           {When: sign(func(c cmd) { c.ServiceFee = jpy(1_000_000_000_001) }), Refused: es.ErrFieldInvalid, Says: "serviceFee"},
		"a number with marks written apart":      {When: sign(func(c cmd) { c.Contract = "HD-so\u0302\u0301-7" }), Refused: es.ErrFieldInvalid, Says: "NFC"},
		"a number in Vietnamese letters":         {When: sign(func(c cmd) { c.Contract = "12/HĐ-số7" }), Then: []any{agreed(func(e *overseas.ContractSigned) { e.ContractNo = "12/HĐ-số7" })}},
		"a number that fills a page":             {When: sign(func(c cmd) { c.Contract = strings.Repeat("7", 61) }), Refused: es.ErrFieldInvalid, Says: "60"},
		"no months":                              {When: sign(func(c cmd) { c.Months = 0 }), Refused: es.ErrFieldInvalid, Says: "months"},
		"too many months":                        {When: sign(func(c cmd) { c.Months = 121 }), Refused: es.ErrFieldInvalid, Says: "months"},
		"no such kind":                           {When: sign(func(c cmd) { c.Kind = "tourist" }), Refused: es.ErrFieldInvalid, Says: "individual"},
		"a number that can't name a stream":      {When: sign(func(c cmd) { c.Contract = "C 7" }), Refused: es.ErrFieldInvalid, Says: "contract"},
		"everything that is missing": {When: overseas.SignContract{}, Refused: es.ErrFieldMissing, Says: "contract",
			Also: []*es.Refusal{es.ErrFieldMissing, es.ErrFieldMissing, es.ErrFieldMissing, es.ErrFieldMissing, es.ErrFieldInvalid, es.ErrFieldMissing, es.ErrFieldMissing}},
	})
}

func TestPapersOfASignedContract(t *testing.T) {
	t.Parallel()
	alone := scenario.Happened("2021-03-02", agreed(func(e *overseas.ContractSigned) { e.Kind, e.AgencyID = overseas.KindIndividual, "" }))
	scenario.Run(t, overseas.ContractDecider, scenario.Cases[overseas.ContractCommand]{
		"a certificate": {Given: contractHistory(), When: overseas.RecordOrientation{Contract: number, CertificateNo: "ĐH-0071"},
			Then: []any{overseas.OrientationRecorded{CertificateNo: "ĐH-0071", Party: party}}},
		"a certificate after the registration": {Given: contractHistory(covered), When: overseas.RecordOrientation{CertificateNo: "ĐH-0071"},
			Then: []any{overseas.OrientationRecorded{CertificateNo: "ĐH-0071", Party: party}}},
		"a certificate has a number":   {Given: contractHistory(), When: overseas.RecordOrientation{}, Refused: es.ErrFieldMissing},
		"no contract, no certificate":  {When: overseas.RecordOrientation{Contract: "C-9", CertificateNo: "x"}, Refused: overseas.ErrContractUnknown, Says: "C-9"},
		"no certificate once abroad":   {Given: contractHistory(left), When: overseas.RecordOrientation{CertificateNo: "x"}, Refused: overseas.ErrWrongState, Says: "departed"},
		"registered with the ministry": {Given: contractHistory(), When: overseas.RegisterContract{RegistrationNo: "ĐK-1"}, Then: []any{overseas.ContractRegistered{RegistrationNo: "ĐK-1", With: overseas.DOLAB, Party: party}}},
		"an individual with the province": {Given: scenario.Given(alone), When: overseas.RegisterContract{RegistrationNo: "ĐK-1"},
			Then: []any{overseas.ContractRegistered{RegistrationNo: "ĐK-1", With: overseas.Department, Party: overseas.Party{WorkerID: workerID, Market: "JP"}}}},
		"a registration has a number":     {Given: contractHistory(), When: overseas.RegisterContract{With: "ministry"}, Refused: es.ErrFieldMissing, Also: []*es.Refusal{es.ErrFieldInvalid}},
		"no contract, no registration":    {When: overseas.RegisterContract{RegistrationNo: "x"}, Refused: overseas.ErrContractUnknown},
		"no registration once terminated": {Given: contractHistory(withdrawn), When: overseas.RegisterContract{RegistrationNo: "x"}, Refused: overseas.ErrWrongState, Says: "terminated"},
	})
}

func TestExtendContract(t *testing.T) {
	t.Parallel()
	extend := func(months int, fee money.Money) overseas.ExtendContract {
		return overseas.ExtendContract{Contract: number, Months: months, ServiceFee: fee, Limits: law.Current()}
	}
	extended := func(months int, due string, fee money.Money) overseas.ContractExtended {
		return overseas.ContractExtended{Months: months, DueBackOn: scenario.Day(due), ServiceFee: fee, Party: party}
	}
	newLaw := scenario.Given(scenario.Happened("2022-01-05", agreed(func(e *overseas.ContractSigned) { e.Rules = "law-2020" })),
		scenario.Happened("2022-05-18", overseas.WorkerDispatched{Departure: departure()}))
	once := scenario.Happened("2024-05-01", extended(12, "2025-05-17", jpy(0)))
	scenario.Run(t, overseas.ContractDecider, scenario.Cases[overseas.ContractCommand]{
		"at the cap exactly":              {Given: contractHistory(left), When: extend(12, jpy(150_000)), Today: "2024-05-01", Then: []any{extended(12, "2025-05-17", jpy(150_000))}},
		"one yen above it":                {Given: contractHistory(left), When: extend(12, jpy(150_001)), Today: "2024-05-01", Refused: overseas.ErrExtensionFeeAboveCap, Says: "150,000 JPY"},
		"half under the new law":          {Given: newLaw, When: extend(12, jpy(75_000)), Today: "2024-05-01", Then: []any{extended(12, "2026-05-17", jpy(75_000))}},
		"and no more":                     {Given: newLaw, When: extend(12, jpy(75_001)), Today: "2024-05-01", Refused: overseas.ErrExtensionFeeAboveCap, Says: "law-2020"},
		"for nothing, and again":          {Given: contractHistory(left, once), When: extend(6, money.Money{}), Today: "2025-05-01", Then: []any{extended(6, "2025-11-17", jpy(0))}},
		"not before it left":              {Given: contractHistory(left), When: extend(6, jpy(0)), On: "2021-05-17", Refused: overseas.ErrDateOrder},
		"not in another currency":         {Given: contractHistory(left), When: extend(6, money.VND(1)), Refused: es.ErrFieldInvalid},
		"not by no months":                {Given: contractHistory(left), When: extend(0, jpy(0)), Refused: es.ErrFieldInvalid},
		"not before departure":            {Given: contractHistory(), When: extend(6, jpy(0)), Refused: overseas.ErrWrongState},
		"not one that isn't there":        {When: extend(6, jpy(0)), Refused: overseas.ErrContractUnknown},
		"not by limits that lack its set": {Given: contractHistory(left), When: overseas.ExtendContract{Months: 6}, Refused: law.ErrRulesUnknown},
	})
}
