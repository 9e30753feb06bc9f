package app_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"vaoso/cmd/internal/app"
	"vaoso/domain/book"
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/plan"
	"vaoso/domain/scenario"
)

// bookWithClock is a new book whose day a test turns.
func bookWithClock(t *testing.T, today *atomic.Value) *app.App {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "so")
	if err := app.Create(dir, app.Settings{Synthetic: true, City: "vinh-yen"}); err != nil {
		t.Fatal(err)
	}
	clock := func() time.Time { return today.Load().(civil.Date).In(9, 0, 0) }
	a, err := app.Open(t.Context(), app.Options{Dir: dir, Tell: slog.New(slog.DiscardHandler), Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	return a
}

// TestAReportedMonthIsRestated: March is reported on 5 April. On the 6th one of
// its placements is annulled; once that day is over the policy restates March,
// and Biểu 10 says what, why and by whom. Another book with the same events, in
// which the policy comes late, decides the same.
func TestAReportedMonthIsRestated(t *testing.T) {
	t.Parallel()
	var today atomic.Value
	turn := func(day string) { today.Store(scenario.Day(day)) }
	turn("2021-04-05")
	h := serve(t, bookWithClock(t, &today))
	h.await(es.Start, "DayPassed", func(es.Event) bool { return true }) // the 4th
	passes := func(day string) {
		t.Helper()
		if err := h.PassDay(t.Context(), scenario.Day(day)); err != nil {
			t.Fatal(err)
		}
	}
	h.adopt("vinh-yen-2021", 2021, 1300, 30, "")
	some, mill := people(3, "may", "08710", "08728"), firm{"0000010008", "C", "08728"}
	h.register(some...)
	h.found(mill)
	for _, p := range some {
		h.place(p, mill, "2021-03-10", 12, "direct", "")
	}
	turn("2021-04-06")
	passes("2021-04-05")
	placement := labour.PlacementID(h.Book.Key.Worker(some[0].id), h.Book.Key.Employer(mill.tax), scenario.Day("2021-03-10"))
	h.do("AnnulPlacement", fmt.Sprintf(`{"citizenId":%q,"placementId":%q,"reason":"nhầm người","on":"2021-04-06"}`, some[0].id, placement))
	annulled := h.await(es.Start, "PlacementAnnulled", func(es.Event) bool { return true })
	turn("2021-04-07")
	passes("2021-04-06")
	said := h.await(es.Start, "FigureRestated", func(es.Event) bool { return true })
	var p plan.FigureRestated
	if err := json.Unmarshal(said.Data, &p); err != nil {
		t.Fatal(err)
	}
	if p.Was != 3 || p.Now != 2 || p.Period != civil.MonthOn(2021, 3) || p.Figure != "achieved" || len(p.Because) != 1 || p.Because[0] != annulled.ID || said.Meta.OccurredOn != scenario.Day("2021-04-06") || said.Meta.Actor != "policy-restatement" {
		t.Errorf("%+v %+v", p, said.Meta)
	}
	at := said.Position.String()
	ten := h.form("10", "period=month", at)
	h.says("Biểu 10", h.rowOf(ten, "restated", "subject", "Tháng 3/2021"), map[string]any{
		"field": "Đạt", "was": 3, "now": 2, "on": "2021-04-06", "why": "hủy bỏ (việc làm): nhầm người", "by": annulled.Meta.Actor,
	})
	r := h.figures("/api/corrections?", at)
	h.says("the report", r["restatements"].([]any)[0].(map[string]any), map[string]any{"was": 3, "now": 2, "report": "02", "period": "2021-03"})
	if got := h.figures("/api/reports/month?", at)["forms"].([]any); len(got) != 3 || got[2].(map[string]any)["form"] != "10" {
		t.Errorf("the month's report has %d forms", len(got))
	}

	// The same facts in another book, with one more behind them, before the policy comes.
	other := bookWithClock(t, &today)
	for e, err := range h.Log.ReadAll(t.Context(), es.Start, es.Forward, es.Filter{}) {
		if err != nil {
			t.Fatal(err)
		}
		if e.Type == "FigureRestated" {
			continue
		}
		if _, err := other.Log.Append(t.Context(), e.Stream, es.Exactly(e.Revision-1), []es.NewEvent{{ID: e.ID, Type: e.Type, Version: e.Version, Data: e.Data, Meta: e.Meta}}); err != nil {
			t.Fatal(err)
		}
	}
	again := serve(t, other).await(es.Start, "FigureRestated", func(es.Event) bool { return true })
	if again.ID != said.ID || !bytes.Equal(again.Data, said.Data) || again.Meta.OccurredOn != said.Meta.OccurredOn {
		t.Errorf("the other book says %s %s, the first %s %s", again.ID, again.Data, said.ID, said.Data)
	}
}

// restateTheYear closes the made-up year's plan, annuls some placements behind
// that, lets a day pass, and has a share's correction proposed.
func restateTheYear(t *testing.T, a *app.App) {
	t.Helper()
	f, err := a.Book.Figures(t.Context(), "vinh-yen-2021")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	ask := func(name, body string) {
		t.Helper()
		command, _ := book.Named(name)
		asked, err := command.Decode([]byte(body))
		if err != nil {
			t.Fatal(err)
		}
		n++
		asked.Reason = fmt.Sprint("vì ", n)
		if _, err := a.Book.Do(t.Context(), command, asked, book.Request{Actor: "u-test", Key: fmt.Sprint("restate ", n)}); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	ask("ClosePlan", fmt.Sprintf(`{"plan":"vinh-yen-2021","total":%d,"overseas":%d,"on":"2022-02-01"}`, f.Total, f.Overseas))
	annulled, share := 0, es.UUID{}
	for e, err := range a.Log.ReadAll(t.Context(), es.Start, es.Forward, es.Filter{Types: []string{"WorkerPlaced", "TargetAllocated"}}) {
		if err != nil {
			t.Fatal(err)
		}
		var p struct {
			PlacementID string `json:"placementId"`
		}
		if err := json.Unmarshal(e.Data, &p); err != nil {
			t.Fatal(err)
		}
		if e.Type == "TargetAllocated" {
			share = e.ID
		} else if annulled < 20 && e.Meta.OccurredOn.Year() == 2021 {
			annulled++
			command, _ := book.Named("AnnulPlacement")
			asked, err := command.Decode(fmt.Appendf(nil, `{"worker":%q,"placementId":%q,"on":"2022-02-01"}`, e.Stream, p.PlacementID))
			if err != nil {
				t.Fatal(err)
			}
			asked.Reason = "thử"
			if _, err := a.Book.Do(t.Context(), command, asked, book.Request{Actor: "u-test", Key: fmt.Sprint("annul ", annulled)}); err != nil {
				if _, refused := es.AsRefused(err); !refused { // one that was annulled before
					t.Fatal(err)
				}
			}
		}
	}
	ask("ProposeCorrection", fmt.Sprintf(`{"plan":"vinh-yen-2021","eventId":%q,"action":"annul","on":"2022-02-01"}`, share))
	if err := a.PassDay(t.Context(), scenario.Day("2022-02-01")); err != nil {
		t.Fatal(err)
	}
}
