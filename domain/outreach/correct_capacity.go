package outreach

import (
	"fmt"

	"vaoso/domain/correction"
	"vaoso/domain/es"
)

// capacityRules are those of a course for officials and collaborators.
var capacityRules = correction.Rules[CapacityCourse, CapacityCommand]{
	Plain:   es.Decider[CapacityCourse, CapacityCommand]{Evolve: evolveCapacity, Decide: decideCapacity},
	Exists:  func(s CapacityCourse) bool { return !s.HeldOn.IsZero() },
	Unknown: ErrCapacityCourseUnknown,
	Ledger:  func(s *CapacityCourse) *correction.Ledger { return &s.Ledger },
	Asks: func(fact es.Recorded) (CapacityCommand, bool) {
		switch p := fact.Payload.(type) {
		case CapacityCourseHeld:
			return HoldCapacityCourse{Topic: p.Topic, Hours: p.Hours}, true
		case AttendanceRecorded:
			return RecordAttendance{PersonRef: p.PersonRef, Unit: p.Unit, Kind: p.Kind}, true
		}
		return nil, false
	},
}

func (c CorrectCapacityCourse) Correct(s CapacityCourse, asked es.Asked) ([]any, error) {
	var held correction.Edits
	held.Set("topic", c.Topic)
	held.Set("hours", c.Hours)
	held.Set(correction.On, c.HeldOn)
	effect := func(t correction.Target, _ CapacityCourse) any {
		p := t.Now.Payload.(CapacityCourseHeld)
		return CapacityCourseCorrected{t.Of, p.Topic, p.Hours, t.Now.On()}
	}
	return capacityRules.Amend(s, asked.Today, effect, correction.Part{Edits: held, Is: correction.Is[CapacityCourseHeld]})
}

func (AnnulCapacityCourse) Correct(s CapacityCourse, asked es.Asked) ([]any, error) {
	effect := func(t correction.Target, _ CapacityCourse) any { return CapacityCourseAnnulled{t.Of} }
	return capacityRules.Annul(s, asked.Today, effect, ErrCapacityCourseUnknown, correction.Is[CapacityCourseHeld])
}

func (c AnnulAttendance) Correct(s CapacityCourse, asked es.Asked) ([]any, error) {
	effect := func(t correction.Target, _ CapacityCourse) any {
		was := t.Was.Payload.(AttendanceRecorded)
		return AttendanceAnnulled{t.Of, t.Was.Revision, was.Unit, was.Kind}
	}
	if fact, there := c.Fact(s); there {
		return capacityRules.AnnulFact(s, asked.Today, effect, fact.ID)
	}
	if c.Number > 0 { // whatever else is said: whose it is was looked up by the number
		return nil, correction.ErrNothingToCorrect.With("vi", fmt.Sprintf("lớp không có lượt dự số %d", c.Number), "en", fmt.Sprintf("the course has no attendance number %d", c.Number))
	}
	none := correction.ErrNothingToCorrect.With("vi", "chưa ghi người này của đơn vị này dự lớp", "en", "nobody of that name, unit and kind is recorded to have taken part")
	return capacityRules.Annul(s, asked.Today, effect, none, func(p any) bool { return p == any(AttendanceRecorded{c.PersonRef, c.Unit, c.Kind}) })
}

// Fact is the attendance with the command's number, where it stands.
func (c AnnulAttendance) Fact(s CapacityCourse) (es.Recorded, bool) {
	for _, fact := range s.Ledger.Facts {
		if c.Number > 0 && fact.Revision == c.Number && correction.Is[AttendanceRecorded](fact.Payload) {
			return fact, true
		}
	}
	return es.Recorded{}, false
}

// collaboratorRules are those of a collaborator.
var collaboratorRules = correction.Rules[Collaborator, CollaboratorCommand]{
	Plain:   es.Decider[Collaborator, CollaboratorCommand]{Evolve: evolveCollaborator, Decide: decideCollaborator},
	Exists:  Collaborator.Exists,
	Unknown: ErrCollaboratorUnknown,
	Ledger:  func(s *Collaborator) *correction.Ledger { return &s.Ledger },
	Asks: func(fact es.Recorded) (CollaboratorCommand, bool) {
		switch p := fact.Payload.(type) {
		case CollaboratorAppointed:
			return AppointCollaborator{Name: p.Name, Unit: p.Unit}, true
		case CollaboratorDismissed:
			return DismissCollaborator{}, true
		}
		return nil, false
	},
}

