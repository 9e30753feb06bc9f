package contracts

import (
	"encoding/json"
	"fmt"
	"strings"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/law"
	"vaoso/domain/money"
	"vaoso/domain/overseas"
	"vaoso/projections/engine"
)

// Projection is the register.
var Projection = engine.Projection{
	Name: "contracts", Version: 6,
	Tables: []engine.Described{Contracts, Agencies, incidents},
	Reads: []string{
		"AgencyRegistered", "LicenceRenewed", "LicenceActCorrected", "AgencyAnnulled",
		"ContractCorrected", "DispatchAnnulled", "AbscondingAnnulled", "ReturnAnnulled", "TerminationAnnulled", "LiquidationAnnulled", "ContractAnnulled",
		"ContractSigned", "OrientationRecorded", "ContractRegistered", "TravelPapersRecorded", "FeeRecorded", "FeeRefunded", "ContractAmended", "WorkerDispatched", "IrregularDispatchRecorded",
		"ContractExtended", "EmployerAbroadReplaced", "IncidentRecorded", "ContractExpiryNoticed", "WorkerAbsconded", "WorkerReturned", "ContractTerminated", "ContractLiquidated",
		"WorkerCorrected",
	},
	Apply: apply,
}

func apply(f *engine.Fold, e es.Recorded) error {
	switch p := e.Payload.(type) {
	case overseas.AgencyEvent:
		return applyAgency(f, e)
	case overseas.ContractEffect:
		return restand(f, e, p.Restated())
	case overseas.ContractEvent:
		return applyContract(f, Contracts.Get(f, Key{e.Stream}), e, p)
	case labour.WorkerCorrected:
		restate(f, e.Stream, p)
	}
	return nil
}

// applyAgency keeps the licences. A renewal may be entered after contracts that
// were signed under it, so theirs are looked up again: renewals are rare.
func applyAgency(f *engine.Fold, e es.Recorded) error {
	row := Agencies.Get(f, AgencyKey{e.Stream})
	licences, err := row.licences()
	if err != nil {
		return err
	}
	agency := overseas.AgencyDecider.Evolve(overseas.Agency{Name: row.Name, Licences: licences}, e)
	if p, corrected := e.Payload.(overseas.LicenceActCorrected); corrected {
		if agency, err = p.Facts.Agency(e.Stream); err != nil {
			return err
		}
	}
	if _, annulled := e.Payload.(overseas.AgencyAnnulled); annulled {
		Agencies.Delete(f, row.AgencyKey)
		for c := range Contracts.Scan(f, "agency", e.Stream) {
			c.LicenceNo = ""
		}
		return nil
	}
	text, err := json.Marshal(agency.Licences)
	if err != nil {
		return fmt.Errorf("couldn't write the licences of %s: %w", e.Stream, err)
	}
	row.Name, row.Licences = agency.Name, string(text)
	row.LicenceNo = agency.Licences[len(agency.Licences)-1].No
	for c := range Contracts.Scan(f, "agency", e.Stream) {
		c.LicenceNo = agency.LicenceOn(c.SignedOn).No
	}
	return nil
}

func (a *AgencyRow) licences() (list []overseas.Licence, err error) {
	if a.Licences == "" {
		return nil, nil
	}
	if err := json.Unmarshal([]byte(a.Licences), &list); err != nil {
		return nil, fmt.Errorf("couldn't read the licences of %s: %w", a.Agency, err)
	}
	return list, nil
}

func applyContract(f *engine.Fold, c *Row, e es.Recorded, event overseas.ContractEvent) error {
	on := e.On()
	switch p := event.(type) {
	case overseas.ContractSigned:
		return c.signed(f, on, p)
	case overseas.OrientationRecorded:
		c.OrientedOn = earlier(c.OrientedOn, on)
	case overseas.ContractRegistered:
		c.RegisteredOn = earlier(c.RegisteredOn, on)
	case overseas.TravelPapersRecorded:
		c.TravelPapers = true
	case overseas.FeeRecorded:
		c.paid(p.Line, p.Paid.Amount, 0)
		c.judge()
	case overseas.FeeRefunded:
		c.paid(p.Line, 0, p.Amount.Amount)
		c.judge()
	case overseas.ContractAmended:
		c.amended(on, p.Changes)
	case overseas.WorkerDispatched:
		c.departed(on, p.Departure)
	case overseas.IrregularDispatchRecorded:
		c.departed(on, p.Departure)
		c.Irregular, c.Violations = true, strings.Join(p.Violations, ", ")
	case overseas.ContractExtended:
		c.Months, c.ExpiryNoticed = c.Months+p.Months, 0
		c.dueBack(p.DueBackOn)
		c.judgeExtension(p)
	case overseas.EmployerAbroadReplaced:
		c.EmployerAbroad, c.EmployerLawful = p.Employer, p.Lawful
	case overseas.IncidentRecorded:
		c.Incidents++
		incidents.Put(f, IncidentRow{IncidentKey{e.ID}, e.Stream, on})
	case overseas.ContractExpiryNoticed:
		c.ExpiryNoticed = p.DaysLeft
	case overseas.WorkerAbsconded:
		c.State, c.AbscondedOn = overseas.Absconded, on
	case overseas.WorkerReturned:
		c.State, c.ReturnedOn, c.ReturnReason, c.Early = overseas.Returned, on, p.Reason, p.Early
		c.EndedOn = earlier(c.EndedOn, on)
	case overseas.ContractTerminated:
		c.State, c.TerminatedOn = overseas.Terminated, on
		c.EndedOn = earlier(c.EndedOn, on)
	case overseas.ContractLiquidated:
		c.State, c.LiquidatedOn = overseas.Liquidated, on
	case overseas.ContractCorrected, overseas.DispatchAnnulled, overseas.AbscondingAnnulled, overseas.ReturnAnnulled, overseas.TerminationAnnulled, overseas.LiquidationAnnulled, overseas.ContractAnnulled: // made anew by restand
	}
	return nil
}

