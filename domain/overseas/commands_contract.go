package overseas

import (
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/law"
	"vaoso/domain/money"
)

// ContractCommand is a command to a contract's stream. Fields without a JSON
// name are evidence, which the caller reads from other streams and never from a
// read model.
//
//sumtype:decl
type ContractCommand interface{ contractCommand() }

// SignContract takes what the parties signed, lawful or not. All sums are in
// the wage's currency; a fee left out is 0. It happens on the signing day.
// Refusals: ErrContractExists, ErrAgencyUnknown, law.ErrNoRules.
type SignContract struct {
	Contract     string      `json:"contract"`            // the contract's number
	Worker       string      `json:"worker,omitempty"`    // or citizenId
	CitizenID    string      `json:"citizenId,omitempty"` // personal
	Agency       string      `json:"agency,omitempty"`    // or licenceNo; none for an individual contract
	LicenceNo    string      `json:"licenceNo,omitempty"`
	Kind         Kind        `json:"kind"`
	Market       string      `json:"market"`
	Occupation   string      `json:"occupation"` // "seafarer" has a cap of its own
	Months       int         `json:"months"`     // 1 to 120
	MonthlyWage  money.Money `json:"monthlyWage"`
	ServiceFee   money.Money `json:"serviceFee,omitzero"`
	BrokerageFee money.Money `json:"brokerageFee,omitzero"`
	Deposit      money.Money `json:"deposit,omitzero"`

	WorkerID       string      `json:"-"` // the worker's stream
	WorkerRevision es.Revision `json:"-"`
	AgencyID       string      `json:"-"` // the agency's stream; "" where the command names none
	AgencyKnown    bool        `json:"-"` // the agency's stream has events
	AgencyRevision es.Revision `json:"-"`
	Limits         law.Limits  `json:"-"`
}

// RecordOrientation enters the certificate; it happens on the certificate's
// day, which may precede the signing. Refusals: ErrContractUnknown, ErrWrongState.
type RecordOrientation struct {
	Contract      string `json:"contract"`
	CertificateNo string `json:"certificateNo"`
}

// RegisterContract enters the registration that covers the contract; it happens
// on the registration's day. Refusals: ErrContractUnknown, ErrWrongState.
type RegisterContract struct {
	Contract       string    `json:"contract"`
	RegistrationNo string    `json:"registrationNo"`
	With           Registrar `json:"with,omitempty"` // default: department for an individual contract, else dolab
}

// Worker is what a departure needs to know of the worker, read from the
// worker's stream at Revision, before the reservation for this contract.
type Worker struct {
	ID        string
	Revision  es.Revision
	BirthDate civil.Date // zero where the person's data were erased
	BirthYear int
	Sex       string
	Ward      string // on the day of departure
	// EngagedWith names another engagement or reservation that covers the day
	// of departure; "" where there is none. This contract's own doesn't count.
	EngagedWith string
}

// DispatchOverseas is the gate: it happens on the day of departure, and is
// refused unless every rule of [CheckDispatch] is met.
//
// It is decided twice: first without a reservation, as a check, and then, once
// the worker is reserved, with the id of the EngagementReserved event. Only the
// second decision is appended.
type DispatchOverseas struct {
	Contract   string     `json:"contract"`
	ReportedOn civil.Date `json:"reportedOn,omitzero"` // default: today

	Worker         Worker      `json:"-"`
	Agency         Agency      `json:"-"` // zero for an individual contract
	AgencyRevision es.Revision `json:"-"`
	Limits         law.Limits  `json:"-"`
	Reservation    es.UUID     `json:"-"`
}

// RecordIrregularDispatch enters a departure that DispatchOverseas would
// refuse, as found. Refusals: ErrContractUnknown, ErrWrongState, ErrDateOrder,
// ErrDispatchRegular.
type RecordIrregularDispatch struct {
	Contract   string     `json:"contract"`
	ReportedOn civil.Date `json:"reportedOn,omitzero"` // default: today
	Source     string     `json:"source"`

	Worker         Worker      `json:"-"`
	Agency         Agency      `json:"-"`
	AgencyRevision es.Revision `json:"-"`
	Limits         law.Limits  `json:"-"`
	Reservation    es.UUID     `json:"-"` // zero where the worker couldn't be reserved
}

// ExtendContract lengthens the term abroad. Refusals: ErrContractUnknown,
// ErrWrongState, ErrDateOrder, ErrExtensionFeeAboveCap.
type ExtendContract struct {
	Contract   string      `json:"contract"`
	Months     int         `json:"months"` // added; 1 to 120
	ServiceFee money.Money `json:"serviceFee,omitzero"`

	Limits law.Limits `json:"-"`
}

// ReportAbsconded enters that the worker left the employer abroad unlawfully.
// Refusals: ErrContractUnknown, ErrWrongState, ErrDateOrder.
type ReportAbsconded struct {
	Contract   string     `json:"contract"`
	LastSeenOn civil.Date `json:"lastSeenOn,omitzero"` // default: the day itself
	Reporter   string     `json:"reporter"`
}

// RecordReturn enters that the worker came home. Refusals: ErrContractUnknown,
// ErrWrongState, ErrDateOrder.
type RecordReturn struct {
	Contract string       `json:"contract"`
	Reason   ReturnReason `json:"reason"`
}

// TerminateContract ends the contract other than by return at term; before
// departure, the worker withdrew. Refusals: ErrContractUnknown, ErrWrongState,
// ErrDateOrder.
type TerminateContract struct {
	Contract string `json:"contract"`
	Reason   string `json:"reason"`
	Fault    Fault  `json:"fault,omitempty"` // default none
}

// LiquidateContract enters that the accounts are settled. Refusals:
// ErrContractUnknown, ErrWrongState, ErrNotEnded, ErrDateOrder,
// ErrUnilateralTooEarly.
type LiquidateContract struct {
	Contract        string      `json:"contract"`
	FeeRefunded     money.Money `json:"feeRefunded,omitzero"`
	DepositReturned money.Money `json:"depositReturned,omitzero"`
	Compensation    money.Money `json:"compensation,omitzero"`
	Unilateral      bool        `json:"unilateral,omitempty"`

	Limits law.Limits `json:"-"`
}

func (SignContract) contractCommand()            {}
func (RecordOrientation) contractCommand()       {}
func (RegisterContract) contractCommand()        {}
func (DispatchOverseas) contractCommand()        {}
func (RecordIrregularDispatch) contractCommand() {}
func (ExtendContract) contractCommand()          {}
func (ReportAbsconded) contractCommand()         {}
func (RecordReturn) contractCommand()            {}
func (TerminateContract) contractCommand()       {}
func (LiquidateContract) contractCommand()       {}
