package book

import (
	"slices"

	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/overseas"
	"vaoso/domain/supervision"
)

// imposeSanction enters a sanction, and carries a suspension to the licence. One
// that the licence's own rules refuse isn't entered at all. What a crash leaves
// between the two is finished by [Book.Enforce].
func imposeSanction(c *call, cmd supervision.ImposeSanction) (Result, error) {
	stream, err := named("inspection", cmd.Inspection)
	if err != nil {
		return Result{}, err
	}
	inspection, err := load(c, supervision.Decider, stream)
	if err != nil {
		return Result{}, err
	}
	if cmd.AgencyID, err = c.struck(inspection.State, cmd.FindingID); err != nil {
		return Result{}, err
	}
	if !inspection.Carried(c.env.Key) {
		if err := c.maySanction(inspection.State, cmd); err != nil {
			return Result{}, err
		}
	}
	r, err := handle(c, supervision.Decider, stream, supervision.Command(cmd))
	if err != nil {
		return r, err
	}
	if err := c.step("sanctioned"); err != nil {
		return r, err
	}
	return r, c.carrySuspensions(stream)
}

// struck is the agency that a finding is about: that of the inspection, or of
// the finding's or the inspection's contract; "" where there is none.
func (c *call) struck(s supervision.Inspection, finding string) (string, error) {
	contract := s.ContractID
	if f, ok := s.Finding(finding); ok && f.ContractID != "" {
		contract = f.ContractID
	}
	if s.AgencyID != "" || contract == "" {
		return s.AgencyID, nil
	}
	l, err := load(c, overseas.ContractDecider, contract)
	return l.State.AgencyID, err
}

// maySanction asks both rules before anything is written.
func (c *call) maySanction(s supervision.Inspection, cmd supervision.ImposeSanction) error {
	payloads, err := supervision.Decider.Decide(s, cmd, c.asked())
	if err != nil || len(payloads) == 0 || cmd.Kind != supervision.Suspension {
		return err
	}
	agency, err := load(c, overseas.AgencyDecider, cmd.AgencyID)
	if stands, _ := decided(agency, cmd.DecisionNo); err != nil || stands {
		return err
	}
	_, err = overseas.AgencyDecider.Decide(agency.State, suspension(supervision.SanctionImposed{AgencyID: cmd.AgencyID, DecisionNo: cmd.DecisionNo, From: cmd.From, Until: cmd.Until}), c.asked())
	return err
}

// suspension is what a sanction asks of the licence.
func suspension(p supervision.SanctionImposed) overseas.SuspendLicence {
	return overseas.SuspendLicence{Agency: p.AgencyID, From: p.From, Until: p.Until, DecisionNo: p.DecisionNo}
}

// decided says whether an act by the decision stands on the licence, by whomever;
// also where the licence was reinstated since. takenBack is where the last one
// that stood was annulled, or became another decision's; the start where none was.
func decided(agency es.Loaded[overseas.Agency], decisionNo string) (stands bool, takenBack es.Position) {
	by := func(payload any) bool {
		p, suspends := payload.(overseas.LicenceSuspended)
		return suspends && p.DecisionNo == decisionNo
	}
	var ledger correction.Ledger
	for _, e := range agency.Events {
		ledger = ledger.With(e)
		if before := stands; before || by(e.Payload) {
			if _, stands = ledger.Last(by); before && !stands {
				takenBack = e.Position
			}
		} else if correction.PutsRight(e.Payload) {
			_, stands = ledger.Last(by)
		}
	}
	return stands, takenBack
}

// said is the event by which a sanction is as it stands: that which imposed it, or
// put it right last.
func said(inspection es.Loaded[supervision.Inspection], sanction es.Recorded) es.Recorded {
	for _, e := range slices.Backward(inspection.Events) {
		if p, corrected := e.Payload.(supervision.SanctionCorrected); corrected && p.EventID == sanction.ID {
			return e
		}
	}
	return sanction
}

// correctInspection decides on an inspection's sanctions by the acts on the
// licences as they stand, and carries a suspension that is another now.
func correctInspection(c *call, number string, command func(stream string) any) (Result, error) {
	stream, err := named("inspection", number)
	if err != nil {
		return Result{}, err
	}
	inspection, err := load(c, supervision.Decider, stream)
	if err != nil {
		return Result{}, err
	}
	acts := map[string][]es.Recorded{}
	for _, fact := range inspection.State.Ledger.Facts {
		p, is := fact.Payload.(supervision.SanctionImposed)
		if !is || p.AgencyID == "" || acts[p.AgencyID] != nil {
			continue
		}
		agency, err := load(c, overseas.AgencyDecider, p.AgencyID)
		if err != nil {
			return Result{}, err
		}
		acts[p.AgencyID] = agency.State.Ledger.Facts
	}
	held := func(agency, decisionNo string) (from, until civil.Date, ok bool) {
		for _, act := range acts[agency] {
			if p, is := act.Payload.(overseas.LicenceSuspended); is && p.DecisionNo == decisionNo {
				return p.From, p.Until, true
			}
		}
		return from, until, false
	}
	r, err := handle(c, supervision.SanctionCorrections(held), stream, command(stream))
	if err != nil {
		return r, err
	}
	if err := c.step("sanction corrected"); err != nil {
		return r, err
	}
	return r, c.carrySuspensions(stream)
}
