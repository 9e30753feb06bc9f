// Package historytest makes histories of work abroad for tests of projections:
// every event comes from a real command through its decider, so that no test
// rests on a history that can't happen.
//
//	h := historytest.New(t)
//	h.Agency("2017-05-12", "26-014", overseas.RegisterAgency{…})
//	h.Ready("C-1", "w1", "26-014", "2021-03-02")
//	h.Depart("C-1", "2021-05-18")
//	historytest.View(t, store, contracts.Projection, h.Events(), func(q engine.Querier) { … })
package historytest

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"vaoso/domain/catalog"
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/law"
	"vaoso/domain/money"
	"vaoso/domain/overseas"
	"vaoso/domain/scenario"
	"vaoso/domain/supervision"
	"vaoso/projections/engine"
	"vaoso/projections/engine/foldtest"
)

// today is when every command is asked: behind all that these histories hold.
const today = "2039-12-31"

// History is a history in the making. Streams are named by their numbers:
// agencies by the first licence, contracts and inspections by their own.
type History struct {
	t       testing.TB
	lists   [][]es.Recorded
	streams map[string][]es.Recorded
	Births  map[string]civil.Date // by worker; others are born on 1990-01-01
	Busy    map[string]string     // what else occupies a worker, by worker
	Reports map[string]string     // the day on which a contract's departure is reported; else its own
}

// New is an empty history.
func New(t testing.TB) *History {
	return &History{t: t, streams: map[string][]es.Recorded{}, Births: map[string]civil.Date{}, Busy: map[string]string{}, Reports: map[string]string{}}
}

// Events are the events as a log would hand them out, in the order entered.
func (h *History) Events() []es.Recorded {
	h.t.Helper()
	return foldtest.Events(h.t, catalog.Events(), h.lists...)
}

// try carries out a command; a refusal leaves the history as it is.
func try[S, C any](h *History, d es.Decider[S, C], stream, on string, c C) error {
	day := scenario.Day(on)
	payloads, err := d.Decide(d.Fold(h.streams[stream]), c, es.Asked{On: day, Today: scenario.Day(today), Reason: "test", LegalBasis: "test", Actor: "u-test"})
	if err != nil || len(payloads) == 0 {
		return err
	}
	list := foldtest.In(stream, scenario.Happened(on, payloads...))
	h.streams[stream], h.lists = append(h.streams[stream], list...), append(h.lists, list)
	return nil
}

func (h *History) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// Agency carries out a command on an agency.
func (h *History) Agency(on, licence string, c overseas.AgencyCommand) {
	h.t.Helper()
	h.must(h.TryAgency(on, licence, c))
}

// TryAgency is Agency, with the refusal.
func (h *History) TryAgency(on, licence string, c overseas.AgencyCommand) error {
	return try(h, overseas.AgencyDecider, overseas.AgencyID(licence), on, c)
}

// Register registers a service enterprise with a licence for Japan and Taiwan,
// from 2017-01-01 to 2030-12-31.
func (h *History) Register(licence string) {
	h.t.Helper()
	h.Agency("2017-01-02", licence, overseas.RegisterAgency{
		LicenceNo: licence, Name: "Công ty Mẫu " + licence, LicensedOn: scenario.Day("2017-01-01"), ExpiresOn: scenario.Day("2030-12-31"), Markets: []string{"JP", "TW"},
	})
}

// AgencyState is the agency as the domain has it.
func (h *History) AgencyState(licence string) overseas.Agency {
	return overseas.AgencyDecider.Fold(h.streams[overseas.AgencyID(licence)])
}

// ContractState is the contract as the domain has it.
func (h *History) ContractState(no string) overseas.Contract {
	return overseas.ContractDecider.Fold(h.streams[overseas.ContractID(no)])
}

// Contract carries out a command on a contract, departures aside.
func (h *History) Contract(on, no string, c overseas.ContractCommand) {
	h.t.Helper()
	h.must(h.TryContract(on, no, c))
}

// TryContract is Contract, with the refusal.
func (h *History) TryContract(on, no string, c overseas.ContractCommand) error {
	switch cmd := c.(type) {
	case overseas.ExtendContract:
		cmd.Limits = law.Current()
		c = cmd
	case overseas.LiquidateContract:
		cmd.Limits = law.Current()
		c = cmd
	}
	return try(h, overseas.ContractDecider, overseas.ContractID(no), on, c)
}

// Terms are a lawful contract of 36 months in Japan for 150,000 yen, signed
// with the agency ("": an individual contract).
func Terms(no, worker, licence string) overseas.SignContract {
	s := overseas.SignContract{
		Contract: no, WorkerID: "worker-" + worker, Kind: overseas.KindService, Market: "JP", Occupation: "hàn", Months: 36,
		MonthlyWage: JPY(150_000), ServiceFee: JPY(400_000), Limits: law.Current(),
	}
	if licence == "" {
		s.Kind = overseas.KindIndividual
		return s
	}
	s.AgencyID, s.AgencyKnown = overseas.AgencyID(licence), true
	return s
}

