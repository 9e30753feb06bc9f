package labour

import (
	"slices"

	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/territory"
)

// personal are the fields of a registration whose values a correction doesn't list.
var personal = []string{"fullName", "birthDate", "phone"}

// clearable are the fields of a registration that may be empty.
var clearable = []string{"phone", "education", "occupation", "jobSeekingSince"}

// correctWorker decides the registration as if it were entered now as it should
// have been.
func correctWorker(units territory.Units, w Worker, c CorrectWorker, asked es.Asked) ([]any, error) {
	was, id := w.registration()
	now, err := c.apply(was)
	if err != nil {
		return nil, err
	}
	if err := w.mayRegister(units, was, now, asked); err != nil {
		return nil, err
	}
	changes, err := changed(was, now, personal,
		"fullName", "birthDate", "birthYear", "phone", "sex", "ward", "education", "occupation", "jobSeekingSince", "registeredOn")
	if err != nil {
		return nil, err
	}
	event := WorkerCorrected{
		Of:        correction.Of{EventID: id, Action: correction.Correct, Changes: changes},
		BirthYear: now.BirthYear, Sex: now.Sex, Ward: now.Ward, Education: now.Education, Occupation: now.Occupation,
		JobSeekingSince: now.JobSeekingSince, RegisteredOn: now.RegisteredOn,
	}
	for _, change := range changes {
		switch change.Field {
		case "fullName":
			event.FullName = now.FullName
		case "birthDate":
			event.BirthDate = now.BirthDate
		case "phone":
			event.Phone = now.Phone
		case "ward":
			event.FormerWard = was.Ward
		}
	}
	event.restate(w.past, was, now)
	event.Standing = w.with(fact{on: asked.On, event: event}).standing()
	return []any{event}, nil
}

// registration is the worker's, as it stands, and its event.
func (w Worker) registration() (r WorkerRegistered, id es.UUID) {
	for _, f := range w.past {
		if found, ok := f.event.(WorkerRegistered); ok {
			return found, f.id
		}
	}
	return r, id
}

func (c CorrectWorker) apply(r WorkerRegistered) (WorkerRegistered, error) {
	var f es.Fields
	for _, field := range c.Clear {
		es.OneOf(&f, "clear", field, clearable)
		switch field {
		case "phone":
			f.Invalid(field, c.Phone != "", "vừa ghi vừa xóa", "it is given and cleared")
			r.Phone = ""
		case "education":
			f.Invalid(field, c.Education != "", "vừa ghi vừa xóa", "it is given and cleared")
			r.Education = ""
		case "occupation":
			f.Invalid(field, c.Occupation != "", "vừa ghi vừa xóa", "it is given and cleared")
			r.Occupation = ""
		case "jobSeekingSince":
			f.Invalid(field, !c.JobSeekingSince.IsZero(), "vừa ghi vừa xóa", "it is given and cleared")
			r.JobSeekingSince = civil.Date{}
		}
	}
	es.MaybeOneOf(&f, "sex", c.Sex, sexes)
	es.MaybeOneOf(&f, "education", c.Education, educations)
	given(&r.FullName, c.FullName)
	given(&r.BirthDate, c.BirthDate)
	given(&r.Phone, c.Phone)
	given(&r.Sex, c.Sex)
	given(&r.Ward, c.Ward)
	given(&r.Education, c.Education)
	given(&r.Occupation, c.Occupation)
	given(&r.JobSeekingSince, c.JobSeekingSince)
	given(&r.RegisteredOn, c.RegisteredOn)
	if !c.BirthDate.IsZero() {
		r.BirthYear = c.BirthDate.Year()
	}
	return r, f.Refuse()
}

// given replaces a value by one that was given.
func given[T comparable](value *T, by T) {
	var none T
	if by != none {
		*value = by
	}
}

// mayRegister refuses a registration that would have been refused, or that what
// was entered since couldn't have stood on.
func (w Worker) mayRegister(units territory.Units, was, now WorkerRegistered, asked es.Asked) error {
	var f es.Fields
	if now.RegisteredOn.After(asked.Today) {
		f.Add(es.ErrFutureDate.With("on", now.RegisteredOn, "today", asked.Today))
	}
	f.Invalid("jobSeekingSince", now.JobSeekingSince.After(now.RegisteredOn),
		"không được sau ngày đăng ký "+now.RegisteredOn.String(), "it lies no later than the registration, "+now.RegisteredOn.String())
	if now.Ward != was.Ward || now.RegisteredOn != was.RegisteredOn {
		f.Add(checkWard(units, now.Ward, now.RegisteredOn))
	}
	for _, past := range w.past {
		switch {
		case correction.Is[WorkerRegistered](past.event):
			f.Add(underAge(now, now.RegisteredOn))
		case correction.Is[WorkerPlaced](past.event) && !past.void:
			f.Add(underAge(now, past.on))
		case turn(past.event) && past.on.Before(now.RegisteredOn) && !past.on.Before(was.RegisteredOn):
			f.Add(ErrEndBeforeStart.With("on", past.on, "from", now.RegisteredOn))
		}
	}
	return f.Refuse()
}

