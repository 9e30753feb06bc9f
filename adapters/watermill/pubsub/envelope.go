package pubsub

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"
	"unicode/utf8"

	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/ThreeDotsLabs/watermill/message/router/middleware"

	"vaoso/domain/es"
)

// MessageType is the type of the events that a [Publisher] writes.
const MessageType = "WatermillMessage"

// namespace is where ids of messages without a UUID live: UUIDv5 of
// "vaoso watermill" under the nil UUID.
var namespace = es.NewUUIDv5(es.UUID{}, "vaoso watermill")

// EventID is the id of the event that a message with the UUID becomes: the UUID
// as it is, anything else by UUIDv5.
func EventID(uuid string) es.UUID {
	id, err := es.ParseUUID(uuid)
	if err != nil || id.IsZero() {
		return es.NewUUIDv5(namespace, "message\x1f"+uuid)
	}
	return id
}

// envelope is the stored form of a message: JSON, whatever the message holds,
// since the data of an event is JSON. What is text stands there as it is; what
// isn't is in base64, so that everything comes back byte for byte.
type envelope struct {
	UUID     []byte            `json:"uuidBase64,omitempty"` // where it isn't the event's id
	Metadata map[string]string `json:"metadata,omitempty"`
	Pairs    [][2][]byte       `json:"metadataBase64,omitempty"` // where some of it isn't UTF-8
	Base64   []byte            `json:"payloadBase64,omitempty"`  // where the payload isn't JSON
	Payload  json.RawMessage   `json:"payload,omitempty"`
	UUIDText string            `json:"uuid,omitempty"`
}

// encode is the message's stored form.
func encode(msg *message.Message, id es.UUID) ([]byte, error) {
	var v envelope
	switch {
	case msg.UUID == id.String():
	case utf8.ValidString(msg.UUID):
		v.UUIDText = msg.UUID
	default:
		v.UUID = []byte(msg.UUID)
	}
	v.Metadata = msg.Metadata
	for key, value := range msg.Metadata {
		if !utf8.ValidString(key) || !utf8.ValidString(value) {
			v.Metadata = nil
		}
	}
	if v.Metadata == nil {
		for key, value := range msg.Metadata {
			v.Pairs = append(v.Pairs, [2][]byte{[]byte(key), []byte(value)})
		}
	}
	if data, ok := splice(v, msg.Payload); ok {
		return data, nil
	}
	v.Base64 = msg.Payload
	data, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("couldn't encode the message: %w", err)
	}
	return data, nil
}

// splice puts a payload that is JSON into the stored form without touching it:
// encoding/json would compact it. ok is false where the payload isn't JSON that
// would come back as it is.
func splice(v envelope, payload []byte) (data []byte, ok bool) {
	if len(payload) == 0 || !utf8.Valid(payload) || len(bytes.Trim(payload, " \t\r\n")) != len(payload) || !json.Valid(payload) {
		return nil, false
	}
	head, err := json.Marshal(v)
	if err != nil {
		return nil, false
	}
	data = append(data, head[:len(head)-1]...)
	if len(head) > len("{}") {
		data = append(data, ',')
	}
	data = append(append(append(data, `"payload":`...), payload...), '}')
	return data, json.Valid(data) // it may be nested too deep now
}

// decode is the message of an event that a Publisher wrote; ok is false where
// the event isn't one.
func decode(e es.Event) (msg *message.Message, ok bool) {
	var v envelope
	if e.Type != MessageType || e.Version != 1 || json.Unmarshal(e.Data, &v) != nil {
		return nil, false
	}
	payload := []byte(v.Payload)
	if v.Payload == nil {
		payload = v.Base64
	}
	uuid := e.ID.String()
	switch {
	case v.UUIDText != "":
		uuid = v.UUIDText
	case v.UUID != nil:
		uuid = string(v.UUID)
	}
	msg = message.NewMessage(uuid, payload)
	for key, value := range v.Metadata {
		msg.Metadata.Set(key, value)
	}
	for _, pair := range v.Pairs {
		msg.Metadata.Set(string(pair[0]), string(pair[1]))
	}
	return msg, true
}

// The metadata of a message made of an event that no Publisher wrote.
const (
	MetaType          = "name" // where Watermill's cqrs looks for it
	MetaVersion       = "version"
	MetaStream        = "stream"
	MetaRevision      = "revision"
	MetaPosition      = "position"
	MetaRecordedAt    = "recorded_at" // RFC 3339, UTC, to the microsecond
	MetaOccurredOn    = "occurred_on" // the day it happened, in Vietnam
	MetaCorrelationID = middleware.CorrelationIDMetadataKey
	MetaCausationID   = "causation_id"
)

// messageOf is an event as a message. One that a Publisher wrote is the message
// that was published. Any other has its stored data as the payload, its id as
// the UUID, and the rest in the metadata.
func messageOf(e es.Event) *message.Message {
	if msg, ok := decode(e); ok {
		return msg
	}
	msg := message.NewMessage(e.ID.String(), bytes.Clone(e.Data))
	msg.Metadata = message.Metadata{
		MetaType: e.Type, MetaVersion: fmt.Sprint(e.Version), MetaStream: e.Stream, MetaRevision: e.Revision.String(),
		MetaPosition: e.Position.String(), MetaRecordedAt: e.Meta.RecordedAt.UTC().Format(time.RFC3339Nano),
		MetaOccurredOn: e.Meta.OccurredOn.String(),
	}
	for key, value := range map[string]string{MetaCorrelationID: e.Meta.CorrelationID, MetaCausationID: e.Meta.CausationID} {
		if value != "" {
			msg.Metadata.Set(key, value)
		}
	}
	return msg
}

// vietnam is where days are counted.
var vietnam = time.FixedZone("+07", 7*60*60)

// metadata is what the log demands of an event that no command of the book wrote.
func metadata(now time.Time, actor, command string) (es.Metadata, error) {
	m := es.Metadata{Actor: actor, Command: command, RecordedAt: now.UTC().Truncate(time.Microsecond)}
	if err := m.OccurredOn.UnmarshalText([]byte(now.In(vietnam).Format(time.DateOnly))); err != nil {
		return m, fmt.Errorf("couldn't date the event: %w", err)
	}
	return m, nil
}
