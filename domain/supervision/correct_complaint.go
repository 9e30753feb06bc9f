package supervision

import (
	"vaoso/domain/correction"
	"vaoso/domain/es"
)

// complaintRules are those of a complaint.
var complaintRules = correction.Rules[Complaint, ComplaintCommand]{
	Plain:   es.Decider[Complaint, ComplaintCommand]{Evolve: evolveComplaint, Decide: decideComplaint},
	Exists:  func(s Complaint) bool { return s.No != "" },
	Unknown: ErrComplaintUnknown,
	Ledger:  func(s *Complaint) *correction.Ledger { return &s.Ledger },
	Asks:    lodges,
}

// lodges is the command that would enter a fact of a complaint now.
func lodges(fact es.Recorded) (ComplaintCommand, bool) {
	event, ok := fact.Payload.(ComplaintEvent)
	if !ok {
		return nil, false
	}
	switch p := event.(type) {
	case ComplaintLodged:
		return LodgeComplaint{Complaint: p.ComplaintNo, WorkerID: p.WorkerID, AgencyID: p.AgencyID, ContractID: p.ContractID, Subject: p.Subject, Text: p.Text, SubjectKnown: true}, true
	case ComplaintAnswered:
		return AnswerComplaint{Upheld: &p.Upheld}, true
	case correction.Effect: // no fact
	}
	return nil, false
}

// Correct makes an effect for each of the facts that it puts right.
func (c CorrectComplaint) Correct(s Complaint, asked es.Asked) ([]any, error) {
	var lodged, answered correction.Edits
	lodged.Set("workerId", c.WorkerID)
	lodged.Set("agencyId", c.AgencyID)
	lodged.Set("contractId", c.ContractID)
	lodged.Set("subject", c.Subject)
	lodged.Set("text", c.Text)
	lodged.Set(correction.On, c.LodgedOn)
	answered.Set("upheld", c.Upheld)
	answered.Set(correction.On, c.AnsweredOn)
	switch {
	case !c.SubjectKnown:
		return nil, ErrSubjectUnknown
	case s.AnsweredOn.IsZero() && !answered.None():
		return nil, correction.ErrNothingToCorrect.With("vi", "khiếu nại chưa được trả lời", "en", "the complaint isn't answered")
	}
	effect := func(t correction.Target, after Complaint) any { return after.corrected(t.Redacted("text"), c.Text) }
	return complaintRules.Amend(s, asked.Today, effect,
		correction.Part{Edits: lodged, Is: correction.Is[ComplaintLodged]}, correction.Part{Edits: answered, Is: correction.Is[ComplaintAnswered]})
}

// Correct takes everything back: an answer to no complaint is none.
func (AnnulComplaint) Correct(s Complaint, _ es.Asked) (effects []any, err error) {
	for _, of := range s.Ledger.Whole() {
		effects = append(effects, ComplaintAnnulled{of})
	}
	return effects, nil
}

func (s Complaint) corrected(of correction.Of, text string) ComplaintCorrected {
	p := s.Lodged
	return ComplaintCorrected{of, p.WorkerID, p.AgencyID, p.ContractID, p.Subject, text, s.LodgedOn, s.AnsweredOn, s.Upheld}
}
