package agencies

import (
	"encoding/json"
	"fmt"
	"strings"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/law"
	"vaoso/domain/money"
	"vaoso/domain/overseas"
	domain "vaoso/domain/supervision"
	"vaoso/projections/engine"
)

// Projection is the agencies' register.
var Projection = engine.Projection{
	Name: "agencies", Version: 4,
	Tables: []engine.Described{Agencies, Invited, Supply, Contracts, Inspections, Findings, Complaints},
	Reads: []string{
		"AgencyRegistered", "LicenceRenewed", "MarketAdded", "MarketRemoved", "LicenceSuspended", "LicenceReinstated", "LicenceRevoked",
		"AgencyInvited", "SupplyContractRegistered", "LicenceActCorrected", "AgencyAnnulled",
		"ContractCorrected", "DispatchAnnulled", "AbscondingAnnulled", "ReturnAnnulled", "TerminationAnnulled", "LiquidationAnnulled", "ContractAnnulled",
		"ContractSigned", "ContractAmended", "FeeRecorded", "FeeRefunded", "WorkerDispatched", "IrregularDispatchRecorded", "ContractExtended",
		"WorkerAbsconded", "WorkerReturned", "ContractTerminated", "ContractLiquidated",
		"InspectionOpened", "FindingRecorded", "ComplaintLodged", "ComplaintAnswered",
		"FindingCorrected", "FindingAnnulled", "InspectionAnnulled", "ComplaintCorrected", "ComplaintAnnulled",
	},
	Apply: apply,
}

func apply(f *engine.Fold, e es.Recorded) error {
	switch p := e.Payload.(type) {
	case overseas.AgencyEvent:
		return applyAgency(f, e, p)
	case overseas.ContractEffect:
		return restand(f, e, p.Restated())
	case overseas.ContractEvent:
		Contracts.Get(f, ContractKey{e.Stream}).take(e, p)
	case domain.InspectionOpened:
		Inspections.Put(f, InspectionRow{InspectionKey{e.Stream}, agencyOf(f, p.AgencyID, p.ContractID)})
	case domain.FindingRecorded:
		agency := p.AgencyID
		if agency == "" {
			agency = agencyOf(f, Inspections.Get(f, InspectionKey{e.Stream}).Agency, p.ContractID)
		}
		Findings.Put(f, FindingRow{FindingKey{e.Stream, p.FindingID}, agency, p.Severity, e.On()})
	case domain.ComplaintLodged:
		c := Complaints.Get(f, ComplaintKey{e.Stream})
		c.ComplaintNo, c.Agency, c.LodgedOn = p.ComplaintNo, p.AgencyID, e.On()
	case domain.ComplaintAnswered:
		c := Complaints.Get(f, ComplaintKey{e.Stream})
		c.AnsweredOn, c.Upheld, c.AnsweredEvent = e.On(), p.Upheld, e.ID
	case domain.ComplaintCorrected:
		c := Complaints.Get(f, ComplaintKey{e.Stream})
		c.Agency, c.LodgedOn, c.AnsweredOn, c.Upheld = p.AgencyID, p.LodgedOn, p.AnsweredOn, p.Upheld
	case domain.ComplaintAnnulled:
		Complaints.Delete(f, ComplaintKey{e.Stream})
	case domain.FindingCorrected:
		r := Findings.Get(f, FindingKey{e.Stream, p.FindingID})
		r.Severity, r.RecordedOn = p.Severity, p.RecordedOn
	case domain.FindingAnnulled:
		Findings.Delete(f, FindingKey{e.Stream, p.FindingID})
	case domain.InspectionAnnulled:
		Inspections.Delete(f, InspectionKey{e.Stream})
	}
	return nil
}

// agencyOf is the agency, or else the contract's.
func agencyOf(f *engine.Fold, agency, contract string) string {
	if agency != "" || contract == "" {
		return agency
	}
	return Contracts.Get(f, ContractKey{contract}).Agency
}

func applyAgency(f *engine.Fold, e es.Recorded, event overseas.AgencyEvent) error {
	if _, annulled := event.(overseas.AgencyAnnulled); annulled { // nothing else stands of it
		Agencies.Delete(f, Key{e.Stream})
		return nil
	}
	agree(f, e, event)
	row := Agencies.Get(f, Key{e.Stream})
	agency, err := row.agency()
	if err != nil {
		return err
	}
	agency = overseas.AgencyDecider.Evolve(agency, e)
	if p, corrected := event.(overseas.LicenceActCorrected); corrected {
		if agency, err = p.Facts.Agency(e.Stream); err != nil {
			return err
		}
		if err := restandAgency(f, e, p.Facts); err != nil {
			return err
		}
	}
	text, err := json.Marshal(agency)
	if err != nil {
		return fmt.Errorf("couldn't write the facts of %s: %w", e.Stream, err)
	}
	row.Name, row.Type, row.Facts = agency.Name, agency.Type, string(text)
	if n := len(agency.Licences); n > 0 {
		last := agency.Licences[n-1]
		row.LicenceNo, row.LicensedOn, row.ExpiresOn = last.No, last.LicensedOn, last.ExpiresOn
	}
	return nil
}

