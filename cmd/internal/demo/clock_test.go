package demo_test

import (
	"testing"

	"vaoso/cmd/internal/demo"
)

func TestTheClockStandsWhereTheYearHasCome(t *testing.T) {
	t.Parallel()
	c := demo.NewClock(demo.FirstDay)
	if got := c.Now().UTC().String(); got != "2021-01-04 01:00:00 +0000 UTC" {
		t.Errorf("it begins at %s", got)
	}
	if a, b := c.Now(), c.Now(); b.Sub(a).Seconds() != 1 {
		t.Errorf("%s comes after %s", b, a)
	}
	c.Turn(demo.FirstDay.AddDays(3))
	later := c.Now()
	c.Turn(demo.FirstDay)
	if again := c.Now(); !again.After(later) || later.UTC().Format("2006-01-02 15:04:05") != "2021-01-07 01:00:00" {
		t.Errorf("%s and then %s", later, again)
	}
}
