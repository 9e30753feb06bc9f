package labour_test

import (
	"encoding/json"
	"testing"

	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
	. "vaoso/domain/labour"
	"vaoso/domain/money"
	"vaoso/domain/scenario"
)

// fact is the id of the n-th event of a given history.
func fact(n int) es.UUID { return es.EventID("scenario", "given", n) }

// by is a correction of an event; changes are field, from and to, as JSON.
func by(n int, changes ...[3]string) correction.Of {
	of := correction.Of{EventID: fact(n), Action: correction.Correct}
	for _, c := range changes {
		change := correction.Change{Field: c[0]}
		if c[1] != "" {
			change.From = json.RawMessage(c[1])
		}
		if c[2] != "" {
			change.To = json.RawMessage(c[2])
		}
		of.Changes = append(of.Changes, change)
	}
	return of
}

// seekingFrom is somebody of Khai Quang who has done nothing but seek.
func seekingFrom(on string) Standing {
	return Standing{
		Seeking:      Seeking{Homes: []Home{{From: day(on), Ward: "08728"}}, Turns: []Turn{{On: day(on), Seeks: true}}},
		SeekingSince: day(on), StatusSince: day(on), LastFactOn: day(on),
	}
}

// working is somebody of a ward who has the first job.
func working(ward string, last civil.Date) Standing {
	s := seekingFrom("2021-01-11")
	s.Seeking.Homes[0].Ward = ward
	s.Seeking.Turns = append(s.Seeking.Turns, Turn{On: day("2021-03-10"), Seeks: true})
	s.Seeking.Engaged = []Occupying{{Ref: firstJob.String(), From: day("2021-03-10"), To: last}}
	s.LastFactOn = day("2021-03-10")
	return s
}

