package labour

import (
	"slices"

	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/money"
)

// placementFields are the fields by whose names a placement is corrected.
type placementFields struct {
	EmployerID   string       `json:"employerId,omitempty"`
	Occupation   string       `json:"occupation"`
	ContractKind ContractKind `json:"contractKind"`
	Months       int          `json:"months,omitempty"`
	MonthlyWage  money.Money  `json:"monthlyWage"`
	Source       Source       `json:"source"`
	ReportedOn   civil.Date   `json:"reportedOn"`
	StartedOn    civil.Date   `json:"startedOn"`
	EndedOn      civil.Date   `json:"endedOn,omitzero"`
	EndReason    PlacementEnd `json:"endReason,omitempty"`
}

func fieldsOf(p WorkerPlaced, startedOn, endedOn civil.Date, reason PlacementEnd) placementFields {
	return placementFields{p.EmployerID, p.Occupation, p.ContractKind, p.Months, p.MonthlyWage, p.Source, p.ReportedOn, startedOn, endedOn, reason}
}

// correctPlacement decides the placement as if it were entered now as it should
// have been, in the place of the wrong one.
func correctPlacement(w Worker, c CorrectPlacement, asked es.Asked) ([]any, error) {
	job, err := w.livePlacement(c.PlacementID)
	if err != nil {
		return nil, err
	}
	at := entry(w.past, job.ID)
	event, err := c.corrected(job, refold(w.past[:at]), asked)
	if err != nil {
		return nil, err
	}
	event.EventID, event.Action = w.past[at].id, correction.Correct
	event.Changes, err = changed(
		fieldsOf(job.Facts, job.StartedOn, job.EndedOn, job.EndReason),
		fieldsOf(event.Placed, event.PlacedOn, event.EndedOn, event.EndReason), nil,
		"employerId", "occupation", "contractKind", "months", "monthlyWage", "source", "reportedOn", "startedOn", "endedOn", "endReason")
	if err != nil {
		return nil, err
	}
	if w.Under(workingAge, event.PlacedOn) {
		return nil, ErrUnderWorkingAge.With("on", event.PlacedOn)
	}
	if w.DiedBefore(event.PlacedOn) {
		return nil, ErrWorkerInactive.With("since", w.StatusSince)
	}
	for i, check := range job.Checks {
		due := RetentionDue(event.PlacedOn, RetentionMarks[i])
		earliest := due.AddDays(-earliestCheck)
		if check.Outcome != "" && check.On.Before(earliest) {
			return nil, ErrCheckTooEarly.With("mark", RetentionMarks[i], "due", due, "earliest", earliest)
		}
		if check.Noted && check.Outcome == "" && asked.Today.Before(due) {
			event.DueAgain = append(event.DueAgain, RetentionMarks[i])
		}
	}
	after := w.with(fact{on: asked.On, event: event})
	if event.PlannedEnd.IsZero() && slices.ContainsFunc(after.past, func(f fact) bool { _, longer := f.event.(PlacementExtended); return longer && f.about(job.ID) }) {
		return nil, ErrMonthsForbidden.With("kind", event.Placed.ContractKind)
	}
	right, _ := after.Placement(job.ID)
	if err := w.free(right.StartedOn, right.Last(), job.ID.String()); err != nil {
		return nil, err
	}
	event.Standing = after.standing()
	return []any{event}, nil
}

// livePlacement is the placement with the id, ended or not.
func (w Worker) livePlacement(id es.UUID) (Placement, error) {
	if id.IsZero() {
		return Placement{}, es.ErrFieldMissing.With("field", "placementId")
	}
	job, ok := w.Placement(id)
	switch {
	case !ok:
		return Placement{}, unknownPlacement(id, civil.Date{})
	case job.Annulled:
		return Placement{}, correction.ErrAlreadyAnnulled.With("fact", job.ID)
	}
	return job, nil
}

