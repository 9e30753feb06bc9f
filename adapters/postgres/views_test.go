package postgres

import (
	"testing"

	"vaoso/adapters/postgres/pgtest"
	"vaoso/projections/engine"
	"vaoso/projections/engine/storetest"
)

func openTest(t testing.TB, url string) *Views {
	t.Helper()
	v, err := OpenViews(t.Context(), url, "book")
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

func TestViewsConformance(t *testing.T) {
	t.Parallel()
	storetest.Run(t, func(t testing.TB) engine.Store { return openTest(t, pgtest.URL(t)) })
}
