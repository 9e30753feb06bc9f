package book

import (
	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/labour"
	"vaoso/domain/outreach"
	"vaoso/domain/overseas"
	"vaoso/domain/supervision"
	"vaoso/domain/support"
)

// annulWorker looks at what other streams say of the worker: somebody who never
// was has no loan, no support, no notice, no contract, and nobody has advised,
// referred or taught them or heard a complaint of theirs.
func annulWorker(c *call, cmd labour.AnnulWorker) (Result, error) {
	stream, err := c.workerStream(cmd.Worker, cmd.CitizenID)
	if err != nil {
		return Result{}, err
	}
	w, err := load(c, labour.WorkerDeciderIn(c.Units), stream)
	if err != nil {
		return Result{}, err
	}
	if w.State.Registered && !w.Carried(c.env.Key) {
		if err := c.ownWard(w.State.WardOn(civil.Of(c.Clock()))); err != nil {
			return Result{}, err
		}
		fact, err := c.naming(w.Events, mention{aboutWorkers, ofWorker})
		if err != nil {
			return Result{}, err
		}
		if fact != nil {
			by := called(fact.Stream)
			return Result{}, correction.ErrDependentFacts.With("vi", by.Vi, "en", by.En)
		}
	}
	return workerCorrection(c, cmd.Worker, cmd.CitizenID, cmd)
}

// aboutWorkers are the facts that other streams have of a worker, and what may
// put another worker's name into one.
var aboutWorkers = []string{
	"LoanApproved", "JobRecorded", "SupportGranted", "UnemploymentNoticed", "TraineeEnrolled",
	"WorkerCounselled", "WorkerReferred", "ContractSigned", "ComplaintLodged", "ComplaintCorrected",
}

// ofWorker says whether such a fact is about the worker.
func ofWorker(payload any, worker string) bool {
	switch p := payload.(type) {
	case support.LoanApproved:
		return p.Borrower == worker
	case support.JobRecorded:
		return p.WorkerID == worker
	case support.SupportGranted:
		return p.WorkerID == worker
	case support.UnemploymentNoticed:
		return p.WorkerID == worker
	case outreach.TraineeEnrolled:
		return p.WorkerID == worker
	case outreach.WorkerCounselled:
		return p.WorkerID == worker
	case outreach.WorkerReferred:
		return p.WorkerID == worker
	case overseas.ContractSigned:
		return p.WorkerID == worker
	case supervision.ComplaintLodged:
		return p.WorkerID == worker
	case supervision.ComplaintCorrected: // no fact itself, but the fact may now be
		return p.WorkerID == worker
	}
	return false
}
