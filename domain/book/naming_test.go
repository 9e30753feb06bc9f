package book_test

import (
	"context"
	"errors"
	"iter"
	"testing"

	"vaoso/domain/correction"
	"vaoso/domain/es"
)

// lookedThrough is a log that remembers from where it was read.
type lookedThrough struct {
	es.Log
	from []es.Position
}

func (l *lookedThrough) ReadAll(ctx context.Context, from es.Position, dir es.Direction, filter es.Filter) iter.Seq2[es.Event, error] {
	l.from = append(l.from, from)
	return l.Log.ReadAll(ctx, from, dir, filter)
}

// TestWhatNamesAWorkerIsLookedForBehindTheirFirstEvent: a worker who came late
// into a long book isn't looked for in all of it.
func TestWhatNamesAWorkerIsLookedForBehindTheirFirstEvent(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	log := &lookedThrough{Log: d.Log}
	d.Log = log
	d.must("RegisterEmployer", mill, "RegisterWorker", register)
	registered := d.worker(personA).Events[0].Position
	d.must("CounselWorker", `{"referral":"1","citizenId":"000094000123","on":"2021-05-02"}`)
	log.from = nil
	if _, err := d.ask("AnnulWorker", `{"citizenId":"000094000123","reason":"nhầm số định danh"}`); !errors.Is(err, correction.ErrDependentFacts) {
		t.Errorf("it came to %v", err)
	}
	if len(log.from) != 1 || log.from[0] != registered {
		t.Errorf("looked for from %v; the worker is in the book since %v", log.from, registered)
	}
}
