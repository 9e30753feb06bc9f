package book

import (
	"vaoso/domain/civil"
	"vaoso/domain/support"
)

// correctUnemploymentNotice looks up where the worker lived on the day that the
// notice is said to be of.
func correctUnemploymentNotice(c *call, cmd support.CorrectUnemploymentNotice) (Result, error) {
	w, err := c.registeredOn(cmd.Worker, cmd.CitizenID, civil.Of(c.Clock()))
	if err != nil {
		return Result{}, err
	}
	if !cmd.NoticedOn.IsZero() {
		cmd.Ward = w.State.WardOn(cmd.NoticedOn)
	}
	if cmd.LastEmployer != "" || cmd.LastTaxCode != "" {
		e, err := c.knownEmployer(cmd.LastEmployer, cmd.LastTaxCode)
		if err != nil {
			return Result{}, err
		}
		cmd.LastEmployerID = e.Stream
	}
	return handle(c, support.UnemploymentDecider, support.UnemploymentStream(w.Stream), support.UnemploymentCommand(cmd))
}

func annulUnemploymentNotice(c *call, cmd support.AnnulUnemploymentNotice) (Result, error) {
	w, err := c.registeredOn(cmd.Worker, cmd.CitizenID, civil.Of(c.Clock()))
	if err != nil {
		return Result{}, err
	}
	return handle(c, support.UnemploymentDecider, support.UnemploymentStream(w.Stream), support.UnemploymentCommand(cmd))
}
