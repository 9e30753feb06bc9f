package logtest

import (
	"fmt"
	"slices"
	"strings"

	"vaoso/domain/es"
)

// filtered checks one filter each way: reading and following, from the start
// and from the middle.
func (f *fixture) filtered(what string, all []es.Event, filter es.Filter) {
	f.Helper()
	matches := func(e es.Event) bool {
		return slices.Contains(filter.Types, e.Type) ||
			slices.ContainsFunc(filter.StreamPrefixes, func(p string) bool { return strings.HasPrefix(e.Stream, p) })
	}
	for _, from := range []int{0, len(all) / 2, len(all)} {
		after := f.base
		if from > 0 {
			after = all[from-1].Position
		}
		var want []es.Event
		for _, e := range all[from:] {
			if matches(e) {
				want = append(want, e)
			}
		}
		f.same(fmt.Sprint(what, " forward from ", from), f.all(after, es.Forward, filter), want)
		f.same(fmt.Sprint(what, " followed from ", from), f.followed(after, filter, 7, len(want)), want)
		if from == 0 {
			slices.Reverse(want)
			f.same(what+" backward", f.all(es.End, es.Backward, filter), want)
		}
	}
}

func filterStreams(f *fixture) {
	for i := range 60 {
		f.append([]string{"worker-1", "worker-12", "contract-1", "plan-x", "plan"}[i%5], es.Any, f.event(fmt.Sprint(i)))
	}
	all := f.all(f.base, es.Forward, es.Filter{})
	for _, names := range [][]string{
		{"worker-"}, {"worker-1"}, {"worker-12"}, {"worker-123"}, {"worker-", "plan-"}, {"plan", "plan-"}, {"none", "contract-1"}, {"p"}, {"plan-y"},
	} {
		prefixes := make([]string, len(names))
		for i, n := range names {
			prefixes[i] = f.stream(n)
		}
		f.filtered(strings.Join(names, ","), all, es.Filter{StreamPrefixes: prefixes})
	}
}

func filterTypes(f *fixture) {
	types := []string{f.prefix + "Placed", f.prefix + "PlacedAbroad", f.prefix + "Đã về nước"}
	for i := range 60 {
		e := f.event(fmt.Sprint(i))
		e.Type = types[i%3]
		f.append(fmt.Sprint("w", i%4), es.Any, e)
	}
	all := f.all(f.base, es.Forward, es.Filter{})
	for _, set := range [][]string{types[:1], types[1:2], types[2:], types[:2], types, {f.prefix + "Never"}, {f.prefix + "Never", types[1]}, {f.prefix + "Plac"}} {
		f.filtered(strings.Join(set, ","), all, es.Filter{Types: set})
	}
}

func filterBoth(f *fixture) {
	both := es.Filter{StreamPrefixes: []string{"w"}, Types: []string{"T"}}
	reads, follows := 0, 0
	for _, err := range f.log.ReadAll(f.ctx, es.Start, es.Forward, both) {
		if reads++; err == nil {
			f.Error("ReadAll took a filter by streams and types")
		}
	}
	for _, err := range f.log.Follow(f.ctx, es.Start, both, 10) {
		if follows++; err == nil {
			f.Error("Follow took a filter by streams and types")
			break
		}
	}
	if reads != 1 || follows != 1 {
		f.Errorf("%d and %d answers, want one error each", reads, follows)
	}
}

func filterSparse(f *fixture) {
	for i := range 30 {
		crowd := f.events(fmt.Sprint("crowd", i), 150)
		f.append(fmt.Sprint("crowd", i%3), es.Any, crowd...)
		if i%10 == 5 {
			rare := f.event(fmt.Sprint("rare", i))
			rare.Type = f.prefix + "Rare"
			f.append(fmt.Sprint("rare-", i), es.NoStream, rare)
			f.append(fmt.Sprint("rare.", i), es.NoStream, f.event(fmt.Sprint("neighbour", i))) // "." follows "-"
		}
	}
	all := f.all(f.base, es.Forward, es.Filter{})
	f.filtered("rare type", all, es.Filter{Types: []string{f.prefix + "Rare"}})
	f.filtered("rare streams", all, es.Filter{StreamPrefixes: []string{f.stream("rare-")}})
	f.filtered("absent type", all, es.Filter{Types: []string{f.prefix + "Absent"}})
	f.filtered("one of the crowd", all, es.Filter{StreamPrefixes: []string{f.stream("crowd1"), f.stream("rare-2")}})
	// From much history with few matches to live, the very next match comes.
	for i, filter := range []es.Filter{{Types: []string{f.prefix + "Rare"}}, {StreamPrefixes: []string{f.stream("rare-")}}} {
		d := f.follow(f.base, filter, 10)
		history, _ := d.until(all[len(all)-1].Position)
		for range 2 {
			rare := f.event(fmt.Sprint("live", i))
			rare.Type = f.prefix + "Rare"
			a := f.append(fmt.Sprint("rare-live", len(history)), es.NoStream, rare)
			got, _ := d.until(a.Position)
			f.wantKeys("the next match", got, rare.Meta.IdempotencyKey)
			history = append(history, got...)
		}
		all = append(all, history[len(history)-2:]...)
	}
}
