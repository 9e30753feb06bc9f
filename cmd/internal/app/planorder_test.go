package app_test

import (
	"fmt"
	"testing"
)

// block is a part of the annual report that is no form, by the keys of its lines.
func (h *house) block(code, query, at string) map[string]any {
	h.t.Helper()
	for _, f := range h.figures("/api/reports/year?"+query, at)["forms"].([]any) {
		if form := f.(map[string]any); form["form"] == code {
			values := map[string]any{}
			for key, line := range listed(form, "rows", "key") {
				values[key] = line["value"]
			}
			return values
		}
	}
	h.t.Fatalf("the annual report has no block %s", code)
	return nil
}

// TestTangCuongAnNinhTratTuXaHoi: "tăng cường an ninh trật tự xã hội". It has no
// commands of its own: who absconded, who left against the rules, incidents abroad,
// complaints and who has sought a job for long come together in the annual report.
func TestTangCuongAnNinhTratTuXaHoi(t *testing.T) {
	t.Parallel()
	h := theCity(t, "2022-02-01")
	sewing := firm{"0000010008", "C", "08728"}
	h.found(sewing)
	workers := people(9, "may", "08707", "08710", "08728")
	// By the last day of the plan, 31/12/2021, some have sought for twelve months.
	type seeker struct{ since, job, jobEnded, gaveUp string }
	seekers := map[int]seeker{
		5: {since: "2020-12-31"},
		6: {since: "2020-06-01", job: "2021-02-01", jobEnded: "2021-04-30"}, // began anew in May
		7: {since: "2020-06-01", gaveUp: "2021-10-01"},
		8: {since: "2021-01-01"}, // a day too late
		4: {since: "2019-03-01"},
	}
	for i, s := range seekers {
		workers[i].since = s.since
	}
	h.register(workers...)
	h.do(steps[1][0], steps[1][1])
	var long int
	for i, s := range seekers {
		if s.job != "" {
			h.place(workers[i], sewing, s.job, 0, "direct", "")
			h.do("EndPlacement", fmt.Sprintf(`{"citizenId":%q,"reason":"resigned","seeking":true,"on":%q}`, workers[i].id, s.jobEnded))
		}
		if s.gaveUp != "" {
			h.do("EndJobSeeking", fmt.Sprintf(`{"citizenId":%q,"reason":"housework","on":%q}`, workers[i].id, s.gaveUp))
		}
		if s.since <= "2020-12-31" && s.job == "" && s.gaveUp == "" {
			long++
		}
	}
	// Four go abroad, one of them against the rules, and some of it goes wrong.
	// What happened after the plan's last day is the next report's.
	type trouble struct {
		contract int
		command  string
		fields   string
		on       string
		counts   string
	}
	for i := range 3 {
		h.depart(workers[i], fmt.Sprintf("C-%d", i), "2021-05-18")
	}
	troubles := []trouble{
		{0, "ReportAbsconded", `"contract":"C-0","reporter":"nghiệp đoàn"`, "2021-09-01", "absconded"},
		{1, "ReportAbsconded", `"contract":"C-1","reporter":"nghiệp đoàn"`, "2022-01-10", "absconded"},
		{1, "RecordIncident", `"contract":"C-1","kind":"unpaid_wage"`, "2021-10-01", "incidents"},
		{2, "RecordIncident", `"contract":"C-2","kind":"accident"`, "2021-11-01", "incidents"},
		{2, "RecordIncident", `"contract":"C-2","kind":"abuse"`, "2022-01-15", "incidents"},
		{0, "LodgeComplaint", `"complaint":"KN-1","contract":"C-0","subject":"thu phí"`, "2021-07-01", "complaints"},
		{1, "LodgeComplaint", `"complaint":"KN-2","contract":"C-1","subject":"ăn ở"`, "2021-08-01", "complaints"},
		{0, "AnswerComplaint", `"complaint":"KN-1","upheld":true`, "2021-08-20", "complaints_upheld"},
		{1, "AnswerComplaint", `"complaint":"KN-2","upheld":false`, "2021-08-21", ""},
		{2, "LodgeComplaint", `"complaint":"KN-3","contract":"C-2","subject":"lương"`, "2022-01-05", "complaints"},
	}
	h.do("SignContract", fmt.Sprintf(`{"contract":"C-3","citizenId":%q,"licenceNo":"26-014","kind":"service","market":"JP","occupation":"hàn","months":36,"monthlyWage":{"amount":150000,"currency":"JPY"},"on":"2021-03-02"}`, workers[3].id))
	at := h.do("RecordIrregularDispatch", `{"contract":"C-3","reportedOn":"2021-07-18","source":"gia đình báo","on":"2021-07-10"}`)
	for _, x := range troubles {
		at = h.do(x.command, fmt.Sprintf(`{%s,"on":%q}`, x.fields, x.on))
	}
	count := func(asOf string) map[string]any {
		n := map[string]any{"absconded": 0, "incidents": 0, "complaints": 0, "complaints_upheld": 0, "irregular": 0}
		if by("2021-07-10", asOf) {
			n["irregular"] = 1
		}
		for _, x := range troubles {
			if x.counts != "" && by(x.on, asOf) {
				n[x.counts] = n[x.counts].(int) + 1
			}
		}
		return n
	}
	year := count("2021-12-31")
	year["long_term_seekers"] = long
	h.says("the annual report", h.block("public_order", "", at), year)
	h.says("the same in September", h.block("public_order", "asOf=2021-09-30", at), count("2021-09-30"))
}

