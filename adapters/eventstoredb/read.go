package eventstoredb

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/shared"
	"github.com/EventStore/EventStore-Client-Go/v4/protos/streams"

	"vaoso/domain/es"
)

// pageSize is how many events one call reads, at the most, and pageBytes how
// much they may hold: what comes after that is left for the next.
const (
	pageSize  = 4096
	pageBytes = 16 << 20
)

// batch is what one call has read.
type batch struct {
	events []es.Event
	full   bool // there may be more
}

// searchWindow is how many events a read with a filter looks at together. The
// server wants it to be greater than the number asked for.
const searchWindow = 2 * pageSize

// Read is es.Log's.
func (l *Log) Read(ctx context.Context, stream string, from es.Revision, dir es.Direction) iter.Seq2[es.Event, error] {
	return func(yield func(es.Event, error) bool) {
		ctx, done := l.use(ctx)
		defer done()
		for size := 64; ; size = pageSize { // most streams are short
			direction, at, want := dir, from, size
			if from == es.Last && dir == es.Forward { // what is at the end is read backward
				direction, want = es.Backward, 1
			}
			page, err := patiently(ctx, l, func(ctx context.Context) (batch, error) { return l.streamPage(ctx, stream, at, direction, want) })
			if err != nil {
				yield(es.Event{}, fmt.Errorf("couldn't read %s: %w", stream, err))
				return
			}
			for _, e := range page.events {
				if !yield(e, nil) {
					return
				}
			}
			if from == es.Last && dir == es.Forward || len(page.events) == 0 {
				return
			}
			end := page.events[len(page.events)-1].Revision
			if from = end + 1; dir == es.Backward {
				from = end - 1
			}
			switch {
			case dir == es.Backward && end == 0, dir == es.Forward && !page.full:
				return
			case dir == es.Backward && !page.full:
				yield(es.Event{}, hidden(stream, from))
				return
			}
		}
	}
}

// ReadAll is es.Log's. Its end is where the log ended when it began.
func (l *Log) ReadAll(ctx context.Context, from es.Position, dir es.Direction, filter es.Filter) iter.Seq2[es.Event, error] {
	return func(yield func(es.Event, error) bool) {
		ctx, done := l.use(ctx)
		defer done()
		fail := func(err error) { yield(es.Event{}, fmt.Errorf("couldn't read the log: %w", err)) }
		if err := filter.Valid(); err != nil {
			fail(err)
			return
		}
		end := es.Start
		if dir == es.Forward {
			var err error
			if end, err = l.Head(ctx); err != nil {
				fail(err)
				return
			}
			if !from.Before(end) {
				return
			}
		}
		asked := filter
		for size := 64; ; size = pageSize {
			at, want := from, size
			page, err := patiently(ctx, l, func(ctx context.Context) (batch, error) {
				page, err := l.allPage(ctx, at, dir, asked, want)
				if err != nil { // the server may not get through the log in time to something rare: it is looked for here
					asked = es.Filter{}
				}
				return page, err
			})
			if err != nil {
				fail(err)
				return
			}
			for _, e := range page.events {
				if dir == es.Forward && end.Before(e.Position) {
					return
				}
				if from = e.Position; !wanted(&e, filter) {
					continue
				}
				if !yield(e, nil) {
					return
				}
			}
			if !page.full {
				return
			}
		}
	}
}

// Head is es.Log's.
func (l *Log) Head(ctx context.Context) (es.Position, error) {
	ctx, done := l.use(ctx)
	defer done()
	page, err := patiently(ctx, l, func(ctx context.Context) (batch, error) {
		return l.allPage(ctx, es.End, es.Backward, es.Filter{}, 1)
	})
	if err != nil {
		return es.Start, fmt.Errorf("couldn't read the log's end: %w", err)
	}
	if len(page.events) == 0 {
		return es.Start, nil
	}
	return page.events[0].Position, nil
}

// patiently reads, again and again while there is trouble, for as long as the
// log's patience lasts.
func patiently[T any](ctx context.Context, l *Log, read func(context.Context) (T, error)) (T, error) {
	deadline := time.Now().Add(l.opts.Patience)
	var wait backoff
	for {
		page, err := read(ctx)
		if err == nil || !passing(err) {
			return page, err
		}
		if ctx.Err() != nil {
			return page, over(ctx)
		}
		if time.Now().After(deadline) {
			return page, err
		}
		wait.pause(ctx)
	}
}

