package supplydemand

import (
	"vaoso/domain/civil"
	"vaoso/projections/engine"
)

// VacancyKey is a vacancy's stream.
type VacancyKey struct {
	Vacancy string `db:"vacancy" about:"vacancy (vị trí tuyển dụng): its stream, vacancy- and its number"`
}

// VacancyRow is a vacancy.
type VacancyRow struct {
	VacancyKey
	Employer     string     `db:"employer" about:"employer's stream, a keyed hash; of VacancyPosted"`
	Occupation   string     `db:"occupation" about:"occupation (nghề) sought, in small letters; of VacancyPosted"`
	Ward         string     `db:"ward" about:"GSO code of the employer's ward or commune; of VacancyPosted, EmployerCorrected; empty: not known"`
	Quantity     int        `db:"quantity" about:"persons sought; of VacancyPosted"`
	LeastWage    int64      `db:"lowest_wage" about:"least monthly wage offered, in minor units of currency; of VacancyPosted"`
	GreatestWage int64      `db:"highest_wage" about:"greatest monthly wage offered, in minor units of currency; of VacancyPosted"`
	Currency     string     `db:"currency" about:"ISO 4217 code of the wages' currency; of VacancyPosted"`
	PostedOn     civil.Date `db:"posted_on" about:"day of posting; of VacancyPosted; NULL: not posted"`
	ClosesOn     civil.Date `db:"closes_on" about:"last day; of VacancyPosted; NULL: not posted"`
	State        string     `db:"state" about:"open (đang tuyển), filled (đã tuyển đủ), expired (hết hạn) or withdrawn (đã rút); empty: not posted"`
	EndedOn      civil.Date `db:"ended_on" about:"day on which it was filled, expired or was withdrawn; of that event; NULL: open"`
	Placed       int        `db:"placed" about:"persons placed who name it, annulled ones left out; of WorkerPlaced, PlacementAnnulled"`
}

// EmployerKey is an employer's stream.
type EmployerKey struct {
	Employer string `db:"employer" about:"employer (người sử dụng lao động): its stream, a keyed hash"`
}

// EmployerRow is where an employer is.
type EmployerRow struct {
	EmployerKey
	Province string `db:"province" about:"GSO code of its province (tỉnh), two digits; of EmployerRegistered, EmployerCorrected"`
	Ward     string `db:"ward" about:"GSO code of its ward or commune; of EmployerRegistered, EmployerCorrected; empty: it is another province's"`
}

// HireKey is a placement.
type HireKey struct {
	Placement string `db:"placement" about:"id of the job; of WorkerPlaced"`
}

// HireRow is a placement that names a vacancy.
type HireRow struct {
	HireKey
	Vacancy   string     `db:"vacancy" about:"vacancy that it names, as in supplydemand_vacancies; of WorkerPlaced"`
	Worker    string     `db:"worker" about:"worker's stream, a keyed hash that names nobody"`
	StartedOn civil.Date `db:"started_on" about:"first day of the job; of WorkerPlaced; NULL: no such job"`
	Annulled  bool       `db:"annulled" about:"whether it should never have been entered; of PlacementAnnulled"`
}

// ReferralKey is a referral's stream.
type ReferralKey struct {
	Referral string `db:"referral" about:"referral (giới thiệu việc làm): its stream, referral- and its number"`
}

// ReferralRow is a worker counselled, referred, or both.
type ReferralRow struct {
	ReferralKey
	Worker       string     `db:"worker" about:"worker's stream, a keyed hash that names nobody"`
	CounselledOn civil.Date `db:"counselled_on" about:"day of counselling (tư vấn); of WorkerCounselled; NULL: none"`
	Vacancy      string     `db:"vacancy" about:"vacancy, as in supplydemand_vacancies; of WorkerReferred; empty: counselled alone"`
	Intermediary string     `db:"intermediary" about:"intermediary (đơn vị dịch vụ việc làm): its stream; of WorkerReferred; empty: none"`
	ReferredOn   civil.Date `db:"referred_on" about:"day of the referral; of WorkerReferred; NULL: counselled alone"`
	Outcome      string     `db:"outcome" about:"interviewed, hired, declined or no_show; of the latest ReferralConcluded; empty: none yet"`
	OutcomeOn    civil.Date `db:"outcome_on" about:"day of that outcome; NULL: none yet"`
}

