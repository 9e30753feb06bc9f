package app_test

import (
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"vaoso/cmd/internal/app"
	"vaoso/domain/book"
	"vaoso/domain/es"
	"vaoso/domain/overseas"
	"vaoso/domain/scenario"
	"vaoso/domain/supervision"
	view "vaoso/projections/supervision"
)

// TestInspectionAndSupervision is the plan's row "Tăng cường công tác kiểm tra,
// giám sát", from its commands to its report: a year's plan, an inspection, a
// remedy in time and one that isn't, what follows by itself, and what the gate
// says to it. The sanction's process dies before the licence is suspended.
func TestInspectionAndSupervision(t *testing.T) {
	t.Parallel()
	t.Run("Tăng cường công tác kiểm tra, giám sát", func(t *testing.T) {
		t.Parallel()
		dir := filepath.Join(t.TempDir(), "so")
		if err := app.Create(dir, app.Settings{Synthetic: true, City: "vinh-yen"}); err != nil {
			t.Fatal(err)
		}
		a, err := app.Open(t.Context(), app.Options{Dir: dir, Tell: slog.New(slog.DiscardHandler), Clock: func() time.Time { return scenario.Day("2021-12-31").In(9, 0, 0) }})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := a.Close(); err != nil {
				t.Error(err)
			}
		})
		var crashed atomic.Bool
		a.Book.Step = func(step string) error {
			if step == "sanctioned" && crashed.CompareAndSwap(false, true) {
				return errDies
			}
			return nil
		}
		h := serve(t, a)
		for _, s := range steps {
			h.do(s[0], s[1])
		}
		h.do("AdoptInspectionPlan", `{"year":2021,"quotas":[{"licenceNo":"26-014","count":2},{"unit":"08710","count":1}],"on":"2021-01-05"}`)
		h.do("OpenInspection", `{"inspection":"KT-1","licenceNo":"26-014","inspector":"Thanh tra Mẫu 01","checklist":["hợp đồng","thu phí"],"on":"2021-06-01"}`)
		h.do("RecordChecklist", `{"inspection":"KT-1","item":"hợp đồng","ok":true,"on":"2021-06-01"}`)
		for range 2 {
			h.do("RecordFinding", `{"inspection":"KT-1","text":"thu vượt trần `+string(rune('a'+h.count("FindingRecorded")))+`","severity":"major","on":"2021-06-02"}`)
		}
		h.do("RequireRemedy", `{"inspection":"KT-1","findingId":"KT-1-1","what":"hoàn tiền","dueOn":"2021-07-02","on":"2021-06-02"}`)
		h.do("RequireRemedy", `{"inspection":"KT-1","findingId":"KT-1-2","what":"hoàn tiền","dueOn":"2021-06-22","on":"2021-06-02"}`)
		h.do("RecordRemedy", `{"inspection":"KT-1","findingId":"KT-1-1","evidenceRef":"HS-1","on":"2021-06-20"}`)
		h.do("ExtendRemedy", `{"inspection":"KT-1","findingId":"KT-1-2","dueOn":"2021-07-02","on":"2021-06-22"}`)
		fell := h.await(es.Start, "RemedyFellOverdue", func(e es.Event) bool {
			return e.Meta.OccurredOn == scenario.Day("2021-07-03") && strings.Contains(string(e.Data), "KT-1-2")
		})
		if fell.Stream != "inspection-KT-1" || fell.Meta.Actor != "policy-enforcement" {
			t.Errorf("%+v", fell)
		}
		h.do("EscalateFinding", `{"inspection":"KT-1","findingId":"KT-1-2","to":"Sở LĐ-TB&XH","on":"2021-07-05"}`)
		h.do("CloseInspection", `{"inspection":"KT-1","conclusion":"có sai phạm","on":"2021-07-05"}`)
		sanction := `{"inspection":"KT-1","findingId":"KT-1-2","kind":"suspension","decisionNo":"MẪU/QĐ-9","from":"2021-07-15","until":"2021-08-31","on":"2021-07-10"}`
		if status, answer := h.post("ImposeSanction", sanction); status != http.StatusInternalServerError {
			t.Fatalf("it didn't die: %d %v", status, answer)
		}
		suspended := h.await(es.Start, "LicenceSuspended", func(es.Event) bool { return true })
		var act overseas.LicenceSuspended
		if err := json.Unmarshal(suspended.Data, &act); err != nil || act.DecisionNo != "MẪU/QĐ-9" || act.From != scenario.Day("2021-07-15") || suspended.Stream != "agency-26-014" {
			t.Fatalf("%+v %v", act, err)
		}
		h.do("ImposeSanction", sanction) // sent again under its key
		if status, answer := h.post("DispatchOverseas", departure); status != http.StatusUnprocessableEntity || answer["code"] != "ErrLicenceSuspended" {
			t.Errorf("the gate says %d %v", status, answer)
		}
		h.do("RecordIrregularDispatch", `{"contract":"C-2021-0007","reportedOn":"2021-07-18","source":"gia đình báo","on":"2021-07-18"}`)
		h.do("LodgeComplaint", `{"complaint":"KN-1","contract":"C-2021-0007","subject":"chậm trả lương","text":"Ba tháng nay chưa có lương","on":"2021-10-01"}`)
		h.do("LodgeComplaint", `{"complaint":"KN-2","licenceNo":"26-014","subject":"thu phí","on":"2021-10-02"}`)
		h.do("AnswerComplaint", `{"complaint":"KN-1","upheld":true,"on":"2021-10-20"}`)
		at := h.do("RefuteFlag", `{"flagId":"RF14-KT-1-2","reason":"đã khắc phục, chưa nộp hồ sơ","on":"2021-11-01"}`)
		h.check(at)
	})
}

