package watermill

import (
	"context"
	"fmt"

	"github.com/ThreeDotsLabs/watermill/message"

	"vaoso/projections/engine"
)

// Policy does something about a view's rows whenever the projection has
// committed: they are its to-do list. It is called at the start and after
// every commit, or once after several, and again until it succeeds, so it must
// do nothing about what it has done. Its trouble holds no projection up.
type Policy struct {
	Name       string // "engagement"
	Projection string
	Do         func(context.Context) error
}

// commits is a subscriber of projections' checkpoints: a message whenever one
// has moved, and one at the start.
type commits struct {
	*Subscriber
}

// Subscribe delivers the checkpoints of the projection.
func (c commits) Subscribe(ctx context.Context, projection string) (<-chan *message.Message, error) {
	if _, err := c.engine.Moved(ctx, projection, engine.Status{}); err != nil {
		return nil, fmt.Errorf("couldn't follow %s: %w", projection, err)
	}
	return c.start(ctx, func(ctx context.Context, out chan<- *message.Message) {
		var last engine.Status
		for {
			now, err := c.engine.Moved(ctx, projection, last)
			if err != nil || !send(ctx, out, projection, Envelope{After: last.Position, Through: now.Position}) {
				return // ctx has ended
			}
			last = now
		}
	})
}

func (p Policy) handle(msg *message.Message) error {
	if err := p.Do(context.WithoutCancel(msg.Context())); err != nil {
		return fmt.Errorf("couldn't carry out policy %s: %w", p.Name, err)
	}
	return nil
}

// project is the handler of a projection.
func project(e *engine.Engine, name string) message.NoPublishHandlerFunc {
	return func(msg *message.Message) error {
		page := PageOf(msg)
		if page == nil {
			return fmt.Errorf("watermill: message %s carries no page", msg.UUID)
		}
		// A page is finished even when the router closes: it is short, and
		// leaves less to do again.
		err := e.Project(context.WithoutCancel(msg.Context()), name, page)
		if err == nil || settled(err) {
			return nil
		}
		return err
	}
}
