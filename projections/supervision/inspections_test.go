package supervision_test

import (
	"fmt"
	"testing"

	"vaoso/domain/overseas"
	domain "vaoso/domain/supervision"
	"vaoso/projections/contracts/historytest"
	"vaoso/projections/engine"
	"vaoso/projections/supervision"
)

// inspected is a history with two inspections: one of the agency with two
// findings, due on 2021-07-10 and remedied late and not at all; one of a
// contract, whose finding has an id of its own.
func inspected(t *testing.T) *historytest.History {
	h := one(t)
	h.Inspect("2021-06-01", "KT-1", domain.OpenInspection{Inspection: "KT-1", Agency: "26-014", AgencyID: "agency-26-014", SubjectKnown: true, Inspector: "Thanh tra Mẫu 01"})
	for range 2 {
		h.Inspect("2021-06-10", "KT-1", domain.RecordFinding{Inspection: "KT-1", Text: "thiếu hồ sơ", Severity: domain.Major})
	}
	for _, id := range []string{"KT-1-1", "KT-1-2"} {
		h.Inspect("2021-06-10", "KT-1", domain.RequireRemedy{Inspection: "KT-1", FindingID: id, What: "bổ sung", DueOn: day("2021-07-10")})
	}
	h.Inspect("2021-06-15", "KT-1", domain.CloseInspection{Inspection: "KT-1", Conclusion: "có sai phạm"})
	h.Inspect("2021-07-15", "KT-1", domain.RecordRemedy{Inspection: "KT-1", FindingID: "KT-1-1", EvidenceRef: "HS-1"})
	h.Inspect("2021-07-01", "KT-2", domain.OpenInspection{Inspection: "KT-2", Contract: "C-1", ContractID: "contract-C-1", SubjectKnown: true, Inspector: "Thanh tra Mẫu 02"})
	h.Inspect("2021-07-02", "KT-2", domain.RecordFinding{Inspection: "KT-2", FindingID: "SP-9", Text: "chậm", Severity: domain.Minor})
	return h
}

func TestRemedies(t *testing.T) {
	t.Parallel()
	h := inspected(t)
	for asOf, want := range map[string]string{
		"2021-07-10": "",
		"2021-07-11": "RF14-KT-1-1 2021-07-11 open; RF14-KT-1-2 2021-07-11 open",
		"2021-07-15": "RF14-KT-1-1 2021-07-11 settled; RF14-KT-1-2 2021-07-11 open",
	} {
		if got := short(flags(t, h, asOf)); got != want {
			t.Errorf("on %s: %s, want %s", asOf, got, want)
		}
	}
	// A later deadline makes the rule untrue; a finding's own id is told apart
	// by its inspection.
	h = inspected(t)
	h.Inspect("2021-07-02", "KT-2", domain.RequireRemedy{Inspection: "KT-2", FindingID: "SP-9", What: "nộp", DueOn: day("2021-07-05")})
	if got := short(flags(t, h, "2021-07-06")); got != "RF14-KT-2/SP-9 2021-07-06 open" {
		t.Errorf("a finding with an id of its own: %s", got)
	}
	h.Inspect("2021-07-06", "KT-2", domain.RequireRemedy{Inspection: "KT-2", FindingID: "SP-9", What: "nộp", DueOn: day("2021-07-07")})
	if got := short(flags(t, h, "2021-07-06")); got != "" {
		t.Errorf("with a later deadline: %s", got)
	}
	if f := flags(t, h, "2021-07-08")[0]; f.Agency != "agency-26-014" || f.Contract != "contract-C-1" || f.Finding != "SP-9" || f.En != "Finding SP-9: the remedy is 1 days overdue (due on 2021-07-07)" {
		t.Errorf("%+v", f)
	}
}

