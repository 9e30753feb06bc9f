package book

import (
	"strings"

	"vaoso/domain/es"
	"vaoso/domain/overseas"
	"vaoso/domain/supervision"
)

func correctFinding(c *call, cmd supervision.CorrectFinding) (Result, error) {
	return inspectionCommand(c, cmd.Inspection, cmd)
}

func annulFinding(c *call, cmd supervision.AnnulFinding) (Result, error) {
	return inspectionCommand(c, cmd.Inspection, cmd)
}

func correctRemedy(c *call, cmd supervision.CorrectRemedy) (Result, error) {
	return inspectionCommand(c, cmd.Inspection, cmd)
}

func annulRemedy(c *call, cmd supervision.AnnulRemedy) (Result, error) {
	return inspectionCommand(c, cmd.Inspection, cmd)
}

func annulInspection(c *call, cmd supervision.AnnulInspection) (Result, error) {
	return inspectionCommand(c, cmd.Inspection, cmd)
}

func annulEscalation(c *call, cmd supervision.AnnulEscalation) (Result, error) {
	return inspectionCommand(c, cmd.Inspection, cmd)
}

func reopenInspection(c *call, cmd supervision.ReopenInspection) (Result, error) {
	return inspectionCommand(c, cmd.Inspection, cmd)
}

func restoreFlag(c *call, cmd supervision.RestoreFlag) (Result, error) {
	stream, err := named("flag", cmd.FlagID)
	if err != nil {
		return Result{}, err
	}
	cmd.FlagID = strings.TrimPrefix(stream, "flag-")
	return handle(c, supervision.FlagDecider, stream, supervision.FlagCommand(cmd))
}

func annulComplaint(c *call, cmd supervision.AnnulComplaint) (Result, error) {
	stream, err := named("complaint", cmd.Complaint)
	if err != nil {
		return Result{}, err
	}
	return handle(c, supervision.ComplaintDecider, stream, supervision.ComplaintCommand(cmd))
}

// correctComplaint sees to it that agency, worker and contract belong together as
// they will be, as for a complaint that is lodged.
func correctComplaint(c *call, cmd supervision.CorrectComplaint) (Result, error) {
	stream, err := named("complaint", cmd.Complaint)
	if err != nil {
		return Result{}, err
	}
	cmd.SubjectKnown = true
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
		var known bool
		if cmd.ContractID, known, err = c.contractKnown(cmd.Contract); err != nil {
			return Result{}, err
		}
		cmd.SubjectKnown = cmd.SubjectKnown && known
	}
	complaint, err := load(c, supervision.ComplaintDecider, stream)
	if err != nil {
		return Result{}, err
	}
	if err := c.belongTogether(complaint.State.Lodged, cmd); err != nil && !complaint.Carried(c.env.Key) {
		return Result{}, err
	}
	return handle(c, supervision.ComplaintDecider, stream, supervision.ComplaintCommand(cmd))
}

// belongTogether refuses a contract of another agency or worker than the
// complaint's. Where the contract alone is corrected, they have to fit it.
func (c *call) belongTogether(lodged supervision.ComplaintLodged, cmd supervision.CorrectComplaint) error {
	for _, part := range []struct{ now, given *string }{{&lodged.ContractID, &cmd.ContractID}, {&lodged.AgencyID, &cmd.AgencyID}, {&lodged.WorkerID, &cmd.WorkerID}} {
		if *part.given != "" {
			*part.now = *part.given
		}
	}
	if lodged.ContractID == "" || !cmd.SubjectKnown {
		return nil
	}
	contract, err := load(c, overseas.ContractDecider, lodged.ContractID)
	if err != nil {
		return err
	}
	if lodged.AgencyID != contract.State.AgencyID || lodged.WorkerID != "" && lodged.WorkerID != contract.State.WorkerID {
		return es.ErrFieldInvalid.With("field", "contract", "vi", "hợp đồng này của doanh nghiệp hoặc người lao động khác", "en", "the contract is another agency's or another worker's")
	}
	return nil
}
