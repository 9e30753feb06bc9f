package book

import (
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/labour"
)

// ErrOtherWard is a ward clerk's command about another ward's business.
var ErrOtherWard = es.NewRefusal("ErrOtherWard", es.Forbidden,
	"cán bộ {unit} chỉ ghi việc của phường, xã mình; việc này thuộc {ward}",
	"a clerk of {unit} enters facts of that ward alone; this belongs to {ward}")

func registerWorker(c *call, cmd labour.RegisterWorker) (Result, error) {
	if cmd.CitizenID == "" {
		return Result{}, es.ErrFieldMissing.With("field", "citizenId")
	}
	if err := c.ownWard(cmd.Ward); err != nil {
		return Result{}, err
	}
	// The day of registration may be given by the event's name for it.
	if day := cmd.RegisteredOn; !day.IsZero() {
		if !c.env.On.IsZero() && c.env.On != day {
			return Result{}, es.ErrFieldInvalid.With("field", "registeredOn", "vi", "khác với on", "en", "it differs from on")
		}
		c.env.On = day
	}
	cmd.Synthetic = c.Synthetic
	r, err := handle(c, labour.WorkerDeciderIn(c.Units), c.Key.Worker(cmd.CitizenID), labour.WorkerCommand(cmd))
	return r.warned(cmd.Warnings(), err)
}

func moveWorker(c *call, cmd labour.MoveWorker) (Result, error) {
	return workerCommand(c, cmd.Worker, cmd.CitizenID, cmd)
}

func placeWorker(c *call, cmd labour.PlaceWorker) (Result, error) {
	cmd.EmployerRevision = es.NoRevision
	if cmd.EmployerRef != "" || cmd.TaxCode != "" {
		stream, err := c.employerStream(cmd.EmployerRef, cmd.TaxCode)
		if err != nil {
			return Result{}, err
		}
		employer, err := load(c, labour.EmployerDeciderIn(c.Units), stream)
		if err != nil {
			return Result{}, err
		}
		cmd.EmployerID, cmd.Employer, cmd.EmployerRevision = stream, employer.State, employer.Revision
	}
	if err := c.cameFrom(&cmd); err != nil {
		return Result{}, err
	}
	r, err := workerCommand(c, cmd.Worker, cmd.CitizenID, cmd)
	return r.warned(cmd.Warnings(c.Units, c.Wages, c.on()), err)
}

func endPlacement(c *call, cmd labour.EndPlacement) (Result, error) {
	return workerCommand(c, cmd.Worker, cmd.CitizenID, cmd)
}

func extendPlacement(c *call, cmd labour.ExtendPlacement) (Result, error) {
	return workerCommand(c, cmd.Worker, cmd.CitizenID, cmd)
}

func annulPlacement(c *call, cmd labour.AnnulPlacement) (Result, error) {
	return workerCorrection(c, cmd.Worker, cmd.CitizenID, cmd)
}

func checkRetention(c *call, cmd labour.CheckRetention) (Result, error) {
	return workerCommand(c, cmd.Worker, cmd.CitizenID, cmd)
}

func endJobSeeking(c *call, cmd labour.EndJobSeeking) (Result, error) {
	return workerCommand(c, cmd.Worker, cmd.CitizenID, cmd)
}

func resumeJobSeeking(c *call, cmd labour.ResumeJobSeeking) (Result, error) {
	return workerCommand(c, cmd.Worker, cmd.CitizenID, cmd)
}

// registerEmployer: a clerk registers the employers of their own ward, and those
// outside the city, for which no other ward's clerk would be there.
func registerEmployer(c *call, cmd labour.RegisterEmployer) (Result, error) {
	if cmd.TaxCode == "" {
		return Result{}, es.ErrFieldMissing.With("field", "taxCode")
	}
	if c.Units.Has(cmd.Ward) {
		if err := c.ownWard(cmd.Ward); err != nil {
			return Result{}, err
		}
	}
	return handle(c, labour.EmployerDeciderIn(c.Units), c.Key.Employer(cmd.TaxCode), labour.EmployerCommand(cmd))
}

func correctWorker(c *call, cmd labour.CorrectWorker) (Result, error) {
	return workerCorrection(c, cmd.Worker, cmd.CitizenID, cmd)
}

// correctPlacement looks at the employer anew, also where it stays: what a
// placement copies of it is as it stands now.
func correctPlacement(c *call, cmd labour.CorrectPlacement) (Result, error) {
	var employer string
	switch {
	case cmd.EmployerRef != "" || cmd.TaxCode != "":
		stream, err := c.employerStream(cmd.EmployerRef, cmd.TaxCode)
		if err != nil {
			return Result{}, err
		}
		employer = stream
	default:
		stream, err := c.workerStream(cmd.Worker, cmd.CitizenID)
		if err != nil {
			return Result{}, err
		}
		w, err := load(c, labour.WorkerDeciderIn(c.Units), stream)
		if err != nil {
			return Result{}, err
		}
		job, _ := w.State.Placement(cmd.PlacementID)
		employer = job.Facts.EmployerID
	}
	if employer != "" {
		e, err := load(c, labour.EmployerDeciderIn(c.Units), employer)
		if err != nil {
			return Result{}, err
		}
		cmd.EmployerID, cmd.Employer, cmd.EmployerRevision = employer, e.State, e.Revision
	}
	return workerCorrection(c, cmd.Worker, cmd.CitizenID, cmd)
}

