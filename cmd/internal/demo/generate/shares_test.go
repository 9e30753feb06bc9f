package generate_test

import (
	"math"
	"runtime"
	"strings"
	"testing"

	"vaoso/cmd/internal/demo/generate"
	"vaoso/domain/civil"
	"vaoso/domain/labour"
	"vaoso/domain/outreach"
	"vaoso/domain/overseas"
	"vaoso/domain/supervision"
	"vaoso/domain/support"
)

// tally counts cases by name.
type tally map[string]int

// share holds that so many of 100 have the name, within a margin.
func (c tally) share(t *testing.T, name string, want, within float64) {
	t.Helper()
	all := 0
	for _, n := range c {
		all += n
	}
	if got := 100 * float64(c[name]) / float64(all); math.Abs(got-want) > within || all == 0 {
		t.Errorf("%s: %.1f %% of %d, want %.1f ± %.1f", name, got, all, want, within)
	}
}

// job is a placement with its end, as the acts say.
type job struct {
	placed      labour.PlaceWorker
	from, until civil.Date
	reason      labour.PlacementEnd
}

// TestSharesAreThoseOfTheDomain: they are counted from the commands alone, by
// the days of the jobs and not by what anybody answered.
func TestSharesAreThoseOfTheDomain(t *testing.T) {
	t.Parallel()
	l := generate.Lives{Seed: 11, Workers: 12_000, Years: 6}
	jobs, last := map[generate.Job]*job{}, map[string]*job{}
	answers := map[generate.Job]map[int]labour.Retention{}
	kinds, ways, severities, remedies := tally{}, tally{}, tally{}, tally{}
	due, coursed := map[string]civil.Date{}, tally{}
	for _, a := range acts(l) {
		if a.Refused != "" || a.Again {
			continue
		}
		switch c := a.Command.(type) {
		case labour.PlaceWorker:
			kinds[string(c.ContractKind)]++
			ways[string(c.Source)]++
			named := map[labour.Source]bool{
				labour.ServiceCentre: c.VacancyID != "" && c.ReferralID != "", labour.SupplyFirm: c.VacancyID != "" && c.ReferralID != "", labour.JobFair: c.VacancyID != "" && c.ReferralID != "",
				labour.TrainingOnOrder: c.CourseID != "", labour.FromCollaborator: c.CollaboratorID != "", labour.LoanFund: c.LoanID != "", labour.Direct: true, labour.SelfFound: true,
			}
			if !named[c.Source] {
				t.Errorf("%s: a placement by %s names nothing that it came from", a.Key, c.Source)
			}
			j := &job{placed: c, from: a.On}
			jobs[generate.Job{CitizenID: c.CitizenID, TaxCode: c.TaxCode, StartedOn: a.On}], last[c.CitizenID] = j, j
		case labour.EndPlacement:
			last[c.CitizenID].until, last[c.CitizenID].reason = a.On, c.Reason
		case labour.CheckRetention:
			if answers[a.Job] == nil {
				answers[a.Job] = map[int]labour.Retention{}
			}
			answers[a.Job][c.Mark] = c.Outcome
		case supervision.RecordFinding:
			severities[string(c.Severity)]++
			due[c.FindingID] = civil.Date{}
		case supervision.RequireRemedy:
			due[c.FindingID] = c.DueOn
		case supervision.RecordRemedy:
			if a.On.After(due[c.FindingID]) {
				remedies["late"]++
			} else {
				remedies["in time"]++
			}
			delete(due, c.FindingID)
		case outreach.CompleteTraining:
			coursed["completed"]++
		case outreach.DropTrainee:
			coursed["dropped out"]++
		}
	}
	remedies["never"] = len(due)
	for kind, want := range map[labour.ContractKind]float64{labour.FixedTerm: 62, labour.Indefinite: 24, labour.SelfEmployed: 10, labour.Seasonal: 4} {
		kinds.share(t, string(kind), want, 1.5)
	}
	for way, want := range map[labour.Source]float64{
		labour.Direct: 46, labour.ServiceCentre: 17, labour.JobFair: 10, labour.FromCollaborator: 9, labour.TrainingOnOrder: 8, labour.SelfFound: 7, labour.SupplyFirm: 3, labour.LoanFund: 3,
	} {
		ways.share(t, string(way), want, 2)
	}
	severities.share(t, "minor", 55, 10) // some 150 findings
	severities.share(t, "major", 35, 10)
	severities.share(t, "critical", 10, 6)
	remedies.share(t, "in time", 70, 10)
	remedies.share(t, "late", 20, 8)
	remedies.share(t, "never", 10, 6)
	coursed.share(t, "dropped out", 17, 5)
	early := tally{}
	for i, want := range map[int]float64{3: 91, 6: 83, 12: 71} {
		there, said := tally{}, tally{}
		for key, j := range jobs {
			mark := labour.RetentionDue(j.from, i)
			if !mark.Before(l.Last().AddDays(-90)) { // not all is told yet
				continue
			}
			if i == 12 {
				early[map[bool]string{true: "early"}[!j.until.IsZero() && j.reason != labour.EndOfTerm && j.until.Before(mark)]]++
			}
			state := labour.StillThere
			if !j.until.IsZero() && j.until.Before(mark) {
				state = labour.HasLeft
			}
			there[string(state)]++
			switch got := answers[key][i]; {
			case got == "" && state == labour.HasLeft: // who has left is asked once
				said[string(labour.HasLeft)]++
			case got != "" && got != labour.Unreachable:
				said[string(got)]++
				if got != state {
					t.Errorf("job of %s until %s: %s after %d months", j.from, j.until, got, i)
				}
			}
		}
		there.share(t, string(labour.StillThere), want, 1.5)
		said.share(t, string(labour.StillThere), want, 2.5)
	}
	early.share(t, "early", 12, 2)
}

