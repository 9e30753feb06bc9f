package eventstoredb

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/shared"
	"github.com/EventStore/EventStore-Client-Go/v4/protos/streams"

	"vaoso/domain/es"
)

// subscriptionWindow is how many events a subscription looks at between two
// checkpoints.
const subscriptionWindow = 512

// buffered is how many messages of a subscription wait for the consumer; what
// is more waits at the server.
const buffered = 1024

// quietest is how many times Quiet a Follow waits at the most.
const quietest = 100

// silence is how many times Quiet a subscription may be silent about an event
// that has been in the log.
const silence = 20

// Follow is es.Log's. It goes through subscriptions, one after another: one
// that is dropped, or that is found to keep silent about an event, is replaced
// by another from where the last page ended. Pages say CaughtUp once the server
// has said that the subscription is live and nothing more has arrived.
func (l *Log) Follow(ctx context.Context, after es.Position, filter es.Filter, size int) iter.Seq2[es.Page, error] {
	return func(yield func(es.Page, error) bool) {
		ctx, done := l.use(ctx)
		defer done()
		f := &following{Log: l, at: after, filter: filter, size: min(max(size, 1), buffered), yield: func(p es.Page) bool { return yield(p, nil) }}
		err := filter.Valid()
		if err == nil {
			err = f.run(ctx)
		}
		if err != nil {
			yield(es.Page{}, fmt.Errorf("couldn't follow the log: %w", err))
		}
	}
}

// following is one Follow.
type following struct {
	*Log
	at     es.Position // how far everything has been yielded
	told   bool        // whether the consumer knows that it has caught up
	well   time.Time   // when it last came further, or found that there was nothing more
	filter es.Filter
	size   int
	yield  func(es.Page) bool
}

// errConsumer ends a following whose consumer has had enough.
var errConsumer = errors.New("the consumer has had enough")

// run replaces subscriptions until the consumer or ctx ends, or trouble outlasts
// the log's patience.
func (f *following) run(ctx context.Context) error {
	if f.at == es.End { // nothing comes after it
		<-ctx.Done()
		return over(ctx)
	}
	var wait backoff
	f.well = time.Now()
	for {
		before := f.at
		err := f.subscribe(ctx)
		switch {
		case errors.Is(err, errConsumer):
			return nil
		case ctx.Err() != nil:
			return over(ctx)
		case !passing(err):
			return err
		case f.at != before:
			wait = backoff{}
		case time.Since(f.well) > f.opts.Patience:
			return err
		}
		wait.pause(ctx)
	}
}

// heard is what a subscription says: one of these.
type heard struct {
	event      *es.Event
	checkpoint es.Position // the server has looked at all up to there
	live       bool        // the history is over
	behind     bool        // it isn't any more: the server goes on with the history
	err        error       // it has ended
}

// subscribe yields what one subscription says until it ends.
func (f *following) subscribe(ctx context.Context) error {
	inTime, cancel := context.WithTimeout(ctx, f.opts.Timeout)
	defer cancel()
	c, err := f.servers.get(inTime)
	if err != nil {
		return f.judge(ctx, nil, err)
	}
	on, err := c.forFollow()
	if err != nil {
		return f.judge(ctx, c, trouble(err))
	}
	defer c.hangUp(on)
	said := make(chan heard, buffered)
	listening, stop := context.WithCancel(ctx)
	ended := make(chan struct{})
	at := f.at
	go func() {
		defer close(ended)
		f.listen(listening, on, at, said)
	}()
	defer func() { stop(); <-ended }()
	s := &subscription{following: f, said: said, quiet: f.opts.Quiet, shared: on.ClientConn == c.ClientConn}
	timer := time.NewTimer(s.quiet)
	defer timer.Stop()
	for {
		var page es.Page
		var err error
		select {
		case h := <-said:
			page, err = s.gather(h)
			timer.Reset(s.quiet)
		case <-timer.C:
			if page, err = s.look(ctx); err != nil && len(said) > 0 { // it has spoken meanwhile, and will say itself if it is over
				page, err = s.gather(<-said)
			}
			timer.Reset(s.quiet)
		case <-ctx.Done():
			return over(ctx)
		}
		well := page.Through != f.at || page.CaughtUp
		if giveErr := f.give(page); giveErr != nil {
			return giveErr
		}
		if well {
			f.well = time.Now()
		}
		if err != nil {
			return f.judge(ctx, c, err)
		}
	}
}

// subscription is one of a following's.
type subscription struct {
	*following
	said   chan heard
	shared bool          // it is on the line that looks take
	live   bool          // it has told all that there was
	quiet  time.Duration // how long it may be before the next look
	missed es.Position   // an event that a look found and that it hasn't told of; Start: none
	since  time.Time     // when a look found it first
}

