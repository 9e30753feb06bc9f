package correctiontest_test

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"vaoso/domain/catalog"
	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/law"
	"vaoso/domain/money"
	"vaoso/domain/overseas"
	"vaoso/domain/plan"
	"vaoso/domain/scenario"
	"vaoso/projections/agencies"
	"vaoso/projections/contracts"
	"vaoso/projections/correctiontest"
	"vaoso/projections/engagements"
	"vaoso/projections/engine"
	"vaoso/projections/expiries"
	"vaoso/projections/supervision"
	"vaoso/projections/targetprogress"
)

// abroadViews are the views that read contracts and licences.
var abroadViews = []engine.Projection{contracts.Projection, agencies.Projection, supervision.Projection, expiries.Projection, engagements.Projection, targetprogress.Projection}

const (
	aContract = "contract-C-1"
	anAgency  = "agency-26-014"
)

var overseasToday = scenario.Day("2026-12-31")

// abroadStep is a command on a day.
type abroadStep struct {
	on  civil.Date
	cmd any
}

// abroadSide is a history being entered through the deciders.
type abroadSide struct {
	log     *correctiontest.Log
	streams map[string][]es.Recorded
}

func newAbroadSide(t correctiontest.T) *abroadSide {
	s := &abroadSide{correctiontest.NewLog(catalog.Events()), map[string][]es.Recorded{}}
	s.log.Append(t, "plan-2021", scenario.Day("2021-01-01"), plan.PlanAdopted{Title: "Kế hoạch", From: scenario.Day("2021-01-01"), To: scenario.Day("2021-12-31"), Total: 9, Overseas: 9, Units: []string{"08710", "08728"}, RuleSet: "vinh-yen-2021"},
		plan.CountingRulesSet{RuleSet: "vinh-yen-2021", Params: plan.ShippedRules()["vinh-yen-2021"]})
	return s
}

// enter carries out a command; what is refused, or makes nothing, is told.
func (s *abroadSide) enter(t correctiontest.T, x abroadStep, actor string) bool {
	stream := aContract
	asked := es.Asked{On: x.on, Today: overseasToday, Reason: "test", LegalBasis: "test", Actor: actor}
	var payloads []any
	var err error
	if c, ok := x.cmd.(overseas.ContractCommand); ok && !s.onAgency(x.cmd) {
		payloads, err = overseas.ContractDecider.Decide(overseas.ContractDecider.Fold(s.streams[stream]), s.beside(c, x.on), asked)
	} else {
		stream = anAgency
		if p, proposes := x.cmd.(overseas.ProposeCorrection); proposes {
			p.Beside.UnitKnown = func(string, civil.Date) error { return nil }
			x.cmd = p
		}
		if p, confirms := x.cmd.(overseas.ConfirmCorrection); confirms {
			p.Beside.UnitKnown = func(string, civil.Date) error { return nil }
			x.cmd = p
		}
		payloads, err = overseas.AgencyDecider.Decide(overseas.AgencyDecider.Fold(s.streams[stream]), x.cmd.(overseas.AgencyCommand), asked)
	}
	if err != nil || len(payloads) == 0 {
		return false
	}
	written := s.log.Append(t, stream, x.on, payloads...)
	for i := range written {
		written[i].Meta.Actor = actor
	}
	s.streams[stream] = append(s.streams[stream], written...)
	return true
}

func (s *abroadSide) onAgency(cmd any) bool {
	switch c := cmd.(type) {
	case overseas.ProposeCorrection:
		return c.Agency != ""
	case overseas.ConfirmCorrection:
		return c.Agency != ""
	}
	_, both := cmd.(overseas.ContractCommand)
	return !both
}

// beside gives a command what the book reads from other streams.
func (s *abroadSide) beside(c overseas.ContractCommand, on civil.Date) overseas.ContractCommand {
	agency := overseas.AgencyDecider.Fold(s.streams[anAgency])
	worker := func(day civil.Date) overseas.Worker {
		w := overseas.Worker{ID: "worker-1", BirthDate: scenario.Day("1990-01-01"), BirthYear: 1990, Sex: "male", Ward: "08710"}
		if !day.Before(scenario.Day("2021-05-01")) {
			w.Ward = "08728"
		}
		return w
	}
	b := overseas.Beside{WorkerOn: worker, EngagedWith: func(civil.Date, civil.Date) string { return "" }, Agency: agency, Limits: law.Current()}
	reservation := es.EventID("reserve", "1", 0)
	switch cmd := c.(type) {
	case overseas.SignContract:
		cmd.Limits = law.Current()
		return cmd
	case overseas.DispatchOverseas:
		cmd.Worker, cmd.Agency, cmd.Limits, cmd.Reservation = worker(on), agency, law.Current(), reservation
		return cmd
	case overseas.ExtendContract:
		cmd.Limits = law.Current()
		return cmd
	case overseas.LiquidateContract:
		cmd.Limits = law.Current()
		return cmd
	case overseas.ProposeCorrection:
		cmd.Beside = b
		return cmd
	case overseas.ConfirmCorrection:
		cmd.Beside = b
		return cmd
	}
	return c
}

