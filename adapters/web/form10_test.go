package web

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/plan"
	"vaoso/domain/scenario"
	"vaoso/domain/supervision"
	"vaoso/projections/engine/foldtest"
)

// TestThePageOfCorrections: Biểu 10 as a page says what was restated, what was
// put right and by whom, and what waits; without a value that belongs to a person.
func TestThePageOfCorrections(t *testing.T) {
	t.Parallel()
	const job, city, contract = "worker-00000000000000aa", "plan-vinh-yen-2021", "contract-C-2021-0007"
	id := func(n int) es.UUID { return es.EventID("test", "page", n) }
	by := func(stream, on, actor, why string, payloads ...any) []es.Recorded {
		list := scenario.Happened(on, payloads...)
		for i := range list {
			list[i].Meta.Actor, list[i].Meta.Reason, list[i].Meta.IdempotencyKey = actor, why, actor+on+why
		}
		return foldtest.In(stream, list)
	}
	change := func(field, from, to string) correction.Change {
		return correction.Change{Field: field, From: json.RawMessage(from), To: json.RawMessage(to)}
	}
	day := scenario.Day("2021-03-10")
	share := []correction.Change{change("total", `203`, `230`), change("on", `"2021-01-02"`, `"2021-01-03"`)}
	h := site(t, year(t,
		by(job, "2021-06-08", "cb-lien-bao", "nhầm người trùng tên, đã đối chiếu hồ sơ", labour.PlacementAnnulled{PlacementID: labour.PlacementID(job, "employer-1", day), StartedOn: day}),
		by(city, "2021-06-08", "policy-restatement", "x", plan.FigureRestated{Report: "02", Period: civil.MonthOn(2021, 3), Figure: "achieved", Was: 101, Now: 99, Because: []es.UUID{id(8), id(9)}}),
		by(city, "2021-06-09", "cv-lan", "gõ nhầm số giao", correction.CorrectionProposed{ProposalID: id(1), EventID: id(2), Action: correction.Correct, Changes: share}),
		by(city, "2021-06-10", "cv-minh", "đúng theo quyết định", correction.CorrectionConfirmed{ProposalID: id(1)}, plan.TargetCorrected{Of: correction.Of{EventID: id(2), Action: correction.Correct, Changes: share}, Total: 1300, Overseas: 30}),
		by("complaint-1", "2021-06-11", "tt-hoa", "sai chữ", supervision.ComplaintCorrected{Of: correction.Of{EventID: id(3), Action: correction.Correct, Changes: []correction.Change{{Field: "text"}}}, Text: "lời Kín"}),
		by(contract, "2021-06-14", "cv-lan", "tiền dịch vụ ghi thiếu số 0", correction.CorrectionProposed{ProposalID: id(4), EventID: id(5), Action: correction.Correct, Changes: []correction.Change{change("serviceFee", `{"amount":2500000,"currency":"VND"}`, `{"amount":25000000,"currency":"VND"}`)}}),
		by(contract, "2021-06-15", "cv-lan", "nghi ghi hai lần", correction.CorrectionProposed{ProposalID: id(6), EventID: id(7), Action: correction.Annul}),
		by(contract, "2021-06-16", "cv-minh", "hai lần đóng khác nhau", correction.CorrectionRejected{ProposalID: id(6)}),
	))
	_, body := get(t, h, "/forms/10?period=quarter")
	for _, want := range []string{
		"Biểu 10. Đính chính, điều chỉnh số liệu", "Tháng 3/2021", "<td>101</td><td>99</td>", "Việc làm: hủy bỏ", "gõ nhầm số giao; xác nhận: đúng theo quyết định", "nhầm người trùng tên", "10/06/2021", "cv-lan", "cv-minh",
		"(thông tin cá nhân)", "2.500.000 VND", "25.000.000 VND", "nghi ghi hai lần; từ chối: hai lần đóng khác nhau", "02/01/2021", `scope="row"`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("Biểu 10 lacks %q", want)
		}
	}
	if strings.Contains(body, "Kín") {
		t.Error("Biểu 10 has a name")
	}
	wellFormed(t, body)
	if file := os.Getenv("VAOSO_PAGE"); file != "" { // to be looked at as a picture
		if err := os.WriteFile(file+".form10.html", []byte(body), 0o644); err != nil { //nolint:gosec // a page
			t.Fatal(err)
		}
	}
}
