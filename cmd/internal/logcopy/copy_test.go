package logcopy

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"vaoso/domain/es"
)

// TestACopyKeepsEverything: order, streams, revisions, ids, bytes, times; and
// goes on where there is more.
func TestACopyKeepsEverything(t *testing.T) {
	t.Parallel()
	from, to := logs(t)
	n := 0
	for i := range 40 {
		more := 1 + i%4
		fill(t, from, fmt.Sprintf("stream-%d", i%7), n, n+more)
		n += more
	}
	odd := event(n)
	odd.Data = []byte{0, 0xff, '\n', 0xc3}
	empty := event(n + 1)
	empty.Data = nil
	if _, err := from.Append(t.Context(), "odd", es.NoStream, []es.NewEvent{odd, empty}); err != nil {
		t.Fatal(err)
	}
	n += 2
	done, err := Copy(t.Context(), from, to, Options{})
	if err != nil {
		t.Fatal(err)
	}
	same(t, from, to)
	if done.Already != 0 || done.Copied != int64(n) || done.Events != int64(n) || done.Streams != 8 ||
		done.From.String() != fmt.Sprint(n) || done.FirstRecorded != instant {
		t.Errorf("it says %+v", done)
	}
	fill(t, from, "stream-0", n, n+5)
	again, err := Copy(t.Context(), from, to, Options{})
	if err != nil {
		t.Fatal(err)
	}
	same(t, from, to)
	if again.Already != int64(n) || again.Copied != 5 || again.SHA256 == done.SHA256 {
		t.Errorf("the second time it says %+v", again)
	}
	for _, log := range []es.Log{from, to} {
		if s, err := Summarise(t.Context(), log, 0, nil); err != nil || s != again.Summary {
			t.Errorf("the summary is %+v (%v), and the copy's %+v", s, err, again.Summary)
		}
	}
}

func TestNothingIsCopiedWell(t *testing.T) {
	t.Parallel()
	from, to := logs(t)
	done, err := Copy(t.Context(), from, to, Options{})
	if err != nil || done.Events != 0 || done.SHA256 != "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" {
		t.Errorf("%+v, %v", done, err)
	}
}

// TestWhatComesMeanwhileIsCopied: the source may be in use.
func TestWhatComesMeanwhileIsCopied(t *testing.T) {
	t.Parallel()
	from, to := logs(t)
	fill(t, from, "a", 0, 3)
	fill(t, from, "b", 3, 6)
	next := 6
	target := &around{Log: to}
	target.append = func(stream string, expected es.Expected, events []es.NewEvent) (es.Appended, error) {
		if next < 12 {
			fill(t, from, "a", next, next+2)
			next += 2
		}
		return to.Append(t.Context(), stream, expected, events)
	}
	if done, err := Copy(t.Context(), from, target, Options{}); err != nil || done.Copied != 12 {
		t.Fatalf("%+v, %v", done, err)
	}
	same(t, from, to)
}

// TestAForeignTargetIsRefused, and stays as it was.
func TestAForeignTargetIsRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		target func(t *testing.T, to es.Log)
		want   Difference
	}{
		"another history": {
			func(t *testing.T, to es.Log) { fill(t, to, "x", 100, 101) },
			Difference{Event: 1, From: "a@0", To: "x@0"},
		},
		"an event after a good beginning": {
			func(t *testing.T, to es.Log) { fill(t, to, "a", 0, 3); fill(t, to, "x", 100, 101) },
			Difference{Event: 4, From: "b@0", To: "x@0"},
		},
		"the place is right and the event isn't": {
			func(t *testing.T, to es.Log) { fill(t, to, "a", 0, 2); fill(t, to, "a", 100, 101) },
			Difference{Event: 3, From: "a@2", To: "a@2", Field: "id"},
		},
		"more than the source": {
			func(t *testing.T, to es.Log) {
				fill(t, to, "a", 0, 3)
				fill(t, to, "b", 3, 5)
				fill(t, to, "a", 100, 101)
			},
			Difference{Event: 6, To: "a@3"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			from, to := logs(t)
			fill(t, from, "a", 0, 3)
			fill(t, from, "b", 3, 5)
			c.target(t, to)
			before := all(t, to)
			_, err := Copy(t.Context(), from, to, Options{})
			refused(t, err, ErrNotABeginning)
			if d, ok := DifferenceIn(err); !ok || *d != c.want {
				t.Errorf("the difference is %+v, want %+v", d, c.want)
			}
			if after := all(t, to); len(after) != len(before) {
				t.Errorf("%d events were written", len(after)-len(before))
			}
		})
	}
}

// TestSomebodyElseWritesToTheTarget, into the very stream or into another.
func TestSomebodyElseWritesToTheTarget(t *testing.T) {
	t.Parallel()
	for _, stream := range []string{"a", "x"} {
		t.Run(stream, func(t *testing.T) {
			t.Parallel()
			from, to := logs(t)
			fill(t, from, "a", 0, 3)
			fill(t, from, "b", 3, 6)
			fill(t, from, "a", 6, 9)
			target := &around{Log: to}
			target.append = func(s string, expected es.Expected, events []es.NewEvent) (es.Appended, error) {
				if s == "b" {
					fill(t, to, stream, 100, 101)
				}
				return to.Append(t.Context(), s, expected, events)
			}
			_, err := Copy(t.Context(), from, target, Options{})
			if stream == "x" { // nothing was in its way; the comparison sees it
				refused(t, err, ErrLogsDiffer)
				return
			}
			refused(t, err, ErrTargetChanged)
		})
	}
}