func sign(on string) abroadStep {
	return abroadStep{scenario.Day(on), overseas.SignContract{
		Contract: "C-1", WorkerID: "worker-1", AgencyID: anAgency, AgencyKnown: true, Kind: overseas.KindService, Market: "JP", Occupation: "hàn", Months: 36,
		MonthlyWage: money.Money{Amount: 150_000, Currency: "JPY"}, ServiceFee: money.Money{Amount: 400_000, Currency: "JPY"},
	}}
}

func yen(n int64) money.Money { return money.Money{Amount: n, Currency: "JPY"} }

// drawLife is a contract's life, with an agency's acts before it.
func drawLife(rt *rapid.T) []abroadStep {
	day := func(name string, from string, span int) civil.Date {
		return scenario.Day(from).AddDays(rapid.IntRange(0, span).Draw(rt, name))
	}
	list := []abroadStep{
		{scenario.Day("2017-01-02"), overseas.RegisterAgency{LicenceNo: "26-014", Name: "Công ty Mẫu", LicensedOn: scenario.Day("2017-01-01"), ExpiresOn: scenario.Day("2030-12-31"), Markets: []string{"JP", "TW"}}},
		sign("2021-03-02"),
		{day("oriented", "2021-03-03", 20), overseas.RecordOrientation{Contract: "C-1", CertificateNo: "ĐH-1"}},
		{day("registered", "2021-03-03", 20), overseas.RegisterContract{Contract: "C-1", RegistrationNo: "ĐK-1"}},
		{day("paid", "2021-03-03", 20), overseas.RecordFee{Contract: "C-1", Line: overseas.FeeService, Paid: yen(int64(rapid.IntRange(1, 40).Draw(rt, "sum")) * 10_000), ReceiptNo: "BL-1"}},
	}
	if rapid.Bool().Draw(rt, "amended") {
		list = append(list, abroadStep{scenario.Day("2021-03-25"), overseas.AmendContract{Contract: "C-1", Changes: overseas.Changes{Months: rapid.SampledFrom([]int{12, 24, 35}).Draw(rt, "months")}}})
	}
	left := day("left", "2021-04-01", 60)
	list = append(list, abroadStep{left, overseas.DispatchOverseas{Contract: "C-1", ReportedOn: left.AddDays(rapid.IntRange(0, 40).Draw(rt, "late"))}})
	if rapid.Bool().Draw(rt, "extended") {
		list = append(list, abroadStep{day("extended on", "2021-07-01", 30), overseas.ExtendContract{Contract: "C-1", Months: rapid.IntRange(1, 6).Draw(rt, "more")}})
	}
	switch rapid.SampledFrom([]string{"abroad", "absconded", "returned", "terminated"}).Draw(rt, "then") {
	case "absconded":
		list = append(list, abroadStep{day("absconded on", "2021-09-01", 60), overseas.ReportAbsconded{Contract: "C-1", Reporter: "nghiệp đoàn"}})
	case "returned":
		list = append(list, abroadStep{day("returned on", "2021-09-01", 1500), overseas.RecordReturn{Contract: "C-1", Reason: overseas.ReturnTerm}})
		if rapid.Bool().Draw(rt, "settled") {
			list = append(list, abroadStep{day("settled on", "2026-06-01", 60), overseas.LiquidateContract{Contract: "C-1", DepositReturned: yen(5)}})
		}
	case "terminated":
		list = append(list, abroadStep{day("terminated on", "2021-09-01", 60), overseas.TerminateContract{Contract: "C-1", Reason: "phá sản", Fault: overseas.FaultEmployer}})
	case "abroad":
	}
	return list
}

