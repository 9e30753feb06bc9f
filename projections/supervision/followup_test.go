package supervision_test

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"vaoso/domain/es"
	"vaoso/domain/money"
	domain "vaoso/domain/supervision"
	"vaoso/projections/contracts/historytest"
	"vaoso/projections/engine"
	"vaoso/projections/engine/foldtest"
	"vaoso/projections/supervision"
)

var update = flag.Bool("update", false, "write the golden files")

// followed is [inspected] with what followed: more time for the second finding,
// its escalation and three sanctions; complaints, a plan, and a flag refuted.
func followed(t *testing.T) *historytest.History {
	h := inspected(t)
	h.Inspect("2021-07-11", "KT-1", domain.FallOverdue{FindingID: "KT-1-2", DueOn: day("2021-07-10"), Passed: day("2021-07-10")})
	h.Inspect("2021-07-16", "KT-1", domain.ExtendRemedy{FindingID: "KT-1-2", DueOn: day("2021-07-20")})
	h.Inspect("2021-07-21", "KT-1", domain.FallOverdue{FindingID: "KT-1-2", DueOn: day("2021-07-20"), Passed: day("2021-07-20")})
	h.Inspect("2021-07-22", "KT-1", domain.EscalateFinding{FindingID: "KT-1-2", To: "Sở LĐ-TB&XH"})
	h.Inspect("2021-08-02", "KT-1", domain.ImposeSanction{FindingID: "KT-1-2", Kind: domain.Fine, Amount: money.VND(50_000_000), DecisionNo: "MẪU/QĐ-1", AgencyID: "agency-26-014"})
	h.Inspect("2021-08-02", "KT-1", domain.ImposeSanction{FindingID: "KT-1-2", Kind: domain.Suspension, From: day("2021-09-01"), Until: day("2021-09-30"), DecisionNo: "MẪU/QĐ-1", AgencyID: "agency-26-014"})
	h.Inspect("2021-08-03", "KT-1", domain.ImposeSanction{FindingID: "KT-1-2", Kind: domain.Warning, DecisionNo: "MẪU/QĐ-2", AgencyID: "agency-26-014"})
	h.Inspect("2021-07-01", "KT-3", domain.OpenInspection{Inspection: "KT-3", Unit: "08710", SubjectKnown: true, Inspector: "Thanh tra Mẫu 03", Checklist: []string{"sổ đăng ký", "niêm yết"}})
	h.Inspect("2021-07-02", "KT-3", domain.RecordChecklist{Item: "niêm yết", Note: "chưa niêm yết"})
	h.Complaint("2021-06-01", "KN-1", domain.LodgeComplaint{Complaint: "KN-1", WorkerID: "worker-w1", AgencyID: "agency-26-014", ContractID: "contract-C-1", Subject: "chậm trả lương", Text: "riêng tư", SubjectKnown: true})
	h.Complaint("2021-06-02", "KN-2", domain.LodgeComplaint{Complaint: "KN-2", AgencyID: "agency-26-014", Subject: "thu phí", SubjectKnown: true})
	h.Complaint("2021-06-03", "KN-3", domain.LodgeComplaint{Complaint: "KN-3", AgencyID: "agency-26-014", Subject: "ăn ở", SubjectKnown: true})
	yes, no := true, false
	h.Complaint("2021-06-20", "KN-1", domain.AnswerComplaint{Upheld: &yes})
	h.Complaint("2021-06-25", "KN-2", domain.AnswerComplaint{Upheld: &no})
	for _, quotas := range [][]domain.AskedQuota{
		{{Agency: "26-099", AgencyID: "agency-26-099", Count: 1, Known: true}, {Agency: "26-014", AgencyID: "agency-26-014", Count: 1, Known: true}},
		{{Agency: "26-014", AgencyID: "agency-26-014", Count: 3, Known: true}, {Unit: "08713", Count: 1, Known: true}},
	} {
		h.PlanInspections("2021-01-05", domain.AdoptInspectionPlan{Year: 2021, Quotas: quotas})
	}
	h.Refute("2021-08-05", "RF14-KT-1-1", "đã khắc phục đúng hạn, ghi sổ chậm")
	return h
}

