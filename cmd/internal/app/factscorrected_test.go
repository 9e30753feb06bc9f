package app_test

import (
	"fmt"
	"net/http"
	"testing"

	"vaoso/domain/es"
)

// TestAWrongDeadlineIsCorrected: a remedy that was marked overdue by a deadline
// typed wrongly isn't overdue by the right one; a complaint is against the other
// agency.
func TestAWrongDeadlineIsCorrected(t *testing.T) {
	t.Parallel()
	h := workshop(t, "2021-12-31")
	for _, no := range []string{"26-014", "26-015"} {
		h.do("RegisterAgency", fmt.Sprintf(`{"licenceNo":%q,"name":"Công ty Mẫu Phái cử %s","licensedOn":"2017-05-12","markets":["JP"],"on":"2017-06-01"}`, no, no))
	}
	h.do("OpenInspection", `{"inspection":"KT-1","licenceNo":"26-014","inspector":"Thanh tra Mẫu 01","on":"2021-06-01"}`)
	h.do("RecordFinding", `{"inspection":"KT-1","findingId":"KT-1-1","text":"thiếu biên lai","severity":"minor","on":"2021-06-02"}`)
	h.do("RequireRemedy", `{"inspection":"KT-1","findingId":"KT-1-1","what":"bổ sung","dueOn":"2021-07-02","on":"2021-06-02"}`)
	h.do("LodgeComplaint", `{"complaint":"KN-1","licenceNo":"26-014","subject":"thu phí","on":"2021-10-02"}`)
	h.do("PassDay", `{"city":"vinh-yen","day":"2021-12-30"}`)
	h.await(es.Start, "RemedyFellOverdue", func(es.Event) bool { return true })
	overdue := func(at string) any {
		return h.figures("/api/supervision?asOf=2021-12-31", at)["summary"].(map[string]any)["overdueRemedies"]
	}
	if got := overdue(h.do("RecordChecklist", `{"inspection":"KT-1","item":"sổ","ok":true,"on":"2021-06-02"}`)); got != 1.0 {
		t.Errorf("by the wrong deadline %v are overdue", got)
	}
	if status, answer := h.post("CorrectRemedy", `{"inspection":"KT-1","findingId":"KT-1-1","dueOn":"2021-06-01","reason":"gõ nhầm"}`); answer["code"] != "ErrDeadlineInPast" {
		t.Errorf("a deadline before its day: %d %v", status, answer)
	}
	if status, answer := h.post("AnnulInspection", `{"inspection":"KT-1","reason":"mở nhầm"}`); answer["code"] != "ErrDependentFacts" {
		t.Errorf("an inspection with a finding: %d %v", status, answer)
	}
	if got := overdue(h.do("CorrectRemedy", `{"inspection":"KT-1","findingId":"KT-1-1","dueOn":"2022-07-02","reason":"gõ nhầm năm"}`)); got != 0.0 {
		t.Errorf("by the right deadline %v are overdue", got)
	}
	complaints := func(agency, at string) any {
		return listed(h.figures("/api/agencies?asOf=2021-12-31", at), "agencies", "agency")["agency-"+agency]["complaints"]
	}
	at := h.do("CorrectComplaint", `{"complaint":"KN-1","licenceNo":"26-015","reason":"nhầm doanh nghiệp"}`)
	if got := fmt.Sprint(complaints("26-014", at), complaints("26-015", at)); got != "0 1" {
		t.Errorf("complaints of the two agencies: %s", got)
	}
}

