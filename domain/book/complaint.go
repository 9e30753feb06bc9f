package book

import (
	"strings"

	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/overseas"
	"vaoso/domain/supervision"
)

func adoptInspectionPlan(c *call, cmd supervision.AdoptInspectionPlan) (Result, error) {
	quotas := make([]supervision.AskedQuota, len(cmd.Quotas))
	for i, q := range cmd.Quotas {
		if q.Agency != "" || q.LicenceNo != "" {
			agency, err := c.agency(q.Agency, q.LicenceNo)
			if err != nil {
				return Result{}, err
			}
			q.AgencyID, q.Known = agency.Stream, agency.State.Exists()
		} else {
			_, q.Known = c.Units.Lookup(q.Unit, c.on())
		}
		quotas[i] = q
	}
	cmd.Quotas = quotas
	return handle(c, supervision.PlanDecider, supervision.PlanStream(cmd.Year), cmd)
}

func lodgeComplaint(c *call, cmd supervision.LodgeComplaint) (Result, error) {
	stream, err := named("complaint", cmd.Complaint)
	if err != nil {
		return Result{}, err
	}
	cmd.Complaint, cmd.SubjectKnown = strings.TrimPrefix(stream, "complaint-"), true
	if cmd.Worker != "" || cmd.CitizenID != "" {
		if cmd.WorkerID, err = c.workerKnown(cmd.Worker, cmd.CitizenID); err != nil {
			return Result{}, err
		}
	}
	if cmd.Agency != "" || cmd.LicenceNo != "" {
		agency, err := c.agency(cmd.Agency, cmd.LicenceNo)
		if err != nil {
			return Result{}, err
		}
		cmd.AgencyID, cmd.SubjectKnown = agency.Stream, agency.State.Exists()
	}
	if cmd.Contract != "" {
		if err := c.complaintAbout(&cmd); err != nil {
			return Result{}, err
		}
	}
	return handle(c, supervision.ComplaintDecider, stream, supervision.ComplaintCommand(cmd))
}

// complaintAbout takes agency and worker from the contract where they aren't
// named, and refuses others than the contract's.
func (c *call) complaintAbout(cmd *supervision.LodgeComplaint) error {
	stream, err := named("contract", cmd.Contract)
	if err != nil {
		return err
	}
	contract, err := load(c, overseas.ContractDecider, stream)
	if err != nil {
		return err
	}
	cmd.ContractID, cmd.SubjectKnown = stream, cmd.SubjectKnown && contract.State.Exists()
	if !cmd.SubjectKnown {
		return nil // the decider refuses
	}
	for _, part := range []struct {
		named *string
		has   string
	}{{&cmd.AgencyID, contract.State.AgencyID}, {&cmd.WorkerID, contract.State.WorkerID}} {
		if *part.named == "" {
			*part.named = part.has
		}
		if *part.named != part.has {
			return es.ErrFieldInvalid.With("field", "contract", "vi", "hợp đồng này của doanh nghiệp hoặc người lao động khác", "en", "the contract is another agency's or another worker's")
		}
	}
	return nil
}

// workerKnown is the stream of a worker who is in the book.
func (c *call) workerKnown(worker, citizenID string) (string, error) {
	stream, err := c.workerStream(worker, citizenID)
	if err != nil {
		return "", err
	}
	w, err := load(c, labour.WorkerDeciderIn(c.Units), stream)
	if err == nil && !w.State.Registered {
		err = labour.ErrWorkerUnknown
	}
	return stream, err
}

func answerComplaint(c *call, cmd supervision.AnswerComplaint) (Result, error) {
	stream, err := named("complaint", cmd.Complaint)
	if err != nil {
		return Result{}, err
	}
	return handle(c, supervision.ComplaintDecider, stream, supervision.ComplaintCommand(cmd))
}

// refuteFlag can't ask whether the flag is raised: that follows from other
// streams by rules over all of them. It asks whether what the flag is about is
// in the book.
func refuteFlag(c *call, cmd supervision.RefuteFlag) (Result, error) {
	stream, err := named("flag", cmd.FlagID)
	if err != nil {
		return Result{}, err
	}
	cmd.FlagID = strings.TrimPrefix(stream, "flag-")
	about, subject, ok := supervision.ParseFlag(cmd.FlagID)
	if !ok {
		return Result{}, es.ErrFieldInvalid.With("field", "flagId", "vi", "cần mã cảnh báo, như RF02-C-2021-0011", "en", "it wants a flag's id, such as RF02-C-2021-0011")
	}
	switch about {
	case supervision.AboutContract:
		_, cmd.SubjectKnown, err = c.contractKnown(subject)
	case supervision.AboutAgency:
		agency, loading := c.agency(subject, "")
		cmd.SubjectKnown, err = agency.State.Exists(), loading
	case supervision.AboutFinding:
		cmd.SubjectKnown, err = c.findingKnown(subject)
	}
	if err != nil {
		return Result{}, err
	}
	return handle(c, supervision.FlagDecider, stream, supervision.FlagCommand(cmd))
}

// findingKnown looks for a finding as flags name it: by its id where that begins
// with its inspection's number, else by number and id with a stroke between.
func (c *call) findingKnown(subject string) (bool, error) {
	for _, number := range supervision.Inspections(subject) {
		inspection, err := load(c, supervision.Decider, supervision.Stream(number))
		if err != nil {
			return false, err
		}
		for _, f := range inspection.State.Findings {
			if f.ID == subject || number+"/"+f.ID == subject {
				return true, nil
			}
		}
	}
	return false, nil
}
