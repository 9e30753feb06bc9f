package es

import (
	"cmp"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Revision numbers a stream's events from 0.
type Revision int64

const (
	// NoRevision is the revision of a stream without events.
	NoRevision Revision = -1
	// Last is the revision of whichever event is the stream's last.
	Last Revision = math.MaxInt64
)

func (r Revision) String() string {
	switch r {
	case NoRevision:
		return "no events"
	case Last:
		return "last"
	}
	return strconv.FormatInt(int64(r), 10)
}

// Expected is where a writer takes a stream to be.
type Expected struct {
	kind     expectedKind
	revision Revision
}

type expectedKind uint8

const (
	expectAny expectedKind = iota
	expectNoStream
	expectExists
	expectExact
)

// The expectations that name no revision. A handler uses none but NoStream:
// repeats are promised only against NoStream and an exact revision.
var (
	Any          = Expected{kind: expectAny}
	NoStream     = Expected{kind: expectNoStream}
	StreamExists = Expected{kind: expectExists}
)

// Exactly expects the stream's last event to have the revision; NoRevision is NoStream.
func Exactly(r Revision) Expected {
	if r == NoRevision {
		return NoStream
	}
	return Expected{expectExact, r}
}

// Meets says whether a stream whose last event has revision last is as expected.
func (e Expected) Meets(last Revision) bool {
	switch e.kind {
	case expectNoStream:
		return last == NoRevision
	case expectExists:
		return last != NoRevision
	case expectExact:
		return last == e.revision
	}
	return true
}

// Revision is the revision that the stream's last event should have; ok is
// false for Any and StreamExists, which name none.
func (e Expected) Revision() (r Revision, ok bool) {
	switch e.kind {
	case expectNoStream:
		return NoRevision, true
	case expectExact:
		return e.revision, true
	}
	return 0, false
}

func (e Expected) String() string {
	switch e.kind {
	case expectNoStream:
		return "no events"
	case expectExists:
		return "some event"
	case expectExact:
		return e.revision.String()
	}
	return "any"
}

// Position is a place in the log's total order. It is opaque: compare
// positions, hand them on, and read nothing into their numbers. They grow, and
// need not be dense.
type Position struct {
	commit, prepare uint64 // EventStoreDB's pair; an embedded log's are equal
}

// Start is before the first event, and End after the last.
var (
	Start = Position{}
	End   = Position{math.MaxUint64, math.MaxUint64}
)

// NewPosition is for logs: they alone make positions.
func NewPosition(commit, prepare uint64) Position { return Position{commit, prepare} }

// Pair is for logs: the two numbers behind a position.
func (p Position) Pair() (commit, prepare uint64) { return p.commit, p.prepare }

// Compare orders positions as the log does.
func (p Position) Compare(q Position) int {
	if c := cmp.Compare(p.commit, q.commit); c != 0 {
		return c
	}
	return cmp.Compare(p.prepare, q.prepare)
}

// Before says whether p comes before q in the log.
func (p Position) Before(q Position) bool { return p.Compare(q) < 0 }

// String is the text form that [ParsePosition] reads: "42", or "42-40" where
// commit and prepare differ; "start" and "end".
func (p Position) String() string {
	switch {
	case p == Start:
		return "start"
	case p == End:
		return "end"
	case p.commit == p.prepare:
		return strconv.FormatUint(p.commit, 10)
	}
	return strconv.FormatUint(p.commit, 10) + "-" + strconv.FormatUint(p.prepare, 10)
}

// ParsePosition reads what [Position.String] wrote.
func ParsePosition(s string) (Position, error) {
	switch s {
	case "start", "0":
		return Start, nil
	case "end":
		return End, nil
	}
	c, p, both := strings.Cut(s, "-")
	if !both {
		p = c
	}
	commit, err := strconv.ParseUint(c, 10, 64)
	prepare, err2 := strconv.ParseUint(p, 10, 64)
	if err != nil || err2 != nil {
		return Position{}, fmt.Errorf("es: %q is not a position (a position is written by the book, e.g. 42, or start)", s)
	}
	return Position{commit, prepare}, nil
}

// MarshalText is the text form.
func (p Position) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads the text form.
func (p *Position) UnmarshalText(b []byte) (err error) {
	*p, err = ParsePosition(string(b))
	return err
}
