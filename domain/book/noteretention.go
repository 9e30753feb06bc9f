package book

import (
	"context"
	"fmt"

	"vaoso/domain/es"
	"vaoso/domain/labour"
)

// retentionPolicy is who writes what the policy of retention checks decides.
const retentionPolicy = "policy-retention"

// NoteRetention enters on a worker's stream that a retention check has fallen
// due, on the day that it did. Where that is noted, the check was made or the
// job had ended, it does nothing: it may be called any number of times.
func (b *Book) NoteRetention(ctx context.Context, worker string, placement es.UUID, mark int) error {
	c := &call{Book: b, ctx: ctx}
	w, err := load(c, labour.WorkerDeciderIn(c.Units), worker)
	if err != nil {
		return err
	}
	job, known := w.State.Placement(placement)
	if !known {
		return nil // there is nothing to check
	}
	entered := 0 // an annulled placement may have been entered again
	for _, p := range w.State.Placements {
		if p.ID == placement {
			entered++
		}
	}
	c.env = es.Envelope{
		Actor: retentionPolicy, Role: string(System), Unit: "city", Command: "NoteRetentionDue",
		Reason: "chính sách theo dõi duy trì việc làm: theo ngày đã qua",
		Key:    fmt.Sprintf("policy:NoteRetentionDue:%s:%d:%d", placement, mark, entered), On: labour.RetentionDue(job.StartedOn, mark),
	}
	_, err = handle(c, labour.WorkerDeciderIn(c.Units), worker, labour.WorkerCommand(labour.NoteRetentionDue{PlacementID: placement, Mark: mark}))
	return err
}
