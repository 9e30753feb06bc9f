package supervision_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"vaoso/domain/catalog"
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/law"
	"vaoso/domain/overseas"
	domain "vaoso/domain/supervision"
	"vaoso/projections/contracts/historytest"
	"vaoso/projections/engine/foldtest"
	"vaoso/projections/supervision"
)

// TestFlagsFollowFromWhatIsKnown: whatever order things are entered in, and
// however they are dated back, the flags are those that the rules find in the
// domain's own state of agencies and contracts at the end.
func TestFlagsFollowFromWhatIsKnown(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		h := historytest.Random(historytest.New(t), historytest.Steps.Draw(rt, "steps"))
		var got []string
		for _, f := range foldtest.Rows(t, supervision.Projection, supervision.Flagged, h.Events()) {
			got = append(got, f.ID)
		}
		slices.Sort(got)
		want := expected(h)
		if !slices.Equal(got, want) {
			rt.Fatalf("got %v\nwant %v", got, want)
		}
	})
}

// TestRandomHistoriesBreakEveryRule: otherwise the test above would show nothing.
func TestRandomHistoriesBreakEveryRule(t *testing.T) {
	t.Parallel()
	seen := map[string]int{}
	for seed := range 60 {
		h := historytest.Random(historytest.New(t), historytest.Steps.Example(seed))
		for _, f := range foldtest.Rows(t, supervision.Projection, supervision.Flagged, h.Events()) {
			seen[f.Rule]++
		}
	}
	for _, rule := range []string{"RF01", "RF02", "RF03", "RF06", "RF07", "RF08", "RF09", "RF12", "RF13", "RF15"} {
		if seen[rule] == 0 {
			t.Errorf("no history had %s", rule)
		}
	}
}

// expected asks the rules of the domain's states, day by day where days matter.
func expected(h *historytest.History) (ids []string) {
	violations, reported := map[string][]string{}, map[string]civil.Date{}
	for _, e := range h.Events() {
		switch p := e.Payload.(type) {
		case overseas.WorkerDispatched:
			reported[e.Stream] = p.ReportedOn
		case overseas.IrregularDispatchRecorded:
			violations[e.Stream], reported[e.Stream] = p.Violations, p.ReportedOn
		}
	}
	for _, no := range h.Numbers() {
		c := h.ContractState(no)
		broken := map[string]bool{}
		verdict, err := overseas.Verdict(c, law.Current())
		if err != nil {
			panic(err)
		}
		rules := map[law.Line]string{law.Service: "RF02", law.Extension: "RF02", law.Brokerage: "RF07", law.Deposit: "RF13"}
		for _, line := range verdict.Above() {
			broken[rules[line]] = true
		}
		if on := c.DepartedOn; !on.IsZero() {
			if c.AgencyID != "" {
				a := h.AgencyState(c.AgencyID[len(overseas.AgencyPrefix):])
				_, broken["RF01"] = a.SuspensionOn(on)
				broken["RF06"] = a.RevokedOn(on) || a.LapsedOn(on)
				broken["RF12"] = !a.HoldsOn(c.Market, on)
			}
			broken["RF03"] = c.OrientedOn.IsZero() || c.OrientedOn.After(on)
			broken["RF08"] = c.RegisteredOn.IsZero() || c.RegisteredOn.After(on)
			broken["RF15"] = reported["contract-"+no].DaysSince(on) > 30
		}
		broken["RF09"] = slices.Contains(violations["contract-"+no], "ErrAlreadyEngaged")
		for _, other := range h.Numbers() {
			o := h.ContractState(other)
			if other != no && o.WorkerID == c.WorkerID && (o.SignedOn.Before(c.SignedOn) || o.SignedOn == c.SignedOn && other < no) {
				broken["RF09"] = broken["RF09"] || atOnce(c, o)
			}
		}
		for rule, is := range broken {
			if is {
				ids = append(ids, fmt.Sprint(rule, "-", no))
			}
		}
	}
	slices.Sort(ids)
	return ids
}

// atOnce goes through the days of two contracts.
func atOnce(a, b overseas.Contract) bool {
	open := func(c overseas.Contract, d civil.Date) bool {
		for _, end := range []civil.Date{c.TerminatedOn, c.ReturnedOn, c.AbscondedOn} {
			if !end.IsZero() && !d.Before(end) {
				return false
			}
		}
		return !d.Before(c.SignedOn)
	}
	engaged := func(c overseas.Contract, d civil.Date) bool {
		if c.DepartedOn.IsZero() || d.Before(c.DepartedOn) {
			return false
		}
		if c.AbscondedOn.IsZero() && !c.TerminatedOn.IsZero() && d.After(c.TerminatedOn) {
			return false
		}
		return c.ReturnedOn.IsZero() || !d.After(c.ReturnedOn)
	}
	for d := civil.On(2020, 7, 1); d.Year() < 2027; d = d.AddDays(1) {
		if open(a, d) && open(b, d) || engaged(a, d) && engaged(b, d) {
			return true
		}
	}
	return false
}

func TestProperties(t *testing.T) {
	t.Parallel()
	for seed := range 2 {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			foldtest.Properties(t, supervision.Projection, historytest.Random(historytest.New(t), historytest.Steps.Example(seed)).Events())
		})
	}
	foldtest.Properties(t, supervision.Projection, inspected(t).Events())
}

// TestNoEventIsPassedOver: a new event of these contexts is noticed here.
func TestNoEventIsPassedOver(t *testing.T) {
	t.Parallel()
	for _, name := range es.Merge(overseas.Events, domain.Events).Names() {
		if name != "RepresentativeCorrected" && !slices.Contains(supervision.Projection.Reads, name) { // whom an agency is represented by is in no view
			t.Errorf("the projection doesn't read %s", name)
		}
	}
	for _, name := range supervision.Projection.Reads {
		if _, known := catalog.Events().Named(name); !known {
			t.Errorf("nobody defines %s", name)
		}
	}
}
