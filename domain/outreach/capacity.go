package outreach

import (
	"slices"

	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
)

// CapacityCourse is the state of the stream of a course for officials and
// collaborators.
type CapacityCourse struct {
	HeldOn   civil.Date
	Attended []AttendanceRecorded
	Ledger   correction.Ledger // the stream's facts, to be put right
}

// mostHours is what is taken for the hours of such a course.
const mostHours = 500

// CapacityDecider has the rules of a course for officials and collaborators.
var CapacityDecider = capacityRules.Decider()

func evolveCapacity(s CapacityCourse, e es.Recorded) CapacityCourse {
	event, ok := e.Payload.(CapacityEvent)
	if !ok {
		return s
	}
	switch p := event.(type) {
	case CapacityCourseHeld:
		s.HeldOn = e.On()
	case AttendanceRecorded:
		s.Attended = append(slices.Clip(s.Attended), p)
	case correction.Effect: // the ledger has what they put right
	}
	return s
}

func decideCapacity(s CapacityCourse, command CapacityCommand, asked es.Asked) ([]any, error) {
	var f es.Fields
	switch c := command.(type) {
	case HoldCapacityCourse:
		if !s.HeldOn.IsZero() {
			return nil, ErrCapacityCourseExists
		}
		es.OneOf(&f, "topic", c.Topic, topics)
		f.Invalid("hours", c.Hours < 1 || c.Hours > mostHours, "phải từ 1 đến 500 giờ", "it lies between 1 and 500")
		if err := f.Refuse(); err != nil {
			return nil, err
		}
		return []any{CapacityCourseHeld{c.Topic, c.Hours}}, nil
	case RecordAttendance:
		if s.HeldOn.IsZero() {
			return nil, ErrCapacityCourseUnknown
		}
		f.Need("personRef", c.PersonRef != "")
		f.Need("unit", c.Unit != "")
		es.OneOf(&f, "kind", c.Kind, attendeeKinds)
		if err := f.Refuse(); err != nil {
			return nil, err
		}
		event := AttendanceRecorded{c.PersonRef, c.Unit, c.Kind}
		if slices.Contains(s.Attended, event) {
			return nil, nil
		}
		return []any{event}, inOrder(asked.On, s.HeldOn)
	case correction.Command[CapacityCourse]: // correct_capacity.go has them
	}
	return nil, nil
}

// Collaborator is the state of a collaborator's stream.
type Collaborator struct {
	Unit        string
	AppointedOn civil.Date
	DismissedOn civil.Date
	Ledger      correction.Ledger // the stream's facts, to be put right
}

// Exists says whether the collaborator was appointed.
func (c Collaborator) Exists() bool { return !c.AppointedOn.IsZero() }

// Active refuses a day on which the collaborator doesn't help.
func (c Collaborator) Active(on civil.Date) error {
	switch {
	case !c.Exists():
		return ErrCollaboratorUnknown
	case on.Before(c.AppointedOn):
		return ErrCollaboratorInactive.With("on", on, "vi", "được cử từ ngày "+c.AppointedOn.Vietnamese(), "en", "the appointment is of "+c.AppointedOn.String())
	case !c.DismissedOn.IsZero() && !on.Before(c.DismissedOn):
		return ErrCollaboratorInactive.With("on", on, "vi", "đã thôi từ ngày "+c.DismissedOn.Vietnamese(), "en", "the dismissal is of "+c.DismissedOn.String())
	}
	return nil
}

// CollaboratorDecider has the rules of a collaborator.
var CollaboratorDecider = collaboratorRules.Decider()

func evolveCollaborator(s Collaborator, e es.Recorded) Collaborator {
	event, ok := e.Payload.(CollaboratorEvent)
	if !ok {
		return s
	}
	switch p := event.(type) {
	case CollaboratorAppointed:
		s.Unit, s.AppointedOn = p.Unit, e.On()
	case CollaboratorDismissed:
		s.DismissedOn = e.On()
	case correction.Effect: // the ledger has what they put right
	}
	return s
}

func decideCollaborator(s Collaborator, command CollaboratorCommand, asked es.Asked) ([]any, error) {
	switch c := command.(type) {
	case AppointCollaborator:
		if s.Exists() {
			return nil, ErrCollaboratorExists
		}
		var f es.Fields
		f.Need("name", c.Name != "")
		f.Need("unit", c.Unit != "")
		if err := f.Refuse(); err != nil {
			return nil, err
		}
		return []any{CollaboratorAppointed{c.Name, c.Unit}}, nil
	case DismissCollaborator:
		if err := s.Active(asked.On); err != nil {
			return nil, err
		}
		if !s.DismissedOn.IsZero() { // a dismissal stands, whatever day is named
			return nil, ErrCollaboratorInactive.With("on", asked.On, "vi", "đã thôi từ ngày "+s.DismissedOn.Vietnamese(), "en", "the dismissal is of "+s.DismissedOn.String())
		}
		return []any{CollaboratorDismissed{}}, nil
	case correction.Command[Collaborator]: // correct_capacity.go has them
	}
	return nil, nil
}
