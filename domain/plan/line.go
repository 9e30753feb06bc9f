package plan

import (
	"vaoso/domain/civil"
)

// Counts are persons, overseas inside the total.
type Counts struct {
	Total    int `json:"total"`
	Domestic int `json:"domestic"`
	Overseas int `json:"overseas"`
}

// NewCounts has domestic as the difference.
func NewCounts(total, overseas int) Counts { return Counts{total, total - overseas, overseas} }

// Minus is the difference, figure by figure.
func (c Counts) Minus(d Counts) Counts {
	return Counts{c.Total - d.Total, c.Domestic - d.Domestic, c.Overseas - d.Overseas}
}

// round is a/b rounded half up, for b > 0.
func round(a, b int) int {
	n, d := 2*a+b, 2*b
	q := n / d
	if n%d < 0 {
		q--
	}
	return q
}

// days are N, the plan's length, and d, how many of them have begun by asOf,
// between 0 and N.
func days(from, to, asOf civil.Date) (n, d int) {
	n = to.DaysSince(from) + 1
	return n, min(max(asOf.DaysSince(from)+1, 0), n)
}

// Expected is where the straight line from 0 to the target stands at the end
// of asOf: round(T × d / N), domestic as the difference.
func Expected(target Counts, from, to, asOf civil.Date) Counts {
	n, d := days(from, to, asOf)
	return NewCounts(round(target.Total*d, n), round(target.Overseas*d, n))
}

// ExpectedIn is the part of the straight line that a month adds.
func ExpectedIn(month civil.Month, target Counts, from, to civil.Date) Counts {
	return Expected(target, from, to, month.Last()).Minus(Expected(target, from, to, month.First().AddDays(-1)))
}

// Forecast methods.
const (
	RunRate  = "run_rate" // at the year's own pace so far
	Seasonal = "seasonal" // as last year went on from the same day
	Final    = "final"    // the plan's last day is over
)

// Forecast is what the plan will come to at its end.
type Forecast struct {
	Counts
	Method string `json:"method"`
	Band   *Band  `json:"band,omitempty"` // none before the first full month
}

// Band is the total at the slowest and at the fastest pace of the last three
// full months.
type Band struct {
	Low  int `json:"low"`
	High int `json:"high"`
}

// Previous is the plan before, counted by the same rules.
type Previous struct {
	ByThen int // total to the same month and day
	Year   int // total of its year
}

// ForecastFrom forecasts from what was achieved by the end of asOf; addedIn are
// the persons that a month added. It is nil in the first 27 days and while
// nothing is achieved.
//
// A previous year's course is used if its count by then is at least 30;
// overseas goes by the run rate in any case, being fewer than 30 a year.
func ForecastFrom(achieved Counts, from, to, asOf civil.Date, previous *Previous, addedIn func(civil.Month) int) *Forecast {
	n, d := days(from, to, asOf)
	if d < 28 || achieved.Total == 0 {
		return nil
	}
	if d == n {
		return &Forecast{achieved, Final, &Band{achieved.Total, achieved.Total}}
	}
	f := &Forecast{Method: RunRate}
	total := round(achieved.Total*n, d)
	if previous != nil && previous.ByThen >= 30 {
		f.Method = Seasonal
		total = round(achieved.Total*previous.Year, previous.ByThen)
	}
	f.Counts = NewCounts(total, round(achieved.Overseas*n, d))
	f.Band = band(achieved.Total, total, from, asOf, n-d, addedIn)
	return f
}

// band looks at the last three full months at the most: those that lie in the
// plan and are over by asOf.
func band(achieved, forecast int, from, asOf civil.Date, left int, addedIn func(civil.Month) int) *Band {
	var slow, fast int
	found := false
	for m, seen := asOf.AddDays(1).MonthOf().First().AddDays(-1).MonthOf(), 0; seen < 3 && !m.First().Before(from); seen++ {
		rest := round(addedIn(m)*left, m.Days())
		if !found || rest < slow {
			slow = rest
		}
		if !found || rest > fast {
			fast = rest
		}
		found = true
		m = m.First().AddDays(-1).MonthOf()
	}
	if !found {
		return nil
	}
	return &Band{min(forecast, achieved+slow), max(forecast, achieved+fast)}
}
