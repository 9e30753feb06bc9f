package support

import (
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/projections/engine"
)

// Name is the projection's.
const Name = "support"

// LoanKey is a loan's stream.
type LoanKey struct {
	Loan string `db:"loan" about:"loan's stream, loan- and its number"`
}

// LoanRow is a loan.
type LoanRow struct {
	LoanKey
	LoanNo       string     `db:"loan_no" about:"number of the loan (khoản vay); of LoanApproved"`
	Borrower     string     `db:"borrower" about:"stream of the worker or employer who borrowed, a keyed hash"`
	Ward         string     `db:"ward" about:"GSO code of the borrower's ward or commune on the day; empty: an employer elsewhere"`
	ApprovedOn   civil.Date `db:"approved_on" about:"day of approval; of LoanApproved"`
	SettledOn    civil.Date `db:"settled_on" about:"day of settlement (tất toán); of LoanSettled; NULL: not settled"`
	Amount       int64      `db:"amount" about:"sum lent, in minor units of currency; of LoanApproved"`
	Currency     string     `db:"currency" about:"ISO 4217 currency, VND"`
	Months       int        `db:"months" about:"term in months; of LoanApproved"`
	JobsPromised int        `db:"jobs_promised" about:"jobs that the borrower promised to create; of LoanApproved"`
	JobsToKeep   int        `db:"jobs_to_keep" about:"jobs that the borrower promised to keep; of LoanApproved"`
}

// FactKey is the event that says it.
type FactKey struct {
	Event es.UUID `db:"event" about:"id of the event that says it"`
}

// JobRow is a job of a loan.
type JobRow struct {
	FactKey
	Whose   string     `db:"whose" about:"stream of the worker or employer whose ward it is, a keyed hash"`
	Loan    string     `db:"loan" about:"loan's stream, as in support_loans"`
	Ward    string     `db:"ward" about:"GSO code of the worker's ward or commune on the day, else the borrower's; empty: elsewhere"`
	Day     civil.Date `db:"day" about:"day of the job; of JobRecorded"`
	Created bool       `db:"created" about:"whether the job was created (tạo mới); else it was kept (duy trì)"`
	Named   bool       `db:"named" about:"whether its worker is named: else it counts towards no plan"`
	Placed  bool       `db:"placed" about:"whether it is entered as a placement too: the two are one job"`
}

// GrantRow is support that isn't a loan.
type GrantRow struct {
	FactKey
	Whose    string     `db:"whose" about:"stream of the worker or employer whose ward it is, a keyed hash"`
	Scheme   string     `db:"scheme" about:"programme under which support was granted; of SupportGranted"`
	Ward     string     `db:"ward" about:"GSO code of the receiver's ward or commune on the day; empty: elsewhere"`
	Day      civil.Date `db:"day" about:"day of the grant; of SupportGranted"`
	Amount   int64      `db:"amount" about:"sum granted, in minor units of currency; of SupportGranted"`
	Currency string     `db:"currency" about:"ISO 4217 currency, VND"`
}

// NoticeRow is a notice given, or ended.
type NoticeRow struct {
	FactKey
	Whose string     `db:"whose" about:"stream of the worker or employer whose ward it is, a keyed hash"`
	Ward  string     `db:"ward" about:"GSO code of the worker's ward or commune on the day of the notice"`
	Day   civil.Date `db:"day" about:"day of the notice, or of its end; of UnemploymentNoticed, UnemploymentEnded"`
	Ended bool       `db:"ended" about:"whether it is the notice's end; else the notice (thông báo thất nghiệp)"`
}

// AllowanceRow is an unemployment allowance.
type AllowanceRow struct {
	FactKey
	Whose    string     `db:"whose" about:"stream of the worker or employer whose ward it is, a keyed hash"`
	Ward     string     `db:"ward" about:"GSO code of the worker's ward or commune on the day of the notice"`
	Day      civil.Date `db:"day" about:"day of the grant; of AllowanceGranted"`
	Months   int        `db:"months" about:"months for which the allowance is paid; of AllowanceGranted"`
	Amount   int64      `db:"amount" about:"sum of all its months, in minor units of currency; of AllowanceGranted"`
	Currency string     `db:"currency" about:"ISO 4217 currency, VND"`
}

// EmployerKey is an employer's stream.
type EmployerKey struct {
	Employer string `db:"employer" about:"employer (người sử dụng lao động): its stream, a keyed hash"`
}

// EmployerRow is where an employer is, for what no ward can be said of.
type EmployerRow struct {
	EmployerKey
	Province string `db:"province" about:"GSO code of its province (tỉnh), two digits; of EmployerRegistered, EmployerCorrected"`
}

var (
	employers  = engine.NewTable[EmployerKey, EmployerRow]("support_employers", engine.About("the province of an employer (tỉnh của người sử dụng lao động)"))
	loans      = engine.NewTable[LoanKey, LoanRow]("support_loans", engine.About("a loan of the employment fund (vay vốn Quỹ quốc gia về việc làm)"), engine.Index("borrower"))
	jobs       = engine.NewTable[FactKey, JobRow]("support_jobs", engine.About("a job that a loan created or kept"), engine.Index("whose"))
	grants     = engine.NewTable[FactKey, GrantRow]("support_grants", engine.About("support of a worker or an employer other than a loan (hỗ trợ việc làm)"), engine.Index("whose"))
	notices    = engine.NewTable[FactKey, NoticeRow]("support_notices", engine.About("an unemployment notice, or its end"), engine.Index("whose"))
	allowances = engine.NewTable[FactKey, AllowanceRow]("support_allowances", engine.About("an unemployment allowance (trợ cấp thất nghiệp)"), engine.Index("whose"))
)
