package supervision

import (
	"vaoso/domain/correction"
	"vaoso/domain/es"
)

// plain are the rules of an inspection without corrections.
var plain = es.Decider[Inspection, Command]{Evolve: evolve, Decide: decideFact}

// enters is the command that would enter a fact of an inspection now.
func enters(fact es.Recorded) (Command, bool) {
	event, ok := fact.Payload.(Event)
	if !ok {
		return nil, false
	}
	switch p := event.(type) {
	case InspectionOpened:
		return OpenInspection{
			Inspection: p.InspectionNo, Agency: p.AgencyID, Unit: p.Unit, Contract: p.ContractID, Inspector: p.Inspector, Checklist: p.Checklist, Announced: p.Announced,
			AgencyID: p.AgencyID, ContractID: p.ContractID, SubjectKnown: true,
		}, true
	case ChecklistRecorded:
		return RecordChecklist{Item: p.Item, OK: p.OK, Note: p.Note}, true
	case FindingRecorded:
		return RecordFinding{FindingID: p.FindingID, Text: p.Text, Severity: p.Severity, Contract: p.ContractID, ContractID: p.ContractID, ContractKnown: true, Basis: p.LegalBasis}, true
	case RemedyRequired:
		return RequireRemedy{FindingID: p.FindingID, What: p.What, DueOn: p.DueOn}, true
	case RemedyExtended:
		return ExtendRemedy{FindingID: p.FindingID, DueOn: p.DueOn}, true
	case RemedyRecorded:
		return RecordRemedy{FindingID: p.FindingID, EvidenceRef: p.EvidenceRef}, true
	case FindingEscalated:
		return EscalateFinding{FindingID: p.FindingID, To: p.To}, true
	case SanctionImposed:
		return ImposeSanction{FindingID: p.FindingID, Kind: p.Kind, Amount: p.Amount, DecisionNo: p.DecisionNo, From: p.From, Until: p.Until, AgencyID: p.AgencyID}, true
	case InspectionClosed:
		return CloseInspection{Conclusion: p.Conclusion}, true
	case RemedyFellOverdue: // a policy's, which looks again
	case FindingCorrected, FindingAnnulled, RemedyCorrected, RemedyAnnulled, InspectionAnnulled: // no facts
	}
	return nil, false
}

// about finds the newest fact about a finding that is one of those wanted.
func (s Inspection) about(finding string, wanted func(any) (id string, ok bool)) (es.Recorded, bool) {
	return s.Ledger.Last(func(payload any) bool {
		id, ok := wanted(payload)
		return ok && id == finding
	})
}

func recording(payload any) (string, bool) {
	p, ok := payload.(FindingRecorded)
	return p.FindingID, ok
}

func requiring(payload any) (string, bool) {
	p, ok := payload.(RemedyRequired)
	return p.FindingID, ok
}

func extending(payload any) (string, bool) {
	p, ok := payload.(RemedyExtended)
	return p.FindingID, ok
}

func remedying(payload any) (string, bool) {
	p, ok := payload.(RemedyRecorded)
	return p.FindingID, ok
}

// due finds what set the deadline last.
func due(payload any) (string, bool) {
	if id, ok := requiring(payload); ok {
		return id, true
	}
	return extending(payload)
}

func correctFinding(s Inspection, c CorrectFinding, asked es.Asked) ([]any, error) {
	fact, known := s.about(c.FindingID, recording)
	if !known {
		return nil, ErrFindingUnknown.With("finding", c.FindingID)
	}
	var edits correction.Edits
	edits.Set("text", c.Text)
	edits.Set("severity", c.Severity)
	edits.Set("legalBasis", c.LegalBasis)
	edits.Set(correction.On, c.RecordedOn)
	t, err := edits.Of(s.Ledger, fact.ID)
	if err != nil {
		return nil, err
	}
	if _, err := correction.Hold(plain, s.Ledger, t, asked.Today, enters); err != nil {
		return nil, err
	}
	p := t.Now.Payload.(FindingRecorded)
	return []any{FindingCorrected{t.Of, p.FindingID, p.Text, p.Severity, p.LegalBasis, t.Now.On()}}, nil
}

