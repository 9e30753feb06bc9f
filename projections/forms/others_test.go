package forms_test

import (
	"regexp"
	"testing"

	"vaoso/domain/catalog"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/money"
	"vaoso/domain/outreach"
	"vaoso/domain/scenario"
	"vaoso/domain/supervision"
	"vaoso/domain/support"
	"vaoso/projections/engine/foldtest"
	"vaoso/projections/forms"
)

// assisted is a year of training, vacancies, loans and checks, by hand.
func assisted() [][]es.Recorded {
	registered := func(n int) []es.Recorded {
		return foldtest.In(worker(n), scenario.Happened("2021-01-11", labour.WorkerRegistered{
			CitizenID: "000099000123", FullName: "Nguyễn Văn Á", BirthDate: day("1999-02-03"), BirthYear: 1999, Sex: labour.Female, Ward: "08710",
			Occupation: "may", JobSeekingSince: day("2021-01-04"), RegisteredOn: day("2021-01-11"), Synthetic: true,
		}))
	}
	started := day("2021-04-10")
	placement := labour.PlacementID(worker(1), "employer-1", started)
	return [][]es.Recorded{
		adoption(), registered(1), registered(2), registered(3),
		foldtest.In("employer-1", scenario.Happened("2021-01-12", labour.EmployerRegistered{TaxCode: "0000010008", Name: "Công ty Mẫu May 01", Sector: "C", Province: "26", Ward: "08728"})),
		foldtest.In("institution-1", scenario.Happened("2021-01-13", outreach.InstitutionRegistered{Name: "Trường Mẫu", Occupations: []string{"may"}})),
		foldtest.In("course-K1", scenario.Happened("2021-01-14", outreach.CourseAgreed{
			InstitutionID: "institution-1", EmployerID: "employer-1", Occupation: "may", Seats: 10, JobsPromised: 8, StartsOn: day("2021-02-01"), EndsOn: day("2021-03-31"),
		})),
		foldtest.In("course-K1", scenario.Happened("2021-02-01", outreach.CourseStarted{}, outreach.TraineeEnrolled{WorkerID: worker(1)}, outreach.TraineeEnrolled{WorkerID: worker(2)})),
		foldtest.In("course-K1", scenario.Happened("2021-03-31", outreach.TrainingCompleted{WorkerID: worker(1), CertificateNo: "CC-1"}, outreach.TraineeDroppedOut{WorkerID: worker(2), Reason: "health"}, outreach.CourseAssessed{By: "city", Score: 4}, outreach.CourseFinished{})),
		foldtest.In("vacancy-V1", scenario.Happened("2021-03-01", outreach.VacancyPosted{
			EmployerID: "employer-1", Quantity: 3, Occupation: "may", WageFrom: money.VND(5_000_000), WageTo: money.VND(7_000_000), ClosesOn: day("2021-12-31"), Ward: "08728",
		})),
		job(1, started.String()),
		foldtest.In(worker(1), scenario.Happened("2021-07-12", labour.RetentionChecked{PlacementID: placement, StartedOn: started, Mark: 3, Outcome: labour.StillThere})),
		foldtest.In("loan-L1", scenario.Happened("2021-05-04", support.LoanApproved{LoanNo: "L1", Borrower: worker(2), Amount: money.VND(50_000_000), Months: 24, JobsPromised: 1, Ward: "08710"})),
		foldtest.In("loan-L1", scenario.Happened("2021-06-01", support.JobRecorded{LoanNo: "L1", Created: true, Borrower: worker(2), ReportedOn: day("2021-06-01"), Ward: "08710"})),
		foldtest.In("employer-far", scenario.Happened("2021-01-12", labour.EmployerRegistered{TaxCode: "0000010022", Name: "Công ty Mẫu Xa", Sector: "C", Province: "01"})),
		foldtest.In("loan-L2", scenario.Happened("2021-05-04", support.LoanApproved{LoanNo: "L2", Borrower: "employer-far", Amount: money.VND(90_000_000), Months: 24, JobsPromised: 2})),
		foldtest.In("referral-R1", scenario.Happened("2021-05-05", outreach.WorkerReferred{WorkerID: worker(3), VacancyID: "vacancy-V1"})),
		foldtest.In("inspection-KT-1", scenario.Happened("2021-05-03",
			supervision.InspectionOpened{InspectionNo: "KT-1", AgencyID: "agency-1", Inspector: "Thanh tra Mẫu 01"},
			supervision.FindingRecorded{FindingID: "KT-1-1", Text: "x", Severity: supervision.Major, LegalBasis: "x", AgencyID: "agency-1"},
			supervision.RemedyRequired{FindingID: "KT-1-1", What: "x", DueOn: day("2021-06-01")})),
		foldtest.In("capacity-T1", scenario.Happened("2021-05-10", outreach.CapacityCourseHeld{Topic: outreach.TopicReferral, Hours: 8},
			outreach.AttendanceRecorded{PersonRef: "CB-1", Unit: "08710", Kind: outreach.Official}, outreach.AttendanceRecorded{PersonRef: "CTV-1", Unit: "08710", Kind: outreach.CollaboratorThere}, outreach.AttendanceRecorded{PersonRef: "CB-2", Unit: "08710", Kind: outreach.Official})),
	}
}

