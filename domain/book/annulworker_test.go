package book_test

import (
	"errors"
	"strings"
	"testing"

	"vaoso/domain/book"
	"vaoso/domain/correction"
	"vaoso/domain/support"
)

// TestNobodyIsAnnulledUnderWhatStands: a worker whom a fact of another stream
// names isn't annulled until that is taken back.
func TestNobodyIsAnnulledUnderWhatStands(t *testing.T) {
	t.Parallel()
	annul := `{"citizenId":"000094000123","reason":"nhầm số định danh"}`
	ofMill := strings.NewReplacer(`"citizenId":"000094000123"`, `"taxCode":"0000010008"`).Replace(loan)
	const (
		complaint = `{"complaint":"KN-1","citizenId":"000094000123","licenceNo":"26-014","subject":"chậm trả lương","on":"2021-06-01"}`
		another   = `{"citizenId":"000094000131","fullName":"Nguyễn Văn Á","birthDate":"1994-02-03","sex":"male","ward":"08710","on":"2021-01-11"}`
		toOther   = `{"complaint":"KN-1","citizenId":"000094000131","reason":"nhầm người"}`
		toThem    = `{"complaint":"KN-1","citizenId":"000094000123","reason":"nhầm người"}`
		counsel   = `{"referral":"1","citizenId":"000094000123","on":"2021-05-02"}`
		refer     = `{"referral":"1","citizenId":"000094000123","vacancy":"2021-012","on":"2021-05-03"}`
		outcome   = `{"referral":"1","outcome":"declined","on":"2021-05-04"}`
		untold    = `{"referral":"1","reason":"nhầm người"}`
		vacancy   = `{"vacancy":"2021-012","taxCode":"0000010008","quantity":2,"occupation":"may","wageFrom":{"amount":6000000,"currency":"VND"},"wageTo":{"amount":8000000,"currency":"VND"},"closesOn":"2021-06-30","on":"2021-05-01"}`
		college   = `{"institution":"cd-nghe","name":"Trường Mẫu","occupations":["may"],"on":"2021-01-05"}`
		course    = `{"course":"2021-03","institution":"cd-nghe","taxCode":"0000010008","occupation":"may","seats":1,"jobsPromised":1,"startsOn":"2021-02-01","endsOn":"2021-04-30","on":"2021-01-20"}`
		enrol     = `{"course":"2021-03","citizenId":"000094000123","on":"2021-02-01"}`
		notThere  = `{"course":"2021-03","citizenId":"000094000123","reason":"nhầm người"}`
		withdrew  = `{"contract":"C-2021-0007","reason":"rút","on":"2021-05-18"}`
	)
	for name, c := range map[string]struct{ entered, freed []string }{
		"a loan":                        {[]string{"ApproveLoan", loan}, nil},
		"a loan's job":                  {[]string{"ApproveLoan", ofMill, "RecordJob", loanJob}, nil},
		"support":                       {[]string{"GrantSupport", `{"support":"H-1","citizenId":"000094000123","scheme":"đào tạo","amount":{"amount":1000000,"currency":"VND"},"on":"2021-05-04"}`}, nil},
		"a notice":                      {[]string{"RecordUnemploymentNotice", notice}, []string{"AnnulUnemploymentNotice", annul}},
		"a notice that was":             {[]string{"RecordUnemploymentNotice", notice, "EndUnemployment", `{"citizenId":"000094000123","reason":"other","on":"2021-07-01"}`}, []string{"AnnulUnemploymentNotice", annul, "AnnulUnemploymentNotice", annul}},
		"a seat in a course":            {[]string{"RegisterInstitution", college, "AgreeCourse", course, "EnrolTrainee", enrol}, []string{"AnnulEnrolment", notThere}},
		"counselling":                   {[]string{"CounselWorker", counsel}, []string{"AnnulReferral", untold}},
		"a referral":                    {[]string{"PostVacancy", vacancy, "ReferWorker", refer}, []string{"AnnulReferral", untold}},
		"a referral that came to this":  {[]string{"PostVacancy", vacancy, "CounselWorker", counsel, "ReferWorker", refer, "RecordReferralOutcome", outcome}, []string{"AnnulReferral", untold, "AnnulReferral", untold, "AnnulReferral", untold}},
		"a contract":                    {[]string{"SignContract", sign}, nil},
		"a contract that wasn't kept":   {[]string{"SignContract", sign, "TerminateContract", withdrew}, nil},
		"a complaint":                   {[]string{"LodgeComplaint", complaint}, []string{"CorrectComplaint", toOther}},
		"a complaint thought another's": {[]string{"LodgeComplaint", strings.Replace(complaint, "000094000123", "000094000131", 1), "CorrectComplaint", toThem}, []string{"CorrectComplaint", toOther}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			d.LoanCaps = support.ShippedCaps()
			d.must("RegisterWorker", register, "RegisterEmployer", mill, "RegisterAgency", agency, "RegisterWorker", another)
			d.must(c.entered...)
			if _, err := d.ask("AnnulWorker", annul); !errors.Is(err, correction.ErrDependentFacts) {
				t.Errorf("it came to %v", err)
			}
			for i := 0; i+1 < len(c.freed); i += 2 {
				if i > 0 {
					d.refuses(correction.ErrDependentFacts, "AnnulWorker", annul)
				}
				d.must(c.freed[i : i+2]...)
			}
			if c.freed != nil {
				d.must("AnnulWorker", annul)
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
