package eventstoredb

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/EventStore/EventStore-Client-Go/v4/esdb"

	"vaoso/domain/es"
)

// Options are the log's few choices. The zero value is right for a book.
type Options struct {
	// Timeout bounds one call to the server; 0 means the connection string's
	// defaultDeadline, or 5 s.
	Timeout time.Duration
	// Patience is how long trouble with the server is waited through before a
	// call fails; 0 means 30 s.
	Patience time.Duration
	// Quiet is how long a Follow that hears nothing waits before it asks the
	// server whether there is something that it should have heard; it doubles
	// up to a hundred times that. 0 means 50 ms.
	Quiet time.Duration
	// Tell hears when the connection is lost and when there is one again; nil:
	// slog.Default().
	Tell *slog.Logger
}

// ErrConnectionString is a connection string that can't be used.
var ErrConnectionString = errors.New("eventstoredb: the connection string can't be used")

// settings are the keys of a connection string, in lower case.
var settings = []string{
	"tls", "tlsverifycert", "tlscafile", "usercertfile", "userkeyfile", "nodepreference", "maxdiscoverattempts", "discoveryinterval",
	"gossiptimeout", "keepaliveinterval", "keepalivetimeout", "defaultdeadline",
}

// parse reads a connection string. Unlike the client it refuses what would not
// be heeded: unknown keys, a password that would travel in the clear or be left
// out, a preference for servers that answer with what is old. Its errors never
// quote the string, which may hold a password.
func parse(connection string) (*esdb.Configuration, error) {
	wrong := func(format string, args ...any) error {
		return fmt.Errorf("%w: %w", ErrConnectionString, fmt.Errorf(format, args...))
	}
	_, query, _ := strings.Cut(connection, "?")
	values, err := url.ParseQuery(query)
	if err != nil {
		return nil, wrong("what follows the question mark isn't key=value&key=value")
	}
	for key, list := range values {
		if !slices.Contains(settings, strings.ToLower(key)) {
			return nil, wrong("unknown setting %q; there are %s", key, strings.Join(settings, ", "))
		}
		if len(list) > 1 {
			return nil, wrong("setting %q is there twice", key)
		}
	}
	config, err := esdb.ParseConnectionString(connection)
	var inURL *url.Error
	switch {
	case errors.As(err, &inURL):
		return nil, wrong("it is no URL of the form esdb://user:password@host:2113,host:2113?key=value (an IPv6 address needs a name): %w", inURL.Err)
	case err != nil:
		return nil, wrong("%w", err)
	}
	config.Logger = esdb.NoopLogging()
	switch {
	case config.Validate() != nil:
		return nil, wrong("%w", config.Validate())
	case config.DefaultDeadline != nil && *config.DefaultDeadline <= 0:
		return nil, wrong("defaultDeadline is a number of milliseconds greater than 0")
	case config.Username != "" && config.DisableTLS:
		return nil, wrong("a password would travel in the clear with tls=false: leave out one of them")
	case config.NodePreference != esdb.NodePreferenceLeader:
		return nil, wrong("nodePreference must be leader: others may answer with what is old")
	case config.MaxDiscoverAttempts < 1 || config.DiscoveryInterval < 0 || config.GossipTimeout < 1:
		return nil, wrong("maxDiscoverAttempts and gossipTimeout are at least 1, discoveryInterval at least 0")
	case config.KeepAliveTimeout <= 0: // every idle connection would be taken for lost
		return nil, wrong("keepAliveTimeout is a number of milliseconds greater than 0; without pings, keepAliveInterval is -1")
	}
	return config, nil
}

// Log is an es.Log in EventStoreDB.
type Log struct {
	opts    Options
	servers *servers
	known   known

	ended   context.Context // ends with Close, and with it every read and Follow
	end     context.CancelFunc
	closing sync.RWMutex // held for reading while an append is under way
	closed  bool
	err     error // of Close
}

var _ es.Log = (*Log)(nil)

// Open connects to the server, or to the leader of the cluster, that the
// connection string names (esdb://…, as EventStoreDB documents it), and answers
// once it has read the log's end. It fails with ErrConnectionString.
func Open(ctx context.Context, connection string, o Options) (*Log, error) {
	config, err := parse(connection)
	if err != nil {
		return nil, err
	}
	if o.Timeout <= 0 {
		o.Timeout = 5 * time.Second
		if config.DefaultDeadline != nil {
			o.Timeout = *config.DefaultDeadline
		}
	}
	if o.Patience <= 0 {
		o.Patience = 30 * time.Second
	}
	if o.Quiet <= 0 {
		o.Quiet = 50 * time.Millisecond
	}
	if o.Tell == nil {
		o.Tell = slog.Default()
	}
	l := &Log{opts: o}
	l.ended, l.end = context.WithCancel(context.Background())
	l.servers, err = newServers(config, &l.known, o.Tell)
	if err != nil {
		l.end()
		return nil, err
	}
	if _, err := l.Head(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("couldn't open the log in EventStoreDB: %w", err), l.Close())
	}
	return l, nil
}

// Close is es.Log's: it ends every read and Follow, and waits for the appends
// that are under way, a call's timeout at the most.
func (l *Log) Close() error {
	l.end()
	stop := time.AfterFunc(l.opts.Timeout, l.servers.close) // what isn't answered by then never is
	l.closing.Lock()
	defer l.closing.Unlock()
	stop.Stop()
	if !l.closed {
		l.closed = true
		l.servers.close()
		l.servers.wait()
	}
	return l.err
}

// use is a context for a read: it ends with the caller's, and with the log.
func (l *Log) use(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(ctx)
	stop := context.AfterFunc(l.ended, func() { cancel(es.ErrClosed) })
	return ctx, func() { stop(); cancel(nil) }
}

// known is what the log has seen of its own end: the furthest position, and
// the latest instant at which anything was recorded.
type known struct {
	mu       sync.Mutex
	position es.Position
	recorded time.Time
	written  map[es.Position]struct{} // where appends of this log ended lately
	order    []es.Position            // of written
}

// writtenKept is how many ends of appends are remembered.
const writtenKept = 4096

// saw notes an event.
func (k *known) saw(e *es.Event) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.position.Before(e.Position) {
		k.position = e.Position
	}
	if e.Meta.RecordedAt.After(k.recorded) {
		k.recorded = e.Meta.RecordedAt
	}
}

// furthest is the furthest position seen.
func (k *known) furthest() es.Position {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.position
}

// stamp is the instant at which something is recorded: the one given, or the
// latest seen, so that the log's don't run backwards.
func (k *known) stamp(at time.Time) time.Time {
	k.mu.Lock()
	defer k.mu.Unlock()
	if at = at.UTC().Truncate(time.Microsecond); at.Before(k.recorded) {
		return k.recorded
	}
	k.recorded = at
	return at
}

// wrote notes where an append ended, and says whether it had ended there
// before: then it was a repeat. before is the furthest position seen when it
// was sent.
func (k *known) wrote(at, before es.Position) (repeated bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.position.Before(at) {
		k.position = at
	}
	if _, again := k.written[at]; again || !before.Before(at) {
		return true
	}
	if k.written == nil {
		k.written = map[es.Position]struct{}{}
	}
	k.written[at] = struct{}{}
	if k.order = append(k.order, at); len(k.order) > writtenKept {
		delete(k.written, k.order[0])
		k.order = k.order[1:]
	}
	return false
}
