package http

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"time"

	"vaoso/domain/es"
)

// pageSize is how many events are read ahead of a client.
const pageSize = 64

// retryMillis is how long a client should wait before it connects again.
const retryMillis = 3000

// Why a subscription ended, as metrics and the log say it.
const (
	endedDone     = "done"     // the client wanted no more than there was
	endedClient   = "client"   // the client has gone
	endedSlow     = "slow"     // the client didn't accept what it was sent in time
	endedShutdown = "shutdown" // the program is ending
	endedFailed   = "failed"   // the log couldn't be read on
)

// subscription is one client being told of events. Its state belongs to the
// goroutine that answers the request; another one reads the log, a page ahead.
type subscription struct {
	*server
	w       http.ResponseWriter
	r       *http.Request
	filter  es.Filter
	once    bool        // ends at the log's present end
	read    es.Position // how far the log has been read
	told    es.Position // the id that the client has
	sent    int         // events
	block   bytes.Buffer
	control *http.ResponseController
}

// stream begins the answer and goes on until the client, the program or the log
// ends. It fails only while the answer hasn't begun.
func (v *subscription) stream() error {
	began := time.Now()
	v.control = http.NewResponseController(v.w)
	if err := v.control.SetWriteDeadline(began.Add(v.Options.Events.Slow)); err != nil {
		return fmt.Errorf("couldn't bound the time to write: %w", err)
	}
	v.w.Header().Set("Content-Type", "text/event-stream")
	v.w.Header().Set("X-Accel-Buffering", "no") // proxies hand on each event at once
	v.w.WriteHeader(http.StatusOK)
	ended := v.Watch.Subscribed()
	v.told = v.read
	fmt.Fprintf(&v.block, "retry: %d\nid: %s\n\n", retryMillis, v.told)
	err := v.flush()
	begun(v.r.Context())
	if err == nil && v.once {
		err = v.present()
	} else if err == nil {
		err = v.follow()
	}
	why := v.why(err)
	defer ended(why)
	attrs := []slog.Attr{slog.String("why", why), slog.Int("events", v.sent), slog.Duration("took", time.Since(began))}
	level := slog.LevelInfo
	if why == endedFailed {
		level, attrs = slog.LevelError, append(attrs, slog.String("error", loggable(err)))
	}
	v.Logger.LogAttrs(v.r.Context(), level, "a subscription ended", attrs...)
	return nil
}

// Ends of a subscription that aren't failures.
var (
	errEnding = errors.New("the program is ending")
	errGone   = errors.New("the client has gone")
)

func (v *subscription) why(err error) string {
	switch {
	case err == nil:
		return endedDone
	case errors.Is(err, os.ErrDeadlineExceeded):
		return endedSlow
	case errors.Is(err, errGone), v.r.Context().Err() != nil:
		return endedClient
	case errors.Is(err, errEnding), errors.Is(err, es.ErrClosed):
		return endedShutdown
	}
	return endedFailed
}

// present tells of what there is, and says that this was all.
func (v *subscription) present() error {
	for e, err := range v.Options.Events.Log.ReadAll(v.r.Context(), v.read, es.Forward, v.filter) {
		if err != nil {
			return err
		}
		if err := v.tell(e); err != nil {
			return err
		}
	}
	fmt.Fprintf(&v.block, "event: end\ndata: {\"position\":%q}\n\n", v.told)
	return v.flush()
}

// followed is what reading the log comes to.
type followed struct {
	es.Page
	err error
}

// follow tells of what there is and what will be.
func (v *subscription) follow() error {
	ctx, cancel := context.WithCancel(v.r.Context())
	pages := make(chan followed)
	go v.ahead(ctx, pages)
	defer func() {
		cancel()
		for range pages { // until it has ended
		}
	}()
	beat := time.NewTicker(v.Options.Events.Heartbeat)
	defer beat.Stop()
	for {
		var err error
		select {
		case page, more := <-pages:
			if !more {
				return errors.New("following the log ended without a word")
			}
			err = v.turn(page)
		case <-beat.C:
			err = v.beat()
		case <-ending(ctx):
			return errEnding
		case <-ctx.Done():
			return errGone
		}
		if err != nil {
			return err
		}
	}
}

// ahead reads the log until ctx or the log ends.
func (v *subscription) ahead(ctx context.Context, pages chan<- followed) {
	defer close(pages)
	for page, err := range v.Options.Events.Log.Follow(ctx, v.read, v.filter, pageSize) {
		select {
		case pages <- followed{page, err}:
		case <-ctx.Done():
			return
		}
	}
}

// turn tells of a page.
func (v *subscription) turn(page followed) error {
	if page.err != nil {
		return page.err
	}
	for _, e := range page.Events {
		if err := v.tell(e); err != nil {
			return err
		}
	}
	v.read = page.Through
	if len(page.Events) == 0 {
		return nil
	}
	return v.flush()
}

// beat lets the client, and whatever lies between, know that all is well. Where
// the log has gone on without anything for the client, it says how far: with
// that id the client has less to read again.
func (v *subscription) beat() error {
	if v.told.Before(v.read) {
		v.told = v.read
		fmt.Fprintf(&v.block, "id: %s\n\n", v.told)
	} else {
		v.block.WriteString(":\n\n")
	}
	return v.flush()
}

// tell writes an event.
func (v *subscription) tell(e es.Event) error {
	if err := writeEvent(&v.block, v.Options.Events.Source, e); err != nil {
		return err
	}
	v.told = e.Position
	v.sent++
	return v.write()
}

// write hands over the block. The client has a while to accept it: a slow one
// is dropped, and holds up nobody, since each reads the log for itself.
func (v *subscription) write() error {
	if err := v.control.SetWriteDeadline(time.Now().Add(v.Options.Events.Slow)); err != nil {
		return fmt.Errorf("%w: %w", errGone, err)
	}
	_, err := v.block.WriteTo(v.w)
	v.block.Reset()
	return gone(err)
}

func (v *subscription) flush() error {
	if err := v.write(); err != nil {
		return err
	}
	return gone(v.control.Flush())
}

// gone is what a failed write says of the client; a deadline keeps its name.
func gone(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%w: %w", errGone, err)
}
