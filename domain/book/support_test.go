package book_test

import (
	"errors"
	"strings"
	"testing"

	"vaoso/domain/book"
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/support"
)

const (
	mill    = `{"taxCode":"0000010008","name":"Công ty Mẫu May 01","sector":"C","province":"26","ward":"08728","on":"2021-01-02"}`
	loan    = `{"loan":"2021-007","citizenId":"000094000123","amount":{"amount":50000000,"currency":"VND"},"months":36,"jobsPromised":1,"on":"2021-05-04"}`
	ownJob  = `{"citizenId":"000094000123","occupation":"sửa xe","contractKind":"self_employed","monthlyWage":{"amount":6000000,"currency":"VND"},"source":"loan","loanId":"2021-007","on":"2021-05-12"}`
	loanJob = `{"loan":"2021-007","citizenId":"000094000123","created":true,"on":"2021-05-12"}`
	notice  = `{"citizenId":"000094000123","lastTaxCode":"0000010008","on":"2021-06-01"}`
)

// events are all of a stream.
func (d *desk) events(stream string) (list []es.Recorded) {
	d.t.Helper()
	loaded, err := es.Load(d.t.Context(), d.Book.Book, support.LoanDecider, stream)
	if err != nil {
		d.t.Fatal(err)
	}
	return loaded.Events
}

