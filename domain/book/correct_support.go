package book

import (
	"vaoso/domain/support"
)

// correctUnemploymentNotice looks up where the worker lived on the day that the
// notice is said to be of.
func correctUnemploymentNotice(c *call, cmd support.CorrectUnemploymentNotice) (Result, error) {
	w, err := c.registered(cmd.Worker, cmd.CitizenID)
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
	return unemploymentCommand(c, cmd.Worker, cmd.CitizenID, cmd)
}

func annulUnemploymentNotice(c *call, cmd support.AnnulUnemploymentNotice) (Result, error) {
	return unemploymentCommand(c, cmd.Worker, cmd.CitizenID, cmd)
}
