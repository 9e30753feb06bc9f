package outreach

import (
	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
)

// Fair is the state of a job fair's stream.
type Fair struct {
	HeldOn     civil.Date
	Attendance int
	Outcome    FairOutcomeRecorded
	Recorded   bool              // an outcome
	Ledger     correction.Ledger // the stream's facts, to be put right
}

// mostComing is what is taken for a number of persons at a fair.
const mostComing = 100_000

// FairDecider has the rules of a job fair.
var FairDecider = fairRules.Decider()

func evolveFair(s Fair, e es.Recorded) Fair {
	event, ok := e.Payload.(FairEvent)
	if !ok {
		return s
	}
	switch p := event.(type) {
	case FairHeld:
		s.HeldOn, s.Attendance = e.On(), p.Attendance
	case FairOutcomeRecorded:
		s.Outcome, s.Recorded = p, true
	case correction.Effect: // the ledger has what they put right
	}
	return s
}

func decideFair(s Fair, command FairCommand, asked es.Asked) ([]any, error) {
	var f es.Fields
	switch c := command.(type) {
	case HoldFair:
		if !s.HeldOn.IsZero() {
			return nil, ErrFairExists
		}
		f.Need("venue", c.Venue != "")
		f.Invalid("employers", c.Employers < 0 || c.Employers > mostComing, "phải từ 0 đến 100.000", "it lies between 0 and 100,000")
		f.Invalid("attendance", c.Attendance < 0 || c.Attendance > mostComing, "phải từ 0 đến 100.000", "it lies between 0 and 100,000")
		if err := f.Refuse(); err != nil {
			return nil, err
		}
		return []any{FairHeld{c.Venue, c.Employers, c.Attendance}}, nil
	case RecordFairOutcome:
		if s.HeldOn.IsZero() {
			return nil, ErrFairUnknown
		}
		f.Invalid("interviewed", c.Interviewed < 0 || c.Interviewed > s.Attendance, "phải từ 0 đến số người đến dự", "it lies between 0 and those who came")
		f.Invalid("hired", c.Hired < 0 || c.Hired > max(c.Interviewed, 0), "phải từ 0 đến số người được phỏng vấn", "it lies between 0 and those interviewed")
		if err := f.Refuse(); err != nil {
			return nil, err
		}
		event := FairOutcomeRecorded{c.Interviewed, c.Hired}
		if s.Recorded && s.Outcome == event {
			return nil, nil
		}
		return []any{event}, inOrder(asked.On, s.HeldOn)
	case correction.Command[Fair]: // correct_market.go has them
	}
	return nil, nil
}
