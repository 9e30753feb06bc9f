package sqlite

import (
	"path/filepath"
	"testing"

	"vaoso/projections/engine"
	"vaoso/projections/engine/storetest"
)

func openViewsTest(t testing.TB, path string) *Views {
	t.Helper()
	v, err := OpenViews(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := v.Close(); err != nil {
			t.Error(err)
		}
	})
	return v
}

func viewsFile(t testing.TB) string { return filepath.Join(t.TempDir(), "views.db") }

func TestViewsConformance(t *testing.T) {
	t.Parallel()
	storetest.Run(t, func(t testing.TB) engine.Store { return openViewsTest(t, viewsFile(t)) })
}

func TestViewsInMemoryConformance(t *testing.T) {
	t.Parallel()
	storetest.Run(t, func(t testing.TB) engine.Store {
		v, err := OpenViewsInMemory(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := v.Close(); err != nil {
				t.Error(err)
			}
		})
		return v
	}, storetest.Freezing)
}
