package sheet

import (
	"strconv"
	"strings"

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
	compares(e, outreach.CourseDecider, stream, v, func(l es.Loaded[outreach.Course]) ([]string, Values) { return j.courseSays(l, v) })
}

// courseSays is what the book has of a course, as the columns say it.
func (j *Job) courseSays(l es.Loaded[outreach.Course], v Values) (present []string, have Values) {
	s := l.State
	if !s.Exists() {
		return nil, nil
	}
	present = []string{agree}
	have = Values{
		"institution": same(v, "institution", s.Agreed.InstitutionID == "institution-"+v["institution"]),
		"tax_code":    same(v, "tax_code", s.Agreed.EmployerID == j.book.Key.Employer(v["tax_code"])),
		"occupation":  s.Agreed.Occupation, "seats": strconv.Itoa(s.Agreed.Seats), "jobs_promised": strconv.Itoa(s.Agreed.JobsPromised),
		"agreed_on": s.AgreedOn.String(), "starts_on": s.Agreed.StartsOn.String(), "ends_on": s.Agreed.EndsOn.String(), "min_wage_vnd": sumOrNone(s.Agreed.MinWage),
	}
	if !s.StartedOn.IsZero() {
		present = append(present, start)
		have["started_on"] = s.StartedOn.String()
	}
	switch s.Phase {
	case outreach.CourseIsFinished:
		present = append(present, finish)
		have["finished_on"] = s.EndedOn.String()
	case outreach.CourseIsCancelled:
		present = append(present, cancel)
		have["cancelled_on"] = s.EndedOn.String()
	case outreach.CourseIsAgreed, outreach.CourseIsRunning:
	}
	for _, r := range l.Events {
		if p, ok := r.Payload.(outreach.CourseAssessed); ok && p.By == outreach.ByEmployer {
			have["employer_score"], have["assessed_on"] = strconv.Itoa(p.Score), r.On().String()
		}
	}
	if have["assessed_on"] != "" {
		present = append(present, assess)
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