// TestWhatIsSharedHoldsAllWhoComeToIt: seats, positions and fairs have room for
// those who are counted from their own commands; notices are closed once.
func TestWhatIsSharedHoldsAllWhoComeToIt(t *testing.T) {
	t.Parallel()
	l := generate.Lives{Seed: 12, Workers: 2500, Years: 3}
	seats, sought, came := map[string]int{}, map[string]int{}, map[string]int{}
	hired, open, fairs, reports := map[string]int{}, tally{}, 0, 0
	paid := map[string]int64{}
	for _, a := range acts(l) {
		if a.Refused != "" || a.Again {
			continue
		}
		switch c := a.Command.(type) {
		case outreach.AgreeCourse:
			if seats[c.Course] = c.Seats; c.JobsPromised > c.Seats {
				t.Errorf("%s promises %d jobs for %d seats", c.Course, c.JobsPromised, c.Seats)
			}
		case outreach.EnrolTrainee:
			came[c.Course]++
		case outreach.PostVacancy:
			sought[c.Vacancy] = c.Quantity
		case labour.PlaceWorker:
			if c.VacancyID != "" {
				hired[c.VacancyID]++
			}
			if c.Source == labour.JobFair {
				fairs++
			}
		case outreach.RecordFairOutcome:
			reports += c.Hired
		case support.RecordUnemploymentNotice:
			open[c.CitizenID]++
		case support.EndUnemployment:
			open[c.CitizenID]--
		case overseas.RecordFee:
			paid[c.Contract+string(c.Line)] += c.Paid.Amount
		case overseas.RefundFee:
			if left := paid[c.Contract+string(c.Line)] - c.Amount.Amount; left < 0 {
				t.Errorf("%s is given back %d more than was paid", c.Contract, -left)
			}
		}
	}
	for no, n := range came {
		if n > seats[no] {
			t.Errorf("course %s: %d for %d seats", no, n, seats[no])
		}
	}
	for no, n := range hired {
		if n > sought[no] {
			t.Errorf("vacancy %s: %d for %d positions", no, n, sought[no])
		}
	}
	for person, n := range open {
		if n < 0 || n > 1 {
			t.Errorf("%s has %d notices open", strings.Repeat("*", len(person)), n)
		}
	}
	if fairs != reports || fairs < 50 || len(came) < 10 || len(hired) < 50 {
		t.Errorf("%d came by fairs, which report %d; %d courses and %d vacancies have somebody", fairs, reports, len(came), len(hired))
	}
}

// TestMemoryIsFlat: what making lives up keeps is some bytes a person and day of
// entering, and little else. It isn't parallel: it looks at the heap.
func TestMemoryIsFlat(t *testing.T) { //nolint:paralleltest // the heap is everybody's
	kept := func(workers int) (most uint64) {
		var before, now runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		for day := range (generate.Lives{Seed: 1, Workers: workers, Years: 4}).Days(nil) {
			if day.On.Day() == 1 && day.On.MonthOf().Number()%4 == 1 {
				runtime.GC()
				runtime.ReadMemStats(&now)
				most = max(most, now.HeapAlloc-min(before.HeapAlloc, now.HeapAlloc))
			}
		}
		return most
	}
	few, many := kept(1000), kept(9000)
	if each := float64(many-min(few, many)) / 8000; each > 100 {
		t.Errorf("a person more keeps %.0f bytes more", each)
	} else {
		t.Logf("%d and %d bytes, %.0f a person more", few, many, each)
	}
}
