package overseas_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/law"
	"vaoso/domain/money"
	"vaoso/domain/overseas"
	"vaoso/domain/scenario"
)

// graph is where a contract may go from each phase (DOMAIN.md §4).
var graph = map[overseas.Phase][]overseas.Phase{
	"":                  {overseas.Signed},
	overseas.Signed:     {overseas.Signed, overseas.Departed, overseas.Terminated},
	overseas.Departed:   {overseas.Departed, overseas.Absconded, overseas.Returned, overseas.Terminated},
	overseas.Absconded:  {overseas.Returned, overseas.Terminated, overseas.Liquidated},
	overseas.Terminated: {overseas.Returned, overseas.Liquidated},
	overseas.Returned:   {overseas.Liquidated},
}

func anyDay(t *rapid.T, label string) civil.Date {
	return scenario.Day("2020-12-01").AddDays(rapid.IntRange(0, 900).Draw(t, label))
}

func maybeDay(t *rapid.T, label string) civil.Date {
	if rapid.Bool().Draw(t, label+" given") {
		return anyDay(t, label)
	}
	return civil.Date{}
}

func anySum(t *rapid.T, label string) money.Money {
	return money.Money{Amount: rapid.SampledFrom([]int64{0, 0, 1, 100_000, 450_000, 450_001}).Draw(t, label), Currency: "JPY"}
}

// mostly says yes nine times in ten, so that a random history gets far.
func mostly(t *rapid.T, label string) bool { return rapid.IntRange(0, 9).Draw(t, label) > 0 }

// anyAgency is an agency with a random history of acts, most of them harmless.
func anyAgency(t *rapid.T) overseas.Agency {
	var a overseas.Agency
	register := overseas.RegisterAgency{LicenceNo: "26-014", Name: "Công ty Mẫu Phái cử A", LicensedOn: scenario.Day("2017-05-12"), Markets: []string{"JP", "TW"}}
	if !mostly(t, "service enterprise") {
		register.Type = overseas.PublicUnit
	}
	if !mostly(t, "licensed long ago") {
		register.LicensedOn = anyDay(t, "licensed")
	}
	history := []overseas.AgencyCommand{register}
	for range rapid.SampledFrom([]int{0, 0, 0, 1, 2, 3}).Draw(t, "acts") {
		history = append(history, rapid.SampledFrom([]overseas.AgencyCommand{
			overseas.SuspendLicence{From: anyDay(t, "from"), Until: maybeDay(t, "until"), DecisionNo: "Q"},
			overseas.ReinstateLicence{From: anyDay(t, "lifted"), DecisionNo: "Q"},
			overseas.RevokeLicence{From: anyDay(t, "revoked"), DecisionNo: "Q"},
			overseas.AddMarket{Market: "KR"},
			overseas.RemoveMarket{Market: "JP"},
			overseas.RenewLicence{LicensedOn: anyDay(t, "renewed")},
			overseas.InviteAgency{Units: []string{"08707"}, Market: "JP", Quota: 1},
			overseas.RegisterSupplyContract{RegistrationNo: "1", Market: "JP", Partner: "x", Occupation: "x", Quantity: 1},
		}).Draw(t, "act"))
	}
	for _, cmd := range history {
		on := anyDay(t, "act on")
		events, err := overseas.AgencyDecider.Decide(a, cmd, es.Asked{On: on, Today: on})
		mustBeRefusal(t, err)
		for _, e := range events {
			a = overseas.AgencyDecider.Evolve(a, scenario.Happened(on.String(), e)[0])
			roundTrip(t, e)
		}
	}
	return a
}

func mustBeRefusal(t *rapid.T, err error) {
	if _, ok := es.AsRefused(err); err != nil && !ok {
		t.Fatalf("a failure that is no refusal: %v", err)
	}
}

func anyDispatch(t *rapid.T, a overseas.Agency) overseas.DispatchOverseas {
	d := overseas.DispatchOverseas{
		Contract: number, Agency: a, Limits: law.Current(),
		Worker: overseas.Worker{ID: workerID, BirthDate: scenario.Day("1994-02-03"), BirthYear: 1994, Ward: "08710", Sex: "female"},
	}
	if !mostly(t, "grown up") {
		d.Worker.BirthDate = scenario.Day("2002-06-01").AddDays(rapid.IntRange(0, 900).Draw(t, "born"))
	}
	if !mostly(t, "free") {
		d.Worker.EngagedWith = "contract-C-1"
	}
	if !mostly(t, "reported today") {
		d.ReportedOn = anyDay(t, "reported")
	}
	return d
}

