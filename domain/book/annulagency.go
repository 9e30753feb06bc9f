package book

import (
	"fmt"
	"slices"

	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/overseas"
	"vaoso/domain/supervision"
)

// besideAgency is what a correction of an agency's fact looks at of other streams:
// those that name the agency, where it is to be taken back.
func (c *call) besideAgency(agency es.Loaded[overseas.Agency], wrong es.UUID, action correction.Action) (b overseas.Beside, err error) {
	b.UnitKnown = c.unitOn
	fact, none := agency.State.Ledger.Fact(wrong)
	if _, registered := fact.Payload.(overseas.AgencyRegistered); none == nil && registered && action == correction.Annul {
		b.NamedBy, err = c.naming(agency.Stream)
	}
	return b, err
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

// naming is a stream, and its fact as it stands, that names the agency; "" where
// there is none. The log has no list of them by agency, so that all are read: an
// agency is seldom annulled.
func (c *call) naming(agency string) (string, error) {
	var streams []string
	for e, err := range c.Log.ReadAll(c.ctx, es.Start, es.Forward, es.Filter{Types: aboutAgencies}) {
		if err != nil {
			return "", fmt.Errorf("couldn't look for what names an agency: %w", err)
		}
		r, err := c.Definitions.Decode(e)
		if err != nil {
			return "", fmt.Errorf("couldn't look for what names an agency: %w", err)
		}
		if ofAgency(r.Payload, agency) && !slices.Contains(streams, e.Stream) {
			streams = append(streams, e.Stream)
		}
	}
	for _, stream := range streams {
		loaded, err := load(c, overseas.ContractDecider, stream) // what was put right is the same for every decider
		if err != nil {
			return "", err
		}
		facts := correction.Stands(loaded.Events)
		if i := slices.IndexFunc(facts, func(f es.Recorded) bool { return ofAgency(f.Payload, agency) }); i >= 0 {
			return facts[i].Type + " " + stream, nil
		}
	}
	return "", nil
}
