package labour_test

import (
	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
	. "vaoso/domain/labour"
	"vaoso/domain/money"
	"vaoso/domain/scenario"
)

func placementCases() scenario.Cases[WorkerCommand] {
	ended := scenario.Given(atWork(), scenario.Happened("2021-05-31", PlacementEnded{PlacementID: firstJob, StartedOn: day("2021-03-10"), Reason: Resigned, Seeking: true}))
	again := func(on string) WorkerPlaced {
		return placedWith(func(p *WorkerPlaced) {
			p.PlacementID, p.ReportedOn = PlacementID("", may01.ID, day(on)), day("2022-12-31")
		})
	}
	later := jobWith(func(j *PlaceWorker) { j.ReportedOn = civil.Date{} })
	return scenario.Cases[WorkerCommand]{
		"a job starts": {Given: registered(), When: job(), On: "2021-03-10", Then: []any{placed()}},
		"a job reported without a day is reported today": {
			Given: registered(), When: later, On: "2021-03-10", Today: "2021-03-20",
			Then: []any{placedWith(func(p *WorkerPlaced) { p.ReportedOn = day("2021-03-20") })},
		},
		"self-employment has no employer": {
			Given: registered(), On: "2021-03-10",
			When: jobWith(func(j *PlaceWorker) {
				j.ContractKind, j.Months, j.Source, j.EmployerID, j.Employer = SelfEmployed, 0, SelfFound, "", Employer{}
			}),
			Then: []any{placedWith(func(p *WorkerPlaced) {
				p.PlacementID = PlacementID("", SelfEmployment, day("2021-03-10"))
				p.ContractKind, p.Months, p.Source, p.EmployerID, p.Sector, p.EmployerWard, p.EmployerRevision = SelfEmployed, 0, SelfFound, "", "", "", es.NoRevision
				p.EmployerID, p.EmployerWard, p.Sector, p.EmployerRevision = "", "", "", es.NoRevision
			})},
		},
		"the ward is that of the day, whatever came later": {
			Given: scenario.Given(registered(), scenario.Happened("2021-02-01", WorkerMoved{Ward: "08710"}), scenario.Happened("2021-03-11", WorkerMoved{Ward: "08713"})),
			When:  job(), On: "2021-03-10", Then: []any{placedWith(func(p *WorkerPlaced) { p.Ward = "08710" })},
		},
		"the ward is that of the day, though moves were entered late": {
			Given: scenario.Given(registered(), scenario.Happened("2021-03-11", WorkerMoved{Ward: "08713"}), scenario.Happened("2021-02-01", WorkerMoved{Ward: "08710"})),
			When:  job(), On: "2021-03-10", Then: []any{placedWith(func(p *WorkerPlaced) { p.Ward = "08710" })},
		},
		"a job before the day of registration": {
			Given: registered(), When: job(), On: "2021-01-05",
			Then: []any{placedWith(func(p *WorkerPlaced) { p.PlacementID = PlacementID("", may01.ID, day("2021-01-05")) })},
		},
		"the day after the end is free": {
			Given: ended, When: later, On: "2021-06-01", Today: "2022-12-31", Then: []any{again("2021-06-01")},
		},
		"refused on the day of the end": {Given: ended, When: later, On: "2021-05-31", Refused: ErrAlreadyEngaged, Says: "2021-03-10 to 2021-05-31"},
		"the day after the term is free": {
			Given: atWork(), When: later, On: "2022-03-10", Today: "2022-12-31", Then: []any{again("2022-03-10")},
		},
		"refused on the last day of the term": {
			Given: atWork(), When: later, On: "2022-03-09", Today: "2022-12-31", Refused: ErrAlreadyEngaged, Says: "placement " + firstJob.String(),
		},
		"refused when the term would run into a job": {
			Given: atWork(), When: jobWith(func(j *PlaceWorker) { j.Months = 3 }), On: "2020-12-11", Refused: ErrAlreadyEngaged,
		},
		"a job that ends on the day before": {
			Given: atWork(), When: jobWith(func(j *PlaceWorker) { j.Months = 3 }), On: "2020-12-10",
			Then: []any{placedWith(func(p *WorkerPlaced) { p.Months, p.PlacementID = 3, PlacementID("", may01.ID, day("2020-12-10")) })},
		},
		"an annulled job occupies nobody": {
			Given: scenario.Given(atWork(), scenario.Happened("2021-04-01", PlacementAnnulled{PlacementID: firstJob, StartedOn: day("2021-03-10")})),
			When:  job(), On: "2021-03-10", Then: []any{placed()},
		},
		"refused while abroad": {Given: abroad(), When: later, On: "2021-06-01", Refused: ErrAlreadyEngaged, Says: contract7},
		"refused when its term runs into a contract": {
			Given: abroad(), When: job(), On: "2021-03-10", Refused: ErrAlreadyEngaged, Says: "2021-05-18",
		},
		"refused while held": {Given: held(), When: later, On: "2021-05-20", Refused: ErrReservationHeld, Says: contract7},
		"refused on the day of the return": {
			Given: back("2021-09-30"), When: later, On: "2021-09-30", Today: "2022-12-31", Refused: ErrAlreadyEngaged,
		},
		"a job after the return says so": {
			Given: back("2021-09-30"), When: later, On: "2021-10-01", Today: "2022-12-31",
			Then: []any{placedWith(func(p *WorkerPlaced) {
				p.PlacementID, p.ReportedOn, p.AfterReturn = PlacementID("", may01.ID, day("2021-10-01")), day("2022-12-31"), true
			})},
		},
		"a job before the departure, entered after the return, doesn't": {
			Given: back("2021-09-30"), When: jobWith(func(j *PlaceWorker) { j.Months = 2 }), On: "2021-03-10",
			Then: []any{placedWith(func(p *WorkerPlaced) { p.Months = 2 })},
		},
		"refused with everything missing": {
			Given: registered(), When: PlaceWorker{}, Refused: es.ErrFieldMissing, Says: "occupation",
			Also: []*es.Refusal{es.ErrFieldMissing, es.ErrFieldMissing, es.ErrFieldMissing, es.ErrFieldMissing},
		},
		"refused without months": {
			Given: registered(), When: jobWith(func(j *PlaceWorker) { j.Months = 0 }), On: "2021-03-10", Refused: ErrMonthsRequired, Says: "fixed_term",
		},
		"refused seasonal without months": {
			Given: registered(), When: jobWith(func(j *PlaceWorker) { j.ContractKind, j.Months = Seasonal, 0 }), On: "2021-03-10", Refused: ErrMonthsRequired,
		},
		"refused with months and no end": {
			Given: registered(), When: jobWith(func(j *PlaceWorker) { j.ContractKind = Indefinite }), On: "2021-03-10", Refused: ErrMonthsForbidden,
		},
		"refused above 36 months": {
			Given: registered(), When: jobWith(func(j *PlaceWorker) { j.Months = 37 }), On: "2021-03-10", Refused: es.ErrFieldInvalid, Says: "months",
		},
		"refused with months below nothing": {
			Given: registered(), When: jobWith(func(j *PlaceWorker) { j.Months = -1 }), On: "2021-03-10", Refused: es.ErrFieldInvalid, Says: "months",
		},
		"refused with a wage in thousands": {
			Given: registered(), When: jobWith(func(j *PlaceWorker) { j.MonthlyWage = money.VND(6_500) }), On: "2021-03-10", Refused: es.ErrFieldInvalid, Says: "monthlyWage",
		},
		"refused with a wage above all wages": {
			Given: registered(), When: jobWith(func(j *PlaceWorker) { j.MonthlyWage = money.VND(500_000_001) }), On: "2021-03-10", Refused: es.ErrFieldInvalid, Says: "monthlyWage",
		},
		"refused with a wage in yen": {
			Given: registered(), When: jobWith(func(j *PlaceWorker) { j.MonthlyWage = money.Money{Amount: 2_000_000, Currency: "JPY"} }), On: "2021-03-10", Refused: es.ErrFieldInvalid,
		},
		"refused with an unknown source": {
			Given: registered(), When: jobWith(func(j *PlaceWorker) { j.Source = "luck" }), On: "2021-03-10", Refused: es.ErrFieldInvalid, Says: "source",
		},
		"refused self-employed at an employer": {
			Given: registered(), When: jobWith(func(j *PlaceWorker) { j.ContractKind = SelfEmployed }), On: "2021-03-10", Refused: es.ErrFieldInvalid, Says: "employer",
		},
		"refused self-employed at a tax code": {
			Given: registered(), On: "2021-03-10", Refused: es.ErrFieldInvalid, Says: "employer",
			When: jobWith(func(j *PlaceWorker) {
				j.ContractKind, j.Employer, j.EmployerID, j.TaxCode = SelfEmployed, Employer{}, "", may01.TaxCode
			}),
		},
		"refused at an employer that isn't in the book": {
			Given: registered(), When: jobWith(func(j *PlaceWorker) { j.Employer = Employer{} }), On: "2021-03-10", Refused: ErrEmployerUnknown,
		},
		"refused from the day that the employer closed": {
			Given: registered(), When: jobWith(func(j *PlaceWorker) { j.Employer.ClosedOn = day("2021-03-10") }), On: "2021-03-10", Refused: ErrEmployerClosed,
		},
		"taken on the day before the employer closed": {
			Given: registered(), When: jobWith(func(j *PlaceWorker) { j.Employer.ClosedOn = day("2021-03-11") }), On: "2021-03-10", Then: []any{placed()},
		},
		"refused reported before it started": {
			Given: registered(), When: job(), On: "2021-03-19", Refused: es.ErrFieldInvalid, Says: "reportedOn",
		},
		"refused reported tomorrow": {
			Given: registered(), When: job(), On: "2021-03-10", Today: "2021-03-17", Refused: es.ErrFutureDate, Says: "2021-03-18",
		},
		"refused under 15 on the day": {
			Given: registered(), When: jobWith(func(j *PlaceWorker) { j.ReportedOn = day("2014-02-02") }), On: "2014-02-02", Refused: ErrUnderWorkingAge,
		},
		"refused after death":   {Given: died("2021-03-09"), When: job(), On: "2021-03-10", Refused: ErrWorkerInactive},
		"taken up to the death": {Given: died("2021-03-10"), When: job(), On: "2021-03-10", Then: []any{placed()}},
	}
}

