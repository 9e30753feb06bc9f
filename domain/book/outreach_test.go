package book_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"vaoso/domain/book"
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/outreach"
)

const (
	annID, baoID = "000199000123", "000199000124"
	mayTax       = "0000010008"
)

// market is a book with two workers of Khai Quang, an employer of Khai Quang,
// and a vacancy for two, open from 2021-05-01 to 2021-06-30.
func market(t *testing.T) *desk {
	t.Helper()
	d := newDesk(t)
	for _, id := range []string{annID, baoID} {
		d.must("RegisterWorker", `{"citizenId":"`+id+`","fullName":"Nguyễn Thị Á","birthDate":"1999-02-03","sex":"female","ward":"08728","on":"2021-01-11"}`)
	}
	d.must("RegisterEmployer", `{"taxCode":"`+mayTax+`","name":"Công ty Mẫu May 01","sector":"C","province":"26","ward":"08728","on":"2021-01-05"}`)
	d.must("PostVacancy", `{"vacancy":"2021-012","taxCode":"`+mayTax+`","quantity":2,"occupation":"may","wageFrom":{"amount":6000000,"currency":"VND"},"wageTo":{"amount":8000000,"currency":"VND"},"closesOn":"2021-06-30","on":"2021-05-01"}`)
	return d
}

// refuses asks for what is refused.
func (d *desk) refuses(want *es.Refusal, name, command string) {
	d.t.Helper()
	if _, err := d.ask(name, command); !errors.Is(err, want) {
		d.t.Errorf("%s %s: %v, want %s", name, command, err, want.Code)
	}
}

func sewing(id, day, more string) string {
	return `{"citizenId":"` + id + `","taxCode":"` + mayTax + `","occupation":"may","contractKind":"indefinite","monthlyWage":{"amount":6500000,"currency":"VND"},"source":"direct","reportedOn":"` + day + `","on":"` + day + `"` + more + `}`
}

func (d *desk) vacancy() outreach.Vacancy {
	d.t.Helper()
	v, err := es.Load(d.t.Context(), d.Book.Book, outreach.VacancyDecider, "vacancy-2021-012")
	if err != nil {
		d.t.Fatal(err)
	}
	return v.State
}

func (d *desk) settleVacancy(passed string, ids ...string) {
	d.t.Helper()
	var workers []string
	for _, id := range ids {
		workers = append(workers, d.Key.Worker(id))
	}
	day, err := civil.Parse(passed)
	if err != nil {
		d.t.Fatal(err)
	}
	for range 2 { // once more changes nothing
		if err := d.SettleVacancy(d.t.Context(), "vacancy-2021-012", workers, day); err != nil {
			d.t.Fatal(err)
		}
	}
}

func TestPlacementsFillAVacancy(t *testing.T) {
	t.Parallel()
	d := market(t)
	placed := d.must("PlaceWorker", sewing(annID, "2021-05-10", `,"vacancyId":"2021-012"`))
	if got := string(placed.Events[0].Data); !strings.Contains(got, `"vacancyId":"vacancy-2021-012"`) {
		t.Errorf("the placement doesn't name the vacancy's stream: %s", got)
	}
	d.settleVacancy("2021-06-01", annID, baoID)
	if v := d.vacancy(); v.Phase != outreach.VacancyIsOpen {
		t.Fatalf("one of two was placed, and it is %s", v.Phase)
	}
	second := d.must("PlaceWorker", sewing(baoID, "2021-05-20", `,"vacancyId":"2021-012"`))
	d.must("AnnulPlacement", fmt.Sprintf(`{"citizenId":%q,"placementId":%q,"on":"2021-05-25"}`, baoID, placementOf(t, second)))
	d.settleVacancy("2021-06-01", annID, baoID)
	if v := d.vacancy(); v.Phase != outreach.VacancyIsOpen {
		t.Fatalf("an annulled placement filled it: %s", v.Phase)
	}
	d.must("PlaceWorker", sewing(baoID, "2021-05-28", `,"vacancyId":"2021-012"`))
	d.settleVacancy("2021-06-01", annID, baoID)
	if v := d.vacancy(); v.Phase != outreach.VacancyIsFilled || v.EndedOn.String() != "2021-05-28" {
		t.Fatalf("two of two were placed, and it is %s on %s", v.Phase, v.EndedOn)
	}
	d.refuses(outreach.ErrVacancyFull, "ReferWorker", `{"referral":"1","citizenId":"`+annID+`","vacancy":"2021-012","on":"2021-06-02"}`)
}

func placementOf(t *testing.T, r book.Result) string {
	t.Helper()
	_, rest, ok := strings.Cut(string(r.Events[0].Data), `"placementId":"`)
	if !ok {
		t.Fatal("no placement")
	}
	return rest[:36]
}

