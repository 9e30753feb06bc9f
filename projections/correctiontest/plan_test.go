package correctiontest_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/money"
	"vaoso/domain/plan"
	"vaoso/domain/scenario"
	"vaoso/projections/correctiontest"
	"vaoso/projections/targetprogress"
)

// TestAnAdoptionCorrected: a plan's title, days, wards and resolution that were typed
// wrongly and put right by two people count what a plan counts that had the right
// ones from the first.
func TestAnAdoptionCorrected(t *testing.T) {
	t.Parallel()
	correct := plan.Corrections(func([]string, civil.Date) []string { return nil })
	compared, rules := scenario.AtLeast(1, "adoption"), plan.ShippedRules()["vinh-yen-2021"]
	compared.Check(t, func(t *rapid.T) {
		s := newSides(t)
		from := func(name string) civil.Date { return day("2021-01-01").AddDays(rapid.IntRange(-60, 90).Draw(t, name)) }
		total := 9000
		adoption := func(name string) plan.AdoptPlan {
			c := plan.AdoptPlan{
				Plan: "p", Title: name, From: from(name + " from"), To: day("2021-12-31"), Total: 1300, Overseas: 30, Units: rapid.SampledFrom([][]string{{"08710", "08728"}, {"08710"}, {"08728", "08710", "08713"}}).Draw(t, name+" units"),
				ChosenRules: plan.ChosenRules{RuleSet: "vinh-yen-2021", Shipped: &rules}, DecisionNo: "QĐ-1",
			}
			if rapid.Bool().Draw(t, name+" resolved") {
				c.Resolution = &plan.Resolution{Title: name, From: c.From, To: c.To, Total: &total}
			}
			return c
		}
		right, wrong := adoption("right"), adoption("wrong")
		ask := func(actor string, c any) run {
			return func(side *side) error {
				history := side.streams["plan-p"]
				asked := es.Asked{On: today, Today: today, Reason: "x", LegalBasis: "x", Actor: actor}
				var made []any
				var err error
				if command, is := c.(plan.Command); is {
					made, err = plan.Decider.Decide(plan.Decider.Fold(history), command, asked)
				} else {
					made, err = correct.Decide(correct.Fold(history), c, asked)
				}
				if err != nil {
					return err
				}
				written := side.Append(t, "plan-p", today, made...)
				for i := range written {
					written[i].Meta.Actor = actor
				}
				side.streams["plan-p"] = append(history, written...)
				return nil
			}
		}
		if !s.mistake(ask("u-one", right), ask("u-one", wrong)) {
			t.Fatal("the plans aren't taken")
		}
		if rapid.Bool().Draw(t, "a share") && !s.both(ask("u-one", plan.AllocateTarget{Unit: rapid.SampledFrom(right.Units).Draw(t, "of"), Total: 100, Overseas: 2})) {
			return // a ward that only the right plan has
		}
		for i, on := range rapid.SliceOfN(rapid.IntRange(0, 460), 1, 5).Draw(t, "jobs") {
			ward := rapid.SampledFrom([]string{"08710", "08728", "08713", "08707"}).Draw(t, "ward")
			worker, start := fmt.Sprintf("worker-%d", i), day("2020-10-01").AddDays(on)
			for _, x := range []*side{s.right, s.wrong} {
				x.Append(t, worker, start, labour.WorkerPlaced{
					PlacementID: labour.PlacementID(worker, employers[0], start), EmployerID: employers[0], Occupation: "may", ContractKind: labour.Indefinite, MonthlyWage: money.VND(6_500_000),
					Source: labour.Direct, ReportedOn: start, Ward: ward, Sex: labour.Male, BirthYear: 1990, Sector: "C",
				})
			}
		}
		id := es.EventID("proposal", "plan-p", 0)
		raw := func(v any) json.RawMessage {
			text, err := json.Marshal(v)
			if err != nil {
				t.Fatal(err)
			}
			return text
		}
		changes := []correction.Change{{Field: "title", To: raw(right.Title)}, {Field: "from", To: raw(right.From)}, {Field: "units", To: raw(right.Units)}, {Field: "resolution", To: raw(right.Resolution)}}
		if !s.putRight(
			ask("u-one", correction.ProposeCorrection{EventID: s.wrong.streams["plan-p"][0].ID, Action: correction.Correct, Changes: changes, ProposalID: id}),
			ask("u-two", correction.ConfirmCorrection{ProposalID: id}),
		) {
			t.Fatal("it isn't put right")
		}
		compared.Saw("adoption")
		correctiontest.Same(t, targetprogress.Projection, s.right.Log, s.wrong.Log, restated...)
	})
}
