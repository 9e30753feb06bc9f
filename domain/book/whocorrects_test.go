package book_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"vaoso/domain/book"
	"vaoso/domain/es"
)

// Wards of the facts below: entered in one, and by now another's.
const (
	formerWard = "08710"
	wardNow    = "08713"
	otherWard  = "08728"
)

// lived is a book with a fact of every kind that a clerk may put right: of a
// worker who has moved from one ward to another, and of an employer and of a
// collaborator whose ward was put right from the one to the other.
func lived(t *testing.T) (d *desk, placement string) {
	t.Helper()
	d = newDesk(t)
	d.must("RegisterEmployer", `{"taxCode":"0000010008","name":"Công ty Mẫu May 01","sector":"C","province":"26","ward":"08710","on":"2021-01-02"}`,
		"RegisterWorker", register, "RegisterWorker", strings.ReplaceAll(register, personA, "000094000131"),
		"AnnulWorker", `{"citizenId":"000094000131","reason":"nhầm số định danh"}`,
		"RecordUnemploymentNotice", `{"citizenId":"000094000123","on":"2021-02-01"}`,
		"PostVacancy", `{"vacancy":"2021-012","taxCode":"0000010008","quantity":2,"occupation":"may","wageFrom":{"amount":6000000,"currency":"VND"},"wageTo":{"amount":8000000,"currency":"VND"},"closesOn":"2021-06-30","on":"2021-02-01"}`,
		"ReferWorker", `{"referral":"1","citizenId":"000094000123","vacancy":"2021-012","on":"2021-02-03"}`,
		"RegisterInstitution", `{"institution":"cd-nghe","name":"Trường Mẫu","occupations":["may"],"on":"2021-01-05"}`,
		"AgreeCourse", `{"course":"2021-03","institution":"cd-nghe","taxCode":"0000010008","occupation":"may","seats":2,"jobsPromised":1,"startsOn":"2021-02-01","endsOn":"2021-04-30","on":"2021-01-20"}`,
		"StartCourse", `{"course":"2021-03","on":"2021-02-01"}`,
		"EnrolTrainee", `{"course":"2021-03","citizenId":"000094000123","on":"2021-02-01"}`,
		"CompleteTraining", `{"course":"2021-03","citizenId":"000094000123","on":"2021-04-30"}`,
		"HoldCapacityCourse", `{"capacity":"2021-01","topic":"referral","hours":8,"on":"2021-02-01"}`,
		"RecordAttendance", `{"capacity":"2021-01","personRef":"CB-1","unit":"08713","kind":"official","on":"2021-02-01"}`,
		"AppointCollaborator", `{"collaborator":"1","name":"Lê Thị Á","unit":"08710","on":"2021-02-01"}`,
		"CorrectCollaborator", `{"collaborator":"1","unit":"08713","reason":"nhầm phường"}`,
		"EndJobSeeking", `{"citizenId":"000094000123","reason":"health","on":"2021-04-01"}`)
	job := d.must("PlaceWorker", `{"citizenId":"000094000123","taxCode":"0000010008","occupation":"may","contractKind":"fixed_term","months":12,"monthlyWage":{"amount":6000000,"currency":"VND"},"source":"direct","on":"2021-05-02"}`)
	placement = placementOf(t, job)
	d.must("ExtendPlacement", `{"citizenId":"000094000123","placementId":"`+placement+`","months":6,"on":"2021-06-01"}`,
		"CloseEmployer", `{"taxCode":"0000010008","on":"2021-07-01"}`,
		"CorrectEmployer", `{"taxCode":"0000010008","ward":"08713","reason":"nhầm phường"}`,
		"MoveWorker", `{"citizenId":"000094000123","ward":"08713","on":"2021-08-01"}`)
	return d, placement
}

