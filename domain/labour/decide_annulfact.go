package labour

import (
	"slices"

	"vaoso/domain/correction"
	"vaoso/domain/es"
)

// annulMove takes back the move that was entered last: what had copied the ward
// is restated.
func annulMove(w Worker, asked es.Asked) ([]any, error) {
	return annulNewest(w, asked, correction.Is[WorkerMoved])
}

// annulJobSeeking takes back what was entered last of whether the worker seeks a
// job.
func annulJobSeeking(w Worker, asked es.Asked) ([]any, error) {
	return annulNewest(w, asked, turn)
}

func annulNewest(w Worker, asked es.Asked, wanted func(event any) bool) ([]any, error) {
	at := -1
	for i, f := range w.past {
		if wanted(f.event) {
			at = i
		}
	}
	if at < 0 {
		return nil, correction.ErrNothingToCorrect.With("vi", "việc này chưa ghi", "en", "this isn't in the book")
	}
	wrong := w.past[at]
	r, _ := w.registration()
	event := WorkerCorrected{
		Of:        correction.Of{EventID: wrong.id, Action: correction.Annul},
		BirthYear: r.BirthYear, Sex: r.Sex, Ward: r.Ward, Education: r.Education, Occupation: r.Occupation,
		JobSeekingSince: r.JobSeekingSince, RegisteredOn: r.RegisteredOn,
	}
	if move, is := wrong.event.(WorkerMoved); is {
		event.FormerWard = move.Ward
	}
	event.restate(w.past, r, r)
	event.Standing = w.with(fact{on: asked.On, event: event}).standing()
	return []any{event}, nil
}

// annulExtension takes back the extension of a placement that was entered last.
func annulExtension(w Worker, c AnnulExtension, asked es.Asked) ([]any, error) {
	job, err := w.livePlacement(c.PlacementID)
	if err != nil {
		return nil, err
	}
	at := -1
	var longer PlacementExtended
	for i, f := range w.past {
		if e, is := f.event.(PlacementExtended); is && !f.void && e.PlacementID == job.ID {
			at, longer = i, e
		}
	}
	if at < 0 {
		return nil, correction.ErrNothingToCorrect.With("vi", "việc làm này chưa gia hạn", "en", "the placement hasn't been extended")
	}
	event := PlacementCorrected{
		Of:          correction.Of{EventID: w.past[at].id, Action: correction.Annul},
		PlacementID: job.ID, StartedOn: job.StartedOn, Placed: job.Facts, PlacedOn: job.StartedOn,
		PlannedEnd: job.StartedOn.LastDayOf(job.Months - longer.Months), EndedOn: job.EndedOn, EndReason: job.EndReason,
	}
	if event.EndedOn.After(event.PlannedEnd) {
		return nil, ErrPlacementEnded.With("placement", job.ID, "endedOn", event.PlannedEnd)
	}
	event.Standing = w.with(fact{on: asked.On, event: event}).standing()
	return []any{event}, nil
}

// reopenEmployer takes the closing back.
func reopenEmployer(e Employer) ([]any, error) {
	switch {
	case !e.Registered:
		return nil, ErrEmployerUnknown.With()
	case e.ClosedOn.IsZero():
		return nil, correction.ErrNothingToCorrect.With("vi", "chưa ghi ngừng hoạt động", "en", "no closing is entered")
	}
	return []any{EmployerReopened{correction.Of{EventID: e.closed, Action: correction.Annul}}}, nil
}

// without is the past without the fact that the correction annuls.
func without(of correction.Of, past []fact) []fact {
	if of.Action != correction.Annul {
		return past
	}
	return slices.DeleteFunc(slices.Clone(past), func(f fact) bool { return f.id == of.EventID })
}
