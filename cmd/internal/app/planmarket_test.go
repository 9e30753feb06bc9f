package app_test

import (
	"fmt"
	"testing"

	"vaoso/domain/es"
)

// centre is an intermediary in a test's list.
type centre struct{ id, kind, province string }

// opening is a vacancy in a test's list.
type opening struct {
	no         string
	at         firm
	trade      string
	quantity   int
	on, closes string
	withdrawn  string
}

// introduction is a worker whom somebody advised, or sent to an employer.
type introduction struct {
	who        int
	by         string // the intermediary
	to         string // the vacancy; "" where it was advice alone
	counselled string
	referred   string
	outcome    string
	hired      string // the first day of the job; "" where none
	source     string
}

// market enters intermediaries, vacancies, and who was sent to them.
func (h *house) market(workers []person, centres []centre, openings []opening, sent []introduction) (at string) {
	h.t.Helper()
	for _, c := range centres {
		h.do("RegisterIntermediary", fmt.Sprintf(`{"intermediary":%q,"name":"Đơn vị Mẫu %s","type":%q,"province":%q,"on":"2021-01-05"}`, c.id, c.id, c.kind, c.province))
	}
	vacancies := map[string]opening{}
	for _, v := range openings {
		vacancies[v.no] = v
		h.do("PostVacancy", fmt.Sprintf(`{"vacancy":%q,"taxCode":%q,"quantity":%d,"occupation":%q,%s,"closesOn":%q,"on":%q}`, v.no, v.at.tax, v.quantity, v.trade, wageUp, v.closes, v.on))
	}
	for i, s := range sent {
		id, referral := workers[s.who].id, fmt.Sprintf("G-%d", i+1)
		if s.counselled != "" {
			at = h.do("CounselWorker", fmt.Sprintf(`{"referral":%q,"citizenId":%q,"on":%q}`, referral, id, s.counselled))
		}
		if s.referred != "" {
			at = h.do("ReferWorker", fmt.Sprintf(`{"referral":%q,"citizenId":%q,"vacancy":%q,"intermediary":%q,"on":%q}`, referral, id, s.to, s.by, s.referred))
		}
		if s.outcome != "" {
			at = h.do("RecordReferralOutcome", fmt.Sprintf(`{"referral":%q,"outcome":%q,"on":%q}`, referral, s.outcome, dayAfter(s.referred, 3)))
		}
		if s.hired != "" {
			at = h.place(workers[s.who], vacancies[s.to].at, s.hired, 12, s.source, fmt.Sprintf(`,"vacancyId":%q,"referralId":%q`, s.to, referral))
		}
	}
	for _, v := range openings {
		if v.withdrawn != "" {
			at = h.do("WithdrawVacancy", fmt.Sprintf(`{"vacancy":%q,"on":%q}`, v.no, v.withdrawn))
		}
	}
	return at
}

