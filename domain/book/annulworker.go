package book

import (
	"fmt"
	"slices"

	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
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
		if err := c.nothingOf(stream); err != nil {
			return Result{}, err
		}
	}
	return workerCorrection(c, cmd.Worker, cmd.CitizenID, cmd)
}

// aboutWorkers are the facts that other streams have of a worker, and what may
// put another worker's name into one. The log has no list of them by worker, so
// that all of these are read.
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

// nothingOf refuses where such a fact stands.
func (c *call) nothingOf(worker string) error {
	var streams []string
	for e, err := range c.Log.ReadAll(c.ctx, es.Start, es.Forward, es.Filter{Types: aboutWorkers}) {
		if err != nil {
			return fmt.Errorf("couldn't look for what other streams say of a worker: %w", err)
		}
		r, err := c.Definitions.Decode(e)
		if err != nil {
			return fmt.Errorf("couldn't look for what other streams say of a worker: %w", err)
		}
		if ofWorker(r.Payload, worker) && !slices.Contains(streams, e.Stream) {
			streams = append(streams, e.Stream)
		}
	}
	for _, stream := range streams {
		loaded, err := load(c, overseas.ContractDecider, stream) // other streams say nothing of a contract
		if err != nil {
			return err
		}
		if loaded.State.Withdrawn() {
			continue
		}
		// What was put right in a stream is the same for every decider of it.
		facts := correction.Stands(loaded.Events)
		if i := slices.IndexFunc(facts, func(f es.Recorded) bool { return ofWorker(f.Payload, worker) }); i >= 0 {
			return correction.ErrDependentFacts.With("vi", fmt.Sprintf("%s ở %s", facts[i].Type, stream), "en", fmt.Sprintf("%s in %s", facts[i].Type, stream))
		}
	}
	return nil
}
