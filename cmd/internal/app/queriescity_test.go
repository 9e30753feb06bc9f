package app_test

import (
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	"vaoso/projections/engine"
)

// TestQueriesOfASmallCity: those of docs/queries.md that ask for what the made-up
// year hasn't, in both stores, held to a count of the city's facts.
func TestQueriesOfASmallCity(t *testing.T) {
	t.Parallel()
	a := bookOn(t, "2021-12-31")
	handler, err := a.Handler()
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler) // no view and no policy runs: the log stands still once all is in
	t.Cleanup(server.Close)
	h := &house{a, t, server.URL}
	sewing, metal := firm{"0000010008", "C", "08728"}, firm{"0000010015", "C", "08710"}
	h.share()
	h.found(sewing, metal)
	workers := people(20, "may", "08707", "08710", "08728")
	for i := 12; i < 20; i++ {
		workers[i].trade = "hàn"
	}
	h.register(workers...)
	hired := map[int]bool{}

	lessons := []lesson{
		{no: "K-1", school: "truong-01", from: "2021-02-01", to: "2021-04-30", order: sewing, seats: 4, promised: 3, learners: []learner{
			{who: 0, completed: "2021-04-30", certificate: "CC-1", hired: "2021-07-29", promisedBy: "yes"},  // the 90th day
			{who: 1, completed: "2021-04-30", certificate: "CC-2", hired: "2021-07-30", promisedBy: "late"}, // the 91st
			{who: 2, completed: "2021-04-30", hired: "2021-05-03", promisedBy: "other"},
			{who: 3, dropped: "2021-03-02"},
		}},
		{no: "K-2", school: "truong-02", from: "2021-06-01", to: "2021-08-31", order: metal, seats: 3, promised: 3, learners: []learner{
			{who: 4, completed: "2021-08-31", certificate: "CC-3", hired: "2021-09-15", promisedBy: "yes"},
			{who: 5, completed: "2021-08-31", certificate: "CC-4", hired: "2021-10-01", promisedBy: "yes"},
		}},
	}
	h.teach(workers, metal, []string{"truong-01", "truong-02"}, lessons)
	openings := []opening{
		{no: "V-1", at: sewing, trade: "may", quantity: 12, on: "2021-02-01", closes: "2022-06-30"},
		{no: "V-2", at: metal, trade: "hàn", quantity: 4, on: "2021-02-15", closes: "2022-06-30"},
		{no: "V-3", at: metal, trade: "hàn", quantity: 4, on: "2021-03-01", closes: "2021-06-30"}, // over
		{no: "V-4", at: sewing, trade: "may", quantity: 2, on: "2021-04-01", closes: "2022-06-30", withdrawn: "2021-09-01"},
	}
	sent := []introduction{
		{who: 6, by: "ttdvvl-26", to: "V-1", referred: "2021-03-02", outcome: "hired", hired: "2021-03-15", source: "fair"},
		{who: 7, by: "ttdvvl-26", to: "V-1", referred: "2021-04-02", outcome: "hired", hired: "2021-04-15", source: "fair"},
		{who: 12, by: "ttdvvl-26", to: "V-2", referred: "2021-09-02", outcome: "hired", hired: "2021-09-15", source: "fair"},
	}
	h.market(workers, []centre{{"ttdvvl-26", "service_centre", "26"}}, openings, sent)
	for _, c := range lessons {
		for _, l := range c.learners {
			hired[l.who] = hired[l.who] || l.hired != ""
		}
	}
	for _, s := range sent {
		hired[s.who] = true
	}
	for _, check := range []struct {
		who, mark   int
		outcome, on string
	}{{6, 3, "still", "2021-06-15"}, {7, 3, "left", "2021-07-15"}, {6, 6, "still", "2021-09-15"}} {
		h.do("CheckRetention", fmt.Sprintf(`{"citizenId":%q,"mark":%d,"outcome":%q,"on":%q}`, workers[check.who].id, check.mark, check.outcome, check.on))
	}
	trained := map[string]bool{"08707": true, "08731": true}
	h.do("HoldCapacityCourse", `{"capacity":"TH-1","topic":"counselling","hours":16,"on":"2021-04-10"}`)
	for unit := range trained {
		h.do("RecordAttendance", fmt.Sprintf(`{"capacity":"TH-1","personRef":"CB-1","unit":%q,"kind":"official","on":"2021-04-10"}`, unit))
	}
	h.do("AppointCollaborator", `{"collaborator":"08710-1","name":"Lê Thị Á","unit":"08710","on":"2021-02-01"}`)

	h.do("ApproveLoan", `{"loan":"1","taxCode":"0000010008","amount":{"amount":300000000,"currency":"VND"},"months":36,"jobsPromised":3,"on":"2021-02-01"}`)
	h.do("ApproveLoan", fmt.Sprintf(`{"loan":"2","citizenId":%q,"amount":{"amount":80000000,"currency":"VND"},"months":36,"jobsPromised":1,"on":"2021-05-03"}`, workers[9].id))
	h.do("RecordJob", `{"loan":"1","created":true,"on":"2021-03-01"}`)
	h.do("RecordJob", fmt.Sprintf(`{"loan":"1","created":true,"citizenId":%q,"on":"2021-03-02"}`, workers[8].id))
	h.do("RecordJob", `{"loan":"1","on":"2021-03-03"}`)

	h.do("EndJobSeeking", fmt.Sprintf(`{"citizenId":%q,"reason":"housework","on":"2021-05-01"}`, workers[10].id))
	h.do("RecordUnemploymentNotice", fmt.Sprintf(`{"citizenId":%q,"on":"2021-05-06"}`, workers[10].id)) // doesn't seek
	h.do("RecordUnemploymentNotice", fmt.Sprintf(`{"citizenId":%q,"on":"2021-05-06"}`, workers[11].id)) // seeks too

	h.do(steps[1][0], steps[1][1])
	type fee struct{ agreed, paid, refunded int }
	fees := []fee{{400_000, 0, 0}, {400_000, 450_001, 0}, {440_000, 470_000, 25_000}, {460_000, 0, 0}} // the cap is 450,000
	for i, f := range fees {
		h.do("SignContract", fmt.Sprintf(`{"contract":"C-%d","citizenId":%q,"licenceNo":"26-014","kind":"service","market":"JP","occupation":"hàn","months":36,"monthlyWage":{"amount":150000,"currency":"JPY"},"serviceFee":{"amount":%d,"currency":"JPY"},"on":"2021-03-02"}`, i, workers[13+i].id, f.agreed))
		if f.paid > 0 {
			h.do("RecordFee", fmt.Sprintf(`{"contract":"C-%d","line":"service","paid":{"amount":%d,"currency":"JPY"},"receiptNo":"BL-1","on":"2021-04-02"}`, i, f.paid))
		}
		if f.refunded > 0 {
			h.do("RefundFee", fmt.Sprintf(`{"contract":"C-%d","line":"service","amount":{"amount":%d,"currency":"JPY"},"on":"2021-05-02"}`, i, f.refunded))
		}
	}
	if err := a.CatchUp(t.Context()); err != nil {
		t.Fatal(err)
	}

	onBothStores(t, a, func(t *testing.T, reader engine.Reader) []answer {
		t.Helper()
		answers := ask(t, reader, queries(t))
		for i := ofTheYear; i < len(answers); i++ {
			if len(answers[i].rows) == 0 {
				t.Errorf("query %d has no rows", i+1)
			}
			t.Logf("query %d:\n%s", i+1, strings.Join(answers[i].lines, "\n"))
		}
		charged, above := []int{}, 0
		for _, f := range fees {
			charged = append(charged, max(f.agreed, f.paid)-f.refunded)
			if charged[len(charged)-1] > 450_000 {
				above++
			}
		}
		jp := answers[4].by("market")["JP"]
		same(t, "contracts for Japan", jp.number(t, "contracts"), len(fees))
		same(t, "of these above the cap", jp.number(t, "above_cap"), above)
		same(t, "the average fee", jp.number(t, "average_fee"), (charged[0]+charged[1]+charged[2]+charged[3])/4)
		same(t, "the middle fee", jp.number(t, "median_fee"), (charged[1]+charged[2])/2)

		schools := answers[10].by("institution")
		for i, c := range lessons {
			want, got := learned(lessons[i:i+1]), schools["institution-"+c.school]
			for _, key := range []string{"enrolled", "dropped", "completed", "certified", "placed"} {
				same(t, key+" of "+c.school, got.number(t, key), want[key].(int))
			}
			same(t, "conversion of "+c.school, got.number(t, "placed_permille"), share(want["placed"].(int), want["completed"].(int), 1000).(int))
		}

		taken, seek := map[string]int{}, map[string]int{}
		for _, s := range sent {
			taken[s.to]++
		}
		for i, w := range workers {
			if !hired[i] && i != 10 {
				seek[w.trade]++
			}
		}
		gaps := answers[11].by("occupation")
		same(t, "occupations", len(gaps), 2)
		for trade, vacancy := range map[string]opening{"may": openings[0], "hàn": openings[1]} {
			same(t, "positions, "+trade, gaps[trade].number(t, "positions"), vacancy.quantity-taken[vacancy.no])
			same(t, "seekers, "+trade, gaps[trade].number(t, "seekers"), seek[trade])
			same(t, "gap, "+trade, gaps[trade].number(t, "gap"), vacancy.quantity-taken[vacancy.no]-seek[trade])
		}

		for _, row := range answers[12].rows {
			if row["source"] != "fair" {
				continue
			}
			want := map[string][5]int{"3": {3, 1, 1, 0, 1}, "6": {2, 1, 0, 0, 1}}[row["mark"]]
			for i, key := range []string{"due", "still_there", "gone", "unreachable", "unasked"} {
				same(t, key+" at "+row["mark"]+" months", row.number(t, key), want[i])
			}
		}

		nobody := answers[13].by("unit")
		same(t, "units with nobody trained", len(nobody), len(shares)-len(trained))
		for unit, s := range shares {
			if row, there := nobody[unit]; there == trained[unit] {
				t.Errorf("%s: whether somebody was trained", unit)
			} else if there {
				same(t, "target of "+unit, row.number(t, "target"), s[0])
			}
		}
		same(t, "collaborators of 08710", nobody["08710"].number(t, "collaborators"), 1)

		for ward, want := range map[string][6]int{"08728": {1, 300_000_000, 3, 2, 1, 1}, "08707": {1, 80_000_000, 1, 0, 0, 0}} {
			row := answers[14].by("ward")[ward]
			for i, key := range []string{"loans", "amount", "promised", "created", "unnamed", "kept"} {
				same(t, key+" in "+ward, row.number(t, key), want[i])
			}
		}

		estimated := answers[15].by("unit")
		for unit := range shares {
			seeking, noticed, unemployed := 0, 0, 0
			for i, w := range workers {
				if w.ward != unit {
					continue
				}
				if !hired[i] && i != 10 {
					seeking++
				}
				if i == 10 || i == 11 {
					noticed++
				}
				if !hired[i] {
					unemployed++
				}
			}
			row := estimated[unit]
			same(t, "labour force of "+unit, row.number(t, "labour_force"), share(55*population[unit], 100, 1).(int))
			same(t, "seeking in "+unit, row.number(t, "seeking"), seeking)
			same(t, "on notice in "+unit, row.number(t, "noticed"), noticed)
			same(t, "unemployed in "+unit, row.number(t, "unemployed"), unemployed)
			same(t, "rate of "+unit, row.number(t, "rate"), share(unemployed, row.number(t, "labour_force"), 10_000).(int))
		}
		return answers
	})
}