func correctionCases() scenario.Cases[WorkerCommand] {
	moved := scenario.Given(registered(), scenario.Happened("2021-02-01", WorkerMoved{Ward: "08710"}), scenario.Happened("2021-03-10", placedWith(func(p *WorkerPlaced) { p.Ward = "08710" })))
	corrected := func(change func(*WorkerCorrected)) WorkerCorrected {
		c := WorkerCorrected{BirthYear: 1999, Sex: Female, Ward: "08728", RegisteredOn: day("2021-01-11"), Standing: seekingFrom("2021-01-11")}
		change(&c)
		return c
	}
	wrongYear := scenario.Given(scenario.Happened("2021-01-11", WorkerRegistered{
		CitizenID: "000199000123", FullName: "Nguyễn Thị Á", BirthDate: day("1989-02-03"), BirthYear: 1989,
		Sex: Female, Ward: "08728", RegisteredOn: day("2021-01-11"), Synthetic: true,
	}), scenario.Happened("2019-03-10", placedWith(func(p *WorkerPlaced) {
		p.PlacementID, p.Months = PlacementID("", may01.ID, day("2019-03-10")), 3
	})))
	return scenario.Cases[WorkerCommand]{
		"a name is corrected, and no change says it": {
			Given: registered(), When: CorrectWorker{FullName: "Nguyễn Thị Ánh"},
			Then: []any{corrected(func(c *WorkerCorrected) {
				c.Of, c.FullName = by(0, [3]string{"fullName"}), "Nguyễn Thị Ánh"
			})},
		},
		"a ward is corrected, and the job's with it": {
			Given: atWork(), When: CorrectWorker{Ward: "08710"},
			Then: []any{corrected(func(c *WorkerCorrected) {
				c.Of, c.Ward, c.FormerWard = by(0, [3]string{"ward", `"08728"`, `"08710"`}), "08710", "08728"
				c.Placements = []RestatedPlacement{{PlacementID: firstJob, StartedOn: day("2021-03-10"), Ward: "08710", Sex: Female, BirthYear: 1999}}
				c.Standing = working("08710", day("2022-03-09"))
			})},
		},
		"a ward that came from a move stays": {
			Given: moved, When: CorrectWorker{Ward: "08713"},
			Then: []any{corrected(func(c *WorkerCorrected) {
				c.Of, c.Ward, c.FormerWard = by(0, [3]string{"ward", `"08728"`, `"08713"`}), "08713", "08728"
				c.Standing = working("08713", day("2022-03-09"))
				c.Standing.Seeking.Homes = append(c.Standing.Seeking.Homes, Home{From: day("2021-02-01"), Ward: "08710"})
			})},
		},
		"a departure's copy is restated": {
			Given: held(), When: CorrectWorker{Sex: Male},
			Then: []any{corrected(func(c *WorkerCorrected) {
				c.Of, c.Sex = by(0, [3]string{"sex", `"female"`, `"male"`}), Male
				c.Contracts = []RestatedContract{{ContractID: contract7, From: day("2021-05-18"), Ward: "08728", Sex: Male, BirthYear: 1999}}
				c.Standing.Seeking.Engaged = []Occupying{{Ref: contract7, From: day("2021-05-18")}}
				c.Standing.LastFactOn = day("2021-05-18")
			})},
		},
		"an occupation is cleared, a day corrected": {
			Given: scenario.Happened("2021-01-11", WorkerRegistered{
				CitizenID: "000199000123", FullName: "Nguyễn Thị Á", BirthDate: day("1999-02-03"), BirthYear: 1999,
				Sex: Female, Ward: "08728", Occupation: "hàn", RegisteredOn: day("2021-01-11"), Synthetic: true,
			}), When: CorrectWorker{Clear: []string{"occupation"}, RegisteredOn: day("2021-01-12")},
			Then: []any{corrected(func(c *WorkerCorrected) {
				c.Of = by(0, [3]string{"occupation", `"hàn"`}, [3]string{"registeredOn", `"2021-01-11"`, `"2021-01-12"`})
				c.RegisteredOn, c.Standing = day("2021-01-12"), seekingFrom("2021-01-12")
			})},
		},
		"refused when nothing changes":              {Given: registered(), When: CorrectWorker{Ward: "08728"}, Refused: correction.ErrNothingToCorrect},
		"refused to clear what is given":            {Given: registered(), When: CorrectWorker{Phone: "0000000123", Clear: []string{"phone"}}, Refused: es.ErrFieldInvalid, Says: "phone"},
		"refused to clear a name":                   {Given: registered(), When: CorrectWorker{Clear: []string{"fullName"}}, Refused: es.ErrFieldInvalid, Says: "clear"},
		"refused with an unknown ward":              {Given: registered(), When: CorrectWorker{Ward: "99"}, Refused: ErrUnitUnknown},
		"refused with an unknown sex":               {Given: registered(), When: CorrectWorker{Sex: "f"}, Refused: es.ErrFieldInvalid, Says: "sex"},
		"refused for a child":                       {Given: registered(), When: CorrectWorker{BirthDate: day("2006-01-12")}, Refused: ErrUnderWorkingAge},
		"refused where a job started at 14":         {Given: wrongYear, When: CorrectWorker{BirthDate: day("2004-08-03")}, Refused: ErrUnderWorkingAge, Says: "2019-03-10"},
		"refused to register in the future":         {Given: registered(), When: CorrectWorker{RegisteredOn: day("2022-01-01")}, Refused: es.ErrFutureDate},
		"refused to seek after the registration":    {Given: registered(), When: CorrectWorker{JobSeekingSince: day("2021-01-12")}, Refused: es.ErrFieldInvalid, Says: "jobSeekingSince"},
		"refused to register after an end of it":    {Given: scenario.Given(registered(), scenario.Happened("2021-02-01", JobSeekingEnded{Reason: Studying})), When: CorrectWorker{RegisteredOn: day("2021-02-02")}, Refused: ErrEndBeforeStart},
		"refused of somebody who isn't in the book": {When: CorrectWorker{Ward: "08710"}, Refused: ErrWorkerUnknown},
	}
}

