package labour

import (
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/territory"
)

// workingAge is the age from which people may work (Labour Code 45/2019/QH14
// art. 3; the code before it, 10/2012/QH13, says the same).
const workingAge = 15

func registerWorker(units territory.Units, w Worker, c RegisterWorker, asked es.Asked) ([]any, error) {
	if w.Registered {
		return nil, ErrWorkerExists.With("registeredOn", w.RegisteredOn)
	}
	var f es.Fields
	f.Need("citizenId", c.CitizenID != "")
	f.Need("fullName", c.FullName != "")
	f.Need("birthDate", !c.BirthDate.IsZero())
	es.OneOf(&f, "sex", c.Sex, sexes)
	f.Need("ward", c.Ward != "")
	es.MaybeOneOf(&f, "education", c.Education, educations)
	f.Invalid("jobSeekingSince", c.JobSeekingSince.After(asked.On),
		"không được sau ngày đăng ký "+asked.On.String(), "it lies no later than the registration, "+asked.On.String())
	if c.CitizenID != "" {
		f.Add(checkCitizenID(c.CitizenID, c.Synthetic))
	}
	if c.Ward != "" {
		f.Add(checkWard(units, c.Ward, asked.On))
	}
	if !c.BirthDate.IsZero() && c.BirthDate.YearsOn(asked.On) < workingAge {
		f.Add(ErrUnderWorkingAge.With("on", asked.On))
	}
	f.Invalid("birthYear", c.BirthYear != 0 && !c.BirthDate.IsZero() && c.BirthYear != c.BirthDate.Year(),
		"không khớp với ngày sinh", "it disagrees with the birth date")
	if err := f.Refuse(); err != nil {
		return nil, err
	}
	return []any{WorkerRegistered{
		CitizenID: c.CitizenID, FullName: c.FullName, BirthDate: c.BirthDate, Phone: c.Phone,
		BirthYear: c.BirthDate.Year(), Sex: c.Sex, Ward: c.Ward, Education: c.Education, Occupation: c.Occupation,
		JobSeekingSince: c.JobSeekingSince, RegisteredOn: asked.On, Synthetic: c.Synthetic,
	}}, nil
}

func checkWard(units territory.Units, ward string, on civil.Date) *es.Refused {
	if units.Accepts(ward, on) {
		return nil
	}
	return unknownUnit(units, ward, on)
}

func moveWorker(units territory.Units, w Worker, c MoveWorker, asked es.Asked) ([]any, error) {
	if c.Ward == "" {
		return nil, es.ErrFieldMissing.With("field", "ward")
	}
	if r := checkWard(units, c.Ward, asked.On); r != nil {
		return nil, r
	}
	if w.DiedBefore(asked.On) {
		return nil, ErrWorkerInactive.With("since", w.StatusSince)
	}
	if w.WardOn(asked.On) == c.Ward {
		return nil, nil
	}
	return []any{WorkerMoved{Ward: c.Ward}}, nil
}

// endJobSeeking: who is engaged seeks no job, so the engagement ends first;
// but for the dead, whose engagements are ended afterwards.
func endJobSeeking(w Worker, c EndJobSeeking, asked es.Asked) ([]any, error) {
	var f es.Fields
	if es.OneOf(&f, "reason", c.Reason, seekingEnds); len(f) > 0 {
		return nil, f.Refuse()
	}
	switch {
	case w.Inactive && w.InactiveFor == c.Reason:
		return nil, nil
	case w.Inactive && w.InactiveFor == Deceased:
		return nil, ErrWorkerInactive.With("since", w.StatusSince)
	case c.Reason == Deceased:
		return []any{JobSeekingEnded{Reason: c.Reason}}, nil
	case asked.On.Before(w.StatusSince):
		return nil, ErrEndBeforeStart.With("on", asked.On, "from", w.StatusSince)
	}
	if e, engaged := w.EngagedOn(asked.On); engaged {
		return nil, w.refuseEngaged(e)
	}
	return []any{JobSeekingEnded{Reason: c.Reason}}, nil
}

func resumeJobSeeking(w Worker, asked es.Asked) ([]any, error) {
	switch {
	case !w.Inactive:
		return nil, nil
	case w.InactiveFor == Deceased:
		return nil, ErrWorkerInactive.With("since", w.StatusSince)
	case asked.On.Before(w.StatusSince):
		return nil, ErrEndBeforeStart.With("on", asked.On, "from", w.StatusSince)
	}
	return []any{JobSeekingResumed{}}, nil
}

// unknownUnit says that there is no such unit on the day, and what there is
// instead.
func unknownUnit(units territory.Units, code string, on civil.Date) *es.Refused {
	vi, en := "mã gồm 5 chữ số, ví dụ 08710", "a code has 5 digits, e.g. 08710"
	if last, ok := units.Last(code); ok && !last.ValidTo.IsZero() && last.ValidTo.Before(on) {
		vi = "đơn vị có đến hết ngày " + last.ValidTo.Vietnamese() + "; ghi ngày xảy ra (on), hoặc mã đơn vị mới " + last.Successor
		en = "the unit was there until " + last.ValidTo.String() + "; give the day it happened (on), or the code of its successor " + last.Successor
	}
	return ErrUnitUnknown.With("unit", code, "on", on, "vi", vi, "en", en)
}