// TestWhoPutsWhatRight: a fact of a ward is put right by that ward's clerk, as
// the fact stands now and whatever day the correction is said to be of, or by
// the city. Nobody else may.
func TestWhoPutsWhatRight(t *testing.T) {
	t.Parallel()
	of := `"citizenId":"000094000123"`
	commands := map[string]string{
		"AnnulPlacement": of + `,"placementId":"JOB"`, "CorrectPlacement": of + `,"placementId":"JOB","occupation":"thêu"`,
		"CorrectWorker": of + `,"sex":"female"`, "AnnulMove": of, "AnnulJobSeeking": of, "AnnulExtension": of + `,"placementId":"JOB"`,
		"LinkWorker":      of + `,"formerCitizenId":"000094000131"`,
		"CorrectEmployer": `"taxCode":"0000010008","name":"Công ty Mẫu May 02"`, "ReopenEmployer": `"taxCode":"0000010008"`,
		"CorrectTrainee": `"course":"2021-03",` + of + `,"certificateNo":"CC-1"`,
		"AnnulEnrolment": `"course":"2021-03",` + of, "AnnulTraineeOutcome": `"course":"2021-03",` + of,
		"CorrectVacancy": `"vacancy":"2021-012","quantity":3`, "AnnulVacancy": `"vacancy":"2021-012"`, "AnnulReferral": `"referral":"1"`,
		"AnnulAttendance":     `"capacity":"2021-01","personRef":"CB-1","unit":"08713","kind":"official"`,
		"CorrectCollaborator": `"collaborator":"1","name":"Lê Thị B"`, "AnnulCollaborator": `"collaborator":"1"`,
		"CorrectUnemploymentNotice": of + `,"noticedOn":"2021-02-02"`, "AnnulUnemploymentNotice": of,
		"AnnulWorker": of,
	}
	first := map[string][]string{ // what stands on the fact is taken back first, by the city
		"AnnulEnrolment": {"AnnulTraineeOutcome"},
		"AnnulWorker":    {"AnnulTraineeOutcome", "AnnulEnrolment", "AnnulReferral", "AnnulUnemploymentNotice"},
	}
	for _, c := range book.Commands() {
		puts := slices.ContainsFunc([]string{"Annul", "Correct", "Reopen", "Link"}, func(verb string) bool { return strings.HasPrefix(c.Name, verb) })
		if clerks := slices.Contains(c.Roles, book.WardClerk); !puts || !clerks {
			if _, listed := commands[c.Name]; listed {
				t.Errorf("%s is no correction by clerks", c.Name)
			}
			continue
		}
		_, listed := commands[c.Name]
		if !listed {
			t.Errorf("who may ask %s?", c.Name)
			continue
		}
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			for _, by := range []book.Role{book.WardClerk, book.CityOfficer} {
				d, placement := lived(t)
				ask := func(role book.Role, unit, name, on string) error {
					command := strings.Replace(`{`+commands[name]+`,"reason":"ghi nhầm"`+on+`}`, "JOB", placement, 1)
					_, err := d.askAs(book.Request{Role: string(role), Unit: unit, Key: fmt.Sprint(role, unit, name, on)}, name, command)
					return err
				}
				for _, name := range first[c.Name] {
					if err := ask(book.CityOfficer, "", name, ""); err != nil {
						t.Fatalf("%s: %v", name, err)
					}
				}
				for _, on := range []string{"", `,"on":"2021-07-31"`, `,"on":"2021-02-01"`} {
					for _, ward := range []string{formerWard, otherWard} {
						if err := ask(book.WardClerk, ward, c.Name, on); !errors.Is(err, book.ErrOtherWard) {
							t.Errorf("the clerk of %s%s: %v", ward, on, err)
						}
					}
					for _, role := range book.Roles {
						if role == book.WardClerk || role == book.CityOfficer {
							continue
						}
						if err := ask(role, wardNow, c.Name, on); !errors.Is(err, es.ErrNotPermitted) {
							t.Errorf("%s%s: %v", role, on, err)
						}
					}
				}
				unit := ""
				if by == book.WardClerk {
					unit = wardNow
				}
				if err := ask(by, unit, c.Name, `,"on":"2021-07-31"`); err != nil {
					t.Errorf("%s of %q: %v", by, unit, err)
				}
			}
		})
	}
}