// turn says whether an event says that the worker seeks a job, or none.
func turn(event any) bool {
	return correction.Is[JobSeekingEnded](event) || correction.Is[JobSeekingResumed](event)
}

func underAge(r WorkerRegistered, day civil.Date) *es.Refused {
	if (Worker{BirthDate: r.BirthDate, BirthYear: r.BirthYear}).Under(workingAge, day) {
		return ErrUnderWorkingAge.With("on", day)
	}
	return nil
}

// restate lists what had copied something that was wrong, as it should be.
func (p *WorkerCorrected) restate(past []fact, was, now WorkerRegistered) {
	person := was.Sex != now.Sex || was.BirthYear != now.BirthYear
	right := p.patched(past)
	if at := slices.IndexFunc(past, func(f fact) bool { return f.id == p.EventID }); p.Action == correction.Annul && at >= 0 {
		right = slices.Insert(right, at, fact{event: WorkerLinked{}}) // which copies nothing
	}
	before, after := homesAt(past), homesAt(right)
	for i, f := range past {
		ward := before[i] != after[i]
		if !person && !ward {
			continue
		}
		if e, ok := f.event.(WorkerPlaced); ok && entry(past, e.PlacementID) == i {
			home := e.Ward
			if ward {
				home = after[i]
			}
			p.Placements = append(p.Placements, RestatedPlacement{e.PlacementID, f.on, home, now.Sex, now.BirthYear})
		}
		if e, ok := f.event.(EngagementReserved); ok {
			p.Contracts = slices.DeleteFunc(p.Contracts, func(c RestatedContract) bool { return c.ContractID == e.ContractID })
			p.Contracts = append(p.Contracts, RestatedContract{e.ContractID, e.From, after[i], now.Sex, now.BirthYear})
		}
	}
}

// changed are the changes between two forms of a fact; what belongs to a person
// is named alone. It refuses where nothing changes.
func changed(was, now any, personal []string, fields ...string) ([]correction.Change, error) {
	changes, err := correction.Diff(es.Recorded{Payload: was}, es.Recorded{Payload: now}, fields)
	if err != nil {
		return nil, err
	}
	if len(changes) == 0 {
		return nil, correction.ErrNothingToCorrect.With("vi", "sổ đã ghi như vậy", "en", "the book says so already")
	}
	for i := range changes {
		if slices.Contains(personal, changes[i].Field) {
			changes[i] = correction.Change{Field: changes[i].Field}
		}
	}
	return changes, nil
}

// annulWorker takes the jobs back as well, but not what stands in other streams.
func annulWorker(w Worker) ([]any, error) {
	for _, c := range w.Contracts {
		if _, occupies := c.Occupies(); occupies {
			return nil, correction.ErrDependentFacts.With("vi", "hợp đồng "+c.ID+" của người này", "en", "this worker's contract "+c.ID)
		}
	}
	var events []any
	for i, p := range w.Placements {
		if p.Annulled || w.placementAt(p.ID) != i {
			continue
		}
		if stands := p.Facts.LoanID + p.Facts.CourseID; stands != "" {
			return nil, correction.ErrDependentFacts.With("vi", "việc làm "+p.ID.String()+" theo "+stands, "en", "placement "+p.ID.String()+" by "+stands)
		}
		events = append(events, PlacementAnnulled{PlacementID: p.ID, StartedOn: p.StartedOn})
	}
	_, id := w.registration()
	return append(events, WorkerAnnulled{EventID: id}), nil
}

func linkWorker(w Worker, c LinkWorker) ([]any, error) {
	var f es.Fields
	f.Need("former", c.FormerID != "")
	f.Invalid("former", c.FormerID != "" && c.FormerID == w.ID, "chính là người lao động này", "it is this worker")
	if err := f.Refuse(); err != nil {
		return nil, err
	}
	switch {
	case w.FormerID == c.FormerID:
		return nil, nil
	case !c.FormerWorker.AnnulledOn.IsZero():
		return []any{WorkerLinked{FormerID: c.FormerID}}, nil
	case !c.FormerWorker.Registered:
		return nil, ErrWorkerUnknown.With()
	}
	return nil, ErrNotAnnulled.With("former", c.FormerID)
}
