package sqlite

import (
	"fmt"
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