// TestWhatFollows is worked out by hand.
func TestWhatFollows(t *testing.T) {
	t.Parallel()
	historytest.View(t, views(t), supervision.Projection, followed(t).Events(), func(q engine.Querier) {
		for asOf, want := range map[string]struct {
			state domain.FindingState
			late  int
			sums  string // overdue, escalated, sanctions, fines, complaints, unanswered, upheld
		}{
			"2021-05-31": {domain.StateRemedyRequired, 0, "0 0 0 0 0 0 0"},
			"2021-06-24": {domain.StateRemedyRequired, 0, "0 0 0 0 3 2 1"},
			"2021-07-20": {domain.StateRemedyRequired, 0, "0 0 0 0 3 1 1"},
			"2021-07-21": {domain.StateOverdue, 1, "1 0 0 0 3 1 1"},
			"2021-07-22": {domain.StateEscalated, 2, "1 1 0 0 3 1 1"},
			"2021-08-02": {domain.StateSanctioned, 13, "1 1 2 50000000 3 1 1"},
			"2021-08-03": {domain.StateSanctioned, 14, "1 1 3 50000000 3 1 1"},
		} {
			i, _, err := supervision.OneInspection(t.Context(), q, "inspection-KT-1", day(asOf))
			if err != nil || len(i.Findings) != 2 || i.Findings[1].State != want.state || i.Findings[1].DaysOverdue != want.late {
				t.Errorf("on %s: %+v %v", asOf, i.Findings, err)
			}
			s, err := supervision.Summary(t.Context(), q, day(asOf))
			if got := fmt.Sprint(s.OverdueRemedies, s.Escalated, s.Sanctions, s.Fines, s.Complaints, s.Unanswered, s.Upheld); err != nil || got != want.sums {
				t.Errorf("on %s: %s %v, want %s", asOf, got, err, want.sums)
			}
		}
		i, _, err := supervision.OneInspection(t.Context(), q, "inspection-KT-1", day("2021-08-03"))
		if err != nil || fmt.Sprint(len(i.Findings[1].Sanctions), i.Findings[1].Sanctions[1].Kind, i.Findings[1].EscalatedTo) != "3suspensionSở LĐ-TB&XH" {
			t.Errorf("%+v %v", i.Findings[1], err)
		}
		if f := i.Findings[1]; f.FellOverdueOn != day("2021-07-21") || f.RemedyDueOn != day("2021-07-20") {
			t.Errorf("the policy's mark: %+v", f.FindingRow)
		}
		i, _, err = supervision.OneInspection(t.Context(), q, "inspection-KT-3", day("2021-08-03"))
		if err != nil || len(i.Checklist) != 2 || i.Checklist[0].Item != "sổ đăng ký" || !i.Checklist[0].RecordedOn.IsZero() || i.Checklist[1].RecordedOn != day("2021-07-02") || i.Checklist[1].OK {
			t.Errorf("the checklist: %+v %v", i.Checklist, err)
		}
	})
}

func TestThePlanIsTheLastOne(t *testing.T) {
	t.Parallel()
	historytest.View(t, views(t), supervision.Projection, followed(t).Events(), func(q engine.Querier) {
		for asOf, want := range map[string]string{
			"2021-06-30": "[{{agency-26-014  3 1 2} Công ty Mẫu 26-014} {{ 08713 1 0 1} }]",
			"2021-12-31": "[{{agency-26-014  3 2 1} Công ty Mẫu 26-014} {{ 08713 1 0 1} } {{ 08710 0 1 0} }]", // KT-2 is of the agency's contract
			"2022-12-31": "[]",
		} {
			list, err := supervision.AgainstPlan(t.Context(), q, day(asOf))
			if got := fmt.Sprint(list); err != nil || got != want {
				t.Errorf("on %s: %s %v, want %s", asOf, got, err, want)
			}
		}
	})
}

func TestARefutedFlag(t *testing.T) {
	t.Parallel()
	h := followed(t)
	for asOf, want := range map[string]string{
		"2021-08-04": "RF14-KT-1-1 2021-07-11 settled; RF14-KT-1-2 2021-07-21 open",
		"2021-08-05": "RF14-KT-1-1 2021-07-11 refuted; RF14-KT-1-2 2021-07-21 open",
	} {
		if got := short(flags(t, h, asOf)); got != want {
			t.Errorf("on %s: %s, want %s", asOf, got, want)
		}
	}
	f := flags(t, h, "2021-08-05")[0]
	ids, err := f.Events()
	if last := h.Events()[len(h.Events())-1]; err != nil || f.Because != "đã khắc phục đúng hạn, ghi sổ chậm" || f.RefutedOn != day("2021-08-05") || ids[len(ids)-1] != last.ID || last.Type != "FlagRefuted" {
		t.Errorf("%+v %v %v", f, ids, err)
	}
	historytest.View(t, views(t), supervision.Projection, h.Events(), func(q engine.Querier) {
		s, err := supervision.Summary(t.Context(), q, day("2021-08-05"))
		if err != nil || s.ByRule["RF14"] != (supervision.Total{Open: 1, Refuted: 1}) {
			t.Errorf("%+v %v", s.ByRule, err)
		}
		list, err := supervision.Flags(t.Context(), q, day("2021-08-05"), supervision.Filter{State: supervision.FlagRefuted})
		if err != nil || len(list) != 1 {
			t.Errorf("%+v %v", list, err)
		}
	})
}

