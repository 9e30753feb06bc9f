package enforcement_test

import (
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"vaoso/adapters/sqlite"
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/scenario"
	"vaoso/domain/supervision"
	"vaoso/projections/desktest"
	"vaoso/projections/enforcement"
	"vaoso/projections/engine"
	"vaoso/projections/engine/foldtest"
)

var (
	inspections = []string{"KT-1", "KT-2"}
)

// desk is a book with what the list is about.
type desk struct{ *desktest.Desk }

// ready opens two inspections of one agency, each with a finding due in 2 days.
func (d desk) ready() {
	d.Must(d.Ask("RegisterAgency", `{"licenceNo":"26-014","name":"Công ty Mẫu Phái cử A","licensedOn":"2017-05-12","markets":["JP"]}`))
	for _, no := range inspections {
		d.Must(d.Ask("OpenInspection", `{"inspection":%q,"licenceNo":"26-014","inspector":"Thanh tra Mẫu 01"}`, no))
		d.Must(d.Ask("RecordFinding", `{"inspection":%q,"findingId":"1","text":"x","severity":"minor"}`, no))
		d.Must(d.Ask("RequireRemedy", `{"inspection":%q,"findingId":"1","what":"x","dueOn":%q}`, no, d.Today.AddDays(2)))
	}
}

func (d desk) due() (list []enforcement.Inspection) {
	views, err := sqlite.OpenViewsInMemory(d.Ctx)
	d.Must(err)
	defer views.Close() //nolint:errcheck // in memory
	_, err = engine.Replay(d.Ctx, d.Log, d.Definitions, enforcement.Projection, views, nil)
	d.Must(err)
	d.Must(views.Snapshot(d.Ctx, func(s engine.Snapshot) error {
		list, err = enforcement.Due(d.Ctx, s)
		return err
	}))
	return list
}

// enforcing is for which inspections Enforce writes something.
func (d desk) enforcing(passed civil.Date) (list []string) {
	for _, no := range inspections {
		if d.Writes(func() error { return d.Enforce(d.Ctx, supervision.Stream(no), passed) }) {
			list = append(list, supervision.Stream(no))
		}
	}
	return list
}

// act does something random: half of the sanctions crash.
func (d desk) act(t *rapid.T) {
	no := rapid.SampledFrom(inspections).Draw(t, "inspection")
	d.Crash = rapid.SampledFrom([]string{"", "sanctioned"}).Draw(t, "crash")
	defer func() { d.Crash = "" }()
	soon := d.Today.AddDays(rapid.IntRange(0, 3).Draw(t, "soon"))
	decision := rapid.SampledFrom([]string{"QĐ-1", "QĐ-2"}).Draw(t, "decision")
	switch rapid.SampledFrom([]string{"extend", "remedy", "escalate", "escalate", "sanction", "sanction", "suspend", "reinstate", "revoke", "days", "days"}).Draw(t, "what") {
	case "extend":
		_ = d.Ask("ExtendRemedy", `{"inspection":%q,"findingId":"1","dueOn":%q}`, no, soon)
	case "remedy":
		_ = d.Ask("RecordRemedy", `{"inspection":%q,"findingId":"1"}`, no)
	case "escalate":
		_ = d.Ask("EscalateFinding", `{"inspection":%q,"findingId":"1","to":"Sở"}`, no)
	case "sanction":
		_ = d.Ask("ImposeSanction", `{"inspection":%q,"findingId":"1","kind":"suspension","decisionNo":%q,"from":%q}`, no, decision, soon)
	case "suspend":
		_ = d.Ask("SuspendLicence", `{"licenceNo":"26-014","from":%q,"decisionNo":%q}`, soon, decision)
	case "reinstate":
		_ = d.Ask("ReinstateLicence", `{"licenceNo":"26-014","from":%q,"decisionNo":"QĐ-3"}`, soon)
	case "revoke":
		if rapid.IntRange(0, 3).Draw(t, "rarely") == 0 { // it ends all
			_ = d.Ask("RevokeLicence", `{"licenceNo":"26-014","from":%q,"decisionNo":"QĐ-4"}`, soon)
		}
	case "days":
		d.Pass(rapid.IntRange(1, 3).Draw(t, "days"))
	}
}

