package plan

import (
	"vaoso/domain/civil"
	"vaoso/domain/es"
)

// PassDay says that a day is over. The system issues it, from an injected clock.
type PassDay struct {
	City string     `json:"city"` // slug: "vinh-yen"
	Day  civil.Date `json:"day"`
}

// Clock is the state of a clock's stream: the last day that passed.
type Clock struct{ Last civil.Date }

// ClockStream is the name of a city's clock.
func ClockStream(city string) string { return "clock-" + city }

// ClockDecider lets days pass, forwards only. A day that has passed passes
// without an event.
var ClockDecider = es.Decider[Clock, PassDay]{
	Evolve: func(c Clock, e es.Recorded) Clock {
		if d, ok := e.Payload.(DayPassed); ok {
			c.Last = d.Day
		}
		return c
	},
	Decide: func(c Clock, cmd PassDay, _ es.Asked) ([]any, error) {
		switch {
		case cmd.Day.IsZero():
			return nil, es.ErrFieldMissing.With("field", "day")
		case cmd.Day.Before(c.Last):
			return nil, ErrDayBackwards.With("day", cmd.Day, "last", c.Last)
		case cmd.Day == c.Last:
			return nil, nil
		}
		return []any{DayPassed{cmd.Day}}, nil
	},
}
