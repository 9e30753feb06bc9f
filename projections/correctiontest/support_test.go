package correctiontest_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/money"
	"vaoso/domain/plan"
	"vaoso/domain/scenario"
	"vaoso/domain/support"
	"vaoso/projections/correctiontest"
	"vaoso/projections/engine"
	viewed "vaoso/projections/support"
	"vaoso/projections/targetprogress"
	"vaoso/projections/unemployment"
)

var supporting = []engine.Projection{viewed.Projection, unemployment.Projection, targetprogress.Projection}

// twoPeople proposes and confirms what is to be done to the n-th newest fact that
// is a T.
func twoPeople[T, S any](t correctiontest.T, d es.Decider[S, any], stream string, action correction.Action, changes func(*correction.Edits)) run {
	return func(s *side) error {
		var id es.UUID
		for _, e := range slices.Backward(s.streams[stream]) {
			if _, is := e.Payload.(T); is {
				id = e.ID
				break
			}
		}
		c := correction.ProposeCorrection{EventID: id, Action: action, ProposalID: es.UUID{1}}
		var edits correction.Edits
		if changes != nil {
			changes(&edits)
			target, err := edits.Of(correction.Ledger{Facts: s.streams[stream]}, id)
			if err != nil {
				return err
			}
			c.Changes = target.Changes
		}
		if err := asksOf[S, any](t, d, stream, today, c)(s); err != nil {
			return err
		}
		s.streams[stream][len(s.streams[stream])-1].Meta.Actor = "u-another"
		return asksOf[S, any](t, d, stream, today, correction.ConfirmCorrection{ProposalID: es.UUID{1}})(s)
	}
}

func begun(t *rapid.T) sides {
	s := newSides(t)
	rules := plan.ShippedRules()
	s.both(func(x *side) error {
		x.Append(t, "plan-2021", day("2021-01-01"), plan.PlanAdopted{
			Title: "2021", From: day("2021-01-01"), To: day("2022-12-31"), Total: 1300, Overseas: 30, Units: wards[:5], RuleSet: "vinh-yen-2021",
		}, plan.CountingRulesSet{RuleSet: "vinh-yen-2021", Params: rules["vinh-yen-2021"]})
		x.Append(t, person, day("2021-01-11"), labour.WorkerRegistered{BirthYear: 1994, Sex: labour.Male, Ward: "08710", RegisteredOn: day("2021-01-11")})
		return nil
	})
	return s
}

