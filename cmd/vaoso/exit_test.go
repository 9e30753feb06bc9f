package main

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"vaoso/domain/es"
	"vaoso/projections/engine"
)

// TestTroubleIsSaidInBothLanguages, with what may be done and the error itself.
func TestTroubleIsSaidInBothLanguages(t *testing.T) {
	t.Parallel()
	for want, err := range map[string]error{
		"sổ bị hỏng|restore from a backup":                                   es.ErrCorrupt,
		"không liên lạc được với EventStoreDB|EventStoreDB can't be reached": es.ErrUnavailable,
		"nơi giữ bảng đọc|PostgreSQL":                                        engine.ErrUnavailable,
	} {
		code, text := explain(fmt.Errorf("couldn't do it at position 4293: %w", errors.Join(err)))
		if vi, en, _ := strings.Cut(want, "|"); code != exitFailed || !strings.Contains(text, vi) || !strings.Contains(text, en) || !strings.HasSuffix(text, "couldn't do it at position 4293: "+err.Error()) {
			t.Errorf("%v is said so (%d):\n%s", err, code, text)
		}
	}
}
