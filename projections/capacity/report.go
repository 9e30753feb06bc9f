package capacity

import (
	"context"
	"fmt"
	"slices"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/outreach"
	"vaoso/domain/territory"
	"vaoso/projections/engine"
)

// Question is what is asked of the read model.
type Question struct {
	From      civil.Date // the first day that is reported on; zero: the first of the year of AsOf
	AsOf      civil.Date // the last
	Units     territory.Units
	Synthetic bool
}

// Report is grass-roots capacity: what people, scripts and the HTTP API are shown.
type Report struct {
	From          civil.Date     `json:"from"`
	AsOf          civil.Date     `json:"asOf"`
	Position      es.Position    `json:"position"`  // everything in the log up to it is in
	Synthetic     bool           `json:"synthetic"` // made-up data: SỐ LIỆU MẪU
	Units         []Unit         `json:"units"`     // the wards and communes of the last day, and whoever else attended
	Nobody        []string       `json:"nobody"`    // codes of the wards and communes that had nobody trained
	Courses       []Course       `json:"courses"`
	Collaborators []Collaborator `json:"collaborators"`
	Total         Figures        `json:"total"`
}

// Unit is a ward or a commune, or the city's office.
type Unit struct {
	Unit string `json:"unit"`
	Name string `json:"name"`
	Figures
	Nobody bool `json:"nobody"` // nobody was trained
}

// Figures are attendances and persons.
type Figures struct {
	Officials     int `json:"officials"`     // attendances of officials
	Collaborators int `json:"collaborators"` // attendances of collaborators
	Hours         int `json:"hours"`         // of teaching, a person's
	Active        int `json:"active"`        // collaborators on the last day
	Counselled    int `json:"counselled"`    // persons, by the unit's collaborators
	Placed        int `json:"placed"`        // persons, by the unit's collaborators
}

func (f Figures) plus(g Figures) Figures {
	return Figures{
		f.Officials + g.Officials, f.Collaborators + g.Collaborators, f.Hours + g.Hours, f.Active + g.Active, f.Counselled + g.Counselled, f.Placed + g.Placed,
	}
}

// Course is a course for officials and collaborators.
type Course struct {
	Course        string         `json:"course"` // stream
	Topic         outreach.Topic `json:"topic"`
	Hours         int            `json:"hours"`
	HeldOn        civil.Date     `json:"heldOn"`
	Officials     int            `json:"officials"`
	Collaborators int            `json:"collaborators"`
	Attendances   []Attendance   `json:"attendances"`
}

// Attendance is a record of somebody who took part, whom it doesn't name.
type Attendance struct {
	Number int64                 `json:"number"` // by which the record can be annulled
	Unit   string                `json:"unit"`
	Name   string                `json:"name"` // of the unit
	Kind   outreach.AttendeeKind `json:"kind"`
}

// Collaborator is a collaborator with what came of it.
type Collaborator struct {
	Collaborator string     `json:"collaborator"` // stream
	Unit         string     `json:"unit"`
	AppointedOn  civil.Date `json:"appointedOn"`
	DismissedOn  civil.Date `json:"dismissedOn,omitzero"`
	Counselled   int        `json:"counselled"` // persons
	Placed       int        `json:"placed"`     // persons
}

// MakeReport answers the question.
func MakeReport(ctx context.Context, s engine.Snapshot, ask Question) (Report, error) {
	if ask.From.IsZero() {
		ask.From = civil.On(ask.AsOf.Year(), 1, 1)
	}
	r := Report{
		From: ask.From, AsOf: ask.AsOf, Synthetic: ask.Synthetic, Nobody: []string{}, Courses: []Course{}, Collaborators: []Collaborator{},
	}
	for _, u := range ask.Units.Wards(ask.AsOf) {
		r.Units = append(r.Units, Unit{Unit: u.Code, Name: u.FullName()})
	}
	wards := len(r.Units)
	status, err := s.Status(ctx, Projection.Name)
	if err != nil {
		return r, fmt.Errorf("couldn't report on capacity: %w", err)
	}
	r.Position = status.Position
	if err := r.attendance(ctx, s, ask.Units); err != nil {
		return r, err
	}
	if err := r.collaborators(ctx, s, ask.Units); err != nil {
		return r, err
	}
	for i := range r.Units {
		u := &r.Units[i]
		r.Total = r.Total.plus(u.Figures)
		if u.Nobody = i < wards && u.Officials+u.Collaborators == 0; u.Nobody {
			r.Nobody = append(r.Nobody, u.Unit)
		}
	}
	return r, nil
}