// TestAVacancyIsCorrected: one that was filled by a wrong number of people is open
// again, and the policy fills it by the right one; a wrong referral is gone.
func TestAVacancyIsCorrected(t *testing.T) {
	t.Parallel()
	h := workshop(t, "2021-07-05")
	h.do("PostVacancy", `{"vacancy":"V-1","taxCode":"`+sewing+`","quantity":1,"occupation":"may",`+wageUp+`,"closesOn":"2021-12-31","on":"2021-05-01"}`)
	h.do("ReferWorker", `{"referral":"G-1","citizenId":"`+baosID+`","vacancy":"V-1","on":"2021-05-03"}`)
	h.do("PlaceWorker", `{"citizenId":"`+annsID+`",`+sewsAtIt+`,"source":"direct","vacancyId":"V-1","on":"2021-05-10"}`)
	first := h.await(es.Start, "VacancyFilled", func(es.Event) bool { return true })
	at := h.do("CorrectVacancy", `{"vacancy":"V-1","quantity":2,"reason":"gõ thiếu"}`)
	supply := func(figure string) any {
		return h.figures("/api/supply?by=all", at)["total"].(map[string]any)[figure]
	}
	if got := supply("open"); got != 1.0 {
		t.Errorf("of two positions, one of them filled, %v are open", got)
	}
	at = h.do("AnnulReferral", `{"referral":"G-1","reason":"nhầm người"}`)
	if got := supply("referred"); got != 0.0 {
		t.Errorf("%v are referred", got)
	}
	h.do("PlaceWorker", `{"citizenId":"`+baosID+`",`+sewsAtIt+`,"source":"direct","vacancyId":"V-1","on":"2021-06-10"}`)
	again := h.await(first.Position, "VacancyFilled", func(e es.Event) bool { return true })
	if again.Meta.OccurredOn.String() != "2021-06-10" || again.Revision != 4 {
		t.Errorf("filled again on %s, %s", again.Meta.OccurredOn, again.Revision)
	}
}

// TestALoanIsCorrectedByTwoPeople: nothing changes by a proposal; who proposed
// can't confirm; then the report has the right sum, and an unemployment notice
// entered wrongly is gone.
func TestALoanIsCorrectedByTwoPeople(t *testing.T) {
	t.Parallel()
	h := workshop(t, "2021-12-31")
	h.do("ApproveLoan", `{"loan":"2021-007","citizenId":"`+annsID+`","amount":{"amount":5000000,"currency":"VND"},"months":36,"jobsPromised":1,"on":"2021-05-04"}`)
	at := h.do("RecordUnemploymentNotice", `{"citizenId":"`+baosID+`","on":"2021-06-01"}`)
	loan := h.await(es.Start, "LoanApproved", func(es.Event) bool { return true })
	by := func(actor, command, body string) map[string]any {
		status, answer := h.ask(http.MethodPost, "/api/commands/"+command, body,
			"Content-Type", "application/json", "Idempotency-Key", actor+command, "X-Vaoso-Actor", actor, "X-Vaoso-Role", "city_officer")
		if status >= http.StatusBadRequest && status != http.StatusConflict && status != http.StatusUnprocessableEntity {
			t.Fatalf("%s by %s: %d %v", command, actor, status, answer)
		}
		return answer
	}
	total := func(figure string) any {
		return h.figures("/api/support?from=2021-01-01&asOf=2021-12-31", at)["total"].(map[string]any)[figure]
	}
	sum := `{"loan":"2021-007","eventId":"` + loan.ID.String() + `","action":"correct","changes":[{"field":"amount","to":{"amount":%d,"currency":"VND"}}],"reason":"gõ thiếu một số 0"}`
	if answer := by("u-1", "ProposeCorrection", fmt.Sprintf(sum, 500_000_000)); answer["code"] != "ErrLoanAboveCap" {
		t.Errorf("above the cap: %v", answer)
	}
	at = by("u-2", "ProposeCorrection", fmt.Sprintf(sum, 50_000_000))["position"].(string)
	if got := total("loanAmount"); got != 5e6 {
		t.Errorf("a proposal made it %v", got)
	}
	proposal := h.await(es.Start, "CorrectionProposed", func(es.Event) bool { return true })
	confirm := `{"loan":"2021-007","proposalId":"` + proposal.ID.String() + `","reason":"đã xem hồ sơ vay"}`
	if answer := by("u-2", "ConfirmCorrection", confirm); answer["code"] != "ErrSamePerson" {
		t.Errorf("confirmed by who proposed: %v", answer)
	}
	at = by("u-3", "ConfirmCorrection", confirm)["position"].(string)
	if got := total("loanAmount"); got != 5e7 {
		t.Errorf("the loan is %v", got)
	}
	if got := total("notices"); got != 1.0 {
		t.Errorf("%v notices", got)
	}
	at = h.do("AnnulUnemploymentNotice", `{"citizenId":"`+baosID+`","reason":"nhầm người"}`)
	if got := total("notices"); got != 0.0 {
		t.Errorf("once annulled, there are %v notices", got)
	}
}
