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

// stages cuts steps, in their order, where the kind changes: the next kind
// looks at what this one enters.
func stages(steps []*Step) [][]*Step {
	var out [][]*Step
	for i, s := range steps {
		if i == 0 || s.Kind != steps[i-1].Kind {
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
