package sheet

import (
	"strings"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/labour"
)

// placement: the first step has no name, since it was once the only one; the
// other is the job's end.
func (j *Job) placement(e *entry) {
	v := e.row.values
	on := v.day("started_on")
	worker := j.book.Key.Worker(v["citizen_id"])
	employer, named := j.employing(v)
	id := labour.PlacementID(worker, employer, on)
	e.add(Step{
		Day: v.day("reported_on"), On: on, Key: key(Placements, "", worker, named, on.String()), Command: "PlaceWorker", lane: worker,
		ask: e.asks(labour.PlaceWorker{
			CitizenID: v["citizen_id"], TaxCode: v["tax_code"], Occupation: v["occupation"], ContractKind: labour.ContractKind(v["contract_kind"]),
			Months: v.number("months"), MonthlyWage: v.sum("monthly_wage_vnd", "VND"), Source: labour.Source(v["source"]), ReportedOn: v.day("reported_on"),
			VacancyID: v["vacancy_no"], ReferralID: v["referral_no"], CourseID: v["course_no"], LoanID: v["loan_no"], CollaboratorID: v["collaborator"],
		}),
	})
	e.stepper(worker, worker, named, on.String())(end, "ended_on", "EndPlacement", labour.EndPlacement{
		CitizenID: v["citizen_id"], PlacementID: id, Reason: labour.PlacementEnd(v["end_reason"]), Seeking: v["seeks_again"] == "yes",
	})
	compares(e, labour.WorkerDecider, worker, v, func(l es.Loaded[labour.Worker]) ([]string, Values) {
		job, known := l.State.Placement(id)
		switch {
		case !known:
			return nil, nil
		case job.Annulled: // the book has taken it back; a file doesn't enter it anew
			return []string{""}, Values{annulled: "yes"}
		}
		return placementSays(l.Events, job)
	})
}

// employing is the stream of a row's employer, and what stands for it in keys.
func (j *Job) employing(v Values) (stream, named string) {
	if v["tax_code"] == "" {
		return labour.SelfEmployment, labour.SelfEmployment
	}
	return j.book.Key.Employer(v["tax_code"]), v["tax_code"]
}

// placementSays is what the book has of a placement, as the columns say it.
func placementSays(events []es.Recorded, job labour.Placement) (present []string, have Values) {
	f := job.Facts
	have = Values{
		"occupation": f.Occupation, "contract_kind": string(f.ContractKind), "months": nonZero(f.Months),
		"monthly_wage_vnd": minor(f.MonthlyWage), "source": string(f.Source), "reported_on": f.ReportedOn.String(),
		"vacancy_no": strings.TrimPrefix(f.VacancyID, "vacancy-"), "referral_no": strings.TrimPrefix(f.ReferralID, "referral-"), "course_no": strings.TrimPrefix(f.CourseID, "course-"),
		"loan_no": strings.TrimPrefix(f.LoanID, "loan-"), "collaborator": strings.TrimPrefix(f.CollaboratorID, "collaborator-"),
	}
	present = []string{""}
	if job.EndedOn == (civil.Date{}) {
		return present, have
	}
	have["ended_on"], have["end_reason"], have["seeks_again"] = job.EndedOn.String(), string(job.EndReason), "no"
	for _, r := range events {
		if p, ok := r.Payload.(labour.PlacementEnded); ok && p.PlacementID == job.ID && p.Seeking {
			have["seeks_again"] = "yes"
		}
	}
	return append(present, end), have
}

// retention: asked anew on another day, a mark has another row.
func (j *Job) retention(e *entry) {
	v := e.row.values
	worker := j.book.Key.Worker(v["citizen_id"])
	employer, named := j.employing(v)
	id := labour.PlacementID(worker, employer, v.day("started_on"))
	mark := v.number("mark")
	e.stepper(worker, worker, named, v["started_on"], v["mark"], v["checked_on"])("", "checked_on", "CheckRetention", labour.CheckRetention{
		CitizenID: v["citizen_id"], PlacementID: id, Mark: mark, Outcome: labour.Retention(v["outcome"]), MonthlyWage: v.sum("monthly_wage_vnd", "VND"),
	})
	compares(e, labour.WorkerDecider, worker, v, func(l es.Loaded[labour.Worker]) (present []string, have Values) {
		for _, r := range l.Events {
			if p, ok := r.Payload.(labour.RetentionChecked); ok && p.PlacementID == id && p.Mark == mark && r.On().String() == v["checked_on"] {
				present, have = []string{""}, Values{"outcome": string(p.Outcome), "monthly_wage_vnd": sumOrNone(p.MonthlyWage)}
			}
		}
		return present, have
	})
}