// unit is where a unit's figures are.
func (r *Report) unit(code string, units territory.Units) *Figures {
	i := slices.IndexFunc(r.Units, func(u Unit) bool { return u.Unit == code })
	if i < 0 {
		i = len(r.Units)
		u := Unit{Unit: code, Name: code}
		if known, ok := units.Lookup(code, r.AsOf); ok {
			u.Name = known.FullName()
		}
		r.Units = append(r.Units, u)
	}
	return &r.Units[i].Figures
}

// there is an attendance with its course.
type there struct {
	CourseRow
	Number int64  `db:"number"`
	Unit   string `db:"unit"`
	Kind   string `db:"kind"`
}

const attended = `
SELECT c.course, c.topic, c.hours, c.held_on, COALESCE(a.number, 0) AS number, COALESCE(a.unit, '') AS unit, COALESCE(a.kind, '') AS kind
FROM capacity_courses c LEFT JOIN capacity_attendance a ON a.course = c.course
ORDER BY c.held_on, c.course, a.unit, a.number`

func (r *Report) attendance(ctx context.Context, q engine.Querier, units territory.Units) error {
	list, err := engine.Select[there](ctx, q, attended)
	if err != nil {
		return fmt.Errorf("couldn't ask who was trained: %w", err)
	}
	for _, x := range list {
		if !x.HeldOn.Within(r.From, r.AsOf) {
			continue
		}
		if n := len(r.Courses); n == 0 || r.Courses[n-1].Course != x.Course {
			r.Courses = append(r.Courses, Course{Course: x.Course, Topic: outreach.Topic(x.Topic), Hours: x.Hours, HeldOn: x.HeldOn, Attendances: []Attendance{}})
		}
		course := &r.Courses[len(r.Courses)-1]
		switch outreach.AttendeeKind(x.Kind) {
		case outreach.Official:
			course.Officials++
			r.unit(x.Unit, units).Officials++
		case outreach.CollaboratorThere:
			course.Collaborators++
			r.unit(x.Unit, units).Collaborators++
		default: // nobody was there
			continue
		}
		r.unit(x.Unit, units).Hours += x.Hours
		course.Attendances = append(course.Attendances, Attendance{x.Number, x.Unit, units.NameOf(x.Unit, r.AsOf), outreach.AttendeeKind(x.Kind)})
	}
	return nil
}

func (r *Report) collaborators(ctx context.Context, q engine.Querier, units territory.Units) error {
	list, err := engine.Select[CollaboratorRow](ctx, q, `SELECT * FROM capacity_collaborators WHERE unit <> '' ORDER BY unit, collaborator`)
	if err != nil {
		return fmt.Errorf("couldn't ask for collaborators: %w", err)
	}
	done, err := engine.Select[ResultRow](ctx, q, `SELECT * FROM capacity_results WHERE NOT annulled`)
	if err != nil {
		return fmt.Errorf("couldn't ask for collaborators' results: %w", err)
	}
	counts := map[[2]string]int{}
	for _, x := range done {
		if x.Day.Within(r.From, r.AsOf) {
			counts[[2]string{x.Collaborator, x.Kind}]++
		}
	}
	for _, x := range list {
		c := Collaborator{
			Collaborator: x.Collaborator, Unit: x.Unit, AppointedOn: x.AppointedOn, DismissedOn: x.DismissedOn,
			Counselled: counts[[2]string{x.Collaborator, counselled}], Placed: counts[[2]string{x.Collaborator, placed}],
		}
		r.Collaborators = append(r.Collaborators, c)
		f := r.unit(x.Unit, units)
		f.Counselled += c.Counselled
		f.Placed += c.Placed
		if !x.AppointedOn.After(r.AsOf) && (x.DismissedOn.IsZero() || x.DismissedOn.After(r.AsOf)) {
			f.Active++
		}
	}
	return nil
}