func TestInspections(t *testing.T) {
	t.Parallel()
	historytest.View(t, views(t), supervision.Projection, inspected(t).Events(), func(q engine.Querier) {
		for asOf, want := range map[string]string{
			"2021-07-10": "KT-2 [SP-9 recorded 0] KT-1 [KT-1-1 remedy_required 0, KT-1-2 remedy_required 0] ",
			"2021-07-14": "KT-2 [SP-9 recorded 0] KT-1 [KT-1-1 overdue 4, KT-1-2 overdue 4] ",
			"2021-07-20": "KT-2 [SP-9 recorded 0] KT-1 [KT-1-1 remedied 5, KT-1-2 overdue 10] ",
		} {
			list, err := supervision.Inspections(t.Context(), q, day(asOf))
			got := ""
			for _, i := range list {
				got += i.InspectionNo + " ["
				for n, f := range i.Findings {
					if n > 0 {
						got += ", "
					}
					got += fmt.Sprint(f.Finding, " ", f.State, " ", f.DaysOverdue)
				}
				got += "] "
			}
			if err != nil || got != want {
				t.Errorf("on %s: %s %v, want %s", asOf, got, err, want)
			}
		}
		of, err := supervision.InspectionsOf(t.Context(), q, "agency-26-014", day("2021-07-20"))
		if err != nil || len(of) != 2 {
			t.Errorf("of the agency, its contract's too: %+v %v", of, err)
		}
		i, found, err := supervision.OneInspection(t.Context(), q, "inspection-KT-1", day("2021-07-20"))
		if err != nil || !found || i.ClosedOn != day("2021-06-15") || i.Inspector != "Thanh tra Mẫu 01" || len(i.Findings) != 2 || i.Findings[0].EvidenceRef != "HS-1" || i.Findings[0].LegalBasis != "test" {
			t.Errorf("%+v %v", i, err)
		}
		if _, found, err := supervision.OneInspection(t.Context(), q, "inspection-KT-9", day("2021-07-20")); found || err != nil {
			t.Errorf("one that isn't there: %v %v", found, err)
		}
		s, err := supervision.Summary(t.Context(), q, day("2021-07-20"))
		if err != nil || s.Inspections != 2 || s.OpenInspections != 1 || s.Findings != 3 || s.Unremedied != 2 || s.OverdueRemedies != 1 ||
			s.BySeverity[domain.Major] != (supervision.Total{Open: 1, Settled: 1}) || s.ByRule["RF14"] != (supervision.Total{Open: 1, Settled: 1}) || len(s.BySeverity) != 3 {
			t.Errorf("summary %+v %v", s, err)
		}
		if s, err := supervision.Summary(t.Context(), q, day("2021-06-30")); err != nil || s.Inspections != 1 || s.OpenInspections != 0 || s.Findings != 2 {
			t.Errorf("summary on 30 June %+v %v", s, err)
		}
	})
}

// TestAbsconding is RF11: ten departures a month apart from 2021-01-01 on, and
// one of them absconded on 2022-02-01.
func TestAbsconding(t *testing.T) {
	t.Parallel()
	h := historytest.New(t)
	h.Register("26-014")
	depart := func(n int, on string) {
		no := fmt.Sprintf("C-%d", n)
		h.Ready(no, fmt.Sprintf("w%d", n), "26-014", "2020-12-01")
		h.Depart(no, on)
	}
	for n := 1; n <= 9; n++ {
		depart(n, fmt.Sprintf("2021-%02d-01", n))
	}
	h.Contract("2022-02-01", "C-5", overseas.ReportAbsconded{Contract: "C-5", Reporter: "đại diện"})
	if got := short(flags(t, h, "2022-12-31")); got != "" {
		t.Errorf("nine departures: %s", got)
	}
	depart(10, "2021-10-01")
	for asOf, want := range map[string]string{
		"2022-01-31": "", // not yet absconded
		"2022-02-01": "RF11-26-014 2022-02-01 open",
		"2022-12-31": "RF11-26-014 2022-02-01 open",
		"2023-01-01": "", // the first departure is 24 months past: nine are left
	} {
		if got := short(flags(t, h, asOf)); got != want {
			t.Errorf("on %s: %s, want %s", asOf, got, want)
		}
	}
	if f := flags(t, h, "2022-12-31")[0]; f.Vi != "Trong 24 tháng đến ngày 31/12/2022: 1 trên 10 lao động đã xuất cảnh bỏ trốn (10,0 %, ngưỡng 10 %)" {
		t.Errorf("%s", f.Vi)
	}
	depart(11, "2021-10-02")
	if got := short(flags(t, h, "2022-12-31")); got != "" {
		t.Errorf("one in eleven: %s", got)
	}
}

func TestFlagsAreFilteredAndSorted(t *testing.T) {
	t.Parallel()
	h := inspected(t)
	s := historytest.Terms("C-2", "w2", "26-014")
	s.BrokerageFee, s.Deposit = historytest.JPY(450_001), historytest.JPY(1)
	h.Sign("2021-03-02", s)
	historytest.View(t, views(t), supervision.Projection, h.Events(), func(q engine.Querier) {
		for name, c := range map[string]struct {
			filter supervision.Filter
			want   string
		}{
			"all, from the gravest": {supervision.Filter{}, "[RF07-C-2 RF14-KT-1-1 RF14-KT-1-2 RF13-C-2]"},
			"a rule":                {supervision.Filter{Rule: "RF14"}, "[RF14-KT-1-1 RF14-KT-1-2]"},
			"a severity":            {supervision.Filter{Severity: domain.Minor}, "[RF13-C-2]"},
			"a state":               {supervision.Filter{State: supervision.FlagSettled}, "[RF14-KT-1-1]"},
			"an agency":             {supervision.Filter{Agency: "agency-26-015"}, "[]"},
			"a contract":            {supervision.Filter{Contract: "contract-C-2"}, "[RF07-C-2 RF13-C-2]"},
		} {
			list, err := supervision.Flags(t.Context(), q, day("2021-07-20"), c.filter)
			ids := []string{}
			for _, f := range list {
				ids = append(ids, f.ID)
			}
			if err != nil || fmt.Sprint(ids) != c.want {
				t.Errorf("%s: %v %v, want %s", name, ids, err, c.want)
			}
		}
	})
}
