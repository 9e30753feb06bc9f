package engagements_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"vaoso/adapters/sqlite"
	"vaoso/domain/book"
	"vaoso/domain/es"
	"vaoso/domain/scenario"
	"vaoso/projections/desktest"
	"vaoso/projections/engagements"
	"vaoso/projections/engine"
	"vaoso/projections/engine/foldtest"
)

// desk is a book with what the list is about.
type desk struct{ *desktest.Desk }

// ready enters two contracts of one worker, and one of another.
func (d desk) ready() {
	d.Must(d.Ask("RegisterAgency", `{"licenceNo":"26-014","name":"Công ty Mẫu Phái cử A","licensedOn":"2017-05-12","markets":["JP"]}`))
	for i, contract := range contracts {
		person := "00009400012" + "112"[i:i+1]
		if err := d.Ask("RegisterWorker", `{"citizenId":%q,"fullName":"Nguyễn Văn Á","birthDate":"1994-02-03","sex":"male","ward":"08710"}`, person); err != nil && i != 1 {
			d.Must(err)
		}
		d.Must(d.Ask("SignContract", `{"contract":%q,"citizenId":%q,"licenceNo":"26-014","kind":"service","market":"JP","occupation":"hàn","months":12,
			"monthlyWage":{"amount":150000,"currency":"JPY"},"serviceFee":{"amount":100000,"currency":"JPY"}}`, contract, person))
		d.Must(d.Ask("RecordOrientation", `{"contract":%q,"certificateNo":"1"}`, contract))
		if i != 2 { // the third departs irregularly, if at all
			d.Must(d.Ask("RegisterContract", `{"contract":%q,"registrationNo":"1"}`, contract))
		}
	}
}

var contracts = []string{"C-1", "C-2", "C-3"}

func (d desk) due() (list []string) {
	views, err := sqlite.OpenViewsInMemory(d.Ctx)
	d.Must(err)
	defer views.Close() //nolint:errcheck // in memory
	_, err = engine.Replay(d.Ctx, d.Log, d.Definitions, engagements.Projection, views, nil)
	d.Must(err)
	d.Must(views.Snapshot(d.Ctx, func(s engine.Snapshot) error {
		list, err = engagements.Due(d.Ctx, s)
		return err
	}))
	return list
}

// settling is for which contracts Settle writes something.
func (d desk) settling() (list []string) {
	for _, c := range contracts {
		if d.Writes(func() error { return d.Settle(d.Ctx, book.ContractStream(c)) }) {
			list = append(list, book.ContractStream(c))
		}
	}
	return list
}

// act does something random: half of the departures crash, and endings too.
func (d desk) act(t *rapid.T) {
	contract := rapid.SampledFrom(contracts).Draw(t, "contract")
	d.Crash = rapid.SampledFrom([]string{"", "reserved", "dispatched", "corrected"}).Draw(t, "crash")
	defer func() { d.Crash = "" }()
	switch rapid.SampledFrom([]string{"dispatch", "dispatch", "irregular", "abscond", "return", "terminate", "liquidate", "days", "correct", "correct"}).Draw(t, "what") {
	case "dispatch":
		_ = d.Ask("DispatchOverseas", `{"contract":%q}`, contract)
	case "irregular":
		_ = d.Ask("RecordIrregularDispatch", `{"contract":%q,"source":"gia đình báo"}`, contract)
	case "abscond":
		_ = d.Ask("ReportAbsconded", `{"contract":%q,"reporter":"doanh nghiệp"}`, contract)
	case "return":
		_ = d.endUnsettled("RecordReturn", `{"contract":%q,"reason":"early_own"}`, contract)
	case "terminate":
		_ = d.endUnsettled("TerminateContract", `{"contract":%q,"reason":"rút"}`, contract)
	case "liquidate":
		_ = d.Ask("LiquidateContract", `{"contract":%q}`, contract)
	case "correct":
		d.correct(t, contract)
	case "days":
		d.Pass(rapid.IntRange(1, 9).Draw(t, "days"))
	}
}

// correct annuls a fact of the contract, or moves its day, by two people.
func (d desk) correct(t *rapid.T, contract string) {
	var facts []es.Event
	for e, err := range d.Log.Read(d.Ctx, book.ContractStream(contract), 0, es.Forward) {
		d.Must(err)
		if strings.HasPrefix(e.Type, "Worker") || strings.HasSuffix(e.Type, "Terminated") || e.Type == "IrregularDispatchRecorded" {
			facts = append(facts, e)
		}
	}
	if len(facts) == 0 {
		return
	}
	fact := rapid.SampledFrom(facts).Draw(t, "fact")
	action := `"annul"`
	if rapid.Bool().Draw(t, "moved") {
		action = fmt.Sprintf(`"correct","changes":[{"field":"on","to":%q}]`, fact.Meta.OccurredOn.AddDays(rapid.IntRange(-3, 3).Draw(t, "by")))
	}
	crash := d.Crash
	d.Crash = ""
	if d.Ask("ProposeCorrection", `{"contract":%q,"eventId":%q,"action":`+action+`}`, contract, fact.ID) != nil {
		return
	}
	d.Crash = crash
	_ = d.AskAs("u-other", "ConfirmCorrection", `{"contract":%q,"proposalId":%q}`, contract, es.EventID(fmt.Sprint("k", d.Keys), book.ContractStream(contract), 0))
}