func annulFinding(s Inspection, c AnnulFinding, asked es.Asked) ([]any, error) {
	fact, known := s.about(c.FindingID, recording)
	if !known {
		return nil, ErrFindingUnknown.With("finding", c.FindingID)
	}
	t, err := s.Ledger.Target(fact.ID, correction.Annul, nil)
	if err != nil {
		return nil, err
	}
	if _, err := correction.Hold(plain, s.Ledger, t, asked.Today, enters); err != nil {
		return nil, err
	}
	return []any{FindingAnnulled{t.Of, c.FindingID}}, nil
}

// correctRemedy makes an effect for each of the facts that it puts right.
func correctRemedy(s Inspection, c CorrectRemedy, asked es.Asked) (effects []any, err error) {
	f, known := s.Finding(c.FindingID)
	switch {
	case !known:
		return nil, ErrFindingUnknown.With("finding", c.FindingID)
	case f.DueOn.IsZero():
		return nil, ErrRemedyNotRequired.With("finding", f.ID)
	}
	var what, deadline, done correction.Edits
	what.Set("what", c.What)
	deadline.Set("dueOn", c.DueOn)
	done.Set(correction.On, c.RemediedOn)
	done.Set("evidenceRef", c.EvidenceRef)
	if done.None() && deadline.None() && what.None() {
		return nil, correction.ErrNothingToCorrect.With("vi", "không ghi giá trị mới nào", "en", "no new value is given")
	}
	for _, part := range []struct {
		edits correction.Edits
		find  func(any) (string, bool)
	}{{what, requiring}, {deadline, due}, {done, remedying}} {
		if part.edits.None() {
			continue
		}
		fact, there := s.about(f.ID, part.find)
		if !there {
			return nil, correction.ErrNothingToCorrect.With("vi", "chưa ghi đã khắc phục", "en", "no remedy is recorded")
		}
		t, err := part.edits.Of(s.Ledger, fact.ID)
		if err != nil {
			return nil, err
		}
		after, err := correction.Hold(plain, s.Ledger, t, asked.Today, enters)
		if err != nil {
			return nil, err
		}
		effect := RemedyCorrected{t.Of, after.remedyNow(f.ID)}
		s = evolveRight(s, es.Recorded{Payload: effect})
		effects = append(effects, effect)
	}
	return effects, nil
}

func annulRemedy(s Inspection, c AnnulRemedy, asked es.Asked) ([]any, error) {
	if _, known := s.Finding(c.FindingID); !known {
		return nil, ErrFindingUnknown.With("finding", c.FindingID)
	}
	fact, there := s.about(c.FindingID, remedying)
	if !there {
		fact, there = s.about(c.FindingID, due)
	}
	if !there {
		return nil, ErrRemedyNotRequired.With("finding", c.FindingID)
	}
	t, err := s.Ledger.Target(fact.ID, correction.Annul, nil)
	if err != nil {
		return nil, err
	}
	after, err := correction.Hold(plain, s.Ledger, t, asked.Today, enters)
	if err != nil {
		return nil, err
	}
	return []any{RemedyAnnulled{t.Of, after.remedyNow(c.FindingID)}}, nil
}

func (s Inspection) remedyNow(finding string) RemedyNow {
	f, _ := s.Finding(finding)
	now := RemedyNow{FindingID: finding, What: f.What, DueOn: f.DueOn, RemediedOn: f.RemediedOn, EvidenceRef: f.EvidenceRef, RequiredBy: f.RequiredBy}
	if !f.MarkedDueOn.IsZero() {
		now.FellOverdueOn = f.MarkedDueOn.AddDays(1)
	}
	return now
}

func annulInspection(s Inspection) (effects []any, err error) {
	if len(s.Findings) > 0 {
		return nil, correction.ErrDependentFacts.With("vi", "kết luận "+s.Findings[0].ID, "en", "finding "+s.Findings[0].ID)
	}
	for _, of := range s.Ledger.Whole() {
		effects = append(effects, InspectionAnnulled{of})
	}
	return effects, nil
}
