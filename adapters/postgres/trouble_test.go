package postgres

import (
	"bytes"
	"context"
	"fmt"

	"math/rand/v2"
	"net"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"vaoso/adapters/postgres/pgtest"
	"vaoso/adapters/sqlite"
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/projections/engine"
	"vaoso/projections/engine/memory"
)

// The tests' own event and projections. A row depends on what was there before
// and on the order, so an event that counts twice, or not at all, shows.
type paid struct {
	Ward   string `json:"ward"`
	Amount int64  `json:"amount"`
}

var definitions = es.Define(es.On[paid]("Paid", 1))

// WardKey is a ward.
type WardKey struct {
	Ward string `db:"ward" about:"ward"`
}

type wardRow struct {
	WardKey
	Sum   int64      `db:"sum" about:"of amounts, times three each time"`
	Count int64      `db:"count" about:"events"`
	Last  civil.Date `db:"last" about:"day of the last event"`
}

func payments(name string) engine.Projection {
	table := engine.NewTable[WardKey, wardRow](name+"_wards", engine.Index("count"))
	return engine.Projection{Name: name, Version: 1, Tables: []engine.Described{table}, Reads: []string{"Paid"}, Apply: func(f *engine.Fold, e es.Recorded) error {
		p := e.Payload.(paid)
		for _, ward := range []string{p.Ward, "all"} {
			row := table.Get(f, WardKey{ward})
			row.Sum = (row.Sum*3 + p.Amount) % 1_000_003
			row.Count++
			row.Last = e.On()
		}
		return nil
	}}
}

func pay(t testing.TB, log es.Log, n int) {
	t.Helper()
	ward := fmt.Sprintf("w%d", n%37)
	_, err := log.Append(t.Context(), fmt.Sprint("payment-", n), es.NoStream, []es.NewEvent{{
		ID: es.EventID("pay", fmt.Sprint(n), 0), Type: "Paid", Version: 1, Data: fmt.Appendf(nil, `{"ward":%q,"amount":%d}`, ward, n),
		Meta: es.Metadata{Actor: "u-test", Role: "system", Command: "Pay", IdempotencyKey: fmt.Sprint(n), OccurredOn: civil.On(2021, 1, 1).AddDays(n % 300), RecordedAt: time.Unix(int64(n), 0)},
	}})
	if err != nil {
		t.Fatal(err)
	}
}

// cutter passes connections on, and when it is told to cuts one right after it
// has passed on a COMMIT: the server carries it out, and its answer is lost.
type cutter struct {
	listener net.Listener
	server   string
	armed    atomic.Bool
	cuts     atomic.Int64
	all      sync.WaitGroup
}

func newCutter(t *testing.T, server string) *cutter {
	t.Helper()
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	c := &cutter{listener: l, server: server}
	c.all.Go(func() {
		for {
			client, err := l.Accept()
			if err != nil {
				return // closed
			}
			c.all.Go(func() { c.pass(client) })
		}
	})
	t.Cleanup(func() {
		_ = l.Close() // what is left of it are connections that end with their clients
		c.all.Wait()
	})
	return c
}

func (c *cutter) pass(client net.Conn) {
	defer client.Close() //nolint:errcheck // cut anyway
	server, err := (&net.Dialer{}).Dial("tcp", c.server)
	if err != nil {
		return // the server is down: so is the connection
	}
	defer server.Close() //nolint:errcheck // as above
	var cut atomic.Bool
	var both sync.WaitGroup
	both.Go(func() {
		defer client.Close() //nolint:errcheck // as above
		buffer := make([]byte, 32<<10)
		for {
			n, err := server.Read(buffer)
			if err != nil || cut.Load() {
				return
			}
			if _, err := client.Write(buffer[:n]); err != nil {
				return
			}
		}
	})
	defer both.Wait()
	defer server.Close() //nolint:errcheck // as above
	buffer := make([]byte, 32<<10)
	for {
		n, err := client.Read(buffer)
		if err != nil {
			return
		}
		if bytes.Contains(bytes.ToLower(buffer[:n]), []byte("commit\x00")) && c.armed.CompareAndSwap(true, false) {
			cut.Store(true)
			c.cuts.Add(1)
		}
		if _, err := server.Write(buffer[:n]); err != nil {
			return
		}
	}
}

