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
	status, answer := h.ask(http.MethodGet, path+"&after="+after, "")
	if status != http.StatusOK {
		h.t.Fatalf("%s: %d %v", path, status, answer)
	}
	return answer
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

// TestTrainingOnOrder: "đào tạo nghề gắn với doanh nghiệp, đào tạo theo địa chỉ sử
// dụng", from the agreement to who was placed with the employer.
func TestTrainingOnOrder(t *testing.T) {
	t.Parallel()
	h := workshop(t, "2021-12-31")
	h.do("RegisterInstitution", `{"institution":"truong-mau-01","name":"Trường Mẫu Nghề 01","occupations":["may"],"on":"2021-01-05"}`)
	h.do("AgreeCourse", `{"course":"K-1","institution":"truong-mau-01","taxCode":"`+sewing+`","occupation":"may","seats":2,"jobsPromised":2,"startsOn":"2021-02-01","endsOn":"2021-04-30","on":"2021-01-20"}`)
	h.do("StartCourse", `{"course":"K-1","on":"2021-02-01"}`)
	for _, id := range []string{annsID, baosID} {
		h.do("EnrolTrainee", `{"course":"K-1","citizenId":"`+id+`","on":"2021-02-01"}`)
		h.do("RecordTrainingAttendance", `{"course":"K-1","citizenId":"`+id+`","month":"2021-02","days":15,"of":20,"on":"2021-03-01"}`)
		h.do("CompleteTraining", `{"course":"K-1","citizenId":"`+id+`","certificateNo":"CC-1","on":"2021-04-30"}`)
	}
	h.do("FinishCourse", `{"course":"K-1","on":"2021-04-30"}`)
	h.do("AssessCourse", `{"course":"K-1","by":"employer","score":4,"on":"2021-05-05"}`)
	h.do("PlaceWorker", `{"citizenId":"`+annsID+`",`+sewsAtIt+`,"source":"training","courseId":"K-1","on":"2021-05-10"}`)
	at := h.do("PlaceWorker", `{"citizenId":"`+baosID+`",`+sewsAtIt+`,"source":"direct","on":"2021-08-15"}`) // too late to be the course's
	for _, by := range []string{"course", "institution", "employer"} {
		total := h.figures("/api/training?by="+by, at)["total"].(map[string]any)
		got := fmt.Sprint(total["enrolled"], total["completed"], total["certified"], total["placed"], total["attended"], total["conversion"], total["score"])
		if got != fmt.Sprint(2, 2, 2, 1, 75, 50, 4) {
			t.Errorf("by %s: %s", by, got)
		}
	}
	if early := h.figures("/api/training?asOf=2021-05-09", at)["total"].(map[string]any); early["placed"] != 0.0 || early["pending"] != 2.0 {
		t.Errorf("before the job it says %v", early)
	}
}

// TestLabourSupplyServices: "đa dạng hóa các dịch vụ cung ứng nhân lực", with a
// centre of another province, from vacancy to hire.
func TestLabourSupplyServices(t *testing.T) {
	t.Parallel()
	h := workshop(t, "2021-06-15")
	h.do("RegisterIntermediary", `{"intermediary":"ttdvvl-25","name":"Trung tâm Mẫu 25","type":"service_centre","province":"25","on":"2021-01-05"}`)
	h.do("PostVacancy", `{"vacancy":"V-1","taxCode":"`+sewing+`","quantity":3,"occupation":"may",`+wageUp+`,"closesOn":"2021-12-31","on":"2021-05-01"}`)
	h.do("CounselWorker", `{"referral":"G-1","citizenId":"`+annsID+`","on":"2021-05-02"}`)
	h.do("ReferWorker", `{"referral":"G-1","citizenId":"`+annsID+`","vacancy":"V-1","intermediary":"ttdvvl-25","on":"2021-05-03"}`)
	h.do("RecordReferralOutcome", `{"referral":"G-1","outcome":"hired","on":"2021-05-06"}`)
	h.do("HoldFair", `{"fair":"P-1","venue":"Nhà văn hóa","employers":5,"attendance":90,"on":"2021-05-20"}`)
	at := h.do("PlaceWorker", `{"citizenId":"`+annsID+`",`+sewsAtIt+`,"source":"service_centre","vacancyId":"V-1","referralId":"G-1","on":"2021-05-10"}`)
	for _, by := range []string{"occupation", "ward", "all"} {
		r := h.figures("/api/supply?by="+by, at)
		row := r["rows"].([]any)[0].(map[string]any)
		got := fmt.Sprint(row["open"], row["seekers"], row["referred"], row["hired"], row["expired"], len(r["rows"].([]any)))
		if got != fmt.Sprint(2, 1, 1, 1, 0, 1) {
			t.Errorf("by %s: %s", by, got)
		}
		first := r["intermediaries"].([]any)[0].(map[string]any)
		if first["province"] != "25" || first["referred"] != 1.0 || first["hired"] != 1.0 || r["counselled"] != 1.0 {
			t.Errorf("by %s: %v", by, r)
		}
	}
	for _, wrong := range []string{"/api/supply?by=age", "/api/supply?from=2021-07-01", "/api/training?by=age"} {
		if status, _ := h.ask(http.MethodGet, wrong, ""); status != http.StatusBadRequest {
			t.Errorf("%s: %d", wrong, status)
		}
	}
}

// TestGrassRootsCapacity: "tập huấn … cán bộ, công chức, viên chức và cộng tác
// viên cấp cơ sở", from the course to the wards that have nobody trained.
func TestGrassRootsCapacity(t *testing.T) {
	t.Parallel()
	h := workshop(t, "2021-12-31")
	h.do("HoldCapacityCourse", `{"capacity":"TH-1","topic":"counselling","hours":16,"on":"2021-04-10"}`)
	h.do("RecordAttendance", `{"capacity":"TH-1","personRef":"CB-1","unit":"08728","kind":"official","on":"2021-04-10"}`)
	h.do("AppointCollaborator", `{"collaborator":"08728-1","name":"Lê Thị Á","unit":"08728","on":"2021-02-01"}`)
	h.do("CounselWorker", `{"referral":"G-1","citizenId":"`+annsID+`","byCollaborator":"08728-1","on":"2021-05-02"}`)
	at := h.do("PlaceWorker", `{"citizenId":"`+annsID+`",`+sewsAtIt+`,"source":"collaborator","collaboratorId":"08728-1","on":"2021-05-10"}`)
	r := h.figures("/api/capacity?from=2021-01-01", at)
	total := r["total"].(map[string]any)
	if got := fmt.Sprint(len(r["nobody"].([]any)), total["officials"], total["hours"], total["active"], total["counselled"], total["placed"]); got != fmt.Sprint(8, 1, 16, 1, 1, 1) {
		t.Errorf("it says %s", got)
	}
	if status, _ := h.ask(http.MethodGet, "/api/capacity?from=2022-07-01", ""); status != http.StatusBadRequest {
		t.Errorf("a period that ends before it begins: %d", status)
	}
}
