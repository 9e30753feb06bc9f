package sqlite

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"vaoso/domain/civil"
	"vaoso/domain/es"
)

// openTest opens a log in the test's own folder and closes it at the end.
func openTest(t testing.TB, path string, opts LogOptions) *Log {
	t.Helper()
	l, err := OpenLog(t.Context(), path, opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	return l
}

func logFile(t testing.TB) string { return filepath.Join(t.TempDir(), "log.db") }

// event is a plausible event, told apart by its key.
func event(key string) es.NewEvent {
	return es.NewEvent{
		ID: es.EventID(key, "test", 0), Type: "WorkerPlaced", Version: 1,
		Data: fmt.Appendf(nil, `{"worker":"7d4f0c1e","enterprise":"26-014","ward":"vinh-yen-04","sector":"C13","wageVnd":9500000,"key":%q}`, key),
		Meta: es.Metadata{
			Actor: "acc-0042", Role: "clerk", Unit: "vinh-yen-04", Reason: "phiên giao dịch việc làm tháng 3", LegalBasis: "NQ 12/2021 Điều 3",
			Command: "PlaceWorker", IdempotencyKey: key, CorrelationID: "c-" + key, CausationID: "k-" + key,
			OccurredOn: civil.On(2021, time.March, 9), RecordedAt: time.Date(2021, 3, 9, 8, 30, 0, 123456000, time.UTC), Fingerprint: "9f86d081884c7d65",
		},
	}
}

func TestAppendAndReadBack(t *testing.T) {
	t.Parallel()
	l := openTest(t, logFile(t), LogOptions{})
	for i := range 10 {
		if _, err := l.Append(t.Context(), "worker-1", es.Exactly(es.Revision(i-1)), []es.NewEvent{event(fmt.Sprint("a", i))}); err != nil {
			t.Fatal(err)
		}
	}
	n := 0
	for e, err := range l.Read(t.Context(), "worker-1", 0, es.Forward) {
		if err != nil {
			t.Fatal(err)
		}
		if want := event(fmt.Sprint("a", n)); e.ID != want.ID || e.Meta != want.Meta || string(e.Data) != string(want.Data) {
			t.Errorf("read %+v, want %+v", e, want)
		}
		n++
	}
	if n != 10 {
		t.Errorf("read %d events", n)
	}
}

func TestAnyPathWillDo(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "sổ việc làm", "100% ?mode=ro&#x.db")
	if err := os.Mkdir(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	fill(t, openTest(t, path, LogOptions{}), 3)
	if _, err := os.Stat(path); err != nil {
		t.Errorf("the log isn't where it was asked to be: %v", err)
	}
}

// TestPositionsOfOtherLogs reads from positions whose halves differ, as a book
// that has moved from EventStoreDB may still hold.
func TestPositionsOfOtherLogs(t *testing.T) {
	t.Parallel()
	l := openTest(t, logFile(t), LogOptions{})
	all := fill(t, l, 10)
	for _, p := range []es.Position{es.Start, es.NewPosition(0, 7), es.NewPosition(4, 4), es.NewPosition(4, 3), es.NewPosition(4, 5), es.NewPosition(4, 0), es.End} {
		var after, before, wantAfter, wantBefore int
		for _, e := range all {
			if p.Before(e.Position) {
				wantAfter++
			}
			if e.Position.Before(p) {
				wantBefore++
			}
		}
		for _, err := range l.ReadAll(t.Context(), p, es.Forward, es.Filter{}) {
			if err != nil {
				t.Fatal(err)
			}
			after++
		}
		for _, err := range l.ReadAll(t.Context(), p, es.Backward, es.Filter{}) {
			if err != nil {
				t.Fatal(err)
			}
			before++
		}
		if after != wantAfter || before != wantBefore {
			t.Errorf("%v: %d after and %d before, want %d and %d", p, after, before, wantAfter, wantBefore)
		}
	}
}

// TestSlowConsumersDontHoldTheWAL has consumers stop in the midst of each kind
// of read while much is written: were one in a transaction, the WAL couldn't be
// used again and would hold all of it.
func TestSlowConsumersDontHoldTheWAL(t *testing.T) {
	t.Parallel()
	path := logFile(t)
	l := openTest(t, path, LogOptions{})
	fill(t, l, 20)
	const appends, size = 40, es.MaxAppend * 3 / 4
	write := func() {
		for i := range appends {
			e := event(fmt.Sprint("large", i))
			e.Data = make([]byte, size)
			if _, err := l.Append(t.Context(), "large", es.Exactly(es.Revision(i-1)), []es.NewEvent{e}); err != nil {
				t.Fatal(err)
			}
		}
		info, err := os.Stat(path + "-wal")
		if err != nil {
			t.Fatal(err)
		}
		if info.Size() > appends*size/2 {
			t.Errorf("the WAL has %d of %d bytes written", info.Size(), appends*size)
		}
	}
	for _, err := range l.ReadAll(t.Context(), es.Start, es.Forward, es.Filter{}) {
		if err != nil {
			t.Fatal(err)
		}
		for _, err := range l.Read(t.Context(), "w0", 0, es.Forward) {
			if err != nil {
				t.Fatal(err)
			}
			for _, err := range l.Follow(t.Context(), es.Start, es.Filter{}, 5) {
				if err != nil {
					t.Fatal(err)
				}
				write()
				return
			}
		}
	}
}
