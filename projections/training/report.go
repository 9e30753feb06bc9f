package training

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/outreach"
	"vaoso/projections/engine"
)

// By is what a report has a row for.
type By string

// The ways to report.
const (
	ByCourse      By = "course"
	ByInstitution By = "institution"
	ByEmployer    By = "employer"
)

// Ways are all ways to report.
var Ways = []By{ByCourse, ByInstitution, ByEmployer}

// Report is training on order as of a day: what people, scripts and the HTTP
// API are shown.
type Report struct {
	AsOf      civil.Date  `json:"asOf"`
	Position  es.Position `json:"position"`  // everything in the log up to it is in
	Synthetic bool        `json:"synthetic"` // made-up data: SỐ LIỆU MẪU
	By        By          `json:"by"`
	Rows      []Row       `json:"rows"`
	Total     Row         `json:"total"`
}

// Row is a course, or all courses of an institution or an employer.
type Row struct {
	Key             string               `json:"key"` // stream
	Institution     string               `json:"institution,omitempty"`
	InstitutionName string               `json:"institutionName,omitempty"`
	Employer        string               `json:"employer,omitempty"`
	EmployerName    string               `json:"employerName,omitempty"`
	Occupation      string               `json:"occupation,omitempty"` // of a course
	State           outreach.CoursePhase `json:"state,omitempty"`      // of a course
	StartsOn        civil.Date           `json:"startsOn,omitzero"`    // of a course, as agreed
	EndsOn          civil.Date           `json:"endsOn,omitzero"`      // of a course, as agreed
	Courses         int                  `json:"courses"`
	outreach.Trained
	Scores int      `json:"scores"` // how many judgements there are
	Score  *float64 `json:"score"`  // their mean, 1 to 5, to a tenth; null: none

	sum int // of the scores
}

// MakeReport is the report as of a day.
func MakeReport(ctx context.Context, s engine.Snapshot, by By, asOf civil.Date, synthetic bool) (Report, error) {
	r := Report{AsOf: asOf, Synthetic: synthetic, By: by, Rows: []Row{}}
	status, err := s.Status(ctx, Projection.Name)
	if err != nil {
		return r, fmt.Errorf("couldn't report on training: %w", err)
	}
	r.Position = status.Position
	list, err := courseRows(ctx, s, asOf)
	if err != nil {
		return r, fmt.Errorf("couldn't report on training: %w", err)
	}
	for _, row := range list {
		r.Total = r.Total.plus(row)
		r.add(row)
	}
	for i := range r.Rows {
		r.Rows[i].settle()
	}
	r.Total.Key = "total"
	r.Total.settle()
	return r, nil
}

// add puts a course where the report has it.
func (r *Report) add(course Row) {
	row := Row{Key: course.Institution, Institution: course.Institution, InstitutionName: course.InstitutionName}
	switch r.By {
	case ByInstitution:
	case ByEmployer:
		row = Row{Key: course.Employer, Employer: course.Employer, EmployerName: course.EmployerName}
	case ByCourse:
		r.Rows = append(r.Rows, course)
		return
	}
	i := slices.IndexFunc(r.Rows, func(have Row) bool { return have.Key == row.Key })
	if i < 0 {
		i = len(r.Rows)
		r.Rows = append(r.Rows, row)
	}
	r.Rows[i] = r.Rows[i].plus(course)
	slices.SortStableFunc(r.Rows, func(a, b Row) int {
		return cmp.Or(cmp.Compare(a.InstitutionName+a.EmployerName, b.InstitutionName+b.EmployerName), cmp.Compare(a.Key, b.Key))
	})
}

func (r Row) plus(course Row) Row {
	r.Courses += course.Courses
	r.Trained = r.Trained.Plus(course.Trained)
	r.Scores += course.Scores
	r.sum += course.sum
	return r
}

// settle works out what follows from the sums.
func (r *Row) settle() {
	r.Trained = r.Trained.Plus(outreach.Trained{})
	if r.Scores > 0 {
		mean := float64((2*10*r.sum+r.Scores)/(2*r.Scores)) / 10
		r.Score = &mean
	}
}

// Name is what a row is called.
func (r Row) Name() string {
	if name := r.InstitutionName + r.EmployerName; r.Occupation == "" && name != "" {
		return name
	}
	_, id, _ := strings.Cut(r.Key, "-")
	return id
}

