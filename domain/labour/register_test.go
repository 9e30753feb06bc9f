package labour_test

import (
	"vaoso/domain/es"
	. "vaoso/domain/labour"
	"vaoso/domain/scenario"
)

func person() RegisterWorker {
	return RegisterWorker{
		CitizenID: "000199000123", FullName: "Nguyễn Thị Á", BirthDate: day("1999-02-03"), Sex: Female, Ward: "08728",
		Education: Elementary, JobSeekingSince: day("2021-01-04"), Synthetic: true,
	}
}

func personWith(change func(*RegisterWorker)) RegisterWorker {
	p := person()
	change(&p)
	return p
}

func registrationCases() scenario.Cases[WorkerCommand] {
	return scenario.Cases[WorkerCommand]{
		"a person is registered": {
			When: person(), On: "2021-01-11",
			Then: []any{WorkerRegistered{
				CitizenID: "000199000123", FullName: "Nguyễn Thị Á", BirthDate: day("1999-02-03"), BirthYear: 1999, Sex: Female,
				Ward: "08728", Education: Elementary, JobSeekingSince: day("2021-01-04"), RegisteredOn: day("2021-01-11"), Synthetic: true,
			}},
		},
		"somebody from outside the city": {
			When: personWith(func(p *RegisterWorker) { p.Ward = "01234" }), On: "2021-01-11",
			Then: []any{WorkerRegistered{
				CitizenID: "000199000123", FullName: "Nguyễn Thị Á", BirthDate: day("1999-02-03"), BirthYear: 1999, Sex: Female,
				Ward: "01234", Education: Elementary, JobSeekingSince: day("2021-01-04"), RegisteredOn: day("2021-01-11"), Synthetic: true,
			}},
		},
		"refused twice": {Given: registered(), When: person(), Refused: ErrWorkerExists, Says: "2021-01-11"},
		"everything that is missing is named": {
			When: RegisterWorker{}, Refused: es.ErrFieldMissing, Says: "citizenId",
			Also: []*es.Refusal{es.ErrFieldMissing, es.ErrFieldMissing, es.ErrFieldMissing, es.ErrFieldMissing},
		},
		"refused with a word that isn't one": {
			When: personWith(func(p *RegisterWorker) { p.Sex = "nam" }), Refused: es.ErrFieldInvalid, Says: "male, female",
		},
		"refused with an unknown education": {
			When: personWith(func(p *RegisterWorker) { p.Education = "phd" }), Refused: es.ErrFieldInvalid, Says: "postgraduate",
		},
		"refused when seeking starts after the registration": {
			When: personWith(func(p *RegisterWorker) { p.JobSeekingSince = day("2021-01-12") }), On: "2021-01-11",
			Refused: es.ErrFieldInvalid, Says: "jobSeekingSince",
		},
		"refused with a short citizen id": {
			When: personWith(func(p *RegisterWorker) { p.CitizenID = "0001990001" }), Refused: ErrCitizenIDMalformed,
		},
		"refused with a made-up id in a real book": {
			When: personWith(func(p *RegisterWorker) { p.Synthetic = false }), Refused: ErrSyntheticCitizenID,
		},
		"refused with a real id in a made-up book": {
			When: personWith(func(p *RegisterWorker) { p.CitizenID = "026199000123" }), Refused: ErrRealCitizenID,
		},
		"refused on the day before the fifteenth birthday": {
			When: personWith(func(p *RegisterWorker) { p.BirthDate = day("2006-06-02") }), On: "2021-06-01",
			Refused: ErrUnderWorkingAge, Says: "2021-06-01",
		},
		"taken on the fifteenth birthday": {
			When: RegisterWorker{CitizenID: "000306000123", FullName: "Nguyễn Thị Á", BirthDate: day("2006-06-01"), Sex: Female, Ward: "08728", Synthetic: true}, On: "2021-06-01",
			Then: []any{WorkerRegistered{CitizenID: "000306000123", FullName: "Nguyễn Thị Á", BirthDate: day("2006-06-01"), BirthYear: 2006, Sex: Female, Ward: "08728", RegisteredOn: day("2021-06-01"), Synthetic: true}},
		},
		"refused with a birth year that isn't the birth date's": {
			When: personWith(func(p *RegisterWorker) { p.BirthYear = 1900 }), Refused: es.ErrFieldInvalid, Says: "birthYear",
		},
		"refused with a ward that has no code's form": {
			When: personWith(func(p *RegisterWorker) { p.Ward = "Khai Quang" }), Refused: ErrUnitUnknown,
		},
		"refused with a ward that is no more": {
			When: person(), On: "2025-07-01", Today: "2025-07-01", Refused: ErrUnitUnknown, Says: "08728",
		},
		"refused with the division as a home": {
			When: personWith(func(p *RegisterWorker) { p.Ward = "city" }), Refused: ErrUnitUnknown,
		},
		"nothing is done for a stranger": {When: MoveWorker{Ward: "08710"}, Refused: ErrWorkerUnknown},
		"a move":                         {Given: registered(), When: MoveWorker{Ward: "08710"}, Then: []any{WorkerMoved{Ward: "08710"}}},
		"a move to where one lives does nothing": {
			Given: registered(), When: MoveWorker{Ward: "08728"},
		},
		"a move back": {
			Given: scenario.Given(registered(), scenario.Happened("2021-04-01", WorkerMoved{Ward: "08710"})),
			When:  MoveWorker{Ward: "08728"}, Then: []any{WorkerMoved{Ward: "08728"}},
		},
		"refused to move nowhere":            {Given: registered(), When: MoveWorker{}, Refused: es.ErrFieldMissing, Says: "ward"},
		"refused to move to an unknown ward": {Given: registered(), When: MoveWorker{Ward: "8710"}, Refused: ErrUnitUnknown},
		"refused to move the dead":           {Given: died("2021-06-01"), When: MoveWorker{Ward: "08710"}, Refused: ErrWorkerInactive, Says: "2021-06-01"},
	}
}

