package app_test

import (
	"path/filepath"
	"testing"

	"vaoso/adapters/postgres"
	"vaoso/adapters/postgres/pgtest"
	"vaoso/adapters/sqlite"
	"vaoso/adapters/viewtest"
	"vaoso/cmd/internal/app"
	"vaoso/cmd/internal/demo"
	"vaoso/domain/scenario"
)

func sqliteViews(t testing.TB) app.Views {
	t.Helper()
	v, err := sqlite.OpenViews(t.Context(), filepath.Join(t.TempDir(), "views.db"))
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

func postgresViews(t testing.TB, url string) app.Views {
	t.Helper()
	v, err := postgres.OpenViews(t.Context(), url, "book")
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

// TestBothStoresAnswerAlike: every projection, every query, on the made-up year.
// The stores are filled in pages of other sizes.
func TestBothStoresAnswerAlike(t *testing.T) {
	t.Parallel()
	url := pgtest.URL(t)
	a := openBook(t)
	if _, err := demo.Run(t.Context(), a.Book, demo.NewClock(demo.FirstDay), nil); err != nil {
		t.Fatal(err)
	}
	superviseTheYear(t, a)
	restateTheYear(t, a)
	one, other := sqliteViews(t), postgresViews(t, url)
	viewtest.Fill(t, one, a.Log, a.Book.Definitions, app.Projections(), 300)
	viewtest.Fill(t, other, a.Log, a.Book.Definitions, app.Projections(), 77)
	viewtest.Equal(t, one, other, app.Projections(), scenario.Day("2021-04-30"), scenario.Day("2021-12-31"), scenario.Day("2024-12-31"))
	if n := len(viewtest.Rows(t, other, app.Projections()[0])); n < 1000 {
		t.Errorf("there are %d rows: too few to say anything", n)
	}
}
