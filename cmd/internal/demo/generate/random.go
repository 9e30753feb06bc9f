package generate

import (
	"hash/fnv"
	"math"
	"math/rand/v2"
)

// source is a stream of chance for one subject.
type source struct{ *rand.Rand }

// draw seeds a source by what it is for, so that no subject's history depends
// on another's.
func (o Options) draw(kind string, index int) source {
	h := fnv.New64a()
	h.Write([]byte(kind))
	return source{rand.New(rand.NewPCG(o.Seed, h.Sum64()+uint64(index)*0x9e3779b97f4a7c15))}
}

// chance is true in so many of 1,000 cases.
func (s source) chance(perMille int) bool { return s.IntN(1000) < perMille }

// between is a whole number in [from, to], both inclusive.
func (s source) between(from, to int) int { return from + s.IntN(to-from+1) }

// geometric is a whole number from 0 on with the mean, as delays have it.
func (s source) geometric(mean float64) int {
	return int(math.Log(1-s.Float64()) / math.Log(mean/(1+mean)))
}

// logNormal is a number around the median.
func (s source) logNormal(median, sigma float64) float64 {
	return median * math.Exp(sigma*s.NormFloat64())
}

// weighted is a value with its weight among the others.
type weighted[T any] struct {
	value  T
	weight int
}

// pick takes one of the values by their weights.
func pick[T any](s source, list []weighted[T]) T {
	total := 0
	for _, w := range list {
		total += w.weight
	}
	n := s.IntN(total)
	for _, w := range list {
		if n -= w.weight; n < 0 {
			return w.value
		}
	}
	panic("generate: no weights")
}

// one takes any of the values.
func one[T any](s source, list []T) T { return list[s.IntN(len(list))] }
