package labour

import (
	"fmt"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/money"
)

// The bounds of what is taken for a monthly wage and for a term. They catch
// slips of the pen; they are no law but the 36 months of a fixed term (Labour
// Code 45/2019/QH14 art. 20).
const (
	leastWage      = 1_000_000   // VND
	greatestWage   = 500_000_000 // VND
	greatestTerm   = 36          // months, of a contract or of one extension
	greatestOwnJob = 600         // months, of self-employment or with all extensions
)

func placeWorker(w Worker, c PlaceWorker, asked es.Asked) ([]any, error) {
	startedOn := asked.On
	if c.ReportedOn.IsZero() {
		c.ReportedOn = asked.Today
	}
	if err := c.check(startedOn, asked.Today); err != nil {
		return nil, err
	}
	own := c.ContractKind == SelfEmployed
	if !own {
		if err := c.Employer.hires(startedOn); err != nil {
			return nil, err
		}
	}
	if w.Under(workingAge, startedOn) {
		return nil, ErrUnderWorkingAge.With("on", startedOn)
	}
	if w.DiedBefore(startedOn) {
		return nil, ErrWorkerInactive.With("since", w.StatusSince)
	}
	event := WorkerPlaced{
		PlacementID: PlacementID(w.ID, SelfEmployment, startedOn),
		Occupation:  c.Occupation, ContractKind: c.ContractKind, Months: c.Months, MonthlyWage: c.MonthlyWage,
		Source: c.Source, ReportedOn: c.ReportedOn,
		Ward: w.WardOn(startedOn), Sex: w.Sex, BirthYear: w.BirthYear,
		EmployerRevision: es.NoRevision,
		VacancyID:        c.VacancyID, ReferralID: c.ReferralID, CourseID: c.CourseID, LoanID: c.LoanID, CollaboratorID: c.CollaboratorID,
		AfterReturn: w.ReturnedBefore(startedOn),
	}
	if !own {
		event.PlacementID = PlacementID(w.ID, c.EmployerID, startedOn)
		event.EmployerID, event.EmployerRevision = c.EmployerID, c.EmployerRevision
		event.EmployerWard, event.Sector = c.Employer.Ward, c.Employer.Sector
	}
	for p, taken := w.Placement(event.PlacementID); taken && !p.Annulled; p, taken = w.Placement(event.PlacementID) {
		// Another job's start was corrected from this day: its id stays its own.
		event.PlacementID = es.NewUUIDv5(namespace, event.PlacementID.String())
	}
	if err := w.free(startedOn, placed(event, startedOn).PlannedEnd, ""); err != nil {
		return nil, err
	}
	return []any{event}, nil
}

// check refuses what can be seen to be wrong from the command alone.
func (c PlaceWorker) check(startedOn, today civil.Date) error {
	var f es.Fields
	f.Need("occupation", c.Occupation != "")
	es.OneOf(&f, "contractKind", c.ContractKind, contractKinds)
	c.checkMonths(&f)
	f.Need("monthlyWage", !c.MonthlyWage.IsZero())
	f.Invalid("monthlyWage", !c.MonthlyWage.IsZero() && !plausible(c.MonthlyWage),
		"phải từ 1 đến 500 triệu đồng", "it lies between 1 and 500 million VND")
	es.OneOf(&f, "source", c.Source, sources)
	if c.ContractKind == SelfEmployed {
		f.Invalid("employer", c.EmployerID != "" || c.EmployerRef != "" || c.TaxCode != "",
			"tự tạo việc làm thì không có người sử dụng lao động", "the self-employed have none")
	} else {
		f.Need("employer", c.EmployerID != "")
	}
	f.Invalid("reportedOn", c.ReportedOn.Before(startedOn),
		"không được trước ngày bắt đầu "+startedOn.String(), "it doesn't lie before the start, "+startedOn.String())
	if c.ReportedOn.After(today) {
		f.Add(es.ErrFutureDate.With("on", c.ReportedOn, "today", today))
	}
	return f.Refuse()
}

func (c PlaceWorker) checkMonths(f *es.Fields) {
	most := greatestTerm
	switch c.ContractKind {
	case Indefinite:
		if c.Months != 0 {
			f.Add(ErrMonthsForbidden.With("kind", c.ContractKind))
		}
		return
	case FixedTerm, Seasonal:
		if c.Months == 0 {
			f.Add(ErrMonthsRequired.With("kind", c.ContractKind))
			return
		}
	case SelfEmployed:
		if most = greatestOwnJob; c.Months == 0 {
			return
		}
	default: // refused already
		return
	}
	checkMonths(f, c.Months, most)
}

func checkMonths(f *es.Fields, months, most int) {
	f.Invalid("months", months < 1 || months > most,
		fmt.Sprintf("phải từ 1 đến %d tháng", most), fmt.Sprintf("it lies between 1 and %d", most))
}

func plausible(wage money.Money) bool {
	return wage.Currency == "VND" && wage.Amount >= leastWage && wage.Amount <= greatestWage
}
