package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"vaoso/adapters/postgres/pgtest"
	"vaoso/cmd/internal/demo/golden"
	"vaoso/projections/targetprogress"
)

// vaoso runs one command line in this process.
func vaoso(ctx context.Context, args ...string) (out, said string, err error) {
	var o, e bytes.Buffer
	if code := run(ctx, args, streams{in: strings.NewReader(""), out: &o, err: &e}); code != exitDone {
		err = fmt.Errorf("vaoso %s ended with %d: %s", strings.Join(args, " "), code, e.String())
	}
	return o.String(), e.String(), err
}

func mustVaoso(t *testing.T, args ...string) string {
	t.Helper()
	out, _, err := vaoso(t.Context(), args...)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func progressOf(t *testing.T, args ...string) targetprogress.Progress {
	t.Helper()
	var p targetprogress.Progress
	out := mustVaoso(t, append([]string{"report", "progress", "--format", "json"}, args...)...)
	if err := json.Unmarshal([]byte(out), &p); err != nil {
		t.Fatal(err)
	}
	return p
}

// TestReportsFindTheGoldenFigures holds what is printed to what package golden
// counts in the shipped files without the program's code.
func TestReportsFindTheGoldenFigures(t *testing.T) {
	t.Parallel()
	findsGolden(t, "--data", copyDemo(t))
}

// TestTheDemoInPostgreSQLFindsTheGoldenFigures: the same, from its first start
// on with its views there. No file of views appears beside the log.
func TestTheDemoInPostgreSQLFindsTheGoldenFigures(t *testing.T) {
	t.Parallel()
	book := []string{"--data", filepath.Join(t.TempDir(), "so"), "--views", pgtest.URL(t)}
	want, err := golden.Want()
	if err != nil {
		t.Fatal(err)
	}
	shown := mustVaoso(t, append([]string{"demo", "--once"}, book...)...)
	if total := regexp.MustCompile(fmt.Sprintf(`\b%d[.,]?%03d\b`, want.Total/1000, want.Total%1000)); !total.MatchString(shown) {
		t.Errorf("the demo doesn't show the total of %d:\n%s", want.Total, shown)
	}
	findsGolden(t, book...)
	if files, err := filepath.Glob(filepath.Join(book[1], "views*")); err != nil || len(files) > 0 {
		t.Errorf("there are %v in the folder (%v)", files, err)
	}
}

// findsGolden holds the reports on a book to the figures.
func findsGolden(t *testing.T, book ...string) {
	t.Helper()
	want, err := golden.Want()
	if err != nil {
		t.Fatal(err)
	}
	about := func(more ...string) targetprogress.Progress {
		return progressOf(t, slices.Concat(book, more)...)
	}
	p := about("--as-of", "2021-12-31")
	got := golden.Figures{Total: p.Achieved.Total, Domestic: p.Achieved.Domestic, Overseas: p.Achieved.Overseas, Excluded: map[string]int{}}
	for reason, n := range p.Excluded {
		got.Excluded[string(reason)] = n
	}
	if got.Total != want.Total || got.Domestic != want.Domestic || got.Overseas != want.Overseas {
		t.Errorf("total %d, domestic %d, overseas %d; want %d, %d, %d", got.Total, got.Domestic, got.Overseas, want.Total, want.Domestic, want.Overseas)
	}
	// What was annulled is listed as of the last day as where no day is asked for.
	if !maps.Equal(got.Excluded, want.Excluded) {
		t.Errorf("as of the last day excluded %v, want %v", got.Excluded, want.Excluded)
	}
	if n := about().Excluded["annulled"]; n != want.Excluded["annulled"] {
		t.Errorf("%d annulled, want %d", n, want.Excluded["annulled"])
	}
	pairs := map[string]map[string]golden.Pair{"ward": want.ByUnit, "month": want.ByMonth}
	for by, counts := range map[string]map[string]int{"sector": want.BySector, "sex": want.BySex, "kind": want.ByKind, "source": want.BySource} {
		pairs[by] = map[string]golden.Pair{}
		for key, n := range counts {
			pairs[by][key] = golden.Pair{Total: n}
		}
	}
	for by, want := range pairs {
		got := map[string]golden.Pair{}
		for _, r := range about("--by", by).Rows {
			pair := golden.Pair{Total: r.Achieved.Total}
			if by == "ward" || by == "month" {
				pair.Overseas = r.Achieved.Overseas
			}
			if pair != (golden.Pair{}) || want[r.Key] != pair {
				got[r.Key] = pair
			}
		}
		if !maps.Equal(got, want) {
			t.Errorf("by %s: %v, want %v", by, got, want)
		}
	}
}

// TestReportsOfThePastFindTheGoldenFigures: as known on a day and up to it.
func TestReportsOfThePastFindTheGoldenFigures(t *testing.T) {
	t.Parallel()
	want, err := golden.Want()
	if err != nil {
		t.Fatal(err)
	}
	dir := copyDemo(t)
	if len(want.Known) < 10 {
		t.Fatalf("only %d days to hold it to", len(want.Known))
	}
	for _, day := range slices.Sorted(maps.Keys(want.Known)) {
		p := progressOf(t, "--data", dir, "--as-of", day, "--known-at", day)
		if got := (golden.Pair{Total: p.Achieved.Total, Overseas: p.Achieved.Overseas}); got != want.Known[day] {
			t.Errorf("known on %s: %+v, want %+v", day, got, want.Known[day])
		}
	}
}