func TestAVacancyExpiresByADayThatPassed(t *testing.T) {
	t.Parallel()
	d := market(t)
	d.must("PlaceWorker", sewing(annID, "2021-05-10", `,"vacancyId":"2021-012"`))
	d.settleVacancy("2021-06-29", annID)
	if v := d.vacancy(); v.Phase != outreach.VacancyIsOpen {
		t.Fatalf("before its last day is over it is %s", v.Phase)
	}
	d.settleVacancy("2021-06-30", annID)
	if v := d.vacancy(); v.Phase != outreach.VacancyIsExpired || v.EndedOn.String() != "2021-06-30" {
		t.Fatalf("after its last day it is %s on %s", v.Phase, v.EndedOn)
	}
	d.must("PlaceWorker", sewing(baoID, "2021-06-15", `,"vacancyId":"2021-012"`)) // a fact that comes late is a fact
}

func TestWhatAPlacementCameFrom(t *testing.T) {
	t.Parallel()
	d := market(t)
	d.must("RegisterInstitution", `{"institution":"cd-nghe","name":"Trường Mẫu Nghề 01","occupations":["may"],"on":"2021-01-05"}`)
	d.must("AgreeCourse", `{"course":"2021-03","institution":"cd-nghe","taxCode":"`+mayTax+`","occupation":"may","seats":1,"jobsPromised":1,"startsOn":"2021-02-01","endsOn":"2021-04-30","on":"2021-01-20"}`)
	d.must("StartCourse", `{"course":"2021-03","on":"2021-02-01"}`)
	d.must("EnrolTrainee", `{"course":"2021-03","citizenId":"`+annID+`","on":"2021-02-01"}`)
	d.must("RecordTrainingAttendance", `{"course":"2021-03","citizenId":"`+annID+`","month":"2021-02","days":18,"of":20,"on":"2021-03-01"}`)
	d.must("CompleteTraining", `{"course":"2021-03","citizenId":"`+annID+`","certificateNo":"CC-1","on":"2021-04-30"}`)
	d.must("AppointCollaborator", `{"collaborator":"08728-1","name":"Lê Thị Á","unit":"08728","on":"2021-02-01"}`)
	d.must("CounselWorker", `{"referral":"2021-044","citizenId":"`+annID+`","byCollaborator":"08728-1","on":"2021-05-02"}`)
	d.must("RegisterIntermediary", `{"intermediary":"ttdvvl-25","name":"Trung tâm Mẫu 01","type":"service_centre","province":"25","on":"2021-01-05"}`)
	d.refuses(outreach.ErrReferralUnknown, "PlaceWorker", sewing(annID, "2021-05-10", `,"referralId":"2021-044"`))
	d.must("ReferWorker", `{"referral":"2021-044","citizenId":"`+annID+`","vacancy":"2021-012","intermediary":"ttdvvl-25","on":"2021-05-03"}`)
	for more, want := range map[string]*es.Refusal{
		`,"vacancyId":"2021-999"`:     outreach.ErrVacancyUnknown,
		`,"referralId":"2021-999"`:    outreach.ErrReferralUnknown,
		`,"courseId":"2021-999"`:      outreach.ErrCourseUnknown,
		`,"collaboratorId":"08728-9"`: outreach.ErrCollaboratorUnknown,
		`,"vacancyId":"a\u0007"`:      es.ErrFieldInvalid,
	} {
		d.refuses(want, "PlaceWorker", sewing(annID, "2021-05-10", more))
	}
	d.refuses(es.ErrFieldInvalid, "PlaceWorker", sewing(baoID, "2021-05-10", `,"referralId":"2021-044"`))
	d.refuses(outreach.ErrNotEnrolled, "PlaceWorker", sewing(baoID, "2021-05-10", `,"courseId":"2021-03"`))
	d.refuses(outreach.ErrCollaboratorInactive, "PlaceWorker", sewing(baoID, "2021-01-20", `,"collaboratorId":"08728-1"`))
	d.must("RegisterEmployer", `{"taxCode":"0000010103","name":"Công ty Mẫu May 02","sector":"C","province":"26","ward":"08728","on":"2021-01-05"}`)
	d.refuses(es.ErrFieldInvalid, "PlaceWorker", strings.Replace(sewing(baoID, "2021-05-10", `,"vacancyId":"2021-012"`), mayTax, "0000010103", 1))
	all := `,"vacancyId":"2021-012","referralId":"2021-044","courseId":"2021-03","collaboratorId":"collaborator-08728-1"`
	key := book.Request{Key: "once"}
	first, err := d.askAs(key, "PlaceWorker", sewing(annID, "2021-05-10", all))
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"vacancy-2021-012", "referral-2021-044", "course-2021-03", "collaborator-08728-1"} {
		if !strings.Contains(string(first.Events[0].Data), `"`+id+`"`) {
			t.Errorf("the placement doesn't name %s: %s", id, first.Events[0].Data)
		}
	}
	// The same command under the same key has its answer, whatever was learnt since.
	d.must("DismissCollaborator", `{"collaborator":"08728-1","on":"2021-05-05"}`)
	if again, err := d.askAs(key, "PlaceWorker", sewing(annID, "2021-05-10", all)); err != nil || !again.Repeated {
		t.Errorf("asked again: %v, repeated %v", err, again.Repeated)
	}
}