func linkWorker(c *call, cmd labour.LinkWorker) (Result, error) {
	if cmd.Former == "" && cmd.FormerCitizenID == "" {
		return Result{}, es.ErrFieldMissing.With("field", "formerCitizenId")
	}
	former, err := c.workerStream(cmd.Former, cmd.FormerCitizenID)
	if err != nil {
		return Result{}, err
	}
	w, err := load(c, labour.WorkerDeciderIn(c.Units), former)
	if err != nil {
		return Result{}, err
	}
	cmd.FormerID, cmd.FormerWorker = former, w.State
	return workerCorrection(c, cmd.Worker, cmd.CitizenID, cmd)
}

func correctEmployer(c *call, cmd labour.CorrectEmployer) (Result, error) {
	return ownEmployer(c, cmd.Employer, cmd.TaxCode, cmd)
}

// ownEmployer is a command about an employer who is in the book. A clerk closes, and
// puts right, the employers of their own ward: what is entered of one holds for the
// workers of every ward.
func ownEmployer(c *call, employer, taxCode string, cmd labour.EmployerCommand) (Result, error) {
	stream, err := c.employerStream(employer, taxCode)
	if err != nil {
		return Result{}, err
	}
	if Role(c.env.Role) == WardClerk {
		e, err := load(c, labour.EmployerDeciderIn(c.Units), stream)
		if err != nil {
			return Result{}, err
		}
		if err := c.ownWard(e.State.Ward); e.State.Registered && err != nil && !e.Carried(c.env.Key) {
			return Result{}, err
		}
	}
	return handle(c, labour.EmployerDeciderIn(c.Units), stream, cmd)
}

func annulMove(c *call, cmd labour.AnnulMove) (Result, error) {
	return workerCorrection(c, cmd.Worker, cmd.CitizenID, cmd)
}

func annulJobSeeking(c *call, cmd labour.AnnulJobSeeking) (Result, error) {
	return workerCorrection(c, cmd.Worker, cmd.CitizenID, cmd)
}

func annulExtension(c *call, cmd labour.AnnulExtension) (Result, error) {
	return workerCorrection(c, cmd.Worker, cmd.CitizenID, cmd)
}

func reopenEmployer(c *call, cmd labour.ReopenEmployer) (Result, error) {
	return ownEmployer(c, cmd.Employer, cmd.TaxCode, cmd)
}

func closeEmployer(c *call, cmd labour.CloseEmployer) (Result, error) {
	return ownEmployer(c, cmd.Employer, cmd.TaxCode, cmd)
}

// workerCommand decides on the stream of the worker that is named by id or by
// citizen id.
func workerCommand(c *call, worker, citizenID string, cmd labour.WorkerCommand) (Result, error) {
	stream, err := c.workerStream(worker, citizenID)
	if err != nil {
		return Result{}, err
	}
	return c.ofWorkersWard(stream, c.on(), cmd)
}

// workerCorrection is workerCommand for what puts earlier facts right: it is the
// business of the ward where the worker lives now, whatever day it is said to be
// of. So nobody changes a person's facts who has moved away, by an earlier day.
func workerCorrection(c *call, worker, citizenID string, cmd labour.WorkerCommand) (Result, error) {
	stream, err := c.workerStream(worker, citizenID)
	if err != nil {
		return Result{}, err
	}
	return c.ofWorkersWard(stream, civil.Of(c.Clock()), cmd)
}

// ofWorkersWard refuses a clerk of another ward than the worker's on the day.
func (c *call) ofWorkersWard(stream string, on civil.Date, cmd labour.WorkerCommand) (Result, error) {
	if Role(c.env.Role) == WardClerk {
		w, err := load(c, labour.WorkerDeciderIn(c.Units), stream)
		if err != nil {
			return Result{}, err
		}
		if err := c.ownWard(w.State.WardOn(on)); w.State.Registered && err != nil && !w.Carried(c.env.Key) {
			return Result{}, err
		}
	}
	return handle(c, labour.WorkerDeciderIn(c.Units), stream, cmd)
}

func (c *call) workerStream(worker, citizenID string) (string, error) {
	switch {
	case worker != "":
		return named("worker", worker)
	case digits(citizenID) != "":
		return c.Key.Worker(citizenID), nil
	}
	return "", es.ErrFieldMissing.With("field", "citizenId")
}

func (c *call) employerStream(employer, taxCode string) (string, error) {
	switch {
	case employer != "":
		return named("employer", employer)
	case digits(taxCode) != "":
		return c.Key.Employer(taxCode), nil
	}
	return "", es.ErrFieldMissing.With("field", "taxCode")
}

// ownWard refuses a ward clerk another ward's business.
func (c *call) ownWard(ward string) error {
	if Role(c.env.Role) == WardClerk && ward != c.env.Unit {
		return ErrOtherWard.With("unit", c.env.Unit, "ward", ward)
	}
	return nil
}

// on is the day that the command speaks of.
func (c *call) on() civil.Date {
	if c.env.On.IsZero() {
		return civil.Of(c.Clock())
	}
	return c.env.On
}

// warned adds warnings to a result that was carried out.
func (r Result) warned(list []labour.Warning, err error) (Result, error) {
	if err == nil {
		for _, w := range list {
			r.Warnings = append(r.Warnings, Warning{w.Vi, w.En})
		}
	}
	return r, err
}
