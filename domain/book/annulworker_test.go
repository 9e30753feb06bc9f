package book_test

import (
	"errors"
	"strings"
	"testing"

	"vaoso/domain/book"
	"vaoso/domain/correction"
	"vaoso/domain/support"
)

// TestNobodyIsAnnulledUnderWhatCounts: a worker whom a loan, a loan's job,
// support or a notice names isn't annulled until these are.
func TestNobodyIsAnnulledUnderWhatCounts(t *testing.T) {
	t.Parallel()
	annul := `{"citizenId":"000094000123","reason":"nhầm số định danh"}`
	ofMill := strings.NewReplacer(`"citizenId":"000094000123"`, `"taxCode":"0000010008"`).Replace(loan)
	for name, entered := range map[string][]string{
		"a loan":            {"ApproveLoan", loan},
		"a loan's job":      {"ApproveLoan", ofMill, "RecordJob", loanJob},
		"support":           {"GrantSupport", `{"support":"H-1","citizenId":"000094000123","scheme":"đào tạo","amount":{"amount":1000000,"currency":"VND"},"on":"2021-05-04"}`},
		"a notice":          {"RecordUnemploymentNotice", notice},
		"a notice that was": {"RecordUnemploymentNotice", notice, "EndUnemployment", `{"citizenId":"000094000123","reason":"other","on":"2021-07-01"}`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			d.LoanCaps = support.ShippedCaps()
			d.must("RegisterWorker", register, "RegisterEmployer", mill)
			d.must(entered...)
			if _, err := d.ask("AnnulWorker", annul); !errors.Is(err, correction.ErrDependentFacts) {
				t.Errorf("it came to %v", err)
			}
			if strings.HasPrefix(name, "a notice") {
				if name == "a notice that was" {
					d.must("AnnulUnemploymentNotice", annul)
				}
				d.must("AnnulUnemploymentNotice", annul, "AnnulWorker", annul)
			}
		})
	}
}

// TestWhatAnotherWorkerHasHoldsNobody: once the loan's job is annulled by two
// people, and beside what others have, a worker may be annulled.
func TestWhatAnotherWorkerHasHoldsNobody(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.LoanCaps = support.ShippedCaps()
	d.must("RegisterWorker", register, "RegisterEmployer", mill, "ApproveLoan", strings.NewReplacer(`"citizenId":"000094000123"`, `"taxCode":"0000010008"`).Replace(loan), "RecordJob", loanJob)
	proposal, err := d.proposed(`"loan":"2021-007"`, "loan-2021-007", "JobRecorded", "")
	if err != nil {
		t.Fatal(err)
	}
	if err := d.confirms("confirm-job", `"loan":"2021-007"`, proposal); err != nil {
		t.Fatal(err)
	}
	other := strings.NewReplacer("000094000123", "000094000131").Replace
	d.must("RegisterWorker", other(register), "RecordUnemploymentNotice", other(notice))
	d.must("AnnulWorker", `{"citizenId":"000094000123","reason":"nhầm số định danh"}`)
	if w := d.worker(personA); w.State.AnnulledOn.IsZero() {
		t.Error("the worker stands")
	}
}

// TestAFormerWardPutsNothingRight: the clerk of the ward that a worker has left
// can't reach what was entered since by a correction of an earlier day.
func TestAFormerWardPutsNothingRight(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.must("RegisterWorker", register, "MoveWorker", `{"citizenId":"000094000123","ward":"08713","on":"2021-05-01"}`,
		"PlaceWorker", `{"citizenId":"000094000123","occupation":"sửa xe","contractKind":"self_employed","monthlyWage":{"amount":6000000,"currency":"VND"},"source":"self","on":"2021-07-01"}`)
	job := d.worker(personA).State.Placements[0].ID
	mendings := []struct{ name, fields string }{
		{"CorrectPlacement", `,"placementId":"` + job.String() + `","occupation":"sửa máy"`}, {"CorrectWorker", `,"sex":"female"`},
		{"AnnulPlacement", `,"placementId":"` + job.String() + `"`}, {"AnnulWorker", ``},
	}
	for _, m := range mendings {
		command := `{"citizenId":"000094000123","on":"2021-02-01","reason":"ghi nhầm"` + m.fields + `}`
		for _, by := range []struct {
			ward string
			want error
		}{{"08710", book.ErrOtherWard}, {"08713", nil}} {
			if _, err := d.askAs(book.Request{Role: string(book.WardClerk), Unit: by.ward, Key: m.name + by.ward}, m.name, command); !errors.Is(err, by.want) {
				t.Errorf("%s by %s: %v", m.name, by.ward, err)
			}
		}
	}
}
