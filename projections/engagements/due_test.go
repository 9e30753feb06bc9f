package engagements_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
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
	"vaoso/domain/territory"
	"vaoso/projections/engagements"
	"vaoso/projections/engine"
	"vaoso/projections/engine/foldtest"
)

var errCrash = errors.New("crash")

// desk is a book that crashes where it is told to, and its clock.
type desk struct {
	*book.Book
	today civil.Date
	crash string // the step to crash behind
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
	d.Step = func(step string) error {
		if step == d.crash {
			return errCrash
		}
		return nil
	}
	return d
}

// ask carries out a command; a refusal and a crash are answers too.
func (d *desk) ask(name, command string, args ...any) error {
	return d.askAs("u-test", name, command, args...)
}

func (d *desk) askAs(actor, name, command string, args ...any) error {
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
	_, err = d.Do(d.ctx, c, asked, book.Request{Actor: actor, Key: fmt.Sprint("k", d.keys)})
	if _, refused := es.AsRefused(err); err != nil && !refused && !errors.Is(err, errCrash) {
		d.at.Fatalf("%s: %v", name, err)
	}
	return err
}

// pass lets days pass, and says so in the book, as the system does.
func (d *desk) pass(days int) {
	d.today = d.today.AddDays(days)
	if err := d.ask("PassDay", `{"city":"vinh-yen","day":%q}`, d.today.AddDays(-1)); err != nil {
		d.at.Fatalf("%v", err)
	}
}

// ready enters two contracts of one worker, and one of another.
func (d *desk) ready() {
	d.must(d.ask("RegisterAgency", `{"licenceNo":"26-014","name":"Công ty Mẫu Phái cử A","licensedOn":"2017-05-12","markets":["JP"]}`))
	for i, contract := range contracts {
		person := "00009400012" + "112"[i:i+1]
		if err := d.ask("RegisterWorker", `{"citizenId":%q,"fullName":"Nguyễn Văn Á","birthDate":"1994-02-03","sex":"male","ward":"08710"}`, person); err != nil && i != 1 {
			d.at.Fatalf("%v", err)
		}
		d.must(d.ask("SignContract", `{"contract":%q,"citizenId":%q,"licenceNo":"26-014","kind":"service","market":"JP","occupation":"hàn","months":12,
			"monthlyWage":{"amount":150000,"currency":"JPY"},"serviceFee":{"amount":100000,"currency":"JPY"}}`, contract, person))
		d.must(d.ask("RecordOrientation", `{"contract":%q,"certificateNo":"1"}`, contract))
		if i != 2 { // the third departs irregularly, if at all
			d.must(d.ask("RegisterContract", `{"contract":%q,"registrationNo":"1"}`, contract))
		}
	}
}

func (d *desk) must(err error) {
	if err != nil {
		d.at.Fatalf("%v", err)
	}
}

var contracts = []string{"C-1", "C-2", "C-3"}

func (d *desk) due() (list []string) {
	views, err := sqlite.OpenViewsInMemory(d.ctx)
	d.must(err)
	defer views.Close() //nolint:errcheck // in memory
	_, err = engine.Replay(d.ctx, d.Log, d.Definitions, engagements.Projection, views, nil)
	d.must(err)
	d.must(views.Snapshot(d.ctx, func(s engine.Snapshot) error {
		list, err = engagements.Due(d.ctx, s)
		return err
	}))
	return list
}

// settling is for which contracts Settle writes something.
func (d *desk) settling() (list []string) {
	for _, c := range contracts {
		before, err := d.Log.Head(d.ctx)
		d.must(err)
		d.must(d.Settle(d.ctx, book.ContractStream(c)))
		after, err := d.Log.Head(d.ctx)
		d.must(err)
		if before != after {
			list = append(list, book.ContractStream(c))
		}
	}
	return list
}

