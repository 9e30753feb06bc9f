package contracts

import (
	"vaoso/domain/civil"
	"vaoso/domain/money"
	"vaoso/domain/overseas"
	"vaoso/projections/engine"
)

// Key is the contract's stream: "contract-C-2021-0007".
type Key struct {
	Contract string `db:"contract"`
}

// Row is a contract. Sums are integers in minor units of Currency; days that
// haven't come are zero.
type Row struct {
	Key
	ContractNo string         `db:"contract_no"`
	Worker     string         `db:"worker"`     // stream
	Agency     string         `db:"agency"`     // stream; "" for an individual contract
	LicenceNo  string         `db:"licence_no"` // of the signing day; before any, the first
	AgencyName string         `db:"agency_name"`
	Kind       overseas.Kind  `db:"kind"`
	Market     string         `db:"market"`
	Occupation string         `db:"occupation"`
	Months     int            `db:"months"` // of the term, with its extensions
	State      overseas.Phase `db:"state"`

	SignedOn     civil.Date            `db:"signed_on"`
	OrientedOn   civil.Date            `db:"oriented_on"`
	RegisteredOn civil.Date            `db:"registered_on"`
	DepartedOn   civil.Date            `db:"departed_on"`
	ReportedOn   civil.Date            `db:"reported_on"` // of the departure
	DueBackOn    civil.Date            `db:"due_back_on"`
	ReturnLimit  civil.Date            `db:"return_limit"` // DueBackOn + the city's days: overdue after it
	AbscondedOn  civil.Date            `db:"absconded_on"`
	ReturnedOn   civil.Date            `db:"returned_on"`
	ReturnReason overseas.ReturnReason `db:"return_reason"`
	Early        bool                  `db:"early"`
	TerminatedOn civil.Date            `db:"terminated_on"`
	EndedOn      civil.Date            `db:"ended_on"` // the earlier of termination and return
	LiquidatedOn civil.Date            `db:"liquidated_on"`

	Currency          string `db:"currency"` // of the wage, the sums and their caps
	MonthlyWage       int64  `db:"monthly_wage"`
	ServiceFee        int64  `db:"service_fee"`
	BrokerageFee      int64  `db:"brokerage_fee"`
	Deposit           int64  `db:"deposit"`
	ServiceCap        int64  `db:"service_cap"` // 0 also where no cap is known
	ServiceCapKnown   bool   `db:"service_cap_known"`
	BrokerageCap      int64  `db:"brokerage_cap"`
	BrokerageCapKnown bool   `db:"brokerage_cap_known"`
	DepositCap        int64  `db:"deposit_cap"`
	DepositCapKnown   bool   `db:"deposit_cap_known"`

	Rules          string  `db:"rules"` // the set of legal limits of the signing day
	MonthsSigned   int     `db:"months_signed"`
	Verdict        Verdict `db:"verdict"`
	AboveLines     string  `db:"above_lines"`      // lines above their caps: "service, deposit"
	NotJudgedLines string  `db:"not_judged_lines"` // lines without a cap to judge them by

	Irregular  bool   `db:"irregular"`  // departed round the gate
	Violations string `db:"violations"` // codes of refusals: "ErrUnderage, ErrLicenceLapsed"
	Ward       string `db:"ward"`       // of the worker on the day of departure; "" before
	Sex        string `db:"sex"`
	BirthYear  int    `db:"birth_year"`
}

// Wage is the monthly wage.
func (r Row) Wage() money.Money { return money.Money{Amount: r.MonthlyWage, Currency: r.Currency} }

// Verdict is what the law of the signing day says of a contract's sums.
type Verdict string

// The verdicts, from the gravest.
const (
	AboveCap  Verdict = "above_cap"  // some line is above its cap
	NotJudged Verdict = "not_judged" // none is, but some line has no cap to judge it by
	Lawful    Verdict = "lawful"
)

// AgencyKey is an agency's stream.
type AgencyKey struct {
	Agency string `db:"agency"`
}

// AgencyRow is what a contract's row copies of its agency.
type AgencyRow struct {
	AgencyKey
	Name      string `db:"name"`
	LicenceNo string `db:"licence_no"` // the one granted last
	Licences  string `db:"licences"`   // periods as JSON, by the day granted: overseas.Licence
}

var (
	// Contracts is the register.
	Contracts = engine.NewTable[Key, Row]("contracts_register",
		engine.Index("agency"), engine.Index("market"), engine.Index("state", "due_back_on"), engine.Index("worker"), engine.Index("departed_on"))
	// Agencies are the agencies' names and licences.
	Agencies = engine.NewTable[AgencyKey, AgencyRow]("contracts_agencies")
)