func (c CorrectCollaborator) Correct(s Collaborator, asked es.Asked) ([]any, error) {
	var appointed, dismissed correction.Edits
	appointed.Set("name", c.Name)
	appointed.Set("unit", c.Unit)
	appointed.Set(correction.On, c.AppointedOn)
	dismissed.Set(correction.On, c.DismissedOn)
	effect := func(t correction.Target, after Collaborator) any {
		e := CollaboratorCorrected{Of: t.Redacted("name"), Unit: after.Unit, AppointedOn: after.AppointedOn, DismissedOn: after.DismissedOn}
		if correction.Is[CollaboratorAppointed](t.Was.Payload) {
			e.Name = c.Name
		}
		return e
	}
	return collaboratorRules.Amend(s, asked.Today, effect,
		correction.Part{Edits: appointed, Is: correction.Is[CollaboratorAppointed]}, correction.Part{Edits: dismissed, Is: correction.Is[CollaboratorDismissed]})
}

func (AnnulCollaborator) Correct(s Collaborator, asked es.Asked) ([]any, error) {
	effect := func(t correction.Target, after Collaborator) any {
		return CollaboratorAnnulled{t.Of, after.Unit, after.AppointedOn}
	}
	return collaboratorRules.Annul(s, asked.Today, effect, ErrCollaboratorUnknown, func(any) bool { return true })
}

// institutionRules and intermediaryRules are those of a stream that begins with
// its registration and has nothing else.
var (
	institutionRules = correction.Rules[Registered, InstitutionCommand]{
		Plain:   es.Decider[Registered, InstitutionCommand]{Evolve: evolveRegistered, Decide: decideInstitution},
		Exists:  Registered.Exists,
		Unknown: ErrInstitutionUnknown,
		Ledger:  func(s *Registered) *correction.Ledger { return &s.Ledger },
		Asks: func(fact es.Recorded) (InstitutionCommand, bool) {
			p, ok := fact.Payload.(InstitutionRegistered)
			return RegisterInstitution{Name: p.Name, Occupations: p.Occupations, AccreditedOn: p.AccreditedOn}, ok
		},
	}
	intermediaryRules = correction.Rules[Registered, IntermediaryCommand]{
		Plain:   es.Decider[Registered, IntermediaryCommand]{Evolve: evolveRegistered, Decide: decideIntermediary},
		Exists:  Registered.Exists,
		Unknown: ErrIntermediaryUnknown,
		Ledger:  func(s *Registered) *correction.Ledger { return &s.Ledger },
		Asks: func(fact es.Recorded) (IntermediaryCommand, bool) {
			p, ok := fact.Payload.(IntermediaryRegistered)
			return RegisterIntermediary{Name: p.Name, Type: p.Type, Province: p.Province, LicenceNo: p.LicenceNo}, ok
		},
	}
)

func (c CorrectInstitution) Correct(s Registered, asked es.Asked) ([]any, error) {
	var edits correction.Edits
	edits.Set("name", c.Name)
	edits.Set("occupations", c.Occupations)
	edits.Set("accreditedOn", c.AccreditedOn)
	effect := func(t correction.Target, _ Registered) any {
		p := t.Now.Payload.(InstitutionRegistered)
		return InstitutionCorrected{t.Of, p.Name, p.Occupations, p.AccreditedOn}
	}
	return institutionRules.Amend(s, asked.Today, effect, correction.Part{Edits: edits, Is: correction.Is[InstitutionRegistered]})
}

func (c CorrectIntermediary) Correct(s Registered, asked es.Asked) ([]any, error) {
	var edits correction.Edits
	edits.Set("name", c.Name)
	edits.Set("type", c.Type)
	edits.Set("province", c.Province)
	edits.Set("licenceNo", c.LicenceNo)
	effect := func(t correction.Target, _ Registered) any {
		p := t.Now.Payload.(IntermediaryRegistered)
		return IntermediaryCorrected{t.Of, p.Name, p.Type, p.Province, p.LicenceNo}
	}
	return intermediaryRules.Amend(s, asked.Today, effect, correction.Part{Edits: edits, Is: correction.Is[IntermediaryRegistered]})
}
