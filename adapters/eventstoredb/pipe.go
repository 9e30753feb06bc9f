package eventstoredb

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"math"
	"sync"
	"time"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/shared"
	"github.com/EventStore/EventStore-Client-Go/v4/protos/streams"
	statuspb "google.golang.org/genproto/googleapis/rpc/status"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/durationpb"
	"google.golang.org/protobuf/types/known/emptypb"

	"vaoso/domain/es"
)

// request is one attempt of an append.
type request struct {
	stream   string
	expected es.Revision // of the stream's last event; NoRevision: it has none
	events   []es.NewEvent
	timeout  time.Duration

	before es.Position // the furthest position seen when it was sent
	answer chan answer // gets one
	id     es.UUID     // by which the server answers
	gone   bool        // nobody waits for it any more; under the pipe's lock
}

// answer is what an attempt came to.
type answer struct {
	appended es.Appended
	err      error
	unsent   bool // the request never left
}

// errAnswerLost says that an append was sent and that its answer won't come.
var errAnswerLost = errors.New("the answer was lost")

// pipe sends the appends of all goroutines down one BatchAppend call, so that
// they reach the server together; the answers come in any order. One goroutine
// sends, in the order in which recorded instants are given; another listens.
type pipe struct {
	servers *servers
	conn    *connection
	queue   chan *request

	mu      sync.Mutex
	started bool
	over    error // why nothing more is taken
	pending map[es.UUID]*request
	ended   chan struct{} // closed with over
}

func newPipe(s *servers, c *connection) *pipe {
	return &pipe{servers: s, conn: c, queue: make(chan *request), pending: map[es.UUID]*request{}, ended: make(chan struct{})}
}

// do sends the request and waits for what it comes to. A context that ends once
// it has been sent leaves the outcome unknown.
func (p *pipe) do(ctx context.Context, q *request) answer {
	if err := p.start(); err != nil {
		return answer{err: err, unsent: true}
	}
	q.answer = make(chan answer, 1)
	select {
	case p.queue <- q:
	case <-p.ended:
		return answer{err: p.over, unsent: true}
	case <-ctx.Done():
		return answer{err: over(ctx), unsent: true}
	}
	select {
	case a := <-q.answer:
		return a
	case <-ctx.Done():
		p.forget(q)
		return answer{err: trouble(fmt.Errorf("%w: %w", errAnswerLost, over(ctx)))}
	}
}

// forget lets go of a request that nobody waits for any more.
func (p *pipe) forget(q *request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	q.gone = true
	delete(p.pending, q.id)
}

// start makes the call, once.
func (p *pipe) start() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.started && p.over == nil {
		p.started = true
		p.servers.run.Go(p.run)
	}
	return p.over
}

// run makes the call, which waits for the connection where that was lost, and
// goes on until it ends. It ends with the connection, which ends with the log.
func (p *pipe) run() {
	call, err := p.conn.streams.BatchAppend(p.servers.outgoing(context.Background()))
	if err != nil {
		p.finish(failure(err, nil))
		return
	}
	p.servers.run.Go(func() { p.send(call) })
	p.listen(call)
}

// send sends what is queued until the call ends.
func (p *pipe) send(call streams.Streams_BatchAppendClient) {
	for {
		select {
		case q := <-p.queue:
			if err := p.sendOne(call, q); err != nil {
				q.answer <- answer{err: err, unsent: true}
			}
		case <-p.ended:
			return
		}
	}
}

// sendOne fails only where the request never left. One that nobody waits for any
// more isn't sent.
func (p *pipe) sendOne(call streams.Streams_BatchAppendClient, q *request) error {
	q.before = p.servers.known.furthest()
	m, err := p.message(q)
	if err != nil {
		return err
	}
	id := randomID()
	m.CorrelationId = toID(id)
	p.mu.Lock()
	if p.over != nil || q.gone {
		defer p.mu.Unlock()
		return p.over
	}
	q.id = id
	p.pending[id] = q
	p.mu.Unlock()
	if err := call.Send(m); err != nil {
		// Part of it may have left. The call has ended: listen learns why, and
		// answers whoever waits.
		return nil //nolint:nilerr // as said
	}
	return nil
}

