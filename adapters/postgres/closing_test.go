package postgres

import (
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"vaoso/adapters/postgres/pgtest"
)

// TestClosingLeavesNothing: neither a goroutine of this package or of its driver,
// nor a session on the server, whether leases were given up or not, and after
// their session was ended by the server too. It doesn't run beside other tests,
// whose goroutines are of the same kind.
func TestClosingLeavesNothing(t *testing.T) { //nolint:paralleltest // it counts goroutines
	url := pgtest.URL(t)
	watch, err := pgx.Connect(t.Context(), url)
	must(t, err)
	defer func() { must(t, watch.Close(t.Context())) }()
	for _, how := range []string{"released", "kept", "ended by the server"} {
		v, err := OpenViews(t.Context(), url, "book")
		must(t, err)
		held, err := v.Lease(t.Context(), "ones_v1")
		must(t, err)
		switch how {
		case "released":
			must(t, held.Release())
		case "ended by the server":
			must(t, endSessions(t.Context(), url))
			<-held.Lost()
			must(t, held.Release())
		}
		must(t, v.Close())
		sessions, running := left(t, watch)
		for end := time.Now().Add(10 * time.Second); (sessions > 0 || running != "") && time.Now().Before(end); {
			sessions, running = left(t, watch) // the server ends a session a moment after its client
		}
		if sessions > 0 || running != "" {
			t.Errorf("with a lease that was %s, closing left %d sessions, and this:\n%s", how, sessions, running)
		}
	}
}

// left is how many sessions of views there are, and what runs for some.
func left(t *testing.T, watch *pgx.Conn) (sessions int, running string) {
	t.Helper()
	sessions = ask[int](t, watch, `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`)
	stacks := make([]byte, 1<<20)
	for one := range strings.SplitSeq(string(stacks[:runtime.Stack(stacks, true)]), "\n\n") {
		ours := strings.Contains(one, "postgres.(*leaseSession)") || strings.Contains(one, "jackc/pgx") || strings.Contains(one, "jackc/puddle") || strings.Contains(one, "database/sql.")
		if ours && !strings.Contains(one, "testing.tRunner") {
			running += one + "\n\n"
		}
	}
	return sessions, running
}
