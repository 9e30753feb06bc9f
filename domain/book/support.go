package book

import (
	"strings"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/support"
)

func approveLoan(c *call, cmd support.ApproveLoan) (Result, error) {
	var err error
	if cmd.BorrowerIs, cmd.OfEmployer, err = c.receiver(cmd.Worker, cmd.CitizenID, cmd.Employer, cmd.TaxCode); err != nil {
		return Result{}, err
	}
	cmd.Caps = c.LoanCaps
	return loanCommand(c, cmd.Loan, cmd)
}

// recordJob names the placement that the job is: the one given, or one of the
// worker's that names the loan. So that a plan counts the two once.
func recordJob(c *call, cmd support.RecordJob) (Result, error) {
	stream, err := named("loan", cmd.Loan)
	if err != nil {
		return Result{}, err
	}
	loan, err := load(c, support.LoanDecider, stream)
	if err != nil {
		return Result{}, err
	}
	if loan.State.Approved {
		if cmd.Borrower, err = c.borrower(loan.State.Borrower); err != nil {
			return Result{}, err
		}
	}
	if cmd.Worker != "" || cmd.CitizenID != "" {
		w, err := c.registered(cmd.Worker, cmd.CitizenID)
		if err != nil {
			return Result{}, err
		}
		cmd.WorkerIs = c.workerPerson(w)
		if cmd.PlacementID.IsZero() {
			cmd.PlacementID = placementOf(w.State, stream)
		}
		if !cmd.PlacementID.IsZero() {
			job, known := w.State.Placement(cmd.PlacementID)
			if !known {
				return Result{}, labour.ErrPlacementUnknown.With("vi", "việc làm "+cmd.PlacementID.String(), "en", "placement "+cmd.PlacementID.String(), "placement", cmd.PlacementID)
			}
			cmd.PlacementStartedOn = job.StartedOn
		}
	}
	return handle(c, support.LoanDecider, stream, support.LoanCommand(cmd))
}

// placementOf is the worker's newest placement that names the loan.
func placementOf(w labour.Worker, loan string) (id es.UUID) {
	for _, p := range w.Placements {
		if p.Facts.LoanID == loan && !p.Annulled {
			id = p.ID
		}
	}
	return id
}

func settleLoan(c *call, cmd support.SettleLoan) (Result, error) {
	return loanCommand(c, cmd.Loan, cmd)
}

func loanCommand(c *call, number string, cmd support.LoanCommand) (Result, error) {
	stream, err := named("loan", number)
	if err != nil {
		return Result{}, err
	}
	return handle(c, support.LoanDecider, stream, cmd)
}

// fromLoan sees to it that the loan that a placement names is in the book, and
// names it by its stream.
func (c *call) fromLoan(cmd *labour.PlaceWorker) error {
	if cmd.LoanID == "" {
		return nil
	}
	loan, err := loadNamed(c, "loan", &cmd.LoanID, support.LoanDecider)
	if err == nil && !loan.Approved {
		err = support.ErrLoanUnknown.With()
	}
	return err
}

func grantSupport(c *call, cmd support.GrantSupport) (Result, error) {
	stream, err := named("support", cmd.Support)
	if err != nil {
		return Result{}, err
	}
	if cmd.Receiver, cmd.OfEmployer, err = c.receiver(cmd.Worker, cmd.CitizenID, cmd.Employer, cmd.TaxCode); err != nil {
		return Result{}, err
	}
	return handle(c, support.GrantDecider, stream, cmd)
}

func recordUnemploymentNotice(c *call, cmd support.RecordUnemploymentNotice) (Result, error) {
	w, err := c.registered(cmd.Worker, cmd.CitizenID)
	if err != nil {
		return Result{}, err
	}
	cmd.WorkerIs = c.workerPerson(w)
	if cmd.LastEmployer != "" || cmd.LastTaxCode != "" {
		e, err := c.knownEmployer(cmd.LastEmployer, cmd.LastTaxCode)
		if err != nil {
			return Result{}, err
		}
		cmd.LastEmployerID = e.Stream
	}
	return unemploymentCommand(c, cmd.Worker, cmd.CitizenID, cmd)
}

func recordAllowance(c *call, cmd support.RecordAllowance) (Result, error) {
	return unemploymentCommand(c, cmd.Worker, cmd.CitizenID, cmd)
}

func endUnemployment(c *call, cmd support.EndUnemployment) (Result, error) {
	return unemploymentCommand(c, cmd.Worker, cmd.CitizenID, cmd)
}

func unemploymentCommand(c *call, worker, citizenID string, cmd support.UnemploymentCommand) (Result, error) {
	w, err := c.registered(worker, citizenID)
	if err != nil {
		return Result{}, err
	}
	return handle(c, support.UnemploymentDecider, support.UnemploymentStream(w.Stream), cmd)
}

// registered is a worker who is in the book, and about whom the asker may enter
// what is of the command's day.
func (c *call) registered(worker, citizenID string) (es.Loaded[labour.Worker], error) {
	return c.registeredOn(worker, citizenID, c.on())
}

func (c *call) registeredOn(worker, citizenID string, day civil.Date) (es.Loaded[labour.Worker], error) {
	stream, err := c.workerStream(worker, citizenID)
	if err != nil {
		return es.Loaded[labour.Worker]{}, err
	}
	w, err := load(c, labour.WorkerDeciderIn(c.Units), stream)
	switch {
	case err != nil:
		return w, err
	case !w.State.Registered:
		return w, labour.ErrWorkerUnknown
	}
	return w, c.ownWard(w.State.WardOn(day))
}

func (c *call) workerPerson(w es.Loaded[labour.Worker]) support.Person {
	return support.Person{Stream: w.Stream, Ward: w.State.WardOn(c.on()), Sex: string(w.State.Sex), BirthYear: w.State.BirthYear}
}

// receiver is the worker or the employer that a command names; nobody where it
// names neither, which the decision refuses.
func (c *call) receiver(worker, citizenID, employer, taxCode string) (p support.Person, isEmployer bool, err error) {
	switch {
	case worker != "" || citizenID != "":
		w, err := c.registered(worker, citizenID)
		return c.workerPerson(w), false, err
	case employer != "" || taxCode != "":
		e, err := c.knownEmployer(employer, taxCode)
		return support.Person{Stream: e.Stream, Ward: e.State.Ward, Sector: e.State.Sector}, true, err
	}
	return p, false, nil
}

// borrower is who took a loan, by stream.
func (c *call) borrower(stream string) (support.Person, error) {
	worker, employer := stream, ""
	if strings.HasPrefix(stream, "employer-") {
		worker, employer = "", stream
	}
	p, _, err := c.receiver(worker, "", employer, "")
	return p, err
}