// TestDueIsWhatEnforceWrites: for whatever happened, also where a sanction
// crashed, the list names the inspections for which Enforce writes events, and
// is empty afterwards.
func TestDueIsWhatEnforceWrites(t *testing.T) {
	t.Parallel()
	enforced := scenario.AtLeast(1, "enforced")
	enforced.Check(t, func(rt *rapid.T) {
		d := desk{desktest.Open(t, rt)}
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
	d := desk{desktest.Open(t, t)}
	d.ready() // due on 3 March
	d.Today = scenario.Day("2021-04-01")
	if due := d.due(); due != nil {
		t.Errorf("no day has passed, and due are %v", due)
	}
	for _, c := range []struct {
		passed string
		want   int
	}{{"2021-03-02", 0}, {"2021-03-03", 2}} {
		d.Must(d.Ask("PassDay", `{"city":"vinh-yen","day":%q}`, c.passed))
		if due := d.due(); len(due) != c.want {
			t.Errorf("once %s is over, due are %v", c.passed, due)
		}
	}
}

func TestASuspensionIsDueUntilItIsOnTheLicence(t *testing.T) {
	t.Parallel()
	d := desk{desktest.Open(t, t)}
	d.ready()
	d.Today = scenario.Day("2021-03-10")
	d.Must(d.Ask("EscalateFinding", `{"inspection":"KT-2","findingId":"1","to":"Sở"}`))
	d.Crash = "sanctioned"
	if err := d.Ask("ImposeSanction", `{"inspection":"KT-2","findingId":"1","kind":"suspension","decisionNo":"QĐ","from":"2021-03-10"}`); !errors.Is(err, desktest.ErrCrash) {
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
		d := desk{desktest.Open(t, t)}
		d.ready()
		d.Today = scenario.Day("2021-03-10")
		d.Must(d.Ask("EscalateFinding", `{"inspection":"KT-2","findingId":"1","to":"Sở"}`))
		d.Crash = "sanctioned"
		if err := d.Ask("ImposeSanction", `{"inspection":"KT-2","findingId":"1","kind":"suspension","decisionNo":"QĐ","from":"2021-03-10"}`); !errors.Is(err, desktest.ErrCrash) {
			t.Fatal(err)
		}
		d.Must(d.Ask("RevokeLicence", `{"licenceNo":"26-014","from":%q,"decisionNo":"QĐ-4"}`, from))
		if due, wrote := d.due(), d.enforcing(civil.Date{}); len(due) != want || len(wrote) != want {
			t.Errorf("revoked from %s: due are %v, Enforce wrote for %v", from, due, wrote)
		}
	}
}

func TestAFoldKeepsTheLaws(t *testing.T) {
	t.Parallel()
	d := desk{desktest.Open(t, t)}
	d.ready()
	d.Pass(4)
	for _, i := range d.due() {
		d.Must(d.Enforce(t.Context(), i.Stream, i.Passed))
	}
	for i, no := range inspections {
		d.Must(d.Ask("EscalateFinding", `{"inspection":%q,"findingId":"1","to":"Sở"}`, no))
		d.Must(d.Ask("ImposeSanction", `{"inspection":%q,"findingId":"1","kind":"suspension","decisionNo":"QĐ-%d","from":"2021-03-05"}`, no, i))
	}
	d.Must(d.Ask("ExtendRemedy", `{"inspection":"KT-1","findingId":"1","dueOn":"2021-03-09"}`))
	d.Must(d.Ask("RecordRemedy", `{"inspection":"KT-2","findingId":"1"}`))
	d.Must(d.Ask("RevokeLicence", `{"licenceNo":"26-014","from":"2021-03-05","decisionNo":"QĐ-9"}`))
	var events []es.Recorded
	for e, err := range d.Log.ReadAll(t.Context(), es.Start, es.Forward, es.Filter{Types: enforcement.Projection.Reads}) {
		d.Must(err)
		r, err := d.Definitions.Decode(e)
		d.Must(err)
		events = append(events, r)
	}
	foldtest.Properties(t, enforcement.Projection, events)
}
