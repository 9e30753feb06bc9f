package postgres

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"

	"vaoso/projections/engine"
)

// How a session that holds leases is looked after: the server ends one whose
// client's host is gone, and with it the leases, within some ten seconds; the
// client notices a session that was ended within two.
const (
	heartbeat   = time.Second
	heartStops  = 5 * time.Second
	keepalives  = 3
	keepIdle    = "3" // seconds
	keepEach    = "2" // seconds
	userTimeout = "10000"
)

// leaseSession is the connection that holds the leases of this process: the
// server's locks, which end with it.
type leaseSession struct {
	mu    sync.Mutex // held by who uses the connection
	conn  *pgx.Conn
	lost  chan struct{} // closed when the connection is
	held  map[string]bool
	ended bool
	stop  chan struct{}
	done  sync.WaitGroup
}

// Lease is engine.Store's.
func (v *Views) Lease(ctx context.Context, name string) (engine.Lease, error) {
	s, err := v.leases(ctx)
	if err != nil {
		return nil, fmt.Errorf("couldn't lease %s: %w", name, err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	got := false
	if !s.held[name] { // the server would give it to the same session twice
		// An end of ctx would end the connection, and with it all leases.
		asking, cancel := context.WithTimeout(context.WithoutCancel(ctx), heartStops)
		defer cancel()
		err = s.conn.QueryRow(asking, `SELECT pg_try_advisory_lock(hashtextextended('vaoso lease ' || $1, 0))`, name).Scan(&got)
	}
	if err != nil {
		return nil, fmt.Errorf("couldn't lease %s: %w", name, err)
	}
	if !got {
		return nil, fmt.Errorf("couldn't lease %s: %w", name, engine.ErrLeased)
	}
	s.held[name] = true
	return lease{s, name}, nil
}

// leases is the session that holds this process's leases, a new one where there
// is none or the last one is lost.
func (v *Views) leases(ctx context.Context) (*leaseSession, error) {
	v.leasing.Lock()
	defer v.leasing.Unlock()
	if v.closed {
		return nil, errors.New("postgres: the views are closed")
	}
	if v.session != nil {
		select {
		case <-v.session.lost:
			v.session.end()
		default:
			return v.session, nil
		}
	}
	config := v.config.ConnConfig.Copy()
	for name, value := range map[string]string{
		"tcp_keepalives_idle": keepIdle, "tcp_keepalives_interval": keepEach, "tcp_keepalives_count": fmt.Sprint(keepalives), "tcp_user_timeout": userTimeout,
	} {
		config.RuntimeParams[name] = value
	}
	config.RuntimeParams["application_name"] = "vaoso leases"
	conn, err := pgx.ConnectConfig(ctx, config)
	if err != nil {
		return nil, withoutSecrets(err)
	}
	v.session = &leaseSession{conn: conn, held: map[string]bool{}, lost: make(chan struct{}), stop: make(chan struct{})}
	v.session.done.Go(v.session.beat)
	return v.session, nil
}

// beat looks every second whether the session lives.
func (s *leaseSession) beat() {
	ticker := time.NewTicker(heartbeat)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
		case <-s.stop:
			return
		}
		s.mu.Lock()
		ctx, cancel := context.WithTimeout(context.Background(), heartStops)
		err := s.conn.Ping(ctx)
		cancel()
		s.mu.Unlock()
		if err != nil {
			close(s.lost)
			return
		}
	}
}

// end closes the connection, and with it gives all leases up.
func (s *leaseSession) end() {
	s.mu.Lock()
	ended := s.ended
	s.ended = true
	s.mu.Unlock()
	if ended {
		return
	}
	close(s.stop)
	s.done.Wait()
	ctx, cancel := context.WithTimeout(context.Background(), heartStops)
	defer cancel()
	_ = s.conn.Close(ctx) // a connection that can't be closed in order is dropped
}

type lease struct {
	session *leaseSession
	name    string
}

// Lost is closed when the session is known to have ended.
func (l lease) Lost() <-chan struct{} { return l.session.lost }

// Release gives the lease up.
func (l lease) Release() error {
	l.session.mu.Lock()
	defer l.session.mu.Unlock()
	delete(l.session.held, l.name)
	if l.session.ended || l.session.conn.IsClosed() {
		return nil // it went with the connection
	}
	ctx, cancel := context.WithTimeout(context.Background(), heartStops)
	defer cancel()
	_, err := l.session.conn.Exec(ctx, `SELECT pg_advisory_unlock(hashtextextended('vaoso lease ' || $1, 0))`, l.name)
	if err != nil && !l.session.conn.IsClosed() {
		return fmt.Errorf("couldn't give up the lease of %s: %w", l.name, err)
	}
	return nil
}
