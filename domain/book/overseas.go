package book

import (
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/overseas"
)

func registerAgency(c *call, cmd overseas.RegisterAgency) (Result, error) {
	if cmd.LicenceNo == "" {
		return Result{}, es.ErrFieldMissing.With("field", "licenceNo")
	}
	return handle(c, overseas.AgencyDecider, overseas.AgencyID(cmd.LicenceNo), overseas.AgencyCommand(cmd))
}

func renewLicence(c *call, cmd overseas.RenewLicence) (Result, error) {
	return agencyCommand(c, cmd.Agency, cmd.LicenceNo, cmd)
}

func correctRepresentative(c *call, cmd overseas.CorrectRepresentative) (Result, error) {
	return agencyCommand(c, cmd.Agency, cmd.LicenceNo, cmd)
}

func addMarket(c *call, cmd overseas.AddMarket) (Result, error) {
	return agencyCommand(c, cmd.Agency, cmd.LicenceNo, cmd)
}

func removeMarket(c *call, cmd overseas.RemoveMarket) (Result, error) {
	return agencyCommand(c, cmd.Agency, cmd.LicenceNo, cmd)
}

func suspendLicence(c *call, cmd overseas.SuspendLicence) (Result, error) {
	return agencyCommand(c, cmd.Agency, cmd.LicenceNo, cmd)
}

func reinstateLicence(c *call, cmd overseas.ReinstateLicence) (Result, error) {
	return agencyCommand(c, cmd.Agency, cmd.LicenceNo, cmd)
}

func revokeLicence(c *call, cmd overseas.RevokeLicence) (Result, error) {
	return agencyCommand(c, cmd.Agency, cmd.LicenceNo, cmd)
}

func agencyCommand(c *call, agency, licenceNo string, cmd overseas.AgencyCommand) (Result, error) {
	stream, err := agencyStream(agency, licenceNo)
	if err != nil {
		return Result{}, err
	}
	return handle(c, overseas.AgencyDecider, stream, cmd)
}

func agencyStream(agency, licenceNo string) (string, error) {
	switch {
	case agency != "":
		return named("agency", agency)
	case licenceNo != "":
		return overseas.AgencyID(licenceNo), nil
	}
	return "", es.ErrFieldMissing.With("field", "licenceNo")
}

func (c *call) agency(agency, licenceNo string) (es.Loaded[overseas.Agency], error) {
	stream, err := agencyStream(agency, licenceNo)
	if err != nil {
		return es.Loaded[overseas.Agency]{}, err
	}
	return load(c, overseas.AgencyDecider, stream)
}

func signContract(c *call, cmd overseas.SignContract) (Result, error) {
	worker, err := c.workerStream(cmd.Worker, cmd.CitizenID)
	if err != nil {
		return Result{}, err
	}
	w, err := load(c, labour.WorkerDeciderIn(c.Units), worker)
	if err != nil {
		return Result{}, err
	}
	if !w.State.Registered {
		return Result{}, labour.ErrWorkerUnknown
	}
	cmd.WorkerID, cmd.WorkerRevision, cmd.AgencyRevision, cmd.Limits = worker, w.Revision, es.NoRevision, c.Limits
	if cmd.Agency != "" || cmd.LicenceNo != "" {
		agency, err := c.agency(cmd.Agency, cmd.LicenceNo)
		if err != nil {
			return Result{}, err
		}
		cmd.AgencyID, cmd.AgencyKnown, cmd.AgencyRevision = agency.Stream, agency.State.Exists(), agency.Revision
	}
	stream, err := named("contract", cmd.Contract)
	if err != nil {
		return Result{}, err
	}
	contract, err := load(c, overseas.ContractDecider, stream)
	if err != nil {
		return Result{}, err
	}
	if !contract.State.Exists() { // behind the signing nobody looks for whom an annulled one held
		if err := c.letGo(contract); err != nil {
			return Result{}, err
		}
	}
	return contractCommand(c, cmd.Contract, cmd)
}

func recordOrientation(c *call, cmd overseas.RecordOrientation) (Result, error) {
	return contractCommand(c, cmd.Contract, cmd)
}

func registerContract(c *call, cmd overseas.RegisterContract) (Result, error) {
	return contractCommand(c, cmd.Contract, cmd)
}

func extendContract(c *call, cmd overseas.ExtendContract) (Result, error) {
	cmd.Limits = c.Limits
	return contractCommand(c, cmd.Contract, cmd)
}

func reportAbsconded(c *call, cmd overseas.ReportAbsconded) (Result, error) {
	return contractCommand(c, cmd.Contract, cmd)
}

// recordReturn, and the others that end a contract, free the worker at once;
// the policy does it after a crash.
func recordReturn(c *call, cmd overseas.RecordReturn) (Result, error) {
	return endingCommand(c, cmd.Contract, cmd)
}

func terminateContract(c *call, cmd overseas.TerminateContract) (Result, error) {
	return endingCommand(c, cmd.Contract, cmd)
}

func liquidateContract(c *call, cmd overseas.LiquidateContract) (Result, error) {
	cmd.Limits = c.Limits
	return contractCommand(c, cmd.Contract, cmd)
}

func contractCommand(c *call, number string, cmd overseas.ContractCommand) (Result, error) {
	stream, err := named("contract", number)
	if err != nil {
		return Result{}, err
	}
	return handle(c, overseas.ContractDecider, stream, cmd)
}

func endingCommand(c *call, number string, cmd overseas.ContractCommand) (Result, error) {
	r, err := contractCommand(c, number, cmd)
	if err != nil {
		return r, err
	}
	return r, c.Settle(c.ctx, r.Stream)
}
