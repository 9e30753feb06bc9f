package overseas

import (
	"unicode/utf8"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/money"
)

// longest is how many letters a reference or a note may have.
const (
	longestRef  = 60
	longestNote = 2000
)

// short refuses a text that is too long; it doesn't repeat it.
func (f *fields) short(name, value string, most int) {
	if utf8.RuneCountInString(value) > most {
		f.invalid(name, "quá dài", "it is too long")
	}
}

func decideTravelPapers(c Contract, cmd RecordTravelPapers) ([]any, error) {
	if wrong := inPhase(c, cmd.Contract, Signed, Departed); wrong != nil {
		return nil, wrong
	}
	var f fields
	f.identifier("passportNo", cmd.PassportNo)
	f.short("visaRef", cmd.VisaRef, longestRef)
	if err := f.err(); err != nil {
		return nil, err
	}
	return []any{TravelPapersRecorded{cmd.PassportNo, cmd.VisaRef, c.Party}}, nil
}

func decideAmend(c Contract, cmd AmendContract, asked es.Asked) ([]any, error) {
	if wrong := inPhase(c, cmd.Contract, Signed); wrong != nil {
		return nil, wrong
	}
	var f fields
	now := cmd.Changes
	if now == (Changes{}) {
		f.text("occupation, months, monthlyWage, serviceFee, brokerageFee, deposit", "")
	}
	if now.Months != 0 {
		f.months("months", now.Months)
	}
	if !now.MonthlyWage.IsZero() && now.MonthlyWage.Amount == 0 {
		f.text("monthlyWage", "")
	}
	now.MonthlyWage = f.amended("monthlyWage", now.MonthlyWage, c.MonthlyWage)
	now.ServiceFee = f.amended("serviceFee", now.ServiceFee, c.Service.Agreed)
	now.BrokerageFee = f.amended("brokerageFee", now.BrokerageFee, c.Brokerage.Agreed)
	now.Deposit = f.amended("deposit", now.Deposit, c.Deposit.Agreed)
	if err := f.err(); err != nil {
		return nil, err
	}
	if err := c.inOrder(asked.On, "sửa đổi", "amendment"); err != nil {
		return nil, err
	}
	if now.Occupation == c.Occupation {
		now.Occupation = ""
	}
	if now.Months == c.Months {
		now.Months = 0
	}
	if now == (Changes{}) {
		return nil, nil
	}
	return []any{ContractAmended{now, c.Party}}, nil
}

// amended is the new sum; none where it is left out or as it was.
func (f *fields) amended(name string, now, was money.Money) money.Money {
	if now.IsZero() {
		return now
	}
	now = f.sum(name, now, was.Currency)
	if now == was {
		return money.Money{}
	}
	return now
}

// amended changes the terms: those that were changed, from then on.
func (c Contract) amended(e ContractAmended, r es.Recorded) Contract {
	if e.Changes.Occupation != "" {
		c.Occupation = e.Changes.Occupation
	}
	if e.Changes.Months != 0 {
		c.Months, c.SignedMonths = e.Changes.Months, e.Changes.Months
	}
	for _, x := range []struct {
		now money.Money
		was *money.Money
	}{
		{e.Changes.MonthlyWage, &c.MonthlyWage}, {e.Changes.ServiceFee, &c.Service.Agreed},
		{e.Changes.BrokerageFee, &c.Brokerage.Agreed}, {e.Changes.Deposit, &c.Deposit.Agreed},
	} {
		if !x.now.IsZero() {
			*x.was = x.now
		}
	}
	c.AmendedOn = r.On()
	return c.moved(c.Phase, r)
}

func decideEmployerAbroad(c Contract, cmd ChangeEmployerAbroad, asked es.Asked) ([]any, error) {
	if wrong := inPhase(c, cmd.Contract, Departed); wrong != nil {
		return nil, wrong
	}
	var f fields
	f.text("employer", cmd.Employer)
	f.short("employer", cmd.Employer, 3*longestRef)
	if err := f.err(); err != nil {
		return nil, err
	}
	if asked.On.Before(c.DepartedOn) {
		return nil, c.outOfOrder(asked.On, "đổi người sử dụng lao động", "change of employer", c.DepartedOn)
	}
	return []any{EmployerAbroadReplaced{cmd.Employer, cmd.Lawful, c.Party}}, nil
}

// decideIncident takes what happened between departure and return, whenever it
// is told of.
func decideIncident(c Contract, cmd RecordIncident, asked es.Asked) ([]any, error) {
	wrong := inPhase(c, cmd.Contract, Departed, Absconded, Returned, Terminated, Liquidated)
	if wrong == nil && c.DepartedOn.IsZero() { // withdrew before leaving
		wrong = inPhase(c, cmd.Contract, Departed, Absconded, Returned)
	}
	if wrong != nil {
		return nil, wrong
	}
	var f fields
	kind := oneOf(&f, "kind", cmd.Kind, "", incidentKinds)
	f.short("note", cmd.Note, longestNote)
	if err := f.err(); err != nil {
		return nil, err
	}
	on := asked.On
	if on.Before(c.DepartedOn) {
		return nil, ErrDateOrder.With("on", on, "vi", "sự cố", "en", "incident", "other", c.DepartedOn, "otherVi", "xuất cảnh", "otherEn", "departure")
	}
	if !c.ReturnedOn.IsZero() && on.After(c.ReturnedOn) {
		return nil, ErrDateOrder.With("on", on, "vi", "sự cố", "en", "incident", "other", c.ReturnedOn, "otherVi", "về nước", "otherEn", "return")
	}
	return []any{IncidentRecorded{kind, cmd.Note, c.Party}}, nil
}

// ExpiryMarks are how many days before the day due back a notice is given.
var ExpiryMarks = []int{90, 60, 30}

// NextNotice is the first day on which a further notice is due of a worker who
// left on a day and is due back on another, after the notice of so many days
// (0: none yet); ok is false after the last.
func NextNotice(departedOn, dueBackOn civil.Date, noticed int) (on civil.Date, ok bool) {
	for _, mark := range ExpiryMarks {
		if noticed == 0 || mark < noticed {
			if on = dueBackOn.AddDays(-mark); on.Before(departedOn) {
				on = departedOn
			}
			return on, true
		}
	}
	return civil.Date{}, false
}

// decideNotice gives the notice of the nearest mark; those that were passed
// over while no day was told are left out.
func decideNotice(c Contract, cmd NoticeExpiry, on civil.Date) ([]any, error) {
	if !c.Exists() {
		return nil, ErrContractUnknown.With("contract", cmd.Contract)
	}
	if c.Phase != Departed || on.After(c.DueBackOn) {
		return nil, nil
	}
	if from, more := NextNotice(c.DepartedOn, c.DueBackOn, c.Noticed); !more || on.Before(from) {
		return nil, nil
	}
	mark := ExpiryMarks[0]
	for _, m := range ExpiryMarks {
		if c.DueBackOn.DaysSince(on) <= m {
			mark = m
		}
	}
	return []any{ContractExpiryNoticed{mark, c.DueBackOn, c.Party}}, nil
}