// gather makes a page of what has been heard.
func (s *subscription) gather(h heard) (page es.Page, err error) {
	page.Through = s.at
	s.quiet, s.missed = s.opts.Quiet, es.Start
	for {
		switch {
		case h.err != nil:
			return page, h.err
		case h.live:
			s.quiet = 0 // only the log's end says how far it has come without a match
		case h.behind:
			s.live = false
		case h.event == nil:
			if page.Through.Before(h.checkpoint) {
				page.Through = h.checkpoint
			}
		case page.Through.Before(h.event.Position): // else it has been yielded
			page.Through = h.event.Position
			if wanted(h.event, s.filter) {
				page.Events = append(page.Events, *h.event)
			}
		}
		if len(page.Events) == s.size {
			return page, nil
		}
		select {
		case h = <-s.said:
		default:
			page.CaughtUp = s.live && unfiltered(s.filter) && len(page.Events) > 0
			return page, nil
		}
	}
}

// look asks the server whether there is anything that the subscription should
// have told of. Where there isn't, everything up to the log's end has been
// yielded. It fails where the subscription has been silent about an event for
// too long.
func (s *subscription) look(ctx context.Context) (page es.Page, err error) {
	page.Through = s.at
	ends, err := s.allPage(ctx, es.End, es.Backward, es.Filter{}, 1)
	if err != nil {
		return page, err
	}
	next, err := s.allPage(ctx, s.at, es.Forward, s.filter, 1)
	if err != nil {
		return page, err
	}
	s.quiet = min(max(2*s.quiet, s.opts.Quiet), quietest*s.opts.Quiet)
	end := es.Start
	if len(ends.events) > 0 {
		end = ends.events[0].Position
	}
	if !s.at.Before(end) || len(next.events) == 0 || end.Before(next.events[0].Position) {
		if s.at.Before(end) {
			page.Through = end
		}
		page.CaughtUp, s.live, s.missed = true, true, es.Start
		return page, nil
	}
	if at := next.events[0].Position; at != s.missed || len(s.said) > 0 {
		s.missed, s.since = at, time.Now()
	}
	if time.Since(s.since) < silence*s.opts.Quiet {
		return page, nil
	}
	return page, &troubleError{err: fmt.Errorf("the subscription keeps silent about the event at %s", s.missed), local: s.shared}
}

// give yields the page where it says anything new.
func (f *following) give(page es.Page) error {
	if page.Through == f.at && (!page.CaughtUp || f.told) {
		return nil
	}
	f.at, f.told = page.Through, page.CaughtUp
	if !f.yield(page) {
		return errConsumer
	}
	return nil
}

// unfiltered says whether every event is wanted.
func unfiltered(f es.Filter) bool { return len(f.Types) == 0 && len(f.StreamPrefixes) == 0 }

// listen subscribes to what comes after the position, and passes on what it hears until the subscription or ctx
// ends.
func (f *following) listen(ctx context.Context, on *line, after es.Position, said chan<- heard) {
	pass := func(h heard) bool {
		select {
		case said <- h:
			return true
		case <-ctx.Done():
			return false
		}
	}
	o := &streams.ReadReq_Options_AllOptions{}
	if commit, prepare := after.Pair(); after == es.Start {
		o.AllOption = &streams.ReadReq_Options_AllOptions_Start{Start: &shared.Empty{}}
	} else {
		o.AllOption = &streams.ReadReq_Options_AllOptions_Position{Position: &streams.ReadReq_Options_Position{CommitPosition: commit, PreparePosition: prepare}}
	}
	call, err := on.streams.Read(f.servers.outgoing(ctx), &streams.ReadReq{Options: &streams.ReadReq_Options{
		StreamOption: &streams.ReadReq_Options_All{All: o},
		CountOption:  &streams.ReadReq_Options_Subscription{Subscription: &streams.ReadReq_Options_SubscriptionOptions{}},
		FilterOption: serverFilter(f.filter, subscriptionWindow),
		UuidOption:   &streams.ReadReq_Options_UUIDOption{Content: &streams.ReadReq_Options_UUIDOption_Structured{Structured: &shared.Empty{}}},
	}})
	if err != nil {
		pass(heard{err: failure(err, nil)})
		return
	}
	for {
		resp, err := call.Recv()
		if err != nil {
			pass(heard{err: failure(err, call.Trailer())})
			return
		}
		var h heard
		switch m := resp.GetContent().(type) {
		case *streams.ReadResp_Event:
			e, err := eventOf(m.Event)
			if err == nil {
				f.known.saw(&e)
			}
			if h.event = &e; err != nil {
				h = heard{err: trouble(err)}
			}
		case *streams.ReadResp_Checkpoint_:
			h.checkpoint = es.NewPosition(m.Checkpoint.GetCommitPosition(), m.Checkpoint.GetPreparePosition())
		case *streams.ReadResp_CaughtUp_:
			h.live = true
		case *streams.ReadResp_FellBehind_:
			h.behind = true
		case nil: // an event may have been in it
			h.err = trouble(malformed("a message of an unknown kind"))
		default: // a confirmation
			continue
		}
		if !pass(h) || h.err != nil {
			return
		}
	}
}
