package web

import (
	"cmp"
	"html/template"
	"slices"

	"vaoso/domain/plan"
	"vaoso/projections/targetprogress"
)

// words are a sentence in both languages.
type words struct{ Vi, En string }

type link struct {
	Href, Title string
	Current     bool
}

// page is what the template shows.
type page struct {
	Style       template.CSS
	Synthetic   bool
	Version     string
	Position    string
	Plans       []link
	Forms       []formLink
	Recount     string // the address of the plan counted anew
	Corrections string // of Biểu 10
	Trouble     *words
	Empty       bool

	targetprogress.Progress
	Shown    bool
	Verdict  words // how the total stands against the straight line
	Total    bar
	Overseas bar
	Wards    []row
	Months   []row
	Chart    chart
	Left     []why
}

// bar is a figure on a track, with a tick where the straight line stands.
// Lengths are per cent of the track.
type bar struct {
	Fill, Inner, Tick, Low, High string // Inner: the part of the fill that is overseas
	Ticked, Banded               bool
}

// row is a line of a table, with its bar.
type row struct {
	targetprogress.Row
	bar
	Begun   bool // the straight line has reached it: there is something to compare with
	Monthly bool // it is a month: before it begins it has no figure
	Gap     int  // achieved − expected
}

// why is how many facts don't count for a reason.
type why struct {
	words
	N int
}

func (p *page) show(wards, months targetprogress.Progress) {
	p.Progress, p.Shown = wards, true
	p.Verdict = verdict(p.Distance.Total)
	track := max(p.Target.Total, p.Achieved.Total)
	if f := p.Forecast; f != nil && f.Band != nil {
		track = max(track, f.Band.High)
	}
	p.Total = newBar(p.Achieved, p.Expected.Total, track)
	if f := p.Forecast; f != nil && f.Band != nil && f.Method != plan.Final {
		p.Total.Banded, p.Total.Low, p.Total.High = true, share(f.Band.Low, track), share(f.Band.High-f.Band.Low, track)
	}
	abroad := max(p.Target.Overseas, p.Achieved.Overseas)
	p.Overseas = newBar(plan.NewCounts(p.Achieved.Overseas, p.Achieved.Overseas), p.Expected.Overseas, abroad)
	p.Wards, p.Months = rowsOf(wards.Rows), rowsOf(months.Rows)
	for i := range p.Months {
		p.Months[i].Monthly = true
	}
	p.Chart = draw(months)
	for reason, n := range wards.Excluded {
		p.Left = append(p.Left, why{whyWords(reason), n})
	}
	slices.SortFunc(p.Left, func(a, b why) int { return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Vi, b.Vi)) })
}

func newBar(achieved plan.Counts, expected, track int) bar {
	return bar{Fill: share(achieved.Total, track), Inner: share(achieved.Overseas, track), Tick: share(expected, track), Ticked: true}
}

// rowsOf draws all rows to one scale, so that they compare.
func rowsOf(list []targetprogress.Row) []row {
	track := 1
	for _, r := range list {
		track = max(track, r.Achieved.Total)
		if r.Target != nil {
			track = max(track, *r.Target)
		}
	}
	rows := make([]row, len(list))
	for i, r := range list {
		rows[i] = row{Row: r, bar: newBar(r.Achieved, 0, track)}
		rows[i].Ticked = false
		if r.Target != nil {
			rows[i].Low, rows[i].High = "0%", share(*r.Target, track)
			rows[i].Banded = true
		}
		if r.Distance != nil && r.Expected != nil {
			rows[i].Begun, rows[i].Gap = true, *r.Distance
			rows[i].Tick, rows[i].Ticked = share(*r.Expected, track), true
		}
	}
	return rows
}

func verdict(distance int) words {
	switch {
	case distance > 0:
		return words{"vượt " + number(distance) + " người so với tiến độ đều", number(distance) + " ahead of the straight line"}
	case distance < 0:
		return words{"chậm " + number(-distance) + " người so với tiến độ đều", number(-distance) + " behind the straight line"}
	}
	return words{"đúng tiến độ đều", "on the straight line"}
}

// whyWords is a reason for which facts don't count.
func whyWords(reason plan.Why) words {
	vi, en := targetprogress.WhyWords(reason)
	return words{vi, en}
}
