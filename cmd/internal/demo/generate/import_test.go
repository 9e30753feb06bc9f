package generate_test

import (
	"bytes"
	"path/filepath"
	"testing"
	"time"

	"pgregory.net/rapid"

	"vaoso/adapters/sheet"
	"vaoso/adapters/sqlite"
	"vaoso/cmd/internal/demo/generate"
	"vaoso/domain/book"
	"vaoso/domain/catalog"
	"vaoso/domain/es"
	"vaoso/domain/law"
	"vaoso/domain/plan"
	"vaoso/domain/support"
	"vaoso/domain/territory"
)

// Whatever the seed, a year without planted mistakes goes into a book as it is.
// Of the contracts some are refused at the gate on purpose.
func TestACleanYearIsTakenWhole(t *testing.T) {
	t.Parallel()
	log, err := sqlite.OpenLog(t.Context(), filepath.Join(t.TempDir(), "book.db"), sqlite.LogOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := log.Close(); err != nil {
			t.Error(err)
		}
	}()
	now := time.Date(2022, 3, 1, 1, 0, 0, 0, time.UTC)
	b := &book.Book{
		Book: es.Book{Log: log, Definitions: catalog.Events(), Clock: func() time.Time { return now }}, Synthetic: true,
		Units: territory.VinhYen(), Wages: territory.VinhYenWages(), Limits: law.Current(), RuleSets: plan.ShippedRules(), LoanCaps: support.ShippedCaps(),
	}
	rapid.Check(t, func(r *rapid.T) {
		made, err := generate.Files(generate.Options{
			Seed: rapid.Uint64().Draw(r, "seed"), Workers: rapid.IntRange(1, 150).Draw(r, "workers"), Clean: true,
		})
		if err != nil {
			r.Fatal(err)
		}
		var files []*sheet.File
		for _, f := range made {
			text, err := f.CSV()
			if err != nil {
				r.Fatal(err)
			}
			parsed, err := sheet.Parse(sheet.Kind(f.Name), bytes.NewReader(text))
			if err != nil {
				r.Fatal(err)
			}
			files = append(files, parsed)
		}
		job := sheet.Prepare(b, sheet.Options{Actor: "u-test", DryRun: true}, files...)
		if err := job.Run(t.Context(), job.Steps()); err != nil {
			r.Fatal(err)
		}
		for _, report := range job.Reports() {
			for _, row := range report.Rows {
				gate := row.Outcome == sheet.Partly && row.Step == "dispatch"
				if row.Outcome != sheet.Taken && !gate {
					r.Errorf("%s, line %d: %s %v", report.Kind, row.Line, row.Outcome, row.Sentences())
				}
				if proposal := report.Kind == sheet.Corrections && row.Outcome == sheet.Taken; len(row.Warnings) > 0 && !proposal {
					r.Errorf("%s, line %d: %v", report.Kind, row.Line, row.Warnings)
				}
			}
		}
	})
}

func TestAYearNeedsPeople(t *testing.T) {
	t.Parallel()
	for _, n := range []int{-1, 0, 900_001} {
		if _, err := generate.Files(generate.Options{Seed: 1, Workers: n}); err == nil {
			t.Errorf("%d workers were made up", n)
		}
	}
}
