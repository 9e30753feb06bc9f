package demo_test

import (
	"bytes"
	"fmt"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"vaoso/adapters/sheet"
	"vaoso/cmd/internal/demo"
	"vaoso/cmd/internal/demo/data"
	"vaoso/cmd/internal/demo/generate"
	"vaoso/cmd/internal/demo/golden"
	"vaoso/domain/book"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/overseas"
	"vaoso/domain/plan"
	"vaoso/domain/support"
	"vaoso/domain/territory"
)

// Whatever year is made up, mistakes and all, the book and the second way agree
// on every row and on every figure.
func TestTheTwoWaysAgreeOnAnyYear(t *testing.T) {
	t.Parallel()
	empty, _ := open(t)
	adopt, _ := book.Named("AdoptPlan")
	rapid.Check(t, func(r *rapid.T) {
		options := generate.Options{Seed: rapid.Uint64().Draw(r, "seed"), Workers: rapid.IntRange(1, 250).Draw(r, "workers")}
		files, err := generate.Files(options)
		if err != nil {
			r.Fatal(err)
		}
		texts := map[string][]byte{}
		for _, f := range files {
			if texts[f.Name], err = f.CSV(); err != nil {
				r.Fatal(err)
			}
		}
		want, err := golden.ComputeOf(func(name string) ([]byte, error) { return texts[name], nil }, golden.Acts{})
		if err != nil {
			r.Fatal(err)
		}

		b := *empty
		b.Log = sheet.NewOverlay(empty.Log)
		b.Clock = func() time.Time { return time.Date(2022, 3, 1, 1, 0, 0, 0, time.UTC) }
		var units []string
		for _, u := range territory.VinhYen().Wards(demo.FirstDay) {
			units = append(units, u.Code)
		}
		if _, err := b.Do(t.Context(), adopt, book.Asked{Command: plan.AdoptPlan{
			Plan: "p", Title: "t", From: demo.FirstDay.AddDays(-3), To: demo.FirstDay.AddDays(361), Total: 1, Units: units, ChosenRules: plan.ChosenRules{RuleSet: "vinh-yen-2021"}, DecisionNo: "1",
		}}, book.Request{Actor: "u-test", Key: "adopt"}); err != nil {
			r.Fatal(err)
		}
		var parsed []*sheet.File
		for _, name := range data.Names {
			f, err := sheet.Parse(sheet.Kind(name), bytes.NewReader(texts[name]))
			if err != nil {
				r.Fatal(err)
			}
			parsed = append(parsed, f)
		}
		job := sheet.Prepare(&b, sheet.Options{Actor: "u-test"}, parsed...)
		if err := job.Run(t.Context(), job.Steps()); err != nil {
			r.Fatal(err)
		}
		got := count(all(t, &b))
		got.Rows, got.Known = results(job.Reports()), want.Known
		if !reflect.DeepEqual(got, want) {
			r.Errorf("the book says\n%s\nand the second way\n%s", fmt.Sprint(got), fmt.Sprint(want))
		}
	})
}

// count counts the facts of the events with plan.Count, a worker at a time, by
// the plan and the rules that the log has.
func count(events []es.Recorded) golden.Figures {
	facts := map[string][]plan.Fact{}
	annulled := map[string]bool{}
	var period plan.Period
	var rules plan.Rules
	for _, e := range events {
		abroad := func(kind plan.FactKind, d overseas.Departure) {
			facts[d.WorkerID] = append(facts[d.WorkerID], plan.Fact{
				ID: e.Stream, Kind: kind, Day: e.On(), Position: e.Position, ReportedOn: d.ReportedOn, Months: d.Months, Ward: d.Ward, Sex: d.Sex, PlannedEnd: d.DueBackOn,
			})
		}
		switch p := e.Payload.(type) {
		case plan.PlanAdopted:
			period = plan.Period{From: p.From, To: p.To, Units: p.Units}
		case plan.CountingRulesSet:
			rules = p.Params
		case labour.WorkerPlaced:
			facts[e.Stream] = append(facts[e.Stream], plan.Fact{
				ID: p.PlacementID.String(), Kind: plan.Placement, Day: e.On(), Position: e.Position, ReportedOn: p.ReportedOn, Months: p.Months,
				SelfEmployed: p.ContractKind == labour.SelfEmployed, Ward: p.Ward, Sector: p.Sector, Sex: string(p.Sex), Source: string(p.Source),
			})
		case labour.PlacementAnnulled:
			annulled[p.PlacementID.String()] = true
		case support.JobRecorded:
			if p.Created {
				facts[p.WorkerID] = append(facts[p.WorkerID], plan.Fact{
					ID: e.ID.String(), Kind: plan.Job, Day: e.On(), Position: e.Position, ReportedOn: p.ReportedOn, SelfEmployed: p.WorkerID == p.Borrower,
					Ward: p.Ward, Sector: p.Sector, Sex: p.Sex, SameAs: p.PlacementID.String(), SameDay: p.PlacementStartedOn,
				})
				if of := facts[p.WorkerID]; p.PlacementID.IsZero() {
					of[len(of)-1].SameAs = ""
				}
			}
		case overseas.WorkerDispatched:
			abroad(plan.Dispatch, p.Departure)
		case overseas.IrregularDispatchRecorded:
			abroad(plan.Irregular, p.Departure)
		}
	}
	f := golden.Figures{
		ByUnit: map[string]golden.Pair{}, ByMonth: map[string]golden.Pair{}, BySector: map[string]int{}, BySource: map[string]int{}, BySex: map[string]int{}, ByKind: map[string]int{}, Excluded: map[string]int{},
	}
	for _, of := range facts {
		for i := range of {
			of[i].Annulled = annulled[of[i].ID]
		}
		tally := plan.Count(rules, period, of)
		for _, c := range tally.Added {
			abroad := 0
			if c.Kind == plan.KindOverseas {
				abroad = c.Added
			}
			f.Total, f.Overseas = f.Total+c.Added, f.Overseas+abroad
			plus := func(m map[string]golden.Pair, key string) {
				m[key] = golden.Pair{Total: m[key].Total + c.Added, Overseas: m[key].Overseas + abroad}
			}
			plus(f.ByUnit, c.Unit)
			plus(f.ByMonth, c.Day.MonthOf().String())
			f.BySector[c.Sector] += c.Added
			f.BySource[c.Source] += c.Added
			f.BySex[c.Sex] += c.Added
			f.ByKind[c.Kind] += c.Added
		}
		for _, x := range tally.Excluded {
			f.Excluded[string(x.Why)]++
		}
	}
	f.Domestic = f.Total - f.Overseas
	services(events, &f)
	return f
}
