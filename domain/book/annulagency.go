package book

import (
	"strings"

	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/overseas"
	"vaoso/domain/supervision"
)

// besideAgency is what a correction of an agency's fact looks at of other streams:
// those that name the agency, where it is to be taken back.
func (c *call) besideAgency(agency es.Loaded[overseas.Agency], wrong es.UUID, action correction.Action) (overseas.Beside, error) {
	var b overseas.Beside
	b.UnitKnown = c.unitOn
	fact, none := agency.State.Ledger.Fact(wrong)
	if _, registered := fact.Payload.(overseas.AgencyRegistered); none == nil && registered && action == correction.Annul {
		fact, err := c.naming(agency.Events, mention{aboutAgencies, ofAgency})
		if err != nil {
			return b, err
		}
		if fact != nil {
			b.NamedBy = called(fact.Stream)
			return b, nil
		}
		b.NamedBy, err = c.refuted(supervision.AboutAgency, strings.TrimPrefix(agency.Stream, overseas.AgencyPrefix))
		return b, err
	}
	return b, nil
}

func (c *call) unitOn(unit string, on civil.Date) error {
	if _, known := c.Units.Lookup(unit, on); !known && unit != "" {
		return labour.ErrUnitUnknown.With("unit", unit, "on", on, "vi", "không có trong danh mục", "en", "it isn't in the list of units")
	}
	return nil
}

// aboutAgencies are the facts of other streams that name an agency, and what may
// put another agency's name into one. A year's inspections only plan to visit one:
// the next plan replaces that.
var aboutAgencies = []string{"ContractSigned", "InspectionOpened", "FindingRecorded", "SanctionImposed", "ComplaintLodged", "ComplaintCorrected"}

func ofAgency(payload any, agency string) bool {
	switch p := payload.(type) {
	case overseas.ContractSigned:
		return p.AgencyID == agency
	case supervision.InspectionOpened:
		return p.AgencyID == agency
	case supervision.FindingRecorded:
		return p.AgencyID == agency
	case supervision.SanctionImposed:
		return p.AgencyID == agency
	case supervision.ComplaintLodged:
		return p.AgencyID == agency
	case supervision.ComplaintCorrected: // no fact itself, but the fact may now be
		return p.AgencyID == agency
	}
	return false
}
