package app_test

import (
	"fmt"
	"testing"
)

// TestGiaiQuyetViecLamCho1300LaoDong: "giải quyết việc làm cho 1.300 lao động.
// Trong đó, đưa được 30 … nước ngoài". From jobs and departures to the plan's
// progress and Biểu 01 to 04.
func TestGiaiQuyetViecLamCho1300LaoDong(t *testing.T) {
	t.Parallel()
	h := theCity(t, "2021-12-31")
	sewing, shop := firm{"0000010008", "C", "08728"}, firm{"0000010015", "G", "08710"}
	h.found(sewing, shop)
	workers := people(9, "may", "08707", "08710", "08728")
	h.register(workers...)
	// What happened, and by hand: whom it counts for. A departure after a job
	// moves its person abroad.
	type fact struct {
		who     int
		on      string
		at      firm
		months  int
		abroad  bool
		moves   bool   // the person has counted at home
		instead string // why it doesn't count
	}
	facts := []fact{
		{who: 0, on: "2021-03-10", at: sewing, months: 12},
		{who: 1, on: "2021-02-22", at: sewing, months: 2, instead: "short"},
		{who: 1, on: "2021-06-01", at: shop, months: 12},
		{who: 2, on: "2021-01-11", at: shop},
		{who: 3, on: "2021-04-01", at: sewing, months: 3},
		{who: 3, on: "2021-08-02", at: shop, instead: "second"},
		{who: 4, on: "2021-05-18", abroad: true},
		{who: 5, on: "2021-03-01", at: sewing, months: 5},
		{who: 5, on: "2021-09-15", abroad: true, moves: true},
		{who: 6, on: "2021-07-05", at: sewing},
		{who: 7, on: "2021-11-30", at: shop, months: 24},
	}
	h.do(steps[1][0], steps[1][1])
	var at string
	for i, f := range facts {
		if f.abroad {
			at = h.depart(workers[f.who], fmt.Sprintf("C-%d", i), f.on)
			continue
		}
		at = h.place(workers[f.who], f.at, f.on, f.months, "direct", "")
	}
	// count adds up what the facts say of those up to a day of whom wanted is true.
	count := func(asOf string, wanted func(fact) bool) (total, overseas int) {
		for _, f := range facts {
			if f.instead != "" || !by(f.on, asOf) || !wanted(f) {
				continue
			}
			if !f.moves {
				total++
			}
			if f.abroad {
				overseas++
			}
		}
		return total, overseas
	}
	all := func(fact) bool { return true }
	for asOf, days := range map[string]int{"2021-06-30": 181, "2021-12-31": 365} {
		p := h.figures("/api/plans/vinh-yen-2021/progress?by=ward&asOf="+asOf, at)
		total, overseas := count(asOf, all)
		expected, expectedOverseas := share(1300*days, 365, 1).(int), share(30*days, 365, 1).(int)
		counts := func(total, overseas int) map[string]any {
			return map[string]any{"total": total, "overseas": overseas, "domestic": total - overseas}
		}
		h.says("target", p["target"].(map[string]any), counts(1300, 30))
		h.says("achieved by "+asOf, p["achieved"].(map[string]any), counts(total, overseas))
		h.says("expected by "+asOf, p["expected"].(map[string]any), counts(expected, expectedOverseas))
		h.says("distance by "+asOf, p["distance"].(map[string]any), counts(total-expected, overseas-expectedOverseas))
		wards := listed(p, "rows", "key")
		table := h.form("01", "period=half&asOf="+asOf, at)
		for unit, target := range shares {
			n, abroad := count(asOf, func(f fact) bool { return workers[f.who].ward == unit })
			h.says(unit+" by "+asOf, wards[unit]["achieved"].(map[string]any), counts(n, abroad))
			before := 0
			if asOf > "2021-07-01" {
				before, _ = count("2021-06-30", func(f fact) bool { return workers[f.who].ward == unit })
			}
			h.says("Biểu 01 of "+unit+" by "+asOf, h.rowOf(table, "", "unit", unit), map[string]any{
				"target": target[0], "target_overseas": target[1], "achieved": n, "domestic": n - abroad, "overseas": abroad,
				"in_period": n - before, "permille": share(n, target[0], 1000),
			})
		}
		h.says("Biểu 01 by "+asOf, h.totalOf(table, ""), map[string]any{"target": 1300, "target_overseas": 30, "achieved": total, "overseas": overseas, "distance": total - expected})
	}
	months := h.form("02", "", at)
	running := 0
	for m := 1; m <= 12; m++ {
		month := fmt.Sprintf("2021-%02d", m)
		n, _ := count("2021-12-31", func(f fact) bool { return f.on[:7] == month })
		running += n
		h.says("Biểu 02 of "+month, h.rowOf(months, "", "month", month), map[string]any{"achieved": n, "cumulative": running})
	}
	parts := h.form("03", "", at)
	women, _ := count("2021-12-31", func(f fact) bool { return workers[f.who].sex == "female" })
	h.says("Biểu 03, women", h.rowOf(parts, "sex", "key", "female"), map[string]any{"achieved": women})
	// At home by sector: who moved abroad has left the sector of the job before.
	made, _ := count("2021-12-31", func(f fact) bool { return f.at == sewing })
	traded, _ := count("2021-12-31", func(f fact) bool { return f.at == shop })
	h.says("Biểu 03, manufacturing", h.rowOf(parts, "sector", "key", "C"), map[string]any{"achieved": made - 1})
	h.says("Biểu 03, trade", h.rowOf(parts, "sector", "key", "G"), map[string]any{"achieved": traded})
	_, abroad := count("2021-12-31", all)
	h.says("Biểu 04", h.totalOf(h.form("04", "", at), "market"), map[string]any{"departed": abroad, "abroad": abroad, "returned": 0})
	left := map[string]any{}
	for _, f := range facts {
		if f.instead != "" {
			n, _ := left[f.instead].(int)
			left[f.instead] = n + 1
		}
	}
	h.says("what doesn't count", h.figures("/api/plans/vinh-yen-2021/progress?", at)["excluded"].(map[string]any), left)
}

