package operations_test

import (
	"testing"

	"vaoso/domain/es"
	"vaoso/domain/operations"
	"vaoso/domain/scenario"
)

func TestSkipping(t *testing.T) {
	t.Parallel()
	id := es.EventID("k", "worker-1", 0)
	skip := operations.SkipEvent{Projection: "workers", EventID: id, Position: es.NewPosition(7, 7), EventType: "WorkerMoved", Error: "the fold panicked"}
	without := func(change func(*operations.SkipEvent)) operations.SkipEvent {
		c := skip
		change(&c)
		return c
	}
	scenario.Run(t, operations.SkipDecider, scenario.Cases[operations.SkipEvent]{
		"an event is skipped":          {When: skip, Then: []any{operations.EventSkipped(skip)}},
		"and skipped again":            {Given: scenario.Happened("2021-05-18", operations.EventSkipped(skip)), When: skip},
		"another beside it":            {Given: scenario.Happened("2021-05-18", operations.EventSkipped(without(func(c *operations.SkipEvent) { c.EventID = es.EventID("k", "worker-2", 0) }))), When: skip, Then: []any{operations.EventSkipped(skip)}},
		"the projection must be named": {When: without(func(c *operations.SkipEvent) { c.Projection = "" }), Refused: es.ErrFieldMissing},
		"the event must be named":      {When: without(func(c *operations.SkipEvent) { c.EventID = es.UUID{} }), Refused: es.ErrFieldMissing},
		"its place must be named":      {When: without(func(c *operations.SkipEvent) { c.Position = es.Start }), Refused: es.ErrFieldMissing},
		"its type must be named":       {When: without(func(c *operations.SkipEvent) { c.EventType = "" }), Refused: es.ErrFieldMissing},
		"a reason must be given":       {When: skip, Reason: " ", Refused: es.ErrReasonMissing},
	})
}

func TestTheListOfSkips(t *testing.T) {
	t.Parallel()
	e := operations.EventSkipped{Projection: "workers", EventID: es.EventID("k", "worker-1", 0), Position: es.NewPosition(7, 7), EventType: "WorkerMoved"}
	history := scenario.Happened("2021-05-18", e)
	history[0].Meta.Reason = "dữ liệu thử"
	got := operations.SkipDecider.Fold(history)
	if len(got) != 1 || got[0].EventSkipped != e || got[0].Reason != "dữ liệu thử" || got[0].Actor != "u-test" || got[0].At.IsZero() {
		t.Errorf("the list is %+v", got)
	}
}
