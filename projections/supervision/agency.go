package supervision

import (
	"encoding/json"
	"fmt"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/overseas"
)

// facts are an agency's state as the domain has it, which answers by day as now
// known, and the events that brought it about.
type facts struct {
	Agency overseas.Agency
	Acts   []act
}

// act is an event of the agency's stream.
type act struct {
	Event es.UUID
	Type  string     // the event's
	From  civil.Date // from which it holds
	No    string     // of the licence or the decision; for markets, the market
}

func (a *AgencyRow) facts() (f facts, err error) {
	if a.Facts == "" {
		return f, nil
	}
	if err := json.Unmarshal([]byte(a.Facts), &f); err != nil {
		return f, fmt.Errorf("couldn't read the facts of %s: %w", a.Agency, err)
	}
	return f, nil
}

// take adds an event.
func (a *AgencyRow) take(e es.Recorded, p overseas.AgencyEvent) error {
	f, err := a.facts()
	if err != nil {
		return err
	}
	f.Agency = overseas.AgencyDecider.Evolve(f.Agency, e)
	done := act{Event: e.ID, Type: e.Type}
	switch p := p.(type) {
	case overseas.AgencyRegistered:
		done.From, done.No = p.LicensedOn, p.LicenceNo
	case overseas.LicenceRenewed:
		done.From, done.No = p.LicensedOn, p.LicenceNo
	case overseas.MarketAdded:
		done.From, done.No = e.On(), p.Market
	case overseas.MarketRemoved:
		done.From, done.No = e.On(), p.Market
	case overseas.AgencyInvited:
		done.From, done.No = e.On(), p.Market
	case overseas.SupplyContractRegistered:
		done.From, done.No = e.On(), p.RegistrationNo
	case overseas.LicenceSuspended:
		done.From, done.No = p.From, p.DecisionNo
	case overseas.LicenceReinstated:
		done.From, done.No = p.From, p.DecisionNo
	case overseas.LicenceRevoked:
		done.From, done.No = p.From, p.DecisionNo
	case overseas.LicenceActCorrected, overseas.AgencyAnnulled, overseas.RepresentativeCorrected: // made anew by restand
	}
	f.Acts = append(f.Acts, done)
	text, err := json.Marshal(f)
	if err != nil {
		return fmt.Errorf("couldn't write the facts of %s: %w", a.Agency, err)
	}
	a.Name, a.Facts = f.Agency.Name, string(text)
	return nil
}

// acts are the events of the types that hold from the day, with the number ("":
// any).
func (f facts) acts(from civil.Date, no string, types ...string) (ids []es.UUID) {
	for _, a := range f.Acts {
		for _, t := range types {
			if a.Type == t && a.From == from && (no == "" || a.No == no) {
				ids = append(ids, a.Event)
			}
		}
	}
	return ids
}