// TestThroughAnyTrouble projects while events come in and the server is killed
// and started again, its sessions are ended, and its answers to COMMIT are lost.
func TestThroughAnyTrouble(t *testing.T) {
	t.Parallel()
	pgtest.Server(t)                                                // skips where there is none
	cluster, err := pgtest.New("synchronous_commit=on", "fsync=on") // what it says is committed is
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := cluster.Remove(); err != nil {
			t.Error(err)
		}
	})
	const seed = 20211124
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 1))
	config, err := pgx.ParseConfig(cluster.URL)
	if err != nil {
		t.Fatal(err)
	}
	proxy := newCutter(t, fmt.Sprintf("%s:%d", config.Host, config.Port))
	log, err := sqlite.OpenLog(t.Context(), filepath.Join(t.TempDir(), "log.db"), sqlite.LogOptions{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := log.Close(); err != nil {
			t.Error(err)
		}
	})
	views := openTest(t, strings.Replace(cluster.URL, fmt.Sprint(":", config.Port, "/"), proxy.listener.Addr().String()[len("127.0.0.1"):]+"/", 1))
	projections := []engine.Projection{payments("ones"), payments("twos")}
	e, err := engine.Open(t.Context(), engine.Config{Log: log, Definitions: definitions, Store: views, Projections: projections, PageSize: 16, HoldBack: 40, Poll: 20 * time.Millisecond, Clock: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() { _ = e.Run(ctx) })
	failures := atomic.Int64{}
	for _, p := range projections {
		running.Go(func() { drive(ctx, e, p.Name, &failures) })
	}
	n := 0
	write := func(times int) {
		for range times {
			pay(t, log, n)
			n++
		}
	}
	write(200)
	for range 24 {
		write(1 + rng.IntN(40))
		switch rng.IntN(8) {
		case 0:
			if err := cluster.Stop(); err != nil {
				t.Fatal(err)
			}
			write(1 + rng.IntN(20))
			if err := cluster.Start(); err != nil {
				t.Fatal(err)
			}
		case 1, 2, 3:
			if err := endSessions(ctx, cluster.URL); err != nil {
				t.Fatal(err)
			}
		default:
			cuts := proxy.cuts.Load()
			proxy.armed.Store(true)
			for proxy.cuts.Load() == cuts { // until some commit has met it
				write(1)
				if ctx.Err() != nil {
					t.Fatal(ctx.Err())
				}
			}
		}
	}
	head, err := log.Head(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range projections {
		if err := e.WaitFor(ctx, p.Name, head); err != nil {
			for ; err != nil && ctx.Err() == nil; err = e.WaitFor(ctx, p.Name, head) { // trouble of the last round
			}
		}
	}
	stop()
	running.Wait()
	if err := e.Close(); err != nil {
		t.Error(err)
	}
	t.Logf("%d events, %d answers to COMMIT lost, %d failures met", n, proxy.cuts.Load(), failures.Load())
	if failures.Load() == 0 || proxy.cuts.Load() == 0 {
		t.Error("there was no trouble")
	}
	for _, p := range projections {
		equalsAFreshFold(t, views, log, p)
	}
}

// drive projects as the router does: what fails is tried again.
func drive(ctx context.Context, e *engine.Engine, name string, failures *atomic.Int64) {
	for ctx.Err() == nil {
		page, err := e.Next(ctx, name)
		if err == nil {
			err = e.Project(context.WithoutCancel(ctx), name, page)
		}
		if err != nil && ctx.Err() == nil {
			failures.Add(1)
			select {
			case <-time.After(5 * time.Millisecond):
			case <-ctx.Done():
			}
		}
	}
}

func endSessions(ctx context.Context, url string) error {
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return err
	}
	_, err = conn.Exec(ctx, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database() AND application_name LIKE 'vaoso%'`)
	if closeErr := conn.Close(ctx); err == nil {
		err = closeErr
	}
	return err
}

func equalsAFreshFold(t *testing.T, views *Views, log es.Log, p engine.Projection) {
	t.Helper()
	fresh := memory.New()
	if _, err := engine.Replay(t.Context(), log, definitions, p, fresh, nil); err != nil {
		t.Fatal(err)
	}
	table := p.Tables[0].Schema()
	if got, want := liveRows(t, views, p.Name, table), fresh.Rows(p.Name, table); !reflect.DeepEqual(got, want) {
		t.Errorf("%s: the rows are\n%v\nwant\n%v", p.Name, got, want)
	}
}

// liveRows are the rows that queries see.
func liveRows(t *testing.T, views *Views, projection string, table engine.Schema) (rows [][]any) {
	t.Helper()
	all, err := views.Generations(t.Context(), projection)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range all {
		if !s.Live {
			continue
		}
		f, err := views.Freeze(t.Context(), s.Generation)
		if err != nil {
			t.Fatal(err)
		}
		for row, err := range f.Rows(t.Context(), table) {
			if err != nil {
				t.Fatal(err)
			}
			rows = append(rows, append([]any(nil), row...))
		}
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}
	return rows
}