func TestALoansJobIsThePlacementThatNamesTheLoan(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.LoanCaps = support.ShippedCaps()
	d.must("RegisterWorker", register, "RegisterEmployer", mill)
	if _, err := d.ask("PlaceWorker", ownJob); !errors.Is(err, support.ErrLoanUnknown) {
		t.Errorf("a placement may name a loan that isn't there: %v", err)
	}
	if _, err := d.ask("ApproveLoan", strings.Replace(loan, "50000000", "100000001", 1)); !errors.Is(err, support.ErrLoanAboveCap) {
		t.Errorf("the cap isn't looked at: %v", err)
	}
	if _, err := d.ask("ApproveLoan", strings.Replace(loan, "000094000123", "000094000124", 1)); !errors.Is(err, labour.ErrWorkerUnknown) {
		t.Errorf("a loan to nobody: %v", err)
	}
	d.must("ApproveLoan", loan, "PlaceWorker", ownJob, "RecordJob", loanJob)
	placed := d.worker(personA).State.Placements[0]
	got := d.events("loan-2021-007")[1].Payload.(support.JobRecorded)
	if placed.Facts.LoanID != "loan-2021-007" || got.PlacementID != placed.ID || got.PlacementStartedOn != civil.On(2021, 5, 12) || got.WorkerID != d.Key.Worker(personA) || got.Borrower != got.WorkerID || got.Ward != "08710" || got.Sex != "male" || got.BirthYear != 1994 {
		t.Errorf("placed %+v, recorded %+v", placed.Facts, got)
	}
	wrong := strings.Replace(strings.Replace(loanJob, "2021-007", "2021-008", 1), `"created"`, `"placementId":"8f2e4c1a-6b7d-5e90-a1b2-c3d4e5f60718","created"`, 1)
	d.must("ApproveLoan", strings.NewReplacer("2021-007", "2021-008", `"citizenId":"000094000123"`, `"taxCode":"0000010008"`).Replace(loan))
	if _, err := d.ask("RecordJob", wrong); !errors.Is(err, labour.ErrPlacementUnknown) {
		t.Errorf("a placement that isn't there: %v", err)
	}
	d.must("RecordJob", strings.Replace(loanJob, "2021-007", "2021-008", 1))
	at := d.events("loan-2021-008")[1].Payload.(support.JobRecorded)
	if at.Sector != "C" || at.EmployerWard != "08728" || at.Ward != "08710" || !at.PlacementID.IsZero() {
		t.Errorf("a job at an employer: %+v", at)
	}
	d.must("SettleLoan", `{"loan":"2021-007","on":"2021-11-01"}`)
	for name, err := range map[string]error{"RecordJob": support.ErrLoanSettled, "SettleLoan": support.ErrLoanSettled} {
		if _, got := d.ask(name, map[string]string{"RecordJob": strings.NewReplacer("2021-05-12", "2021-11-02", "2021-05-14", "2021-11-02").Replace(loanJob), "SettleLoan": `{"loan":"2021-007"}`}[name]); !errors.Is(got, err) {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestSupportGoesToSomebodyInTheBook(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.must("RegisterWorker", register)
	grant := `{"support":"HT-2021-03","citizenId":"000094000123","scheme":"Hỗ trợ học nghề","amount":{"amount":1500000,"currency":"VND"},"on":"2021-02-01"}`
	d.must("GrantSupport", grant)
	if _, err := d.ask("GrantSupport", grant); !errors.Is(err, support.ErrSupportExists) {
		t.Errorf("granted twice: %v", err)
	}
	if _, err := d.ask("GrantSupport", strings.Replace(grant, `"citizenId":"000094000123"`, `"taxCode":"0000010008"`, 1)); !errors.Is(err, labour.ErrEmployerUnknown) {
		t.Errorf("granted to nobody: %v", err)
	}
}

func TestUnemploymentIsOfOneStreamAWorker(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.must("RegisterWorker", register, "RegisterEmployer", mill)
	clerk := book.Request{Key: "k-clerk", Role: "ward_clerk", Unit: "08713"}
	if _, err := d.askAs(clerk, "RecordUnemploymentNotice", notice); !errors.Is(err, book.ErrOtherWard) {
		t.Errorf("another ward's clerk: %v", err)
	}
	clerk.Unit = "08710"
	if _, err := d.askAs(clerk, "RecordUnemploymentNotice", notice); err != nil {
		t.Fatal(err)
	}
	if _, err := d.ask("RecordUnemploymentNotice", strings.Replace(notice, "06-01", "06-02", 1)); !errors.Is(err, support.ErrNoticeOpen) {
		t.Errorf("a second notice: %v", err)
	}
	r := d.must("RecordAllowance", `{"citizenId":"000094000123","months":3,"monthly":{"amount":3000000,"currency":"VND"},"on":"2021-06-20"}`,
		"EndUnemployment", `{"citizenId":"000094000123","reason":"found_work","on":"2021-09-20"}`)
	if want := support.UnemploymentStream(d.Key.Worker(personA)); r.Stream != want || strings.Contains(want, personA) {
		t.Errorf("the stream is %s, want %s", r.Stream, want)
	}
	if _, err := d.ask("EndUnemployment", `{"citizenId":"000094000123","reason":"found_work","on":"2021-09-21"}`); !errors.Is(err, support.ErrNoticeUnknown) {
		t.Errorf("ended twice: %v", err)
	}
}

// TestARetentionCheckFallsDueOnce, however often the policy looks, and anew
// where the job was annulled and entered again.
func TestARetentionCheckFallsDueOnce(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	job := strings.Replace(ownJob, `"loanId":"2021-007",`, "", 1)
	d.must("RegisterWorker", register, "PlaceWorker", job)
	stream, id := d.Key.Worker(personA), d.worker(personA).State.Placements[0].ID
	note := func() (noted int) {
		t.Helper()
		for range 3 {
			if err := d.NoteRetention(t.Context(), stream, id, 3); err != nil {
				t.Fatal(err)
			}
		}
		for _, e := range d.worker(personA).Events {
			if p, ok := e.Payload.(labour.RetentionCheckFellDue); ok {
				if e.On() != civil.On(2021, 8, 12) || p.Mark != 3 || e.Meta.Role != string(book.System) {
					t.Errorf("noted %+v on %s by %s", p, e.On(), e.Meta.Role)
				}
				noted++
			}
		}
		return noted
	}
	if n := note(); n != 1 {
		t.Errorf("noted %d times", n)
	}
	d.must("AnnulPlacement", `{"citizenId":"000094000123","placementId":"`+id.String()+`","on":"2021-08-20"}`)
	if n := note(); n != 1 {
		t.Errorf("noted %d times after the annulment", n)
	}
	d.must("PlaceWorker", job)
	if n := note(); n != 2 {
		t.Errorf("noted %d times once it was entered again", n)
	}
	d.must("CheckRetention", `{"citizenId":"000094000123","placementId":"`+id.String()+`","mark":6,"outcome":"still","on":"2021-11-12"}`)
	if err := d.NoteRetention(t.Context(), stream, id, 6); err != nil || note() != 2 {
		t.Errorf("a check that was made fell due: %v", err)
	}
	if err := d.NoteRetention(t.Context(), stream, es.UUID{1}, 3); err != nil {
		t.Errorf("a job that isn't there: %v", err)
	}
}
