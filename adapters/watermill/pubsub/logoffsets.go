package pubsub

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"vaoso/domain/es"
)

// OffsetType is the type of the events that [LogOffsets] write. No subscriber
// delivers them.
const OffsetType = "WatermillOffset"

// LogOffsets keep offsets in a log, in a stream for each group and topic. A
// log keeps events for ever, so each save stays: see SubscriberConfig for how
// often that is.
type LogOffsets struct {
	log   es.Log
	clock func() time.Time
}

var _ Offsets = (*LogOffsets)(nil)

// NewLogOffsets are offsets kept in the log, which need not be the one that is
// subscribed to. A nil clock is time.Now.
func NewLogOffsets(log es.Log, clock func() time.Time) *LogOffsets {
	if clock == nil {
		clock = time.Now
	}
	return &LogOffsets{log, clock}
}

// OffsetStream is where the group's offsets in the topic are kept. Groups and
// topics are any text of any length, and a stream's name isn't.
func OffsetStream(group, topic string) string {
	name := strconv.Itoa(len(group)) + "\x1f" + group + "\x1f" + topic
	return "watermillOffset-" + es.NewUUIDv5(namespace, name).String()
}

type storedOffset struct {
	Group     string      `json:"group"` // for people who look
	Topic     string      `json:"topic"`
	Owner     string      `json:"owner,omitempty"`
	Takeovers int         `json:"takeovers,omitempty"`
	Position  es.Position `json:"position"`
	Stream    string      `json:"stream,omitempty"`
	Revision  es.Revision `json:"revision,omitempty"`
	ID        es.UUID     `json:"id"`
}

// Load is Offsets'.
func (o *LogOffsets) Load(ctx context.Context, group, topic string) (Saved, error) {
	stream := OffsetStream(group, topic)
	for e, err := range o.log.Read(ctx, stream, es.Last, es.Backward) {
		if err != nil {
			return Saved{}, fmt.Errorf("couldn't read where group %q stands in %q: %w", group, topic, err)
		}
		var v storedOffset
		if err := json.Unmarshal(e.Data, &v); err != nil || e.Type != OffsetType {
			return Saved{}, fmt.Errorf("couldn't read where group %q stands in %q: event %s of %s isn't an offset", group, topic, e.Revision, stream)
		}
		return Saved{Offset{v.Position, v.Stream, v.Revision, v.ID}, v.Owner, v.Takeovers, int64(e.Revision) + 1}, nil
	}
	return Saved{}, nil
}

// saves is how often a save whose outcome isn't known is tried.
const saves = 3

// Save is Offsets'.
func (o *LogOffsets) Save(ctx context.Context, group, topic string, s Saved) (int64, error) {
	stream := OffsetStream(group, topic)
	data, err := json.Marshal(storedOffset{group, topic, s.Owner, s.Takeovers, s.Position, s.Stream, s.Revision, s.ID})
	if err != nil {
		return 0, fmt.Errorf("couldn't encode where group %q stands in %q: %w", group, topic, err)
	}
	meta, err := metadata(o.clock(), "watermill", "SaveOffset")
	if err != nil {
		return 0, err
	}
	// The id follows from all that is written, so that trying again is safe.
	id := es.NewUUIDv5(namespace, stream+"\x1f"+strconv.FormatInt(s.Version, 10)+"\x1f"+string(data))
	events := []es.NewEvent{{ID: id, Type: OffsetType, Version: 1, Data: data, Meta: meta}}
	for try := 1; ; try++ {
		_, err = o.log.Append(ctx, stream, es.Exactly(es.Revision(s.Version-1)), events)
		var conflict *es.ConflictError
		switch {
		case err == nil:
			return s.Version + 1, nil
		case errors.As(err, &conflict):
			return 0, ErrSavedElsewhere
		case !errors.Is(err, es.ErrUnknownOutcome) || try == saves || ctx.Err() != nil:
			return 0, fmt.Errorf("couldn't save where group %q stands in %q: %w", group, topic, err)
		}
	}
}
