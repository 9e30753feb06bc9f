package app_test

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"vaoso/domain/es"
	"vaoso/projections/engine"
)

// TestADepartureOverHTTP: sent, read back at once, confirmed by the policy, and
// flagged once a suspension of an earlier day becomes known.
func TestADepartureOverHTTP(t *testing.T) {
	t.Parallel()
	h := serve(t, openBook(t))
	for _, s := range steps {
		h.do(s[0], s[1])
	}
	at := h.do("DispatchOverseas", departure)

	status, page := h.ask(http.MethodGet, "/api/contracts?state=departed&asOf=2021-08-01&after="+at, "")
	if status != 200 || !strings.Contains(fmt.Sprint(page), "C-2021-0007") {
		t.Errorf("the departure just written isn't read: %d %v", status, page)
	}
	if e := h.await(es.Start, "EngagementConfirmed", func(es.Event) bool { return true }); e.Meta.OccurredOn.String() != "2021-07-18" {
		t.Errorf("confirmed as of %s", e.Meta.OccurredOn)
	}
	status, history := h.ask(http.MethodGet, "/api/contracts/C-2021-0007/history", "")
	if status != 200 || strings.Count(fmt.Sprint(history), "recordedAt") != 4 || !strings.Contains(fmt.Sprint(history), "WorkerDispatched") {
		t.Errorf("the history: %d %v", status, history)
	}

	_, before := h.ask(http.MethodGet, "/api/supervision?asOf=2021-12-31&after="+at, "")
	at = h.do("SuspendLicence", `{"licenceNo":"26-014","from":"2021-07-01","until":"2021-08-29","decisionNo":"MẪU/QĐ-01","on":"2021-06-28"}`)
	_, after := h.ask(http.MethodGet, "/api/supervision?asOf=2021-12-31&after="+at, "")
	if flag := "RF01-C-2021-0007"; strings.Contains(fmt.Sprint(before), flag) || !strings.Contains(fmt.Sprint(after), flag) {
		t.Errorf("before the suspension was known: %v\nafter: %v", before, after)
	}
	if status, refused := h.post("DispatchOverseas", strings.ReplaceAll(departure, "2021-07-18", "2021-07-20")); status != 409 && status != 422 {
		t.Errorf("a second departure came to %d: %v", status, refused)
	}
}

// TestWhatACrashLeftIsFinished by the running router, wherever the departure died.
func TestWhatACrashLeftIsFinished(t *testing.T) {
	t.Parallel()
	for step, finished := range map[string]string{"reserved": "", "dispatched": "EngagementConfirmed"} {
		t.Run(step, func(t *testing.T) {
			t.Parallel()
			a := openBook(t)
			var crashed atomic.Bool
			a.Book.Step = func(done string) error {
				if done == step && crashed.CompareAndSwap(false, true) {
					return errors.New("crash")
				}
				return nil
			}
			h := serve(t, a)
			for _, s := range steps {
				h.do(s[0], s[1])
			}
			if status, answer := h.post("DispatchOverseas", departure); status != 500 || !crashed.Load() {
				t.Fatalf("it didn't crash: %d %v", status, answer)
			}
			if finished != "" { // a mere hold is kept for some days
				if e := h.await(es.Start, finished, func(es.Event) bool { return true }); e.Meta.Actor != "policy-engagement" {
					t.Errorf("%s was written by %s", e.Type, e.Meta.Actor)
				}
			}
			// Sent again under the same key it comes to a departure, once.
			h.do("DispatchOverseas", departure)
			departures := 0
			for _, err := range a.Log.ReadAll(t.Context(), es.Start, es.Forward, es.Filter{Types: []string{"WorkerDispatched"}}) {
				if err != nil {
					t.Fatal(err)
				}
				departures++
			}
			if departures != 1 {
				t.Errorf("%d departures", departures)
			}
		})
	}
}

// TestAHaltedViewIsSaidAndTheOthersGoOn: an event that can't be read stops the
// views that read its type, one nobody knows stops all.
func TestAHaltedViewIsSaidAndTheOthersGoOn(t *testing.T) {
	t.Parallel()
	a := openBook(t)
	h := serve(t, a)
	var halted *engine.HaltedError
	bad := inject(t, a.Log, "inspection-KT-1", "ChecklistRecorded", `{"item":`) // one view reads it
	if err := a.Engine.WaitFor(t.Context(), "supervision", bad); !errors.As(err, &halted) {
		t.Fatalf("supervision went past it: %v", err)
	}
	status, ready := h.ask(http.MethodGet, "/readyz", "")
	if text := fmt.Sprint(ready); status != 503 || !strings.Contains(text, "halted at event "+bad.String()+" (ChecklistRecorded)") || !strings.Contains(text, "dừng ở sự kiện") {
		t.Errorf("/readyz: %d %v", status, ready)
	}
	if status, _ := h.ask(http.MethodGet, "/healthz", ""); status != 200 {
		t.Errorf("/healthz: %d", status)
	}

	// The directory goes on, and reads what came after.
	at := h.do(steps[0][0], steps[0][1])
	parsed, err := es.ParsePosition(at)
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Engine.WaitFor(t.Context(), "workers", parsed); err != nil {
		t.Errorf("the directory stands still too: %v", err)
	}
	if status, problem := h.ask(http.MethodGet, "/api/supervision?after="+at, ""); status != 503 {
		t.Errorf("supervision answers %d: %v", status, problem)
	}

	// Trying again heals nothing as long as the program can't read the event.
	if err := a.Engine.Retry(t.Context(), "supervision"); err != nil {
		t.Fatal(err)
	}
	if err := a.CatchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := a.Engine.WaitFor(t.Context(), "supervision", bad); !errors.As(err, &halted) {
		t.Errorf("after the retry: %v", err)
	}

	// An operator lets it go past, which shows for ever.
	h.do("SkipEvent", fmt.Sprintf(`{"projection":"supervision","eventId":%q,"position":%q,"eventType":"ChecklistRecorded","error":"it can't be decoded","reason":"biên bản 12/BB"}`, halted.Halt.EventID, bad))
	if err := a.Engine.Retry(t.Context(), "supervision"); err != nil {
		t.Fatal(err)
	}
	if err := a.CatchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := a.Engine.WaitFor(t.Context(), "supervision", bad); err != nil {
		t.Errorf("after it was skipped: %v", err)
	}
	status, list := h.ask(http.MethodGet, "/api/projections", "")
	if text := fmt.Sprint(list); status != 200 || strings.Count(text, "eventId:"+halted.Halt.EventID.String()) != 1 {
		t.Errorf("/api/projections: %d %v", status, list)
	}

	unknown := inject(t, a.Log, "weather-1", "RainFell", `{}`)
	if err := a.Engine.WaitFor(t.Context(), "workers", unknown); !errors.As(err, &halted) {
		t.Errorf("the directory went past an event that nobody knows: %v", err)
	}
}
