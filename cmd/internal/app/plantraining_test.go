package app_test

import (
	"fmt"
	"testing"
)

// learner is a trainee in a test's list.
type learner struct {
	who               int
	days, of          int    // attended in a month
	completed         string // the day, or "" where not
	certificate       string
	dropped           string
	hired, promisedBy string // the first day of a job; whether it is with who ordered the course, in time: yes, late, other
}

// lesson is a course on order in a test's list.
type lesson struct {
	no, school, from, to string
	order                firm
	seats, promised      int
	learners             []learner
	scores               map[string]int // by who gave them
}

// teach enters institutions, courses, and what became of those who learned.
func (h *house) teach(workers []person, other firm, schools []string, lessons []lesson) (at string) {
	h.t.Helper()
	for _, school := range schools {
		h.do("RegisterInstitution", fmt.Sprintf(`{"institution":%q,"name":"Trường Mẫu %s","occupations":["may"],"on":"2021-01-05"}`, school, school))
	}
	for _, c := range lessons {
		h.do("AgreeCourse", fmt.Sprintf(`{"course":%q,"institution":%q,"taxCode":%q,"occupation":"may","seats":%d,"jobsPromised":%d,"startsOn":%q,"endsOn":%q,"on":"2021-01-20"}`, c.no, c.school, c.order.tax, c.seats, c.promised, c.from, c.to))
		h.do("StartCourse", fmt.Sprintf(`{"course":%q,"on":%q}`, c.no, c.from))
		for _, l := range c.learners {
			id := workers[l.who].id
			h.do("EnrolTrainee", fmt.Sprintf(`{"course":%q,"citizenId":%q,"on":%q}`, c.no, id, c.from))
			if l.of > 0 {
				h.do("RecordTrainingAttendance", fmt.Sprintf(`{"course":%q,"citizenId":%q,"month":%q,"days":%d,"of":%d,"on":%q}`, c.no, id, c.from[:7], l.days, l.of, dayAfter(c.from, 31)))
			}
			if l.dropped != "" {
				h.do("DropTrainee", fmt.Sprintf(`{"course":%q,"citizenId":%q,"reason":"family","on":%q}`, c.no, id, l.dropped))
			}
			if l.completed != "" {
				h.do("CompleteTraining", fmt.Sprintf(`{"course":%q,"citizenId":%q,"certificateNo":%q,"on":%q}`, c.no, id, l.certificate, l.completed))
			}
		}
		at = h.do("FinishCourse", fmt.Sprintf(`{"course":%q,"on":%q}`, c.no, c.to))
		for by, score := range c.scores {
			at = h.do("AssessCourse", fmt.Sprintf(`{"course":%q,"by":%q,"score":%d,"on":%q}`, c.no, by, score, dayAfter(c.to, 5)))
		}
		for _, l := range c.learners {
			switch {
			case l.hired == "":
			case l.promisedBy == "other":
				at = h.place(workers[l.who], other, l.hired, 0, "direct", "")
			default:
				at = h.place(workers[l.who], c.order, l.hired, 0, "training", fmt.Sprintf(`,"courseId":%q`, c.no))
			}
		}
	}
	return at
}

// learned is what became of the learners of some courses, by the list alone, as
// the report calls it.
func learned(lessons []lesson) map[string]any {
	var seats, promised, enrolled, days, of, completed, certified, dropped, placed, sum, scores int
	for _, c := range lessons {
		seats, promised = seats+c.seats, promised+c.promised
		for _, score := range c.scores {
			sum, scores = sum+score, scores+1
		}
		for _, l := range c.learners {
			enrolled, days, of = enrolled+1, days+l.days, of+l.of
			if l.dropped != "" {
				dropped++
			}
			if l.completed == "" {
				continue
			}
			completed++
			if l.certificate != "" {
				certified++
			}
			if l.hired != "" && l.promisedBy == "yes" {
				placed++
			}
		}
	}
	var score any
	if scores > 0 {
		score = float64(share(sum, scores, 10).(int)) / 10
	}
	return map[string]any{
		"seats": seats, "jobsPromised": promised, "enrolled": enrolled, "completed": completed, "certified": certified, "dropped": dropped, "placed": placed,
		"attended": share(days, of, 100), "completion": share(completed, enrolled, 100), "certification": share(certified, completed, 100),
		"conversion": share(placed, completed, 100), "score": score,
	}
}

