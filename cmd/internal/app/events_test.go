package app_test

import (
	"bufio"
	"context"
	"encoding/json"
	"net/http"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"vaoso/adapters/esdbserver/esdbtest"
	api "vaoso/adapters/http"
	"vaoso/cmd/internal/app"
	"vaoso/domain/es"
)

// TestASubscriptionInTheMetrics: while it is open, and when it has ended; and
// the command just entered comes by it, in the book's name, without the person.
func TestASubscriptionInTheMetrics(t *testing.T) {
	t.Parallel()
	h := serve(t, openBook(t))
	ctx, leave := context.WithCancel(t.Context())
	defer leave()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, h.url+"/api/events?type=WorkerRegistered", nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close() //nolint:errcheck // it was broken off
	h.do("RegisterWorker", somebody)
	lines := bufio.NewScanner(resp.Body)
	for lines.Scan() && !strings.HasPrefix(lines.Text(), "data: ") {
	}
	if text := lines.Text(); !strings.Contains(text, `"source":"/books/vinh-yen"`) || !strings.Contains(text, `"type":"WorkerRegistered.v1"`) || strings.Contains(text, "000094000001") || strings.Contains(text, "Mẫu") {
		t.Errorf("it came as %q (%v)", text, lines.Err())
	}
	const open, answered = `vaoso_event_subscriptions{}`, `vaoso_http_requests_total{method=GET,route=GET /api/events,status=200}`
	if got := h.scrape(); got[open] != 1 || got[answered] != 1 || got[`vaoso_http_request_duration_seconds{route=GET /api/events}`] != 1 {
		t.Errorf("while it is open: %v open, %v answered", got[open], got[answered])
	}
	leave()
	for late := time.After(patience); ; runtime.Gosched() {
		got := h.scrape()
		if got[open] == 0 && got[`vaoso_event_subscriptions_ended_total{why=client}`] == 1 && got[answered] == 1 {
			return
		}
		select {
		case <-late:
			t.Fatalf("after it was left: %v open, %v answered", got[open], got[answered])
		default:
		}
	}
}

// TestEventsOverEitherLog: the same events under the same ids, from any place on,
// filtered or not, and then the one that is entered next.
func TestEventsOverEitherLog(t *testing.T) {
	t.Parallel()
	for name, where := range map[string]func(*testing.T) string{
		"the file":     func(*testing.T) string { return "" },
		"EventStoreDB": func(t *testing.T) string { return esdbtest.Start(t, esdbtest.Log(t)).URL() },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(t.TempDir(), "so")
			if err := app.Create(dir, app.Settings{Synthetic: true, City: "vinh-yen"}); err != nil {
				t.Fatal(err)
			}
			a, err := openAt(t, dir, where(t))
			if err != nil {
				t.Fatal(err)
			}
			h := serve(t, a)
			for _, s := range steps {
				h.do(s[0], s[1])
			}
			h.do("DispatchOverseas", departure)
			for _, own := range []string{"EngagementConfirmed", "DayPassed"} { // then the book is at rest
				h.await(es.Start, own, func(es.Event) bool { return true })
			}
			all := h.published("after=start&follow=false", 0)
			if len(all) < len(steps)+3 {
				t.Fatalf("%d events", len(all))
			}
			for i, e := range all {
				if rest := h.published("follow=false&after="+e.Position.String(), 0); len(rest) != len(all)-i-1 || len(rest) > 0 && rest[0].ID != all[i+1].ID {
					t.Errorf("after %s there are %d events, want %d", e.Position, len(rest), len(all)-i-1)
				}
			}
			for query, want := range map[string]func(api.PublishedEvent) bool{
				"stream=contract-": func(e api.PublishedEvent) bool { return strings.HasPrefix(e.Subject, "contract-") },
				"type=WorkerRegistered,EngagementConfirmed": func(e api.PublishedEvent) bool {
					return e.Type == "WorkerRegistered.v1" || e.Type == "EngagementConfirmed.v1"
				},
			} {
				some := slices.DeleteFunc(slices.Clone(all), func(e api.PublishedEvent) bool { return !want(e) })
				for _, end := range []string{"false", "true"} {
					if got := h.published("after=start&follow="+end+"&"+query, len(some)); !slices.EqualFunc(got, some, func(g, w api.PublishedEvent) bool { return g.ID == w.ID && g.Position == w.Position }) {
						t.Errorf("%s, following: %s: %d events, want %d", query, end, len(got), len(some))
					}
				}
			}
			next := h.do("MoveWorker", `{"citizenId":"000094000123","ward":"08713","on":"2021-08-02","reason":"thử"}`)
			if got := h.published("type=WorkerMoved&after="+all[len(all)-1].Position.String(), 1); got[0].Position.String() != next {
				t.Errorf("the next is %+v", got)
			}
		})
	}
}

// published are the first n events of a subscription; 0: all, to its end.
func (h *house) published(query string, n int) (got []api.PublishedEvent) {
	h.t.Helper()
	r, err := http.NewRequestWithContext(h.t.Context(), http.MethodGet, h.url+"/api/events?"+query, nil)
	if err != nil {
		h.t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		h.t.Fatal(err)
	}
	defer resp.Body.Close() //nolint:errcheck // it may be broken off
	lines := bufio.NewScanner(resp.Body)
	for (n == 0 || len(got) < n) && lines.Scan() {
		data, ok := strings.CutPrefix(lines.Text(), "data: ")
		var e api.PublishedEvent
		if err := json.Unmarshal([]byte(data), &e); ok && err != nil {
			h.t.Fatal(err)
		}
		if ok && e.Type != "" { // the last word of all has none
			got = append(got, e)
		}
	}
	if err := lines.Err(); err != nil || resp.StatusCode != http.StatusOK {
		h.t.Fatalf("%s: %s %v", query, resp.Status, err)
	}
	return got
}
