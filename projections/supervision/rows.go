package supervision

import (
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/overseas"
	domain "vaoso/domain/supervision"
	"vaoso/projections/engine"
)

// InspectionKey is the inspection's stream: "inspection-KT-2021-03".
type InspectionKey struct {
	Inspection string `db:"inspection"`
}

// InspectionRow is an inspection of one agency, unit or contract.
type InspectionRow struct {
	InspectionKey
	InspectionNo string     `db:"inspection_no"`
	Agency       string     `db:"agency"` // stream; of an inspected contract too
	Unit         string     `db:"unit"`
	Contract     string     `db:"contract"` // stream
	Inspector    string     `db:"inspector"`
	Announced    bool       `db:"announced"`
	OpenedOn     civil.Date `db:"opened_on"`
	ClosedOn     civil.Date `db:"closed_on"`
	Conclusion   string     `db:"conclusion"`
}

// FindingKey is a finding: its id is unique within its inspection.
type FindingKey struct {
	Inspection string `db:"inspection"`
	Finding    string `db:"finding_id"`
}

// FindingRow is a finding with its remedy.
type FindingRow struct {
	FindingKey
	InspectionNo  string          `db:"inspection_no"`
	Agency        string          `db:"agency"`   // stream
	Contract      string          `db:"contract"` // stream
	Text          string          `db:"text"`
	Severity      domain.Severity `db:"severity"`
	LegalBasis    string          `db:"legal_basis"`
	RecordedOn    civil.Date      `db:"recorded_on"`
	Remedy        string          `db:"remedy"` // what must be done
	RemedyDueOn   civil.Date      `db:"remedy_due_on"`
	RemediedOn    civil.Date      `db:"remedied_on"`
	EvidenceRef   string          `db:"evidence_ref"`
	RecordedEvent es.UUID         `db:"recorded_event"`
	RequiredEvent es.UUID         `db:"required_event"` // the latest
	RemediedEvent es.UUID         `db:"remedied_event"`
}

// FlagKey is a flag's id: "RF02-C-2021-0011".
type FlagKey struct {
	ID string `db:"flag_id"`
}

// FlagRow is a flag, with what it says and why.
type FlagRow struct {
	FlagKey
	Rule      string          `db:"rule"`
	Severity  domain.Severity `db:"severity"`
	Contract  string          `db:"contract"`   // stream; "" where it isn't about one
	Agency    string          `db:"agency"`     // stream; "" where none is concerned
	Finding   string          `db:"finding_id"` // RF14 alone
	Day       civil.Date      `db:"day"`        // from which on the rule was broken
	SettledOn civil.Date      `db:"settled_on"` // zero: the wrong hasn't been put right
	Evidence  string          `db:"evidence"`   // ids of events, separated by spaces
	Vi        string          `db:"vi"`         // what and why, with the figures
	En        string          `db:"en"`
}

// AgencyKey is the agency's stream.
type AgencyKey struct {
	Agency string `db:"agency"`
}

// AgencyRow is an agency with the acts on its licence.
type AgencyRow struct {
	AgencyKey
	Name  string `db:"name"`
	Facts string `db:"facts"` // JSON; see agency.go
}

// WorkerKey is the worker's stream.
type WorkerKey struct {
	Worker string `db:"worker"`
}

// WorkerRow has the streams of a worker's contracts, separated by spaces.
type WorkerRow struct {
	WorkerKey
	Contracts string `db:"contracts"`
}

// ContractKey is the contract's stream.
type ContractKey struct {
	Contract string `db:"contract"`
}

// ContractRow is what the rules look at of a contract. Sums are integers in
// minor units of Currency.
type ContractRow struct {
	ContractKey
	ContractNo   string        `db:"contract_no"`
	Worker       string        `db:"worker"`
	Agency       string        `db:"agency"`
	Market       string        `db:"market"`
	Kind         overseas.Kind `db:"kind"`
	Occupation   string        `db:"occupation"`
	Rules        string        `db:"rules"`
	MonthsSigned int           `db:"months_signed"`

	Currency     string     `db:"currency"`
	Wage         int64      `db:"wage"`
	Service      int64      `db:"service"`
	Brokerage    int64      `db:"brokerage"`
	Deposit      int64      `db:"deposit"`
	ExtendedOn   civil.Date `db:"extended_on"`      // of the last extension above its cap
	ExtensionFee int64      `db:"extension_fee"`    // and its fee
	ExtensionCap int64      `db:"extension_cap"`    // and its cap
	Excess       int64      `db:"extension_excess"` // by how much all extensions were above their caps
	FeeRefunded  int64      `db:"fee_refunded"`     // at liquidation, in Currency
	DepositBack  int64      `db:"deposit_returned"` // at liquidation, in Currency

	SignedOn     civil.Date `db:"signed_on"`
	OrientedOn   civil.Date `db:"oriented_on"`
	RegisteredOn civil.Date `db:"registered_on"`
	DepartedOn   civil.Date `db:"departed_on"`
	ReportedOn   civil.Date `db:"reported_on"`
	Violations   string     `db:"violations"` // of an irregular departure: codes separated by spaces
	BirthYear    int        `db:"birth_year"`
	DueBackOn    civil.Date `db:"due_back_on"`
	ReturnLimit  civil.Date `db:"return_limit"` // RF04 after it
	AbscondedOn  civil.Date `db:"absconded_on"`
	TerminatedOn civil.Date `db:"terminated_on"`
	ReturnedOn   civil.Date `db:"returned_on"`
	EndedOn      civil.Date `db:"ended_on"`     // the earlier of termination and return
	SettleLimit  civil.Date `db:"settle_limit"` // RF05 after it
	LiquidatedOn civil.Date `db:"liquidated_on"`

	SignedEvent     es.UUID `db:"signed_event"`
	DepartedEvent   es.UUID `db:"departed_event"`
	ExtendedEvent   es.UUID `db:"extended_event"` // the last extension
	AboveEvent      es.UUID `db:"above_event"`    // the last extension above its cap
	AbscondedEvent  es.UUID `db:"absconded_event"`
	EndedEvent      es.UUID `db:"ended_event"`
	LiquidatedEvent es.UUID `db:"liquidated_event"`

	Raised string `db:"raised"` // the rules with a row in Flags, separated by spaces
}

// The tables.
var (
	Inspected = engine.NewTable[InspectionKey, InspectionRow]("supervision_inspections", engine.Index("agency"))
	Found     = engine.NewTable[FindingKey, FindingRow]("supervision_findings", engine.Index("remedy_due_on"), engine.Index("agency"))
	Flagged   = engine.NewTable[FlagKey, FlagRow]("supervision_flags", engine.Index("agency"), engine.Index("contract"))
	Agencies  = engine.NewTable[AgencyKey, AgencyRow]("supervision_agencies")
	Workers   = engine.NewTable[WorkerKey, WorkerRow]("supervision_workers")
	Contracts = engine.NewTable[ContractKey, ContractRow]("supervision_contracts",
		engine.Index("agency"), engine.Index("departed_on"), engine.Index("return_limit"), engine.Index("settle_limit"))
)