func TestOutreachOfWhatIsThere(t *testing.T) {
	t.Parallel()
	d := market(t)
	const nobody = "000199000999"
	d.refuses(labour.ErrWorkerUnknown, "EnrolTrainee", `{"course":"2021-03","citizenId":"`+nobody+`"}`)
	d.refuses(labour.ErrWorkerUnknown, "CounselWorker", `{"referral":"1","citizenId":"`+nobody+`"}`)
	d.refuses(labour.ErrWorkerUnknown, "ReferWorker", `{"referral":"1","citizenId":"`+nobody+`","vacancy":"2021-012"}`)
	d.refuses(labour.ErrEmployerUnknown, "PostVacancy", `{"vacancy":"1","taxCode":"0000010103"}`)
	d.refuses(labour.ErrEmployerUnknown, "AgreeCourse", `{"course":"1","institution":"x","taxCode":"0000010103"}`)
	d.refuses(outreach.ErrInstitutionUnknown, "AgreeCourse", `{"course":"1","institution":"x","taxCode":"`+mayTax+`","occupation":"may","seats":1,"startsOn":"2021-02-01","endsOn":"2021-04-30"}`)
	d.refuses(labour.ErrUnitUnknown, "AppointCollaborator", `{"collaborator":"1","name":"Lê Thị Á","unit":"99999"}`)
	d.refuses(labour.ErrUnitUnknown, "RecordAttendance", `{"capacity":"1","personRef":"CB-1","unit":"99999","kind":"official"}`)
	d.refuses(es.ErrFieldMissing, "HoldFair", `{"venue":"x"}`)
	d.must("HoldFair", `{"fair":"2021-02","venue":"Nhà văn hóa","employers":3,"attendance":80}`)
	d.must("RecordFairOutcome", `{"fair":"2021-02","interviewed":20,"hired":4}`)
	d.must("HoldCapacityCourse", `{"capacity":"2021-01","topic":"referral","hours":8}`)
	d.must("RecordAttendance", `{"capacity":"2021-01","personRef":"CB-1","unit":"city","kind":"official"}`)
	d.must("WithdrawVacancy", `{"vacancy":"2021-012","on":"2021-05-05"}`)
}

func TestAClerkReachesOutInTheOwnWard(t *testing.T) {
	t.Parallel()
	d := market(t)
	d.must("HoldCapacityCourse", `{"capacity":"2021-01","topic":"referral","hours":8,"on":"2021-02-01"}`)
	d.must("AppointCollaborator", `{"collaborator":"08728-1","name":"Lê Thị Á","unit":"08728","on":"2021-02-01"}`)
	d.must("ReferWorker", `{"referral":"1","citizenId":"`+annID+`","vacancy":"2021-012","on":"2021-05-03"}`)
	for _, c := range []struct{ name, command string }{
		{"CounselWorker", `{"referral":"2","citizenId":"` + annID + `"}`},
		{"RecordReferralOutcome", `{"referral":"1","outcome":"declined"}`},
		{"AppointCollaborator", `{"collaborator":"08728-2","name":"Lê Thị Á","unit":"08728"}`},
		{"RecordAttendance", `{"capacity":"2021-01","personRef":"CB-1","unit":"08728","kind":"official"}`},
		{"DismissCollaborator", `{"collaborator":"08728-1"}`},
		{"WithdrawVacancy", `{"vacancy":"2021-012","on":"2021-05-05"}`},
	} {
		other := book.Request{Role: "ward_clerk", Unit: "08710", Key: "other " + c.name}
		if _, err := d.askAs(other, c.name, c.command); !errors.Is(err, book.ErrOtherWard) {
			t.Errorf("another ward's clerk, %s: %v", c.name, err)
		}
		own := book.Request{Role: "ward_clerk", Unit: "08728", Key: "own " + c.name}
		if _, err := d.askAs(own, c.name, c.command); err != nil {
			t.Errorf("the own ward's clerk, %s: %v", c.name, err)
		}
	}
	clerk := book.Request{Role: "ward_clerk", Unit: "08728", Key: "k"}
	if _, err := d.askAs(clerk, "RecordAttendance", `{"capacity":"2021-01","personRef":"CB-2","unit":"city","kind":"official"}`); !errors.Is(err, book.ErrOtherWard) {
		t.Errorf("a clerk entered the city's official: %v", err)
	}
	if _, err := d.askAs(clerk, "HoldFair", `{"fair":"1","venue":"x"}`); !errors.Is(err, es.ErrNotPermitted) {
		t.Errorf("a clerk held a fair: %v", err)
	}
}
