package supervision_test

import (
	"fmt"
	"testing"

	"vaoso/domain/es"
	"vaoso/domain/overseas"
	"vaoso/domain/scenario"
	"vaoso/projections/contracts/historytest"
	"vaoso/projections/engine"
	"vaoso/projections/engine/memory"
	"vaoso/projections/supervision"
)

// BenchmarkFold folds lawful contracts of five events each, over 50 agencies,
// and reports the cost of one event.
func BenchmarkFold(b *testing.B) {
	h := historytest.New(b)
	h.Register("26-014")
	h.Ready("C-1", "w1", "26-014", "2021-03-02")
	h.Depart("C-1", "2021-05-18")
	h.Contract("2024-05-17", "C-1", overseas.RecordReturn{Contract: "C-1", Reason: overseas.ReturnTerm})
	model := h.Events()
	const contracts, agencies = 10_000, 50
	var events []es.Recorded
	add := func(e es.Recorded, stream string) {
		e.Stream, e.Position = stream, es.NewPosition(uint64(len(events)+1), uint64(len(events)+1))
		events = append(events, e)
	}
	for n := range agencies {
		add(model[0], fmt.Sprintf("agency-%d", n))
	}
	for n := range contracts {
		for _, e := range model[1:] {
			party := overseas.Party{WorkerID: fmt.Sprintf("worker-%d", n), AgencyID: fmt.Sprintf("agency-%d", n%agencies), Market: "JP"}
			switch p := e.Payload.(type) {
			case overseas.ContractSigned:
				p.Party, p.ContractNo = party, fmt.Sprintf("C-%d", n)
				e.Payload = p
			case overseas.WorkerDispatched:
				p.Party = party
				e.Payload = p
			}
			add(e, fmt.Sprintf("contract-C-%d", n))
		}
	}
	b.ResetTimer()
	for b.Loop() {
		store := memory.New()
		p, err := engine.OpenProjector(b.Context(), supervision.Projection, store, nil)
		if err != nil {
			b.Fatal(err)
		}
		for at := 0; at < len(events); at += 5_000 {
			to := min(at+5_000, len(events))
			after := es.Start
			if at > 0 {
				after = events[at-1].Position
			}
			if err := p.Project(b.Context(), engine.PageOf(after, events[to-1].Position, events[at:to]...)); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(events)), "ns/event")
	b.StopTimer()
	historytest.View(b, views(b), supervision.Projection, events, func(q engine.Querier) {
		list, err := supervision.Flags(b.Context(), q, scenario.Day("2025-01-01"), supervision.Filter{})
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(list)), "flags")
	})
}
