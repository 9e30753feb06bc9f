package supervision

import (
	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
)

// SanctionNow is a sanction of a finding as it stands once one was put right.
type SanctionNow struct {
	Event     es.UUID         `json:"event"` // that imposed it
	ImposedOn civil.Date      `json:"imposedOn"`
	Sanction  SanctionImposed `json:"sanction"`
}

// Sanctioned is how a finding's sanctions stand, in the order of entry.
type Sanctioned struct {
	FindingID string        `json:"findingId"`
	Sanctions []SanctionNow `json:"sanctions"`
}

// SanctionCorrected: a sanction was typed wrongly; these are the finding's
// sanctions now. It takes two people.
type SanctionCorrected struct {
	correction.Of
	Sanctioned
}

// SanctionAnnulled: a sanction should never have been entered; these are the
// finding's sanctions now. It takes two people.
type SanctionAnnulled struct {
	correction.Of
	Sanctioned
}

func (SanctionCorrected) supervisionEvent() {}
func (SanctionAnnulled) supervisionEvent()  {}

// Suspending is what stands on an agency's licence by a decision; ok is false
// where nothing does.
type Suspending func(agency, decisionNo string) (from, until civil.Date, ok bool)

// sanctionFields are those that stand for themselves.
var sanctionFields = []string{"kind", "amount", "decisionNo", "from", "until", correction.On}

// SanctionCorrections decides on corrections of an inspection's sanctions, by two
// people: correction.ProposeCorrection, ConfirmCorrection and RejectCorrection.
// Of a suspension the act on the licence is put right first, on the agency.
// Refusals: ErrInspectionUnknown, those of ImposeSanction,
// correction.ErrNothingToCorrect, ErrDependentFacts.
func SanctionCorrections(held Suspending) es.Decider[Inspection, any] {
	return es.Decider[Inspection, any]{Evolve: rules.Evolve(), Decide: func(s Inspection, command any, asked es.Asked) ([]any, error) {
		if !s.Opened {
			return nil, ErrInspectionUnknown
		}
		return correction.TwoPeople(s.Ledger, command, asked, nil, func(t correction.Target) ([]any, error) { return putSanctionRight(s, t, held, asked.Today) })
	}}
}

func putSanctionRight(s Inspection, t correction.Target, held Suspending, today civil.Date) ([]any, error) {
	was, is := t.Was.Payload.(SanctionImposed)
	if !is {
		return nil, correction.ErrNothingToCorrect.With("vi", "hai người chỉ đính chính việc xử phạt; việc khác một người đính chính", "en", "two people correct sanctions alone; other facts one person corrects")
	}
	if err := t.Only(sanctionFields...); err != nil {
		return nil, err
	}
	now := t.Now.Payload.(SanctionImposed)
	if from, until, stands := held(was.AgencyID, was.DecisionNo); stands && was.Kind == Suspension {
		agrees := t.Action == correction.Correct && now.Kind == Suspension && now.DecisionNo == was.DecisionNo && now.From == from && now.Until == until
		if !agrees {
			return nil, correction.ErrDependentFacts.With(
				"vi", "đình chỉ giấy phép theo quyết định "+was.DecisionNo+"; đính chính, hủy bỏ ở doanh nghiệp trước", "en", "the licence's suspension by decision "+was.DecisionNo+": correct or annul that first, on the agency")
		}
	}
	if _, err := correction.Hold(rules.Plain, s.Ledger, t, today, enters); err != nil {
		return nil, err
	}
	stands := Sanctioned{FindingID: was.FindingID, Sanctions: []SanctionNow{}}
	for _, fact := range s.Ledger.Facts {
		if fact.ID == t.EventID {
			if fact = t.Now; t.Action == correction.Annul {
				continue
			}
		}
		if p, is := fact.Payload.(SanctionImposed); is && p.FindingID == was.FindingID {
			stands.Sanctions = append(stands.Sanctions, SanctionNow{fact.ID, fact.On(), p})
		}
	}
	if t.Action == correction.Annul {
		return []any{SanctionAnnulled{t.Of, stands}}, nil
	}
	return []any{SanctionCorrected{t.Of, stands}}, nil
}
