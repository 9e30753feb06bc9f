package generate_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"vaoso/cmd/internal/demo/generate"
)

// of are the acts of the persons below n, as text, in order.
func of(l generate.Lives, n int) (list []string) {
	for day := range l.Days(nil) {
		for _, batch := range day.Batches {
			for _, a := range batch {
				var person int
				if _, err := fmt.Sscanf(a.Key, "lives:%d:", &person); err == nil && person < n {
					list = append(list, fmt.Sprintf("%s %s %s %+v", day.On, a.Key, a.On, a.Command))
				}
			}
		}
	}
	return list
}

// TestALifeDependsOnNobodyElse: with more people, those who were there live as
// before. Employers grow with the people beyond 1,920, so that is where it ends.
func TestALifeDependsOnNobodyElse(t *testing.T) {
	t.Parallel()
	few, many := generate.Lives{Seed: 3, Workers: 100, Years: 5}, generate.Lives{Seed: 3, Workers: 1500, Years: 5}
	if a, b := of(few, 100), of(many, 100); !slices.Equal(a, b) || len(a) < 100 {
		t.Errorf("%d acts alone, %d among others", len(a), len(b))
	}
	other := few
	other.Seed = 4
	if slices.Equal(of(few, 100), of(other, 100)) {
		t.Error("another seed gives the same lives")
	}
}

// TestDaysComeInOrder: nothing is entered before it happened, and nobody has two
// acts in one batch.
func TestDaysComeInOrder(t *testing.T) {
	t.Parallel()
	l := generate.Lives{Seed: 5, Workers: 800, Years: 6, Wards: []string{"08728", "08710"}}
	last := l.First().AddDays(-1)
	for day := range l.Days(nil) {
		if !last.Before(day.On) {
			t.Fatalf("%s comes after %s", day.On, last)
		}
		last = day.On
		for _, batch := range day.Batches {
			seen := map[string]bool{}
			for _, a := range batch {
				subject, _, _ := strings.Cut(strings.TrimPrefix(a.Key, "lives:"), ":")
				if a.On.After(day.On) || seen[subject] {
					t.Errorf("on %s: %s of %s, again %t", day.On, a.Key, a.On, seen[subject])
				}
				seen[subject] = true
			}
		}
	}
}

func TestWhatCantBeMadeUp(t *testing.T) {
	t.Parallel()
	for _, l := range []generate.Lives{{Workers: 0, Years: 1}, {Workers: 1_000_001, Years: 1}, {Workers: 1, Years: 0}, {Workers: 1, Years: 15}, {Workers: 1, Years: 1, Wards: []string{"00001"}}} {
		if l.Check() == nil {
			t.Errorf("%+v can be made up", l)
		}
	}
	if err := (generate.Lives{Workers: 1_000_000, Years: 10}).Check(); err != nil {
		t.Error(err)
	}
}
