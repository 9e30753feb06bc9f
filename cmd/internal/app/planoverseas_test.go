package app_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"vaoso/cmd/internal/app"
	"vaoso/domain/es"
	"vaoso/domain/overseas"
	"vaoso/domain/scenario"
	"vaoso/domain/supervision"
	"vaoso/projections/scorecard"
	view "vaoso/projections/supervision"
)

// TestKhuyenKhichCacDoanhNghiepXuatKhauLaoDong: "khuyến khích các doanh nghiệp xuất
// khẩu lao động đủ điều kiện pháp lý năng lực". From an agency that may recruit here
// and one that may not, and a worker's whole way abroad and home, to the agencies'
// records with their scores, and Biểu 04.
func TestKhuyenKhichCacDoanhNghiepXuatKhauLaoDong(t *testing.T) {
	t.Parallel()
	h := theCity(t, "2022-12-31")
	h.do(steps[0][0], steps[0][1])
	h.do(steps[1][0], steps[1][1])
	h.do("RegisterAgency", `{"licenceNo":"26-013","name":"Công ty Mẫu Phái cử C","licensedOn":"2016-01-01","expiresOn":"2020-12-31","markets":["JP"],"on":"2021-01-02"}`)
	h.refused("InviteAgency", `{"licenceNo":"26-013","units":["08710"],"market":"JP","quota":5,"on":"2021-01-15"}`, "ErrLicenceLapsed")
	h.refused("InviteAgency", `{"licenceNo":"26-014","units":["08710"],"market":"TW","quota":5,"on":"2021-01-15"}`, "ErrMarketNotLicensed")
	h.do("InviteAgency", `{"licenceNo":"26-014","units":["08710"],"market":"JP","quota":5,"on":"2021-01-15"}`)
	h.do("RegisterSupplyContract", `{"licenceNo":"26-014","registrationNo":"CƯ-7","market":"JP","partner":"Nghiệp đoàn Mẫu","occupation":"hàn","quantity":30,"on":"2021-01-20"}`)
	for _, s := range steps[2:] {
		h.do(s[0], strings.Replace(s[1], `"months":36`, `"months":12`, 1)) // the cap is 150,000 yen
	}
	h.do("AmendContract", `{"contract":"C-2021-0007","serviceFee":{"amount":120000,"currency":"JPY"},"on":"2021-04-01"}`)
	h.do("RecordFee", `{"contract":"C-2021-0007","line":"service","paid":{"amount":150001,"currency":"JPY"},"receiptNo":"BL-1","on":"2021-04-02"}`)
	h.refused("DispatchOverseas", departure, "ErrFeeAboveCap")
	h.do("RefundFee", `{"contract":"C-2021-0007","line":"service","amount":{"amount":15001,"currency":"JPY"},"on":"2021-05-01"}`)
	h.do("DispatchOverseas", strings.Replace(departure, "}", `,"reason":"đã hoàn tiền"}`, 1))
	h.do("RecordIncident", `{"contract":"C-2021-0007","kind":"unpaid_wage","note":"hai tháng","on":"2022-02-01"}`)
	h.do("RecordReturn", `{"contract":"C-2021-0007","reason":"term","on":"2022-07-17"}`)
	h.do("LodgeComplaint", `{"complaint":"KN-1","contract":"C-2021-0007","subject":"chậm trả lương","text":"x","on":"2022-08-01"}`)
	at := h.do("AnswerComplaint", `{"complaint":"KN-1","upheld":true,"on":"2022-08-20"}`)
	h.checkAgencies("/api/agencies?", at)
	table := h.form("04", "", at) // of the plan's time: on its last day the worker is abroad
	for group, key := range map[string]string{"market": "JP", "agency": "26-014"} {
		h.says("Biểu 04, "+key, h.rowOf(table, group, "key", key), map[string]any{"departed": h.count("WorkerDispatched"), "abroad": 1, "returned": 0, "irregular": 0, "absconded": h.count("WorkerAbsconded")})
	}
}

