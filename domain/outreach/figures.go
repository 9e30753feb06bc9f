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
