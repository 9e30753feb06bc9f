package sqlite

import (
	"testing"

	"vaoso/adapters/logtest"
	"vaoso/domain/es"
)

func TestConformance(t *testing.T) {
	t.Parallel()
	open := func(t *testing.T) es.Log {
		l, err := OpenLog(t.Context(), logFile(t), LogOptions{})
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	logtest.RunDurable(t, open, func(t *testing.T, l es.Log) es.Log {
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
		again, err := OpenLog(t.Context(), l.(*Log).path, LogOptions{})
		if err != nil {
			t.Fatal(err)
		}
		return again
	})
}
