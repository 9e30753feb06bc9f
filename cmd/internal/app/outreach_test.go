package app_test

import (
	"fmt"
	"log/slog"
	"net/http"
	"path/filepath"
	"testing"
	"time"

	"vaoso/cmd/internal/app"
	"vaoso/domain/es"
	"vaoso/domain/scenario"
)

const (
	sewing   = "0000010008"
	annsID   = "000199000123"
	baosID   = "000199000124"
	wageUp   = `"wageFrom":{"amount":6000000,"currency":"VND"},"wageTo":{"amount":8000000,"currency":"VND"}`
	sewsAtIt = `"taxCode":"` + sewing + `","occupation":"may","contractKind":"indefinite","monthlyWage":{"amount":6500000,"currency":"VND"}`
)

// workshop is a served book, on a morning, with two workers and an employer.
func workshop(t *testing.T, today string) *house {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "so")
	if err := app.Create(dir, app.Settings{Synthetic: true, City: "vinh-yen"}); err != nil {
		t.Fatal(err)
	}
	a, err := app.Open(t.Context(), app.Options{Dir: dir, Tell: slog.New(slog.DiscardHandler), Clock: func() time.Time { return scenario.Day(today).In(9, 0, 0) }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	h := serve(t, a)
	for _, id := range []string{annsID, baosID} {
		h.do("RegisterWorker", `{"citizenId":"`+id+`","fullName":"Nguyễn Thị Á","birthDate":"1999-02-03","sex":"female","ward":"08728","occupation":"may","on":"2021-01-11"}`)
	}
	h.do("RegisterEmployer", `{"taxCode":"`+sewing+`","name":"Công ty Mẫu May 01","sector":"C","province":"26","ward":"08728","on":"2021-01-05"}`)
	return h
}

// figures asks a report, that holds everything up to a position.
func (h *house) figures(path string, after string) map[string]any {
	h.t.Helper()
	for begun := time.Now(); ; {
		status, answer := h.ask(http.MethodGet, path+"&after="+after, "")
		switch {
		case status == http.StatusOK:
			return answer
		case status != http.StatusServiceUnavailable || time.Since(begun) > patience: // the server waits some seconds each time
			h.t.Fatalf("%s: %d %v", path, status, answer)
		}
	}
}

// TestVacanciesCloseByThemselves: one for which enough were placed is filled, one
// whose last day is over expires, without anybody asking.
func TestVacanciesCloseByThemselves(t *testing.T) {
	t.Parallel()
	h := workshop(t, "2021-07-05")
	post := func(vacancy string, quantity int) {
		h.do("PostVacancy", fmt.Sprintf(`{"vacancy":%q,"taxCode":%q,"quantity":%d,"occupation":"may",%s,"closesOn":"2021-06-30","on":"2021-05-01"}`, vacancy, sewing, quantity, wageUp))
	}
	h.do("PostVacancy", `{"vacancy":"V-1","taxCode":"`+sewing+`","quantity":1,"occupation":"may",`+wageUp+`,"closesOn":"2021-12-31","on":"2021-05-01"}`)
	h.do("PlaceWorker", `{"citizenId":"`+annsID+`",`+sewsAtIt+`,"source":"direct","vacancyId":"V-1","on":"2021-05-10"}`)
	filled := h.await(es.Start, "VacancyFilled", func(es.Event) bool { return true })
	if filled.Stream != "vacancy-V-1" || filled.Meta.OccurredOn != scenario.Day("2021-05-10") || filled.Meta.Actor != "policy-vacancy" {
		t.Errorf("filled: %s on %s by %s", filled.Stream, filled.Meta.OccurredOn, filled.Meta.Actor)
	}
	post("V-2", 2)
	expired := h.await(es.Start, "VacancyExpired", func(es.Event) bool { return true })
	if expired.Stream != "vacancy-V-2" || expired.Meta.OccurredOn != scenario.Day("2021-06-30") {
		t.Errorf("expired: %s on %s", expired.Stream, expired.Meta.OccurredOn)
	}
}

// TestWhatOutreachReportsRefuse: another way to report, and a period that ends
// before it begins.
func TestWhatOutreachReportsRefuse(t *testing.T) {
	t.Parallel()
	h := workshop(t, "2021-06-15")
	for _, wrong := range []string{"/api/supply?by=age", "/api/supply?from=2021-07-01", "/api/training?by=age", "/api/capacity?from=2022-07-01", "/api/support?from=2022-07-01"} {
		if status, _ := h.ask(http.MethodGet, wrong, ""); status != http.StatusBadRequest {
			t.Errorf("%s: %d", wrong, status)
		}
	}
}
