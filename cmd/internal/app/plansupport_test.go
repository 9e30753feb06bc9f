package app_test

import (
	"fmt"
	"testing"
)

// TestChinhSachHoTroGiaiQuyetViecLam: "chính sách hỗ trợ giải quyết việc làm duy
// trì việc làm". From loans, the jobs that they made and kept, and grants to the
// report on support, to Biểu 07, and to who counts towards the plan by them.
func TestChinhSachHoTroGiaiQuyetViecLam(t *testing.T) {
	t.Parallel()
	h := theCity(t, "2021-12-31")
	sewing, shop := firm{"0000010008", "C", "08728"}, firm{"0000010015", "G", "08710"}
	h.found(sewing, shop)
	workers := people(6, "may", "08707", "08710", "08728")
	h.register(workers...)
	type loan struct {
		no       string
		firm     firm // or
		who      int
		ward     string
		amount   int
		promised int
		kept     int
		on       string
		settled  bool
	}
	type job struct {
		loan    string
		who     int // −1: nobody is named
		ward    string
		created bool
		on      string
		counts  bool
	}
	type grant struct {
		who    int
		ward   string
		amount int
		on     string
	}
	loans := []loan{
		{no: "2021-01", firm: sewing, ward: "08728", amount: 300_000_000, promised: 3, kept: 2, on: "2021-02-01"},
		{no: "2021-02", who: 0, ward: "08707", amount: 80_000_000, promised: 1, on: "2021-05-03", settled: true},
		{no: "2021-03", firm: shop, ward: "08710", amount: 200_000_000, promised: 2, on: "2021-11-15"},
	}
	jobs := []job{
		{loan: "2021-01", who: 1, ward: "08710", created: true, on: "2021-03-01", counts: true},
		{loan: "2021-01", who: -1, ward: "08728", created: true, on: "2021-03-02"},
		{loan: "2021-01", who: 2, ward: "08728", on: "2021-03-03"},
		{loan: "2021-01", who: -1, ward: "08728", on: "2021-03-03"},
		{loan: "2021-02", who: 0, ward: "08707", created: true, on: "2021-05-12", counts: true},
		{loan: "2021-03", who: 4, ward: "08710", created: true, on: "2021-12-05", counts: true},
	}
	grants := []grant{{3, "08707", 3_000_000, "2021-06-01"}, {5, "08728", 2_500_000, "2021-12-20"}}
	for _, l := range loans {
		borrower := fmt.Sprintf(`"taxCode":%q`, l.firm.tax)
		if l.firm.tax == "" {
			borrower = fmt.Sprintf(`"citizenId":%q`, workers[l.who].id)
		}
		h.do("ApproveLoan", fmt.Sprintf(`{"loan":%q,%s,"amount":{"amount":%d,"currency":"VND"},"months":36,"jobsPromised":%d,"jobsKept":%d,"on":%q}`, l.no, borrower, l.amount, l.promised, l.kept, l.on))
	}
	h.refused("ApproveLoan", fmt.Sprintf(`{"loan":"2021-04","citizenId":%q,"amount":{"amount":100000001,"currency":"VND"},"months":36,"jobsPromised":1,"on":"2021-05-03"}`, workers[0].id), "ErrLoanAboveCap")
	var at string
	for i, j := range jobs {
		named := ""
		if j.who >= 0 {
			named = fmt.Sprintf(`,"citizenId":%q`, workers[j.who].id)
		}
		at = h.do("RecordJob", fmt.Sprintf(`{"loan":%q%s,"created":%t,"on":%q,"reason":"việc %d"}`, j.loan, named, j.created, j.on, i))
	}
	// The second loan's job is entered as a placement too: it is one person all the same.
	h.do("PlaceWorker", fmt.Sprintf(`{"citizenId":%q,"occupation":"sửa xe","contractKind":"self_employed","monthlyWage":{"amount":6000000,"currency":"VND"},"source":"loan","loanId":"2021-02","on":"2021-05-12"}`, workers[0].id))
	h.do("SettleLoan", `{"loan":"2021-02","on":"2021-12-28"}`)
	for i, g := range grants {
		at = h.do("GrantSupport", fmt.Sprintf(`{"support":"HT-%d","citizenId":%q,"scheme":"học nghề","amount":{"amount":%d,"currency":"VND"},"on":%q}`, i, workers[g.who].id, g.amount, g.on))
	}
	// count adds up what happened since a day in a ward; "" is all wards.
	count := func(from, ward string) map[string]any {
		n := map[string]int{}
		in := func(where, on string) bool { return on >= from && (ward == "" || where == ward) }
		for _, l := range loans {
			if in(l.ward, l.on) {
				n["loans"], n["loanAmount"], n["jobsPromised"], n["jobsToKeep"] = n["loans"]+1, n["loanAmount"]+l.amount, n["jobsPromised"]+l.promised, n["jobsToKeep"]+l.kept
			}
		}
		for _, j := range jobs {
			switch {
			case !in(j.ward, j.on):
			case !j.created:
				n["jobsKept"]++
			default:
				n["jobsCreated"]++
				if j.who < 0 {
					n["jobsUnnamed"]++
				}
			}
		}
		for _, g := range grants {
			if in(g.ward, g.on) {
				n["grants"], n["grantAmount"] = n["grants"]+1, n["grantAmount"]+g.amount
			}
		}
		want := map[string]any{}
		for _, key := range []string{"loans", "loanAmount", "jobsPromised", "jobsToKeep", "jobsKept", "jobsCreated", "jobsUnnamed", "grants", "grantAmount"} {
			want[key] = n[key]
		}
		return want
	}
	asForm := func(m map[string]any) map[string]any {
		return map[string]any{"loans": m["loans"], "loan_amount": m["loanAmount"], "jobs_promised": m["jobsPromised"], "jobs_created": m["jobsCreated"], "jobs_unnamed": m["jobsUnnamed"], "jobs_kept": m["jobsKept"], "grants": m["grants"], "grant_amount": m["grantAmount"]}
	}
	for _, from := range []string{"2021-01-01", "2021-12-01"} {
		r := h.figures("/api/support?from="+from, at)
		h.says("since "+from, r["total"].(map[string]any), count(from, ""))
		for _, ward := range []string{"08707", "08710", "08728"} {
			if row, there := listed(r, "wards", "ward")[ward]; there {
				h.says(ward+" since "+from, row, count(from, ward))
			} else if fmt.Sprint(count(from, ward)) != fmt.Sprint(count("2022-01-01", ward)) {
				t.Errorf("%s isn't there", ward)
			}
		}
	}
	table := h.form("07", "period=month", at)
	h.says("Biểu 07, in the month", h.totalOf(table, "in_period"), asForm(count("2021-12-01", "")))
	h.says("Biểu 07, since the first day", h.totalOf(table, "cumulative"), asForm(count("2021-01-01", "")))
	h.says("Biểu 07, phường Khai Quang", h.rowOf(table, "cumulative", "ward", "08728"), asForm(count("2021-01-01", "08728")))
	counted := 0
	for _, j := range jobs {
		if j.counts {
			counted++
		}
	}
	p := h.figures("/api/plans/vinh-yen-2021/progress?", at)
	h.says("who counts", p["achieved"].(map[string]any), map[string]any{"total": counted})
}

