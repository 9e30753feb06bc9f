package overseas

import (
	"encoding/json"
	"fmt"
	"slices"

	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
)

// Fact is an event of a stream as it stands after a correction. It has no field
// that belongs to a person: no figure needs one.
type Fact struct {
	EventID  es.UUID         `json:"eventId"`
	Type     string          `json:"type"`
	Version  int             `json:"version"`
	On       civil.Date      `json:"on"`       // the day it happened, as now known
	Position es.Position     `json:"position"` // where it was entered in the log
	Data     json.RawMessage `json:"data"`
}

// factsOf writes events down.
func factsOf(events []es.Recorded) ([]Fact, error) {
	facts := []Fact{}
	for _, e := range events {
		name, version, data, err := Events.Encode(e.Payload)
		if err != nil {
			return nil, fmt.Errorf("couldn't write a corrected fact: %w", err)
		}
		public, err := Events.Public(es.Event{Type: name, Version: version, Data: data})
		if err != nil {
			return nil, fmt.Errorf("couldn't write a corrected fact: %w", err)
		}
		facts = append(facts, Fact{e.ID, name, public.Version, e.On(), e.Position, public.Data})
	}
	return facts, nil
}

// Facts are what stands of a stream after a correction: all its facts, in the
// order of entry. Whoever keeps rows of the stream makes them anew of these.
type Facts []Fact

// Events are the facts as events of the stream.
func (s Facts) Events(stream string) ([]es.Recorded, error) {
	list := make([]es.Recorded, 0, len(s))
	for i, f := range s {
		r, err := Events.Decode(es.Event{
			ID: f.EventID, Stream: stream, Revision: es.Revision(i), Position: f.Position, Type: f.Type, Version: f.Version, Data: f.Data,
			Meta: es.Metadata{OccurredOn: f.On},
		})
		if err != nil {
			return nil, fmt.Errorf("couldn't read what stands of %s: %w", stream, err)
		}
		list = append(list, r)
	}
	return list, nil
}

// Restate is the stream's facts as they stand now; what belongs to a person is
// kept from where it was entered.
func (s Facts) Restate(entered []es.Recorded) []es.Recorded {
	now, err := s.Events("")
	if err != nil {
		return entered // an effect is written only as it can be read
	}
	for i, e := range now {
		at := slices.IndexFunc(entered, func(o es.Recorded) bool { return o.ID == e.ID })
		if at < 0 {
			continue
		}
		was := entered[at]
		e.Event = was.Event
		e.Meta.OccurredOn = s[i].On
		switch p := e.Payload.(type) {
		case TravelPapersRecorded:
			if old, ok := was.Payload.(TravelPapersRecorded); ok {
				p.PassportNo, p.VisaRef = old.PassportNo, old.VisaRef
				e.Payload = p
			}
		case IncidentRecorded:
			if old, ok := was.Payload.(IncidentRecorded); ok {
				p.Kind, p.Note = old.Kind, old.Note
				e.Payload = p
			}
		case AgencyRegistered:
			if old, ok := was.Payload.(AgencyRegistered); ok {
				p.Representative = old.Representative
				e.Payload = p
			}
		}
		now[i] = e
	}
	return now
}

// ContractEffect is an event that puts a fact of a contract right.
//
//sumtype:decl
type ContractEffect interface {
	ContractEvent
	correction.Effect
	Restated() Restatement
}

// Restatement is what every effect on a contract tells: which fact was wrong,
// and the contract as it stands now.
type Restatement struct {
	correction.Of
	Party
	DepartedOn civil.Date `json:"departedOn,omitzero"` // day of departure as it had stood; absent: none
	Facts      Facts      `json:"facts"`
}

// Restated is the contract as it stands now.
func (r Restatement) Restated() Restatement { return r }

// Restate is the ledger's facts after the effect.
func (r Restatement) Restate(entered []es.Recorded) []es.Recorded { return r.Facts.Restate(entered) }

// ContractCorrected: a fact of the contract was corrected, or, of facts that have
// no event of their own for it, annulled. What follows from it in later facts
// (the day due back, whether a return was early) is as it would have been.
type ContractCorrected struct{ Restatement }

// DispatchAnnulled: the worker hadn't left at all, or not under this contract.
type DispatchAnnulled struct{ Restatement }

// AbscondingAnnulled: the worker hadn't absconded.
type AbscondingAnnulled struct{ Restatement }

// ReturnAnnulled: the worker hadn't come back.
type ReturnAnnulled struct{ Restatement }

// TerminationAnnulled: the contract hadn't been terminated.
type TerminationAnnulled struct{ Restatement }

// LiquidationAnnulled: the accounts hadn't been settled.
type LiquidationAnnulled struct{ Restatement }

// ContractAnnulled: the contract was never signed, or it was entered under the
// wrong number or for the wrong worker. Nothing of it stands. A paper has one
// number, so that the same number is taken again: it is how the right contract
// is entered after the wrong one.
type ContractAnnulled struct{ Restatement }

// AgencyAnnulled: the agency should never have been entered. The number of its
// licence is free again.
type AgencyAnnulled struct{ correction.Of }

// RepresentativeCorrected: whom the agency is represented by was typed wrongly.
type RepresentativeCorrected struct {
	correction.Of
	Representative string `json:"representative,omitempty"` // personal; absent: none is known
}

// Patch is the registration as it should have been.
func (e RepresentativeCorrected) Patch(fact es.Recorded) es.Recorded {
	return e.PatchedWith(fact, map[string]string{"representative": e.Representative})
}

// LicenceActCorrected: a fact of an agency was corrected or annulled: its
// registration, a period of validity, a suspension, a reinstatement or a
// revocation, a market, an agreement to recruitment or a supply contract.
// Departures are judged by the licence as now known.
type LicenceActCorrected struct {
	correction.Of
	Facts Facts `json:"facts"`
}

// Restate is the ledger's facts after the effect.
func (e LicenceActCorrected) Restate(entered []es.Recorded) []es.Recorded {
	return e.Facts.Restate(entered)
}

func (ContractCorrected) overseasEvent()       {}
func (DispatchAnnulled) overseasEvent()        {}
func (AbscondingAnnulled) overseasEvent()      {}
func (ReturnAnnulled) overseasEvent()          {}
func (TerminationAnnulled) overseasEvent()     {}
func (LiquidationAnnulled) overseasEvent()     {}
func (ContractAnnulled) overseasEvent()        {}
func (AgencyAnnulled) overseasEvent()          {}
func (RepresentativeCorrected) overseasEvent() {}
func (LicenceActCorrected) overseasEvent()     {}

func (ContractCorrected) contractEvent()     {}
func (DispatchAnnulled) contractEvent()      {}
func (AbscondingAnnulled) contractEvent()    {}
func (ReturnAnnulled) contractEvent()        {}
func (TerminationAnnulled) contractEvent()   {}
func (LiquidationAnnulled) contractEvent()   {}
func (ContractAnnulled) contractEvent()      {}
func (LicenceActCorrected) agencyEvent()     {}
func (AgencyAnnulled) agencyEvent()          {}
func (RepresentativeCorrected) agencyEvent() {}

// Agency is the agency that the facts make.
func (s Facts) Agency(stream string) (Agency, error) {
	events, err := s.Events(stream)
	return correction.Fold(evolveAgency, events), err
}
