package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"time"

	codes "modernc.org/sqlite/lib"

	"vaoso/domain/es"
)

// A group is bounded so that no append waits long behind others'.
const (
	groupAppends = 512
	groupBytes   = 4 << 20
)

// request is an append on its way. Its asker owns it until it is taken, the
// writer from then until done is closed.
type request struct {
	stream   string
	expected es.Expected
	events   []es.NewEvent
	records  [][]byte
	size     int

	appended es.Appended
	err      error
	done     chan struct{}
}

// writer is the one goroutine of this process that writes. It takes whatever
// waits, decides and writes it as one transaction, and answers when that is
// durable.
type writer struct {
	session   *session
	advance   func(position int64)
	committed func(Commit)
	known     known
	broken    error // set once a commit has failed; the writer's own until it has stopped

	mu      sync.Mutex
	waiting []*request
	stopped bool
	wake    chan struct{} // has one token when there may be something to do
}

func newWriter(s *session, advance func(int64), committed func(Commit)) *writer {
	w := &writer{session: s, advance: advance, committed: committed, wake: make(chan struct{}, 1)}
	w.known.forget()
	return w
}

// submit queues the request and waits for its answer.
func (w *writer) submit(ctx context.Context, q *request) error {
	w.mu.Lock()
	if w.stopped {
		w.mu.Unlock()
		return es.ErrClosed
	}
	w.waiting = append(w.waiting, q)
	w.mu.Unlock()
	w.signal()
	select {
	case <-q.done:
		return nil
	case <-ctx.Done():
	}
	if w.withdraw(q) {
		return ctx.Err()
	}
	<-q.done
	return nil
}

func (w *writer) signal() {
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

// withdraw takes a request back out of the queue; false where the writer has it.
func (w *writer) withdraw(q *request) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	for i, other := range w.waiting {
		if other == q {
			w.waiting = append(w.waiting[:i], w.waiting[i+1:]...)
			return true
		}
	}
	return false
}

// stop lets the group in hand finish and refuses all others.
func (w *writer) stop() {
	w.mu.Lock()
	w.stopped = true
	refused := w.waiting
	w.waiting = nil
	w.mu.Unlock()
	w.signal()
	answer(refused, es.ErrClosed)
}

func (w *writer) run() {
	company := 0 // how many waited at once of late
	for range w.wake {
		for {
			company = w.gather(company)
			group, stopped := w.take()
			if stopped {
				return
			}
			if len(group) == 0 {
				break
			}
			w.write(group)
		}
	}
}

// gatherTime bounds how long a group waits for company: less than the fsync
// that it may save.
const gatherTime = 150 * time.Microsecond

// gather lets those who were just answered ask again, so that they share the
// next commit instead of half of them missing it. It waits for as many as came
// last time, and not at all for a writer that is alone.
func (w *writer) gather(company int) int {
	for start := time.Now(); ; runtime.Gosched() {
		w.mu.Lock()
		n := len(w.waiting)
		w.mu.Unlock()
		if n >= company || n == 0 && company == 1 || time.Since(start) > gatherTime {
			return n
		}
	}
}

func (w *writer) take() (group []*request, stopped bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	n, size := 0, 0
	for n < len(w.waiting) && n < groupAppends && size < groupBytes {
		size += w.waiting[n].size
		n++
	}
	group = w.waiting[:n:n]
	w.waiting = w.waiting[n:]
	return group, w.stopped
}

// answer releases requests, with err where it is one.
func answer(group []*request, err error) {
	for _, q := range group {
		if err != nil {
			q.appended, q.err = es.Appended{}, err
		}
		close(q.done)
	}
}

// write decides and writes a group as one transaction. An error of the group
// is the answer to all of it: none was written, or nobody knows.
func (w *writer) write(group []*request) {
	if w.broken != nil {
		answer(group, w.broken)
		return
	}
	t := &transaction{session: w.session, known: &w.known}
	if err := t.run(group); err != nil {
		w.known.forget()
		w.rollback()
		answer(group, fmt.Errorf("couldn't write to the log: %w", err))
		return
	}
	if err := w.session.exec(`COMMIT`); err != nil {
		w.known.forget()
		w.rollback()
		// A full disk ends the commit before its last frame is written, and a
		// busy one before its first. All else may have reached the disk.
		if !errors.Is(err, ErrFull) && code(err) != codes.SQLITE_BUSY {
			w.broken = fmt.Errorf("%w: %w", ErrReopen, err)
			err = fmt.Errorf("%w: %w", es.ErrUnknownOutcome, err)
		}
		answer(group, fmt.Errorf("couldn't commit to the log: %w", err))
		return
	}
	if t.written > 0 {
		if w.committed != nil {
			w.committed(Commit{Appends: len(group), Events: t.written})
		}
		w.advance(w.known.position)
	}
	answer(group, nil)
}

// rollback ends a transaction that failed. SQLite may have ended it itself,
// and then says so: that is no news, and the next BEGIN would tell.
func (w *writer) rollback() { _ = w.session.exec(`ROLLBACK`) }

// finish empties the WAL into the file and closes the session. Where another
// process is at work on the file the WAL stays, and is that one's to empty.
func (w *writer) finish() error {
	var errs []error
	if w.broken == nil {
		if _, err := w.session.number(`PRAGMA busy_timeout = 250`); err != nil {
			errs = append(errs, err)
		}
		if _, err := w.session.row(`PRAGMA wal_checkpoint(TRUNCATE)`, nil, make([]driver.Value, 3)); err != nil && code(err) != codes.SQLITE_BUSY {
			errs = append(errs, fmt.Errorf("couldn't empty the WAL: %w", err))
		}
	}
	return errors.Join(append(errs, w.session.close())...)
}