// course is a course as the query has it.
type course struct {
	CourseRow
	InstitutionName string `db:"institution_name"`
	EmployerName    string `db:"employer_name"`
}

const allCourses = `
SELECT c.*, COALESCE(i.name, '') AS institution_name, COALESCE(e.name, '') AS employer_name
FROM training_courses c
LEFT JOIN training_names i ON i.id = c.institution
LEFT JOIN training_names e ON e.id = c.employer
ORDER BY c.starts_on, c.course`

// placed are the jobs of those who completed a course, with its employer.
type placed struct {
	TraineeKey
	EnrolledOn  civil.Date `db:"enrolled_on"`
	CompletedOn civil.Date `db:"completed_on"`
	StartedOn   civil.Date `db:"started_on"`
}

const placements = `
SELECT t.course, t.worker, t.enrolled_on, t.completed_on, j.started_on
FROM training_trainees t
JOIN training_courses c ON c.course = t.course
JOIN training_jobs j ON j.worker = t.worker AND j.employer = c.employer
WHERE t.state = 'completed' AND NOT j.annulled`

// courseRows are all courses with their figures, by first day.
func courseRows(ctx context.Context, q engine.Querier, asOf civil.Date) ([]Row, error) {
	list, err := engine.Select[course](ctx, q, allCourses)
	if err != nil {
		return nil, err
	}
	people, err := engine.Select[TraineeRow](ctx, q, `SELECT * FROM training_trainees`)
	if err != nil {
		return nil, err
	}
	found, err := engine.Select[placed](ctx, q, placements)
	if err != nil {
		return nil, err
	}
	hired := map[TraineeKey]bool{}
	for _, p := range found {
		if !p.StartedOn.After(asOf) && outreach.PlacedAfterTraining(p.EnrolledOn, p.CompletedOn, p.StartedOn) {
			hired[p.TraineeKey] = true
		}
	}
	figures := map[string]outreach.Trained{}
	for _, t := range people {
		if t.EnrolledOn.After(asOf) {
			continue
		}
		figures[t.Course] = figures[t.Course].Plus(t.figures(hired[t.TraineeKey], asOf))
	}
	rows := make([]Row, 0, len(list))
	for _, c := range list {
		if !c.AgreedOn.After(asOf) {
			rows = append(rows, c.row(figures[c.Course], asOf))
		}
	}
	return rows, nil
}

// stateOn is the course's state at the end of a day.
func (c course) stateOn(day civil.Date) outreach.CoursePhase {
	switch state := outreach.CoursePhase(c.State); {
	case !c.EndedOn.IsZero() && !c.EndedOn.After(day):
		return state
	case !c.StartedOn.IsZero() && !c.StartedOn.After(day):
		return outreach.CourseIsRunning
	}
	return outreach.CourseIsAgreed
}

// stateOn is the trainee's state at the end of a day on which it was enrolled.
func (t TraineeRow) stateOn(day civil.Date) outreach.TraineePhase {
	if t.CompletedOn.After(day) || t.DroppedOn.After(day) {
		return outreach.InTraining
	}
	return outreach.TraineePhase(t.State)
}

// figures are what one trainee adds.
func (t TraineeRow) figures(placed bool, asOf civil.Date) outreach.Trained {
	n := outreach.Trained{Enrolled: 1, Days: t.Days, DaysOf: t.DaysOf}
	switch t.stateOn(asOf) {
	case outreach.DroppedOut:
		n.Dropped = 1
	case outreach.Completed:
		n.Completed = 1
		if t.Certified {
			n.Certified = 1
		}
		if placed {
			n.Placed = 1
		} else if !asOf.After(t.CompletedOn.AddDays(outreach.PlacedWithin)) {
			n.Pending = 1
		}
	case outreach.InTraining:
	}
	return n
}

func (c course) row(figures outreach.Trained, asOf civil.Date) Row {
	r := Row{
		Key: c.Course, Institution: c.Institution, InstitutionName: c.InstitutionName, Employer: c.Employer, EmployerName: c.EmployerName,
		Occupation: c.Occupation, State: c.stateOn(asOf), StartsOn: c.StartsOn, EndsOn: c.EndsOn, Courses: 1,
		Trained: figures.Plus(outreach.Trained{Seats: c.Seats, JobsPromised: c.JobsPromised}),
	}
	for _, score := range []int{c.ScoreEmployer, c.ScoreInstitution, c.ScoreCity} {
		if score > 0 {
			r.Scores++
			r.sum += score
		}
	}
	return r
}
