package book

import (
	"vaoso/domain/civil"
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
	if err != nil || suspendedBy(agency, cmd.DecisionNo) {
		return err
	}
	_, err = overseas.AgencyDecider.Decide(agency.State, suspension(supervision.SanctionImposed{AgencyID: cmd.AgencyID, DecisionNo: cmd.DecisionNo, From: cmd.From, Until: cmd.Until}), c.asked())
	return err
}

// suspension is what a sanction asks of the licence.
func suspension(p supervision.SanctionImposed) overseas.SuspendLicence {
	return overseas.SuspendLicence{Agency: p.AgencyID, From: p.From, Until: p.Until, DecisionNo: p.DecisionNo}
}

// suspendedBy says whether the decision has been entered on the licence, by
// whomever; also where the licence was reinstated since.
func suspendedBy(agency es.Loaded[overseas.Agency], decisionNo string) bool {
	for _, e := range agency.Events {
		if p, ok := e.Payload.(overseas.LicenceSuspended); ok && p.DecisionNo == decisionNo {
			return true
		}
	}
	return false
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
	return r, c.carrySuspensions(stream)
}
