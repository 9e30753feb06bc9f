package supervision

import (
	"strings"

	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/overseas"
	domain "vaoso/domain/supervision"
	"vaoso/projections/engine"
)

// Projection is inspections and flags.
var Projection = engine.Projection{
	Name: "supervision", Version: 7,
	Tables: []engine.Described{Inspected, Found, Flagged, Agencies, Workers, Contracts, Checked, Sanctions, Complaints, Quotas, Refuted},
	Reads: []string{
		"ContractCorrected", "DispatchAnnulled", "AbscondingAnnulled", "ReturnAnnulled", "TerminationAnnulled", "LiquidationAnnulled", "ContractAnnulled", "LicenceActCorrected", "AgencyAnnulled",
		"AgencyRegistered", "LicenceRenewed", "MarketAdded", "MarketRemoved", "AgencyInvited", "SupplyContractRegistered", "LicenceSuspended", "LicenceReinstated", "LicenceRevoked",
		"ContractSigned", "OrientationRecorded", "ContractRegistered", "TravelPapersRecorded", "FeeRecorded", "FeeRefunded", "ContractAmended", "WorkerDispatched", "IrregularDispatchRecorded",
		"ContractExtended", "EmployerAbroadReplaced", "IncidentRecorded", "ContractExpiryNoticed", "WorkerAbsconded", "WorkerReturned", "ContractTerminated", "ContractLiquidated",
		"InspectionPlanAdopted", "InspectionOpened", "ChecklistRecorded", "FindingRecorded", "RemedyRequired", "RemedyExtended", "RemedyRecorded",
		"RemedyFellOverdue", "FindingEscalated", "SanctionImposed", "InspectionClosed", "ComplaintLodged", "ComplaintAnswered", "FlagRefuted",
		"FindingCorrected", "FindingAnnulled", "RemedyCorrected", "RemedyAnnulled", "InspectionAnnulled", "SanctionCorrected", "SanctionAnnulled", "EscalationAnnulled", "InspectionReopened", "FlagRestored", "ComplaintCorrected", "ComplaintAnnulled", "WorkerCorrected",
	},
	Apply: apply,
}

func apply(f *engine.Fold, e es.Recorded) error {
	switch p := e.Payload.(type) {
	case overseas.AgencyEvent:
		return applyAgency(f, e, p)
	case overseas.ContractEvent:
		return applyContract(f, e, p)
	case labour.WorkerCorrected:
		return correctWorker(f, e.Stream, p)
	case domain.Event:
		applyInspection(f, e, p)
	case domain.ComplaintEvent:
		applyComplaint(f, e, p)
	case domain.InspectionPlanAdopted:
		applyPlan(f, e, p)
	case domain.FlagRefuted:
		Refuted.Put(f, RefutedRow{FlagKey{p.FlagID}, e.On(), p.Reason, e.ID})
	case domain.FlagRestored:
		Refuted.Delete(f, FlagKey{p.FlagID})
	}
	return nil
}

// applyAgency keeps the agency's facts, and judges its departures again: an act
// on a licence may be dated back. Such acts are rare, so all of the agency's
// contracts may be looked at.
func applyAgency(f *engine.Fold, e es.Recorded, p overseas.AgencyEvent) error {
	row := Agencies.Get(f, AgencyKey{e.Stream})
	switch p := p.(type) {
	case overseas.LicenceActCorrected:
		if err := row.restand(e, p); err != nil {
			return err
		}
	case overseas.AgencyAnnulled: // a contract signed in the same moment left under no licence
		Agencies.Delete(f, row.AgencyKey)
	case overseas.AgencyEvent: // take names them all
		if err := row.take(e, p); err != nil {
			return err
		}
	}
	for c := range Contracts.Scan(f, "agency", e.Stream) {
		if c.DepartedOn.IsZero() {
			continue // licences are asked about departures alone
		}
		if err := flag(f, c); err != nil {
			return err
		}
	}
	return nil
}

// applyContract keeps the contract's facts and judges it, and with it the
// worker's other contracts, which it may overlap.
func applyContract(f *engine.Fold, e es.Recorded, p overseas.ContractEvent) error {
	c := Contracts.Get(f, ContractKey{e.Stream})
	if effect, is := p.(overseas.ContractEffect); is {
		if _, annulled := effect.(overseas.ContractAnnulled); annulled {
			return annulContract(f, c)
		}
		if err := c.restand(e, effect.Restated()); err != nil {
			return err
		}
	} else {
		c.take(e, p)
	}
	worker := Workers.Get(f, WorkerKey{c.Worker})
	if _, signed := p.(overseas.ContractSigned); signed {
		worker.Contracts = strings.TrimSpace(worker.Contracts + " " + e.Stream)
	}
	for stream := range strings.FieldsSeq(worker.Contracts) {
		if err := flag(f, Contracts.Get(f, ContractKey{stream})); err != nil {
			return err
		}
	}
	return nil
}

// flag brings the contract's flags into line with its facts.
func flag(f *engine.Fold, c *ContractRow) error {
	var agency facts
	if c.Agency != "" && !c.DepartedOn.IsZero() {
		var err error
		if agency, err = Agencies.Get(f, AgencyKey{c.Agency}).facts(); err != nil {
			return err
		}
	}
	var others []*ContractRow
	for stream := range strings.FieldsSeq(Workers.Get(f, WorkerKey{c.Worker}).Contracts) {
		if stream != c.Contract {
			others = append(others, Contracts.Get(f, ContractKey{stream}))
		}
	}
	raised := judge(c, agency, others)
	now := map[string]bool{}
	var names []string
	for _, r := range raised {
		Flagged.Put(f, r)
		now[r.Rule] = true
		names = append(names, r.Rule)
	}
	for rule := range strings.FieldsSeq(c.Raised) {
		if !now[rule] {
			Flagged.Delete(f, FlagKey{flagID(rule, c.Contract)})
		}
	}
	c.Raised = strings.Join(names, " ")
	return nil
}
