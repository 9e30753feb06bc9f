package overseas

import (
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/law"
	"vaoso/domain/money"
)

// Party is who a contract joins. Every event of a contract carries it, so that
// a fold needs no other row.
type Party struct {
	WorkerID string `json:"workerId"`
	AgencyID string `json:"agencyId,omitempty"` // empty: an individual contract
	Market   string `json:"market"`             // ISO 3166-1 alpha-2
}

// Joins is the worker, the agency and the market.
func (p Party) Joins() Party { return p }

// ContractSigned: a worker signed to go abroad, on the terms as signed, lawful
// or not. The set of legal limits in force that day judges them for ever.
type ContractSigned struct {
	ContractNo string `json:"contractNo"`
	Party
	Kind           Kind        `json:"kind"`
	Occupation     string      `json:"occupation"`
	Months         int         `json:"months"`
	MonthlyWage    money.Money `json:"monthlyWage"`
	ServiceFee     money.Money `json:"serviceFee"`
	BrokerageFee   money.Money `json:"brokerageFee"`
	Deposit        money.Money `json:"deposit"`
	Rules          string      `json:"rules"`
	WorkerRevision es.Revision `json:"workerRevision"`
	AgencyRevision es.Revision `json:"agencyRevision"` // es.NoRevision (−1) where there is no agency
}

// OrientationRecorded: the worker holds a certificate of orientation (under Law
// 72/2006, of necessary knowledge), dated on the event's day.
type OrientationRecorded struct {
	CertificateNo string `json:"certificateNo"`
	Party
}

// ContractRegistered: a registration, dated on the event's day, covers the contract.
type ContractRegistered struct {
	RegistrationNo string    `json:"registrationNo"`
	With           Registrar `json:"with"`
	Party
}

// Departure is what is known of a departure, lawful or not. The worker's ward,
// sex and year of birth are copied as they were on the day, so that one event
// tells all that is counted.
type Departure struct {
	Party
	Occupation string     `json:"occupation"`
	Months     int        `json:"months"`
	DueBackOn  civil.Date `json:"dueBackOn"` // departure + months − 1 day
	Ward       string     `json:"ward"`
	Sex        string     `json:"sex"`
	BirthYear  int        `json:"birthYear"`
	ReportedOn civil.Date `json:"reportedOn"` // the day it reached the office
	// Reservation is the EngagementReserved event that holds the worker for
	// this contract; absent where an irregular departure found the worker engaged.
	Reservation es.UUID  `json:"reservation,omitzero"`
	Evidence    Evidence `json:"evidence"`
}

// Evidence is what a departure was decided on.
type Evidence struct {
	AgencyRevision es.Revision `json:"agencyRevision"` // es.NoRevision (−1) where there is no agency
	WorkerRevision es.Revision `json:"workerRevision"`
	Rules          string      `json:"rules"` // the set of the signing day, by which the sums were judged
	// Cap is the cap of the service fee; absent where none is known.
	Cap money.Money `json:"cap,omitzero"`
	// NotJudged are the lines that no cap could be found for. They passed
	// unjudged, and reports list them.
	NotJudged []law.Line `json:"notJudged,omitempty"`
}

// WorkerDispatched: the worker left for abroad on the event's day, and every
// rule of a lawful dispatch was met.
type WorkerDispatched struct {
	Departure
}

// IrregularDispatchRecorded: the worker left for abroad on the event's day
// although DispatchOverseas would have refused; found later, and not counted.
type IrregularDispatchRecorded struct {
	Departure
	Violations []string `json:"violations"` // codes of this context's refusals, in the order of the rules
	Source     string   `json:"source"`     // how the city learnt of it
}

// ContractExtended: the term abroad grew by some months.
type ContractExtended struct {
	Months     int         `json:"months"`    // added
	DueBackOn  civil.Date  `json:"dueBackOn"` // the new day
	ServiceFee money.Money `json:"serviceFee"`
	NotJudged  bool        `json:"notJudged,omitempty"` // no cap could be found for the fee
	Party
}

// WorkerAbsconded: the worker left the employer abroad unlawfully.
type WorkerAbsconded struct {
	LastSeenOn civil.Date `json:"lastSeenOn"`
	Reporter   string     `json:"reporter"` // an office or a relation, never a person's name
	DepartedOn civil.Date `json:"departedOn"`
	Party
}

// WorkerReturned: the worker came home on the event's day.
type WorkerReturned struct {
	Reason     ReturnReason `json:"reason"`
	Early      bool         `json:"early"` // before the day due back − 15 days
	After      Phase        `json:"after"` // departed, absconded or terminated
	DepartedOn civil.Date   `json:"departedOn"`
	Party
}

// ContractTerminated: the contract ended other than by return at term; before
// departure, the worker withdrew.
type ContractTerminated struct {
	Reason     string     `json:"reason"`
	Fault      Fault      `json:"fault"`
	After      Phase      `json:"after"`               // signed, departed or absconded
	DepartedOn civil.Date `json:"departedOn,omitzero"` // absent: withdrew before departure
	Party
}

// ContractLiquidated: agency and worker settled their accounts.
type ContractLiquidated struct {
	FeeRefunded     money.Money `json:"feeRefunded"`
	DepositReturned money.Money `json:"depositReturned"`
	Compensation    money.Money `json:"compensation"`
	Unilateral      bool        `json:"unilateral"`          // by the agency alone
	After           Phase       `json:"after"`               // returned, terminated or absconded
	DepartedOn      civil.Date  `json:"departedOn,omitzero"` // absent: withdrew before departure
	Party
}

func (ContractSigned) overseasEvent()            {}
func (OrientationRecorded) overseasEvent()       {}
func (ContractRegistered) overseasEvent()        {}
func (WorkerDispatched) overseasEvent()          {}
func (IrregularDispatchRecorded) overseasEvent() {}
func (ContractExtended) overseasEvent()          {}
func (WorkerAbsconded) overseasEvent()           {}
func (WorkerReturned) overseasEvent()            {}
func (ContractTerminated) overseasEvent()        {}
func (ContractLiquidated) overseasEvent()        {}

func (ContractSigned) contractEvent()            {}
func (OrientationRecorded) contractEvent()       {}
func (ContractRegistered) contractEvent()        {}
func (WorkerDispatched) contractEvent()          {}
func (IrregularDispatchRecorded) contractEvent() {}
func (ContractExtended) contractEvent()          {}
func (WorkerAbsconded) contractEvent()           {}
func (WorkerReturned) contractEvent()            {}
func (ContractTerminated) contractEvent()        {}
func (ContractLiquidated) contractEvent()        {}
