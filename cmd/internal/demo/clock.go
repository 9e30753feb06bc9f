package demo

import (
	"sync"
	"time"

	"vaoso/domain/civil"
)

// Clock tells the time of the made-up year: 8:00 in Vietnam of the day that
// has come, and a second more every time it is asked. It never runs backwards.
// Any number of goroutines may ask it.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// NewClock is a clock that stands at 8:00 of the day.
func NewClock(day civil.Date) *Clock { return &Clock{now: day.In(8, 0, 0)} }

// Now is the time; the next call's is a second later.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.now
	c.now = now.Add(time.Second)
	return now
}

// Turn moves the clock on to 8:00 of the day; not where it is past that.
func (c *Clock) Turn(day civil.Date) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if morning := day.In(8, 0, 0); morning.After(c.now) {
		c.now = morning
	}
}