func TestAnAssistedYearByHand(t *testing.T) {
	t.Parallel()
	by, _ := filled(t, t, foldtest.Events(t, catalog.Events(), assisted()...), forms.Source{AsOf: day("2021-07-31"), Span: forms.Quarter, Forces: support.ShippedLabourForces()})
	for _, code := range []string{"05", "06", "07", "08", "09"} {
		addsUp(t, by[code])
	}
	for group, key := range map[string]string{"course": "K1", "institution": "Trường Mẫu", "employer": "Công ty Mẫu May 01", "total": ""} {
		if group == "total" {
			group, key = "course", "total"
		}
		holds(t, by["05"], group, key, map[string]string{"courses": "1", "seats": "10", "jobs_promised": "8", "enrolled": "2", "completed": "1", "certified": "1", "dropped": "1", "placed": "1", "pending": "0", "conversion": "1000", "score": "40"})
	}
	holds(t, by["06"], "occupation", "may", map[string]string{"vacancies_open": "3", "seekers": "2", "hired": "0", "referred": "1", "referred_in_period": "0"})
	holds(t, by["06"], "ward", "08728", map[string]string{"label": "phường Khai Quang", "vacancies_open": "3", "seekers": "0"})
	holds(t, by["07"], "in_period", "total", map[string]string{"loans": "0", "jobs_created": "0", "unemployed": ""})
	holds(t, by["07"], "cumulative", "08710", map[string]string{"loans": "1", "loan_amount": "50000000", "jobs_promised": "1", "jobs_created": "1", "jobs_unnamed": "1"})
	holds(t, by["07"], "cumulative", "province-01", map[string]string{"ward_name": "Ngoài tỉnh: thành phố Hà Nội", "loans": "1", "loan_amount": "90000000"})
	holds(t, by["07"], "cumulative", "total", map[string]string{"loans": "2", "loan_amount": "140000000"})
	// 21,000 people, of whom 55 % work or seek to; two seek.
	holds(t, by["07"], "unemployment", "08710", map[string]string{"unemployed": "2", "labour_force": "11550", "rate": "2", "loans": ""})
	holds(t, by["08"], "subject", "1", map[string]string{"inspections_in_period": "0", "inspections": "1", "open_inspections": "1", "findings": "1", "minor": "0", "major": "1", "critical": "0", "unremedied": "1", "overdue": "1", "escalated": "0", "flags": "1", "flags_open": "1"})
	holds(t, by["08"], "rule", "RF14", map[string]string{"flags": "1", "flags_open": "1", "inspections": ""})
	if got, want := by["09"].Notes[0].Vi, "Lớp T1, số của từng lượt dự, để hủy bỏ lượt ghi nhầm: phường Liên Bảo (cán bộ) 1, 3; phường Liên Bảo (cộng tác viên) 2."; got != want {
		t.Errorf("Biểu 09 says %q, want %q", got, want)
	}
	holds(t, by["09"], "unit", "08710", map[string]string{"officials": "2", "collaborators": "1", "hours": "24", "nobody": "0"})
	holds(t, by["09"], "unit", "total", map[string]string{"officials": "2", "nobody": "8"})
	holds(t, by["09"], "course", "T1", map[string]string{"label": "Giới thiệu việc làm", "held_on": "2021-05-10", "hours": "24", "active": ""})
	holds(t, by["12"], "mark", "", map[string]string{"mark": "3", "due": "1", "still": "1", "left": "0", "rate": "1000"})
	holds(t, by["12"], "employer", "employer-1", map[string]string{"label": "Công ty Mẫu May 01", "still": "1"})
	holds(t, by["12"], "source", "direct", map[string]string{"label": "trực tiếp", "still": "1"})
}