// TestAForeignWriterIsSeenSoon: not only by the comparison at the end.
func TestAForeignWriterIsSeenSoon(t *testing.T) {
	t.Parallel()
	from, to := logs(t)
	fillStreams(t, from, lookEvery+100, 1)
	appends := 0
	target := &around{Log: to}
	target.append = func(s string, expected es.Expected, events []es.NewEvent) (es.Appended, error) {
		done, err := to.Append(t.Context(), s, expected, events)
		if appends++; appends == lookEvery {
			fill(t, to, "x", 5000, 5001)
		}
		return done, err
	}
	done, err := Copy(t.Context(), from, target, Options{})
	refused(t, err, ErrTargetChanged)
	if done.Copied != lookEvery {
		t.Errorf("it went on to %d", done.Copied)
	}
}

func TestASourceThatCannotBeKept(t *testing.T) {
	t.Parallel()
	t.Run("earlier events are gone", func(t *testing.T) {
		t.Parallel()
		from, to := logs(t)
		fill(t, from, "a", 0, 3)
		source := &around{Log: from, read: func(e es.Event) es.Event { e.Revision += 4; return e }}
		_, err := Copy(t.Context(), source, to, Options{})
		refused(t, err, ErrSourceIncomplete)
	})
	t.Run("times run backwards", func(t *testing.T) {
		t.Parallel()
		from, to := logs(t)
		fill(t, from, "a", 0, 9)
		source := &around{Log: from, read: func(e es.Event) es.Event {
			if e.Revision == 5 {
				e.Meta.RecordedAt = instant
			}
			return e
		}}
		_, err := Copy(t.Context(), source, to, Options{})
		if r, _ := es.AsRefused(err); r == nil || r.Facts[0].Value != "a@5" {
			t.Errorf("the place isn't named: %v", err)
		}
		refused(t, err, ErrTimesRunBackwards)
		for _, first := range []bool{true, false} {
			done, err := Copy(t.Context(), source, to, Options{RaiseTimes: true})
			if err != nil || done.Raised != 1 || done.Most != 0.001 || first != (done.Copied == 9) {
				t.Errorf("%+v, %v", done, err)
			}
		}
		v, err := Verify(t.Context(), source, to, Options{RaiseTimes: true})
		if err != nil || v.Raised != 1 {
			t.Errorf("%+v, %v", v, err)
		}
		_, err = Verify(t.Context(), source, to, Options{})
		refused(t, err, ErrLogsDiffer)
		_, err = Copy(t.Context(), source, to, Options{})
		refused(t, err, ErrNotABeginning)
	})
	t.Run("another program wrote there", func(t *testing.T) {
		t.Parallel()
		from, to := logs(t)
		fill(t, from, "a", 0, 3)
		source := &around{Log: from, read: func(e es.Event) es.Event { e.Version = 0; return e }}
		_, err := Copy(t.Context(), source, to, Options{})
		refused(t, err, ErrNoBooksEvent)
	})
}

// TestAnUnknownOutcomeForEver ends, and says what it is.
func TestAnUnknownOutcomeForEver(t *testing.T) {
	t.Parallel()
	from, to := logs(t)
	fill(t, from, "a", 0, 3)
	asked := 0
	target := &around{Log: to, append: func(string, es.Expected, []es.NewEvent) (es.Appended, error) {
		asked++
		return es.Appended{}, fmt.Errorf("connection lost: %w", es.ErrUnknownOutcome)
	}}
	if _, err := copyQuickly(t.Context(), from, target); !errors.Is(err, es.ErrUnknownOutcome) || asked != repeats {
		t.Errorf("after %d attempts: %v", asked, err)
	}
}

// TestACopyThatIsEnded says how far it came, and goes on from there.
func TestACopyThatIsEnded(t *testing.T) {
	t.Parallel()
	from, to := logs(t)
	for i := range 10 {
		fill(t, from, fmt.Sprintf("s-%d", i%2), 3*i, 3*i+3)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	appends := 0
	target := &around{Log: to}
	target.append = func(s string, expected es.Expected, events []es.NewEvent) (es.Appended, error) {
		if appends++; appends == 4 {
			cancel()
		}
		return to.Append(ctx, s, expected, events)
	}
	done, err := Copy(ctx, from, target, Options{})
	if !errors.Is(err, context.Canceled) || done.Copied != 9 {
		t.Fatalf("%+v, %v", done, err)
	}
	if done, err := Copy(t.Context(), from, to, Options{}); err != nil || done.Already != 9 || done.Copied != 21 {
		t.Fatalf("%+v, %v", done, err)
	}
	same(t, from, to)
}

// TestProgressIsTold: phase after phase, growing, to its end.
func TestProgressIsTold(t *testing.T) {
	t.Parallel()
	from, to := logs(t)
	for i := range 30 {
		fill(t, from, fmt.Sprintf("s-%d", i%5), 100*i, 100*i+100)
	}
	var last []Progress
	tell := func(p Progress) {
		if n := len(last); n == 0 || last[n-1].Phase != p.Phase {
			last = append(last, p)
			return
		}
		if at := &last[len(last)-1]; p.Done < at.Done || p.Total < p.Done {
			t.Errorf("after %+v it tells %+v", *at, p)
		} else {
			*at = p
		}
		if p.Phase == Copying && p.Total != 3000 { // positions of this log count events
			t.Errorf("it takes the log to have %d events", p.Total)
		}
	}
	if _, err := Copy(t.Context(), from, to, Options{Tell: tell}); err != nil {
		t.Fatal(err)
	}
	if want := fmt.Sprint([]Progress{{Resuming, 0, 0}, {Copying, 3000, 3000}, {Verifying, 3000, 3000}}); fmt.Sprint(last) != want {
		t.Errorf("it told %+v, want %s", last, want)
	}
}