// streamPage reads at most n events of a stream, once.
func (l *Log) streamPage(ctx context.Context, stream string, from es.Revision, dir es.Direction, n int) (batch, error) {
	o := &streams.ReadReq_Options_StreamOptions{StreamIdentifier: streamID(stream)}
	if from == es.Last {
		o.RevisionOption = &streams.ReadReq_Options_StreamOptions_End{End: &shared.Empty{}}
	} else {
		o.RevisionOption = &streams.ReadReq_Options_StreamOptions_Revision{Revision: uint64(max(from, 0))} //nolint:gosec // not negative
	}
	next, known, step := from, dir == es.Forward, es.Revision(1)
	if dir == es.Backward {
		step = -1
	}
	return l.page(ctx, &streams.ReadReq_Options{StreamOption: &streams.ReadReq_Options_Stream{Stream: o}, FilterOption: noFilter}, dir, n, func(e *es.Event) error {
		switch {
		case e.Stream != stream, dir == es.Backward && e.Revision > from, known && (e.Revision-next)*step < 0:
			return malformed("%s@%s, where %s was asked for, from %s on", e.Stream, e.Revision, stream, from)
		case known && e.Revision != next:
			return hidden(stream, next)
		}
		next, known = e.Revision+step, true
		return nil
	})
}

// hidden is that EventStoreDB keeps an event to itself. A book's streams have no
// such settings: its history would have a hole.
func hidden(stream string, revision es.Revision) error {
	return fmt.Errorf("%w: %s@%s is missing: EventStoreDB hides it ($maxCount, $maxAge, $tb or a deletion of the stream)", es.ErrCorrupt, stream, revision)
}

// allPage reads at most n events of all streams, once: those strictly after or
// before the position. Their order is checked.
func (l *Log) allPage(ctx context.Context, from es.Position, dir es.Direction, filter es.Filter, n int) (batch, error) {
	o := &streams.ReadReq_Options_AllOptions{}
	switch commit, prepare := from.Pair(); {
	case from == es.Start && dir == es.Backward, from == es.End && dir == es.Forward:
		return batch{}, nil
	case from == es.Start:
		o.AllOption = &streams.ReadReq_Options_AllOptions_Start{Start: &shared.Empty{}}
	case from == es.End:
		o.AllOption = &streams.ReadReq_Options_AllOptions_End{End: &shared.Empty{}}
	default:
		o.AllOption = &streams.ReadReq_Options_AllOptions_Position{Position: &streams.ReadReq_Options_Position{CommitPosition: commit, PreparePosition: prepare}}
	}
	// Forward, the server's answer begins with the event at the position itself.
	inclusive := dir == es.Forward && from != es.Start
	ask, first, last := n, true, from
	if inclusive {
		ask++
	}
	page, err := l.page(ctx, &streams.ReadReq_Options{StreamOption: &streams.ReadReq_Options_All{All: o}, FilterOption: serverFilter(filter, searchWindow)}, dir, ask, func(e *es.Event) error {
		if first && inclusive && e.Position == from {
			first = false
			return nil
		}
		if first = false; dir == es.Forward && !last.Before(e.Position) || dir == es.Backward && !e.Position.Before(last) {
			return malformed("position %s after %s", e.Position, last)
		}
		last = e.Position
		return nil
	})
	if inclusive && len(page.events) > 0 && page.events[0].Position == from {
		page.events = page.events[1:]
	}
	if len(page.events) >= n {
		page.events, page.full = page.events[:n], true
	}
	return page, err
}

// page makes one call and gives all that it answers.
func (l *Log) page(ctx context.Context, o *streams.ReadReq_Options, dir es.Direction, n int, check func(*es.Event) error) (batch, error) {
	if ctx.Err() != nil {
		return batch{}, over(ctx)
	}
	inTime, cancel := context.WithTimeout(ctx, l.opts.Timeout)
	defer cancel()
	c, err := l.servers.get(inTime)
	if err != nil {
		return batch{}, l.judge(ctx, nil, err)
	}
	if dir == es.Backward {
		o.ReadDirection = streams.ReadReq_Options_Backwards
	}
	o.CountOption = &streams.ReadReq_Options_Count{Count: uint64(n)} //nolint:gosec // a page's size
	page, err := l.receive(inTime, c, o, n, check)
	if err != nil {
		return batch{}, l.judge(ctx, c, err)
	}
	return page, nil
}