func placementCorrections() scenario.Cases[WorkerCommand] {
	start := day("2021-03-10")
	ended := scenario.Given(atWork(), scenario.Happened("2021-05-31", PlacementEnded{PlacementID: firstJob, StartedOn: start, Reason: Resigned, Seeking: true}))
	extended := scenario.Given(atWork(), scenario.Happened("2021-05-31", PlacementExtended{PlacementID: firstJob, StartedOn: start, Months: 6, PlannedEnd: day("2022-09-09")}))
	checked := scenario.Given(atWork(), scenario.Happened("2021-06-10", RetentionChecked{PlacementID: firstJob, StartedOn: start, Mark: 3, Outcome: StillThere}))
	noted := scenario.Given(atWork(), scenario.Happened("2021-06-10", RetentionCheckFellDue{PlacementID: firstJob, StartedOn: start, Mark: 3}))
	second := scenario.Given(ended, scenario.Happened("2021-07-01", placedWith(func(p *WorkerPlaced) { p.PlacementID = PlacementID("", may01.ID, day("2021-07-01")) })))
	corrected := func(change func(*PlacementCorrected)) PlacementCorrected {
		c := PlacementCorrected{PlacementID: firstJob, StartedOn: start, Placed: placed(), PlacedOn: start, PlannedEnd: day("2022-03-09"), Standing: working("08728", day("2022-03-09"))}
		change(&c)
		return c
	}
	other := may01
	other.ID, other.Sector, other.Ward = "employer-2b3c4d5e6f708192", "G", "08710"
	with := func(change func(*CorrectPlacement)) CorrectPlacement {
		c := CorrectPlacement{PlacementID: firstJob}
		change(&c)
		return c
	}
	started := func(on string) CorrectPlacement {
		return with(func(c *CorrectPlacement) { c.StartedOn, c.ReportedOn = day(on), day("2021-12-31") })
	}
	annulled := scenario.Given(atWork(), scenario.Happened("2021-04-01", PlacementAnnulled{PlacementID: firstJob, StartedOn: start}))
	byVacancy := scenario.Given(registered(), scenario.Happened("2021-03-10", placedWith(func(p *WorkerPlaced) { p.VacancyID = "vacancy-2021-012" })))
	return scenario.Cases[WorkerCommand]{
		"a wage is corrected": {
			Given: atWork(), When: with(func(c *CorrectPlacement) { c.MonthlyWage = money.VND(5_600_000) }),
			Then: []any{corrected(func(c *PlacementCorrected) {
				c.Of = by(1, [3]string{"monthlyWage", `{"amount":6500000,"currency":"VND"}`, `{"amount":5600000,"currency":"VND"}`})
				c.Placed.MonthlyWage = money.VND(5_600_000)
			})},
		},
		"an employer is corrected: what is copied of it follows": {
			Given: atWork(), When: with(func(c *CorrectPlacement) { c.EmployerID, c.Employer, c.EmployerRevision = other.ID, other, 2 }),
			Then: []any{corrected(func(c *PlacementCorrected) {
				c.Of = by(1, [3]string{"employerId", `"` + may01.ID + `"`, `"` + other.ID + `"`})
				c.FormerEmployer, c.Placed.EmployerID, c.Placed.Sector, c.Placed.EmployerWard, c.Placed.EmployerRevision = may01.ID, other.ID, "G", "08710", 2
			})},
		},
		"a job turns out to be the worker's own": {
			Given: atWork(), When: with(func(c *CorrectPlacement) { c.ContractKind = SelfEmployed }),
			Then: []any{corrected(func(c *PlacementCorrected) {
				c.Of = by(1, [3]string{"employerId", `"` + may01.ID + `"`}, [3]string{"contractKind", `"fixed_term"`, `"self_employed"`})
				c.FormerEmployer, c.Placed.EmployerID, c.Placed.Sector, c.Placed.EmployerWard, c.Placed.EmployerRevision = may01.ID, "", "", "", es.NoRevision
				c.Placed.ContractKind = SelfEmployed
			})},
		},
		"months are corrected, and the end of an extension moves": {
			Given: extended, When: with(func(c *CorrectPlacement) { c.Months = 24 }),
			Then: []any{corrected(func(c *PlacementCorrected) {
				c.Of = by(1, [3]string{"months", `12`, `24`})
				c.Placed.Months, c.PlannedEnd = 24, day("2023-09-09")
				c.Standing = working("08728", day("2023-09-09"))
				c.Standing.LastFactOn = day("2021-05-31")
			})},
		},
		"a reason of an end is corrected": {
			Given: ended, When: with(func(c *CorrectPlacement) { c.EndReason = Dismissed }),
			Then: []any{corrected(func(c *PlacementCorrected) {
				c.Of = by(1, [3]string{"endReason", `"resigned"`, `"dismissed"`})
				c.EndedOn, c.EndReason = day("2021-05-31"), Dismissed
				c.Standing = working("08728", day("2021-05-31"))
				c.Standing.Seeking.Turns = append(c.Standing.Seeking.Turns, Turn{On: day("2021-05-31"), Seeks: true})
				c.Standing.LastFactOn, c.Standing.SeekingSince = day("2021-05-31"), day("2021-06-01")
			})},
		},
		"an end is taken back": {
			Given: ended, When: with(func(c *CorrectPlacement) { c.TakeBackEnd = true }),
			Then: []any{corrected(func(c *PlacementCorrected) {
				c.Of = by(1, [3]string{"endedOn", `"2021-05-31"`}, [3]string{"endReason", `"resigned"`})
			})},
		},
		"a start is corrected, and a check that was due isn't yet": {
			Given: noted, When: with(func(c *CorrectPlacement) { c.StartedOn, c.ReportedOn = day("2021-03-30"), day("2021-04-02") }), Today: "2021-06-20",
			Then: []any{corrected(func(c *PlacementCorrected) {
				c.Of = by(1, [3]string{"reportedOn", `"2021-03-18"`, `"2021-04-02"`}, [3]string{"startedOn", `"2021-03-10"`, `"2021-03-30"`})
				c.PlacedOn, c.Placed.ReportedOn, c.PlannedEnd, c.DueAgain = day("2021-03-30"), day("2021-04-02"), day("2022-03-29"), []int{3}
				c.Standing.Seeking.Turns[1].On = day("2021-03-30")
				c.Standing.Seeking.Engaged = []Occupying{{Ref: firstJob.String(), From: day("2021-03-30"), To: day("2022-03-29")}}
				c.Standing.LastFactOn = day("2021-03-30")
			})},
		},
		"refused without a placement":          {Given: atWork(), When: CorrectPlacement{Months: 3}, Refused: es.ErrFieldMissing},
		"refused of no such job":               {Given: atWork(), When: CorrectPlacement{PlacementID: PlacementID("", may01.ID, day("2020-01-01")), Months: 3}, Refused: ErrPlacementUnknown},
		"refused of an annulled job":           {Given: annulled, When: with(func(c *CorrectPlacement) { c.Months = 3 }), Refused: correction.ErrAlreadyAnnulled},
		"refused when nothing changes":         {Given: atWork(), When: with(func(c *CorrectPlacement) { c.Months = 12 }), Refused: correction.ErrNothingToCorrect},
		"refused where another job is":         {Given: second, When: with(func(c *CorrectPlacement) { c.TakeBackEnd = true }), Refused: ErrAlreadyEngaged},
		"refused to start in the future":       {Given: atWork(), When: started("2022-03-10"), Refused: es.ErrFieldInvalid, Says: "reportedOn"},
		"refused to report before the start":   {Given: atWork(), When: with(func(c *CorrectPlacement) { c.StartedOn = day("2021-03-19") }), Refused: es.ErrFieldInvalid, Says: "reportedOn"},
		"refused where a check was too early":  {Given: checked, When: started("2021-03-26"), Refused: ErrCheckTooEarly},
		"refused before the age":               {Given: atWork(), When: started("2014-02-02"), Refused: ErrUnderWorkingAge},
		"refused after the death":              {Given: scenario.Given(atWork(), scenario.Happened("2021-04-01", JobSeekingEnded{Reason: Deceased})), When: started("2021-05-01"), Refused: ErrWorkerInactive},
		"refused to end what hasn't ended":     {Given: atWork(), When: with(func(c *CorrectPlacement) { c.EndedOn = day("2021-05-01") }), Refused: es.ErrFieldInvalid, Says: "EndPlacement"},
		"refused to end before the start":      {Given: ended, When: with(func(c *CorrectPlacement) { c.EndedOn = day("2021-03-09") }), Refused: ErrEndBeforeStart},
		"refused to end after the term":        {Given: ended, Today: "2022-12-31", When: with(func(c *CorrectPlacement) { c.EndedOn = day("2022-03-10") }), Refused: ErrPlacementEnded},
		"refused to end in the future":         {Given: ended, When: with(func(c *CorrectPlacement) { c.EndedOn = day("2022-01-01") }), Refused: es.ErrFutureDate},
		"refused to end and take back the end": {Given: ended, When: with(func(c *CorrectPlacement) { c.TakeBackEnd, c.EndReason = true, Dismissed }), Refused: es.ErrFieldInvalid, Says: "takeBackEnd"},
		"refused without months":               {Given: scenario.Given(registered(), scenario.Happened("2021-03-10", placedWith(func(p *WorkerPlaced) { p.ContractKind, p.Months = Indefinite, 0 }))), When: with(func(c *CorrectPlacement) { c.ContractKind = Seasonal }), Refused: ErrMonthsRequired},
		"refused without end, once extended":   {Given: extended, When: with(func(c *CorrectPlacement) { c.ContractKind = Indefinite }), Refused: ErrMonthsForbidden},
		"refused with an employer who had shut": {Given: atWork(), When: with(func(c *CorrectPlacement) {
			c.EmployerID, c.Employer = other.ID, other
			c.Employer.ClosedOn = day("2021-03-01")
		}), Refused: ErrEmployerClosed},
		"refused with an unknown employer": {Given: atWork(), When: with(func(c *CorrectPlacement) { c.EmployerID = other.ID }), Refused: ErrEmployerUnknown},
		"refused of a vacancy's job":       {Given: byVacancy, When: with(func(c *CorrectPlacement) { c.EmployerID, c.Employer = other.ID, other }), Refused: correction.ErrDependentFacts},
	}
}