// TestHoanThanhChiTieuTheoNghiQuyetDaiHoi: "hoàn thành chỉ tiêu … theo nghị quyết
// Đại hội Đảng bộ thành phố". Plans of several years, each with the resolution in
// its decision, add up against the resolution's target.
func TestHoanThanhChiTieuTheoNghiQuyetDaiHoi(t *testing.T) {
	t.Parallel()
	h := emptyCity(t, "2022-01-31")
	resolution := `,"resolution":{"title":"Nghị quyết Đại hội Đảng bộ thành phố","from":"2020-01-01","to":"2024-12-31","total":6000}`
	targets := map[int]int{2020: 1200, 2021: 1300}
	h.adopt("vinh-yen-2020", 2020, targets[2020], 20, resolution)
	h.adopt("vinh-yen-2021", 2021, targets[2021], 30, resolution+`,"previousPlan":"vinh-yen-2020"`)
	h.adopt("vinh-yen-2019", 2019, 1000, 10, `,"resolution":{"title":"Nghị quyết khóa trước","from":"2015-01-01","to":"2019-12-31"}`)
	sewing := firm{"0000010008", "C", "08728"}
	h.found(sewing)
	workers := people(8, "may", "08707", "08710", "08728")
	for i := range workers {
		workers[i].since = "2019-01-04"
	}
	h.register(workers...)
	// Each counts once in the year of the job, and again in another year.
	type start struct {
		who   int
		on    string
		ended string
	}
	starts := []start{
		{0, "2020-03-10", "2020-12-01"}, {1, "2020-05-04", ""}, {2, "2020-11-02", "2021-02-01"},
		{0, "2021-01-11", ""}, {2, "2021-03-01", ""}, {3, "2021-04-05", ""}, {4, "2021-07-01", ""}, {5, "2021-12-20", ""},
	}
	var at string
	for _, s := range starts {
		at = h.place(workers[s.who], sewing, s.on, 0, "direct", fmt.Sprintf(`,"reportedOn":%q`, s.on))
		if s.ended != "" {
			at = h.do("EndPlacement", fmt.Sprintf(`{"citizenId":%q,"reason":"resigned","seeking":true,"on":%q}`, workers[s.who].id, s.ended))
		}
	}
	count := func(year, asOf string) (n int) {
		seen := map[int]bool{}
		for _, s := range starts {
			if s.on[:4] == year && by(s.on, asOf) && !seen[s.who] {
				seen[s.who] = true
				n++
			}
		}
		return n
	}
	for _, asOf := range []string{"2020-12-31", "2021-06-30", "2021-12-31"} {
		plan, all := "vinh-yen-2021", count("2020", asOf)+count("2021", asOf)
		want := map[string]any{"vinh-yen-2020": count("2020", asOf), "achieved": all, "target": 6000, "permille": share(all, 6000, 1000)}
		if asOf < "2021" {
			plan = "vinh-yen-2020"
		} else {
			want["vinh-yen-2021"] = count("2021", asOf)
		}
		got := h.block("resolution", "plan="+plan+"&asOf="+asOf, at)
		h.says("by "+asOf, got, want)
		if _, there := got["vinh-yen-2019"]; there || len(got) != len(want) {
			t.Errorf("by %s it has %v", asOf, got)
		}
	}
	if got := h.block("resolution", "plan=vinh-yen-2019", at); got["target"] != nil {
		t.Errorf("of a resolution that sets no figure it has %v", got)
	}
}

