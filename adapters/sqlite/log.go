package sqlite

import (
	"context"
	"errors"
	"fmt"
	"math"
	"sync"
	"time"

	"vaoso/domain/es"
)

// LogOptions are the log's few choices. The zero value is right for a book.
type LogOptions struct {
	// Readers bounds how many reads use the file at one moment; 0 means 8.
	// Iterators that wait for their consumer use none.
	Readers int
	// Poll is how often the log looks for what other processes have written;
	// 0 means 25 ms. What this Log writes, its followers see at once.
	Poll time.Duration
	// Committed, where given, is told of every commit that wrote something.
	// It is called by the writer and must be quick.
	Committed func(Commit)

	maxPages int // for tests: the file's greatest size
}

// Commit is a group of appends made durable together.
type Commit struct {
	Appends int // appends answered, conflicts and repeats among them
	Events  int // events written
}

// Log is an es.Log in one SQLite file. Any number of goroutines may use it,
// and any number of processes the file.
type Log struct {
	path    string
	writer  *writer
	readers chan *session // idle sessions; nil is one not opened yet
	news    news
	closing chan struct{}
	run     sync.WaitGroup
	once    sync.Once
	err     error // of Close
}

var _ es.Log = (*Log)(nil)

// OpenLog opens the log in the file, creating it where there is none. It fails
// with ErrNotALog, ErrNewerLog and es.ErrCorrupt.
func OpenLog(ctx context.Context, path string, opts LogOptions) (*Log, error) {
	if opts.Readers <= 0 {
		opts.Readers = 8
	}
	if opts.Poll <= 0 {
		opts.Poll = 25 * time.Millisecond
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := checkBefore(path); err != nil {
		return nil, fmt.Errorf("couldn't open %s: %w", path, err)
	}
	s, err := openSession(writerDSN(path))
	if err != nil {
		return nil, fmt.Errorf("couldn't open %s: %w", path, err)
	}
	position, err := prepareLog(s, opts)
	if err != nil {
		_ = s.close() // err says what went wrong
		return nil, fmt.Errorf("couldn't open %s: %w", path, err)
	}
	l := &Log{path: path, readers: make(chan *session, opts.Readers), closing: make(chan struct{})}
	for range opts.Readers {
		l.readers <- nil
	}
	l.news.advance(position)
	l.writer = newWriter(s, l.news.advance, opts.Committed)
	l.run.Go(l.writer.run)
	l.run.Go(func() { l.watch(opts.Poll) })
	return l, nil
}

func prepareLog(s *session, opts LogOptions) (position int64, err error) {
	if opts.maxPages > 0 {
		if _, err := s.number(fmt.Sprintf(`PRAGMA max_page_count = %d`, opts.maxPages)); err != nil {
			return 0, err
		}
	}
	if err := create(s); err != nil {
		return 0, err
	}
	position, _, err = headOf(s)
	if err != nil {
		return 0, err
	}
	last, err := s.number(`SELECT coalesce(max(position), 0) FROM events`)
	if err != nil {
		return 0, fmt.Errorf("couldn't read the log's end: %w", err)
	}
	if last < position {
		return 0, fmt.Errorf("%w: it ends at position %d and should at %d", es.ErrCorrupt, last, position)
	}
	return position, nil
}

// Append is es.Log's. A context that ends while the append waits for its turn
// leaves nothing behind; from then on the answer is waited for, since the
// commit can't be called back.
func (l *Log) Append(ctx context.Context, stream string, expected es.Expected, events []es.NewEvent) (es.Appended, error) {
	if err := es.CheckAppend(stream, events); err != nil {
		return es.Appended{}, err
	}
	if err := ctx.Err(); err != nil {
		return es.Appended{}, err
	}
	q := &request{stream: stream, expected: expected, events: events, done: make(chan struct{})}
	q.records = make([][]byte, len(events))
	for i, e := range events {
		q.records[i] = newRecord(stream, e)
		q.size += len(q.records[i])
	}
	if err := l.writer.submit(ctx, q); err != nil {
		return es.Appended{}, err
	}
	return q.appended, q.err
}

// Head is es.Log's.
func (l *Log) Head(ctx context.Context) (es.Position, error) {
	s, err := l.take(ctx)
	if err != nil {
		return es.Start, err
	}
	defer l.put(s)
	position, _, err := headOf(s)
	return positionOf(position), err
}

// Close is es.Log's: it ends every Follow, answers the appends that are being
// written, refuses those that wait, and empties the WAL into the file. Calling
// it again answers the same.
func (l *Log) Close() error {
	l.once.Do(func() {
		close(l.closing)
		l.writer.stop()
		l.run.Wait()
		var errs []error
		for range cap(l.readers) {
			if s := <-l.readers; s != nil {
				errs = append(errs, s.close())
			}
		}
		errs = append(errs, l.writer.finish())
		if err := errors.Join(errs...); err != nil {
			l.err = fmt.Errorf("couldn't close the log cleanly: %w", err)
		}
	})
	return l.err
}

// take lends a read session. Give it back with put, and don't hold it while a
// consumer works.
func (l *Log) take(ctx context.Context) (*session, error) {
	select {
	case <-l.closing:
		return nil, es.ErrClosed
	default:
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	select {
	case s := <-l.readers:
		if s != nil {
			return s, nil
		}
		s, err := openSession(readerDSN(l.path, logCache))
		if err != nil {
			l.readers <- nil
			return nil, err
		}
		return s, nil
	case <-l.closing:
		return nil, es.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (l *Log) put(s *session) { l.readers <- s }

// positionOf and afterOf convert between the file's positions, 1, 2, 3 …, and the port's.
func positionOf(p int64) es.Position { return es.NewPosition(uint64(p), uint64(p)) }

// afterOf is the greatest n such that events 1 … n are at or before p.
func afterOf(p es.Position) int64 {
	commit, prepare := p.Pair()
	if commit > 0 && prepare < commit {
		commit--
	}
	return int64(min(commit, math.MaxInt64))
}

// beforeOf is the least n such that events n, n+1 … are at or after p.
func beforeOf(p es.Position) int64 {
	commit, prepare := p.Pair()
	if prepare > commit {
		commit++
	}
	return int64(min(commit, math.MaxInt64))
}
