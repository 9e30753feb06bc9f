package sheet

import (
	"fmt"
	"strconv"
	"strings"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/money"
	"vaoso/domain/outreach"
)

func (j *Job) institution(e *entry) {
	v := e.row.values
	id := v["institution"]
	stream := "institution-" + id
	e.stepper(stream, id)("", "registered_on", "RegisterInstitution", outreach.RegisterInstitution{
		Institution: id, Name: v["name"], Occupations: strings.Split(v["occupations"], ";"), AccreditedOn: v.day("accredited_on"),
	})
	compares(e, outreach.InstitutionDecider, stream, v, func(l es.Loaded[outreach.Registered]) (present []string, have Values) {
		for _, r := range l.Events {
			if p, ok := r.Payload.(outreach.InstitutionRegistered); ok {
				present = append(present, "")
				have = Values{
					"name": p.Name, "occupations": strings.Join(p.Occupations, ";"), "accredited_on": p.AccreditedOn.String(), "registered_on": r.On().String(),
				}
			}
		}
		return present, have
	})
}

// The steps of a course, in their order.
const (
	agree  = "agree"
	start  = "start"
	finish = "finish"
	cancel = "cancel"
	assess = "assess"
)

func (j *Job) course(e *entry) {
	v := e.row.values
	no := v["course_no"]
	stream := "course-" + no
	step := e.stepper(stream, no)
	step(agree, "agreed_on", "AgreeCourse", outreach.AgreeCourse{
		Course: no, Institution: v["institution"], TaxCode: v["tax_code"], Occupation: v["occupation"], Seats: v.number("seats"), JobsPromised: v.number("jobs_promised"),
		StartsOn: v.day("starts_on"), EndsOn: v.day("ends_on"), MinWage: v.sum("min_wage_vnd", "VND"),
	})
	step(start, "started_on", "StartCourse", outreach.StartCourse{Course: no})
	step(finish, "finished_on", "FinishCourse", outreach.FinishCourse{Course: no})
	step(cancel, "cancelled_on", "CancelCourse", outreach.CancelCourse{Course: no})
	step(assess, "assessed_on", "AssessCourse", outreach.AssessCourse{Course: no, By: outreach.ByEmployer, Score: v.number("employer_score")})
	compares(e, outreach.CourseDecider, stream, v, func(l es.Loaded[outreach.Course]) ([]string, Values) { return j.courseSays(l.Events, v) })
}

// courseSays is what the book has of a course, as the columns say it.
func (j *Job) courseSays(events []es.Recorded, v Values) (present []string, have Values) {
	have = Values{}
	for _, r := range events {
		on := r.On().String()
		switch p := r.Payload.(type) {
		case outreach.CourseAgreed:
			present = append(present, agree)
			have["institution"] = same(v, "institution", p.InstitutionID == "institution-"+v["institution"])
			have["tax_code"] = same(v, "tax_code", p.EmployerID == j.book.Key.Employer(v["tax_code"]))
			have["occupation"], have["seats"], have["jobs_promised"] = p.Occupation, strconv.Itoa(p.Seats), strconv.Itoa(p.JobsPromised)
			have["agreed_on"], have["starts_on"], have["ends_on"], have["min_wage_vnd"] = on, p.StartsOn.String(), p.EndsOn.String(), sumOrNone(p.MinWage)
		case outreach.CourseStarted:
			present = append(present, start)
			have["started_on"] = on
		case outreach.CourseFinished:
			present = append(present, finish)
			have["finished_on"] = on
		case outreach.CourseCancelled:
			present = append(present, cancel)
			have["cancelled_on"] = on
		case outreach.CourseAssessed: // a score of 0 was taken back
			if p.By == outreach.ByEmployer {
				present = append(present, assess)
				have["employer_score"], have["assessed_on"] = strconv.Itoa(p.Score), on
			}
		}
	}
	return present, have
}

// sumOrNone is a sum in minor units; "" where there is none.
func sumOrNone(m money.Money) string {
	if m.IsZero() {
		return ""
	}
	return minor(m)
}

// The steps of a trainee, in their order.
const (
	enrol    = "enrol"
	complete = "complete"
	drop     = "drop"
)

// trainee: the key has the day of enrolment, since who dropped out may come again.
func (j *Job) trainee(e *entry) {
	v := e.row.values
	no, id := v["course_no"], v["citizen_id"]
	stream, worker := "course-"+no, j.book.Key.Worker(id)
	step := e.stepper(stream, no, worker, v["enrolled_on"])
	step(enrol, "enrolled_on", "EnrolTrainee", outreach.EnrolTrainee{Course: no, CitizenID: id})
	step(complete, "completed_on", "CompleteTraining", outreach.CompleteTraining{
		Course: no, CitizenID: id, CertificateNo: v["certificate_no"], Grade: outreach.Grade(v["grade"]),
	})
	step(drop, "dropped_on", "DropTrainee", outreach.DropTrainee{Course: no, CitizenID: id, Reason: outreach.DropReason(v["drop_reason"])})
	compares(e, outreach.CourseDecider, stream, v, func(l es.Loaded[outreach.Course]) ([]string, Values) {
		return traineeSays(l.Events, worker, v["enrolled_on"])
	})
}

// traineeSays is what the book has of the worker's enrolment of that day.
func traineeSays(events []es.Recorded, worker, enrolledOn string) (present []string, have Values) {
	there := false
	for _, r := range events {
		on := r.On().String()
		switch p := r.Payload.(type) {
		case outreach.TraineeEnrolled:
			if p.WorkerID != worker {
				continue
			}
			if there {
				have[superseded] = "yes"
			}
			if there = on == enrolledOn; there {
				present, have = []string{enrol}, Values{}
			}
		case outreach.TrainingCompleted:
			if there && p.WorkerID == worker {
				present = append(present, complete)
				have["completed_on"], have["certificate_no"], have["grade"] = on, p.CertificateNo, string(p.Grade)
			}
		case outreach.TraineeDroppedOut:
			if there && p.WorkerID == worker {
				present = append(present, drop)
				have["dropped_on"], have["drop_reason"] = on, string(p.Reason)
			}
		}
	}
	return present, have
}

// attendance is how often a trainee was there in a month.
func (j *Job) attendance(e *entry) {
	v := e.row.values
	no, id := v["course_no"], v["citizen_id"]
	stream, worker := "course-"+no, j.book.Key.Worker(id)
	of, err := civil.ParseMonth(v["month"])
	if err != nil {
		panic(fmt.Sprintf("sheet: column month wasn't read as a month: %v", err))
	}
	e.stepper(stream, no, worker, v["month"])("", "recorded_on", "RecordTrainingAttendance", outreach.RecordTrainingAttendance{
		Course: no, CitizenID: id, Month: of, Days: v.number("days"), Of: v.number("of_days"),
	})
	compares(e, outreach.CourseDecider, stream, v, func(l es.Loaded[outreach.Course]) (present []string, have Values) {
		for _, r := range l.Events {
			if p, ok := r.Payload.(outreach.TrainingAttendanceRecorded); ok && p.WorkerID == worker && p.Month == of {
				present = []string{""}
				if p.Of == 0 { // it was taken back
					have = Values{annulled: "yes"}
					continue
				}
				have = Values{"days": strconv.Itoa(p.Days), "of_days": strconv.Itoa(p.Of), "recorded_on": r.On().String()}
			}
		}
		return present, have
	})
}
