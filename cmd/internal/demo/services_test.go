package demo_test

import (
	"slices"
	"strings"

	"vaoso/cmd/internal/demo/golden"
	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/outreach"
	"vaoso/domain/scenario"
	"vaoso/domain/support"
	"vaoso/domain/territory"
)

// job is a placement as the log has it.
type job struct {
	worker string
	on     civil.Date
	placed labour.WorkerPlaced
}

// trainee is of a course.
type trainee struct{ worker string }

// services counts what the events of the services beside come to.
func services(events []es.Recorded, f *golden.Figures) {
	f.Courses, f.Retention, f.Notices, f.Restated = map[string]golden.Course{}, map[string]map[string]int{}, map[string]int{}, map[string]int{}
	jobs, checks := map[es.UUID]job{}, map[es.UUID]map[int]labour.Retention{}
	vacancies, gone := map[string]outreach.VacancyPosted{}, map[string]bool{}
	employers, enrolled, completed := map[string]string{}, map[string]map[trainee]civil.Date{}, map[string]map[trainee]civil.Date{}
	open, trained, waiting := map[string]civil.Date{}, map[string]bool{}, 0
	months := civil.MonthOn(2021, 1)
	closed := func(until civil.Date, since civil.Date) { // the month-ends between
		for m := months; m.Year() == 2021; m = m.Next() {
			if !m.Last().Before(since) && m.Last().Before(until) {
				f.Notices[m.String()]++
			}
		}
	}
	for _, e := range events {
		no := strings.TrimPrefix(e.Stream, "course-")
		course := f.Courses[no]
		switch p := e.Payload.(type) {
		case labour.WorkerPlaced:
			jobs[p.PlacementID] = job{e.Stream, e.On(), p}
		case labour.RetentionChecked:
			if checks[p.PlacementID] == nil {
				checks[p.PlacementID] = map[int]labour.Retention{}
			}
			checks[p.PlacementID][p.Mark] = p.Outcome
		case labour.PlacementCorrected:
			f.Restated["việc làm"]++
		case labour.WorkerCorrected:
			f.Restated["người lao động"]++
		case labour.EmployerCorrected:
			f.Restated["người sử dụng lao động"]++
		case outreach.CourseCorrected:
			f.Restated["khóa đào tạo"]++
		case outreach.TraineeCorrected:
			f.Restated["học viên"]++
		case outreach.FairCorrected:
			f.Restated["phiên giao dịch việc làm"]++
		case support.LoanCorrected:
			f.Restated["khoản vay"]++
		case support.SupportCorrected:
			f.Restated["hỗ trợ việc làm"]++
		case correction.CorrectionProposed:
			waiting++
		case correction.CorrectionConfirmed:
			waiting--
		case outreach.CourseAgreed:
			employers[no], enrolled[no], completed[no] = p.EmployerID, map[trainee]civil.Date{}, map[trainee]civil.Date{}
			f.Courses[no] = course
		case outreach.TraineeEnrolled:
			course.Enrolled++
			enrolled[no][trainee{p.WorkerID}] = e.On()
			f.Courses[no] = course
		case outreach.TraineeDroppedOut:
			course.Dropped++
			f.Courses[no] = course
		case outreach.TrainingCompleted:
			course.Completed++
			if p.CertificateNo != "" {
				course.Certified++
			}
			completed[no][trainee{p.WorkerID}] = e.On()
			f.Courses[no] = course
		case outreach.VacancyPosted:
			vacancies[e.Stream] = p
		case outreach.VacancyWithdrawn:
			gone[e.Stream] = true
		case outreach.AttendanceRecorded:
			trained[p.Unit] = true
		case support.JobRecorded:
			if f.Lent.Jobs++; p.PlacementID.IsZero() {
				f.Lent.Alone++
			}
		case support.UnemploymentNoticed:
			open[e.Stream] = e.On()
		case support.UnemploymentEnded:
			closed(e.On(), open[e.Stream])
			delete(open, e.Stream)
		}
	}
	for _, e := range events {
		if p, wrong := e.Payload.(labour.PlacementAnnulled); wrong {
			delete(jobs, p.PlacementID)
		}
	}
	for _, since := range open {
		closed(scenario.Day("9999-12-31"), since)
	}
	if waiting > 0 {
		f.Restated["chờ xác nhận"] = waiting
	}
	hired, byWorker := map[string]int{}, map[string][]job{}
	for id, j := range jobs {
		byWorker[j.worker] = append(byWorker[j.worker], j)
		hired[j.placed.VacancyID]++
		for mark, outcome := range checks[id] {
			key := map[int]string{3: "3", 6: "6", 12: "12"}[mark]
			if f.Retention[key] == nil {
				f.Retention[key] = map[string]int{}
			}
			f.Retention[key][string(outcome)]++
		}
	}
	for stream, v := range vacancies {
		f.Vacancies.Posted++
		f.Vacancies.Placed += hired[stream]
		switch {
		case hired[stream] >= v.Quantity:
			f.Vacancies.Filled++
		case gone[stream]:
			f.Vacancies.Withdrawn++
		case !v.ClosesOn.After(scenario.Day("2021-12-31")):
			f.Vacancies.Expired++
		}
	}
	for no, who := range completed {
		course := f.Courses[no]
		for t, on := range who {
			if slices.ContainsFunc(byWorker[t.worker], func(j job) bool {
				return j.placed.EmployerID == employers[no] && outreach.PlacedAfterTraining(enrolled[no][t], on, j.on)
			}) {
				course.Placed++
			}
		}
		f.Courses[no] = course
	}
	for _, u := range territory.VinhYen().Wards(scenario.Day("2021-12-31")) {
		if !trained[u.Code] {
			f.Untrained = append(f.Untrained, u.Code)
		}
	}
}