// TestTapHuanTuVanGioiThieuViecLam: "tập huấn … tư vấn, giới thiệu việc làm và cung
// ứng lao động … cán bộ, công chức, viên chức và cộng tác viên cấp cơ sở". From
// courses, who was there, and collaborators to the wards with nobody trained, what
// collaborators did, and Biểu 09.
func TestTapHuanTuVanGioiThieuViecLam(t *testing.T) {
	t.Parallel()
	h := theCity(t, "2021-12-31")
	sewing := firm{"0000010008", "C", "08728"}
	h.found(sewing)
	workers := people(5, "may", "08707", "08710", "08728")
	h.register(workers...)
	type course struct {
		no, topic string
		hours     int
		on        string
		there     [][2]string // unit, kind
	}
	type helper struct {
		no, unit, until   string
		counsels, placing []int // workers
	}
	courses := []course{
		{"TH-1", "counselling", 16, "2021-04-10", [][2]string{{"08728", "official"}, {"08728", "collaborator"}, {"08710", "official"}, {"city", "official"}}},
		{"TH-2", "referral", 8, "2021-09-10", [][2]string{{"08728", "official"}, {"08731", "collaborator"}}},
		{"TH-3", "overseas", 24, "2020-09-10", [][2]string{{"08707", "official"}}}, // before the plan
	}
	helpers := []helper{
		{no: "08728-1", unit: "08728", counsels: []int{0, 1}, placing: []int{0}},
		{no: "08710-1", unit: "08710", until: "2021-10-01", counsels: []int{2}},
		{no: "08710-2", unit: "08710", placing: []int{3}},
	}
	for _, c := range courses {
		h.do("HoldCapacityCourse", fmt.Sprintf(`{"capacity":%q,"topic":%q,"hours":%d,"on":%q}`, c.no, c.topic, c.hours, c.on))
		for i, p := range c.there {
			h.do("RecordAttendance", fmt.Sprintf(`{"capacity":%q,"personRef":"CB-%d","unit":%q,"kind":%q,"on":%q}`, c.no, i, p[0], p[1], c.on))
		}
	}
	at, n := "", 0
	for _, x := range helpers {
		h.do("AppointCollaborator", fmt.Sprintf(`{"collaborator":%q,"name":"Lê Thị Á","unit":%q,"on":"2021-02-01"}`, x.no, x.unit))
		for _, who := range x.counsels {
			n++
			h.do("CounselWorker", fmt.Sprintf(`{"referral":"G-%d","citizenId":%q,"byCollaborator":%q,"on":"2021-05-02"}`, n, workers[who].id, x.no))
		}
		for _, who := range x.placing {
			at = h.place(workers[who], sewing, "2021-05-10", 0, "collaborator", fmt.Sprintf(`,"collaboratorId":%q`, x.no))
		}
		if x.until != "" {
			at = h.do("DismissCollaborator", fmt.Sprintf(`{"collaborator":%q,"on":%q}`, x.no, x.until))
		}
	}
	count := func(unit string) map[string]any {
		var officials, collaborators, hours, active, counselled, placed int
		for _, c := range courses {
			for _, p := range c.there {
				if c.on < "2021-01-01" || unit != "" && p[0] != unit {
					continue
				}
				hours += c.hours
				if p[1] == "official" {
					officials++
				} else {
					collaborators++
				}
			}
		}
		for _, x := range helpers {
			if unit != "" && x.unit != unit {
				continue
			}
			counselled, placed = counselled+len(x.counsels), placed+len(x.placing)
			if x.until == "" {
				active++
			}
		}
		return map[string]any{"officials": officials, "collaborators": collaborators, "hours": hours, "active": active, "counselled": counselled, "placed": placed}
	}
	r, table, nobody := h.figures("/api/capacity?from=2021-01-01", at), h.form("09", "", at), 0
	units := listed(r, "units", "unit")
	for unit := range shares {
		want := count(unit)
		untaught := want["officials"] == 0 && want["collaborators"] == 0
		h.says(unit, units[unit], want)
		h.says("whether "+unit+" has nobody", units[unit], map[string]any{"nobody": untaught})
		want["nobody"] = 0
		if untaught {
			nobody++
			want["nobody"] = 1
		}
		h.says("Biểu 09, "+unit, h.rowOf(table, "unit", "key", unit), want)
	}
	h.says("all", r["total"].(map[string]any), count(""))
	if listed := r["nobody"].([]any); len(listed) != nobody {
		t.Errorf("nobody was trained in %v, want %d units", listed, nobody)
	}
	total := count("")
	total["nobody"] = nobody
	h.says("Biểu 09, all", h.totalOf(table, "unit"), total)
	for _, c := range courses[:2] {
		h.says("Biểu 09, "+c.no, h.rowOf(table, "course", "key", c.no), map[string]any{"held_on": c.on, "hours": c.hours * len(c.there)})
	}
}