// asForm are the figures of a report as Biểu 05 has them: rates in thousandths.
func asForm(figures map[string]any) map[string]any {
	row := map[string]any{"jobs_promised": figures["jobsPromised"]}
	for _, key := range []string{"seats", "enrolled", "completed", "certified", "dropped", "placed"} {
		row[key] = figures[key]
	}
	for _, key := range []string{"attended", "completion", "certification", "conversion"} {
		if row[key] = figures[key]; row[key] != nil {
			row[key] = figures[key].(int) * 10
		}
	}
	return row
}

// TestDaoTaoNgheGanVoiDoanhNghiep: "đào tạo nghề gắn với doanh nghiệp … đào tạo
// theo địa chỉ sử dụng". From an agreement with an employer who promises jobs,
// through seats, attendance and certificates, to who got such a job, in the report
// on training and Biểu 05.
func TestDaoTaoNgheGanVoiDoanhNghiep(t *testing.T) {
	t.Parallel()
	h := theCity(t, "2021-12-31")
	sewing, metal := firm{"0000010008", "C", "08728"}, firm{"0000010015", "C", "08710"}
	h.found(sewing, metal)
	workers := people(8, "may", "08707", "08710", "08728")
	h.register(workers...)
	lessons := []lesson{
		{no: "K-1", school: "truong-01", from: "2021-02-01", to: "2021-04-30", order: sewing, seats: 5, promised: 4, learners: []learner{
			{who: 0, days: 18, of: 20, completed: "2021-04-30", certificate: "CC-1", hired: "2021-05-10", promisedBy: "yes"},
			{who: 1, days: 20, of: 20, completed: "2021-04-30", certificate: "CC-2", hired: "2021-07-29", promisedBy: "yes"},  // the 90th day
			{who: 2, days: 15, of: 20, completed: "2021-04-30", certificate: "CC-3", hired: "2021-07-30", promisedBy: "late"}, // the 91st
			{who: 3, days: 5, of: 20, dropped: "2021-03-02"},
			{who: 4, days: 19, of: 20, completed: "2021-04-30", hired: "2021-05-03", promisedBy: "other"},
		}},
		{no: "K-2", school: "truong-01", from: "2021-06-01", to: "2021-08-31", order: metal, seats: 3, promised: 3, learners: []learner{
			{who: 5, days: 21, of: 22, completed: "2021-08-31", certificate: "CC-4", hired: "2021-09-15", promisedBy: "yes"},
			{who: 6, days: 22, of: 22, completed: "2021-08-31", certificate: "CC-5"},
			{who: 7, days: 20, of: 22, completed: "2021-08-31", certificate: "CC-6", hired: "2021-10-01", promisedBy: "yes"},
		}},
	}
	h.refused("AgreeCourse", `{"course":"K-0","institution":"truong-99","taxCode":"0000010008","occupation":"may","seats":5,"jobsPromised":4,"startsOn":"2021-02-01","endsOn":"2021-04-30","on":"2021-01-20"}`, "ErrInstitutionUnknown")
	at := h.teach(workers, metal, []string{"truong-01"}, lessons)
	courses, table := listed(h.figures("/api/training?by=course", at), "rows", "key"), h.form("05", "", at)
	for i, c := range lessons {
		want := learned(lessons[i : i+1])
		h.says(c.no, courses["course-"+c.no], want)
		h.says("Biểu 05, "+c.no, h.rowOf(table, "course", "key", c.no), asForm(want))
	}
	all := learned(lessons)
	for _, way := range []string{"course", "institution", "employer"} {
		h.says("all, by "+way, h.figures("/api/training?by="+way, at)["total"].(map[string]any), all)
		h.says("Biểu 05, all by "+way, h.totalOf(table, way), asForm(all))
	}
	for i, order := range []firm{sewing, metal} {
		h.says("Biểu 05 of an employer", h.rowOf(table, "employer", "employer", "Công ty Mẫu "+order.tax[6:]), asForm(learned(lessons[i:i+1])))
	}
	early := h.figures("/api/training?asOf=2021-07-28", at)["total"].(map[string]any)
	h.says("before the last day for the jobs", early, map[string]any{"placed": 1, "pending": 3})
}

