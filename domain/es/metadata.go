package es

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

// stored is the form of [EncodeMetadata].
type stored struct {
	Version int `json:"version"` // of the event's type
	Metadata
}

// EncodeMetadata is the JSON form of an event's version and metadata, for logs
// that keep them as bytes beside the data, such as EventStoreDB's custom
// metadata. The same values always give the same bytes.
func EncodeMetadata(version int, m Metadata) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(stored{version, m}); err != nil {
		return nil, fmt.Errorf("couldn't encode an event's metadata: %w", err)
	}
	return bytes.TrimRight(b.Bytes(), "\n"), nil
}

// ErrForeignMetadata says that bytes aren't what EncodeMetadata writes: some
// other program wrote the event.
var ErrForeignMetadata = errors.New("es: the event's metadata isn't a book's")

// DecodeMetadata reads what [EncodeMetadata] wrote. It fails with
// ErrForeignMetadata.
func DecodeMetadata(data []byte) (version int, m Metadata, err error) {
	var s stored
	if err := json.Unmarshal(data, &s); err != nil {
		return 0, Metadata{}, fmt.Errorf("%w: %w", ErrForeignMetadata, err)
	}
	if s.Version < 1 || s.RecordedAt.IsZero() || s.OccurredOn.IsZero() {
		return 0, Metadata{}, fmt.Errorf("%w: it lacks version, recordedAt or occurredOn", ErrForeignMetadata)
	}
	s.RecordedAt = s.RecordedAt.UTC()
	return s.Version, s.Metadata, nil
}
