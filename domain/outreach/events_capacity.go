package outreach

// CapacityEvent is one of the events of the stream of a course for officials
// and collaborators.
//
//sumtype:decl
type CapacityEvent interface {
	Event
	capacityEvent()
}

// CollaboratorEvent is one of the events of a collaborator's stream.
//
//sumtype:decl
type CollaboratorEvent interface {
	Event
	collaboratorEvent()
}

// CapacityCourseHeld: a course for officials and collaborators of the wards
// began on the event's day.
type CapacityCourseHeld struct {
	Topic Topic `json:"topic"`
	Hours int   `json:"hours"` // of teaching
}

// AttendanceRecorded: somebody of a unit took part in the course.
type AttendanceRecorded struct {
	PersonRef string       `json:"personRef"` // who, as the office calls them
	Unit      string       `json:"unit"`      // five-digit code, or city
	Kind      AttendeeKind `json:"kind"`
}

// CollaboratorAppointed: from the day on, somebody helps in a ward.
type CollaboratorAppointed struct {
	Name string `json:"name"`
	Unit string `json:"unit"` // five-digit code
}

// CollaboratorDismissed: from the day on, the collaborator helps no more.
type CollaboratorDismissed struct{}

func (CapacityCourseHeld) outreachEvent()    {}
func (AttendanceRecorded) outreachEvent()    {}
func (CollaboratorAppointed) outreachEvent() {}
func (CollaboratorDismissed) outreachEvent() {}

func (CapacityCourseHeld) capacityEvent()        {}
func (AttendanceRecorded) capacityEvent()        {}
func (CollaboratorAppointed) collaboratorEvent() {}
func (CollaboratorDismissed) collaboratorEvent() {}
