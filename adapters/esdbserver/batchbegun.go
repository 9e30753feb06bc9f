package esdbserver

import (
	"time"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/shared"
	"github.com/EventStore/EventStore-Client-Go/v4/protos/streams"

	"vaoso/domain/es"
)

// writeTimeout is how long an append may take at the most, as at EventStoreDB.
const writeTimeout = 10 * time.Second

// batch is one append that arrives in one or more messages.
type batch struct {
	id       *shared.UUID
	stream   string
	expected es.Expected
	timeout  time.Duration
	events   []proposed
	size     int
}

// answer is the append's answer but for how it came out. It always names the
// stream: clients take that for granted.
func (b *batch) answer() *streams.BatchAppendResp {
	return &streams.BatchAppendResp{CorrelationId: b.id, StreamIdentifier: &shared.StreamIdentifier{StreamName: []byte(b.stream)}}
}

func refusal(b *batch, err error) *streams.BatchAppendResp {
	resp := b.answer()
	resp.Result = &streams.BatchAppendResp_Error{Error: failedBatch(err)}
	return resp
}

// begun are the appends of one BatchAppend of which more is to come.
type begun struct {
	writable bool
	byID     map[string]*batch
	size     int // of all, in bytes
}

// What may be begun and not ended, in appends and in bytes.
const (
	maxBegun     = 256
	maxBegunSize = 16 * maxAppend
)

func (g *begun) drop(key string) {
	if b := g.byID[key]; b != nil {
		g.size -= b.size
		delete(g.byID, key)
	}
}

// collect adds a message to its append, and gives the append where that was its
// last message. With an error it gives the append that is refused.
func (g *begun) collect(req *streams.BatchAppendReq) (*batch, error) {
	id, err := fromUUID(req.GetCorrelationId())
	if err != nil {
		return &batch{id: req.GetCorrelationId()}, invalid("the correlation id: %v", err)
	}
	key := id.String()
	if req.GetOptions() != nil {
		g.drop(key)
		b, err := newBatch(req)
		switch {
		case !g.writable:
			return b, errReadOnly
		case err != nil:
			return b, err
		case len(g.byID) == maxBegun:
			return b, errUnended
		}
		g.byID[key] = b
	}
	b := g.byID[key]
	if b == nil {
		return nil, nil // what is left of a refused append
	}
	for _, m := range req.GetProposedMessages() {
		p, err := readProposed(len(b.events), m.GetId(), m.GetMetadata(), m.GetCustomMetadata(), m.GetData())
		b.size += p.size()
		g.size += p.size()
		switch {
		case err != nil:
		case b.size > maxAppend || len(b.events) == maxEvents:
			err = errTooLarge
		case g.size > maxBegunSize:
			err = errUnended
		}
		if err != nil {
			g.drop(key)
			return b, err
		}
		b.events = append(b.events, p)
	}
	if !req.GetIsFinal() {
		return nil, nil
	}
	g.drop(key)
	return b, nil
}

func newBatch(req *streams.BatchAppendReq) (*batch, error) {
	o := req.GetOptions()
	b := &batch{id: req.GetCorrelationId(), stream: string(o.GetStreamIdentifier().GetStreamName()), timeout: writeTimeout}
	if b.stream == "" {
		return b, invalid("the stream's name is missing")
	}
	var err error
	switch e := o.GetExpectedStreamPosition().(type) {
	case *streams.BatchAppendReq_Options_StreamPosition:
		b.expected, err = exactly(e.StreamPosition)
	case *streams.BatchAppendReq_Options_NoStream:
		b.expected = es.NoStream
	case *streams.BatchAppendReq_Options_Any:
		b.expected = es.Any
	case *streams.BatchAppendReq_Options_StreamExists:
		b.expected = es.StreamExists
	default:
		err = invalid("the expected position is missing")
	}
	switch d := o.GetDeadlineOption().(type) {
	case *streams.BatchAppendReq_Options_Deadline:
		b.timeout = min(b.timeout, d.Deadline.AsDuration())
	case *streams.BatchAppendReq_Options_Deadline_21_10_0:
		b.timeout = min(b.timeout, time.Until(d.Deadline_21_10_0.AsTime()))
	}
	return b, err
}