// checkAgencies asks for the report, and counts a second way, from the log alone.
func (h *house) checkAgencies(report, at string) {
	h.t.Helper()
	text, err := json.Marshal(h.figures(report, at))
	if err != nil {
		h.t.Fatal(err)
	}
	var r scorecard.AgencyReport
	if err := json.Unmarshal(text, &r); err != nil || len(r.Agencies) != 2 {
		h.t.Fatalf("%s, %v", text, err)
	}
	lapsed, good := r.Agencies[0], r.Agencies[1]
	if lapsed.LicenceState != overseas.StandingLapsed || lapsed.Departed != 0 || len(lapsed.Invitations) != 0 {
		h.t.Errorf("%+v", lapsed)
	}
	for what, c := range map[string][2]int{
		"invitations": {len(good.Invitations), h.count("AgencyInvited")}, "supply contracts": {len(good.Supply), h.count("SupplyContractRegistered")},
		"departed": {good.Departed, h.count("WorkerDispatched")}, "abroad": {good.Abroad, h.count("WorkerDispatched") - h.count("WorkerReturned")},
		"on time": {good.OnTime, h.count("WorkerReturned")}, "absconded": {good.Absconded, h.count("WorkerAbsconded")},
		"unliquidated": {good.Unliquidated, h.count("WorkerReturned") - h.count("ContractLiquidated")}, "complaints": {good.Complaints, h.count("ComplaintLodged")},
		"upheld": {good.Upheld, h.count("ComplaintAnswered")}, "score": {good.Score.Points, 5}, // a complaint upheld
		"fee": {*good.FeePerMille, (150_001 - 15_001) * 1000 / 150_000},
	} {
		if c[0] != c[1] {
			h.t.Errorf("%s: the report says %d, the log %d", what, c[0], c[1])
		}
	}
	if good.LicenceState != overseas.StandingValid || good.Score.Level != supervision.LevelLow {
		h.t.Errorf("%+v", good)
	}
	printed, err := h.Agencies(h.t.Context(), app.Moment{})
	if err != nil {
		h.t.Fatal(err)
	}
	said, err := json.Marshal(printed.Agencies)
	if asked, _ := json.Marshal(r.Agencies); err != nil || string(asked) != string(said) {
		h.t.Errorf("over HTTP %s\non the command line %s", asked, said)
	}
	for _, personal := range []string{"unpaid_wage", "Nguyễn Văn Á", "hai tháng"} {
		if strings.Contains(string(text), personal) {
			h.t.Errorf("the report shows %q", personal)
		}
	}
}

// TestTangCuongCongTacKiemTraGiamSat: "Tăng cường công tác kiểm tra, giám sát". From
// a year's plan, an inspection, a remedy in time and one that isn't, what follows by
// itself, and what the gate says to it, to the report on supervision and Biểu 08.
// The sanction's process dies before the licence is suspended.
func TestTangCuongCongTacKiemTraGiamSat(t *testing.T) {
	t.Parallel()
	a := bookOn(t, "2021-12-31")
	var crashed atomic.Bool
	a.Book.Step = func(step string) error {
		if step == "sanctioned" && crashed.CompareAndSwap(false, true) {
			return errDies
		}
		return nil
	}
	h := serve(t, a)
	h.adopt("vinh-yen-2021", 2021, 1300, 30, "")
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
	h.checkSupervision("/api/supervision?", at)
	h.says("Biểu 08", h.totalOf(h.form("08", "", at), "subject"), map[string]any{
		"planned": 3, "inspections": h.count("InspectionOpened"), "findings": h.count("FindingRecorded"), "major": 2, "unremedied": 1, "overdue": 1,
		"escalated": h.count("FindingEscalated"), "sanctions": h.count("SanctionImposed"), "complaints": h.count("ComplaintLodged"), "complaints_upheld": 1,
	})
}

// checkSupervision asks for the report, and counts a second way, from the log alone.
func (h *house) checkSupervision(report, at string) {
	h.t.Helper()
	text, err := json.Marshal(h.figures(report, at))
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
