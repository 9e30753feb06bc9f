package app_test

import (
	"bufio"
	"context"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"
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