// endUnsettled ends a contract as if the process had died before it freed the
// worker: the log refuses the policy's append.
func (d desk) endUnsettled(name, command string, args ...any) error {
	if d.Crash == "" {
		return d.Ask(name, command, args...)
	}
	whole := d.Log
	d.Log = dying{whole}
	defer func() { d.Log = whole }()
	return d.Ask(name, command, args...)
}

// dying is a log that takes nothing into a worker's stream.
type dying struct{ es.Log }

func (l dying) Append(ctx context.Context, stream string, expected es.Expected, events []es.NewEvent) (es.Appended, error) {
	if strings.HasPrefix(stream, "worker-") {
		return es.Appended{}, desktest.ErrCrash
	}
	return l.Log.Append(ctx, stream, expected, events)
}

// TestDueIsWhatSettleWrites: for whatever happened, whichever step it crashed
// behind, the list names the contracts for which Settle writes events, and is
// empty afterwards.
func TestDueIsWhatSettleWrites(t *testing.T) {
	t.Parallel()
	settled := scenario.AtLeast(1, "settled")
	settled.Check(t, func(rt *rapid.T) {
		d := desk{desktest.Open(t, rt)}
		d.ready()
		for range rapid.IntRange(1, 8).Draw(rt, "acts") {
			d.act(rt)
			if !rapid.Bool().Draw(rt, "settle") {
				continue
			}
			due := d.due()
			if got := d.settling(); !slices.Equal(due, got) {
				rt.Fatalf("due are %v, Settle wrote for %v", due, got)
			}
			if again := d.due(); len(again) > 0 {
				rt.Fatalf("after settling, %v are due", again)
			}
			if len(due) > 0 {
				settled.Saw("settled")
			}
		}
	})
}

func TestAHoldIsDueTheDayAfterItRanOut(t *testing.T) {
	t.Parallel()
	d := desk{desktest.Open(t, t)}
	d.ready()
	d.Crash = "reserved"
	if err := d.Ask("DispatchOverseas", `{"contract":"C-1"}`); !errors.Is(err, desktest.ErrCrash) {
		t.Fatal(err)
	}
	for _, c := range []struct {
		days int
		want []string
	}{{7, nil}, {1, []string{"contract-C-1"}}} {
		if d.Pass(c.days); !slices.Equal(d.due(), c.want) {
			t.Errorf("on %s due are %v, want %v", d.Today, d.due(), c.want)
		}
	}
}

// TestTheMissingStayEngaged: a contract ended abroad frees the worker, but not
// one who absconded and hasn't returned.
func TestTheMissingStayEngaged(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		absconds bool
		want     []string
	}{{false, []string{"contract-C-1"}}, {true, nil}} {
		d := desk{desktest.Open(t, t)}
		d.ready()
		d.Must(d.Ask("DispatchOverseas", `{"contract":"C-1"}`))
		if c.absconds {
			d.Must(d.Ask("ReportAbsconded", `{"contract":"C-1","reporter":"doanh nghiệp"}`))
		}
		d.Crash = "released"
		if err := d.endUnsettled("TerminateContract", `{"contract":"C-1","reason":"bỏ"}`); errors.Is(err, desktest.ErrCrash) == c.absconds {
			t.Fatalf("absconded %v: %v", c.absconds, err)
		}
		if due, wrote := d.due(), d.settling(); !slices.Equal(due, c.want) || !slices.Equal(wrote, c.want) {
			t.Errorf("absconded %v: due are %v, Settle wrote for %v, want %v", c.absconds, due, wrote, c.want)
		}
	}
}

func TestAFoldKeepsTheLaws(t *testing.T) {
	t.Parallel()
	d := desk{desktest.Open(t, t)}
	d.ready()
	for _, c := range contracts {
		_ = d.Ask("DispatchOverseas", `{"contract":%q}`, c)
	}
	d.Pass(3)
	d.Must(d.Ask("RecordReturn", `{"contract":"C-1","reason":"early_own"}`))
	var events []es.Recorded
	for e, err := range d.Log.ReadAll(t.Context(), es.Start, es.Forward, es.Filter{Types: engagements.Projection.Reads}) {
		d.Must(err)
		r, err := d.Definitions.Decode(e)
		d.Must(err)
		events = append(events, r)
	}
	foldtest.Properties(t, engagements.Projection, events)
}