func seekingCases() scenario.Cases[WorkerCommand] {
	studies := scenario.Given(registered(), scenario.Happened("2021-09-01", JobSeekingEnded{Reason: Studying}))
	return scenario.Cases[WorkerCommand]{
		"seeking ends":               {Given: registered(), When: EndJobSeeking{Reason: Studying}, Then: []any{JobSeekingEnded{Reason: Studying}}},
		"once more does nothing":     {Given: studies, When: EndJobSeeking{Reason: Studying}},
		"for another reason":         {Given: studies, When: EndJobSeeking{Reason: MovedAway}, Then: []any{JobSeekingEnded{Reason: MovedAway}}},
		"refused without a reason":   {Given: registered(), When: EndJobSeeking{}, Refused: es.ErrFieldMissing, Says: "reason"},
		"refused for no good reason": {Given: registered(), When: EndJobSeeking{Reason: "tired"}, Refused: es.ErrFieldInvalid, Says: "retired"},
		"refused while at work":      {Given: atWork(), When: EndJobSeeking{Reason: Retired}, On: "2021-05-01", Refused: ErrAlreadyEngaged, Says: firstJob.String()},
		"refused while held":         {Given: held(), When: EndJobSeeking{Reason: Retired}, On: "2021-06-01", Refused: ErrReservationHeld},
		"death at work":              {Given: atWork(), When: EndJobSeeking{Reason: Deceased}, On: "2021-05-01", Then: []any{JobSeekingEnded{Reason: Deceased}}},
		"refused after death":        {Given: died("2021-06-01"), When: EndJobSeeking{Reason: Retired}, Refused: ErrWorkerInactive},
		"refused before it began":    {Given: registered(), When: EndJobSeeking{Reason: Retired}, On: "2021-01-10", Refused: ErrEndBeforeStart},
		"seeking is resumed":         {Given: studies, When: ResumeJobSeeking{}, Then: []any{JobSeekingResumed{}}},
		"resumed while seeking":      {Given: registered(), When: ResumeJobSeeking{}},
		"the dead don't resume":      {Given: died("2021-06-01"), When: ResumeJobSeeking{}, Refused: ErrWorkerInactive},
		"not resumed before it ends": {Given: studies, When: ResumeJobSeeking{}, On: "2021-08-31", Refused: ErrEndBeforeStart, Says: "2021-09-01"},
	}
}

func employerCases() scenario.Cases[EmployerCommand] {
	firm := RegisterEmployer{TaxCode: "0000010008", Name: "Công ty Mẫu May 01", Sector: "C", Province: "26", Ward: "08728", Size: Large}
	with := func(change func(*RegisterEmployer)) RegisterEmployer {
		c := firm
		change(&c)
		return c
	}
	known := scenario.Happened("2021-01-02", EmployerRegistered(firm))
	closed := scenario.Given(known, scenario.Happened("2021-07-01", EmployerClosed{}))
	return scenario.Cases[EmployerCommand]{
		"an employer is registered": {When: firm, Then: []any{EmployerRegistered(firm)}},
		"elsewhere without a ward": {
			When: with(func(c *RegisterEmployer) { c.Province, c.Ward, c.Size = "01", "", "" }),
			Then: []any{EmployerRegistered{TaxCode: "0000010008", Name: "Công ty Mẫu May 01", Sector: "C", Province: "01"}},
		},
		"refused here without a ward": {When: with(func(c *RegisterEmployer) { c.Ward = "" }), Refused: es.ErrFieldMissing, Says: "ward"},
		"refused twice":               {Given: known, When: firm, Refused: ErrEmployerExists},
		"refused with a wrong check digit": {
			When: with(func(c *RegisterEmployer) { c.TaxCode = "0000010009" }), Refused: ErrTaxCodeMalformed, Says: "check digit",
		},
		"refused with an unknown sector":       {When: with(func(c *RegisterEmployer) { c.Sector = "V" }), Refused: es.ErrFieldInvalid, Says: "sector"},
		"refused with two sectors":             {When: with(func(c *RegisterEmployer) { c.Sector = "CA" }), Refused: es.ErrFieldInvalid, Says: "sector"},
		"refused with a province's name":       {When: with(func(c *RegisterEmployer) { c.Province = "Hà Nội" }), Refused: es.ErrFieldInvalid, Says: "province"},
		"refused with an unknown size":         {When: with(func(c *RegisterEmployer) { c.Size = "huge" }), Refused: es.ErrFieldInvalid, Says: "large"},
		"a ward that is no more is an address": {When: firm, On: "2026-01-05", Today: "2026-01-05", Then: []any{EmployerRegistered{TaxCode: firm.TaxCode, Name: firm.Name, Sector: "C", Province: "26", Ward: "08728", Size: Large}}},
		"refused in an unknown ward":           {When: with(func(c *RegisterEmployer) { c.Ward = "0872" }), Refused: ErrUnitUnknown},
		"refused empty": {
			When: RegisterEmployer{}, Refused: es.ErrFieldMissing, Says: "taxCode",
			Also: []*es.Refusal{es.ErrFieldMissing, es.ErrFieldMissing, es.ErrFieldMissing},
		},
		"an employer closes":              {Given: known, When: CloseEmployer{}, Then: []any{EmployerClosed{}}},
		"refused to close twice":          {Given: closed, When: CloseEmployer{}, Refused: ErrEmployerClosed, Says: "2021-07-01"},
		"refused to close what isn't one": {When: CloseEmployer{}, Refused: ErrEmployerUnknown},
	}
}
