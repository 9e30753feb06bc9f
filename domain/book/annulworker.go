package book

import (
	"fmt"
	"slices"

	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/outreach"
	"vaoso/domain/support"
)

// annulWorker looks at what other streams say of the worker: somebody who never
// was has no loan, no job of a loan, no support, no notice and no place in a
// course, all of which are counted.
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

// aboutWorkers are the facts that other streams have of a worker and that count.
var aboutWorkers = []string{"LoanApproved", "JobRecorded", "SupportGranted", "UnemploymentNoticed", "TraineeEnrolled"}

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
	}
	return false
}

// nothingOf refuses where such a fact stands.
func (c *call) nothingOf(worker string) error {
	var found []es.Event
	for e, err := range c.Log.ReadAll(c.ctx, es.Start, es.Forward, es.Filter{Types: aboutWorkers}) {
		if err != nil {
			return fmt.Errorf("couldn't look for what other streams say of a worker: %w", err)
		}
		r, err := c.Definitions.Decode(e)
		if err != nil {
			return fmt.Errorf("couldn't look for what other streams say of a worker: %w", err)
		}
		if ofWorker(r.Payload, worker) {
			found = append(found, e)
		}
	}
	for _, e := range found {
		// What was put right in the stream is the same for every decider of it.
		loaded, err := load(c, es.Decider[struct{}, any]{Evolve: func(s struct{}, _ es.Recorded) struct{} { return s }}, e.Stream)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(correction.Stands(loaded.Events), func(f es.Recorded) bool { return f.ID == e.ID }) {
			return correction.ErrDependentFacts.With("vi", fmt.Sprintf("%s ở %s", e.Type, e.Stream), "en", fmt.Sprintf("%s in %s", e.Type, e.Stream))
		}
	}
	return nil
}
