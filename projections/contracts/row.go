package contracts

import (
	"vaoso/domain/civil"
	"vaoso/domain/money"
	"vaoso/domain/overseas"
	"vaoso/projections/engine"
)

// Key is the contract's stream: "contract-C-2021-0007".
type Key struct {
	Contract string `db:"contract" about:"contract's stream, contract- and its number"`
}

// Row is a contract. Sums are integers in minor units of Currency; days that
// haven't come are zero.
type Row struct {
	Key
	ContractNo string         `db:"contract_no" about:"contract number (số hợp đồng); of ContractSigned"`
	Worker     string         `db:"worker" about:"worker's stream, a keyed hash that names nobody; of ContractSigned"`
	Agency     string         `db:"agency" about:"agency's stream (doanh nghiệp dịch vụ); of ContractSigned; empty: signed without an agency"`
	LicenceNo  string         `db:"licence_no" about:"agency's licence number (số giấy phép) on the signing day, else its first; empty: no agency"`
	AgencyName string         `db:"agency_name" about:"agency's name when the contract was entered; empty: no agency"`
	Kind       overseas.Kind  `db:"kind" about:"service, contractor, trainee or individual (hình thức); of ContractSigned"`
	Market     string         `db:"market" about:"ISO 3166 code of the country or territory (thị trường), such as JP; of ContractSigned"`
	Occupation string         `db:"occupation" about:"occupation abroad (nghề); of ContractSigned"`
	Months     int            `db:"months" about:"term in months (thời hạn), extensions included; of ContractSigned, ContractExtended"`
	State      overseas.Phase `db:"state" about:"signed, departed, absconded, returned, terminated or liquidated; of the contract's latest event"`

	SignedOn     civil.Date            `db:"signed_on" about:"day of signing (ngày ký); of ContractSigned"`
	AmendedOn    civil.Date            `db:"amended_on" about:"day of the last amendment (sửa đổi hợp đồng) before departure; of ContractAmended; NULL: as signed"`
	OrientedOn   civil.Date            `db:"oriented_on" about:"day of the first orientation certificate (giáo dục định hướng); of OrientationRecorded; NULL: none"`
	RegisteredOn civil.Date            `db:"registered_on" about:"day of the first registration (đăng ký hợp đồng); of ContractRegistered; NULL: none"`
	DepartedOn   civil.Date            `db:"departed_on" about:"day of departure (xuất cảnh); of WorkerDispatched, IrregularDispatchRecorded; NULL: not departed"`
	ReportedOn   civil.Date            `db:"reported_on" about:"day on which the departure was reported (ngày báo cáo); of the same event; NULL: not departed"`
	DueBackOn    civil.Date            `db:"due_back_on" about:"last day of the term abroad, extensions included; of the departure, ContractExtended; NULL: not departed"`
	ReturnLimit  civil.Date            `db:"return_limit" about:"due_back_on and the days that the city allows (30); overdue to return after it; NULL: not departed"` // DueBackOn + the city's days: overdue after it
	AbscondedOn  civil.Date            `db:"absconded_on" about:"day of absconding (bỏ trốn); of WorkerAbsconded; NULL: none"`
	ReturnedOn   civil.Date            `db:"returned_on" about:"day of return (về nước); of WorkerReturned; NULL: not returned"`
	ReturnReason overseas.ReturnReason `db:"return_reason" about:"term, early_own, early_employer, early_health, early_force, deported or deceased; of WorkerReturned; empty: not returned"`
	Early        bool                  `db:"early" about:"whether the return was early (về trước hạn): over 15 days before due_back_on; of WorkerReturned"`
	TerminatedOn civil.Date            `db:"terminated_on" about:"day of termination other than by return (chấm dứt); of ContractTerminated; NULL: none"`
	EndedOn      civil.Date            `db:"ended_on" about:"earlier of returned_on and terminated_on; NULL: not ended"`
	LiquidatedOn civil.Date            `db:"liquidated_on" about:"day of liquidation (thanh lý hợp đồng); of ContractLiquidated; NULL: not settled"`

	Currency          string `db:"currency" about:"ISO 4217 code of all amounts in the row; VND, JPY and KRW have no minor units; of ContractSigned"`
	MonthlyWage       int64  `db:"monthly_wage" about:"monthly wage (lương), in minor units of currency; of ContractSigned"`
	ServiceFee        int64  `db:"service_fee" about:"service fee (tiền dịch vụ), in minor units of currency; of ContractSigned"`
	BrokerageFee      int64  `db:"brokerage_fee" about:"brokerage fee (tiền môi giới), in minor units of currency; of ContractSigned"`
	Deposit           int64  `db:"deposit" about:"deposit (tiền ký quỹ), in minor units of currency; of ContractSigned"`
	ServicePaid       int64  `db:"service_paid" about:"service fee paid so far, in minor units of currency; of FeeRecorded"`
	ServiceRefunded   int64  `db:"service_refunded" about:"service fee given back before liquidation, in minor units of currency; of FeeRefunded"`
	BrokeragePaid     int64  `db:"brokerage_paid" about:"brokerage paid so far, in minor units of currency; of FeeRecorded"`
	BrokerageRefunded int64  `db:"brokerage_refunded" about:"brokerage given back before liquidation, in minor units of currency; of FeeRefunded"`
	DepositPaid       int64  `db:"deposit_paid" about:"deposit paid so far, in minor units of currency; of FeeRecorded"`
	DepositRefunded   int64  `db:"deposit_refunded" about:"deposit given back before liquidation, in minor units of currency; of FeeRefunded"`
	ServiceCap        int64  `db:"service_cap" about:"lawful cap on the service fee, in minor units of currency; of the law in rules; 0 also where service_cap_known is false"`
	ServiceCapKnown   bool   `db:"service_cap_known" about:"whether the law in rules gives a cap on the service fee"`
	BrokerageCap      int64  `db:"brokerage_cap" about:"lawful cap on the brokerage fee, in minor units of currency; of the law in rules; 0 also where brokerage_cap_known is false"`
	BrokerageCapKnown bool   `db:"brokerage_cap_known" about:"whether the law in rules gives a cap on the brokerage fee"`
	DepositCap        int64  `db:"deposit_cap" about:"lawful cap on the deposit, in minor units of currency; of the law in rules; 0 also where deposit_cap_known is false"`
	DepositCapKnown   bool   `db:"deposit_cap_known" about:"whether the law in rules gives a cap on the deposit"`

	Rules          string  `db:"rules" about:"legal limits (giới hạn pháp luật) of the signing day, by name: law-2006 is Law 72/2006, law-2020 is Law 69/2020"`
	MonthsSigned   int     `db:"months_signed" about:"term in months as signed or amended, by which the caps are computed; of ContractSigned, ContractAmended"`
	Verdict        Verdict `db:"verdict" about:"above_cap, not_judged or lawful: what the law in rules says of the fees and deposit"`
	AboveLines     string  `db:"above_lines" about:"amounts above their caps, such as service, deposit; by the law in rules; empty: none"`
	NotJudgedLines string  `db:"not_judged_lines" about:"amounts that the law in rules gives no cap for; empty: none"`

	TravelPapers   bool   `db:"travel_papers" about:"whether a passport is recorded (hộ chiếu); of TravelPapersRecorded"`
	EmployerAbroad string `db:"employer_abroad" about:"employer abroad that the worker went over to (đổi người sử dụng lao động); of EmployerAbroadReplaced; empty: the first one" personal:"yes"`
	EmployerLawful bool   `db:"employer_lawful" about:"whether the last change of employer was lawful; of EmployerAbroadReplaced; false also where there was none"`
	Incidents      int    `db:"incidents" about:"incidents abroad (sự cố), of any kind; of IncidentRecorded"`
	ExpiryNoticed  int    `db:"expiry_noticed" about:"days left that the last notice of due_back_on was given for: 90, 60 or 30; of ContractExpiryNoticed; 0: none yet"`

	Irregular  bool   `db:"irregular" about:"whether the departure broke a rule (xuất cảnh sai quy định); of IrregularDispatchRecorded"`
	Violations string `db:"violations" about:"codes of the rules that the departure broke, commas between; of IrregularDispatchRecorded; empty: none"` // codes of refusals: "ErrUnderage, ErrLicenceLapsed"
	Ward       string `db:"ward" about:"GSO code of the worker's ward or commune on the day of departure; empty: not departed"`
	Sex        string `db:"sex" about:"male (nam) or female (nữ); of the departure; empty: not departed"`
	BirthYear  int    `db:"birth_year" about:"worker's year of birth; of the departure; 0: not departed"`
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
	Agency string `db:"agency" about:"agency's stream (doanh nghiệp dịch vụ)"`
}

// AgencyRow is what a contract's row copies of its agency.
type AgencyRow struct {
	AgencyKey
	Name      string `db:"name" about:"agency's name (tên doanh nghiệp); of AgencyRegistered"`
	LicenceNo string `db:"licence_no" about:"number of the licence (giấy phép) granted last; of AgencyRegistered, LicenceRenewed"`
	Licences  string `db:"licences" about:"internal: periods of the licences in a form of the program's own; not for queries"` // periods as JSON, by the day granted: overseas.Licence
}

var (
	// Contracts is the register.
	Contracts = engine.NewTable[Key, Row]("contracts_register", engine.About("a contract for work abroad (hợp đồng đưa người lao động đi làm việc ở nước ngoài) as it now stands"),
		engine.Index("agency"), engine.Index("market"), engine.Index("state", "due_back_on"), engine.Index("worker"), engine.Index("departed_on"))
	// Agencies are the agencies' names and licences.
	Agencies = engine.NewTable[AgencyKey, AgencyRow]("contracts_agencies", engine.About("an agency (doanh nghiệp dịch vụ) with its licence"))
)
