package app_test

import (
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"testing"

	"vaoso/adapters/esdbserver/esdbtest"
	"vaoso/adapters/postgres/pgtest"
	"vaoso/adapters/viewtest"
	"vaoso/cmd/internal/app"
	"vaoso/domain/book"
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/scenario"
)

// putStoresRight has facts put right by two people: a fee, a departure that crashes
// between the contract and the worker, a contract, a suspension and its sanction.
// What the policies owe after the crashes they write at the end.
func putStoresRight(t *testing.T, a *app.App) {
	t.Helper()
	n := 0
	ask := func(actor, name, body string) (book.Result, error) {
		command, known := book.Named(name)
		if !known {
			t.Fatalf("no command %s", name)
		}
		asked, err := command.Decode([]byte(body))
		if err != nil {
			t.Fatal(err)
		}
		n++
		asked.Reason = "thử"
		return a.Book.Do(t.Context(), command, asked, book.Request{Actor: actor, Key: fmt.Sprint("right ", n)})
	}
	must := func(name, body string) book.Result {
		t.Helper()
		r, err := ask("u-one", name, body)
		if err != nil {
			t.Fatalf("%s %s: %v", name, body, err)
		}
		return r
	}
	// right proposes and confirms; a crash leaves the rest to the policies.
	right := func(subject string, wrong es.UUID, action, crash string) {
		t.Helper()
		p := must("ProposeCorrection", fmt.Sprintf(`{%s,"eventId":%q,"action":%s}`, subject, wrong, action))
		a.Book.Step = func(step string) error {
			if step == crash {
				return errDies
			}
			return nil
		}
		defer func() { a.Book.Step = nil }()
		if _, err := ask("u-two", "ConfirmCorrection", fmt.Sprintf(`{%s,"proposalId":%q}`, subject, p.Events[0].ID)); (crash != "") != errors.Is(err, errDies) {
			t.Fatalf("%s %s: %v", subject, action, err)
		}
	}
	must("AdoptPlan", `{"plan":"2021","title":"Kế hoạch","from":"2021-01-01","to":"2021-12-31","total":9,"overseas":3,"units":["08710"],"ruleSet":"vinh-yen-2021","decisionNo":"1","on":"2021-01-01"}`)
	must("RegisterWorker", `{"citizenId":"000094000123","fullName":"Người Mẫu 1","birthDate":"1994-05-06","sex":"male","ward":"08710","education":"college","on":"2021-01-04"}`)
	must("RegisterAgency", `{"licenceNo":"26-014","name":"Công ty Mẫu Phái cử A","licensedOn":"2017-05-12","markets":["JP"],"on":"2021-01-04"}`)
	signed := map[string]es.UUID{}
	for _, no := range []string{"C-1", "C-2"} {
		r := must("SignContract", fmt.Sprintf(`{"contract":%q,"citizenId":"000094000123","licenceNo":"26-014","kind":"service","market":"JP","occupation":"hàn","months":36,"monthlyWage":{"amount":150000,"currency":"JPY"},"serviceFee":{"amount":400000,"currency":"JPY"},"on":"2021-03-01"}`, no))
		signed[no] = r.Events[0].ID
	}
	must("RecordOrientation", `{"contract":"C-1","certificateNo":"ĐH-1","on":"2021-03-02"}`)
	must("RegisterContract", `{"contract":"C-1","registrationNo":"ĐK-1","on":"2021-03-03"}`)
	fee := must("RecordFee", `{"contract":"C-1","line":"service","paid":{"amount":40000,"currency":"JPY"},"receiptNo":"BL-1","on":"2021-03-04"}`)
	right(`"contract":"C-1"`, fee.Events[0].ID, `"correct","changes":[{"field":"paid","to":{"amount":30000,"currency":"JPY"}}]`, "")
	right(`"contract":"C-2"`, signed["C-2"], `"annul"`, "")
	left := must("DispatchOverseas", `{"contract":"C-1","reportedOn":"2021-05-20","on":"2021-05-18"}`)
	right(`"contract":"C-1"`, left.Events[len(left.Events)-1].ID, `"annul"`, "corrected")
	must("OpenInspection", `{"inspection":"KT-1","licenceNo":"26-014","inspector":"Thanh tra Mẫu 01","on":"2021-06-01"}`)
	must("RecordFinding", `{"inspection":"KT-1","findingId":"1","text":"x","severity":"major","legalBasis":"Đ.21","on":"2021-06-02"}`)
	must("RequireRemedy", `{"inspection":"KT-1","findingId":"1","what":"x","dueOn":"2021-06-22","on":"2021-06-02"}`)
	must("EscalateFinding", `{"inspection":"KT-1","findingId":"1","to":"Sở","on":"2021-07-05"}`)
	imposed := must("ImposeSanction", `{"inspection":"KT-1","findingId":"1","kind":"suspension","decisionNo":"QĐ-9","from":"2021-08-01","until":"2021-08-29","on":"2021-07-20"}`)
	var act es.UUID
	for e, err := range a.Log.Read(t.Context(), "agency-26-014", 0, es.Forward) {
		if err != nil {
			t.Fatal(err)
		}
		act = e.ID
	}
	right(`"licenceNo":"26-014"`, act, `"annul"`, "")
	right(`"inspection":"KT-1"`, imposed.Events[0].ID, `"correct","changes":[{"field":"until","to":"2021-09-30"}]`, "sanction corrected")
	for range 2 {
		if err := errors.Join(a.Book.Settle(t.Context(), "contract-C-1"), a.Book.Enforce(t.Context(), "inspection-KT-1", civil.Date{})); err != nil {
			t.Fatal(err)
		}
	}
}

