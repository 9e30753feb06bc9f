// Package viewtest is the conformance suite of the product's views: filled from
// the same log, two stores hold the same rows, and answer every query of every
// read model alike. The promises of a store itself are in
// vaoso/projections/engine/storetest.
package viewtest

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/overseas"
	domain "vaoso/domain/support"
	"vaoso/domain/territory"
	"vaoso/projections/agencies"
	"vaoso/projections/contracts"
	"vaoso/projections/corrections"
	"vaoso/projections/enforcement"
	"vaoso/projections/engagements"
	"vaoso/projections/engine"
	"vaoso/projections/expiries"
	"vaoso/projections/retention"
	"vaoso/projections/scorecard"
	"vaoso/projections/supervision"
	"vaoso/projections/support"
	"vaoso/projections/targetprogress"
	"vaoso/projections/unemployment"
	"vaoso/projections/workers"
)

// Views are what is tested.
type Views interface {
	engine.Store
	engine.Reader
}

// Fill projects all of a log, a page of so many events at a time.
func Fill(t testing.TB, views Views, log es.Log, definitions *es.Definitions, projections []engine.Projection, page int) {
	t.Helper()
	e, err := engine.Open(t.Context(), engine.Config{Log: log, Definitions: definitions, Store: views, Projections: projections, PageSize: page})
	if err != nil {
		t.Fatal(err)
	}
	if err := e.CatchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
}

