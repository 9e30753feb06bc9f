package scorecard_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"vaoso/adapters/sqlite"
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/overseas"
	"vaoso/domain/scenario"
	domain "vaoso/domain/supervision"
	"vaoso/projections/contracts/historytest"
	"vaoso/projections/engine"
	"vaoso/projections/scorecard"
	"vaoso/projections/supervision"
)

var day = scenario.Day

// made is the report over the events, and the flags that supervision shows.
func made(t *testing.T, events []es.Recorded, asOf civil.Date) (r scorecard.AgencyReport, flags []supervision.Flag) {
	t.Helper()
	views, err := sqlite.OpenViewsInMemory(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(fill(t.Context(), views, events, func(s engine.Snapshot) error {
		marked, err := scorecard.FlagsOn(t.Context(), s, asOf)
		if err != nil {
			return err
		}
		if r, err = scorecard.Make(t.Context(), s, asOf, true, marked); err != nil {
			return err
		}
		flags, err = supervision.Flags(t.Context(), s, asOf, supervision.Filter{})
		return err
	}), views.Close()); err != nil {
		t.Fatal(err)
	}
	return r, flags
}

// fill folds the events into both read models, and asks them.
func fill(ctx context.Context, views *sqlite.Views, events []es.Recorded, ask func(engine.Snapshot) error) error {
	for _, p := range scorecard.Reads {
		projector, err := engine.OpenProjector(ctx, p, views, nil)
		if err != nil {
			return err
		}
		if err := projector.Project(ctx, engine.PageOf(es.Start, events[len(events)-1].Position, events...)); err != nil {
			return err
		}
		s := projector.Status()
		if err := views.Switch(ctx, engine.Switch{Generation: s.Generation, At: s.Position}); err != nil {
			return err
		}
	}
	return views.Snapshot(ctx, ask)
}

// bad is an agency that did much wrong, and one that did nothing.
func bad(t *testing.T) *historytest.History {
	h := historytest.New(t)
	h.Register("26-014")
	h.Register("26-015")
	h.Sign("2021-02-01", historytest.Terms("C-1", "w1", "26-014"))
	h.Papers("C-1", "2021-02-05")
	h.Contract("2021-02-06", "C-1", overseas.RecordFee{Contract: "C-1", Line: overseas.FeeService, Paid: historytest.JPY(450_001), ReceiptNo: "1"}) // RF02
	h.Depart("C-1", "2021-03-01")
	h.Ready("C-2", "w2", "26-014", "2021-02-01")
	h.Agency("2021-02-20", "26-014", overseas.SuspendLicence{Agency: "26-014", From: day("2021-03-01"), Until: day("2021-03-31"), DecisionNo: "QĐ-1"}) // RF01 of both
	h.Depart("C-2", "2021-03-15")
	h.Contract("2021-06-01", "C-2", overseas.ReportAbsconded{Contract: "C-2", Reporter: "nghiệp đoàn"}) // 1 of 2
	h.Inspect("2021-05-01", "KT-1", domain.OpenInspection{Inspection: "KT-1", Agency: "26-014", AgencyID: "agency-26-014", SubjectKnown: true, Inspector: "Thanh tra Mẫu 01"})
	h.Inspect("2021-05-02", "KT-1", domain.RecordFinding{Inspection: "KT-1", Text: "x", Severity: domain.Major})
	h.Inspect("2021-05-03", "KT-1", domain.RequireRemedy{Inspection: "KT-1", FindingID: "KT-1-1", What: "hoàn tiền", DueOn: day("2021-06-01")}) // RF14
	yes := true
	h.Complaint("2021-08-01", "KN-1", domain.LodgeComplaint{Complaint: "KN-1", AgencyID: "agency-26-014", SubjectKnown: true, Subject: "thu quá mức"})
	h.Complaint("2021-08-20", "KN-1", domain.AnswerComplaint{Complaint: "KN-1", Upheld: &yes})
	h.Refute("2021-09-01", "RF01-C-1", "quyết định có hiệu lực sau giờ bay")
	return h
}

// TestAScoreFromTheLog: RF01 of C-2 (15; that of C-1 is refuted), RF02 and RF14
// (16), the remedy overdue (10), a complaint (5), 1 of 2 absconded (50): 96.
func TestAScoreFromTheLog(t *testing.T) {
	t.Parallel()
	r, _ := made(t, bad(t).Events(), day("2021-12-31"))
	if len(r.Agencies) != 2 || !r.Synthetic || r.AsOf != day("2021-12-31") || r.Position == es.Start {
		t.Fatalf("%+v", r)
	}
	var terms []string
	for _, term := range r.Agencies[0].Score.Terms {
		terms = append(terms, fmt.Sprint(term.Name, " ", term.Points, " ", strings.Join(term.About, " ")))
	}
	got := strings.Join(terms, "; ")
	want := "critical 15 RF01-C-2; major 16 RF02-C-1 RF14-KT-1-1; minor 0 ; overdue_remedies 10 RF14-KT-1-1; complaints_upheld 5 KN-1; absconding 50 "
	if got != want || r.Agencies[0].Score.Points != 96 || r.Agencies[0].Score.Level != domain.LevelHigh {
		t.Errorf("got  %s: %d\nwant %s", got, r.Agencies[0].Score.Points, want)
	}
	if s := r.Agencies[1].Score; s.Points != 0 || s.Level != domain.LevelLow {
		t.Errorf("who did nothing has %+v", s)
	}
	text, err := json.Marshal(r)
	if err != nil || !strings.Contains(string(text), `"feePerMille":945`) || !strings.Contains(string(text), `"licenceState":"valid"`) {
		t.Errorf("%s, %v", text, err)
	}
}

// TestTheTermsAddUpToWhatSupervisionShows: over random histories the points are
// those of the flags that the supervision report lists, added up a second way.
func TestTheTermsAddUpToWhatSupervisionShows(t *testing.T) {
	t.Parallel()
	each := map[domain.Severity]int{domain.Critical: 15, domain.Major: 8, domain.Minor: 3}
	flagged := scenario.AtLeast(1, "flagged")
	flagged.Check(t, func(rt *rapid.T) {
		h := historytest.Random(historytest.New(t), historytest.Steps.Draw(rt, "steps"))
		asOf := day("2021-07-01").AddDays(rapid.IntRange(0, 1500).Draw(rt, "as of"))
		r, flags := made(t, h.Events(), asOf)
		for _, a := range r.Agencies {
			want := 0
			for _, f := range flags {
				if f.Agency == a.Agency && f.Day.After(asOf.AddMonths(-24)) {
					want += each[f.Severity]
					flagged.Saw("flagged")
				}
			}
			sent, gone := 0, 0
			for _, no := range h.Numbers() {
				if c := h.ContractState(no); c.AgencyID == a.Agency && c.DepartedOn.After(asOf.AddMonths(-24)) && !c.DepartedOn.After(asOf) {
					sent++
					if !c.AbscondedOn.IsZero() && !c.AbscondedOn.After(asOf) {
						gone++
					}
				}
			}
			if sent > 0 {
				want += (200*gone + sent) / (2 * sent)
			}
			if a.Score.Points != min(100, want) {
				rt.Fatalf("%s has %+v, the flags make %d", a.Agency, a.Score, want)
			}
		}
	})
}
