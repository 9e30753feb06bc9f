package book

import (
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/outreach"
)

func agreeCourse(c *call, cmd outreach.AgreeCourse) (Result, error) {
	employer, err := c.knownEmployer(cmd.Employer, cmd.TaxCode)
	if err != nil {
		return Result{}, err
	}
	cmd.EmployerID = employer.Stream
	if cmd.InstitutionID, err = named("institution", cmd.Institution); err != nil {
		return Result{}, err
	}
	institution, err := load(c, outreach.InstitutionDecider, cmd.InstitutionID)
	if err != nil {
		return Result{}, err
	}
	cmd.InstitutionKnown = institution.State.Exists()
	return courseCommand(c, cmd.Course, cmd)
}

func startCourse(c *call, cmd outreach.StartCourse) (Result, error) {
	return courseCommand(c, cmd.Course, cmd)
}

func enrolTrainee(c *call, cmd outreach.EnrolTrainee) (r Result, err error) {
	if cmd.WorkerID, err = c.knownWorker(cmd.Worker, cmd.CitizenID); err != nil {
		return Result{}, err
	}
	return courseCommand(c, cmd.Course, cmd)
}

func recordTrainingAttendance(c *call, cmd outreach.RecordTrainingAttendance) (r Result, err error) {
	if cmd.WorkerID, err = c.knownWorker(cmd.Worker, cmd.CitizenID); err != nil {
		return Result{}, err
	}
	return courseCommand(c, cmd.Course, cmd)
}

func completeTraining(c *call, cmd outreach.CompleteTraining) (r Result, err error) {
	if cmd.WorkerID, err = c.knownWorker(cmd.Worker, cmd.CitizenID); err != nil {
		return Result{}, err
	}
	return courseCommand(c, cmd.Course, cmd)
}

func dropTrainee(c *call, cmd outreach.DropTrainee) (r Result, err error) {
	if cmd.WorkerID, err = c.knownWorker(cmd.Worker, cmd.CitizenID); err != nil {
		return Result{}, err
	}
	return courseCommand(c, cmd.Course, cmd)
}

func assessCourse(c *call, cmd outreach.AssessCourse) (Result, error) {
	return courseCommand(c, cmd.Course, cmd)
}

func cancelCourse(c *call, cmd outreach.CancelCourse) (Result, error) {
	return courseCommand(c, cmd.Course, cmd)
}

func finishCourse(c *call, cmd outreach.FinishCourse) (Result, error) {
	return courseCommand(c, cmd.Course, cmd)
}

func courseCommand(c *call, number string, cmd outreach.CourseCommand) (Result, error) {
	stream, err := named("course", number)
	if err != nil {
		return Result{}, err
	}
	return handle(c, outreach.CourseDecider, stream, cmd)
}

// cameFrom sees to it, unless the command was carried out before, that the vacancy, referral, course and collaborator that a
// placement names are in the book and are this worker's and this employer's, and
// names them by their streams.
func (c *call) cameFrom(cmd *labour.PlaceWorker) error {
	for _, check := range []func(*labour.PlaceWorker) error{c.fromVacancy, c.fromReferral, c.fromCourse, c.fromLoan, c.fromCollaborator} {
		if err := check(cmd); err != nil {
			return c.unlessCarried(cmd, err)
		}
	}
	return nil
}

// unlessCarried is the refusal of a command, but for one that its key says was
// carried out: that has its answer.
func (c *call) unlessCarried(cmd *labour.PlaceWorker, refusal error) error {
	stream, err := c.workerStream(cmd.Worker, cmd.CitizenID)
	if err != nil {
		return err
	}
	w, err := load(c, labour.WorkerDeciderIn(c.Units), stream)
	if err != nil || w.Carried(c.env.Key) {
		return err
	}
	return refusal
}

func (c *call) fromVacancy(cmd *labour.PlaceWorker) (err error) {
	if cmd.VacancyID == "" {
		return nil
	}
	vacancy, err := loadNamed(c, "vacancy", &cmd.VacancyID, outreach.VacancyDecider)
	switch {
	case err != nil:
		return err
	case !vacancy.Exists():
		return outreach.ErrVacancyUnknown
	case vacancy.Posted.EmployerID != cmd.EmployerID:
		return es.ErrFieldInvalid.With("field", "vacancyId", "vi", "vị trí này của người sử dụng lao động khác", "en", "the vacancy is another employer's")
	}
	return nil
}

func (c *call) fromReferral(cmd *labour.PlaceWorker) error {
	if cmd.ReferralID == "" {
		return nil
	}
	referral, err := loadNamed(c, "referral", &cmd.ReferralID, outreach.ReferralDecider)
	if err != nil {
		return err
	}
	worker, err := c.workerStream(cmd.Worker, cmd.CitizenID)
	switch {
	case err != nil:
		return err
	case !referral.Made():
		return outreach.ErrReferralUnknown
	case referral.WorkerID != worker:
		return es.ErrFieldInvalid.With("field", "referralId", "vi", "lần giới thiệu này là của người khác", "en", "the referral is somebody else's")
	}
	return nil
}

func (c *call) fromCourse(cmd *labour.PlaceWorker) error {
	if cmd.CourseID == "" {
		return nil
	}
	course, err := loadNamed(c, "course", &cmd.CourseID, outreach.CourseDecider)
	if err != nil {
		return err
	}
	worker, err := c.workerStream(cmd.Worker, cmd.CitizenID)
	if err != nil {
		return err
	}
	if !course.Exists() {
		return outreach.ErrCourseUnknown
	}
	if _, there := course.Trainee(worker); !there {
		return outreach.ErrNotEnrolled.With("vi", "chưa ghi danh", "en", "the worker hasn't enrolled")
	}
	return nil
}

func (c *call) fromCollaborator(cmd *labour.PlaceWorker) error {
	if cmd.CollaboratorID == "" {
		return nil
	}
	helper, err := loadNamed(c, "collaborator", &cmd.CollaboratorID, outreach.CollaboratorDecider)
	if err != nil {
		return err
	}
	return helper.Active(c.on())
}

// loadNamed turns an id into its stream, and loads that stream.
func loadNamed[S, C any](c *call, category string, id *string, d es.Decider[S, C]) (state S, err error) {
	if *id, err = named(category, *id); err != nil {
		return state, err
	}
	loaded, err := load(c, d, *id)
	return loaded.State, err
}