func (p *pipe) message(q *request) (*streams.BatchAppendReq, error) {
	o := &streams.BatchAppendReq_Options{
		StreamIdentifier: streamID(q.stream),
		DeadlineOption:   &streams.BatchAppendReq_Options_Deadline{Deadline: durationpb.New(q.timeout)},
	}
	if q.expected == es.NoRevision {
		o.ExpectedStreamPosition = &streams.BatchAppendReq_Options_NoStream{NoStream: &emptypb.Empty{}}
	} else {
		o.ExpectedStreamPosition = &streams.BatchAppendReq_Options_StreamPosition{StreamPosition: uint64(q.expected)} //nolint:gosec // not negative
	}
	m := &streams.BatchAppendReq{Options: o, IsFinal: true}
	for _, e := range q.events {
		e.Meta.RecordedAt = p.servers.known.stamp(e.Meta.RecordedAt)
		custom, err := es.EncodeMetadata(e.Version, e.Meta)
		if err != nil {
			return nil, err
		}
		m.ProposedMessages = append(m.ProposedMessages, &streams.BatchAppendReq_ProposedMessage{
			Id: toID(e.ID), Metadata: map[string]string{"type": e.Type, "content-type": "application/json"}, CustomMetadata: custom, Data: e.Data,
		})
	}
	return m, nil
}

// listen hands the answers out until the call ends.
func (p *pipe) listen(call streams.Streams_BatchAppendClient) {
	for {
		resp, err := call.Recv()
		if err != nil {
			p.finish(failure(err, call.Trailer()))
			return
		}
		id, err := idOf(resp.GetCorrelationId())
		if err != nil {
			p.finish(trouble(err))
			return
		}
		p.mu.Lock()
		q := p.pending[id]
		delete(p.pending, id)
		p.mu.Unlock()
		if q != nil { // its caller may have gone: then nobody listens
			q.answer <- p.read(q, resp)
		}
	}
}

// finish ends the pipe: nobody knows what became of the appends under way.
func (p *pipe) finish(err error) {
	p.mu.Lock()
	p.over = err
	lost := p.pending
	p.pending = nil
	close(p.ended)
	p.mu.Unlock()
	p.servers.drop(p.conn, err)
	for _, q := range lost {
		if !passing(err) { // the server refused the call as a whole
			q.answer <- answer{err: err}
			continue
		}
		q.answer <- answer{err: trouble(fmt.Errorf("%w: %w", errAnswerLost, err))}
	}
}

// read turns an answer into what the append came to. One that says neither
// where the append ended nor why it was refused says nothing.
func (p *pipe) read(q *request, resp *streams.BatchAppendResp) answer {
	if failed := resp.GetError(); failed != nil {
		return answer{err: refusal(q, failed)}
	}
	done := resp.GetSuccess()
	position, revision := done.GetPosition(), done.GetCurrentRevision()
	at := es.NewPosition(position.GetCommitPosition(), position.GetPreparePosition())
	if want := int64(q.expected) + int64(len(q.events)); position == nil || at == es.Start || at == es.End || revision > math.MaxInt64 || int64(revision) != want { //nolint:gosec // checked before
		return answer{err: trouble(malformed("an append that should end at revision %d ended at %d, position %s", want, revision, at))}
	}
	return answer{appended: es.Appended{Revision: es.Revision(revision), Position: at, Repeated: p.servers.known.wrote(at, q.before)}} //nolint:gosec // checked before
}

// refusal is why the server didn't write. Whatever it isn't clear about is
// trouble.
func refusal(q *request, s *statuspb.Status) error {
	code := codes.Code(s.GetCode()) //nolint:gosec // a small number
	if len(s.GetDetails()) > 0 {
		detail := s.GetDetails()[0]
		if wrong := new(shared.WrongExpectedVersion); detail.MessageIs(wrong) {
			if err := detail.UnmarshalTo(wrong); err != nil {
				return trouble(malformed("a conflict: %v", err))
			}
			conflict := &es.ConflictError{Stream: q.stream, Expected: es.Exactly(q.expected), Actual: es.NoRevision}
			if at, ok := wrong.GetCurrentStreamRevisionOption().(*shared.WrongExpectedVersion_CurrentStreamRevision); ok && at.CurrentStreamRevision <= math.MaxInt64 {
				conflict.Actual = es.Revision(at.CurrentStreamRevision) //nolint:gosec // checked before
			}
			return conflict
		}
		switch {
		case detail.MessageIs(&shared.StreamDeleted{}):
			return errDeleted
		case detail.MessageIs(&shared.MaximumAppendSizeExceeded{}):
			return fmt.Errorf("%w: the server takes less", es.ErrTooLarge)
		case detail.MessageIs(&shared.AccessDenied{}):
			return errors.New("EventStoreDB doesn't allow this user to append")
		case detail.MessageIs(&shared.BadRequest{}):
			return fmt.Errorf("EventStoreDB doesn't understand the append: %s", s.GetMessage())
		}
	}
	return trouble(fmt.Errorf("the server answered %s: %s", code, s.GetMessage()))
}

func randomID() (u es.UUID) {
	_, _ = rand.Read(u[:]) // never fails, as crypto/rand says
	return u
}