func annulmentCases() scenario.Cases[WorkerCommand] {
	gone := scenario.Given(registered(), scenario.Happened("2021-02-01", WorkerAnnulled{EventID: fact(0)}))
	byCourse := scenario.Given(registered(), scenario.Happened("2021-03-10", placedWith(func(p *WorkerPlaced) { p.CourseID = "course-2021-03" })))
	anew := WorkerRegistered{
		CitizenID: "000199000123", FullName: "Nguyễn Thị Á", BirthDate: day("1999-02-03"), BirthYear: 1999, Sex: Female, Ward: "08728",
		Education: Elementary, JobSeekingSince: day("2021-01-04"), RegisteredOn: day("2021-01-11"), Synthetic: true,
	}
	former := Worker{ID: "worker-1", AnnulledOn: day("2021-02-01")}
	linked := scenario.Given(registered(), scenario.Happened("2021-02-02", WorkerLinked{FormerID: "worker-1"}))
	annulledJob := scenario.Given(atWork(), scenario.Happened("2021-04-01", PlacementAnnulled{PlacementID: firstJob, StartedOn: day("2021-03-10")}))
	return scenario.Cases[WorkerCommand]{
		"a worker is annulled with the jobs":  {Given: atWork(), When: AnnulWorker{}, Then: []any{PlacementAnnulled{PlacementID: firstJob, StartedOn: day("2021-03-10")}, WorkerAnnulled{EventID: fact(0)}}},
		"an annulled job is annulled already": {Given: annulledJob, When: AnnulWorker{}, Then: []any{WorkerAnnulled{EventID: fact(0)}}},
		"refused of somebody abroad":          {Given: abroad(), When: AnnulWorker{}, Refused: correction.ErrDependentFacts, Says: contract7},
		"refused of somebody who came back":   {Given: back("2021-07-01"), When: AnnulWorker{}, Refused: correction.ErrDependentFacts},
		"annulled after a departure was":      {Given: scenario.Given(abroad(), scenario.Happened("2021-06-01", EngagementReleased{ContractID: contract7, Reason: Annulled, Until: day("2021-06-01")})), When: AnnulWorker{}, Then: []any{WorkerAnnulled{EventID: fact(0)}}},
		"refused of a course's job":           {Given: byCourse, When: AnnulWorker{}, Refused: correction.ErrDependentFacts, Says: "course-2021-03"},
		"refused to annul twice":              {Given: gone, When: AnnulWorker{}, Refused: ErrWorkerAnnulled},
		"refused to place an annulled worker": {Given: gone, When: job(), On: "2021-03-10", Refused: ErrWorkerAnnulled},
		"the citizen id is entered anew":      {Given: gone, When: person(), On: "2021-01-11", Then: []any{anew}},
		"a worker is linked to who it was":    {Given: registered(), When: LinkWorker{FormerID: "worker-1", FormerWorker: former}, Then: []any{WorkerLinked{FormerID: "worker-1"}}},
		"once more does nothing":              {Given: linked, When: LinkWorker{FormerID: "worker-1", FormerWorker: former}},
		"refused to link to one who stands":   {Given: registered(), When: LinkWorker{FormerID: "worker-1", FormerWorker: Worker{Registered: true}}, Refused: ErrNotAnnulled},
		"refused to link to nobody":           {Given: registered(), When: LinkWorker{FormerID: "worker-1"}, Refused: ErrWorkerUnknown},
		"refused to link without a former":    {Given: registered(), When: LinkWorker{}, Refused: es.ErrFieldMissing},
	}
}