// anyCommand is any command, and mostly one that suits the phase.
func anyCommand(t *rapid.T, a overseas.Agency, phase overseas.Phase) overseas.ContractCommand {
	d := anyDispatch(t, a)
	sign := overseas.SignContract{
		Contract: number, Kind: overseas.KindService, Market: rapid.SampledFrom([]string{"JP", "JP", "TW", "KR"}).Draw(t, "market"), Occupation: "hàn", Months: rapid.IntRange(0, 60).Draw(t, "months"),
		MonthlyWage: jpy(150_000), ServiceFee: anySum(t, "service"), WorkerID: workerID, AgencyID: agencyID, AgencyKnown: true, Limits: law.Current(),
	}
	if !mostly(t, "no more than a fee") {
		sign.BrokerageFee, sign.Deposit = anySum(t, "brokerage"), anySum(t, "deposit")
	}
	orient, register := overseas.RecordOrientation{CertificateNo: "ĐH-1"}, overseas.RegisterContract{RegistrationNo: "ĐK-1"}
	irregular := overseas.RecordIrregularDispatch{Contract: number, Source: "x", Worker: d.Worker, Agency: a, Limits: d.Limits}
	extend := overseas.ExtendContract{Months: 6, ServiceFee: anySum(t, "extension"), Limits: law.Current()}
	flee := overseas.ReportAbsconded{LastSeenOn: maybeDay(t, "seen"), Reporter: "x"}
	home, end := overseas.RecordReturn{Reason: overseas.ReturnEarlyOwn}, overseas.TerminateContract{Reason: "x"}
	settle := overseas.LiquidateContract{Unilateral: rapid.Bool().Draw(t, "unilateral"), Limits: law.Current()}

	pay := overseas.RecordFee{Line: rapid.SampledFrom([]overseas.FeeLine{overseas.FeeService, overseas.FeeBrokerage, overseas.FeeVisa}).Draw(t, "line"), Paid: anySum(t, "paid"), ReceiptNo: rapid.StringMatching("[0-9]{3}").Draw(t, "receipt")}
	back := overseas.RefundFee{Line: overseas.FeeService, Amount: anySum(t, "refund")}
	amend := overseas.AmendContract{Changes: overseas.Changes{Months: rapid.IntRange(0, 60).Draw(t, "amended"), ServiceFee: anySum(t, "new fee")}}
	papers, notice := overseas.RecordTravelPapers{PassportNo: "Z0000001"}, overseas.NoticeExpiry{}
	move, hurt := overseas.ChangeEmployerAbroad{Employer: "x"}, overseas.RecordIncident{Kind: overseas.IncidentOther}

	suited := map[overseas.Phase][]overseas.ContractCommand{
		"":                  {sign},
		overseas.Signed:     {orient, orient, register, register, d, d, d, irregular, end, amend, papers, pay},
		overseas.Departed:   {extend, extend, flee, home, end, move, hurt, notice, pay, back},
		overseas.Absconded:  {home, end, settle},
		overseas.Terminated: {home, settle},
		overseas.Returned:   {settle},
	}[phase]
	if len(suited) > 0 && mostly(t, "suited") {
		return rapid.SampledFrom(suited).Draw(t, "command")
	}
	return rapid.SampledFrom([]overseas.ContractCommand{sign, orient, register, d, irregular, extend, flee, home, end, settle, pay, back, amend, papers, notice, move, hurt}).Draw(t, "command")
}

// stays says of what may come to light in any phase that it changes none.
func stays(e any) bool {
	switch e.(type) {
	case overseas.FeeRecorded, overseas.FeeRefunded, overseas.IncidentRecorded:
		return true
	}
	return false
}