// corrected is the placement with the fields that were given; then is the
// worker as of when it was entered.
func (c CorrectPlacement) corrected(job Placement, then Worker, asked es.Asked) (PlacementCorrected, error) {
	event := PlacementCorrected{PlacementID: job.ID, StartedOn: job.StartedOn, Placed: job.Facts, PlacedOn: job.StartedOn, EndedOn: job.EndedOn, EndReason: job.EndReason}
	p := &event.Placed
	given(&event.PlacedOn, c.StartedOn)
	given(&p.Occupation, c.Occupation)
	if c.ContractKind != "" && c.ContractKind != p.ContractKind {
		p.ContractKind = c.ContractKind
		if c.ContractKind == Indefinite {
			p.Months = 0
		}
	}
	given(&p.Months, c.Months)
	given(&p.MonthlyWage, c.MonthlyWage)
	given(&p.Source, c.Source)
	given(&p.ReportedOn, c.ReportedOn)
	if err := c.employ(p, event.PlacedOn); err != nil {
		return event, err
	}
	if p.EmployerID != job.Facts.EmployerID {
		event.FormerEmployer = job.Facts.EmployerID
		if stands := p.VacancyID + p.CourseID + p.LoanID; stands != "" {
			return event, correction.ErrDependentFacts.With("vi", "việc làm theo "+stands, "en", "the placement is by "+stands)
		}
	}
	again := PlaceWorker{
		Occupation: p.Occupation, ContractKind: p.ContractKind, Months: p.Months, MonthlyWage: p.MonthlyWage, Source: p.Source,
		ReportedOn: p.ReportedOn, EmployerID: p.EmployerID, EmployerRef: c.EmployerRef, TaxCode: c.TaxCode,
	}
	if err := again.check(event.PlacedOn, asked.Today); err != nil {
		return event, err
	}
	if event.PlacedOn != job.StartedOn {
		p.Ward, p.AfterReturn = then.WardOn(event.PlacedOn), then.ReturnedBefore(event.PlacedOn)
	}
	if p.Months > 0 {
		months := job.Months - job.Facts.Months + p.Months // with the extensions
		if months > greatestOwnJob {
			var f es.Fields
			checkMonths(&f, months, greatestOwnJob)
			return event, f.Refuse()
		}
		event.PlannedEnd = event.PlacedOn.LastDayOf(months)
	}
	return event, c.end(&event, job, asked)
}

// employ sets the employer, as far as the caller has looked at one.
func (c CorrectPlacement) employ(p *WorkerPlaced, startedOn civil.Date) error {
	switch {
	case p.ContractKind == SelfEmployed:
		p.EmployerID, p.EmployerRevision, p.EmployerWard, p.Sector = "", es.NoRevision, "", ""
	case c.EmployerID != "":
		if err := c.Employer.hires(startedOn); err != nil {
			return err
		}
		p.EmployerID, p.EmployerRevision, p.EmployerWard, p.Sector = c.EmployerID, c.EmployerRevision, c.Employer.Ward, c.Employer.Sector
	}
	return nil
}

// end sets the end, or takes it back.
func (c CorrectPlacement) end(event *PlacementCorrected, job Placement, asked es.Asked) error {
	touched := c.TakeBackEnd || c.EndReason != "" || !c.EndedOn.IsZero()
	if touched && job.EndedOn.IsZero() {
		return es.ErrFieldInvalid.With("field", "endedOn", "vi", "việc làm chưa ghi kết thúc; dùng EndPlacement", "en", "no end is entered: use EndPlacement")
	}
	var f es.Fields
	f.Invalid("takeBackEnd", c.TakeBackEnd && (c.EndReason != "" || !c.EndedOn.IsZero()), "không ghi cùng endedOn, endReason", "it isn't given with endedOn or endReason")
	es.MaybeOneOf(&f, "endReason", c.EndReason, placementEnds)
	if c.EndedOn.After(asked.Today) {
		f.Add(es.ErrFutureDate.With("on", c.EndedOn, "today", asked.Today))
	}
	if err := f.Refuse(); err != nil {
		return err
	}
	given(&event.EndedOn, c.EndedOn)
	given(&event.EndReason, c.EndReason)
	if c.TakeBackEnd {
		event.EndedOn, event.EndReason = civil.Date{}, ""
	}
	switch {
	case event.EndedOn.IsZero():
	case event.EndedOn.Before(event.PlacedOn):
		return ErrEndBeforeStart.With("on", event.EndedOn, "from", event.PlacedOn)
	case !event.PlannedEnd.IsZero() && event.EndedOn.After(event.PlannedEnd):
		return ErrPlacementEnded.With("placement", job.ID, "endedOn", event.PlannedEnd)
	}
	return nil
}