// typesOf are the events of a log, by type.
func typesOf(t *testing.T, log es.Log) (list []string) {
	t.Helper()
	for e, err := range log.ReadAll(t.Context(), es.Start, es.Forward, es.Filter{}) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, e.Type)
	}
	return list
}

// TestCorrectionsOverEventStoreDB: what two people put right, with crashes between
// two streams, comes to the same events in EventStoreDB as in the file, and the
// views that followed it there are those of a fresh fold.
func TestCorrectionsOverEventStoreDB(t *testing.T) {
	t.Parallel()
	file := openBook(t)
	putStoresRight(t, file)
	dir := t.TempDir()
	if err := app.Create(dir, app.Settings{Synthetic: true, City: "vinh-yen"}); err != nil {
		t.Fatal(err)
	}
	served := esdbtest.Log(t)
	a, err := app.Open(t.Context(), app.Options{Dir: dir, Log: esdbtest.Start(t, served).URL(), Tell: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	}()
	putStoresRight(t, a)
	want, got := typesOf(t, file.Log), typesOf(t, served)
	if !slices.Equal(got, want) {
		t.Errorf("EventStoreDB has %v, the file %v", got, want)
	}
	for _, due := range []string{"ContractAnnulled", "DispatchAnnulled", "EngagementReleased", "SanctionCorrected"} {
		if !slices.Contains(want, due) {
			t.Errorf("there is no %s", due)
		}
	}
	if err := a.CatchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	fresh := sqliteViews(t)
	viewtest.Fill(t, fresh, served, app.Definitions(), app.Projections(), 7)
	for _, p := range app.Projections() {
		if got, want := viewtest.Rows(t, a.Views, p), viewtest.Rows(t, fresh, p); !slices.Equal(got, want) {
			t.Errorf("%s: %v that followed, %v of a fresh fold", p.Name, got, want)
		}
	}
}

// TestCorrectionsInPostgreSQL: every row and every answer after such corrections are
// those of SQLite.
func TestCorrectionsInPostgreSQL(t *testing.T) {
	t.Parallel()
	url := pgtest.URL(t)
	a := openBook(t)
	putStoresRight(t, a)
	one, other := sqliteViews(t), postgresViews(t, url)
	viewtest.Fill(t, one, a.Log, a.Book.Definitions, app.Projections(), 300)
	viewtest.Fill(t, other, a.Log, a.Book.Definitions, app.Projections(), 5)
	viewtest.Equal(t, one, other, app.Projections(), scenario.Day("2021-05-31"), scenario.Day("2021-12-31"))
}
