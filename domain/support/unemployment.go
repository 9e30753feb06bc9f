package support

import (
	"fmt"
	"slices"
	"strings"

	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
)

// Unemployment is the state of a worker's notices: one at most is open.
type Unemployment struct {
	Open      bool
	Worker    string // the worker's stream
	Ward      string
	NoticedOn civil.Date        // of the latest notice
	LastOn    civil.Date        // of the latest fact
	EndedOn   civil.Date        // of the latest notice; zero: it is open
	Reason    EndReason         // of that end
	Ledger    correction.Ledger // the stream's facts, to be put right
}

// UnemploymentStream is the stream of a worker's notices, by the worker's.
func UnemploymentStream(worker string) string {
	return "unemployment-" + strings.TrimPrefix(worker, "worker-")
}

// UnemploymentDecider has the rules of a worker's notices.
var UnemploymentDecider = unemploymentRules.Decider()

func evolveUnemployment(u Unemployment, e es.Recorded) Unemployment {
	event, ok := e.Payload.(Event)
	if !ok {
		return u
	}
	switch p := event.(type) {
	case UnemploymentNoticed:
		u = Unemployment{Open: true, Worker: p.WorkerID, Ward: p.Ward, NoticedOn: e.On(), LastOn: e.On()}
	case AllowanceGranted:
		u.LastOn = e.On()
	case UnemploymentEnded:
		u.Open, u.LastOn, u.EndedOn, u.Reason = false, e.On(), e.On(), p.Reason
	case LoanApproved, JobRecorded, LoanSettled, SupportGranted: // other streams'
	case correction.Effect: // the ledger has what they put right
	}
	return u
}

// longestAllowance is 12 months (Employment Law 38/2013/QH13 art. 50).
const longestAllowance = 12

func decideUnemployment(u Unemployment, command UnemploymentCommand, asked es.Asked) ([]any, error) {
	if c, ok := command.(RecordUnemploymentNotice); ok {
		return recordNotice(u, c, asked)
	}
	if !u.Open {
		return nil, ErrNoticeUnknown.With()
	}
	if asked.On.Before(u.LastOn) {
		return nil, ErrBeforeStart.With("on", asked.On, "start", u.LastOn)
	}
	switch c := command.(type) {
	case RecordUnemploymentNotice: // above
	case RecordAllowance:
		if err := firstOf(checkWithin("months", c.Months, 1, longestAllowance), checkAmount("monthly", c.Monthly)); err != nil {
			return nil, err
		}
		return []any{AllowanceGranted{WorkerID: u.Worker, Months: c.Months, Monthly: c.Monthly, Ward: u.Ward}}, nil
	case EndUnemployment:
		switch {
		case c.Reason == "":
			return nil, es.ErrFieldMissing.With("field", "reason")
		case !slices.Contains(endReasons, c.Reason):
			return nil, es.ErrFieldInvalid.With("field", "reason", "vi", "phải là một trong: "+words(endReasons), "en", "it is one of: "+words(endReasons))
		}
		return []any{UnemploymentEnded{WorkerID: u.Worker, Reason: c.Reason, Ward: u.Ward}}, nil
	case correction.Command[Unemployment]: // correct_unemployment.go has them
	}
	return nil, fmt.Errorf("support: %T is no command for a worker's unemployment", command)
}

// recordNotice: a notice follows whatever the stream says before it.
func recordNotice(u Unemployment, c RecordUnemploymentNotice, asked es.Asked) ([]any, error) {
	switch {
	case u.Open:
		return nil, ErrNoticeOpen.With("since", u.NoticedOn)
	case asked.On.Before(u.LastOn):
		return nil, ErrBeforeStart.With("on", asked.On, "start", u.LastOn)
	}
	return []any{UnemploymentNoticed{WorkerID: c.WorkerIs.Stream, LastEmployerID: c.LastEmployerID, Ward: c.WorkerIs.Ward}}, nil
}

func words(list []EndReason) string {
	names := make([]string, len(list))
	for i, r := range list {
		names[i] = string(r)
	}
	return strings.Join(names, ", ")
}
