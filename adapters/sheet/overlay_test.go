package sheet

import (
	"path/filepath"
	"testing"

	"vaoso/adapters/logtest"
	"vaoso/adapters/sqlite"
	"vaoso/domain/es"
)

// closing closes the log beneath too.
type closingBoth struct {
	*Overlay
	base es.Log
}

func (c closingBoth) Close() error {
	if err := c.Overlay.Close(); err != nil {
		return err
	}
	return c.base.Close()
}

func openSQLite(t testing.TB) es.Log {
	t.Helper()
	l, err := sqlite.OpenLog(t.Context(), filepath.Join(t.TempDir(), "log.db"), sqlite.LogOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestOverlayKeepsTheLogsPromises(t *testing.T) {
	t.Parallel()
	t.Run("over nothing", func(t *testing.T) {
		t.Parallel()
		logtest.Run(t, func(*testing.T) es.Log { return NewOverlay(nothing{}) })
	})
	t.Run("over a log with events", func(t *testing.T) {
		t.Parallel()
		logtest.Run(t, func(t *testing.T) es.Log {
			base := openSQLite(t)
			b := bookOn(base)
			file(t, b, Workers, workersCSV, clerk)
			return closingBoth{NewOverlay(base), base}
		})
	})
}

func TestOverlayLeavesTheLogBeneathAlone(t *testing.T) {
	t.Parallel()
	real := newBook()
	base(t, real)
	before := len(events(t, real))

	over := bookOn(NewOverlay(real.Log))
	want(t, file(t, over, Placements, placementsCSV, clerk), Taken)
	if n := len(events(t, over)); n != before+1 {
		t.Errorf("the overlay has %d events, want %d", n, before+1)
	}
	if n := len(events(t, real)); n != before {
		t.Errorf("the log beneath has %d events, want %d", n, before)
	}
	for e, err := range over.Log.ReadAll(t.Context(), es.End, es.Backward, es.Filter{}) {
		if err != nil || e.Type != "WorkerPlaced" {
			t.Errorf("the overlay's last event is %s (%v)", e.Type, err)
		}
		break
	}
}