// TestSupportCorrected: loans, their jobs, support, allowances and notices that
// were entered wrongly and put right leave every view as if they had been right.
func TestSupportCorrected(t *testing.T) {
	t.Parallel()
	compared := scenario.AtLeast(2, "loan", "settled", "reopened", "no loan", "no job", "support", "allowance", "notice", "no notice")
	worker := support.Person{Stream: person, Ward: "08710", Sex: "male", BirthYear: 1994}
	loans := support.LoanCorrections(support.ShippedCaps())
	compared.Check(t, func(t *rapid.T) {
		s := begun(t)
		on, wrongOn := aDay(t, "right day"), aDay(t, "wrong day")
		sum := func(name string) money.Money {
			return money.VND(int64(rapid.IntRange(1, 99).Draw(t, name)) * 1_000_000)
		}
		a, b, months, wrongMonths := sum("sum"), sum("wrong sum"), rapid.IntRange(1, 12).Draw(t, "months"), rapid.IntRange(1, 12).Draw(t, "wrong months")
		loan := func(on civil.Date, c support.LoanCommand) run {
			return asksOf(t, support.LoanDecider, "loan-1", on, c)
		}
		approve := func(a money.Money, months int) support.ApproveLoan {
			return support.ApproveLoan{Loan: "1", Worker: person, Amount: a, Months: months, JobsPromised: months, BorrowerIs: worker, Caps: support.ShippedCaps()}
		}
		aJob := func(created bool) support.RecordJob {
			c := support.RecordJob{Borrower: worker, Created: created, ReportedOn: today}
			if rapid.Bool().Draw(t, "named") {
				c.Worker, c.WorkerIs = person, worker
			}
			return c
		}
		notice := func(on civil.Date, c support.UnemploymentCommand) run {
			return asksOf(t, support.UnemploymentDecider, support.UnemploymentStream(person), on, c)
		}
		noticed := support.RecordUnemploymentNotice{WorkerIs: worker}
		kind, correct, ok := "", run(nil), true
		switch rapid.IntRange(0, 8).Draw(t, "what") {
		case 0:
			kind, ok = "loan", s.mistake(loan(on, approve(a, months)), loan(wrongOn, approve(b, wrongMonths)))
			if rapid.Bool().Draw(t, "job") {
				ok = ok && s.both(loan(today, aJob(true)))
			}
			correct = twoPeople[support.LoanApproved](t, loans, "loan-1", correction.Correct, func(e *correction.Edits) {
				e.Set("amount", a)
				e.Set("months", months)
				e.Set("jobsPromised", months)
				e.Set("on", on)
			})
		case 1:
			kind, ok = "settled", s.both(loan(day("2021-01-11"), approve(a, months))) && s.mistake(loan(on, support.SettleLoan{}), loan(wrongOn, support.SettleLoan{}))
			correct = twoPeople[support.LoanSettled](t, loans, "loan-1", correction.Correct, func(e *correction.Edits) { e.Set("on", on) })
		case 2:
			kind, ok = "reopened", s.both(loan(day("2021-01-11"), approve(a, months))) && s.mistake(nil, loan(wrongOn, support.SettleLoan{}))
			correct = twoPeople[support.LoanSettled](t, loans, "loan-1", correction.Annul, nil)
		case 3:
			kind, ok = "no loan", s.mistake(nil, loan(wrongOn, approve(b, months)))
			correct = twoPeople[support.LoanApproved](t, loans, "loan-1", correction.Annul, nil)
		case 4:
			job := aJob(rapid.Bool().Draw(t, "created"))
			kind, ok = "no job", s.both(loan(day("2021-01-11"), approve(a, months))) && s.mistake(nil, loan(wrongOn, job))
			correct = twoPeople[support.JobRecorded](t, loans, "loan-1", correction.Annul, nil)
		case 5:
			grant := func(on civil.Date, a money.Money, scheme string) run {
				return asksOf(t, support.GrantDecider, "support-1", on, support.GrantSupport{Support: "1", Worker: person, Receiver: worker, Scheme: scheme, Amount: a})
			}
			if kind = "support"; rapid.Bool().Draw(t, "annul") {
				ok = s.mistake(nil, grant(wrongOn, b, "x"))
				correct = twoPeople[support.SupportGranted](t, support.GrantCorrections, "support-1", correction.Annul, nil)
				break
			}
			ok = s.mistake(grant(on, a, "a"), grant(wrongOn, b, "b"))
			correct = twoPeople[support.SupportGranted](t, support.GrantCorrections, "support-1", correction.Correct, func(e *correction.Edits) {
				e.Set("scheme", "a")
				e.Set("amount", a)
				e.Set("on", on)
			})
		case 6:
			stream := support.UnemploymentStream(person)
			if kind, ok = "allowance", s.both(notice(day("2021-01-11"), noticed)); rapid.Bool().Draw(t, "annul") {
				ok = ok && s.mistake(nil, notice(wrongOn, support.RecordAllowance{Months: wrongMonths, Monthly: b}))
				correct = twoPeople[support.AllowanceGranted](t, support.AllowanceCorrections, stream, correction.Annul, nil)
				break
			}
			ok = ok && s.mistake(notice(on, support.RecordAllowance{Months: months, Monthly: a}), notice(wrongOn, support.RecordAllowance{Months: wrongMonths, Monthly: b}))
			correct = twoPeople[support.AllowanceGranted](t, support.AllowanceCorrections, stream, correction.Correct, func(e *correction.Edits) {
				e.Set("months", months)
				e.Set("monthly", a)
				e.Set("on", on)
			})
		case 7:
			kind, ok = "notice", s.mistake(notice(on, noticed), notice(wrongOn, noticed))
			right := support.CorrectUnemploymentNotice{NoticedOn: on}
			if rapid.Bool().Draw(t, "ended") {
				end, wrongEnd := today.AddDays(-months), today.AddDays(-wrongMonths)
				right.EndedOn, right.EndReason = end, support.Studying
				ok = ok && s.mistake(notice(end, support.EndUnemployment{Reason: support.Studying}), notice(wrongEnd, support.EndUnemployment{Reason: support.FoundWork}))
			}
			correct = notice(today, right)
		case 8:
			kind = "no notice"
			if rapid.Bool().Draw(t, "an earlier one") {
				ok = s.both(notice(day("2021-01-11"), noticed)) && s.both(notice(day("2021-01-12"), support.EndUnemployment{Reason: support.Studying}))
				on, wrongOn = on.AddDays(2), wrongOn.AddDays(2)
			}
			if rapid.Bool().Draw(t, "the end alone") {
				ok = ok && s.both(notice(on, noticed)) && s.mistake(nil, notice(today, support.EndUnemployment{Reason: support.FoundWork}))
			} else {
				ok = ok && s.mistake(nil, notice(wrongOn, noticed))
			}
			correct = notice(today, support.AnnulUnemploymentNotice{})
		}
		if !ok || !s.putRight(correct) {
			return
		}
		compared.Saw(kind)
		for _, p := range supporting {
			correctiontest.Same(t, p, s.right.Log, s.wrong.Log, restated...)
		}
	})
}