// act does something random: half of the departures crash, and endings too.
func (d *desk) act(t *rapid.T) {
	contract := rapid.SampledFrom(contracts).Draw(t, "contract")
	d.crash = rapid.SampledFrom([]string{"", "reserved", "dispatched", "corrected"}).Draw(t, "crash")
	defer func() { d.crash = "" }()
	switch rapid.SampledFrom([]string{"dispatch", "dispatch", "irregular", "abscond", "return", "terminate", "liquidate", "days", "correct", "correct"}).Draw(t, "what") {
	case "dispatch":
		_ = d.ask("DispatchOverseas", `{"contract":%q}`, contract)
	case "irregular":
		_ = d.ask("RecordIrregularDispatch", `{"contract":%q,"source":"gia đình báo"}`, contract)
	case "abscond":
		_ = d.ask("ReportAbsconded", `{"contract":%q,"reporter":"doanh nghiệp"}`, contract)
	case "return":
		_ = d.endUnsettled("RecordReturn", `{"contract":%q,"reason":"early_own"}`, contract)
	case "terminate":
		_ = d.endUnsettled("TerminateContract", `{"contract":%q,"reason":"rút"}`, contract)
	case "liquidate":
		_ = d.ask("LiquidateContract", `{"contract":%q}`, contract)
	case "correct":
		d.correct(t, contract)
	case "days":
		d.pass(rapid.IntRange(1, 9).Draw(t, "days"))
	}
}

// correct annuls a fact of the contract, or moves its day, by two people.
func (d *desk) correct(t *rapid.T, contract string) {
	var facts []es.Event
	for e, err := range d.Log.Read(d.ctx, book.ContractStream(contract), 0, es.Forward) {
		d.must(err)
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
	crash := d.crash
	d.crash = ""
	if d.ask("ProposeCorrection", `{"contract":%q,"eventId":%q,"action":`+action+`}`, contract, fact.ID) != nil {
		return
	}
	d.crash = crash
	_ = d.askAs("u-other", "ConfirmCorrection", `{"contract":%q,"proposalId":%q}`, contract, es.EventID(fmt.Sprint("k", d.keys), book.ContractStream(contract), 0))
}

// endUnsettled ends a contract as if the process had died before it freed the
// worker: the log refuses the policy's append.
func (d *desk) endUnsettled(name, command string, args ...any) error {
	if d.crash == "" {
		return d.ask(name, command, args...)
	}
	whole := d.Log
	d.Log = dying{whole}
	defer func() { d.Log = whole }()
	return d.ask(name, command, args...)
}

// dying is a log that takes nothing into a worker's stream.
type dying struct{ es.Log }

func (l dying) Append(ctx context.Context, stream string, expected es.Expected, events []es.NewEvent) (es.Appended, error) {
	if strings.HasPrefix(stream, "worker-") {
		return es.Appended{}, errCrash
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
		d := openDesk(t, rt)
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
	d := openDesk(t, t)
	d.ready()
	d.crash = "reserved"
	if err := d.ask("DispatchOverseas", `{"contract":"C-1"}`); !errors.Is(err, errCrash) {
		t.Fatal(err)
	}
	for _, c := range []struct {
		days int
		want []string
	}{{7, nil}, {1, []string{"contract-C-1"}}} {
		if d.pass(c.days); !slices.Equal(d.due(), c.want) {
			t.Errorf("on %s due are %v, want %v", d.today, d.due(), c.want)
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
		d := openDesk(t, t)
		d.ready()
		d.must(d.ask("DispatchOverseas", `{"contract":"C-1"}`))
		if c.absconds {
			d.must(d.ask("ReportAbsconded", `{"contract":"C-1","reporter":"doanh nghiệp"}`))
		}
		d.crash = "released"
		if err := d.endUnsettled("TerminateContract", `{"contract":"C-1","reason":"bỏ"}`); errors.Is(err, errCrash) == c.absconds {
			t.Fatalf("absconded %v: %v", c.absconds, err)
		}
		if due, wrote := d.due(), d.settling(); !slices.Equal(due, c.want) || !slices.Equal(wrote, c.want) {
			t.Errorf("absconded %v: due are %v, Settle wrote for %v, want %v", c.absconds, due, wrote, c.want)
		}
	}
}

func TestAFoldKeepsTheLaws(t *testing.T) {
	t.Parallel()
	d := openDesk(t, t)
	d.ready()
	for _, c := range contracts {
		_ = d.ask("DispatchOverseas", `{"contract":%q}`, c)
	}
	d.pass(3)
	d.must(d.ask("RecordReturn", `{"contract":"C-1","reason":"early_own"}`))
	var events []es.Recorded
	for e, err := range d.Log.ReadAll(t.Context(), es.Start, es.Forward, es.Filter{Types: engagements.Projection.Reads}) {
		d.must(err)
		r, err := d.Definitions.Decode(e)
		d.must(err)
		events = append(events, r)
	}
	foldtest.Properties(t, engagements.Projection, events)
}
