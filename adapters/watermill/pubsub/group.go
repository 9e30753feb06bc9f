package pubsub

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/ThreeDotsLabs/watermill"

	"vaoso/domain/es"
)

// errFenced says that another subscription of the group has taken over.
var errFenced = errors.New("pubsub: another subscription of the group delivers")

// ErrOtherLog says that a group's offset names an event that the log hasn't got.
var ErrOtherLog = errors.New("pubsub: the group's offset is of another log")

// claim makes the subscription the one that delivers, whoever it was before.
func (s *subscription) claim(ctx context.Context) error {
	for {
		saved, err := s.config.Offsets.Load(ctx, s.config.Group, s.topic)
		if err != nil {
			return err
		}
		if saved.Version == 0 && s.config.OnlyNew {
			if saved.Offset, err = s.last(ctx); err != nil {
				return err
			}
		}
		saved.Takeovers = 0
		if err := s.take(ctx, saved); !errors.Is(err, ErrSavedElsewhere) {
			return err
		}
	}
}

// take makes the subscription the owner of what was saved, and goes there.
func (s *subscription) take(ctx context.Context, saved Saved) error {
	at, err := s.place(ctx, saved.Offset)
	if err != nil {
		return err
	}
	saved.Owner = s.owner
	if saved.Version, err = s.config.Offsets.Save(ctx, s.config.Group, s.topic, saved); err != nil {
		return err
	}
	s.at, s.saved, s.done, s.unsaved = at, saved, saved.Offset, 0
	return nil
}

// place is where the offset's event stands in this log.
func (s *Subscriber) place(ctx context.Context, o Offset) (es.Position, error) {
	if o == (Offset{}) {
		return es.Start, nil
	}
	for e, err := range s.log.Read(ctx, o.Stream, o.Revision, es.Forward) {
		if err != nil {
			return es.Start, fmt.Errorf("couldn't read the event that the group's offset names: %w", err)
		}
		if e.ID == o.ID {
			return e.Position, nil
		}
		break
	}
	return es.Start, fmt.Errorf("%w: there is no event %s at %s@%s", ErrOtherLog, o.ID, o.Stream, o.Revision)
}

// acked notes that the event is dealt with, and saves it where it is time to.
func (s *subscription) acked(ctx context.Context, e es.Event) error {
	s.at, s.done = e.Position, offsetAt(e)
	if s.config.Group == "" {
		return nil
	}
	if s.unsaved == 0 {
		s.since = time.Now()
	}
	if s.unsaved++; s.unsaved%s.config.SaveEvery == 0 || time.Since(s.since) >= s.config.SaveAfter {
		return s.save(ctx)
	}
	return nil
}

// look saves what is due, and sees whether the subscription is still the owner.
// Trouble is told and nothing else: what follows the log notices it too.
func (s *subscription) look(ctx context.Context) error {
	if s.unsaved > 0 && time.Since(s.since) >= s.config.SaveAfter {
		return s.save(ctx)
	}
	saved, err := s.config.Offsets.Load(ctx, s.config.Group, s.topic)
	if errors.Is(err, es.ErrClosed) {
		return err
	}
	if err != nil {
		s.trouble(ctx, "Couldn't see where the group stands", err)
		return nil
	}
	if saved.Owner != s.owner {
		return errFenced
	}
	s.saved.Version = saved.Version
	return nil
}

// save keeps how far the subscription has come. It fails only with errFenced
// and es.ErrClosed.
func (s *subscription) save(ctx context.Context) error {
	err := s.keep(ctx, s.owner)
	if err != nil && !errors.Is(err, errFenced) && !errors.Is(err, es.ErrClosed) {
		s.since = time.Now() // not with each ack
		s.trouble(ctx, "Couldn't save where the group stands, trying again later", err)
		return nil
	}
	return err
}

// keep saves for the owner-to-be: itself, or nobody.
func (s *subscription) keep(ctx context.Context, owner string) error {
	next := Saved{Offset: s.done, Owner: owner, Version: s.saved.Version}
	version, err := s.config.Offsets.Save(ctx, s.config.Group, s.topic, next)
	if errors.Is(err, ErrSavedElsewhere) {
		// It may have been this subscription's own save, that seemed to fail.
		saved, loading := s.config.Offsets.Load(ctx, s.config.Group, s.topic)
		if loading != nil {
			return loading
		}
		if saved.Owner != s.owner {
			return errFenced
		}
		next.Version = saved.Version
		version, err = s.config.Offsets.Save(ctx, s.config.Group, s.topic, next)
		if errors.Is(err, ErrSavedElsewhere) {
			return errFenced
		}
	}
	if err != nil {
		return err
	}
	s.saved, s.unsaved = next, 0
	s.saved.Version = version
	return nil
}

// release saves the last word and lets another subscription of the group go on.
func (s *subscription) release() {
	if s.config.Group == "" || s.saved.Owner != s.owner {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(s.parent), s.config.CloseTimeout)
	defer cancel()
	if err := s.keep(ctx, ""); err != nil && !errors.Is(err, errFenced) {
		s.logger.Error("Couldn't save where the group stands at the end, some messages will come again", err, watermill.LogFields{"messages": s.unsaved})
	}
}

// patience is how often TakeOver may be doubled: take-overs that help nobody
// become rare.
const patience = 5

// standBy waits until the subscription should deliver: the owner has left, or
// messages wait and nothing has been saved for TakeOver. It fails when ctx ends
// and with es.ErrClosed.
func (s *subscription) standBy(ctx context.Context) error {
	s.saved = Saved{}
	w := watch{since: time.Now()}
	for pause(ctx, s.config.Poll) {
		took, err := s.turn(ctx, &w)
		if took || errors.Is(err, es.ErrClosed) {
			return err
		}
		if err != nil {
			s.trouble(ctx, "Couldn't stand by for the group", err)
		}
	}
	return ctx.Err()
}

// watch is what a subscription that stands by has seen.
type watch struct {
	saved   Saved
	waiting bool      // messages waited when TakeOver was half over
	since   time.Time // of either
}

// turn takes the topic over where it is time to.
func (s *subscription) turn(ctx context.Context, w *watch) (took bool, err error) {
	saved, err := s.config.Offsets.Load(ctx, s.config.Group, s.topic)
	if err != nil {
		return false, err
	}
	if saved != w.saved {
		*w = watch{saved: saved, since: time.Now()}
	}
	if saved.Owner != "" && saved.Owner != s.owner {
		if time.Since(w.since) < s.config.TakeOver<<min(saved.Takeovers, patience)/2 {
			return false, nil
		}
		if !w.waiting {
			w.since = time.Now()
			w.waiting, err = s.work(ctx, saved.Offset)
			return false, err
		}
		saved.Takeovers++
	}
	if err = s.take(ctx, saved); errors.Is(err, ErrSavedElsewhere) {
		return false, nil
	}
	return err == nil, err
}

// work says whether a message waits after the offset.
func (s *subscription) work(ctx context.Context, o Offset) (bool, error) {
	at, err := s.place(ctx, o)
	if err != nil {
		return false, err
	}
	for e, err := range s.log.ReadAll(ctx, at, es.Forward, s.events.filter()) {
		if err != nil {
			return false, err
		}
		if s.events.has(e) {
			return true, nil
		}
	}
	return false, nil
}

// trouble tells of an error that is got over, unless it comes of the end.
func (s *subscription) trouble(ctx context.Context, what string, err error) {
	if ctx.Err() == nil {
		s.logger.Error(what, err, nil)
	}
}
