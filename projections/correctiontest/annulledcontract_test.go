package correctiontest_test

import (
	"testing"

	"pgregory.net/rapid"

	"vaoso/domain/correction"
	"vaoso/domain/overseas"
	"vaoso/domain/scenario"
	"vaoso/projections/correctiontest"
)

// TestAnAnnulledContractNeverWas: a contract that was never signed, with all that
// was entered of it annulled before it, leaves every view as if it had never been;
// and its number is taken again, for another worker too.
func TestAnAnnulledContractNeverWas(t *testing.T) {
	t.Parallel()
	seen := scenario.AtLeast(1, "again", "not again", "with fees")
	seen.Check(t, func(rt *rapid.T) {
		right, wrong := newAbroadSide(rt), newAbroadSide(rt)
		annul := func() {
			facts := overseas.ContractDecider.Fold(wrong.streams[aContract]).Ledger.Facts
			before := wrong.log.Len()
			if !wrong.correct(rt, correction.Subject{Contract: "C-1"}, aContract, facts[len(facts)-1].ID, correction.Annul, nil) {
				rt.Fatalf("the annulment of %s is refused", facts[len(facts)-1].Type)
			}
			right.log.Gap(wrong.log.Len() - before)
		}
		agency := drawLife(rt)[0]
		right.enter(rt, agency, "u-one")
		wrong.enter(rt, agency, "u-one")
		mistaken := []abroadStep{sign("2021-03-02")}
		if rapid.Bool().Draw(rt, "paid") {
			mistaken = append(mistaken, abroadStep{scenario.Day("2021-03-09"), overseas.RecordFee{Contract: "C-1", Line: overseas.FeeService, Paid: yen(990_000), ReceiptNo: "BL-1"}})
			seen.Saw("with fees")
		}
		for _, x := range mistaken {
			if !wrong.enter(rt, x, "u-one") {
				rt.Fatal("refused")
			}
			right.log.Gap(1)
		}
		if len(mistaken) > 1 {
			signed := wrong.streams[aContract][0]
			if wrong.correct(rt, correction.Subject{Contract: "C-1"}, aContract, signed.ID, correction.Annul, nil) {
				rt.Fatal("annulled under what was paid")
			}
		}
		for range mistaken {
			annul()
		}
		if rapid.Bool().Draw(rt, "again") {
			seen.Saw("again")
			again := sign("2021-04-01")
			c := again.cmd.(overseas.SignContract)
			c.WorkerID = rapid.SampledFrom([]string{"worker-1", "worker-2"}).Draw(rt, "worker")
			again.cmd = c
			if !right.enter(rt, again, "u-one") || !wrong.enter(rt, again, "u-one") {
				rt.Fatal("the number isn't free")
			}
		} else {
			seen.Saw("not again")
		}
		for _, v := range abroadViews {
			correctiontest.Same(rt, v, right.log, wrong.log, historyTables...)
		}
	})
}

// TestAnAnnulledAgencyNeverWas, and may be registered again by the same licence.
func TestAnAnnulledAgencyNeverWas(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		right, wrong := newAbroadSide(rt), newAbroadSide(rt)
		registered := drawLife(rt)[0]
		wrong.enter(rt, registered, "u-one")
		right.log.Gap(1)
		subject := correction.Subject{Agency: anAgency}
		if rapid.Bool().Draw(rt, "a market") {
			wrong.enter(rt, abroadStep{scenario.Day("2021-01-01"), overseas.AddMarket{Market: "KR"}}, "u-one")
			if wrong.correct(rt, subject, anAgency, wrong.streams[anAgency][0].ID, correction.Annul, nil) {
				rt.Fatal("annulled under its market")
			}
			if !wrong.correct(rt, subject, anAgency, wrong.streams[anAgency][1].ID, correction.Annul, nil) {
				rt.Fatal("the market isn't annulled")
			}
			right.log.Gap(4)
		}
		if !wrong.correct(rt, subject, anAgency, wrong.streams[anAgency][0].ID, correction.Annul, nil) {
			rt.Fatal("it isn't annulled")
		}
		right.log.Gap(3)
		if rapid.Bool().Draw(rt, "again") && (!right.enter(rt, registered, "u-one") || !wrong.enter(rt, registered, "u-one")) {
			rt.Fatal("the licence's number isn't free")
		}
		for _, v := range abroadViews {
			correctiontest.Same(rt, v, right.log, wrong.log, historyTables...)
		}
	})
}
