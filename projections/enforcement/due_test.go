package enforcement_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"vaoso/adapters/sqlite"
	"vaoso/domain/book"
	"vaoso/domain/catalog"
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/law"
	"vaoso/domain/plan"
	"vaoso/domain/scenario"
	"vaoso/domain/supervision"
	"vaoso/domain/territory"
	"vaoso/projections/enforcement"
	"vaoso/projections/engine"
	"vaoso/projections/engine/foldtest"
)

var (
	errCrash    = errors.New("crash")
	inspections = []string{"KT-1", "KT-2"}
)

// desk is a book that crashes where it is told to, and its clock.
type desk struct {
	*book.Book
	today civil.Date
	crash bool // behind a sanction
	keys  int
	at    interface{ Fatalf(string, ...any) }
	ctx   context.Context
}

func openDesk(t *testing.T, at interface{ Fatalf(string, ...any) }) *desk {
	log, err := sqlite.OpenLog(t.Context(), filepath.Join(t.TempDir(), "log.db"), sqlite.LogOptions{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { log.Close() }) //nolint:errcheck // a test's
	d := &desk{today: scenario.Day("2021-03-01"), at: at, ctx: t.Context()}
	d.Book = &book.Book{
		Book:      es.Book{Log: log, Definitions: catalog.Events(), Clock: func() time.Time { return d.today.In(9, 0, 0) }},
		Synthetic: true, Units: territory.VinhYen(), Wages: territory.VinhYenWages(), Limits: law.Current(), RuleSets: plan.ShippedRules(),
	}
	d.Step = func(string) error {
		if d.crash {
			return errCrash
		}
		return nil
	}
	return d
}

// ask carries out a command; a refusal and a crash are answers too.
func (d *desk) ask(name, command string, args ...any) error {
	c, ok := book.Named(name)
	if !ok {
		d.at.Fatalf("no command %s", name)
	}
	asked, err := c.Decode([]byte(fmt.Sprintf(command, args...)))
	if err != nil {
		d.at.Fatalf("%s: %v", name, err)
	}
	asked.LegalBasis = "test"
	d.keys++
	_, err = d.Do(d.ctx, c, asked, book.Request{Actor: "u-test", Key: fmt.Sprint("k", d.keys)})
	if _, refused := es.AsRefused(err); err != nil && !refused && !errors.Is(err, errCrash) {
		d.at.Fatalf("%s: %v", name, err)
	}
	return err
}

func (d *desk) must(err error) {
	if err != nil {
		d.at.Fatalf("%v", err)
	}
}

// pass lets days pass, and says so in the book, as the system does.
func (d *desk) pass(days int) {
	d.today = d.today.AddDays(days)
	d.must(d.ask("PassDay", `{"city":"vinh-yen","day":%q}`, d.today.AddDays(-1)))
}

// ready opens two inspections of one agency, each with a finding due in 2 days.
func (d *desk) ready() {
	d.must(d.ask("RegisterAgency", `{"licenceNo":"26-014","name":"Công ty Mẫu Phái cử A","licensedOn":"2017-05-12","markets":["JP"]}`))
	for _, no := range inspections {
		d.must(d.ask("OpenInspection", `{"inspection":%q,"licenceNo":"26-014","inspector":"Thanh tra Mẫu 01"}`, no))
		d.must(d.ask("RecordFinding", `{"inspection":%q,"findingId":"1","text":"x","severity":"minor"}`, no))
		d.must(d.ask("RequireRemedy", `{"inspection":%q,"findingId":"1","what":"x","dueOn":%q}`, no, d.today.AddDays(2)))
	}
}

func (d *desk) due() (list []enforcement.Inspection) {
	views, err := sqlite.OpenViewsInMemory(d.ctx)
	d.must(err)
	defer views.Close() //nolint:errcheck // in memory
	_, err = engine.Replay(d.ctx, d.Log, d.Definitions, enforcement.Projection, views, nil)
	d.must(err)
	d.must(views.Snapshot(d.ctx, func(s engine.Snapshot) error {
		list, err = enforcement.Due(d.ctx, s)
		return err
	}))
	return list
}

// enforcing is for which inspections Enforce writes something.
func (d *desk) enforcing(passed civil.Date) (list []string) {
	for _, no := range inspections {
		before, err := d.Log.Head(d.ctx)
		d.must(err)
		d.must(d.Enforce(d.ctx, supervision.Stream(no), passed))
		after, err := d.Log.Head(d.ctx)
		d.must(err)
		if before != after {
			list = append(list, supervision.Stream(no))
		}
	}
	return list
}

// act does something random: half of the sanctions crash.
func (d *desk) act(t *rapid.T) {
	no := rapid.SampledFrom(inspections).Draw(t, "inspection")
	d.crash = rapid.Bool().Draw(t, "crash")
	defer func() { d.crash = false }()
	soon := d.today.AddDays(rapid.IntRange(0, 3).Draw(t, "soon"))
	decision := rapid.SampledFrom([]string{"QĐ-1", "QĐ-2"}).Draw(t, "decision")
	switch rapid.SampledFrom([]string{"extend", "remedy", "escalate", "escalate", "sanction", "sanction", "suspend", "reinstate", "revoke", "days", "days"}).Draw(t, "what") {
	case "extend":
		_ = d.ask("ExtendRemedy", `{"inspection":%q,"findingId":"1","dueOn":%q}`, no, soon)
	case "remedy":
		_ = d.ask("RecordRemedy", `{"inspection":%q,"findingId":"1"}`, no)
	case "escalate":
		_ = d.ask("EscalateFinding", `{"inspection":%q,"findingId":"1","to":"Sở"}`, no)
	case "sanction":
		_ = d.ask("ImposeSanction", `{"inspection":%q,"findingId":"1","kind":"suspension","decisionNo":%q,"from":%q}`, no, decision, soon)
	case "suspend":
		_ = d.ask("SuspendLicence", `{"licenceNo":"26-014","from":%q,"decisionNo":%q}`, soon, decision)
	case "reinstate":
		_ = d.ask("ReinstateLicence", `{"licenceNo":"26-014","from":%q,"decisionNo":"QĐ-3"}`, soon)
	case "revoke":
		if rapid.IntRange(0, 3).Draw(t, "rarely") == 0 { // it ends all
			_ = d.ask("RevokeLicence", `{"licenceNo":"26-014","from":%q,"decisionNo":"QĐ-4"}`, soon)
		}
	case "days":
		d.pass(rapid.IntRange(1, 3).Draw(t, "days"))
	}
}

// TestDueIsWhatEnforceWrites: for whatever happened, also where a sanction
// crashed, the list names the inspections for which Enforce writes events, and
// is empty afterwards.
func TestDueIsWhatEnforceWrites(t *testing.T) {
	t.Parallel()
	enforced := scenario.AtLeast(1, "enforced")
	enforced.Check(t, func(rt *rapid.T) {
		d := openDesk(t, rt)
		d.ready()
		for range rapid.IntRange(4, 8).Draw(rt, "acts") {
			d.act(rt)
			if !rapid.Bool().Draw(rt, "enforce") {
				continue
			}
			due := d.due()
			var streams []string
			var passed civil.Date
			for _, i := range due {
				streams, passed = append(streams, i.Stream), i.Passed
			}
			got := d.enforcing(passed)
			// Both may be about one decision: the first carries it for both.
			if slices.Contains(streams, "inspection-KT-1") != slices.Contains(got, "inspection-KT-1") || len(got) > len(streams) || len(streams) > 0 && len(got) == 0 {
				rt.Fatalf("due are %v, Enforce wrote for %v", due, got)
			}
			if again := d.due(); len(again) > 0 {
				rt.Fatalf("after enforcing, %v are due", again)
			}
			if more := d.enforcing(passed); len(more) > 0 {
				rt.Fatalf("Enforce wrote again for %v", more)
			}
			if len(due) > 0 {
				enforced.Saw("enforced")
			}
		}
	})
}

// TestADeadlineIsDueOnceItsDayIsOver, and no sooner, whatever the clock says.
func TestADeadlineIsDueOnceItsDayIsOver(t *testing.T) {
	t.Parallel()
	d := openDesk(t, t)
	d.ready() // due on 3 March
	d.today = scenario.Day("2021-04-01")
	if due := d.due(); due != nil {
		t.Errorf("no day has passed, and due are %v", due)
	}
	for _, c := range []struct {
		passed string
		want   int
	}{{"2021-03-02", 0}, {"2021-03-03", 2}} {
		d.must(d.ask("PassDay", `{"city":"vinh-yen","day":%q}`, c.passed))
		if due := d.due(); len(due) != c.want {
			t.Errorf("once %s is over, due are %v", c.passed, due)
		}
	}
}

func TestASuspensionIsDueUntilItIsOnTheLicence(t *testing.T) {
	t.Parallel()
	d := openDesk(t, t)
	d.ready()
	d.today = scenario.Day("2021-03-10")
	d.must(d.ask("EscalateFinding", `{"inspection":"KT-2","findingId":"1","to":"Sở"}`))
	d.crash = true
	if err := d.ask("ImposeSanction", `{"inspection":"KT-2","findingId":"1","kind":"suspension","decisionNo":"QĐ","from":"2021-03-10"}`); !errors.Is(err, errCrash) {
		t.Fatal(err)
	}
	if due := d.due(); !slices.Equal(due, []enforcement.Inspection{{Stream: "inspection-KT-2"}}) {
		t.Errorf("due are %v", due)
	}
	if got := d.enforcing(civil.Date{}); !slices.Equal(got, []string{"inspection-KT-2"}) || d.due() != nil {
		t.Errorf("Enforce wrote for %v; still due %v", got, d.due())
	}
}

// TestARevokedLicenceCantBeSuspended: what a crash left behind comes to rest, where
// the revocation holds by the suspension's first day.
func TestARevokedLicenceCantBeSuspended(t *testing.T) {
	t.Parallel()
	for from, want := range map[string]int{"2021-03-10": 0, "2021-03-11": 1} {
		d := openDesk(t, t)
		d.ready()
		d.today = scenario.Day("2021-03-10")
		d.must(d.ask("EscalateFinding", `{"inspection":"KT-2","findingId":"1","to":"Sở"}`))
		d.crash = true
		if err := d.ask("ImposeSanction", `{"inspection":"KT-2","findingId":"1","kind":"suspension","decisionNo":"QĐ","from":"2021-03-10"}`); !errors.Is(err, errCrash) {
			t.Fatal(err)
		}
		d.must(d.ask("RevokeLicence", `{"licenceNo":"26-014","from":%q,"decisionNo":"QĐ-4"}`, from))
		if due, wrote := d.due(), d.enforcing(civil.Date{}); len(due) != want || len(wrote) != want {
			t.Errorf("revoked from %s: due are %v, Enforce wrote for %v", from, due, wrote)
		}
	}
}

func TestAFoldKeepsTheLaws(t *testing.T) {
	t.Parallel()
	d := openDesk(t, t)
	d.ready()
	d.pass(4)
	for _, i := range d.due() {
		d.must(d.Enforce(t.Context(), i.Stream, i.Passed))
	}
	for i, no := range inspections {
		d.must(d.ask("EscalateFinding", `{"inspection":%q,"findingId":"1","to":"Sở"}`, no))
		d.must(d.ask("ImposeSanction", `{"inspection":%q,"findingId":"1","kind":"suspension","decisionNo":"QĐ-%d","from":"2021-03-05"}`, no, i))
	}
	d.must(d.ask("ExtendRemedy", `{"inspection":"KT-1","findingId":"1","dueOn":"2021-03-09"}`))
	d.must(d.ask("RecordRemedy", `{"inspection":"KT-2","findingId":"1"}`))
	d.must(d.ask("RevokeLicence", `{"licenceNo":"26-014","from":"2021-03-05","decisionNo":"QĐ-9"}`))
	var events []es.Recorded
	for e, err := range d.Log.ReadAll(t.Context(), es.Start, es.Forward, es.Filter{Types: enforcement.Projection.Reads}) {
		d.must(err)
		r, err := d.Definitions.Decode(e)
		d.must(err)
		events = append(events, r)
	}
	foldtest.Properties(t, enforcement.Projection, events)
}