// wrongly is the command as it was entered wrongly.
func wrongly(rt *rapid.T, x abroadStep) abroadStep {
	by := rapid.IntRange(-20, 20).Draw(rt, "days off")
	moved := rapid.Bool().Draw(rt, "the day is wrong")
	if moved {
		x.on = x.on.AddDays(by)
	}
	switch c := x.cmd.(type) {
	case overseas.SignContract:
		c.Market = rapid.SampledFrom([]string{"JP", "TW"}).Draw(rt, "market")
		c.Months = rapid.SampledFrom([]int{12, 24, 36}).Draw(rt, "wrong months")
		c.ServiceFee = yen(int64(rapid.IntRange(0, 60).Draw(rt, "wrong fee")) * 10_000)
		x.cmd = c
	case overseas.RecordFee:
		c.Paid = yen(int64(rapid.IntRange(1, 60).Draw(rt, "wrong sum")) * 10_000)
		x.cmd = c
	case overseas.AmendContract:
		c.Changes = overseas.Changes{Months: 30, ServiceFee: yen(100_000)}
		x.cmd = c
	case overseas.DispatchOverseas:
		c.ReportedOn = c.ReportedOn.AddDays(30)
		x.cmd = c
	case overseas.ExtendContract:
		c.Months++
		x.cmd = c
	case overseas.RecordReturn:
		c.Reason = overseas.ReturnDeported
		x.cmd = c
	case overseas.TerminateContract:
		c.Fault = overseas.FaultWorker
		x.cmd = c
	case overseas.LiquidateContract:
		c.Compensation = yen(77)
		x.cmd = c
	}
	return x
}

// given are the fields that somebody gave; the others follow from them.
func given(fact any) []string {
	fields := []string{correction.On}
	switch fact.(type) {
	case overseas.ContractSigned:
		return append(fields, "market", "months", "serviceFee")
	case overseas.FeeRecorded:
		return append(fields, "paid")
	case overseas.ContractAmended:
		return append(fields, "changes")
	case overseas.WorkerDispatched:
		return append(fields, "reportedOn")
	case overseas.ContractExtended:
		return append(fields, "months")
	case overseas.WorkerAbsconded:
		return append(fields, "lastSeenOn")
	case overseas.WorkerReturned:
		return append(fields, "reason")
	case overseas.ContractTerminated:
		return append(fields, "fault")
	case overseas.ContractLiquidated:
		return append(fields, "compensation")
	}
	return fields
}

// correct proposes and confirms, by two people.
func (s *abroadSide) correct(t correctiontest.T, subject correction.Subject, stream string, wrong es.UUID, action correction.Action, changes []correction.Change) (done bool) {
	id := es.EventID("proposal", stream, len(s.streams[stream]))
	return s.enter(t, abroadStep{overseasToday, overseas.ProposeCorrection{ProposeCorrection: correction.ProposeCorrection{Subject: subject, EventID: wrong, Action: action, Changes: changes, ProposalID: id}}}, "u-one") &&
		s.enter(t, abroadStep{overseasToday, overseas.ConfirmCorrection{ConfirmCorrection: correction.ConfirmCorrection{Subject: subject, ProposalID: id}}}, "u-two")
}

// TestACorrectedContractIsAsIfEnteredRight: whichever fact of a contract's life
// was entered wrongly, after its correction every view is as if it had been
// entered right.
func TestACorrectedContractIsAsIfEnteredRight(t *testing.T) {
	t.Parallel()
	seen := scenario.AtLeast(1, "ContractSigned", "FeeRecorded", "WorkerDispatched", "WorkerReturned")
	seen.Check(t, func(rt *rapid.T) {
		life := drawLife(rt)
		k := rapid.IntRange(1, len(life)-1).Draw(rt, "wrong")
		right, wrong := newAbroadSide(rt), newAbroadSide(rt)
		for i, x := range life {
			if !right.enter(rt, x, "u-one") {
				rt.Skip("no life")
			}
			if i == k {
				x = wrongly(rt, x)
			}
			if !wrong.enter(rt, x, "u-one") {
				rt.Skip("refused at once")
			}
		}
		was, should := wrong.streams[aContract][k-1], right.streams[aContract][k-1]
		changes, err := correction.Diff(was, should, given(was.Payload))
		if err != nil {
			rt.Fatal(err)
		}
		if len(changes) == 0 {
			rt.Skip("it wasn't wrong")
		}
		before := wrong.log.Len()
		if !wrong.correct(rt, correction.Subject{Contract: "C-1"}, aContract, was.ID, correction.Correct, changes) {
			rt.Fatalf("the right fact is refused: %s", changes)
		}
		right.log.Gap(wrong.log.Len() - before)
		seen.Saw(reflect.TypeOf(was.Payload).Name())
		for _, v := range abroadViews {
			correctiontest.Same(rt, v, right.log, wrong.log, historyTables...)
		}
	})
}