func endCases() scenario.Cases[WorkerCommand] {
	start := day("2021-03-10")
	second := PlacementID("", may01.ID, day("2022-04-01"))
	endedEvent := PlacementEnded{PlacementID: firstJob, StartedOn: start, Reason: Resigned, Seeking: true}
	ended := scenario.Given(atWork(), scenario.Happened("2021-05-31", endedEvent))
	annulled := scenario.Given(atWork(), scenario.Happened("2021-04-01", PlacementAnnulled{PlacementID: firstJob, StartedOn: start}))
	unplaced := seekingFrom("2021-01-11")
	unplaced.Seeking.Engaged = []Occupying{{Ref: firstJob.String(), From: start, To: day("2022-03-09"), Off: true}}
	unplacedEnded := unplaced
	unplacedEnded.Seeking.Engaged = []Occupying{{Ref: firstJob.String(), From: start, To: day("2021-05-31"), Off: true}}
	extended := PlacementExtended{PlacementID: firstJob, StartedOn: start, Months: 6, PlannedEnd: day("2022-09-09")}
	noEnd := scenario.Given(registered(), scenario.Happened("2021-03-10", placedWith(func(p *WorkerPlaced) { p.ContractKind, p.Months = Indefinite, 0 })))
	end := EndPlacement{PlacementID: firstJob, Reason: Resigned, Seeking: true}
	running := EndPlacement{Reason: Resigned, Seeking: true}
	return scenario.Cases[WorkerCommand]{
		"a job ends":                         {Given: atWork(), When: end, On: "2021-05-31", Then: []any{endedEvent}},
		"a job ends on its first day":        {Given: atWork(), When: end, On: "2021-03-10", Then: []any{endedEvent}},
		"a job ends on its last":             {Given: atWork(), When: end, On: "2022-03-09", Today: "2022-12-31", Then: []any{endedEvent}},
		"a job without end ends":             {Given: noEnd, When: running, On: "2021-05-31", Then: []any{endedEvent}},
		"the running job ends":               {Given: atWork(), When: running, On: "2021-05-31", Then: []any{endedEvent}},
		"refused when none runs":             {Given: registered(), When: running, Refused: ErrPlacementUnknown, Says: "runs on 2021-12-31"},
		"refused when another's is named":    {Given: atWork(), When: EndPlacement{PlacementID: PlacementID("x", "y", start), Reason: Resigned}, Refused: ErrPlacementUnknown, Says: "placement " + PlacementID("x", "y", start).String()},
		"refused before it started":          {Given: atWork(), When: end, On: "2021-03-09", Refused: ErrEndBeforeStart, Says: "2021-03-10"},
		"refused when it has ended":          {Given: ended, When: end, Refused: ErrPlacementEnded, Says: "2021-05-31"},
		"refused when its term is over":      {Given: atWork(), When: end, On: "2022-03-10", Today: "2022-12-31", Refused: ErrPlacementEnded, Says: "2022-03-09"},
		"refused when it was annulled":       {Given: annulled, When: end, Refused: correction.ErrAlreadyAnnulled},
		"refused without why":                {Given: atWork(), When: EndPlacement{}, Refused: es.ErrFieldMissing, Says: "reason"},
		"a term is extended":                 {Given: atWork(), When: ExtendPlacement{PlacementID: firstJob, Months: 6}, Then: []any{extended}},
		"a term is extended again":           {Given: scenario.Given(atWork(), scenario.Happened("2022-03-01", extended)), When: ExtendPlacement{PlacementID: firstJob, Months: 1}, Then: []any{PlacementExtended{PlacementID: firstJob, StartedOn: start, Months: 1, PlannedEnd: day("2022-10-09")}}},
		"no extension of a job without end":  {Given: noEnd, When: ExtendPlacement{PlacementID: firstJob, Months: 6}, Refused: ErrMonthsForbidden},
		"no extension of an ended job":       {Given: ended, When: ExtendPlacement{PlacementID: firstJob, Months: 6}, Refused: ErrPlacementEnded},
		"no extension without months or job": {Given: atWork(), When: ExtendPlacement{}, Refused: es.ErrFieldMissing, Also: []*es.Refusal{es.ErrFieldInvalid}},
		"no extension to a term beyond a working life": {
			Given:   scenario.Given(registered(), scenario.Happened("2021-03-10", placedWith(func(p *WorkerPlaced) { p.Months = 590 }))),
			When:    ExtendPlacement{PlacementID: firstJob, Months: 11},
			Refused: es.ErrFieldInvalid, Says: "600",
		},
		"no extension across another job": {
			Given: scenario.Given(atWork(), scenario.Happened("2022-04-01", placedWith(func(p *WorkerPlaced) { p.PlacementID, p.Months = second, 1 }))),
			When:  ExtendPlacement{PlacementID: firstJob, Months: 6}, Refused: ErrAlreadyEngaged, Says: second.String(),
		},
		"a job that was annulled and entered again ends": {
			Given: scenario.Given(annulled, scenario.Happened("2021-03-10", placed())), When: end, On: "2021-05-31", Then: []any{endedEvent},
		},
		"no extension into a held departure": {
			Given: scenario.Given(atWork(), scenario.Happened("2022-04-01", EngagementReserved{ContractID: contract7, From: day("2022-04-01"), ExpiresOn: day("2022-04-08")})),
			When:  ExtendPlacement{PlacementID: firstJob, Months: 1}, Refused: ErrReservationHeld,
		},
		"a job is annulled":                 {Given: atWork(), When: AnnulPlacement{PlacementID: firstJob}, Then: []any{PlacementAnnulled{PlacementID: firstJob, StartedOn: start, Standing: &unplaced}}},
		"an ended job is annulled":          {Given: ended, When: AnnulPlacement{PlacementID: firstJob}, Then: []any{PlacementAnnulled{PlacementID: firstJob, StartedOn: start, Standing: &unplacedEnded}}},
		"refused to annul twice":            {Given: annulled, When: AnnulPlacement{PlacementID: firstJob}, Refused: correction.ErrAlreadyAnnulled},
		"refused to annul what isn't there": {Given: registered(), When: AnnulPlacement{PlacementID: firstJob}, Refused: ErrPlacementUnknown},
		"refused to annul nothing":          {Given: registered(), When: AnnulPlacement{}, Refused: es.ErrFieldMissing, Says: "placementId"},
	}
}