// TestDaDangHoaCacDichVuCungUngNhanLuc: "đa dạng hóa các dịch vụ cung ứng nhân
// lực". From centres, firms, vacancies, advice, referrals and fairs to supply and
// demand by occupation and ward, and Biểu 06.
func TestDaDangHoaCacDichVuCungUngNhanLuc(t *testing.T) {
	t.Parallel()
	h := theCity(t, "2021-12-31")
	sewing, metal := firm{"0000010008", "C", "08728"}, firm{"0000010015", "C", "08710"}
	h.found(sewing, metal)
	workers := append(people(6, "may", "08707", "08710", "08728"), person{"000094000907", "08710", "male", "hàn", "2021-03-01"}, person{"000194000908", "08728", "female", "hàn", "2021-03-01"})
	h.register(workers...)
	centres := []centre{{"ttdvvl-26", "service_centre", "26"}, {"cungung-01", "supply_firm", "26"}}
	openings := []opening{
		{no: "V-1", at: sewing, trade: "may", quantity: 5, on: "2021-02-01", closes: "2022-06-30"},
		{no: "V-2", at: metal, trade: "hàn", quantity: 1, on: "2021-02-15", closes: "2022-06-30"}, // comes to be filled
		{no: "V-3", at: metal, trade: "hàn", quantity: 4, on: "2021-03-01", closes: "2021-06-30"}, // expires
		{no: "V-4", at: sewing, trade: "may", quantity: 2, on: "2021-04-01", closes: "2022-06-30", withdrawn: "2021-09-01"},
	}
	sent := []introduction{
		{who: 0, counselled: "2021-03-01", by: "ttdvvl-26", to: "V-1", referred: "2021-03-02", outcome: "hired", hired: "2021-03-15", source: "service_centre"},
		{who: 1, by: "ttdvvl-26", to: "V-1", referred: "2021-03-05", outcome: "declined"},
		{who: 2, by: "cungung-01", to: "V-1", referred: "2021-10-05", outcome: "hired", hired: "2021-10-20", source: "supply_firm"},
		{who: 3, counselled: "2021-05-01"},
		{who: 6, by: "cungung-01", to: "V-2", referred: "2021-04-05", outcome: "hired", hired: "2021-04-12", source: "supply_firm"},
		{who: 7, by: "ttdvvl-26", to: "V-3", referred: "2021-06-05", outcome: "no_show"},
	}
	fairs := [][5]int{{5, 90, 40, 12}, {8, 120, 55, 20}} // employers, attendance; interviewed, hired
	h.market(workers, centres, openings, sent)
	// What closes by itself has to have closed before anybody counts.
	for _, closing := range []string{"VacancyFilled", "VacancyExpired"} {
		h.await(es.Start, closing, func(es.Event) bool { return true })
	}
	var at string
	for i, f := range fairs {
		h.do("HoldFair", fmt.Sprintf(`{"fair":"P-%d","venue":"Nhà văn hóa","employers":%d,"attendance":%d,"on":"2021-05-2%d"}`, i, f[0], f[1], i))
		at = h.do("RecordFairOutcome", fmt.Sprintf(`{"fair":"P-%d","interviewed":%d,"hired":%d,"on":"2021-05-2%d"}`, i, f[2], f[3], i+1))
	}
	// count goes through the lists: where has the vacancies of interest, seeks the
	// workers of interest.
	count := func(where func(opening) bool, seeks func(person) bool) map[string]any {
		var open, expired, hired, referred, seekers int
		of, engaged := map[string]opening{}, map[int]bool{}
		for _, v := range openings {
			of[v.no] = v
		}
		taken := map[string]int{}
		for _, s := range sent {
			if s.hired != "" {
				taken[s.to], engaged[s.who] = taken[s.to]+1, true
			}
			if s.referred == "" || !where(of[s.to]) {
				continue
			}
			referred++
			if s.hired != "" {
				hired++
			}
		}
		for _, v := range openings {
			switch {
			case !where(v) || v.withdrawn != "":
			case v.closes < "2021-12-31":
				expired += v.quantity - taken[v.no]
			default:
				open += v.quantity - taken[v.no]
			}
		}
		for i, p := range workers {
			if seeks(p) && !engaged[i] {
				seekers++
			}
		}
		return map[string]any{"open": open, "seekers": seekers, "referred": referred, "hired": hired, "expired": expired}
	}
	asForm := func(m map[string]any) map[string]any {
		return map[string]any{"vacancies_open": m["open"], "seekers": m["seekers"], "referred": m["referred"], "hired": m["hired"], "expired": m["expired"]}
	}
	table := h.form("06", "period=quarter", at)
	trades := h.figures("/api/supply?by=occupation", at)
	for _, trade := range []string{"may", "hàn"} {
		want := count(func(v opening) bool { return v.trade == trade }, func(p person) bool { return p.trade == trade })
		h.says(trade, listed(trades, "rows", "occupation")[trade], want)
		h.says("Biểu 06, "+trade, h.rowOf(table, "occupation", "key", trade), asForm(want))
	}
	wards := listed(h.figures("/api/supply?by=ward", at), "rows", "ward")
	for _, ward := range []string{"08707", "08710", "08728"} {
		want := count(func(v opening) bool { return v.at.ward == ward }, func(p person) bool { return p.ward == ward })
		h.says(ward, wards[ward], want)
		h.says("Biểu 06, "+ward, h.rowOf(table, "ward", "key", ward), asForm(want))
	}
	all := count(func(opening) bool { return true }, func(person) bool { return true })
	h.says("all", trades["total"].(map[string]any), all)
	h.says("Biểu 06, all", h.totalOf(table, "occupation"), asForm(all))
	for _, c := range centres {
		referred, hired, late := 0, 0, 0
		for _, s := range sent {
			if s.by != c.id || s.referred == "" {
				continue
			}
			referred++
			if s.hired != "" {
				hired++
			}
			if s.referred >= "2021-10-01" {
				late++
			}
		}
		h.says(c.id, listed(trades, "intermediaries", "intermediary")["intermediary-"+c.id], map[string]any{"referred": referred, "hired": hired, "province": c.province, "type": c.kind})
		h.says("Biểu 06, "+c.id, h.rowOf(table, "intermediary", "key", "intermediary-"+c.id), map[string]any{"referred": referred, "hired": hired, "referred_in_period": late})
	}
	sum := [4]int{}
	for _, f := range fairs {
		for i := range sum {
			sum[i] += f[i]
		}
	}
	h.says("fairs", trades["fairs"].(map[string]any), map[string]any{"held": len(fairs), "employers": sum[0], "attendance": sum[1], "interviewed": sum[2], "hired": sum[3]})
	h.says("advice", trades, map[string]any{"counselled": 2})
}