// TestGiamTyLeLaoDongThatNghiep: "giảm tỷ lệ lao động thất nghiệp". From who seeks
// a job, who gave notice, allowances and new jobs to the estimate by ward and
// month, and Biểu 07.
func TestGiamTyLeLaoDongThatNghiep(t *testing.T) {
	t.Parallel()
	h := theCity(t, "2021-06-20")
	sewing := firm{"0000010008", "C", "08728"}
	h.found(sewing)
	workers := people(7, "may", "08707", "08710")
	// Who seeks on which days, and has a notice on which, both ends included; an
	// empty end hasn't come.
	type days struct{ from, to string }
	type life struct {
		seeks, noticed []days
	}
	const never = "2099-12-31"
	lives := []life{
		{seeks: []days{{"2021-01-04", never}}},
		{seeks: []days{{"2021-01-04", "2021-02-28"}}}, // a job from March on
		{seeks: []days{{"2021-01-04", "2021-01-31"}, {"2021-05-01", never}}, noticed: []days{{"2021-05-06", never}}},
		{seeks: []days{{"2021-01-04", "2021-03-14"}}},                                                                              // studies
		{seeks: []days{{"2021-01-04", "2021-01-31"}, {"2021-03-16", "2021-05-30"}}, noticed: []days{{"2021-03-20", "2021-05-30"}}}, // a new job
		{seeks: []days{{"2021-01-04", "2021-01-31"}}, noticed: []days{{"2021-04-01", never}}},                                      // on notice, and doesn't seek
		{seeks: []days{{"2021-04-12", never}}},
	}
	workers[6].since = "2021-04-12"
	h.register(workers...)
	say := func(command string, who int, fields, on string) string {
		return h.do(command, fmt.Sprintf(`{"citizenId":%q%s,"on":%q}`, workers[who].id, fields, on))
	}
	h.place(workers[1], sewing, "2021-03-01", 0, "direct", "")
	h.place(workers[2], sewing, "2021-02-01", 0, "direct", "")
	say("EndPlacement", 2, `,"reason":"redundant","seeking":true`, "2021-04-30")
	say("RecordUnemploymentNotice", 2, `,"lastTaxCode":"0000010008"`, "2021-05-06")
	say("RecordAllowance", 2, `,"months":3,"monthly":{"amount":3000000,"currency":"VND"}`, "2021-05-20")
	say("EndJobSeeking", 3, `,"reason":"studying"`, "2021-03-15")
	h.place(workers[4], sewing, "2021-02-01", 0, "direct", "")
	say("EndPlacement", 4, `,"reason":"resigned","seeking":true`, "2021-03-15")
	say("RecordUnemploymentNotice", 4, "", "2021-03-20")
	say("RecordAllowance", 4, `,"months":2,"monthly":{"amount":2500000,"currency":"VND"}`, "2021-04-02")
	h.place(workers[4], sewing, "2021-05-31", 0, "service_centre", "")
	say("EndUnemployment", 4, `,"reason":"found_work"`, "2021-05-31")
	h.place(workers[5], sewing, "2021-02-01", 0, "direct", "")
	say("EndPlacement", 5, `,"reason":"health","seeking":false`, "2021-03-31")
	at := say("RecordUnemploymentNotice", 5, "", "2021-04-01")
	allowances := []int{3 * 3_000_000, 2 * 2_500_000}

	on := func(list []days, day string) bool {
		for _, d := range list {
			if d.from <= day && day <= d.to {
				return true
			}
		}
		return false
	}
	count := func(ward, day string) map[string]any {
		var unemployed, seeking, noticed, force int
		for unit, n := range population {
			if ward == "" || ward == unit {
				force += share(n*55, 100, 1).(int)
			}
		}
		for i, l := range lives {
			if ward != "" && workers[i].ward != ward {
				continue
			}
			s, n := on(l.seeks, day), on(l.noticed, day)
			if s {
				seeking++
			}
			if n {
				noticed++
			}
			if s || n {
				unemployed++
			}
		}
		return map[string]any{"unemployed": unemployed, "seeking": seeking, "noticed": noticed, "labourForce": force, "rate": share(unemployed, force, 10_000)}
	}
	r := h.figures("/api/unemployment?", at)
	months := listed(r, "months", "month")
	for _, day := range []string{"2021-01-31", "2021-02-28", "2021-03-31", "2021-04-30", "2021-05-31", "2021-06-20"} {
		h.says("all on "+day, months[day[:7]], count("", day))
		for _, w := range r["wards"].([]any) {
			if row := w.(map[string]any); row["month"] == day[:7] {
				h.says(fmt.Sprint(row["ward"], " on ", day), row, count(fmt.Sprint(row["ward"]), day))
			}
		}
	}
	if len(months) != 6 || len(r["wards"].([]any)) != 6*len(population) {
		t.Errorf("it has %d months", len(months))
	}
	table := h.form("07", "", at)
	all := count("", "2021-06-20")
	h.says("Biểu 07, estimate", h.totalOf(table, "unemployment"), map[string]any{"unemployed": all["unemployed"], "labour_force": all["labourForce"], "rate": all["rate"]})
	ward := count("08707", "2021-06-20")
	h.says("Biểu 07, estimate of a ward", h.rowOf(table, "unemployment", "ward", "08707"), map[string]any{"unemployed": ward["unemployed"], "rate": ward["rate"]})
	h.says("Biểu 07, insurance", h.totalOf(table, "cumulative"), map[string]any{"notices": 3, "allowances": len(allowances), "allowance_amount": allowances[0] + allowances[1]})
}
