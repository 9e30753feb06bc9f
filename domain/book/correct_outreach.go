package book

import (
	"vaoso/domain/labour"
	"vaoso/domain/outreach"
)

func correctInstitution(c *call, cmd outreach.CorrectInstitution) (Result, error) {
	stream, err := named("institution", cmd.Institution)
	if err != nil {
		return Result{}, err
	}
	return handle(c, outreach.InstitutionDecider, stream, outreach.InstitutionCommand(cmd))
}

func correctIntermediary(c *call, cmd outreach.CorrectIntermediary) (Result, error) {
	stream, err := named("intermediary", cmd.Intermediary)
	if err != nil {
		return Result{}, err
	}
	return handle(c, outreach.IntermediaryDecider, stream, outreach.IntermediaryCommand(cmd))
}

func correctCourse(c *call, cmd outreach.CorrectCourse) (Result, error) {
	if cmd.Employer != "" || cmd.TaxCode != "" {
		employer, err := c.knownEmployer(cmd.Employer, cmd.TaxCode)
		if err != nil {
			return Result{}, err
		}
		cmd.EmployerID = employer.Stream
	}
	if cmd.Institution != "" {
		cmd.InstitutionID = cmd.Institution
		institution, err := loadNamed(c, "institution", &cmd.InstitutionID, outreach.InstitutionDecider)
		switch {
		case err != nil:
			return Result{}, err
		case !institution.Exists():
			return Result{}, outreach.ErrInstitutionUnknown
		}
	}
	return courseCommand(c, cmd.Course, cmd)
}

func annulCourse(c *call, cmd outreach.AnnulCourse) (Result, error) {
	return courseCommand(c, cmd.Course, cmd)
}

func correctTrainee(c *call, cmd outreach.CorrectTrainee) (r Result, err error) {
	if cmd.WorkerID, err = c.workerToCorrect(cmd.Worker, cmd.CitizenID); err != nil {
		return Result{}, err
	}
	return courseCommand(c, cmd.Course, cmd)
}

func annulEnrolment(c *call, cmd outreach.AnnulEnrolment) (r Result, err error) {
	if cmd.WorkerID, err = c.workerToCorrect(cmd.Worker, cmd.CitizenID); err != nil {
		return Result{}, err
	}
	return courseCommand(c, cmd.Course, cmd)
}

func annulTraineeOutcome(c *call, cmd outreach.AnnulTraineeOutcome) (r Result, err error) {
	if cmd.WorkerID, err = c.workerToCorrect(cmd.Worker, cmd.CitizenID); err != nil {
		return Result{}, err
	}
	return courseCommand(c, cmd.Course, cmd)
}

func correctVacancy(c *call, cmd outreach.CorrectVacancy) (Result, error) {
	if cmd.Employer != "" || cmd.TaxCode != "" {
		employer, err := c.knownEmployer(cmd.Employer, cmd.TaxCode)
		if err != nil {
			return Result{}, err
		}
		if err := c.ownWard(employer.State.Ward); err != nil {
			return Result{}, err
		}
		cmd.EmployerID, cmd.Ward = employer.Stream, employer.State.Ward
	}
	if err := c.ownVacancy(cmd.Vacancy); err != nil {
		return Result{}, err
	}
	return vacancyCommand(c, cmd.Vacancy, cmd)
}

func annulVacancy(c *call, cmd outreach.AnnulVacancy) (Result, error) {
	if err := c.ownVacancy(cmd.Vacancy); err != nil {
		return Result{}, err
	}
	return vacancyCommand(c, cmd.Vacancy, cmd)
}

// ownVacancy refuses a ward clerk a vacancy of another ward's employer. The
// employer's ward may have been put right since the posting copied it.
func (c *call) ownVacancy(number string) error {
	vacancy, err := loadNamed(c, "vacancy", &number, outreach.VacancyDecider)
	if err != nil || !vacancy.Exists() {
		return err
	}
	employer, err := load(c, labour.EmployerDeciderIn(c.Units), vacancy.Posted.EmployerID)
	if err != nil {
		return err
	}
	return c.ownWard(employer.State.Ward)
}

func annulReferral(c *call, cmd outreach.AnnulReferral) (Result, error) {
	if Role(c.env.Role) == WardClerk {
		number := cmd.Referral
		referral, err := loadNamed(c, "referral", &number, outreach.ReferralDecider)
		if err != nil {
			return Result{}, err
		}
		if referral.WorkerID != "" {
			if _, err := c.workerToCorrect(referral.WorkerID, ""); err != nil {
				return Result{}, err
			}
		}
	}
	return referralCommand(c, cmd.Referral, cmd)
}

func correctFair(c *call, cmd outreach.CorrectFair) (Result, error) {
	return fairCommand(c, cmd.Fair, cmd)
}

func annulFair(c *call, cmd outreach.AnnulFair) (Result, error) {
	return fairCommand(c, cmd.Fair, cmd)
}

func correctCapacityCourse(c *call, cmd outreach.CorrectCapacityCourse) (Result, error) {
	return capacityCommand(c, cmd.Capacity, cmd)
}

func annulCapacityCourse(c *call, cmd outreach.AnnulCapacityCourse) (Result, error) {
	return capacityCommand(c, cmd.Capacity, cmd)
}

// annulAttendance names the unit as it was recorded, which may be no more.
func annulAttendance(c *call, cmd outreach.AnnulAttendance) (Result, error) {
	if cmd.Number > 0 {
		number := cmd.Capacity
		course, err := loadNamed(c, "capacity", &number, outreach.CapacityDecider)
		if err != nil {
			return Result{}, err
		}
		fact, there := cmd.Fact(course)
		if !there { // the decider says so, or what the key has come to
			return capacityCommand(c, cmd.Capacity, cmd)
		}
		cmd.Unit = fact.Payload.(outreach.AttendanceRecorded).Unit
	}
	if err := c.ownWard(cmd.Unit); err != nil {
		return Result{}, err
	}
	return capacityCommand(c, cmd.Capacity, cmd)
}

// correctCollaborator looks the unit up on the day of the appointment.
func correctCollaborator(c *call, cmd outreach.CorrectCollaborator) (Result, error) {
	number := cmd.Collaborator
	helper, err := loadNamed(c, "collaborator", &number, outreach.CollaboratorDecider)
	if err != nil {
		return Result{}, err
	}
	if helper.Exists() {
		if err := c.ownWard(helper.Unit); err != nil {
			return Result{}, err
		}
		appointed := cmd.AppointedOn
		if appointed.IsZero() {
			appointed = helper.AppointedOn
		}
		if err := c.unitKnownOn(cmd.Unit, "", appointed); err != nil {
			return Result{}, err
		}
	}
	return collaboratorCommand(c, cmd.Collaborator, cmd)
}

func annulCollaborator(c *call, cmd outreach.AnnulCollaborator) (Result, error) {
	if err := c.ownCollaborator(cmd.Collaborator); err != nil {
		return Result{}, err
	}
	return collaboratorCommand(c, cmd.Collaborator, cmd)
}

// ownCollaborator refuses a ward clerk another ward's collaborator.
func (c *call) ownCollaborator(id string) error {
	helper, err := loadNamed(c, "collaborator", &id, outreach.CollaboratorDecider)
	if err != nil || !helper.Exists() {
		return err
	}
	return c.ownWard(helper.Unit)
}