// TestPhoiHopVoiCacTrungTamDichVuViecLamCuaTinh: "phối hợp với các trung tâm dịch
// vụ việc làm của tỉnh, doanh nghiệp … ngoài tỉnh … đưa lao động ngoại tỉnh đến
// làm việc". From the province's centre and firms of other provinces who bring
// workers from there, to where these are counted apart, and Biểu 11.
func TestPhoiHopVoiCacTrungTamDichVuViecLamCuaTinh(t *testing.T) {
	t.Parallel()
	h := theCity(t, "2021-12-31")
	sewing, shop := firm{"0000010008", "C", "08728"}, firm{"0000010015", "G", "08710"}
	h.found(sewing, shop)
	// Wards of other districts and provinces, two wards of the city.
	workers := people(7, "may", "09000", "07000", "08728", "01001", "09000", "08710", "07000")
	workers[6].id, workers[6].sex = "000194000907", "female"
	h.register(workers...)
	centres := []centre{{"ttdvvl-26", "service_centre", "26"}, {"ttdvvl-25", "service_centre", "25"}, {"cungung-24", "supply_firm", "24"}}
	openings := []opening{
		{no: "V-1", at: sewing, trade: "may", quantity: 9, on: "2021-02-01", closes: "2022-06-30"},
		{no: "V-2", at: shop, trade: "may", quantity: 3, on: "2021-02-01", closes: "2022-06-30"},
	}
	sent := []introduction{
		{who: 0, by: "ttdvvl-25", to: "V-1", referred: "2021-03-02", outcome: "hired", hired: "2021-03-15", source: "service_centre"},
		{who: 1, by: "cungung-24", to: "V-1", referred: "2021-04-02", outcome: "hired", hired: "2021-04-15", source: "supply_firm"},
		{who: 2, by: "ttdvvl-26", to: "V-1", referred: "2021-05-02", outcome: "hired", hired: "2021-05-15", source: "service_centre"},
		{who: 3, by: "ttdvvl-25", to: "V-2", referred: "2021-12-02", outcome: "hired", hired: "2021-12-15", source: "service_centre"},
		{who: 4, by: "ttdvvl-25", to: "V-1", referred: "2021-06-02", outcome: "declined"},
		{who: 5, by: "ttdvvl-26", to: "V-2", referred: "2021-07-02", outcome: "hired", hired: "2021-07-15", source: "service_centre"},
		{who: 6, by: "cungung-24", to: "V-2", referred: "2021-08-02", outcome: "hired", hired: "2021-08-15", source: "supply_firm"},
	}
	at := h.market(workers, centres, openings, sent)
	fromHere := func(s introduction) bool {
		_, here := shares[workers[s.who].ward]
		return here
	}
	workplace := map[string]firm{"V-1": sewing, "V-2": shop}
	count := func(wanted func(introduction) bool) (n int) {
		for _, s := range sent {
			if s.hired != "" && wanted(s) {
				n++
			}
		}
		return n
	}
	all := count(func(s introduction) bool { return !fromHere(s) })
	p := h.figures("/api/plans/vinh-yen-2021/progress?", at)
	h.says("who lives here", p["achieved"].(map[string]any), map[string]any{"total": count(fromHere)})
	h.says("who came", p["excluded"].(map[string]any), map[string]any{"in_migrant": all})
	open := h.figures("/api/plans/vinh-yen-2021/recount?rules=vinh-yen-2021-open", at)
	h.says("both, by the rules that count all", open["is"].(map[string]any), map[string]any{"total": count(func(introduction) bool { return true })})
	table := h.form("11", "", at)
	for _, f := range []firm{sewing, shop} {
		here := func(s introduction) bool { return !fromHere(s) && workplace[s.to] == f }
		n, women := count(here), count(func(s introduction) bool { return here(s) && workers[s.who].sex == "female" })
		late := count(func(s introduction) bool { return here(s) && s.hired >= "2021-12-01" })
		want := map[string]any{"placed": n, "women": women, "in_period": late, "in_migrant": n, "counted": 0, "other": 0}
		h.says("Biểu 11, at work in "+f.ward, h.rowOf(table, "employer_ward", "key", f.ward), want)
		h.says("Biểu 11, sector "+f.sector, h.rowOf(table, "sector", "key", f.sector), want)
	}
	for _, ward := range []string{"09000", "07000", "01001"} {
		if n := count(func(s introduction) bool { return workers[s.who].ward == ward }); n > 0 {
			h.says("Biểu 11, from "+ward, h.rowOf(table, "origin", "key", ward), map[string]any{"placed": n, "in_migrant": n})
		}
	}
	h.says("Biểu 11, all", h.totalOf(table, "origin"), map[string]any{"placed": all, "in_migrant": all})
	brought := listed(h.figures("/api/supply?by=ward", at), "intermediaries", "intermediary")
	for _, c := range centres {
		referred := 0
		for _, s := range sent {
			if s.by == c.id {
				referred++
			}
		}
		h.says(c.id, brought["intermediary-"+c.id], map[string]any{"referred": referred, "hired": count(func(s introduction) bool { return s.by == c.id }), "province": c.province})
	}
}