// IntermediaryKey is an intermediary's stream.
type IntermediaryKey struct {
	Intermediary string `db:"intermediary" about:"intermediary (đơn vị dịch vụ việc làm): its stream"`
}

// IntermediaryRow is an employment service centre or a supply firm.
type IntermediaryRow struct {
	IntermediaryKey
	Name     string `db:"name" about:"name as registered; of IntermediaryRegistered"`
	Type     string `db:"type" about:"service_centre (trung tâm) or supply_firm (doanh nghiệp dịch vụ việc làm)"`
	Province string `db:"province" about:"two-digit code of its province; of IntermediaryRegistered"`
}

// FairKey is a job fair's stream.
type FairKey struct {
	Fair string `db:"fair" about:"job fair (phiên giao dịch việc làm): its stream, fair- and its number"`
}

// FairRow is a job fair.
type FairRow struct {
	FairKey
	HeldOn      civil.Date `db:"held_on" about:"day of the fair; of FairHeld; NULL: no such fair"`
	Employers   int        `db:"employers" about:"employers who took part; of FairHeld"`
	Attendance  int        `db:"attendance" about:"persons who came; of FairHeld"`
	Interviewed int        `db:"interviewed" about:"persons interviewed; of the latest FairOutcomeRecorded"`
	Hired       int        `db:"hired" about:"persons hired; of the latest FairOutcomeRecorded"`
}

// SeekerKey is a worker's stream.
type SeekerKey struct {
	Worker string `db:"worker" about:"worker's stream, a keyed hash that names nobody"`
}

// SeekerRow is what the worker's stream says of the days of seeking.
type SeekerRow struct {
	SeekerKey
	Seeking string `db:"seeking" about:"internal: homes, jobs and days of seeking in a form of the program's own; not for queries"`
}

// ChangeKey is an occupation and a ward on a day.
type ChangeKey struct {
	Occupation string     `db:"occupation" about:"occupation (nghề) of the seekers as registered, in small letters; empty: none given"`
	Ward       string     `db:"ward" about:"GSO code of the ward or commune that they live in"`
	Day        civil.Date `db:"day" about:"day from which there are so many more or fewer"`
}

// ChangeRow is how many more seek from the day on.
type ChangeRow struct {
	ChangeKey
	Change int `db:"change" about:"persons who seek a job from the day on, less those who no longer do; the sum up to a day is who seeks on it"`
}

// ClockKey is the one clock, 0.
type ClockKey struct {
	ID int `db:"id" about:"always 0: there is one clock"`
}

// ClockRow is the last day that is over.
type ClockRow struct {
	ClockKey
	Passed civil.Date `db:"passed" about:"latest day that is over; of DayPassed; NULL: none is recorded"`
}

var (
	vacancies      = engine.NewTable[VacancyKey, VacancyRow]("supplydemand_vacancies", engine.About("a vacancy (vị trí tuyển dụng)"), engine.Index("state"), engine.Index("employer"))
	employers      = engine.NewTable[EmployerKey, EmployerRow]("supplydemand_employers", engine.About("where an employer is (tỉnh của người sử dụng lao động)"))
	hires          = engine.NewTable[HireKey, HireRow]("supplydemand_hires", engine.About("a job that names a vacancy"), engine.Index("vacancy"))
	referrals      = engine.NewTable[ReferralKey, ReferralRow]("supplydemand_referrals", engine.About("a worker counselled about work, or referred to a vacancy (tư vấn, giới thiệu việc làm)"), engine.Index("vacancy"))
	intermediaries = engine.NewTable[IntermediaryKey, IntermediaryRow]("supplydemand_intermediaries", engine.About("an employment service centre or a supply firm (đơn vị dịch vụ việc làm)"))
	fairs          = engine.NewTable[FairKey, FairRow]("supplydemand_fairs", engine.About("a job fair (phiên giao dịch việc làm)"))
	seekers        = engine.NewTable[SeekerKey, SeekerRow]("supplydemand_seekers", engine.About("internal: a worker's days of seeking a job"))
	changes        = engine.NewTable[ChangeKey, ChangeRow]("supplydemand_changes", engine.About("how the number of those who seek a job changes, by occupation, ward and day (người tìm việc)"), engine.Index("day"))
	clocks         = engine.NewTable[ClockKey, ClockRow]("supplydemand_clock", engine.About("internal: how far time is known to have come"))
)
