package golden

import "testing"

func TestATermEndsTheDayBeforeTheSameDay(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		start  string
		months int
		want   string
	}{
		{"2021-05-18", 36, "2024-05-17"}, {"2021-01-31", 1, "2021-02-27"}, {"2021-01-01", 3, "2021-03-31"},
		{"2021-03-01", 12, "2022-02-28"}, {"2021-12-01", 1, "2021-12-31"}, {"2020-12-01", 1, "2020-12-31"}, {"2021-11-30", 3, "2022-02-27"},
	} {
		if got := lastDay(c.start, c.months); got != c.want {
			t.Errorf("%d months from %s end on %s, want %s", c.months, c.start, got, c.want)
		}
	}
}

func TestDaysAreRead(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ cell, want string }{
		{"27/04/2021", "2021-04-27"}, {"2021-04-27", "2021-04-27"}, {"", ""}, {"31/04/2021", "?"}, {"29/02/2021", "?"}, {"29/02/2020", "2020-02-29"}, {"soon", "?"},
	} {
		if got := iso(c.cell); got != c.want {
			t.Errorf("%q is read as %q, want %q", c.cell, got, c.want)
		}
	}
}