// judge says what a call's error means, and gives the connection up where it may
// be the cause. ctx is the caller's.
func (l *Log) judge(ctx context.Context, c *connection, err error) error {
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return over(ctx)
	}
	if errors.Is(err, context.DeadlineExceeded) {
		err = trouble(err)
	}
	if c != nil && passing(err) && !local(err) {
		l.servers.drop(c, err)
	}
	return err
}

func (l *Log) receive(ctx context.Context, c *connection, o *streams.ReadReq_Options, n int, check func(*es.Event) error) (page batch, err error) {
	o.UuidOption = &streams.ReadReq_Options_UUIDOption{Content: &streams.ReadReq_Options_UUIDOption_Structured{Structured: &shared.Empty{}}}
	call, err := c.streams.Read(l.servers.outgoing(ctx), &streams.ReadReq{Options: o})
	if err != nil {
		return page, failure(err, nil)
	}
	// Ending the caller's context ends the call, also one that isn't read out.
	for size := 0; ; {
		resp, err := call.Recv()
		if errors.Is(err, io.EOF) {
			return page, nil
		}
		if err != nil {
			return page, failure(err, call.Trailer())
		}
		switch m := resp.GetContent().(type) {
		case *streams.ReadResp_Event:
			e, err := eventOf(m.Event)
			if err == nil {
				err = check(&e)
			}
			if err == nil && len(page.events) == n {
				err = malformed("more than the %d events asked for", n)
			}
			if errors.Is(err, errMalformed) {
				return page, trouble(err)
			}
			if err != nil {
				return page, err
			}
			l.known.saw(&e)
			page.events = append(page.events, e)
			page.full = len(page.events) == n
			if size += len(e.Data); size > pageBytes {
				page.full = true
				return page, nil
			}
		case *streams.ReadResp_StreamNotFound_:
			return batch{}, nil
		case nil: // an event may have been in it
			return page, trouble(malformed("a message of an unknown kind"))
		default: // where a stream begins and ends, which newer servers say
		}
	}
}

// noFilter is for a stream.
var noFilter = &streams.ReadReq_Options_NoFilter{NoFilter: &shared.Empty{}}

// serverFilter is the filter in the server's terms. EventStoreDB's own streams
// are always left out. The window is how many events the server looks at
// together, and in a subscription between two checkpoints. Types are whole: the server knows prefixes, and regular
// expressions.
func serverFilter(f es.Filter, window int) *streams.ReadReq_Options_Filter {
	o := &streams.ReadReq_Options_FilterOptions{
		Window:                       &streams.ReadReq_Options_FilterOptions_Max{Max: uint32(window)}, //nolint:gosec // a small number
		CheckpointIntervalMultiplier: 1,
	}
	expression := &streams.ReadReq_Options_FilterOptions_Expression{}
	switch {
	case len(f.Types) > 0:
		names := make([]string, len(f.Types))
		for i, name := range f.Types {
			names[i] = regexp.QuoteMeta(name)
		}
		expression.Regex = "^(" + strings.Join(names, "|") + ")$"
		o.Filter = &streams.ReadReq_Options_FilterOptions_EventType{EventType: expression}
	case len(f.StreamPrefixes) > 0 && !slices.Contains(f.StreamPrefixes, ""):
		expression.Prefix = f.StreamPrefixes
		o.Filter = &streams.ReadReq_Options_FilterOptions_StreamIdentifier{StreamIdentifier: expression}
	default:
		expression.Regex = `^[^\$]`
		o.Filter = &streams.ReadReq_Options_FilterOptions_StreamIdentifier{StreamIdentifier: expression}
	}
	return &streams.ReadReq_Options_Filter{Filter: o}
}

// wanted says whether the event is a book's, and what the filter wants: it
// doesn't rely on the server's filter alone.
func wanted(e *es.Event, f es.Filter) bool {
	switch {
	case system(e):
		return false
	case len(f.Types) > 0:
		return slices.Contains(f.Types, e.Type)
	case len(f.StreamPrefixes) > 0:
		return slices.ContainsFunc(f.StreamPrefixes, func(p string) bool { return strings.HasPrefix(e.Stream, p) })
	}
	return true
}
