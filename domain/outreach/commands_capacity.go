package outreach

// CapacityCommand is what can be asked of a course for officials and collaborators.
//
//sumtype:decl
type CapacityCommand interface{ capacityCommand() }

// CollaboratorCommand is what can be asked of a collaborator.
//
//sumtype:decl
type CollaboratorCommand interface{ collaboratorCommand() }

// HoldCapacityCourse enters a course for officials and collaborators.
type HoldCapacityCourse struct {
	Capacity string `json:"capacity"` // its number: "2021-01"
	Topic    Topic  `json:"topic"`
	Hours    int    `json:"hours"`
}

// RecordAttendance enters that somebody of a unit took part.
type RecordAttendance struct {
	Capacity  string       `json:"capacity"`
	PersonRef string       `json:"personRef"` // who, as the office calls them
	Unit      string       `json:"unit"`      // five-digit code, or city
	Kind      AttendeeKind `json:"kind"`
}

// AppointCollaborator enters who helps in a ward from on.
type AppointCollaborator struct {
	Collaborator string `json:"collaborator"` // a short name that says no name: "08728-1"
	Name         string `json:"name"`
	Unit         string `json:"unit"`
}

// DismissCollaborator enters that somebody helps no more from on.
type DismissCollaborator struct {
	Collaborator string `json:"collaborator"`
}

func (HoldCapacityCourse) capacityCommand()      {}
func (RecordAttendance) capacityCommand()        {}
func (AppointCollaborator) collaboratorCommand() {}
func (DismissCollaborator) collaboratorCommand() {}
