package watermill

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/ThreeDotsLabs/watermill"
	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/ThreeDotsLabs/watermill/message/router/middleware"

	"vaoso/projections/engine"
)

// Backoff is how long is waited after trouble: First, then twice as long each
// time, up to Most. The trouble of a store is retried for as long as it lasts.
type Backoff struct {
	First, Most time.Duration
}

// Config is what a router is made of.
type Config struct {
	Engine   *engine.Engine
	Policies []Policy
	Log      *slog.Logger // nil: slog.Default()
	Backoff  Backoff      // zero: 100 ms to 10 s
	// CloseTimeout is how long closing waits for pages in hand; 0 means 30 s.
	CloseTimeout time.Duration
}

// attempts is how often a message is tried before it is nacked. It then comes
// again, so this only bounds how long one delivery lasts.
const attempts = 8

// Router drives the projections and policies.
type Router struct {
	engine *engine.Engine
	router *message.Router
}

// NewRouter makes a router with a handler for each projection and each policy.
func NewRouter(config Config) (*Router, error) {
	if config.Log == nil {
		config.Log = slog.Default()
	}
	if config.Backoff == (Backoff{}) {
		config.Backoff = Backoff{100 * time.Millisecond, 10 * time.Second}
	}
	if config.CloseTimeout <= 0 {
		config.CloseTimeout = 30 * time.Second
	}
	// Watermill tells every step at Info; a book's operator wants to read of trouble.
	logger := watermill.NewSlogLoggerWithLevelMapping(config.Log, map[slog.Level]slog.Level{slog.LevelInfo: slog.LevelDebug})
	router, err := message.NewRouter(message.RouterConfig{CloseTimeout: config.CloseTimeout}, logger)
	if err != nil {
		return nil, fmt.Errorf("couldn't make the router: %w", err)
	}
	retry := middleware.Retry{
		MaxRetries: attempts - 1, InitialInterval: config.Backoff.First, MaxInterval: config.Backoff.Most,
		Multiplier: 2, RandomizationFactor: 0.3, Logger: logger,
	}
	router.AddMiddleware(retry.Middleware, contained)
	subscriber := NewSubscriber(config.Engine, config.Log, config.Backoff)
	for _, name := range config.Engine.Names() {
		router.AddConsumerHandler("project "+name, name, subscriber, project(config.Engine, name))
	}
	after := commits{NewSubscriber(config.Engine, config.Log, config.Backoff)}
	for _, p := range config.Policies {
		router.AddConsumerHandler("policy "+p.Name, p.Projection, after, p.handle)
	}
	return &Router{config.Engine, router}, nil
}

// Run projects until ctx ends, finishes the pages in hand, and returns nil; an
// error where it couldn't start, or couldn't end in time.
func (r *Router) Run(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var following sync.WaitGroup
	var followed error
	following.Go(func() { followed = r.engine.Run(ctx) })
	err := r.router.Run(ctx)
	cancel()
	following.Wait()
	if err := errors.Join(err, r.router.Close(), followed); err != nil {
		return fmt.Errorf("couldn't run the projections: %w", err)
	}
	return nil
}

// Running is closed once all handlers have subscribed.
func (r *Router) Running() <-chan struct{} { return r.router.Running() }

// settled says whether there is nothing left to do about a page although it
// failed: the projection stands still, which its status says, or the page isn't
// the next one any more, and the next delivery brings the one that is.
func settled(err error) bool {
	var halted *engine.HaltedError
	var gap *engine.GapError
	return errors.As(err, &halted) || errors.As(err, &gap) || errors.Is(err, engine.ErrSuperseded)
}

// contained turns a panic of a handler into an error, without its text: that
// might quote an event.
func contained(h message.HandlerFunc) message.HandlerFunc {
	return func(msg *message.Message) (out []*message.Message, err error) {
		defer func() {
			if r := recover(); r != nil {
				err = fmt.Errorf("watermill: the handler of %s panicked with a %T", msg.UUID, r)
			}
		}()
		return h(msg)
	}
}
