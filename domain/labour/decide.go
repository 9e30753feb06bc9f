package labour

import (
	"fmt"

	"vaoso/domain/es"
	"vaoso/domain/territory"
)

// WorkerDecider has the rules of a worker's stream, with the units of Vĩnh Yên.
var WorkerDecider = WorkerDeciderIn(territory.VinhYen())

// EmployerDecider has the rules of an employer's stream, with the units of Vĩnh Yên.
var EmployerDecider = EmployerDeciderIn(territory.VinhYen())

// WorkerDeciderIn has the rules of a worker's stream, with units of a file.
func WorkerDeciderIn(units territory.Units) es.Decider[Worker, WorkerCommand] {
	return es.Decider[Worker, WorkerCommand]{
		Evolve: evolveWorker,
		Decide: func(w Worker, c WorkerCommand, asked es.Asked) ([]any, error) {
			return decideWorker(units, w, c, asked)
		},
	}
}

// EmployerDeciderIn has the rules of an employer's stream, with units of a file.
func EmployerDeciderIn(units territory.Units) es.Decider[Employer, EmployerCommand] {
	return es.Decider[Employer, EmployerCommand]{
		Evolve: evolveEmployer,
		Decide: func(e Employer, c EmployerCommand, asked es.Asked) ([]any, error) {
			return decideEmployer(units, e, c, asked)
		},
	}
}

func decideWorker(units territory.Units, w Worker, command WorkerCommand, asked es.Asked) ([]any, error) {
	if c, ok := command.(RegisterWorker); ok {
		return registerWorker(units, w, c, asked)
	}
	switch {
	case w.Registered:
	case w.AnnulledOn.IsZero():
		return nil, ErrWorkerUnknown.With()
	default:
		return nil, ErrWorkerAnnulled.With("on", w.AnnulledOn)
	}
	switch c := command.(type) {
	case RegisterWorker: // above
	case MoveWorker:
		return moveWorker(units, w, c, asked)
	case EndJobSeeking:
		return endJobSeeking(w, c, asked)
	case ResumeJobSeeking:
		return resumeJobSeeking(w, asked)
	case PlaceWorker:
		return placeWorker(w, c, asked)
	case EndPlacement:
		return endPlacement(w, c, asked)
	case ExtendPlacement:
		return extendPlacement(w, c)
	case AnnulPlacement:
		return annulPlacement(w, c, asked)
	case CheckRetention:
		return checkRetention(w, c, asked)
	case NoteRetentionDue:
		return noteRetentionDue(w, c, asked)
	case ReserveEngagement:
		return reserveEngagement(w, c)
	case ConfirmEngagement:
		return confirmEngagement(w, c)
	case ReleaseEngagement:
		return releaseEngagement(w, c, asked)
	case CorrectWorker:
		return correctWorker(units, w, c, asked)
	case CorrectPlacement:
		return correctPlacement(w, c, asked)
	case AnnulWorker:
		return annulWorker(w)
	case AnnulMove:
		return annulMove(w, asked)
	case AnnulJobSeeking:
		return annulJobSeeking(w, asked)
	case AnnulExtension:
		return annulExtension(w, c, asked)
	case LinkWorker:
		return linkWorker(w, c)
	}
	return nil, fmt.Errorf("labour: %T is no command for a worker", command)
}

func decideEmployer(units territory.Units, e Employer, command EmployerCommand, asked es.Asked) ([]any, error) {
	switch c := command.(type) {
	case RegisterEmployer:
		return registerEmployer(units, e, c, asked)
	case CloseEmployer:
		return closeEmployer(e, asked)
	case CorrectEmployer:
		return correctEmployer(units, e, c, asked)
	case ReopenEmployer:
		return reopenEmployer(e)
	}
	return nil, fmt.Errorf("labour: %T is no command for an employer", command)
}
