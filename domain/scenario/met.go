package scenario

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

// furtherDraws are tried at most where random ones met too little.
const furtherDraws = 500

// Met counts what a property met of that which it is about: where it met none, it
// holds and says nothing.
type Met struct {
	least int
	names []string
	times map[string]int
}

// AtLeast is to meet each of the names so many times.
func AtLeast(times int, names ...string) *Met {
	return &Met{times, names, map[string]int{}}
}

// Saw counts one that was met; it may be none of the names.
func (m *Met) Saw(name string) { m.times[name]++ }

// Few says in words which of the names were met too seldom; "": none.
func (m *Met) Few() (few string) {
	for _, name := range m.names {
		if n := m.times[name]; n < m.least {
			few += fmt.Sprintf("\n  %s: %d times, not %d", name, n, m.least)
		}
	}
	return few
}

// Check checks the property, and fails where it met too little. What random draws
// meet is luck: where it isn't enough, further draws follow that are the same each
// time, so that no test fails by luck.
func (m *Met) Check(t *testing.T, property func(*rapid.T)) {
	t.Helper()
	rapid.Check(t, property)
	for seed := range furtherDraws {
		if m.Few() == "" {
			return
		}
		if failed := draw(seed, property); failed != "" {
			t.Fatalf("with the draws of seed %d: %s", seed, failed)
		}
	}
	if few := m.Few(); few != "" {
		t.Errorf("the property says little of%s", few)
	}
}

// draw runs the property on the draws of a seed, and says why it failed; "": it
// holds, or skipped them.
func draw(seed int, property func(*rapid.T)) (failed string) {
	rapid.Custom(func(t *rapid.T) (nothing struct{}) {
		rapid.Bool().Draw(t, "that something is drawn") // which the generator insists on
		if failed != "" {
			return nothing // it tries again
		}
		defer func() {
			reason := recover()
			if _, broke := reason.(error); broke || t.Failed() {
				failed = fmt.Sprint("it fails: ", reason)
			}
			if reason != nil {
				panic(reason)
			}
		}()
		property(t)
		return nothing
	}).Example(seed)
	return failed
}
