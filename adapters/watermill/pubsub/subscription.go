package pubsub

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/ThreeDotsLabs/watermill"
	"github.com/ThreeDotsLabs/watermill/message"

	"vaoso/domain/es"
)

// subscription is one Subscribe. All of it belongs to the goroutine of run.
type subscription struct {
	*Subscriber
	parent context.Context // the subscriber's; messages' contexts descend from it
	topic  string
	events Events
	out    chan *message.Message
	owner  string
	logger watermill.LoggerAdapter

	at      es.Position // all of the topic at or before it is dealt with
	saved   Saved       // as this subscription believes it is kept
	done    Offset      // of the last acked message
	unsaved int         // acks since the last save
	since   time.Time   // of the first of them, or of a save that failed
}

type eventKey struct{}

// EventOf is the event behind a message that a [Subscriber] delivered.
func EventOf(msg *message.Message) (es.Event, bool) {
	e, ok := msg.Context().Value(eventKey{}).(es.Event)
	return e, ok
}

// run delivers until ctx ends or the log is closed.
func (s *subscription) run(ctx context.Context) {
	defer close(s.out)
	defer s.release()
	wait := s.config.Trouble.First
	for {
		err := s.deliver(ctx, func() { wait = s.config.Trouble.First })
		if errors.Is(err, errFenced) {
			s.logger.Info("Another subscription of the group delivers, standing by", nil)
			if err = s.standBy(ctx); err == nil {
				s.logger.Info("Delivering for the group", nil)
				continue
			}
		}
		switch {
		case ctx.Err() != nil:
			return
		case errors.Is(err, es.ErrClosed):
			s.logger.Error("The log is closed, the subscription ends", err, nil)
			return
		default:
			s.logger.Error("Couldn't follow the log, going on soon", err, watermill.LogFields{"after": wait.String()})
			if !pause(ctx, wait) {
				return
			}
			wait = min(2*wait, s.config.Trouble.Most)
		}
	}
}

// followed is a page, or the error that ended following.
type followed struct {
	page es.Page
	err  error
}

// deliver follows the log and delivers what comes, until ctx ends, following
// does, or another subscription of the group has taken over.
func (s *subscription) deliver(ctx context.Context, alive func()) error {
	ctx, cancel := context.WithCancel(ctx)
	pages := make(chan followed)
	var following sync.WaitGroup
	after := s.at
	following.Go(func() { s.follow(ctx, after, pages) })
	defer func() {
		cancel()
		following.Wait()
	}()
	look := time.NewTicker(s.config.Poll)
	defer look.Stop()
	if s.config.Group == "" {
		look.Stop()
	}
	for {
		select {
		case next := <-pages:
			if next.err != nil {
				return next.err
			}
			alive()
			for _, e := range next.page.Events {
				if s.events.has(e) {
					if err := s.settle(ctx, look.C, e); err != nil {
						return err
					}
				}
				s.at = e.Position
			}
			s.at = next.page.Through
		case <-look.C:
			if err := s.look(ctx); err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// follow hands on pages until ctx or following ends.
func (s *subscription) follow(ctx context.Context, after es.Position, pages chan<- followed) {
	hand := func(f followed) bool {
		select {
		case pages <- f:
			return true
		case <-ctx.Done():
			return false
		}
	}
	for page, err := range s.log.Follow(ctx, after, s.events.filter(), s.config.Page) {
		if !hand(followed{page, err}) || err != nil {
			return
		}
	}
	hand(followed{err: errEnded})
}

var errEnded = errors.New("pubsub: following the log ended without saying why")

// settle delivers the event until it is acked.
func (s *subscription) settle(ctx context.Context, look <-chan time.Time, e es.Event) error {
	for wait := s.config.Nacked.First; ; wait = min(2*wait, s.config.Nacked.Most) {
		acked, err := s.hand(ctx, look, e)
		if acked {
			return s.acked(ctx, e)
		}
		if err != nil {
			return err
		}
		again := time.NewTimer(wait)
		for waiting := true; waiting; {
			select {
			case <-again.C:
				waiting = false
			case <-look:
				err = s.look(ctx)
			case <-ctx.Done():
				err = ctx.Err()
			}
			if err != nil {
				again.Stop()
				return err
			}
		}
	}
}

// hand delivers the event once, and says whether it was acked.
func (s *subscription) hand(ctx context.Context, look <-chan time.Time, e es.Event) (acked bool, err error) {
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	msg := messageOf(e)
	msgCtx, cancel := context.WithCancel(context.WithValue(s.parent, eventKey{}, e))
	defer cancel()
	msg.SetContext(msgCtx)
	out := s.out // until it is taken
	for {
		select {
		case out <- msg:
			out = nil
		case <-msg.Acked():
			return true, nil
		case <-msg.Nacked():
			return false, nil
		case <-look:
			if err := s.look(ctx); err != nil {
				return false, err
			}
		case <-ctx.Done():
			if out == nil && s.lastWord(msg) {
				return true, nil
			}
			return false, ctx.Err()
		}
	}
}

// lastWord waits a while for the ack of a message that is out when the
// subscription ends.
func (s *subscription) lastWord(msg *message.Message) (acked bool) {
	select {
	case <-msg.Acked():
		return true
	case <-msg.Nacked():
		return false
	default:
	}
	timer := time.NewTimer(s.config.CloseTimeout)
	defer timer.Stop()
	select {
	case <-msg.Acked():
		return true
	case <-msg.Nacked():
	case <-timer.C:
	}
	return false
}