// TestTheReport is what people and programs are shown, byte for byte. What a
// complaint says isn't in it.
func TestTheReport(t *testing.T) {
	t.Parallel()
	historytest.View(t, views(t), supervision.Projection, followed(t).Events(), func(q engine.Querier) {
		r, err := supervision.MakeReport(t.Context(), q.(engine.Snapshot), day("2021-08-31"), true)
		if err != nil {
			t.Fatal(err)
		}
		got, err := json.MarshalIndent(r, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join("testdata", "report.json")
		if *update {
			if err := os.WriteFile(file, append(got, '\n'), 0o644); err != nil { //nolint:gosec // a test's file
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil || strings.TrimSpace(string(want)) != string(got) {
			t.Errorf("got\n%s\nwant\n%s %v", got, want, err)
		}
		if strings.Contains(string(got), "riêng tư") {
			t.Error("the report says what a worker wrote")
		}
	})
}

// older is a state of the views in which an earlier program's is seen.
type older struct{ engine.Snapshot }

func (o older) Status(ctx context.Context, projection string) (engine.Status, error) {
	s, err := o.Snapshot.Status(ctx, projection)
	s.Version--
	return s, err
}

func TestAnEarlierProgramsViewIsWaitedOver(t *testing.T) {
	t.Parallel()
	historytest.View(t, views(t), supervision.Projection, followed(t).Events(), func(q engine.Querier) {
		if _, err := supervision.MakeReport(t.Context(), older{q.(engine.Snapshot)}, day("2021-08-31"), true); !errors.Is(err, engine.ErrNotBuilt) {
			t.Errorf("it says %v", err)
		}
	})
}

// TestFollowUpKeepsTheLaws, with events of many inspections, plans, complaints
// and flags in any order.
func TestFollowUpKeepsTheLaws(t *testing.T) {
	t.Parallel()
	foldtest.Properties(t, supervision.Projection, followed(t).Events())
}

// TestFindingsAreAsTheDomainHasThem: whatever is asked in whatever order, the
// view's findings stand, on every day, as the inspection's own state says.
func TestFindingsAreAsTheDomainHasThem(t *testing.T) {
	t.Parallel()
	seen := map[domain.FindingState]int{}
	rapid.Check(t, func(rt *rapid.T) {
		h := historytest.New(t)
		h.Inspect("2021-06-01", "KT-1", domain.OpenInspection{Inspection: "KT-1", Unit: "08710", SubjectKnown: true, Inspector: "x"})
		h.Inspect("2021-06-01", "KT-1", domain.RecordFinding{Text: "x", Severity: domain.Minor})
		on := day("2021-06-01")
		for range rapid.IntRange(5, 20).Draw(rt, "steps") {
			on = on.AddDays(rapid.IntRange(0, 4).Draw(rt, "days"))
			due := on.AddDays(rapid.IntRange(0, 5).Draw(rt, "due"))
			before, _ := h.InspectionState("KT-1").Finding("KT-1-1")
			command := rapid.SampledFrom([]domain.Command{
				domain.RequireRemedy{FindingID: "KT-1-1", What: "x", DueOn: due}, domain.ExtendRemedy{FindingID: "KT-1-1", DueOn: due},
				domain.FallOverdue{FindingID: "KT-1-1", DueOn: before.DueOn, Passed: on.AddDays(-1)}, domain.EscalateFinding{FindingID: "KT-1-1", To: "Sở"},
				domain.EscalateFinding{FindingID: "KT-1-1", To: "Bộ"}, domain.ImposeSanction{FindingID: "KT-1-1", Kind: domain.Warning, DecisionNo: "QĐ"},
				domain.ImposeSanction{FindingID: "KT-1-1", Kind: domain.Warning, DecisionNo: "QĐ-2"}, domain.RecordRemedy{FindingID: "KT-1-1"},
			}).Draw(rt, "command")
			said := on
			if _, policy := command.(domain.FallOverdue); policy && !before.DueOn.IsZero() { // it says so of the day behind the deadline
				said = before.DueOn.AddDays(1)
			}
			err := h.TryInspect(said.String(), "KT-1", command)
			if _, refused := es.AsRefused(err); err != nil && !refused {
				rt.Fatal(err)
			}
		}
		want, _ := h.InspectionState("KT-1").Finding("KT-1-1")
		rows := foldtest.Rows(t, supervision.Projection, supervision.Found, h.Events())
		if len(rows) != 1 || rows[0].Sanctions != len(want.Sanctions) || rows[0].EscalatedTo != want.EscalatedTo || rows[0].FellOverdueOn.IsZero() != want.MarkedDueOn.IsZero() {
			rt.Fatalf("%+v\n%+v", rows, want)
		}
		sanctions := foldtest.Rows(t, supervision.Projection, supervision.Sanctions, h.Events())
		if len(sanctions) != len(want.Sanctions) {
			rt.Fatalf("%+v\n%+v", sanctions, want.Sanctions)
		}
		r := rows[0]
		got := domain.Finding{DueOn: r.RemedyDueOn, RemediedOn: r.RemediedOn, EscalatedOn: r.EscalatedOn, SanctionedOn: r.SanctionedOn}
		for d := day("2021-06-01"); d.Before(day("2021-08-15")); d = d.AddDays(1) {
			if got.StateOn(d) != want.StateOn(d) || got.DaysOverdue(d) != want.DaysOverdue(d) {
				rt.Fatalf("on %s: the view %+v, the domain %+v", d, got, want)
			}
			seen[want.StateOn(d)]++
		}
	})
	if len(seen) < 6 {
		t.Errorf("only %v were seen", seen)
	}
}
