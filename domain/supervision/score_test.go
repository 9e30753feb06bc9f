package supervision_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"vaoso/domain/es"
	"vaoso/domain/scenario"
	"vaoso/domain/supervision"
)

func mark(rule string, severity supervision.Severity, day string) supervision.Mark {
	return supervision.Mark{ID: rule + "-C-1", Rule: rule, Severity: severity, Day: scenario.Day(day), Events: []es.UUID{es.EventID(rule, "x", 0)}}
}

// TestAScoreByHand: 15 + 2·8 + 3 + 10 + 5 and 1 of 3 absconded, 33 %, are 82.
func TestAScoreByHand(t *testing.T) {
	t.Parallel()
	remedy := mark("RF14", supervision.Major, "2021-06-01")
	remedy.Open = true
	refuted := mark("RF06", supervision.Critical, "2021-06-01")
	refuted.Refuted = true
	r := supervision.Record{
		Marks: []supervision.Mark{
			mark("RF01", supervision.Critical, "2021-06-01"), mark("RF02", supervision.Major, "2019-07-01"), remedy, mark("RF05", supervision.Minor, "2021-06-30"), refuted,
			mark("RF10", supervision.Critical, "2019-06-30"), mark("RF07", supervision.Critical, "2021-07-01"), // the day before, and the day after
		},
		Upheld: []supervision.Upheld{{ComplaintNo: "KN-1", On: scenario.Day("2021-01-01")}, {ComplaintNo: "KN-2", On: scenario.Day("2018-01-01")}},
		Sent: []supervision.Sent{
			{On: scenario.Day("2021-01-01"), AbscondedOn: scenario.Day("2021-06-30"), Event: es.EventID("gone", "x", 0)},
			{On: scenario.Day("2021-01-01"), AbscondedOn: scenario.Day("2021-07-01")}, {On: scenario.Day("2020-01-01")},
			{On: scenario.Day("2018-01-01"), AbscondedOn: scenario.Day("2021-01-01")},
		},
	}
	s := supervision.ScoreOf(r, scenario.Day("2021-06-30"))
	if s.Points != 82 || s.Level != supervision.LevelHigh || s.Since != scenario.Day("2019-07-01") {
		t.Errorf("%+v", s)
	}
	got := ""
	for _, term := range s.Terms {
		got += fmt.Sprintf("%s %d/%d %d %v %d; ", term.Name, term.Count, term.Of, term.Points, term.About, len(term.Events))
	}
	want := "critical 1/0 15 [RF01-C-1] 1; major 2/0 16 [RF02-C-1 RF14-C-1] 2; minor 1/0 3 [RF05-C-1] 1; " +
		"overdue_remedies 1/0 10 [RF14-C-1] 1; complaints_upheld 1/0 5 [KN-1] 1; absconding 1/3 33 [] 1; "
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestLevels(t *testing.T) {
	t.Parallel()
	minor, major := mark("RF05", supervision.Minor, "2021-06-01"), mark("RF03", supervision.Major, "2021-06-01")
	for points, c := range map[int]struct {
		minors, majors int
		level          supervision.Level
	}{0: {0, 0, supervision.LevelLow}, 19: {1, 2, supervision.LevelLow}, 20: {4, 1, supervision.LevelMedium}, 49: {3, 5, supervision.LevelMedium}, 50: {6, 4, supervision.LevelHigh}, 100: {0, 20, supervision.LevelHigh}} {
		var r supervision.Record
		for range c.minors {
			r.Marks = append(r.Marks, minor)
		}
		for range c.majors {
			r.Marks = append(r.Marks, major)
		}
		if s := supervision.ScoreOf(r, scenario.Day("2021-06-30")); s.Points != points || s.Level != c.level {
			t.Errorf("%d minor and %d major flags: %d %s, want %d %s", c.minors, c.majors, s.Points, s.Level, points, c.level)
		}
	}
}

// TestTheTermsAreTheScore, and a flag more never lowers it.
func TestTheTermsAreTheScore(t *testing.T) {
	t.Parallel()
	marks := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) supervision.Mark {
		m := mark(rapid.SampledFrom([]string{"RF01", "RF02", "RF14"}).Draw(t, "rule"), rapid.SampledFrom([]supervision.Severity{supervision.Critical, supervision.Major, supervision.Minor}).Draw(t, "severity"), "2018-01-01")
		m.Day = m.Day.AddDays(rapid.IntRange(0, 1500).Draw(t, "day"))
		m.Open, m.Refuted = rapid.Bool().Draw(t, "open"), rapid.IntRange(0, 4).Draw(t, "refuted") == 0
		return m
	}), 0, 12)
	rapid.Check(t, func(t *rapid.T) {
		list := marks.Draw(t, "marks")
		asOf := scenario.Day("2021-06-30")
		s := supervision.ScoreOf(supervision.Record{Marks: list}, asOf)
		sum := 0
		for _, term := range s.Terms {
			sum += term.Points
			if term.Points != term.Count*term.Each {
				t.Fatalf("%+v", term)
			}
		}
		if s.Points != min(100, sum) {
			t.Fatalf("%d points, the terms have %d", s.Points, sum)
		}
		if len(list) > 0 {
			if fewer := supervision.ScoreOf(supervision.Record{Marks: list[1:]}, asOf); fewer.Points > s.Points {
				t.Fatalf("%d points with a flag less, %d with it", fewer.Points, s.Points)
			}
		}
	})
}
