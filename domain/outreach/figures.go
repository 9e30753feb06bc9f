package outreach

import (
	"strings"

	"vaoso/domain/civil"
)

// PlacedWithin is how many days after the end of training a job with the
// course's employer counts as what was promised.
const PlacedWithin = 90

// PlacedAfterTraining says whether a job with the course's employer that began
// on a day is what the course was for: no more than [PlacedWithin] days after
// the training was completed, and not from before the enrolment.
func PlacedAfterTraining(enrolled, completed, started civil.Date) bool {
	return !completed.IsZero() && !started.Before(enrolled) && started.DaysSince(completed) <= PlacedWithin
}

// Occupation is an occupation as reports group it: in small letters, with single
// spaces.
func Occupation(text string) string {
	return strings.ToLower(strings.Join(strings.Fields(text), " "))
}

// Percent is a part of a whole in whole percent, half up; nil of nothing.
func Percent(part, whole int) *int {
	if whole <= 0 {
		return nil
	}
	p := (2*100*part + whole) / (2 * whole)
	return &p
}

// Trained is what became of the trainees of one course or of several, in
// persons but where said otherwise.
type Trained struct {
	Seats        int `json:"seats"`
	JobsPromised int `json:"jobsPromised"`
	Enrolled     int `json:"enrolled"` // ever, those who left too
	Completed    int `json:"completed"`
	Certified    int `json:"certified"`
	Dropped      int `json:"dropped"`
	Placed       int `json:"placed"`  // of those completed, with the course's employer, by [PlacedAfterTraining]
	Pending      int `json:"pending"` // of those completed, not placed, and the days for it aren't over
	Days         int `json:"days"`    // attended, in days of all trainees
	DaysOf       int `json:"daysOf"`  // taught, in days of all trainees
	// The rest follows from the above.
	Attended      *int `json:"attended"`      // % of the days taught; null: none recorded
	Completion    *int `json:"completion"`    // % of those enrolled who completed; null: nobody enrolled
	Certification *int `json:"certification"` // % of those completed who were certified; null: nobody completed
	Conversion    *int `json:"conversion"`    // % of those completed who were placed; null: nobody completed
}

// Plus is the figures of two sets of courses together.
func (t Trained) Plus(u Trained) Trained {
	t.Seats += u.Seats
	t.JobsPromised += u.JobsPromised
	t.Enrolled += u.Enrolled
	t.Completed += u.Completed
	t.Certified += u.Certified
	t.Dropped += u.Dropped
	t.Placed += u.Placed
	t.Pending += u.Pending
	t.Days += u.Days
	t.DaysOf += u.DaysOf
	t.Attended, t.Completion = Percent(t.Days, t.DaysOf), Percent(t.Completed, t.Enrolled)
	t.Certification, t.Conversion = Percent(t.Certified, t.Completed), Percent(t.Placed, t.Completed)
	return t
}