// Whatever is asked in whatever order, nothing panics, every no is a refusal,
// the phase moves along the graph, days don't run backwards along a contract's
// life, and every event says who the contract joins.
func TestContractStaysOnItsGraph(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a := anyAgency(t)
		var c overseas.Contract
		on := scenario.Day("2020-12-01")
		for range rapid.IntRange(1, 25).Draw(t, "steps") {
			on = on.AddDays(rapid.SampledFrom([]int{0, 1, 30, 90, 200, -5}).Draw(t, "days"))
			events, err := overseas.ContractDecider.Decide(c, anyCommand(t, a, c.Phase), es.Asked{On: on, Today: on.AddDays(rapid.IntRange(0, 60).Draw(t, "delay"))})
			mustBeRefusal(t, err)
			for _, e := range events {
				before := c
				c = overseas.ContractDecider.Evolve(c, scenario.Happened(on.String(), e)[0])
				if stays(e) && c.Phase != before.Phase || !stays(e) && !slices.Contains(graph[before.Phase], c.Phase) {
					t.Fatalf("%T took the contract from %q to %q", e, before.Phase, c.Phase)
				}
				if c.LastOn.Before(before.LastOn) {
					t.Fatalf("%T took the contract from %s back to %s", e, before.LastOn, c.LastOn)
				}
				if p := e.(overseas.ContractEvent).Joins(); p != c.Party || p.WorkerID == "" {
					t.Fatalf("%T joins %+v, the contract %+v", e, p, c.Party)
				}
				roundTrip(t, e)
			}
		}
	})
}

// The gate and its check are one: what CheckDispatch finds is what is refused,
// in its order, and where it finds nothing the worker is dispatched. What isn't
// a lawful dispatch and can be entered at all is an irregular one.
func TestCheckIsTheGate(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		history := []es.Recorded{}
		if mostly(t, "signed") {
			signedOn := anyDay(t, "signed on")
			e := agreed(func(e *overseas.ContractSigned) {
				if !mostly(t, "licensed market") {
					e.Market = "KR"
				}
				if !mostly(t, "lawful sums") {
					e.ServiceFee, e.BrokerageFee, e.Deposit = anySum(t, "service"), anySum(t, "brokerage"), anySum(t, "deposit")
				}
				e.Rules = rapid.SampledFrom([]string{"law-2006", "law-2020"}).Draw(t, "rules")
			})
			history = append(history, scenario.Happened(signedOn.String(), e)...)
			for _, paper := range []any{overseas.OrientationRecorded{CertificateNo: "x", Party: e.Party}, overseas.ContractRegistered{RegistrationNo: "x", Party: e.Party}} {
				if mostly(t, "paper") {
					history = append(history, scenario.Happened(signedOn.AddDays(rapid.IntRange(-20, 60).Draw(t, "paper after")).String(), paper)...)
				}
			}
			if !mostly(t, "still signed") {
				history = append(history, scenario.Happened("2021-04-01", overseas.ContractTerminated{Reason: "x", Party: e.Party})...)
			}
		}
		c := overseas.ContractDecider.Fold(history)
		cmd := anyDispatch(t, anyAgency(t))
		on := anyDay(t, "departed on")
		if c.Exists() && mostly(t, "in order") {
			on = c.SignedOn.AddDays(rapid.IntRange(0, 120).Draw(t, "days to departure"))
		}
		asked := es.Asked{On: on, Today: on.AddDays(rapid.IntRange(0, 400).Draw(t, "delay"))}

		found := overseas.CheckDispatch(c, cmd, asked)
		events, err := overseas.ContractDecider.Decide(c, cmd, asked)
		if (len(found) == 0) != (err == nil) || (err == nil) != (len(events) == 1) {
			t.Fatalf("the check found %v, the gate said %v with %d events", found, err, len(events))
		}
		twin := overseas.RecordIrregularDispatch{Contract: cmd.Contract, ReportedOn: cmd.ReportedOn, Source: "x", Worker: cmd.Worker, Agency: cmd.Agency, Limits: cmd.Limits}
		irregular, irregularErr := overseas.ContractDecider.Decide(c, twin, asked)
		if err == nil {
			if refused, ok := es.AsRefused(irregularErr); !ok || refused.Refusal != overseas.ErrDispatchRegular {
				t.Fatalf("a lawful dispatch was entered as irregular: %v", irregularErr)
			}
			return
		}
		refused, _ := es.AsRefused(err)
		all := append([]*es.Refused{refused}, refused.Also...)
		for i := range found {
			if found[i].Refusal != all[i].Refusal {
				t.Fatalf("the check found %v, the gate said %v", found, err)
			}
		}
		if len(irregular) == 1 {
			if codes := irregular[0].(overseas.IrregularDispatchRecorded).Violations; len(codes) != len(found) || codes[0] != found[0].Code {
				t.Fatalf("the check found %v, the irregular departure %v", found, codes)
			}
		}
	})
}