// TestAnAnnulledContractFactNeverWas: the last abroadStep of a life, entered wrongly
// and annulled, leaves every view as if it had never been.
func TestAnAnnulledContractFactNeverWas(t *testing.T) {
	t.Parallel()
	seen := scenario.AtLeast(1, "DispatchAnnulled", "ReturnAnnulled", "TerminationAnnulled", "AbscondingAnnulled", "LiquidationAnnulled", "ContractCorrected")
	seen.Check(t, func(rt *rapid.T) {
		life := drawLife(rt)
		right, wrong := newAbroadSide(rt), newAbroadSide(rt)
		for i, x := range life {
			if i < len(life)-1 {
				right.enter(rt, x, "u-one")
			}
			if !wrong.enter(rt, x, "u-one") {
				rt.Skip("no life")
			}
		}
		stream := wrong.streams[aContract]
		was := stream[len(stream)-1]
		if !wrong.correct(rt, correction.Subject{Contract: "C-1"}, aContract, was.ID, correction.Annul, nil) {
			rt.Fatalf("the annulment of %s is refused", was.Type)
		}
		right.log.Gap(4) // the wrong fact, the proposal, the confirmation, the effect
		effect := wrong.streams[aContract]
		seen.Saw(effect[len(effect)-1].Type)
		for _, v := range abroadViews {
			correctiontest.Same(rt, v, right.log, wrong.log, historyTables...)
		}
	})
}

// TestACorrectedLicenceActIsAsIfEnteredRight: departures are judged by the
// licence as now known.
func TestACorrectedLicenceActIsAsIfEnteredRight(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		life := drawLife(rt)
		from := func(name string) civil.Date {
			return scenario.Day("2021-03-20").AddDays(rapid.IntRange(0, 60).Draw(rt, name))
		}
		until := func(d civil.Date) civil.Date { return d.AddDays(rapid.IntRange(0, 90).Draw(rt, "until")) }
		kind := rapid.IntRange(0, 4).Draw(rt, "kind")
		act := func(name string, day civil.Date) any {
			switch n := rapid.IntRange(1, 9).Draw(rt, name+" persons"); kind {
			case 1:
				return overseas.AddMarket{Market: rapid.SampledFrom([]string{"DE", "KR"}).Draw(rt, name+" market")}
			case 2:
				return overseas.RemoveMarket{Market: rapid.SampledFrom([]string{"JP", "TW"}).Draw(rt, name+" market")}
			case 3:
				return overseas.InviteAgency{Units: rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"08710", "08728", "08707"}), 1, 3, rapid.ID).Draw(rt, name+" units"), Market: rapid.SampledFrom([]string{"JP", "TW"}).Draw(rt, name+" market"), Quota: n}
			case 4:
				return overseas.RegisterSupplyContract{RegistrationNo: "1", Market: "JP", Partner: name, Occupation: "hàn", Quantity: n, ValidTo: overseasToday}
			}
			if rapid.Bool().Draw(rt, "revoked") {
				return overseas.RevokeLicence{From: day, DecisionNo: "QĐ-1"}
			}
			return overseas.SuspendLicence{From: day, Until: until(day), DecisionNo: "QĐ-" + name}
		}
		annul := rapid.Bool().Draw(rt, "annul")
		as, not := act("1", from("from")), act("2", from("wrong from"))
		if !annul && reflect.TypeOf(as) != reflect.TypeOf(not) {
			rt.Skip("another act")
		}
		right, wrong := newAbroadSide(rt), newAbroadSide(rt)
		for _, x := range life {
			right.enter(rt, x, "u-one")
			wrong.enter(rt, x, "u-one")
		}
		if !wrong.enter(rt, abroadStep{overseasToday, not}, "u-one") {
			rt.Skip("refused")
		}
		was := wrong.streams[anAgency][1]
		var changes []correction.Change
		action := correction.Annul
		if annul {
			right.log.Gap(1)
		} else {
			if !right.enter(rt, abroadStep{overseasToday, as}, "u-one") {
				rt.Skip("refused")
			}
			var err error
			action = correction.Correct
			if changes, err = correction.Diff(was, right.streams[anAgency][1], []string{"from", "until", "decisionNo", "market", "units", "quota", "partner", "quantity"}); err != nil {
				rt.Fatal(err)
			}
			if len(changes) == 0 {
				rt.Skip("it wasn't wrong")
			}
		}
		if !wrong.correct(rt, correction.Subject{Agency: anAgency}, anAgency, was.ID, action, changes) {
			rt.Fatalf("refused: %s %s", action, changes)
		}
		right.log.Gap(3)
		for _, v := range abroadViews {
			correctiontest.Same(rt, v, right.log, wrong.log, historyTables...)
		}
	})
}

// historyTables say when things were recorded, and which months had moved: that
// is another in the two histories.
var historyTables = []string{"engagements_clock", "targetprogress_months", "targetprogress_causes"}