func employerCorrectionCases() scenario.Cases[EmployerCommand] {
	known := scenario.Given(scenario.Happened("2021-01-02", EmployerRegistered{TaxCode: "0000010008", Name: "Công ty Mẫu May 01", Sector: "C", Province: "26", Ward: "08728", Size: Large}))
	return scenario.Cases[EmployerCommand]{
		"a sector is corrected": {Given: known, When: CorrectEmployer{Sector: "G"}, Then: []any{EmployerCorrected{
			Of: by(0, [3]string{"sector", `"C"`, `"G"`}), Name: "Công ty Mẫu May 01", Sector: "G", Province: "26", Ward: "08728", Size: Large,
		}}},
		"another province's has no ward of this": {Given: known, When: CorrectEmployer{Province: "01"}, Then: []any{EmployerCorrected{
			Of: by(0, [3]string{"province", `"26"`, `"01"`}, [3]string{"ward", `"08728"`}), Name: "Công ty Mẫu May 01", Sector: "C", Province: "01", Size: Large,
		}}},
		"refused when nothing changes":   {Given: known, When: CorrectEmployer{Sector: "C"}, Refused: correction.ErrNothingToCorrect},
		"refused with an unknown sector": {Given: known, When: CorrectEmployer{Sector: "Z"}, Refused: es.ErrFieldInvalid, Says: "sector"},
		"refused with an unknown ward":   {Given: known, When: CorrectEmployer{Ward: "1"}, Refused: ErrUnitUnknown},
		"refused of one not in the book": {When: CorrectEmployer{Sector: "C"}, Refused: ErrEmployerUnknown},
	}
}

