package supervision

import (
	"vaoso/domain/correction"
	"vaoso/domain/es"
)

// plainComplaint are the rules of a complaint without corrections.
var plainComplaint = es.Decider[Complaint, ComplaintCommand]{Evolve: evolveComplaint, Decide: decideComplaintFact}

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
	case ComplaintCorrected: // no fact
	}
	return nil, false
}

// correctComplaint makes an effect for each of the facts that it puts right.
func correctComplaint(s Complaint, c CorrectComplaint, asked es.Asked) (effects []any, err error) {
	switch {
	case s.No == "":
		return nil, ErrComplaintUnknown
	case !c.SubjectKnown:
		return nil, ErrSubjectUnknown
	}
	var lodged, answered correction.Edits
	lodged.Set("workerId", c.WorkerID)
	lodged.Set("agencyId", c.AgencyID)
	lodged.Set("contractId", c.ContractID)
	lodged.Set("subject", c.Subject)
	lodged.Set("text", c.Text)
	lodged.Set(correction.On, c.LodgedOn)
	answered.Set("upheld", c.Upheld)
	answered.Set(correction.On, c.AnsweredOn)
	for _, part := range []struct {
		edits correction.Edits
		is    func(any) bool
	}{
		{lodged, func(p any) bool { _, ok := p.(ComplaintLodged); return ok }},
		{answered, func(p any) bool { _, ok := p.(ComplaintAnswered); return ok }},
	} {
		if part.edits.None() {
			continue
		}
		fact, there := s.Ledger.Last(part.is)
		if !there {
			return nil, correction.ErrNothingToCorrect.With("vi", "khiếu nại chưa được trả lời", "en", "the complaint isn't answered")
		}
		t, err := part.edits.Of(s.Ledger, fact.ID)
		if err != nil {
			return nil, err
		}
		after, err := correction.Hold(plainComplaint, s.Ledger, t, asked.Today, lodges)
		if err != nil {
			return nil, err
		}
		effect := after.corrected(t.Redacted("text"), c.Text)
		s = evolveComplaintRight(s, es.Recorded{Payload: effect})
		effects = append(effects, effect)
	}
	if len(effects) == 0 {
		return nil, correction.ErrNothingToCorrect.With("vi", "không ghi giá trị mới nào", "en", "no new value is given")
	}
	return effects, nil
}

func (s Complaint) corrected(of correction.Of, text string) ComplaintCorrected {
	p := s.Lodged
	return ComplaintCorrected{of, p.WorkerID, p.AgencyID, p.ContractID, p.Subject, text, s.LodgedOn, s.AnsweredOn, s.Upheld}
}
