package engine_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"vaoso/domain/es"
	"vaoso/projections/engine"
	"vaoso/projections/engine/memory"
)

func compared(t testing.TB, s engine.Store) (c engine.Comparison) {
	t.Helper()
	must(t, json.Unmarshal([]byte(status(t, s).Comparison), &c))
	return c
}

func TestARebuildOfAnUnchangedFoldDiffersInNothing(t *testing.T) {
	t.Parallel()
	l, s := filled(40), memory.New()
	e := open(t, config(l, s, summing(1)))
	must(t, e.CatchUp(t.Context()))
	c, err := e.Rebuild(t.Context(), "sums")
	must(t, err)
	head, _ := l.Head(t.Context())
	if !c.Same() || len(c.Tables) != 1 || c.Tables[0].Rows != len(s.Rows("sums", sums.Schema())) || c.Tables[0].Rows == 0 || c.At != head {
		t.Errorf("it differs in %+v", c)
	}
	if kept := compared(t, s); !kept.Same() || kept.At != head {
		t.Errorf("its status says %+v", kept)
	}
}

// TestARebuildIsComparedWhereTheLiveViewStands: also where that is behind the
// log's end, and also by a program of another version.
func TestARebuildIsComparedWhereTheLiveViewStands(t *testing.T) {
	t.Parallel()
	l, s := filled(10), memory.New()
	must(t, open(t, config(l, s, summing(1))).CatchUp(t.Context()))
	at, _ := l.Head(t.Context())
	for range 13 {
		l.add("Added", `{"ward":"w1","amount":5}`)
	}
	late := l.add("Added", `{"ward":"new","amount":5}`)
	must(t, open(t, config(l, s, summing(2))).CatchUp(t.Context()))
	c := compared(t, s)
	if c.At != at || c.With != 1 || len(c.Tables) != 1 {
		t.Fatalf("compared %+v, want at %s with generation 1", c, at)
	}
	d := c.Tables[0]
	if d.Changed == 0 || d.Added != 0 || d.Gone != 0 || len(d.Samples) == 0 || !strings.HasPrefix(d.Samples[0].Changes[0], "sum: ") {
		t.Errorf("the tables differ in %+v", d)
	}
	if got := status(t, s); got.Position != late {
		t.Errorf("it stands at %s, want %s", got.Position, late)
	}
}

func TestColumnsThatDiffer(t *testing.T) {
	t.Parallel()
	type wider struct {
		SumKey
		Sum   int64 `db:"sum"`
		Twice int64 `db:"twice"`
	}
	table := engine.NewTable[SumKey, wider]("sums_wards")
	other := engine.NewTable[SumKey, wider]("sums_others")
	l, s := filled(10), memory.New()
	must(t, open(t, config(l, s, summing(1))).CatchUp(t.Context()))
	must(t, open(t, config(l, s, engine.Projection{
		Name: "sums", Version: 2, Tables: []engine.Described{table, other}, Reads: []string{"Added"}, Apply: func(f *engine.Fold, e es.Recorded) error {
			p := e.Payload.(added)
			row := table.Get(f, SumKey{p.Ward})
			row.Sum = row.Sum*2 + p.Amount // as version 1 does
			row.Twice = 2 * row.Sum
			return nil
		},
	})).CatchUp(t.Context()))
	c := compared(t, s)
	want := []engine.TableDifference{
		{Table: "sums_wards", Rows: 5, NewColumns: []string{"twice"}, OldColumns: []string{"count", "last"}},
		{Table: "sums_others", NewColumns: []string{"ward", "sum", "twice"}},
	}
	if !reflect.DeepEqual(c.Tables, want) || c.Same() {
		t.Errorf("the tables differ in %+v, want %+v", c.Tables, want)
	}
}

func TestSamplesShowNothingPersonal(t *testing.T) {
	t.Parallel()
	type person struct {
		SumKey
		Name  string `db:"name" personal:"yes"`
		Count int64  `db:"count"`
	}
	table := engine.NewTable[SumKey, person]("sums_people")
	naming := func(version int, name string) engine.Projection {
		return engine.Projection{Name: "sums", Version: version, Tables: []engine.Described{table}, Reads: []string{"Added"}, Apply: func(f *engine.Fold, e es.Recorded) error {
			p := e.Payload.(added)
			if version == 2 && p.Ward == "w3" {
				p.Ward = "moved"
			}
			row := table.Get(f, SumKey{p.Ward})
			row.Name, row.Count = name, int64(version)
			return nil
		}}
	}
	l, s := filled(10), memory.New()
	must(t, open(t, config(l, s, naming(1, "Nguyễn Thị Mẫu"))).CatchUp(t.Context()))
	must(t, open(t, config(l, s, naming(2, "Trần Văn Mẫu"))).CatchUp(t.Context()))
	text := status(t, s).Comparison
	if strings.Contains(text, "Mẫu") || !strings.Contains(text, "(personal)") {
		t.Errorf("the comparison is %s", text)
	}
	d := compared(t, s).Tables[0]
	if d.Added != 1 || d.Gone != 1 || d.Changed != d.Rows-1 {
		t.Errorf("the tables differ in %+v", d)
	}
}
