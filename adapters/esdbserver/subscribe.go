package esdbserver

import (
	"crypto/rand"
	"math"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/streams"

	"vaoso/domain/es"
)

// pageSize is how many events a subscription takes at once, at the most.
const pageSize = 512

// followAll sends what comes after a position, for as long as the client
// listens. With a filter it says from time to time how far it has come, every
// window of events considered; what the log's end is says CaughtUp, once.
func (r *reading) followAll(o *streams.ReadReq_Options_AllOptions, filtered bool) error {
	after := es.Start
	switch at := o.GetAllOption().(type) {
	case *streams.ReadReq_Options_AllOptions_Position:
		after = es.NewPosition(at.Position.GetCommitPosition(), at.Position.GetPreparePosition())
	case *streams.ReadReq_Options_AllOptions_End:
		after = es.End
	}
	if after == es.End { // clients write it as a position too
		head, err := r.log.Head(r.ctx)
		if err != nil {
			return err
		}
		after = head
	}
	if err := r.confirm(); err != nil {
		return err
	}
	size := pageSize
	if filtered {
		size = min(size, r.filter.window)
	}
	considered := 0
	return r.follow(after, es.Filter{}, size, func(v event) (bool, error) { return r.filter.wants(v), nil }, func(p es.Page) error {
		considered += len(p.Events)
		if !filtered || considered < r.filter.window {
			return nil
		}
		considered = 0
		commit, prepare := p.Through.Pair()
		return r.send(&streams.ReadResp{Content: &streams.ReadResp_Checkpoint_{Checkpoint: &streams.ReadResp_Checkpoint{CommitPosition: commit, PreparePosition: prepare}}})
	})
}

// followStream sends what comes in a stream after a revision. It ends with the
// stream, if that is deleted for ever.
func (r *reading) followStream(o *streams.ReadReq_Options_StreamOptions) error {
	name := string(o.GetStreamIdentifier().GetStreamName())
	if name == "" {
		return invalid("the stream's name is missing")
	}
	st, err := r.state(r.ctx, name)
	if err != nil {
		return err
	}
	if st.deleted {
		return deletedError{name}
	}
	last, err := r.last(r.ctx, name)
	if err != nil {
		return err
	}
	first := max(st.first(last), 0) // the revision that is wanted first
	if st.softDeleted() {           // what is there is hidden, what comes isn't
		first = last + 1
	}
	after, fromNow := es.Start, false
	switch at := o.GetRevisionOption().(type) {
	case *streams.ReadReq_Options_StreamOptions_Revision:
		fromNow = at.Revision >= math.MaxInt64                               // clients write the end as a revision too
		first = max(first, es.Revision(min(at.Revision, math.MaxInt64-1))+1) //nolint:gosec // bounded
	case *streams.ReadReq_Options_StreamOptions_End:
		fromNow = true
	}
	if fromNow {
		first = last + 1
		if after, err = r.log.Head(r.ctx); err != nil {
			return err
		}
	}
	if err := r.confirm(); err != nil {
		return err
	}
	// A name is a prefix of itself; the longer ones are left out below.
	only := es.Filter{StreamPrefixes: []string{keptName(name), keptName(metastream(name))}}
	return r.follow(after, only, pageSize, func(v event) (bool, error) {
		if v.stream == name && v.kind == tombstone && v.revision == tombstoneRevision {
			return false, deletedError{name}
		}
		return v.stream == name && v.revision >= uint64(first) && st.young(v, r.opts.Clock()), nil //nolint:gosec // not negative
	}, func(es.Page) error { return nil })
}

func (r *reading) follow(after es.Position, only es.Filter, size int, wants func(event) (bool, error), page func(es.Page) error) error {
	live := false
	for p, err := range r.log.Follow(r.ctx, after, only, size) {
		if err != nil {
			return err
		}
		for _, e := range p.Events {
			v, err := shown(e)
			if err != nil {
				return err
			}
			wanted, err := wants(v)
			if err != nil {
				return err
			}
			if !wanted {
				continue
			}
			if err := r.event(v); err != nil {
				return err
			}
		}
		if err := page(p); err != nil {
			return err
		}
		if p.CaughtUp && !live {
			live = true
			if err := r.send(&streams.ReadResp{Content: &streams.ReadResp_CaughtUp_{CaughtUp: &streams.ReadResp_CaughtUp{}}}); err != nil {
				return err
			}
		}
	}
	return r.ctx.Err()
}

// confirm is a subscription's first message.
func (r *reading) confirm() error {
	return r.send(&streams.ReadResp{Content: &streams.ReadResp_Confirmation{Confirmation: &streams.ReadResp_SubscriptionConfirmation{SubscriptionId: rand.Text()}}})
}