// TestNangCaoChatLuongGiaoDucNgheNghiep: "nâng cao chất lượng giáo dục nghề
// nghiệp, … chất lượng cao". From institutions, their courses and how these were
// judged to who completed, was certified and hired, by institution, and Biểu 05.
func TestNangCaoChatLuongGiaoDucNgheNghiep(t *testing.T) {
	t.Parallel()
	h := theCity(t, "2021-12-31")
	sewing, metal := firm{"0000010008", "C", "08728"}, firm{"0000010015", "C", "08710"}
	h.found(sewing, metal)
	workers := people(11, "may", "08707", "08710", "08728")
	h.register(workers...)
	good := func(who int, day string) learner {
		return learner{who: who, days: 20, of: 21, completed: day, certificate: fmt.Sprint("CC-", who), hired: dayAfter(day, 20), promisedBy: "yes"}
	}
	lessons := []lesson{
		{no: "K-1", school: "truong-01", from: "2021-02-01", to: "2021-04-30", order: sewing, seats: 3, promised: 3, scores: map[string]int{"employer": 5, "institution": 4, "city": 5},
			learners: []learner{good(0, "2021-04-30"), good(1, "2021-04-30"), {who: 2, days: 18, of: 21, completed: "2021-04-30"}}},
		{no: "K-2", school: "truong-01", from: "2021-06-01", to: "2021-08-31", order: metal, seats: 2, promised: 2, scores: map[string]int{"employer": 4},
			learners: []learner{good(3, "2021-08-31"), good(4, "2021-08-31")}},
		{no: "K-3", school: "truong-02", from: "2021-03-01", to: "2021-05-31", order: sewing, seats: 6, promised: 6, scores: map[string]int{"employer": 2, "city": 3},
			learners: []learner{
				good(5, "2021-05-31"), {who: 6, days: 9, of: 21, dropped: "2021-04-02"}, {who: 7, days: 12, of: 21, dropped: "2021-04-15"},
				{who: 8, days: 19, of: 21, completed: "2021-05-31"}, {who: 9, days: 20, of: 21, completed: "2021-05-31", certificate: "CC-9"}, {who: 10, days: 21, of: 21},
			}},
	}
	at := h.teach(workers, metal, []string{"truong-01", "truong-02"}, lessons)
	of := func(school string) (list []lesson) {
		for _, c := range lessons {
			if c.school == school {
				list = append(list, c)
			}
		}
		return list
	}
	schools, table := listed(h.figures("/api/training?by=institution", at), "rows", "institution"), h.form("05", "", at)
	for _, school := range []string{"truong-01", "truong-02"} {
		want := learned(of(school))
		h.says(school, schools["institution-"+school], want)
		row := h.rowOf(table, "institution", "institution", "Trường Mẫu "+school)
		h.says("Biểu 05, "+school, row, asForm(want))
		h.says("Biểu 05, "+school, row, map[string]any{"score": want["score"].(float64) * 10, "courses": len(of(school))})
	}
	h.says("all", h.figures("/api/training?by=institution", at)["total"].(map[string]any), learned(lessons))
}
