package foldtest_test

import (
	"testing"

	"vaoso/domain/es"
	"vaoso/domain/scenario"
	"vaoso/projections/engine"
	"vaoso/projections/engine/foldtest"
)

type moved struct {
	From string `json:"from"`
	To   string `json:"to"`
}

type closed struct {
	Ward string `json:"ward"`
}

var definitions = es.Define(es.On[moved]("Moved", 1), es.On[closed]("Closed", 1))

type WardKey struct {
	Ward string `db:"ward"`
}

type wardRow struct {
	WardKey
	People int64 `db:"people"`
	Closed bool  `db:"closed"`
}

var wards = engine.NewTable[WardKey, wardRow]("people_wards")

var people = engine.Projection{
	Name: "people", Version: 1, Tables: []engine.Described{wards}, Reads: []string{"Moved", "Closed"},
	Apply: func(f *engine.Fold, e es.Recorded) error {
		switch p := e.Payload.(type) {
		case moved:
			wards.Get(f, WardKey{p.From}).People--
			wards.Get(f, WardKey{p.To}).People++
		case closed:
			for row := range wards.Scan(f, "people", int64(0)) {
				row.Closed = true
			}
			wards.Delete(f, WardKey{p.Ward})
		}
		return nil
	},
}

func history(t *testing.T) []es.Recorded {
	return foldtest.Events(t, definitions, foldtest.In("ward-1", scenario.Happened("2021-05-01",
		moved{"a", "b"}, moved{"b", "a"}, moved{"c", "a"}, closed{"c"}, moved{"a", "c"}, moved{"d", "b"}, closed{"b"}, moved{"d", "b"}, closed{"d"})))
}

func TestRows(t *testing.T) {
	t.Parallel()
	got := foldtest.Rows(t, people, wards, history(t))
	want := []wardRow{{WardKey{"a"}, 0, true}, {WardKey{"b"}, 1, false}, {WardKey{"c"}, 1, false}}
	if len(got) != len(want) {
		t.Fatalf("got %v, want %v", got, want)
	}
	for i := range got {
		if got[i] != want[i] {
			t.Errorf("row %d is %+v, want %+v", i, got[i], want[i])
		}
	}
}

func TestAFoldKeepsTheLaws(t *testing.T) {
	t.Parallel()
	foldtest.Properties(t, people, history(t))
}