func (c *Row) signed(f *engine.Fold, on civil.Date, p overseas.ContractSigned) error {
	c.ContractNo, c.Worker, c.Agency, c.Market = p.ContractNo, p.WorkerID, p.AgencyID, p.Market
	c.Kind, c.Occupation, c.Months, c.MonthsSigned = p.Kind, p.Occupation, p.Months, p.Months
	c.State, c.SignedOn, c.Rules = overseas.Signed, on, p.Rules
	c.Currency, c.MonthlyWage = p.MonthlyWage.Currency, p.MonthlyWage.Amount
	c.ServiceFee, c.BrokerageFee, c.Deposit = p.ServiceFee.Amount, p.BrokerageFee.Amount, p.Deposit.Amount
	c.judge()
	if p.AgencyID == "" {
		return nil
	}
	agency := Agencies.Get(f, AgencyKey{p.AgencyID})
	licences, err := agency.licences()
	if err != nil {
		return err
	}
	c.AgencyName, c.LicenceNo = agency.Name, overseas.Agency{Licences: licences}.LicenceOn(on).No
	return nil
}

// paid adds what was paid or given back on a line that has a cap; the others
// aren't in the register.
func (c *Row) paid(line overseas.FeeLine, paid, refunded int64) {
	switch line {
	case overseas.FeeService:
		c.ServicePaid, c.ServiceRefunded = c.ServicePaid+paid, c.ServiceRefunded+refunded
	case overseas.FeeBrokerage:
		c.BrokeragePaid, c.BrokerageRefunded = c.BrokeragePaid+paid, c.BrokerageRefunded+refunded
	case overseas.FeeDeposit:
		c.DepositPaid, c.DepositRefunded = c.DepositPaid+paid, c.DepositRefunded+refunded
	case overseas.FeeTraining, overseas.FeeHealth, overseas.FeeVisa, overseas.FeeTicket, overseas.FeeOther:
	}
}

// amended takes the terms that changed, and judges the sums by them.
func (c *Row) amended(on civil.Date, now overseas.Changes) {
	if now.Occupation != "" {
		c.Occupation = now.Occupation
	}
	if now.Months != 0 {
		c.Months, c.MonthsSigned = now.Months, now.Months
	}
	for _, x := range []struct {
		now money.Money
		was *int64
	}{{now.MonthlyWage, &c.MonthlyWage}, {now.ServiceFee, &c.ServiceFee}, {now.BrokerageFee, &c.BrokerageFee}, {now.Deposit, &c.Deposit}} {
		if !x.now.IsZero() {
			*x.was = x.now.Amount
		}
	}
	c.AmendedOn = on
	c.judge()
}

func (c *Row) departed(on civil.Date, d overseas.Departure) {
	c.State, c.DepartedOn, c.ReportedOn = overseas.Departed, on, d.ReportedOn
	c.Ward, c.Sex, c.BirthYear = d.Ward, d.Sex, d.BirthYear
	c.dueBack(d.DueBackOn)
}

func (c *Row) dueBack(on civil.Date) {
	c.DueBackOn, c.ReturnLimit = on, on.AddDays(law.Current().City.ReturnOverdueDays)
}

// earlier is the earlier of two days, where none is no day at all.
func earlier(a, b civil.Date) civil.Date {
	if a.IsZero() || b.Before(a) {
		return b
	}
	return a
}

// restate brings right what a worker's departures had copied of a registration
// that was corrected.
func restate(f *engine.Fold, worker string, p labour.WorkerCorrected) {
	for c := range Contracts.Scan(f, "worker", worker) {
		if c.DepartedOn.IsZero() {
			continue
		}
		c.Ward, c.Sex, c.BirthYear = p.WardOf(c.DepartedOn, c.Ward), string(p.Sex), p.BirthYear
		for _, r := range p.Contracts {
			if r.ContractID == c.Contract {
				c.Ward = r.Ward
			}
		}
	}
}
