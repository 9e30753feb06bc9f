package forms_test

import (
	"encoding/json"
	"slices"
	"testing"

	"vaoso/domain/catalog"
	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/plan"
	"vaoso/domain/scenario"
	"vaoso/domain/supervision"
	"vaoso/projections/engine/foldtest"
	"vaoso/projections/forms"
)

// entered are events that an account entered for a reason, under one key.
func entered(stream, on, actor, why string, payloads ...any) []es.Recorded {
	list := scenario.Happened(on, payloads...)
	for i := range list {
		list[i].Meta.Actor, list[i].Meta.Reason, list[i].Meta.IdempotencyKey = actor, why, actor+on+why
	}
	return foldtest.In(stream, list)
}

func raw(text string) json.RawMessage { return json.RawMessage(text) }

// righted is the small year with what was put right in it, and after it.
func righted() [][]es.Recorded {
	id := func(n int) es.UUID { return es.EventID("test", "form 10", n) }
	first := labour.PlacementID(worker(1), "employer-1", day("2021-03-10"))
	wage := []correction.Change{
		{Field: "monthlyWage", From: raw(`{"amount":600000,"currency":"VND"}`), To: raw(`{"amount":6000000,"currency":"VND"}`)},
		{Field: "endedOn", To: raw(`"2021-11-30"`)},
	}
	annulled := es.EventID("foldtest", "15", 0)
	return append(small(),
		entered(worker(1), "2021-06-20", "u-hoa", "nhầm người", labour.PlacementAnnulled{PlacementID: first, StartedOn: day("2021-03-10")}),
		foldtest.In(vinhYen, scenario.Happened("2021-06-20", plan.FigureRestated{Report: "02", Period: civil.MonthOn(2021, 3), Figure: "achieved", Was: 3, Now: 1, Because: []es.UUID{annulled, id(1)}})),
		entered(vinhYen, "2021-06-21", "u-lan", "gõ nhầm", correction.CorrectionProposed{ProposalID: id(2), EventID: id(3), Action: correction.Correct, Changes: []correction.Change{{Field: "total", From: raw("60"), To: raw("600")}}}),
		entered(vinhYen, "2021-06-22", "u-minh", "đúng", correction.CorrectionConfirmed{ProposalID: id(2)}, plan.TargetCorrected{
			Of:    correction.Of{EventID: id(3), Action: correction.Correct, Changes: []correction.Change{{Field: "total", From: raw("60"), To: raw("600")}}},
			Total: 1300, Overseas: 30, DecisionNo: "MẪU", Shares: []plan.UnitShare{{Unit: "08710", Total: 600, Overseas: 10}, {Unit: "08728", Total: 500, Overseas: 10}},
		}),
		entered("complaint-1", "2021-06-23", "u-hoa", "sai chữ", supervision.ComplaintCorrected{Of: correction.Of{EventID: id(4), Action: correction.Correct, Changes: []correction.Change{{Field: "text"}}}, Text: "lời Kín"}),
		entered("contract-6", "2021-06-24", "u-lan", "lương gõ thiếu số", correction.CorrectionProposed{ProposalID: id(5), EventID: id(6), Action: correction.Correct, Changes: wage}),
		entered("contract-6", "2021-06-24", "u-lan", "nghi sai", correction.CorrectionProposed{ProposalID: id(7), EventID: id(6), Action: correction.Annul}),
		entered("contract-6", "2021-06-25", "u-minh", "không sai", correction.CorrectionRejected{ProposalID: id(7)}),
		foldtest.In(vinhYen, scenario.Happened("2022-02-01", plan.PlanClosed{Total: 4, Overseas: 2, RuleSet: "vinh-yen-2021"})),
		entered(worker(7), "2022-02-03", "u-hoa", "trùng", labour.PlacementAnnulled{PlacementID: labour.PlacementID(worker(7), "employer-1", day("2021-12-01")), StartedOn: day("2021-12-01")}),
	)
}

func TestWhatWasPutRightByHand(t *testing.T) {
	t.Parallel()
	events := foldtest.Events(t, catalog.Events(), righted()...)
	if i := slices.IndexFunc(events, func(e es.Recorded) bool { _, is := e.Payload.(labour.PlacementAnnulled); return is }); events[i].ID != es.EventID("foldtest", "15", 0) {
		t.Fatalf("the annulment is event %d", i+1)
	}
	by, _ := filled(t, t, events, forms.Source{AsOf: day("2021-06-30"), Span: forms.Month})
	ten := by["10"]
	holds(t, ten, "restated", "Tháng 3/2021", map[string]string{"what": "Biểu 02", "field": "Đạt", "was": "3", "now": "1", "on": "2021-06-20", "by": "u-hoa", "why": "hủy bỏ (việc làm): nhầm người; báo cáo, ghi sổ muộn: 1 sự kiện"})
	holds(t, ten, "facts", worker(1), map[string]string{"what": "Việc làm: hủy bỏ", "field": "", "why": "nhầm người", "by": "u-hoa", "proposed_by": ""})
	holds(t, ten, "facts", vinhYen, map[string]string{"what": "Chỉ tiêu, giao chỉ tiêu: đính chính", "field": "chỉ tiêu", "from": "60", "to": "600", "why": "gõ nhầm; xác nhận: đúng", "proposed_by": "u-lan", "by": "u-minh", "on": "2021-06-22"})
	holds(t, ten, "facts", "complaint-1", map[string]string{"field": "nội dung", "from": "(thông tin cá nhân)", "to": "(thông tin cá nhân)"})
	holds(t, ten, "open", "contract-6", map[string]string{"field": "mức lương", "from": "600.000 VND", "to": "6.000.000 VND", "proposed_by": "u-lan", "by": "", "on": "2021-06-24"})
	holds(t, ten, "rejected", "contract-6", map[string]string{"why": "nghi sai; từ chối: không sai", "by": "u-minh", "on": "2021-06-25"})
	lines := map[string]int{}
	for _, r := range ten.Rows {
		lines[r.Group]++
	}
	if lines["facts"] != 3 || lines["open"] != 2 || lines["rejected"] != 1 || lines["restated"] != 1 || lines["closed"] != 0 || len(ten.Notes) != 0 {
		t.Errorf("%v lines, notes %v", lines, ten.Notes)
	}

	by, _ = filled(t, t, events, forms.Source{AsOf: day("2022-02-10"), Span: forms.Month})
	ten = by["10"]
	holds(t, ten, "closed", "Kế hoạch", map[string]string{"was": "4", "now": "3", "field": "Đạt", "on": "2022-02-01"})
	holds(t, ten, "facts", worker(7), map[string]string{"why": "trùng", "on": "2022-02-03"})
	if len(ten.Notes) != 1 || len(by["01"].Notes) != 2 || len(by["02"].Notes) != 1 {
		t.Errorf("notes: %v, %v, %v", ten.Notes, by["01"].Notes, by["02"].Notes)
	}
}
