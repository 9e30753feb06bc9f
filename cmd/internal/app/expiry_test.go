package app_test

import (
	"encoding/json"
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"vaoso/cmd/internal/app"
	"vaoso/domain/es"
	"vaoso/domain/overseas"
	"vaoso/domain/scenario"
)

// TestAContractThatRunsOutIsNoticed: once the day that is 90 days before the end
// is over, the policy notes it, on that day, without being asked.
func TestAContractThatRunsOutIsNoticed(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "so")
	if err := app.Create(dir, app.Settings{Synthetic: true, City: "vinh-yen"}); err != nil {
		t.Fatal(err)
	}
	a, err := app.Open(t.Context(), app.Options{Dir: dir, Tell: slog.New(slog.DiscardHandler), Clock: func() time.Time { return scenario.Day("2024-02-18").In(9, 0, 0) }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	h := serve(t, a)
	for _, s := range steps {
		h.do(s[0], s[1])
	}
	h.do("DispatchOverseas", `{"contract":"C-2021-0007","on":"2021-05-18"}`)
	noticed := h.await(es.Start, "ContractExpiryNoticed", func(es.Event) bool { return true })
	var notice overseas.ContractExpiryNoticed
	if err := json.Unmarshal(noticed.Data, &notice); err != nil {
		t.Fatal(err)
	}
	if notice.DaysLeft != 90 || notice.DueBackOn != scenario.Day("2024-05-17") || noticed.Meta.OccurredOn != scenario.Day("2024-02-17") || noticed.Meta.Actor != "policy-expiry" {
		t.Errorf("noticed %+v, %+v", notice, noticed.Meta)
	}
}
