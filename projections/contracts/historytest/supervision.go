package historytest

import "vaoso/domain/supervision"

// Complaint carries out a command on a complaint.
func (h *History) Complaint(on, no string, c supervision.ComplaintCommand) {
	h.t.Helper()
	h.must(try(h, supervision.ComplaintDecider, "complaint-"+no, on, c))
}

// PlanInspections adopts a year's plan of inspections.
func (h *History) PlanInspections(on string, c supervision.AdoptInspectionPlan) {
	h.t.Helper()
	h.must(try(h, supervision.PlanDecider, supervision.PlanStream(c.Year), on, c))
}

// Refute refutes a red flag.
func (h *History) Refute(on, flag, reason string) {
	h.t.Helper()
	h.must(try(h, supervision.FlagDecider, supervision.FlagStream(flag), on, supervision.FlagCommand(supervision.RefuteFlag{FlagID: flag, Reason: reason, SubjectKnown: true})))
}

// TryInspect is Inspect, with the refusal.
func (h *History) TryInspect(on, no string, c supervision.Command) error {
	return try(h, supervision.Decider, supervision.Stream(no), on, c)
}

// InspectionState is the inspection as the domain has it.
func (h *History) InspectionState(no string) supervision.Inspection {
	return supervision.Decider.Fold(h.streams[supervision.Stream(no)])
}
