package app_test

import (
	"encoding/json"
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"vaoso/cmd/internal/app"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/scenario"
)

// TestARetentionCheckFallsDue: once the day on which three months of a job are
// over is past, the policy notes it, on that day, without being asked.
func TestARetentionCheckFallsDue(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "so")
	if err := app.Create(dir, app.Settings{Synthetic: true, City: "vinh-yen"}); err != nil {
		t.Fatal(err)
	}
	a, err := app.Open(t.Context(), app.Options{Dir: dir, Tell: slog.New(slog.DiscardHandler), Clock: func() time.Time { return scenario.Day("2021-08-13").In(9, 0, 0) }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	h := serve(t, a)
	h.do("RegisterWorker", `{"citizenId":"000094000123","fullName":"Nguyễn Văn Á","birthDate":"1994-02-03","sex":"male","ward":"08710","on":"2021-01-11"}`)
	h.do("PlaceWorker", `{"citizenId":"000094000123","occupation":"sửa xe","contractKind":"self_employed","monthlyWage":{"amount":6000000,"currency":"VND"},"source":"self","on":"2021-05-12"}`)
	fell := h.await(es.Start, "RetentionCheckFellDue", func(es.Event) bool { return true })
	var p labour.RetentionCheckFellDue
	if err := json.Unmarshal(fell.Data, &p); err != nil {
		t.Fatal(err)
	}
	if p.Mark != 3 || p.StartedOn != scenario.Day("2021-05-12") || fell.Meta.OccurredOn != scenario.Day("2021-08-12") || fell.Meta.Actor != "policy-retention" {
		t.Errorf("noted %+v, %+v", p, fell.Meta)
	}
}
