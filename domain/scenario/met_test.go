package scenario

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestMetIsNoLuck: what random draws hardly ever meet is met by the further ones.
func TestMetIsNoLuck(t *testing.T) {
	t.Parallel()
	met := AtLeast(2, "rare")
	var draws []int
	met.Check(t, func(t *rapid.T) {
		if n := rapid.IntRange(0, 40).Draw(t, "n"); n == 33 {
			met.Saw("rare")
			draws = append(draws, n)
		}
	})
	if met.Few() != "" || len(draws) < 2 {
		t.Errorf("met %v, few:%s", draws, met.Few())
	}
	if AtLeast(1, "never").Few() == "" {
		t.Error("what was never met isn't few")
	}
}

// TestFurtherDraws are the same each time, and tell of what fails.
func TestFurtherDraws(t *testing.T) {
	t.Parallel()
	drawn := func() (all []int) {
		for seed := range 9 {
			draw(seed, func(t *rapid.T) {
				n := rapid.Int().Draw(t, "n")
				if all = append(all, n); n%5 == 0 {
					t.Skip("another")
				}
			})
		}
		return all
	}
	if one, other := drawn(), drawn(); !slices.Equal(one, other) {
		t.Errorf("%v, then %v", one, other)
	}
	if got := draw(0, func(t *rapid.T) { t.Fatalf("no %d", 1) }); got != "it fails: no 1" {
		t.Errorf("told %q", got)
	}
	if got := draw(0, func(t *rapid.T) { t.Errorf("no") }); got == "" {
		t.Error("an error isn't told")
	}
	var none []int
	if got := draw(0, func(*rapid.T) { _ = none[0] }); got == "" {
		t.Error("a panic isn't told")
	}
}
