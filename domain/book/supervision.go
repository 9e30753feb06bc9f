package book

import (
	"vaoso/domain/overseas"
	"vaoso/domain/supervision"
)

func openInspection(c *call, cmd supervision.OpenInspection) (Result, error) {
	stream, err := named("inspection", cmd.Inspection)
	if err != nil {
		return Result{}, err
	}
	switch {
	case cmd.Agency != "" || cmd.LicenceNo != "":
		agency, err := c.agency(cmd.Agency, cmd.LicenceNo)
		if err != nil {
			return Result{}, err
		}
		cmd.AgencyID, cmd.SubjectKnown = agency.Stream, agency.State.Exists()
	case cmd.Contract != "":
		if cmd.ContractID, cmd.SubjectKnown, err = c.contractKnown(cmd.Contract); err != nil {
			return Result{}, err
		}
	case cmd.Unit != "":
		_, cmd.SubjectKnown = c.Units.Lookup(cmd.Unit, c.on())
	}
	return handle(c, supervision.Decider, stream, supervision.Command(cmd))
}

func recordChecklist(c *call, cmd supervision.RecordChecklist) (Result, error) {
	return inspectionCommand(c, cmd.Inspection, cmd)
}

func recordFinding(c *call, cmd supervision.RecordFinding) (Result, error) {
	if cmd.Contract != "" {
		var err error
		if cmd.ContractID, cmd.ContractKnown, err = c.contractKnown(cmd.Contract); err != nil {
			return Result{}, err
		}
	}
	return inspectionCommand(c, cmd.Inspection, cmd)
}

func requireRemedy(c *call, cmd supervision.RequireRemedy) (Result, error) {
	return inspectionCommand(c, cmd.Inspection, cmd)
}

func extendRemedy(c *call, cmd supervision.ExtendRemedy) (Result, error) {
	return inspectionCommand(c, cmd.Inspection, cmd)
}

func escalateFinding(c *call, cmd supervision.EscalateFinding) (Result, error) {
	return inspectionCommand(c, cmd.Inspection, cmd)
}

func recordRemedy(c *call, cmd supervision.RecordRemedy) (Result, error) {
	return inspectionCommand(c, cmd.Inspection, cmd)
}

func closeInspection(c *call, cmd supervision.CloseInspection) (Result, error) {
	return inspectionCommand(c, cmd.Inspection, cmd)
}

func inspectionCommand(c *call, number string, cmd supervision.Command) (Result, error) {
	stream, err := named("inspection", number)
	if err != nil {
		return Result{}, err
	}
	return handle(c, supervision.Decider, stream, cmd)
}

func (c *call) contractKnown(number string) (stream string, known bool, err error) {
	if stream, err = named("contract", number); err != nil {
		return "", false, err
	}
	contract, err := load(c, overseas.ContractDecider, stream)
	return stream, err == nil && contract.State.Exists(), err
}