// TestPlacesAndCodesAreAnOffices: wards elsewhere are one line, figures and all,
// and no name of a stream or word of a program stands where people read.
func TestPlacesAndCodesAreAnOffices(t *testing.T) {
	t.Parallel()
	lists := append(assisted(),
		foldtest.In("vacancy-V2", scenario.Happened("2021-03-02", outreach.VacancyPosted{EmployerID: "employer-2", Quantity: 2, Occupation: "may", ClosesOn: day("2021-12-31"), Ward: "08740"})),
		foldtest.In("vacancy-V3", scenario.Happened("2021-03-02", outreach.VacancyPosted{EmployerID: "employer-3", Quantity: 5, Occupation: "may", ClosesOn: day("2021-12-31"), Ward: "07375"})),
		foldtest.In("vacancy-V4", scenario.Happened("2021-03-02", outreach.VacancyPosted{EmployerID: "employer-4", Quantity: 1, Occupation: "may", ClosesOn: day("2021-12-31")})),
		foldtest.In("employer-5", scenario.Happened("2021-01-12", labour.EmployerRegistered{TaxCode: "0000010009", Name: "Công ty Mẫu May 05", Sector: "C", Province: "01"})),
		foldtest.In("vacancy-V5", scenario.Happened("2021-03-02", outreach.VacancyPosted{EmployerID: "employer-5", Quantity: 6, Occupation: "may", ClosesOn: day("2021-12-31")})),
		foldtest.In("intermediary-dn-26-1", scenario.Happened("2021-03-02", outreach.IntermediaryRegistered{Name: "Công ty Mẫu Cung ứng 01", Type: outreach.SupplyFirm, Province: "26"})),
		foldtest.In("referral-R2", scenario.Happened("2021-05-06", outreach.WorkerReferred{WorkerID: worker(2), VacancyID: "vacancy-V2", IntermediaryID: "intermediary-dn-26-1"})),
		foldtest.In("capacity-T2", scenario.Happened("2021-05-11", outreach.CapacityCourseHeld{Topic: outreach.TopicReferral, Hours: 8}, outreach.AttendanceRecorded{PersonRef: "CB-9", Unit: "city", Kind: outreach.Official})),
		foldtest.In("loan-L2", scenario.Happened("2021-05-04", support.LoanApproved{LoanNo: "L2", Borrower: worker(9), Amount: money.VND(1_000_000), Months: 24, JobsPromised: 1, Ward: "07375"})),
		foldtest.In("loan-L3", scenario.Happened("2021-05-04", support.LoanApproved{LoanNo: "L3", Borrower: "employer-9", Amount: money.VND(2_000_000), Months: 24, JobsPromised: 1})),
	)
	by, _ := filled(t, t, foldtest.Events(t, catalog.Events(), lists...), forms.Source{AsOf: day("2021-07-31"), Span: forms.Quarter, Forces: support.ShippedLabourForces()})
	addsUp(t, by["06"])
	addsUp(t, by["07"])
	holds(t, by["06"], "ward", "outside", map[string]string{"label": "Ngoài thành phố", "vacancies_open": "7", "referred": "1"})
	holds(t, by["06"], "ward", "", map[string]string{"label": "Chưa rõ", "vacancies_open": "1"})
	holds(t, by["06"], "ward", "province-01", map[string]string{"label": "Ngoài tỉnh: thành phố Hà Nội", "vacancies_open": "6"})
	holds(t, by["07"], "cumulative", "outside", map[string]string{"ward_name": "Ngoài thành phố", "loans": "2", "loan_amount": "3000000"})
	holds(t, by["06"], "intermediary", "intermediary-dn-26-1", map[string]string{"referred": "1"})
	shown := map[string]bool{}
	for code, f := range by {
		for _, g := range f.Groups {
			columns, rows := f.Part(g.Key)
			for _, r := range rows {
				for i, c := range r.Cells {
					shown[code+" "+g.Key+" "+columns[i].Key+" "+c.Shown()] = true
					if word := c.Shown(); streamLike.MatchString(word) || word == "outside" || word == "female" || word == "direct" || word == "city" {
						t.Errorf("form %s, %s: people read %q under %s", code, g.Key, word, columns[i].Key)
					}
				}
			}
		}
	}
	for _, want := range []string{"06 intermediary key DN-26-1", "06 ward key 08728", "06 ward key 01", "05 course key K1", "05 employer employer Công ty Mẫu May 01", "09 unit label Phòng Lao động – Thương binh và Xã hội"} {
		if !shown[want] {
			t.Errorf("nobody reads %q", want)
		}
	}
	for _, unwanted := range []string{"05 institution key Trường Mẫu", "12 employer key employer-1"} {
		if shown[unwanted] {
			t.Errorf("people read %q", unwanted)
		}
	}
}

// streamLike is the name of a stream.
var streamLike = regexp.MustCompile(`^(employer|intermediary|worker|course|institution|capacity|agency|contract|support)-`)
