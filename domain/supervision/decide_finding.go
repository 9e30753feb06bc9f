package supervision

import (
	"slices"

	"vaoso/domain/es"
)

func decideRequire(s Inspection, c RequireRemedy, asked es.Asked) ([]any, error) {
	f, known := s.Finding(c.FindingID)
	switch {
	case !known:
		return nil, ErrFindingUnknown.With("finding", c.FindingID)
	case s.Closed:
		return nil, ErrInspectionClosed.With("closed", s.ClosedOn)
	case !f.RemediedOn.IsZero():
		return nil, ErrRemedyRecorded.With("finding", f.ID, "on", f.RemediedOn)
	case c.What == "":
		return nil, es.ErrFieldMissing.With("field", "what")
	case c.DueOn.IsZero():
		return nil, es.ErrFieldMissing.With("field", "dueOn")
	case c.DueOn.Before(asked.On):
		return nil, ErrDeadlineInPast.With("due", c.DueOn, "on", asked.On)
	case f.DueOn == c.DueOn:
		return nil, nil
	}
	return []any{RemedyRequired{c.FindingID, c.What, c.DueOn}}, nil
}

func decideRemedy(s Inspection, c RecordRemedy, asked es.Asked) ([]any, error) {
	f, known := s.Finding(c.FindingID)
	switch {
	case !known:
		return nil, ErrFindingUnknown.With("finding", c.FindingID)
	case f.DueOn.IsZero():
		return nil, ErrRemedyNotRequired.With("finding", f.ID)
	case !f.RemediedOn.IsZero():
		return nil, ErrRemedyRecorded.With("finding", f.ID, "on", f.RemediedOn)
	case asked.On.Before(f.RecordedOn):
		return nil, ErrBeforeOpening.With("on", asked.On, "opened", f.RecordedOn)
	}
	return []any{RemedyRecorded{c.FindingID, c.EvidenceRef}}, nil
}

func decideExtend(s Inspection, c ExtendRemedy, asked es.Asked) ([]any, error) {
	f, err := s.unremedied(c.FindingID, asked)
	switch {
	case err != nil:
		return nil, err
	case c.DueOn.IsZero():
		return nil, es.ErrFieldMissing.With("field", "dueOn")
	case c.DueOn == f.DueOn:
		return nil, nil
	case c.DueOn.Before(asked.On):
		return nil, ErrDeadlineInPast.With("due", c.DueOn, "on", asked.On)
	case c.DueOn.Before(f.DueOn):
		return nil, es.ErrFieldInvalid.With("field", "dueOn", "vi", "phải sau hạn hiện có, "+f.DueOn.Vietnamese(), "en", "it has to be later than the present deadline, "+f.DueOn.String())
	}
	return []any{RemedyExtended{f.ID, c.DueOn}}, nil
}

// unremedied is a finding whose remedy is required and not there.
func (s Inspection) unremedied(id string, asked es.Asked) (Finding, error) {
	f, known := s.Finding(id)
	switch {
	case !known:
		return f, ErrFindingUnknown.With("finding", id)
	case f.DueOn.IsZero():
		return f, ErrRemedyNotRequired.With("finding", f.ID)
	case !f.RemediedOn.IsZero():
		return f, ErrRemedyRecorded.With("finding", f.ID, "on", f.RemediedOn)
	case asked.On.Before(f.RecordedOn):
		return f, ErrBeforeOpening.With("on", asked.On, "opened", f.RecordedOn)
	}
	return f, nil
}

func decideOverdue(s Inspection, c FallOverdue) ([]any, error) {
	f, known := s.Finding(c.FindingID)
	if !known {
		return nil, ErrFindingUnknown.With("finding", c.FindingID)
	}
	if f.DueOn != c.DueOn || !f.FallsOverdue(c.Passed) {
		return nil, nil
	}
	return []any{RemedyFellOverdue{f.ID}}, nil
}

func decideEscalate(s Inspection, c EscalateFinding, asked es.Asked) ([]any, error) {
	f, err := s.unremedied(c.FindingID, asked)
	switch {
	case err != nil:
		return nil, err
	case c.To == "":
		return nil, es.ErrFieldMissing.With("field", "to")
	case f.EscalatedTo == c.To:
		return nil, nil
	case !f.DueOn.Before(asked.On):
		return nil, ErrNotOverdue.With("finding", f.ID, "due", f.DueOn, "on", asked.On)
	}
	return []any{FindingEscalated{f.ID, c.To}}, nil
}

// decideSanction takes what was decided about an escalated finding, also after
// it was put right: decisions take their time.
func decideSanction(s Inspection, c ImposeSanction, asked es.Asked) ([]any, error) {
	f, known := s.Finding(c.FindingID)
	sanction := SanctionImposed{f.ID, c.Kind, c.Amount, c.DecisionNo, c.From, c.Until, c.AgencyID}
	switch {
	case !known:
		return nil, ErrSanctionWithoutFinding
	case slices.Contains(f.Sanctions, sanction):
		return nil, nil
	case f.DueOn.IsZero():
		return nil, ErrRemedyNotRequired.With("finding", f.ID)
	case f.EscalatedOn.IsZero() && !f.RemediedOn.IsZero():
		return nil, ErrRemedyRecorded.With("finding", f.ID, "on", f.RemediedOn)
	case f.EscalatedOn.IsZero() && !f.DueOn.Before(asked.On):
		return nil, ErrNotOverdue.With("finding", f.ID, "due", f.DueOn, "on", asked.On)
	case f.EscalatedOn.IsZero():
		return nil, ErrNotEscalated.With("finding", f.ID)
	case asked.On.Before(f.EscalatedOn):
		return nil, ErrBeforeOpening.With("on", asked.On, "opened", f.EscalatedOn)
	case c.DecisionNo == "":
		return nil, es.ErrFieldMissing.With("field", "decisionNo")
	}
	if err := c.check(); err != nil {
		return nil, err
	}
	return []any{sanction}, nil
}

// check holds the sanction's fields to its kind.
func (c ImposeSanction) check() error {
	invalid := func(field, vi, en string) error { return es.ErrFieldInvalid.With("field", field, "vi", vi, "en", en) }
	switch c.Kind {
	case Warning, Fine, Suspension:
	default:
		return invalid("kind", "phải là warning (cảnh cáo), fine (phạt tiền) hoặc suspension (đình chỉ)", "must be warning, fine or suspension")
	}
	switch fine, suspension := c.Kind == Fine, c.Kind == Suspension; {
	case fine && (c.Amount.Currency != "VND" || c.Amount.Amount <= 0):
		return invalid("amount", "phạt tiền phải có số tiền bằng VND, lớn hơn 0", "a fine has an amount in VND above 0")
	case !fine && !c.Amount.IsZero():
		return invalid("amount", "chỉ phạt tiền mới có số tiền", "only a fine has an amount")
	case !suspension && !(c.From.IsZero() && c.Until.IsZero()):
		return invalid("from", "chỉ đình chỉ mới có thời gian", "only a suspension has days")
	case suspension && c.From.IsZero():
		return es.ErrFieldMissing.With("field", "from")
	case suspension && !c.Until.IsZero() && c.Until.Before(c.From):
		return invalid("until", "trước ngày bắt đầu", "before its first day")
	case suspension && c.AgencyID == "":
		return invalid("kind", "kết luận này không về doanh nghiệp nào để đình chỉ", "the finding is about no agency whose licence could be suspended")
	}
	return nil
}
