package book

import (
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/outreach"
	"vaoso/domain/territory"
)

func registerInstitution(c *call, cmd outreach.RegisterInstitution) (Result, error) {
	stream, err := named("institution", cmd.Institution)
	if err != nil {
		return Result{}, err
	}
	return handle(c, outreach.InstitutionDecider, stream, outreach.InstitutionCommand(cmd))
}

func registerIntermediary(c *call, cmd outreach.RegisterIntermediary) (Result, error) {
	stream, err := named("intermediary", cmd.Intermediary)
	if err != nil {
		return Result{}, err
	}
	return handle(c, outreach.IntermediaryDecider, stream, outreach.IntermediaryCommand(cmd))
}

func postVacancy(c *call, cmd outreach.PostVacancy) (Result, error) {
	employer, err := c.knownEmployer(cmd.Employer, cmd.TaxCode)
	if err != nil {
		return Result{}, err
	}
	if err := c.ownWard(employer.State.Ward); err != nil {
		return Result{}, err
	}
	cmd.EmployerID, cmd.Ward = employer.Stream, employer.State.Ward
	return vacancyCommand(c, cmd.Vacancy, cmd)
}

func withdrawVacancy(c *call, cmd outreach.WithdrawVacancy) (Result, error) {
	if err := c.ownVacancy(cmd.Vacancy); err != nil {
		return Result{}, err
	}
	return vacancyCommand(c, cmd.Vacancy, cmd)
}

func vacancyCommand(c *call, number string, cmd outreach.VacancyCommand) (Result, error) {
	stream, err := named("vacancy", number)
	if err != nil {
		return Result{}, err
	}
	return handle(c, outreach.VacancyDecider, stream, cmd)
}

func counselWorker(c *call, cmd outreach.CounselWorker) (Result, error) {
	var err error
	if cmd.WorkerID, err = c.knownWorker(cmd.Worker, cmd.CitizenID); err != nil {
		return Result{}, err
	}
	if cmd.Collaborator != "" {
		if cmd.CollaboratorID, err = named("collaborator", cmd.Collaborator); err != nil {
			return Result{}, err
		}
		helper, err := load(c, outreach.CollaboratorDecider, cmd.CollaboratorID)
		if err != nil {
			return Result{}, err
		}
		cmd.Adviser = helper.State
	}
	return referralCommand(c, cmd.Referral, cmd)
}

func referWorker(c *call, cmd outreach.ReferWorker) (Result, error) {
	var err error
	if cmd.WorkerID, err = c.knownWorker(cmd.Worker, cmd.CitizenID); err != nil {
		return Result{}, err
	}
	if cmd.VacancyID, err = named("vacancy", cmd.Vacancy); err != nil {
		return Result{}, err
	}
	vacancy, err := load(c, outreach.VacancyDecider, cmd.VacancyID)
	if err != nil {
		return Result{}, err
	}
	cmd.Sought = vacancy.State
	if cmd.Intermediary != "" {
		if cmd.IntermediaryID, err = named("intermediary", cmd.Intermediary); err != nil {
			return Result{}, err
		}
		intermediary, err := load(c, outreach.IntermediaryDecider, cmd.IntermediaryID)
		if err != nil {
			return Result{}, err
		}
		cmd.IntermediaryKnown = intermediary.State.Exists()
	}
	return referralCommand(c, cmd.Referral, cmd)
}

func recordReferralOutcome(c *call, cmd outreach.RecordReferralOutcome) (Result, error) {
	if Role(c.env.Role) == WardClerk {
		stream, err := named("referral", cmd.Referral)
		if err != nil {
			return Result{}, err
		}
		referral, err := load(c, outreach.ReferralDecider, stream)
		if err != nil {
			return Result{}, err
		}
		if referral.State.Made() {
			if _, err := c.knownWorker(referral.State.WorkerID, ""); err != nil {
				return Result{}, err
			}
		}
	}
	return referralCommand(c, cmd.Referral, cmd)
}

func referralCommand(c *call, number string, cmd outreach.ReferralCommand) (Result, error) {
	stream, err := named("referral", number)
	if err != nil {
		return Result{}, err
	}
	return handle(c, outreach.ReferralDecider, stream, cmd)
}

func holdFair(c *call, cmd outreach.HoldFair) (Result, error) {
	return fairCommand(c, cmd.Fair, cmd)
}

