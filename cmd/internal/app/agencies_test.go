package app_test

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"vaoso/cmd/internal/app"
	"vaoso/domain/overseas"
	"vaoso/domain/scenario"
	domain "vaoso/domain/supervision"
	"vaoso/projections/scorecard"
)

// TestEligibleAgencies is the plan's row "khuyến khích các doanh nghiệp xuất khẩu
// lao động đủ điều kiện pháp lý năng lực", from its commands to its report: an
// agency that may recruit here and one that may not, a worker's whole way abroad
// and home to a job, and the agency's record with its score.
func TestEligibleAgencies(t *testing.T) {
	t.Parallel()
	t.Run("khuyến khích các doanh nghiệp xuất khẩu lao động đủ điều kiện pháp lý năng lực", func(t *testing.T) {
		t.Parallel()
		dir := filepath.Join(t.TempDir(), "so")
		if err := app.Create(dir, app.Settings{Synthetic: true, City: "vinh-yen"}); err != nil {
			t.Fatal(err)
		}
		a, err := app.Open(t.Context(), app.Options{Dir: dir, Tell: slog.New(slog.DiscardHandler), Clock: func() time.Time { return scenario.Day("2022-12-31").In(9, 0, 0) }})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := a.Close(); err != nil {
				t.Error(err)
			}
		})
		h := serve(t, a)
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
		h.checkAgencies(at)
	})
}

// refused sends a command that has to be refused.
func (h *house) refused(name, body, code string) {
	h.t.Helper()
	if status, answer := h.post(name, body); status < 400 || answer["code"] != code {
		h.t.Errorf("%s %s: %d %v, want %s", name, body, status, answer, code)
	}
}

// checkAgencies asks for the report, and counts a second way, from the log alone.
func (h *house) checkAgencies(at string) {
	h.t.Helper()
	status, answer := h.ask(http.MethodGet, "/api/agencies?after="+at, "")
	text, err := json.Marshal(answer)
	if err != nil || status != http.StatusOK {
		h.t.Fatalf("%d %v %v", status, answer, err)
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
	if good.LicenceState != overseas.StandingValid || good.Score.Level != domain.LevelLow {
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
