package supervision

import (
	"vaoso/domain/correction"
	"vaoso/domain/es"
)

// rules are those of an inspection.
var rules = correction.Rules[Inspection, Command]{
	Plain:   es.Decider[Inspection, Command]{Evolve: evolve, Decide: decide},
	Exists:  func(s Inspection) bool { return s.Opened },
	Unknown: ErrInspectionUnknown,
	Ledger:  func(s *Inspection) *correction.Ledger { return &s.Ledger },
	Asks:    enters,
}

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
	case correction.Effect: // no fact
	}
	return nil, false
}

// about says of an event whether it is a T about the finding.
func about[T interface{ finding() string }](id string) func(payload any) bool {
	return func(payload any) bool {
		p, ok := payload.(T)
		return ok && p.finding() == id
	}
}

func (p FindingRecorded) finding() string  { return p.FindingID }
func (p RemedyRequired) finding() string   { return p.FindingID }
func (p RemedyExtended) finding() string   { return p.FindingID }
func (p RemedyRecorded) finding() string   { return p.FindingID }
func (p FindingEscalated) finding() string { return p.FindingID }

// due is what set a finding's deadline.
func due(id string) func(payload any) bool {
	return func(payload any) bool {
		return about[RemedyRequired](id)(payload) || about[RemedyExtended](id)(payload)
	}
}

func (c CorrectFinding) Correct(s Inspection, asked es.Asked) ([]any, error) {
	if _, known := s.Finding(c.FindingID); !known {
		return nil, ErrFindingUnknown.With("finding", c.FindingID)
	}
	var edits correction.Edits
	edits.Set("text", c.Text)
	edits.Set("severity", c.Severity)
	edits.Set("legalBasis", c.LegalBasis)
	edits.Set(correction.On, c.RecordedOn)
	effect := func(t correction.Target, _ Inspection) any {
		p := t.Now.Payload.(FindingRecorded)
		return FindingCorrected{t.Of, p.FindingID, p.Text, p.Severity, p.LegalBasis, t.Now.On()}
	}
	return rules.Amend(s, asked.Today, effect, correction.Part{Edits: edits, Is: about[FindingRecorded](c.FindingID)})
}

func (c AnnulFinding) Correct(s Inspection, asked es.Asked) ([]any, error) {
	effect := func(t correction.Target, _ Inspection) any { return FindingAnnulled{t.Of, c.FindingID} }
	return rules.Annul(s, asked.Today, effect, ErrFindingUnknown.With("finding", c.FindingID), about[FindingRecorded](c.FindingID))
}

// Correct makes an effect for each of the facts that it puts right.
func (c CorrectRemedy) Correct(s Inspection, asked es.Asked) ([]any, error) {
	var what, deadline, done correction.Edits
	what.Set("what", c.What)
	deadline.Set("dueOn", c.DueOn)
	done.Set(correction.On, c.RemediedOn)
	done.Set("evidenceRef", c.EvidenceRef)
	f, known := s.Finding(c.FindingID)
	switch {
	case !known:
		return nil, ErrFindingUnknown.With("finding", c.FindingID)
	case f.DueOn.IsZero():
		return nil, ErrRemedyNotRequired.With("finding", f.ID)
	case f.RemediedOn.IsZero() && !done.None():
		return nil, correction.ErrNothingToCorrect.With("vi", "chưa ghi đã khắc phục", "en", "no remedy is recorded")
	}
	effect := func(t correction.Target, after Inspection) any { return RemedyCorrected{t.Of, after.remedyNow(f.ID)} }
	return rules.Amend(s, asked.Today, effect,
		correction.Part{Edits: what, Is: about[RemedyRequired](f.ID)}, correction.Part{Edits: deadline, Is: due(f.ID)}, correction.Part{Edits: done, Is: about[RemedyRecorded](f.ID)})
}

// Correct takes back that it was put right, else what set the deadline last.
func (c AnnulRemedy) Correct(s Inspection, asked es.Asked) ([]any, error) {
	f, known := s.Finding(c.FindingID)
	if !known {
		return nil, ErrFindingUnknown.With("finding", c.FindingID)
	}
	last := due(f.ID)
	if !f.RemediedOn.IsZero() {
		last = about[RemedyRecorded](f.ID)
	}
	effect := func(t correction.Target, after Inspection) any { return RemedyAnnulled{t.Of, after.remedyNow(f.ID)} }
	return rules.Annul(s, asked.Today, effect, ErrRemedyNotRequired.With("finding", f.ID), last)
}

func (s Inspection) remedyNow(finding string) RemedyNow {
	f, _ := s.Finding(finding)
	now := RemedyNow{FindingID: finding, What: f.What, DueOn: f.DueOn, RemediedOn: f.RemediedOn, EvidenceRef: f.EvidenceRef, RequiredBy: f.RequiredBy}
	if !f.MarkedDueOn.IsZero() {
		now.FellOverdueOn = f.MarkedDueOn.AddDays(1)
	}
	return now
}

// Correct takes everything back.
func (AnnulInspection) Correct(s Inspection, _ es.Asked) (effects []any, err error) {
	if len(s.Findings) > 0 {
		return nil, correction.ErrDependentFacts.With("vi", "kết luận "+s.Findings[0].ID, "en", "finding "+s.Findings[0].ID)
	}
	for _, of := range s.Ledger.Whole() {
		effects = append(effects, InspectionAnnulled{of})
	}
	return effects, nil
}

// Correct takes back that the finding was handed on last.
func (c AnnulEscalation) Correct(s Inspection, asked es.Asked) ([]any, error) {
	if _, known := s.Finding(c.FindingID); !known {
		return nil, ErrFindingUnknown.With("finding", c.FindingID)
	}
	effect := func(t correction.Target, after Inspection) any {
		f, _ := after.Finding(c.FindingID)
		return EscalationAnnulled{t.Of, c.FindingID, f.EscalatedOn, f.EscalatedTo}
	}
	return rules.Annul(s, asked.Today, effect, ErrNotEscalated.With("finding", c.FindingID), about[FindingEscalated](c.FindingID))
}

// Correct takes the closing back.
func (ReopenInspection) Correct(s Inspection, asked es.Asked) ([]any, error) {
	effect := func(t correction.Target, _ Inspection) any { return InspectionReopened{t.Of} }
	none := correction.ErrNothingToCorrect.With("vi", "cuộc kiểm tra chưa kết thúc", "en", "the inspection is open")
	return rules.Annul(s, asked.Today, effect, none, correction.Is[InspectionClosed])
}
