package sheet

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"vaoso/domain/book"
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
	e.add(Step{
		Day: v.day("reported_on"), On: on, Key: key(Placements, "", worker, named, on.String()), Command: "PlaceWorker", lane: worker,
		ask: e.asks(labour.PlaceWorker{
			CitizenID: v["citizen_id"], TaxCode: v["tax_code"], Occupation: v["occupation"], ContractKind: labour.ContractKind(v["contract_kind"]),
			Months: v.number("months"), MonthlyWage: v.sum("monthly_wage_vnd", "VND"), Source: labour.Source(v["source"]), ReportedOn: v.day("reported_on"),
			VacancyID: v["vacancy_no"], ReferralID: v["referral_no"], CourseID: v["course_no"], LoanID: v["loan_no"], CollaboratorID: v["collaborator"],
		}),
	})
	e.stepper(worker, worker, named, on.String())(end, "ended_on", "EndPlacement", func(id es.UUID) any {
		return labour.EndPlacement{CitizenID: v["citizen_id"], PlacementID: id, Reason: labour.PlacementEnd(v["end_reason"]), Seeking: v["seeks_again"] == "yes"}
	})
	if last := e.steps[len(e.steps)-1]; last.Name == end {
		last.ask = onPlacement(last.ask, worker, employer, on)
	}
	compares(e, labour.WorkerDecider, worker, v, func(l es.Loaded[labour.Worker]) ([]string, Values) {
		job, known := placed(l.State, worker, employer, on)
		switch {
		case !known:
			return nil, nil
		case job.Annulled: // the book has taken it back; a file doesn't enter it anew
			return []string{""}, Values{annulled: "yes"}
		}
		present, have := placementSays(l.Events, job)
		have["tax_code"], have["started_on"] = same(v, "tax_code", cmp.Or(job.Facts.EmployerID, labour.SelfEmployment) == employer), job.StartedOn.String()
		return present, have
	})
}

// placed is the job with the employer from the day on, as it stands now; or else
// the one that was entered so, and corrected since.
func placed(w labour.Worker, worker, employer string, on civil.Date) (labour.Placement, bool) {
	for _, p := range w.Placements {
		if !p.Annulled && p.StartedOn == on && cmp.Or(p.Facts.EmployerID, labour.SelfEmployment) == employer {
			return p, true
		}
	}
	return w.Placement(labour.PlacementID(worker, employer, on))
}

// onPlacement writes a command down that wants the job's id, which stays when
// the job is corrected.
func onPlacement(ask func(context.Context, *book.Book) (any, error), worker, employer string, on civil.Date) func(context.Context, *book.Book) (any, error) {
	return func(ctx context.Context, b *book.Book) (any, error) {
		command, err := ask(ctx, b)
		if err != nil {
			return nil, err
		}
		l, err := es.Load(ctx, b.Book, labour.WorkerDecider, worker)
		if err != nil {
			return nil, fmt.Errorf("couldn't look for the job: %w", err)
		}
		id := labour.PlacementID(worker, employer, on)
		if job, known := placed(l.State, worker, employer, on); known {
			id = job.ID
		}
		return command.(func(es.UUID) any)(id), nil
	}
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
	for _, r := range events {
		if p, ok := r.Payload.(labour.PlacementEnded); ok && p.PlacementID == job.ID { // no day: the end was taken back
			have["ended_on"], have["end_reason"], have["seeks_again"] = job.EndedOn.String(), string(job.EndReason), "no"
			if p.Seeking {
				have["seeks_again"] = "yes"
			}
		}
	}
	if job.EndedOn.IsZero() {
		return []string{""}, have
	}
	return []string{"", end}, have
}

// retention: asked anew on another day, a mark has another row.
func (j *Job) retention(e *entry) {
	v := e.row.values
	worker := j.book.Key.Worker(v["citizen_id"])
	employer, named := j.employing(v)
	on, mark := v.day("started_on"), v.number("mark")
	e.stepper(worker, worker, named, v["started_on"], v["mark"], v["checked_on"])("", "checked_on", "CheckRetention", func(id es.UUID) any {
		return labour.CheckRetention{CitizenID: v["citizen_id"], PlacementID: id, Mark: mark, Outcome: labour.Retention(v["outcome"]), MonthlyWage: v.sum("monthly_wage_vnd", "VND")}
	})
	e.steps[0].ask = onPlacement(e.steps[0].ask, worker, employer, on)
	compares(e, labour.WorkerDecider, worker, v, func(l es.Loaded[labour.Worker]) (present []string, have Values) {
		job, _ := placed(l.State, worker, employer, on)
		for _, r := range l.Events {
			if p, ok := r.Payload.(labour.RetentionChecked); ok && p.PlacementID == job.ID && p.Mark == mark && r.On().String() == v["checked_on"] {
				present, have = []string{""}, Values{"outcome": string(p.Outcome), "monthly_wage_vnd": sumOrNone(p.MonthlyWage)}
			}
		}
		return present, have
	})
}