// JPY is an amount of yen.
func JPY(amount int64) money.Money { return money.Money{Amount: amount, Currency: "JPY"} }

// Ready signs a contract on [Terms], orients and registers it, all on the day.
func (h *History) Ready(no, worker, licence, on string) {
	h.t.Helper()
	h.Sign(on, Terms(no, worker, licence))
	h.Papers(no, on)
}

// Sign signs a contract.
func (h *History) Sign(on string, terms overseas.SignContract) {
	h.t.Helper()
	h.Contract(on, terms.Contract, terms)
}

// Papers orients and registers a contract on the day.
func (h *History) Papers(no, on string) {
	h.t.Helper()
	h.Contract(on, no, overseas.RecordOrientation{Contract: no, CertificateNo: "ĐH-" + no})
	h.Contract(on, no, overseas.RegisterContract{Contract: no, RegistrationNo: "ĐK-" + no})
}

// Depart enters a departure: lawfully where the gate lets it through, else as
// an irregular one.
func (h *History) Depart(no, on string) {
	h.t.Helper()
	h.must(h.TryDepart(no, on))
}

// TryDepart is Depart, with the refusal.
func (h *History) TryDepart(no, on string) error {
	c := h.ContractState(no)
	reported := scenario.Day(on)
	if late, ok := h.Reports[no]; ok {
		reported = scenario.Day(late)
	}
	born, known := h.Births[c.WorkerID]
	if !known {
		born = scenario.Day("1990-01-01")
	}
	cmd := overseas.DispatchOverseas{
		Contract: no, ReportedOn: reported, Limits: law.Current(), Reservation: es.EventID("reserve", no, 0),
		Worker: overseas.Worker{ID: c.WorkerID, BirthDate: born, BirthYear: born.Year(), Sex: "male", Ward: "08710", EngagedWith: h.Busy[c.WorkerID]},
		Agency: overseas.AgencyDecider.Fold(h.streams[c.AgencyID]),
	}
	if cmd.Worker.EngagedWith == "" {
		cmd.Worker.EngagedWith = h.abroad(c.WorkerID, no, scenario.Day(on))
	}
	err := h.TryContract(on, no, cmd)
	if err == nil {
		return nil
	}
	return h.TryContract(on, no, overseas.RecordIrregularDispatch{
		Contract: no, ReportedOn: reported, Source: "test", Limits: cmd.Limits, Worker: cmd.Worker, Agency: cmd.Agency,
	})
}

// abroad is another contract under which the worker is abroad on the day.
func (h *History) abroad(worker, no string, day civil.Date) string {
	for stream, events := range h.streams {
		c := overseas.ContractDecider.Fold(events)
		if c.WorkerID != worker || c.No == no || c.DepartedOn.IsZero() || day.Before(c.DepartedOn) {
			continue
		}
		end := c.EndedOn()
		if !c.AbscondedOn.IsZero() {
			end = c.ReturnedOn
		}
		if end.IsZero() || !day.After(end) {
			return stream
		}
	}
	return ""
}

// Inspect carries out a command on an inspection.
func (h *History) Inspect(on, no string, c supervision.Command) {
	h.t.Helper()
	h.must(try(h, supervision.Decider, supervision.Stream(no), on, c))
}

// Store keeps a view that can be queried: sqlite.OpenViewsInMemory's.
type Store interface {
	engine.Store
	engine.Reader
}

// View folds the events into the store, lets ask query the view, and closes
// the store.
func View(t testing.TB, store Store, p engine.Projection, events []es.Recorded, ask func(engine.Querier)) {
	t.Helper()
	if err := errors.Join(view(t.Context(), store, p, events, ask), store.Close()); err != nil {
		t.Fatal(err)
	}
}

func view(ctx context.Context, store Store, p engine.Projection, events []es.Recorded, ask func(engine.Querier)) error {
	projector, err := engine.OpenProjector(ctx, p, store, nil)
	if err != nil {
		return err
	}
	if len(events) > 0 {
		if err := projector.Project(ctx, engine.PageOf(es.Start, events[len(events)-1].Position, events...)); err != nil {
			return fmt.Errorf("couldn't fold the history: %w", err)
		}
	}
	s := projector.Status()
	if err := store.Switch(ctx, engine.Switch{Generation: s.Generation, At: s.Position}); err != nil {
		return err
	}
	return store.Snapshot(ctx, func(q engine.Snapshot) error {
		ask(q)
		return nil
	})
}