// depart enters a contract of the agency 26-014 for Japan, all that has to
// precede a departure, and the departure.
func (h *house) depart(p person, contract, on string) (at string) {
	h.t.Helper()
	h.do("SignContract", fmt.Sprintf(`{"contract":%q,"citizenId":%q,"licenceNo":"26-014","kind":"service","market":"JP","occupation":"hàn","months":36,"monthlyWage":{"amount":150000,"currency":"JPY"},"serviceFee":{"amount":400000,"currency":"JPY"},"on":"2021-03-02"}`, contract, p.id))
	h.do("RecordOrientation", fmt.Sprintf(`{"contract":%q,"certificateNo":"ĐH-1","on":"2021-03-20"}`, contract))
	h.do("RegisterContract", fmt.Sprintf(`{"contract":%q,"registrationNo":"ĐK-1","on":"2021-03-25"}`, contract))
	return h.do("DispatchOverseas", fmt.Sprintf(`{"contract":%q,"reportedOn":%q,"on":%q}`, contract, on, on))
}

// TestGanKetVoiThiTruongLaoDongViecLamBenVung: "gắn kết … với thị trường lao động
// việc làm bền vững". From jobs, their ends and what was heard of them after 3, 6
// and 12 months to the report on retention and Biểu 12.
func TestGanKetVoiThiTruongLaoDongViecLamBenVung(t *testing.T) {
	t.Parallel()
	h := theCity(t, "2021-12-31")
	sewing, shop := firm{"0000010008", "C", "08728"}, firm{"0000010015", "G", "08710"}
	h.found(sewing, shop)
	type job struct {
		at      firm
		source  string
		on      string
		ended   string
		after   [3]string // the day on which each mark has come
		answers [3]string // what was heard at each mark: still, left, unreachable; "": nobody asked
	}
	jobs := []job{
		{at: sewing, source: "training", on: "2021-01-12", after: [3]string{"2021-04-12", "2021-07-12", "2022-01-12"}, answers: [3]string{"still", "still", ""}},
		{at: sewing, source: "training", on: "2021-02-15", after: [3]string{"2021-05-15", "2021-08-15", "2022-02-15"}, answers: [3]string{"still", "left", ""}},
		{at: sewing, source: "fair", on: "2021-03-01", ended: "2021-04-30", after: [3]string{"2021-06-01", "2021-09-01", "2022-03-01"}},
		{at: shop, source: "fair", on: "2021-03-02", after: [3]string{"2021-06-02", "2021-09-02", "2022-03-02"}, answers: [3]string{"unreachable", "still", ""}},
		{at: shop, source: "direct", on: "2021-05-10", after: [3]string{"2021-08-10", "2021-11-10", "2022-05-10"}, answers: [3]string{"still", "", ""}},
		{at: shop, source: "direct", on: "2021-11-20", after: [3]string{"2022-02-20", "2022-05-20", "2022-11-20"}},
	}
	workers := people(len(jobs), "may", "08707", "08710")
	h.register(workers...)
	marks := [3]int{3, 6, 12}
	var at string
	for i, j := range jobs {
		at = h.place(workers[i], j.at, j.on, 0, j.source, "")
		if j.ended != "" {
			at = h.do("EndPlacement", fmt.Sprintf(`{"citizenId":%q,"reason":"resigned","seeking":true,"on":%q}`, workers[i].id, j.ended))
		}
		for m, answer := range j.answers {
			if answer != "" {
				at = h.do("CheckRetention", fmt.Sprintf(`{"citizenId":%q,"mark":%d,"outcome":%q,"on":%q}`, workers[i].id, marks[m], answer, j.after[m]))
			}
		}
	}
	const asOf = "2021-12-31"
	count := func(mark int, wanted func(job) bool) map[string]any {
		due, heard := 0, map[string]int{}
		for _, j := range jobs {
			if !wanted(j) || !by(j.after[mark], asOf) {
				continue
			}
			due++
			answer := j.answers[mark]
			if answer == "" && j.ended != "" && j.ended < j.after[mark] {
				answer = "left" // nobody had to ask
			}
			heard[answer]++
		}
		return map[string]any{
			"due": due, "still": heard["still"], "left": heard["left"], "unreachable": heard["unreachable"], "unchecked": heard[""],
			"rate": share(heard["still"], heard["still"]+heard["left"], 1000),
		}
	}
	r, table := h.figures("/api/retention?asOf="+asOf, at), h.form("12", "", at)
	for m, mark := range []string{"3", "6"} { // nobody's twelve months are over
		all := count(m, func(job) bool { return true })
		h.says("at "+mark+" months", listed(r, "marks", "mark")[mark], all)
		for _, row := range table {
			if row["group"] == "mark" && fmt.Sprint(row["mark"]) == mark {
				h.says("Biểu 12 at "+mark+" months", row, all)
			}
		}
		for _, source := range []string{"training", "fair", "direct"} {
			found := false
			for _, row := range table {
				if row["group"] == "source" && row["key"] == source && fmt.Sprint(row["mark"]) == mark {
					found = true
					h.says("Biểu 12, "+source+" at "+mark+" months", row, count(m, func(j job) bool { return j.source == source }))
				}
			}
			if !found {
				t.Errorf("Biểu 12 has no row of %s at %s months", source, mark)
			}
		}
	}
	if n := len(r["marks"].([]any)); n != 2 {
		t.Errorf("there are %d marks, want 2", n)
	}
}