// agree keeps what was agreed with an agency.
func agree(f *engine.Fold, e es.Recorded, event overseas.AgencyEvent) {
	switch p := event.(type) {
	case overseas.AgencyInvited:
		Invited.Put(f, InvitedRow{InvitedKey{e.Stream, e.ID}, e.On(), p.Market, strings.Join(p.Units, " "), p.Quota})
	case overseas.SupplyContractRegistered:
		Supply.Put(f, SupplyRow{SupplyKey{e.Stream, p.RegistrationNo}, p.Market, p.Partner, p.Occupation, p.Quantity, e.On(), p.ValidTo})
	case overseas.AgencyRegistered, overseas.LicenceRenewed, overseas.MarketAdded, overseas.MarketRemoved,
		overseas.LicenceSuspended, overseas.LicenceReinstated, overseas.LicenceRevoked, overseas.LicenceActCorrected, overseas.AgencyAnnulled, overseas.RepresentativeCorrected: // in the agency's row
	}
}

// agency is the agency's state as the domain has it, which answers by day.
func (r *Row) agency() (a overseas.Agency, err error) {
	if r.Facts == "" {
		return a, nil
	}
	if err := json.Unmarshal([]byte(r.Facts), &a); err != nil {
		return a, fmt.Errorf("couldn't read the facts of %s: %w", r.Agency, err)
	}
	return a, nil
}

// take adds an event of the contract.
func (c *ContractRow) take(e es.Recorded, event overseas.ContractEvent) {
	on := e.On()
	switch p := event.(type) {
	case overseas.ContractSigned:
		c.Agency, c.Market, c.Kind, c.Occupation, c.Rules, c.Months = p.AgencyID, p.Market, p.Kind, p.Occupation, p.Rules, p.Months
		c.Currency, c.Wage, c.Fee, c.SignedOn = p.MonthlyWage.Currency, p.MonthlyWage.Amount, p.ServiceFee.Amount, on
		c.share()
	case overseas.ContractAmended:
		c.amended(p.Changes)
	case overseas.FeeRecorded:
		if p.Line == overseas.FeeService {
			c.FeePaid += p.Paid.Amount
			c.share()
		}
	case overseas.FeeRefunded:
		if p.Line == overseas.FeeService {
			c.FeeRefunded += p.Amount.Amount
			c.share()
		}
	case overseas.WorkerDispatched:
		c.DepartedOn = on
		c.dueBack(p.DueBackOn)
	case overseas.IrregularDispatchRecorded:
		c.DepartedOn, c.Irregular = on, true
		c.dueBack(p.DueBackOn)
	case overseas.ContractExtended:
		c.dueBack(p.DueBackOn)
	case overseas.WorkerAbsconded:
		c.AbscondedOn, c.AbscondedEvent = on, e.ID
	case overseas.WorkerReturned:
		c.ReturnedOn, c.Early = on, p.Early
		c.ended(on)
	case overseas.ContractTerminated:
		c.ended(on)
	case overseas.ContractLiquidated:
		c.LiquidatedOn = on
	case overseas.OrientationRecorded, overseas.ContractRegistered, overseas.TravelPapersRecorded, overseas.EmployerAbroadReplaced,
		overseas.IncidentRecorded, overseas.ContractExpiryNoticed: // change nothing here
	case overseas.ContractCorrected, overseas.DispatchAnnulled, overseas.AbscondingAnnulled, overseas.ReturnAnnulled, overseas.TerminationAnnulled, overseas.LiquidationAnnulled, overseas.ContractAnnulled: // made anew by restand
	}
}

func (c *ContractRow) amended(now overseas.Changes) {
	if now.Occupation != "" {
		c.Occupation = now.Occupation
	}
	if now.Months != 0 {
		c.Months = now.Months
	}
	if !now.MonthlyWage.IsZero() {
		c.Wage = now.MonthlyWage.Amount
	}
	if !now.ServiceFee.IsZero() {
		c.Fee = now.ServiceFee.Amount
	}
	c.share()
}

// share holds the fee against its cap.
func (c *ContractRow) share() {
	sum := func(amount int64) money.Money { return money.Money{Amount: amount, Currency: c.Currency} }
	c.FeeShare, c.FeeShareIs = overseas.FeeShare(overseas.Contract{
		Party: overseas.Party{Market: c.Market}, Kind: c.Kind, Occupation: c.Occupation, Rules: c.Rules, SignedOn: c.SignedOn, SignedMonths: c.Months,
		MonthlyWage: sum(c.Wage), Service: overseas.Sum{Agreed: sum(c.Fee), Paid: sum(c.FeePaid), Refunded: sum(c.FeeRefunded)},
	}, law.Current())
}

func (c *ContractRow) dueBack(on civil.Date) {
	c.ReturnLimit = on.AddDays(law.Current().City.ReturnOverdueDays)
}

// ended is the first end: of a terminated contract the return comes after it.
func (c *ContractRow) ended(on civil.Date) {
	if c.EndedOn.IsZero() || on.Before(c.EndedOn) {
		c.EndedOn = on
	}
}

// life is what is counted of the contract.
func (c ContractRow) life() overseas.Life {
	return overseas.Life{
		DepartedOn: c.DepartedOn, ReturnLimit: c.ReturnLimit, ReturnedOn: c.ReturnedOn, Early: c.Early,
		AbscondedOn: c.AbscondedOn, EndedOn: c.EndedOn, LiquidatedOn: c.LiquidatedOn, Irregular: c.Irregular,
	}
}
