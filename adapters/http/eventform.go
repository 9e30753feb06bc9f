package http

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	"vaoso/domain/civil"
	"vaoso/domain/es"
)

// PublishedEvent is an event as subscribers get it: a CloudEvent 1.0 in its
// JSON form. Source and id together tell events apart. What CloudEvents has no
// name for are extensions, in lower case as it wants them.
type PublishedEvent struct {
	SpecVersion string          `json:"specversion"`
	ID          es.UUID         `json:"id"`
	Source      string          `json:"source" doc:"the book"`
	Type        string          `json:"type" doc:"the event's type with the version of its form: WorkerPlaced.v1. v0: this program can't read the event, and shows nothing of it"`
	Subject     string          `json:"subject" doc:"the stream"`
	Time        time.Time       `json:"time" doc:"when it entered the book, UTC"`
	ContentType string          `json:"datacontenttype"`
	Data        json.RawMessage `json:"data" doc:"the event's fields, without personal ones"`
	Position    es.Position     `json:"position" doc:"in the log"`
	Revision    es.Revision     `json:"revision" doc:"in the stream, from 0"`
	OccurredOn  civil.Date      `json:"occurredon" doc:"the day it happened, in Vietnam"`
	Command     string          `json:"command,omitempty"`
	Role        string          `json:"role,omitempty" doc:"of whoever entered it"`
	Unit        string          `json:"unit,omitempty" doc:"of whoever entered it: a ward or commune, or city"`
}

func publishedEvent(source string, e es.Event) PublishedEvent {
	return PublishedEvent{
		SpecVersion: "1.0", ID: e.ID, Source: source, Type: fmt.Sprintf("%s.v%d", e.Type, e.Version), Subject: e.Stream, Time: e.Meta.RecordedAt,
		ContentType: "application/json", Data: e.Data, Position: e.Position, Revision: e.Revision,
		OccurredOn: e.Meta.OccurredOn, Command: e.Meta.Command, Role: e.Meta.Role, Unit: e.Meta.Unit,
	}
}

// writeEvent writes an event as one block of a stream: its position as id, and
// the JSON on one line. It has no event field: a browser gives what is named to
// listeners of that name alone, so that a type that is new would be missed.
func writeEvent(b *bytes.Buffer, source string, e es.Event) error {
	fmt.Fprintf(b, "id: %s\ndata: ", e.Position)
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(publishedEvent(source, e)); err != nil { // it ends the line
		return fmt.Errorf("couldn't write event %s as JSON: %w", e.ID, err)
	}
	return b.WriteByte('\n')
}
