package eventclient

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	api "vaoso/adapters/http"
	"vaoso/domain/es"
)

// maxLine is the longest line of a stream, in bytes: an event is 1 MiB at most.
const maxLine = 4 << 20

// block is what lies between two empty lines of a stream.
type block struct {
	id    string // "": none
	event string
	data  string
	retry time.Duration // 0: none
}

// blocks reads a stream's blocks until it ends; heard is called for every line.
func blocks(stream io.Reader, heard func(), each func(block) (bool, error)) error {
	lines := bufio.NewScanner(stream)
	lines.Buffer(make([]byte, 0, 64<<10), maxLine)
	var b block
	var data []string
	for lines.Scan() {
		heard()
		if lines.Text() == "" {
			b.data = strings.Join(data, "\n")
			if more, err := each(b); err != nil || !more {
				return err
			}
			b, data = block{}, nil
			continue
		}
		name, value, _ := strings.Cut(lines.Text(), ":")
		value = strings.TrimPrefix(value, " ")
		switch name {
		case "id":
			b.id = value
		case "event":
			b.event = value
		case "data":
			data = append(data, value)
		case "retry":
			if ms, err := strconv.Atoi(value); err == nil && ms >= 0 {
				b.retry = time.Duration(ms) * time.Millisecond
			}
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("không đọc tiếp được / couldn't read on: %w", err)
	}
	return errEnded
}

// decode is the event in a block.
func decode(data string) (es.Event, error) {
	var p api.PublishedEvent
	if err := json.Unmarshal([]byte(data), &p); err != nil {
		return es.Event{}, fmt.Errorf("%w: an event: %w", errMalformed, err)
	}
	name, version, ok := cutLast(p.Type, ".v")
	n, err := strconv.Atoi(version)
	if err != nil || !ok {
		return es.Event{}, fmt.Errorf("%w: %q is no type with a version", errMalformed, p.Type)
	}
	return es.Event{
		ID: p.ID, Stream: p.Subject, Revision: p.Revision, Position: p.Position, Type: name, Version: n, Data: p.Data,
		Meta: es.Metadata{Role: p.Role, Unit: p.Unit, Command: p.Command, OccurredOn: p.OccurredOn, RecordedAt: p.Time},
	}, nil
}

// cutLast cuts around the last sep.
func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}
