package supervision

import (
	"context"
	"fmt"

	"vaoso/domain/civil"
	domain "vaoso/domain/supervision"
	"vaoso/projections/engine"
)

// Total is how many flags there are.
type Total struct {
	Open    int `json:"open"`
	Settled int `json:"settled"`
	Refuted int `json:"refuted"`
}

// Sums are the figures of supervision on a day.
type Sums struct {
	BySeverity map[domain.Severity]Total // all severities are there
	ByRule     map[string]Total          // rules without flags aren't

	Inspections     int   // opened by the day
	OpenInspections int   // of those, not closed by it
	Findings        int   // recorded by the day
	Unremedied      int   // of those, not remedied by it
	OverdueRemedies int   // of those, with the deadline past, escalated or not
	Escalated       int   // findings escalated by the day
	Sanctions       int   // imposed by the day
	Fines           int64 // of those, VND in all
	Complaints      int   // lodged by the day
	Unanswered      int   // of those, not answered by it
	Upheld          int   // of those, answered by it and right
}

// Summary counts flags by severity and rule, inspections and findings.
func Summary(ctx context.Context, q engine.Querier, asOf civil.Date) (Sums, error) {
	s := Sums{BySeverity: map[domain.Severity]Total{domain.Critical: {}, domain.Major: {}, domain.Minor: {}}, ByRule: map[string]Total{}}
	flags, err := Flags(ctx, q, asOf, Filter{})
	if err != nil {
		return s, err
	}
	for _, f := range flags {
		s.BySeverity[f.Severity] = s.BySeverity[f.Severity].with(f.State)
		s.ByRule[f.Rule] = s.ByRule[f.Rule].with(f.State)
	}
	list, err := Inspections(ctx, q, asOf)
	if err != nil {
		return s, fmt.Errorf("couldn't sum up supervision: %w", err)
	}
	for _, i := range list {
		s.add(i, asOf)
	}
	complaints, err := ComplaintsBy(ctx, q, asOf)
	if err != nil {
		return s, err
	}
	for _, c := range complaints {
		s.Complaints++
		switch c.State {
		case ComplaintOpen:
			s.Unanswered++
		case ComplaintUpheld:
			s.Upheld++
		case ComplaintRejected:
		}
	}
	return s, nil
}

func (t Total) with(state FlagState) Total {
	switch state {
	case FlagSettled:
		t.Settled++
	case FlagRefuted:
		t.Refuted++
	case FlagOpen:
		t.Open++
	}
	return t
}

func (s *Sums) add(i Inspection, asOf civil.Date) {
	if i.OpenedOn.After(asOf) {
		return
	}
	s.Inspections++
	if i.ClosedOn.IsZero() || i.ClosedOn.After(asOf) {
		s.OpenInspections++
	}
	for _, f := range i.Findings {
		if f.RecordedOn.After(asOf) {
			continue
		}
		s.Findings++
		if f.State != domain.StateRemedied {
			s.Unremedied++
			if f.DaysOverdue > 0 {
				s.OverdueRemedies++
			}
		}
		if !f.EscalatedOn.IsZero() && !f.EscalatedOn.After(asOf) {
			s.Escalated++
		}
		for _, p := range f.Sanctions {
			s.Sanctions++
			s.Fines += p.Amount
		}
	}
}