// TestWardOf: what another stream copied of a worker follows the registration,
// unless it came from a move.
func TestWardOf(t *testing.T) {
	t.Parallel()
	p := WorkerCorrected{Ward: "08710", FormerWard: "08728", Standing: Standing{Seeking: Seeking{Homes: []Home{
		{From: day("2021-01-11"), Ward: "08710"}, {From: day("2021-05-01"), Ward: "08728"},
	}}}}
	for on, want := range map[string]string{"2021-04-30": "08710", "2021-05-01": "08728"} {
		if got := p.WardOf(day(on), "08728"); got != want {
			t.Errorf("on %s: %s, want %s", on, got, want)
		}
	}
	if got := p.WardOf(day("2021-02-01"), "08713"); got != "08713" {
		t.Errorf("a ward that wasn't the registration's became %s", got)
	}
	p.Action = correction.Annul // of a move back to 08710, where she was registered
	p.FormerWard = "08710"
	for on, want := range map[string]string{"2021-01-01": "08710", "2021-04-30": "08710", "2021-05-01": "08728"} {
		if got := p.WardOf(day(on), "08710"); got != want {
			t.Errorf("on %s, no move back: %s, want %s", on, got, want)
		}
	}
	p.Standing = Standing{} // as of a day before the registration
	if got := p.WardOf(day("2021-01-01"), "08710"); got != "08710" {
		t.Errorf("before the registration: %q", got)
	}
}
