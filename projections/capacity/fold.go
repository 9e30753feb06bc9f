package capacity

import (
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/outreach"
	"vaoso/projections/engine"
)

// The kinds of result.
const (
	counselled = "counselled"
	placed     = "placed"
)

// Projection is the read model.
var Projection = engine.Projection{
	Name: "capacity", Version: 2,
	Tables: []engine.Described{courses, attendance, collaborators, results},
	Reads: []string{
		"CapacityCourseCorrected", "CapacityCourseAnnulled", "AttendanceAnnulled", "CollaboratorCorrected", "CollaboratorAnnulled", "ReferralAnnulled",
		"CapacityCourseHeld", "AttendanceRecorded", "CollaboratorAppointed", "CollaboratorDismissed", "WorkerCounselled", "WorkerPlaced", "PlacementAnnulled",
		"PlacementCorrected",
	},
	Apply: apply,
}

func apply(f *engine.Fold, e es.Recorded) error {
	switch p := e.Payload.(type) {
	case outreach.CapacityCourseHeld:
		courses.Put(f, CourseRow{CourseKey{e.Stream}, string(p.Topic), p.Hours, e.On()})
	case outreach.AttendanceRecorded:
		attendance.Put(f, AttendanceRow{AttendanceKey{e.Stream, int64(e.Revision)}, p.Unit, string(p.Kind)})
	case outreach.CollaboratorAppointed:
		c := collaborators.Get(f, CollaboratorKey{e.Stream})
		c.Unit, c.AppointedOn = p.Unit, e.On()
	case outreach.CollaboratorDismissed:
		collaborators.Get(f, CollaboratorKey{e.Stream}).DismissedOn = e.On()
	case outreach.CapacityCourseCorrected:
		courses.Put(f, CourseRow{CourseKey{e.Stream}, string(p.Topic), p.Hours, p.HeldOn})
	case outreach.CapacityCourseAnnulled:
		courses.Delete(f, CourseKey{e.Stream})
	case outreach.AttendanceAnnulled:
		attendance.Delete(f, AttendanceKey{e.Stream, int64(p.Revision)})
	case outreach.CollaboratorCorrected:
		collaborators.Put(f, CollaboratorRow{CollaboratorKey{e.Stream}, p.Unit, p.AppointedOn, p.DismissedOn})
	case outreach.CollaboratorAnnulled:
		collaborators.Delete(f, CollaboratorKey{e.Stream})
		if p.Unit != "" { // the appointment stands
			collaborators.Put(f, CollaboratorRow{CollaboratorKey{e.Stream}, p.Unit, p.AppointedOn, civil.Date{}})
		}
	case outreach.ReferralAnnulled:
		if p.CounselledOn.IsZero() {
			results.Delete(f, ResultKey{e.Stream})
		}
	case outreach.WorkerCounselled:
		if p.ByCollaborator != "" {
			results.Put(f, ResultRow{ResultKey{e.Stream}, p.ByCollaborator, counselled, e.On(), false})
		}
	case labour.WorkerPlaced:
		if p.CollaboratorID != "" {
			results.Put(f, ResultRow{ResultKey{p.PlacementID.String()}, p.CollaboratorID, placed, e.On(), false})
		}
	case labour.PlacementAnnulled:
		if key := (ResultKey{p.PlacementID.String()}); results.Exists(f, key) {
			results.Get(f, key).Annulled = true
		}
	case labour.PlacementCorrected:
		if p.Placed.CollaboratorID != "" {
			results.Put(f, ResultRow{ResultKey{p.PlacementID.String()}, p.Placed.CollaboratorID, placed, p.PlacedOn, false})
		}
	}
	return nil
}