// check asks for the report, and counts a second way, from the log alone.
func (h *house) check(at string) {
	h.t.Helper()
	_, answer := h.ask(http.MethodGet, "/api/supervision?after="+at, "")
	text, err := json.Marshal(answer)
	if err != nil {
		h.t.Fatal(err)
	}
	var r view.Report
	if err := json.Unmarshal(text, &r); err != nil {
		h.t.Fatal(err)
	}
	s := r.Summary
	for what, c := range map[string][2]int{
		"inspections": {s.Inspections, h.count("InspectionOpened")}, "open": {s.OpenInspections, h.count("InspectionOpened") - h.count("InspectionClosed")},
		"findings": {s.Findings, h.count("FindingRecorded")}, "unremedied": {s.Unremedied, h.count("FindingRecorded") - h.count("RemedyRecorded")},
		"overdue": {s.OverdueRemedies, 1}, "escalated": {s.Escalated, h.count("FindingEscalated")}, "sanctions": {s.Sanctions, h.count("SanctionImposed")},
		"suspensions": {1, h.count("LicenceSuspended")}, "complaints": {s.Complaints, h.count("ComplaintLodged")}, "unanswered": {s.Unanswered, h.count("ComplaintLodged") - h.count("ComplaintAnswered")}, "upheld": {s.Upheld, 1},
		"refuted": {s.Flags["major"].Refuted, h.count("FlagRefuted")}, "critical": {s.Flags["critical"].Open, 1},
	} {
		if c[0] != c[1] {
			h.t.Errorf("%s: the report says %d, the log %d", what, c[0], c[1])
		}
	}
	if f := r.Inspections[0].Findings[1]; f.State != supervision.StateSanctioned || f.EscalatedTo != "Sở LĐ-TB&XH" || len(f.Sanctions) != 1 || f.DaysOverdue != scenario.Day("2021-12-31").DaysSince(scenario.Day("2021-07-02")) {
		h.t.Errorf("%+v", f)
	}
	if want := (view.ReportPlanned{Agency: "agency-26-014", AgencyName: "Công ty Mẫu Phái cử A", Planned: 2, Done: 1, Missing: 1}); len(r.Plan) != 2 || r.Plan[0] != want || r.Plan[1] != (view.ReportPlanned{Unit: "08710", Planned: 1, Missing: 1}) {
		h.t.Errorf("the plan %+v", r.Plan)
	}
	if list := r.Inspections[0].Checklist; len(list) != 2 || list[0].OK == nil || !*list[0].OK || list[1].OK != nil {
		h.t.Errorf("the checklist %+v", list)
	}
}

