package support

import (
	"vaoso/domain/correction"
	"vaoso/domain/es"
)

// Grant is the state of a support's stream.
type Grant struct {
	Granted bool
	No      string
	Ledger  correction.Ledger // the stream's facts, to be put right
}

// GrantStream is the name of a support's stream.
func GrantStream(number string) string { return "support-" + number }

// GrantDecider has the rules of support that isn't a loan: it is granted once.
var GrantDecider = es.Decider[Grant, GrantSupport]{
	Evolve: evolveGrantRight,
	Decide: decideGrant,
}

func evolveGrant(g Grant, e es.Recorded) Grant {
	if p, ok := e.Payload.(SupportGranted); ok {
		g.Granted, g.No = true, p.SupportNo
	}
	return g
}

func decideGrant(g Grant, c GrantSupport, _ es.Asked) ([]any, error) {
	if g.Granted {
		return nil, ErrSupportExists.With("support", g.No)
	}
	if err := firstOf(checkReceiver(c.Worker, c.CitizenID, c.Employer, c.TaxCode), checkAmount("amount", c.Amount)); err != nil {
		return nil, err
	}
	if c.Scheme == "" {
		return nil, es.ErrFieldMissing.With("field", "scheme")
	}
	event := SupportGranted{SupportNo: c.Support, WorkerID: c.Receiver.Stream, Scheme: c.Scheme, Amount: c.Amount, Ward: c.Receiver.Ward}
	if c.OfEmployer {
		event.WorkerID, event.EmployerID = "", c.Receiver.Stream
	}
	return []any{event}, nil
}