func recordFairOutcome(c *call, cmd outreach.RecordFairOutcome) (Result, error) {
	return fairCommand(c, cmd.Fair, cmd)
}

func fairCommand(c *call, number string, cmd outreach.FairCommand) (Result, error) {
	stream, err := named("fair", number)
	if err != nil {
		return Result{}, err
	}
	return handle(c, outreach.FairDecider, stream, cmd)
}

func holdCapacityCourse(c *call, cmd outreach.HoldCapacityCourse) (Result, error) {
	return capacityCommand(c, cmd.Capacity, cmd)
}

func recordAttendance(c *call, cmd outreach.RecordAttendance) (Result, error) {
	if err := c.unitKnown(cmd.Unit, territory.City); err != nil {
		return Result{}, err
	}
	return capacityCommand(c, cmd.Capacity, cmd)
}

func capacityCommand(c *call, number string, cmd outreach.CapacityCommand) (Result, error) {
	stream, err := named("capacity", number)
	if err != nil {
		return Result{}, err
	}
	return handle(c, outreach.CapacityDecider, stream, cmd)
}

func appointCollaborator(c *call, cmd outreach.AppointCollaborator) (Result, error) {
	if err := c.unitKnown(cmd.Unit, ""); err != nil {
		return Result{}, err
	}
	return collaboratorCommand(c, cmd.Collaborator, cmd)
}

func dismissCollaborator(c *call, cmd outreach.DismissCollaborator) (Result, error) {
	stream, err := named("collaborator", cmd.Collaborator)
	if err != nil {
		return Result{}, err
	}
	helper, err := load(c, outreach.CollaboratorDecider, stream)
	if err != nil {
		return Result{}, err
	}
	if err := c.ownWard(helper.State.Unit); helper.State.Exists() && err != nil {
		return Result{}, err
	}
	return collaboratorCommand(c, cmd.Collaborator, cmd)
}

func collaboratorCommand(c *call, id string, cmd outreach.CollaboratorCommand) (Result, error) {
	stream, err := named("collaborator", id)
	if err != nil {
		return Result{}, err
	}
	return handle(c, outreach.CollaboratorDecider, stream, cmd)
}

// knownWorker is the stream of a worker who is in the book, and whose business
// of the command's day the asker may enter.
func (c *call) knownWorker(worker, citizenID string) (string, error) {
	return c.workerKnownOn(worker, citizenID, c.on())
}

// workerToCorrect is knownWorker for what puts earlier facts right, as
// [workerCorrection] has it.
func (c *call) workerToCorrect(worker, citizenID string) (string, error) {
	return c.workerKnownOn(worker, citizenID, civil.Of(c.Clock()))
}

func (c *call) workerKnownOn(worker, citizenID string, day civil.Date) (string, error) {
	stream, err := c.workerStream(worker, citizenID)
	if err != nil {
		return "", err
	}
	w, err := load(c, labour.WorkerDeciderIn(c.Units), stream)
	if err != nil {
		return "", err
	}
	if !w.State.Registered {
		return "", labour.ErrWorkerUnknown
	}
	return stream, c.ownWard(w.State.WardOn(day))
}

// knownEmployer is an employer who is in the book.
func (c *call) knownEmployer(employer, taxCode string) (es.Loaded[labour.Employer], error) {
	stream, err := c.employerStream(employer, taxCode)
	if err != nil {
		return es.Loaded[labour.Employer]{}, err
	}
	e, err := load(c, labour.EmployerDeciderIn(c.Units), stream)
	if err == nil && !e.State.Registered {
		err = labour.ErrEmployerUnknown
	}
	return e, err
}

// unitKnown refuses a unit that isn't there on the day, or isn't the clerk's
// own. None, and the one that is allowed beside units, are left to the decision.
func (c *call) unitKnown(unit, beside string) error { return c.unitKnownOn(unit, beside, c.on()) }

func (c *call) unitKnownOn(unit, beside string, on civil.Date) error {
	switch unit {
	case "":
		return nil
	case beside:
		return c.ownWard(unit)
	}
	if _, known := c.Units.Lookup(unit, on); !known {
		return labour.ErrUnitUnknown.With("unit", unit, "on", on, "vi", "không có trong danh mục", "en", "it isn't in the list")
	}
	return c.ownWard(unit)
}
