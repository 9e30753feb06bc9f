package web

import (
	"fmt"
	"strings"

	"vaoso/domain/civil"
	"vaoso/domain/plan"
	"vaoso/projections/targetprogress"
)

// The chart's canvas, in its own units: about as wide as a phone, so that its
// text isn't shrunk there.
const (
	chartWidth  = 340
	chartHeight = 230
	chartLeft   = 44
	chartRight  = 8
	chartTop    = 22
	chartBottom = 26
)

// chart is the course of the year: persons by the end of each month.
type chart struct {
	Width, Height int
	Left, Right   int // of the plot
	Top, Bottom   int
	Straight      string // points of the straight line
	Achieved      string // points of what was achieved
	Area          string // the same, closed at the bottom
	Dots          []dot
	Forecast      string // points; "" where there is none
	Band          string // polygon; "" where there is none
	Grid          []gridline
	Ticks         []tick
	Last          dot
	Described     string // the picture in words
}

type dot struct{ X, Y string }

type gridline struct {
	Y     string
	Label string
}

type tick struct {
	X     string
	Label string
}

// scale puts a day and a count onto the canvas.
type scale struct {
	from, to civil.Date
	most     int
}

func (s scale) x(d civil.Date) string {
	n := max(s.to.DaysSince(s.from)+1, 1)
	at := min(max(d.DaysSince(s.from)+1, 0), n)
	return fmt.Sprintf("%.1f", chartLeft+float64(at)*(chartWidth-chartLeft-chartRight)/float64(n))
}

func (s scale) y(count int) string {
	return fmt.Sprintf("%.1f", chartHeight-chartBottom-float64(count)*(chartHeight-chartTop-chartBottom)/float64(max(s.most, 1)))
}

func (s scale) at(d civil.Date, count int) string { return s.x(d) + "," + s.y(count) }

func draw(p targetprogress.Progress) chart {
	s := scale{p.From, p.To, max(p.Target.Total, p.Achieved.Total, 1)}
	if f := p.Forecast; f != nil {
		s.most = max(s.most, f.Total)
		if f.Band != nil {
			s.most = max(s.most, f.Band.High)
		}
	}
	begin := p.From.AddDays(-1)
	c := chart{
		Width: chartWidth, Height: chartHeight, Left: chartLeft, Right: chartWidth - chartRight, Top: chartTop, Bottom: chartHeight - chartBottom,
		Straight: s.at(begin, 0) + " " + s.at(p.To, p.Target.Total),
	}
	points := []string{s.at(begin, 0)}
	sum, said := 0, []string{}
	for _, r := range p.Rows {
		m, err := civil.ParseMonth(r.Key)
		if err != nil || m.First().After(p.AsOf) {
			continue
		}
		end := m.Last()
		if end.After(p.AsOf) {
			end = p.AsOf
		}
		sum += r.Achieved.Total
		points = append(points, s.at(end, sum))
		c.Last = dot{s.x(end), s.y(sum)}
		c.Dots = append(c.Dots, c.Last)
		said = append(said, fmt.Sprintf("%s %s", end.Vietnamese(), number(sum)))
	}
	c.Achieved = strings.Join(points, " ")
	c.Area = c.Achieved + " " + s.at(p.AsOf, 0)
	if f := p.Forecast; f != nil && f.Method != plan.Final {
		now := s.at(p.AsOf, p.Achieved.Total)
		c.Forecast = now + " " + s.at(p.To, f.Total)
		if f.Band != nil {
			c.Band = now + " " + s.at(p.To, f.Band.High) + " " + s.at(p.To, f.Band.Low)
		}
	}
	for _, at := range []int{0, p.Target.Total / 2, p.Target.Total} {
		c.Grid = append(c.Grid, gridline{s.y(at), number(at)})
	}
	for m := p.From.MonthOf(); !p.To.MonthOf().Before(m); m = m.Next() {
		if m.Number()%3 == 0 {
			c.Ticks = append(c.Ticks, tick{s.x(m.Last()), fmt.Sprintf("%02d/%d", m.Number(), m.Year()%100)})
		}
	}
	c.Described = fmt.Sprintf("Cộng dồn đến %s: %s người; tiến độ đều %s; chỉ tiêu %s. %s.",
		p.AsOf.Vietnamese(), number(p.Achieved.Total), number(p.Expected.Total), number(p.Target.Total), strings.Join(said, ", "))
	return c
}
