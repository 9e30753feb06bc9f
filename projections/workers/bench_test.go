package workers_test

import (
	"fmt"
	"testing"

	"vaoso/adapters/sqlite"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/scenario"
	"vaoso/projections/engine"
	"vaoso/projections/engine/foldtest"
	"vaoso/projections/workers"
)

// BenchmarkFind searches a directory of 50,000 people, each of whom had a job.
func BenchmarkFind(b *testing.B) {
	family, middle, given := []string{"Nguyễn", "Trần", "Lê", "Phạm", "Hoàng"}, []string{"Văn", "Thị", "Đức", "Minh"}, []string{"Á", "Hùng", "Lan", "Bình", "Dũng", "Yến", "Anh"}
	var list []es.Recorded
	for i := range 50_000 {
		name := family[i%5] + " " + middle[i%4] + " " + given[i%7]
		id := fmt.Sprintf("worker-%06d", i)
		list = append(list, foldtest.In(id, scenario.Happened("2021-01-11", person(name, "08710"), labour.WorkerPlaced{
			PlacementID: labour.PlacementID(id, "self", day("2021-01-11")), Months: 1 + i%24,
		}))...)
	}
	events := foldtest.Events(b, labour.Events, list)
	views, err := sqlite.OpenViewsInMemory(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	p, err := engine.OpenProjector(b.Context(), workers.Projection, views, nil)
	if err != nil {
		b.Fatal(err)
	}
	if err := p.Project(b.Context(), engine.PageOf(es.Start, events[len(events)-1].Position, events...)); err != nil {
		b.Fatal(err)
	}
	if err := views.Switch(b.Context(), engine.Switch{Generation: p.Status().Generation, At: p.Status().Position, Since: day("2021-01-01").In(0, 0, 0)}); err != nil {
		b.Fatal(err)
	}
	for name, f := range map[string]workers.Filter{
		"name": {Name: "tran van a"}, "nobody": {Name: "zzz"}, "all": {}, "seeking": {State: workers.Seeking}, "deep": {After: "worker-049999"},
	} {
		f.On = day("2021-12-31")
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				err := views.Snapshot(b.Context(), func(s engine.Snapshot) error {
					_, err := workers.Find(b.Context(), s, f)
					return err
				})
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
