package generate_test

import (
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"vaoso/cmd/internal/demo/generate"
	"vaoso/domain/civil"
)

// acts are all acts, with the day on which each is entered.
func acts(l generate.Lives) iter.Seq2[civil.Date, generate.Act] {
	return func(yield func(civil.Date, generate.Act) bool) {
		for day := range l.Days(nil) {
			for _, batch := range day.Batches {
				for _, a := range batch {
					if !yield(day.On, a) {
						return
					}
				}
			}
		}
	}
}

// of are the acts of the persons below n, as text.
func of(l generate.Lives, n int) (list []string) {
	for on, a := range acts(l) {
		var person int
		if _, err := fmt.Sscanf(a.Key, "lives:%d:", &person); err == nil && person < n {
			list = append(list, fmt.Sprintf("%s %s %s %s %+v %s %t %t", on, a.Key, a.On, asText(a.Command), a.Job, a.Refused, a.Again, a.Second))
		}
	}
	slices.Sort(list) // of one day they come among others in other batches
	return list
}

// asText is a command as it is asked.
func asText(command any) string {
	text, err := json.Marshal(command)
	if err != nil {
		panic(err) // commands come in as JSON
	}
	return fmt.Sprintf("%T %s", command, text)
}

// TestALifeDependsOnNobodyElse: with more people, those who were there live as
// before, also where the many have employers and courses that the few haven't.
func TestALifeDependsOnNobodyElse(t *testing.T) {
	t.Parallel()
	few, many := generate.Lives{Seed: 3, Workers: 300, Years: 5}, generate.Lives{Seed: 3, Workers: 2600, Years: 5}
	if a, b := of(few, 300), of(many, 300); !slices.Equal(a, b) || len(a) < 1500 {
		t.Errorf("%d acts alone, %d among others", len(a), len(b))
	}
	if a, b := of(many, 2600), of(many, 2600); !slices.Equal(a, b) {
		t.Error("made up again, they are others")
	}
	other := few
	other.Seed = 4
	if slices.Equal(of(few, 300), of(other, 300)) {
		t.Error("another seed gives the same lives")
	}
}

// TestDaysComeInOrder: nothing is entered before it happened, a subject has no
// two acts in one batch, and those of a person come in the order of their days.
func TestDaysComeInOrder(t *testing.T) {
	t.Parallel()
	l := generate.Lives{Seed: 5, Workers: 1200, Years: 6, Wards: []string{"08728", "08710"}}
	last, happened, keys := l.First().AddDays(-1), map[string]civil.Date{}, map[string]bool{}
	for day := range l.Days(nil) {
		if !last.Before(day.On) || day.On.After(l.Last()) {
			t.Fatalf("%s comes after %s", day.On, last)
		}
		last = day.On
		for _, batch := range day.Batches {
			seen := map[string]bool{}
			for _, a := range batch {
				for _, subject := range a.Subjects() {
					if a.On.After(day.On) || seen[subject] {
						t.Errorf("on %s: %s of %s, again %t", day.On, a.Key, a.On, seen[subject])
					}
					seen[subject] = true
				}
				if person := a.Subjects()[0]; a.On.Before(happened[person]) {
					t.Errorf("%s of %s comes after what happened on %s", a.Key, a.On, happened[person])
				} else if strings.HasPrefix(person, "person ") {
					happened[person] = a.On
				}
				if keys[a.Key] != a.Again {
					t.Errorf("the key %s was there before, or wasn't: %t", a.Key, keys[a.Key])
				}
				keys[a.Key] = true
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