// Rows are all rows of a projection's live view, as text.
func Rows(t testing.TB, views engine.Store, p engine.Projection) (lines []string) {
	t.Helper()
	all, err := views.Generations(t.Context(), p.Name)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(all, func(s engine.Status) bool { return s.Live })
	if i < 0 {
		t.Fatalf("%s isn't live: %+v", p.Name, all)
	}
	f, err := views.Freeze(t.Context(), all[i].Generation)
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range f.Tables() {
		for row, err := range f.Rows(t.Context(), table) {
			if err != nil {
				t.Fatal(err)
			}
			lines = append(lines, fmt.Sprintf("%s %#v", table.Name, row))
		}
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
	return lines
}

// Equal fails where the two stores differ, in rows or in answers, on the days.
func Equal(t testing.TB, one, other Views, projections []engine.Projection, days ...civil.Date) {
	t.Helper()
	for _, p := range projections {
		if differs := differs(Rows(t, one, p), Rows(t, other, p)); differs != "" {
			t.Errorf("%s: %s", p.Name, differs)
		}
	}
	a, b := Answers(t, one, days), Answers(t, other, days)
	for name, text := range a {
		if b[name] != text {
			t.Errorf("%s is answered\n%s\nand\n%s", name, text, b[name])
		}
	}
	if len(a) != len(b) {
		t.Errorf("there are %d answers and %d", len(a), len(b))
	}
}

// differs says how two lists of rows differ; "" where they don't.
func differs(a, b []string) string {
	for i := range max(len(a), len(b)) {
		if at(a, i) != at(b, i) {
			return fmt.Sprintf("%d rows and %d; the first that differ:\n%s\n%s", len(a), len(b), at(a, i), at(b, i))
		}
	}
	return ""
}

func at(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return "(none)"
}

// Answers are what the views say to every query of every read model, as JSON.
func Answers(t testing.TB, views Views, days []civil.Date) map[string]string {
	t.Helper()
	answers := map[string]string{}
	err := views.Snapshot(t.Context(), func(s engine.Snapshot) error {
		for _, day := range days {
			if err := answer(t.Context(), s, day, answers); err != nil {
				return fmt.Errorf("on %s: %w", day, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return answers
}

// answer asks everything about a day.
func answer(ctx context.Context, s engine.Snapshot, day civil.Date, answers map[string]string) error {
	keep := func(name string, value any, err error) error {
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		text, err := json.Marshal(value)
		answers[day.String()+" "+name] = string(text)
		return err
	}
	for _, ask := range []func(context.Context, engine.Snapshot, civil.Date, func(string, any, error) error) error{progress, supervised, registered, found, supported, carded} {
		if err := ask(ctx, s, day, keep); err != nil {
			return err
		}
	}
	return nil
}

func progress(ctx context.Context, s engine.Snapshot, day civil.Date, keep func(string, any, error) error) error {
	source := targetprogress.Source{Snapshot: s, Units: territory.VinhYen()}
	plans, err := source.Plans(ctx)
	if err := keep("plans", plans, err); err != nil {
		return err
	}
	for _, p := range plans {
		for _, by := range []string{"", "ward", "month", "sector", "sex", "kind"} {
			report, err := source.Report(ctx, p.Plan, targetprogress.By(by), day)
			if err := keep("progress "+p.Plan+" by "+by, report, err); err != nil {
				return err
			}
		}
	}
	return nil
}

func supervised(ctx context.Context, s engine.Snapshot, day civil.Date, keep func(string, any, error) error) error {
	report, err := supervision.MakeReport(ctx, s, day, true)
	if err := keep("supervision", report, err); err != nil {
		return err
	}
	sums, err := supervision.Summary(ctx, s, day)
	if err := keep("supervision's sums", sums, err); err != nil {
		return err
	}
	for _, rule := range supervision.Rules {
		flags, err := supervision.Flags(ctx, s, day, supervision.Filter{Rule: rule.ID})
		if err := keep("flags of "+rule.ID, flags, err); err != nil {
			return err
		}
	}
	due, err := enforcement.Due(ctx, s)
	if err := keep("inspections of which something follows", due, err); err != nil {
		return err
	}
	for _, i := range report.Inspections {
		of, err := supervision.InspectionsOf(ctx, s, i.Agency, day)
		if err := keep("inspections of "+i.Agency, of, err); err != nil {
			return err
		}
		one, _, err := supervision.OneInspection(ctx, s, "inspection-"+i.InspectionNo, day)
		if err := keep("inspection "+i.InspectionNo, one, err); err != nil {
			return err
		}
	}
	return nil
}

func registered(ctx context.Context, s engine.Snapshot, day civil.Date, keep func(string, any, error) error) error {
	all, err := contracts.List(ctx, s, contracts.Filter{}, day)
	if err := keep("contracts", all, err); err != nil {
		return err
	}
	filters := map[string]contracts.Filter{"overdue": {Overdue: true}, "expiring": {Expiring: 400}, "market JP": {Market: "JP"}, "the first three": {Limit: 3}}
	for _, state := range []overseas.Phase{overseas.Signed, overseas.Departed, overseas.Absconded, overseas.Returned, overseas.Terminated, overseas.Liquidated} {
		filters["in state "+string(state)] = contracts.Filter{State: state}
	}
	for _, v := range []contracts.Verdict{contracts.AboveCap, contracts.NotJudged, contracts.Lawful} {
		filters["with verdict "+string(v)] = contracts.Filter{Verdict: v}
	}
	if len(all) > 0 {
		c := all[len(all)/2]
		filters["of an agency"], filters["of a worker"], filters["of a ward"] = contracts.Filter{Agency: c.Agency}, contracts.Filter{Worker: c.Worker}, contracts.Filter{Ward: c.Ward}
		filters["after one"] = contracts.Filter{After: c.Contract, Limit: 2}
		one, _, err := contracts.One(ctx, s, c.Contract, day)
		if err := keep("one contract", one, err); err != nil {
			return err
		}
	}
	for name, f := range filters {
		list, err := contracts.List(ctx, s, f, day)
		if err := keep("contracts "+name, list, err); err != nil {
			return err
		}
	}
	from := day.AddDays(-400)
	markets, err := contracts.ByMarket(ctx, s, from, day)
	if err := keep("contracts by market", markets, err); err != nil {
		return err
	}
	agencies, err := contracts.ByAgency(ctx, s, from, day)
	return keep("contracts by agency", agencies, err)
}

func carded(ctx context.Context, s engine.Snapshot, day civil.Date, keep func(string, any, error) error) error {
	list, err := agencies.List(ctx, s, day)
	if err := keep("agencies", list, err); err != nil {
		return err
	}
	flags, err := scorecard.FlagsOn(ctx, s, day)
	if err != nil {
		return err
	}
	cards, err := scorecard.Make(ctx, s, day, true, flags)
	if err := keep("agencies' scores", cards, err); err != nil {
		return err
	}
	due, err := expiries.Due(ctx, s)
	return keep("contracts that run out", due, err)
}

func found(ctx context.Context, s engine.Snapshot, day civil.Date, keep func(string, any, error) error) error {
	filters := map[string]workers.Filter{"all": {Limit: workers.MaxLimit}, "by name": {Name: "ng van"}, "by one letter": {Name: "đ"}, "in a ward": {Ward: "08710", Limit: 200}}
	for _, state := range []workers.State{workers.Seeking, workers.Engaged, workers.Inactive} {
		filters[string(state)] = workers.Filter{State: state, Limit: 300}
	}
	for name, f := range filters {
		f.On = day
		list, err := workers.Find(ctx, s, f)
		if err := keep("workers "+name, list, err); err != nil {
			return err
		}
		if len(list) > 0 {
			f.After = list[len(list)/2].ID
			list, err = workers.Find(ctx, s, f)
			if err := keep("workers "+name+", the next page", list, err); err != nil {
				return err
			}
		}
	}
	due, err := engagements.Due(ctx, s)
	return keep("engagements due", due, err)
}

func supported(ctx context.Context, s engine.Snapshot, day civil.Date, keep func(string, any, error) error) error {
	righted, err := corrections.MakeReport(ctx, s, day.AddDays(-400), day, true)
	if err := keep("corrections", righted, err); err != nil {
		return err
	}
	moved, err := targetprogress.Due(ctx, s)
	if err := keep("restatements due", moved, err); err != nil {
		return err
	}
	lasting, err := retention.MakeReport(ctx, s, day, true)
	if err := keep("retention", lasting, err); err != nil {
		return err
	}
	due, err := retention.Due(ctx, s)
	if err := keep("retention checks due", due, err); err != nil {
		return err
	}
	granted, err := support.MakeReport(ctx, s, territory.VinhYen(), day.AddDays(-400), day, true)
	if err := keep("support", granted, err); err != nil {
		return err
	}
	estimate, err := unemployment.Source{Snapshot: s, Units: territory.VinhYen(), Forces: domain.ShippedLabourForces()}.MakeReport(ctx, day)
	return keep("unemployment", estimate, err)
}
