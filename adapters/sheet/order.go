package sheet

import (
	"cmp"
	"slices"
)

// order sorts steps by day, then by kind, since what a step names must be in
// the book, then by line. The steps of a row stay in their order.
func order(steps []*Step) {
	slices.SortStableFunc(steps, func(a, b *Step) int {
		return cmp.Or(
			a.Day.Compare(b.Day),
			cmp.Compare(a.Kind.order(), b.Kind.order()),
			cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.index, b.index),
		)
	})
}

// lookers are the kinds that look at what a kind before them enters. Those that
// follow one of them in Kinds, up to the next, don't look at each other.
var lookers = []Kind{Employers, Courses, Trainees, Attendance, Referrals, Placements, LoanJobs, Contracts, Inspections, Corrections}

// stage is the place in lookers of the last that comes no later than the kind.
func (k Kind) stage() (at int) {
	for i, first := range lookers {
		if first.order() <= k.order() {
			at = i
		}
	}
	return at
}

// stages cuts steps, in their order, where the day changes, and where the next
// kind looks at what was entered before it.
func stages(steps []*Step) [][]*Step {
	var out [][]*Step
	for i, s := range steps {
		if i == 0 || s.Day != steps[i-1].Day && s.Kind != steps[i-1].Kind || s.Kind.stage() != steps[i-1].Kind.stage() {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], s)
	}
	return out
}

// lanes splits a stage by what the steps write to. Steps of one lane follow
// each other; lanes have nothing to do with each other.
func lanes(stage []*Step) [][]*Step {
	at := map[string]int{}
	var out [][]*Step
	for _, s := range stage {
		i, known := at[s.lane]
		if !known {
			i = len(out)
			at[s.lane] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], s)
	}
	return out
}