// count is how many events of the type the log has.
func (h *house) count(typ string) (n int) {
	h.t.Helper()
	for _, err := range h.Log.ReadAll(h.t.Context(), es.Start, es.Forward, es.Filter{Types: []string{typ}}) {
		if err != nil {
			h.t.Fatal(err)
		}
		n++
	}
	return n
}

// superviseTheYear adds to the made-up year what it hasn't of supervision. One
// suspension doesn't get to its licence, and a remedy isn't marked overdue: both
// are left for the policy.
func superviseTheYear(t *testing.T, a *app.App) {
	t.Helper()
	a.Book.Step = func(step string) error {
		if step == "sanctioned" {
			return errDies
		}
		return nil
	}
	defer func() { a.Book.Step = nil }()
	for i, c := range [][2]string{
		{"AdoptInspectionPlan", `{"year":2021,"quotas":[{"licenceNo":"26-012","count":2},{"unit":"08710","count":1}],"on":"2021-01-05"}`},
		{"OpenInspection", `{"inspection":"KT-2021-50","licenceNo":"26-012","inspector":"Thanh tra Mẫu 01","checklist":["hợp đồng","thu phí"],"on":"2021-06-01"}`},
		{"RecordChecklist", `{"inspection":"KT-2021-50","item":"thu phí","ok":false,"note":"thiếu biên lai","on":"2021-06-01"}`},
		{"RecordFinding", `{"inspection":"KT-2021-50","text":"thiếu biên lai","severity":"minor","on":"2021-06-02"}`},
		{"RequireRemedy", `{"inspection":"KT-2021-50","findingId":"KT-2021-50-1","what":"bổ sung","dueOn":"2021-06-22","on":"2021-06-02"}`},
		{"ExtendRemedy", `{"inspection":"KT-2021-50","findingId":"KT-2021-50-1","dueOn":"2021-06-30","on":"2021-06-22"}`},
		{"EscalateFinding", `{"inspection":"KT-2021-50","findingId":"KT-2021-50-1","to":"Sở LĐ-TB&XH","on":"2021-07-05"}`},
		{"ImposeSanction", `{"inspection":"KT-2021-50","findingId":"KT-2021-50-1","kind":"fine","amount":{"amount":5000000,"currency":"VND"},"decisionNo":"MẪU/QĐ-50","on":"2021-07-10"}`},
		{"ImposeSanction", `{"inspection":"KT-2021-50","findingId":"KT-2021-50-1","kind":"suspension","decisionNo":"MẪU/QĐ-50","from":"2021-12-30","on":"2021-12-20"}`},
		{"LodgeComplaint", `{"complaint":"KN-1","licenceNo":"26-012","subject":"thu phí","text":"Không có biên lai","on":"2021-10-02"}`},
		{"LodgeComplaint", `{"complaint":"KN-2","licenceNo":"26-014","subject":"ăn ở","on":"2021-10-03"}`},
		{"AnswerComplaint", `{"complaint":"KN-1","upheld":true,"on":"2021-10-20"}`},
		{"RefuteFlag", `{"flagId":"RF14-KT-2021-50-1","reason":"đã khắc phục","on":"2021-11-01"}`},
		{"PassDay", `{"city":"vinh-yen","day":"2022-01-01"}`},
	} {
		command, _ := book.Named(c[0])
		asked, err := command.Decode([]byte(c[1]))
		if err != nil {
			t.Fatal(err)
		}
		asked.LegalBasis = "thử"
		if _, err := a.Book.Do(t.Context(), command, asked, book.Request{Actor: "u-test", Key: "year-" + strconv.Itoa(i)}); err != nil && !errors.Is(err, errDies) {
			t.Fatalf("%s: %v", c[0], err)
		}
	}
}

var errDies = errors.New("the process dies")
