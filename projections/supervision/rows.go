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
	Inspection string `db:"inspection" about:"inspection's stream, inspection- and its number"`
}

// InspectionRow is an inspection of one agency, unit or contract.
type InspectionRow struct {
	InspectionKey
	InspectionNo string     `db:"inspection_no" about:"number of the inspection (số cuộc kiểm tra); of InspectionOpened"`
	Agency       string     `db:"agency" about:"inspected agency's stream, or that of the inspected contract; of InspectionOpened; empty: none"`
	Unit         string     `db:"unit" about:"GSO code of the inspected ward or commune; of InspectionOpened; empty: not about one"`
	Contract     string     `db:"contract" about:"inspected contract's stream; of InspectionOpened; empty: not about one"`
	Inspector    string     `db:"inspector" about:"who inspects (người kiểm tra); of InspectionOpened" personal:"yes"`
	Announced    bool       `db:"announced" about:"whether the inspection was announced beforehand; of InspectionOpened"`
	OpenedOn     civil.Date `db:"opened_on" about:"day of opening (ngày kiểm tra); of InspectionOpened"`
	ClosedOn     civil.Date `db:"closed_on" about:"day of closing (ngày kết thúc); of InspectionClosed; NULL: still open"`
	Conclusion   string     `db:"conclusion" about:"conclusion (kết luận), free text; of InspectionClosed; empty: still open" personal:"yes"`
}

// FindingKey is a finding: its id is unique within its inspection.
type FindingKey struct {
	Inspection string `db:"inspection" about:"inspection's stream, as in supervision_inspections"`
	Finding    string `db:"finding_id" about:"finding (sai phạm), unique within its inspection; of FindingRecorded"`
}

// FindingRow is a finding with its remedy.
type FindingRow struct {
	FindingKey
	InspectionNo  string          `db:"inspection_no" about:"number of the inspection (số cuộc kiểm tra)"`
	Agency        string          `db:"agency" about:"stream of the agency that the finding is about; empty: none"`
	Contract      string          `db:"contract" about:"stream of the contract that the finding is about; of FindingRecorded; empty: none"`
	Text          string          `db:"text" about:"what was found (sai phạm), free text; of FindingRecorded" personal:"yes"`
	Severity      domain.Severity `db:"severity" about:"minor (nhẹ), major (nặng) or critical (nghiêm trọng); of FindingRecorded"`
	LegalBasis    string          `db:"legal_basis" about:"law and article that was broken (căn cứ); of FindingRecorded"`
	RecordedOn    civil.Date      `db:"recorded_on" about:"day of the finding; of FindingRecorded"`
	Remedy        string          `db:"remedy" about:"what must be done (khắc phục), free text; of the latest RemedyRequired; empty: nothing" personal:"yes"`
	RemedyDueOn   civil.Date      `db:"remedy_due_on" about:"last day for the remedy (hạn khắc phục); of the latest RemedyRequired or RemedyExtended; NULL: none required"`
	RemediedOn    civil.Date      `db:"remedied_on" about:"day on which it was put right (ngày khắc phục); of RemedyRecorded; NULL: not yet"`
	EvidenceRef   string          `db:"evidence_ref" about:"reference to the proof of the remedy, free text; of RemedyRecorded; empty: none" personal:"yes"`
	FellOverdueOn civil.Date      `db:"fell_overdue_on" about:"first day behind the latest deadline that passed; of RemedyFellOverdue; NULL: none passed"`
	EscalatedOn   civil.Date      `db:"escalated_on" about:"day of the first escalation (báo cáo cấp trên); of FindingEscalated; NULL: none"`
	EscalatedTo   string          `db:"escalated_to" about:"body that it was last escalated to, free text; of FindingEscalated; empty: none" personal:"yes"`
	SanctionedOn  civil.Date      `db:"sanctioned_on" about:"day of the first sanction (xử phạt); of SanctionImposed; NULL: none"`
	Sanctions     int             `db:"sanctions" about:"how many sanctions there are, in supervision_sanctions"`
	RecordedEvent es.UUID         `db:"recorded_event" about:"id of FindingRecorded in the log"`
	RequiredEvent es.UUID         `db:"required_event" about:"id of the latest RemedyRequired in the log; NULL: none"`
	RemediedEvent es.UUID         `db:"remedied_event" about:"id of RemedyRecorded in the log; NULL: none"`
}

// FlagKey is a flag's id: "RF02-C-2021-0011".
type FlagKey struct {
	ID string `db:"flag_id" about:"red flag (cảnh báo): its rule and what it is about, such as RF02-C-2021-0011"`
}

// FlagRow is a flag, with what it says and why.
type FlagRow struct {
	FlagKey
	Rule      string          `db:"rule" about:"rule that was broken, RF01 to RF15; RF04, RF05, RF11 and RF14 depend on the day and aren't kept here"`
	Severity  domain.Severity `db:"severity" about:"minor (nhẹ), major (nặng) or critical (nghiêm trọng); of the rule"`
	Contract  string          `db:"contract" about:"stream of the contract; empty: not about one"`
	Agency    string          `db:"agency" about:"stream of the agency; empty: none is concerned"`
	Finding   string          `db:"finding_id" about:"finding of an inspection; of rule RF14 alone, so always empty here"`
	Day       civil.Date      `db:"day" about:"day from which the rule was broken"`
	SettledOn civil.Date      `db:"settled_on" about:"day on which the wrong was put right; NULL: still open"`
	Evidence  string          `db:"evidence" about:"ids of the events in the log that prove it, spaces between"`
	Vi        string          `db:"wording_vi" about:"what is wrong and why, with the figures, in Vietnamese; made by the rule"`
	En        string          `db:"wording_en" about:"what is wrong and why, with the figures, in English; made by the rule"`
}

// AgencyKey is the agency's stream.
type AgencyKey struct {
	Agency string `db:"agency" about:"agency's stream (doanh nghiệp dịch vụ)"`
}

// AgencyRow is an agency with the acts on its licence.
type AgencyRow struct {
	AgencyKey
	Name  string `db:"name" about:"agency's name (tên doanh nghiệp); of AgencyRegistered"`
	Facts string `db:"facts" about:"internal: acts on the licence and markets in a form of the program's own; not for queries"` // JSON; see agency.go
}

// WorkerKey is the worker's stream.
type WorkerKey struct {
	Worker string `db:"worker" about:"worker's stream, a keyed hash that names nobody"`
}

// WorkerRow has the streams of a worker's contracts, separated by spaces.
type WorkerRow struct {
	WorkerKey
	Contracts string `db:"contracts" about:"internal: streams of the worker's contracts, spaces between; of ContractSigned"`
}

// ContractKey is the contract's stream.
type ContractKey struct {
	Contract string `db:"contract" about:"contract's stream, contract- and its number"`
}

// ContractRow is what the rules look at of a contract. Sums are integers in
// minor units of Currency.
type ContractRow struct {
	ContractKey
	ContractNo   string        `db:"contract_no" about:"contract number (số hợp đồng); of ContractSigned"`
	Worker       string        `db:"worker" about:"worker's stream, a keyed hash that names nobody; of ContractSigned"`
	Agency       string        `db:"agency" about:"agency's stream (doanh nghiệp dịch vụ); of ContractSigned; empty: signed without an agency"`
	Market       string        `db:"market" about:"ISO 3166 code of the country or territory (thị trường), such as JP; of ContractSigned"`
	Kind         overseas.Kind `db:"kind" about:"service, contractor, trainee or individual (hình thức); of ContractSigned"`
	Occupation   string        `db:"occupation" about:"occupation abroad (nghề); of ContractSigned"`
	Rules        string        `db:"rules" about:"legal limits (giới hạn pháp luật) of the signing day, by name: law-2006 is Law 72/2006, law-2020 is Law 69/2020"`
	MonthsSigned int           `db:"months_signed" about:"term in months as signed or amended (thời hạn); of ContractSigned, ContractAmended"`

	Currency          string     `db:"currency" about:"ISO 4217 code of all amounts in the row; VND, JPY and KRW have no minor units; of ContractSigned"`
	Wage              int64      `db:"monthly_wage" about:"monthly wage (lương), in minor units of currency; of ContractSigned"`
	Service           int64      `db:"service_fee" about:"service fee (tiền dịch vụ), in minor units of currency; of ContractSigned"`
	Brokerage         int64      `db:"brokerage_fee" about:"brokerage fee (tiền môi giới), in minor units of currency; of ContractSigned"`
	Deposit           int64      `db:"deposit" about:"deposit (tiền ký quỹ), in minor units of currency; of ContractSigned"`
	ServicePaid       int64      `db:"service_paid" about:"service fee paid so far, in minor units of currency; of FeeRecorded"`
	ServiceRefunded   int64      `db:"service_refunded" about:"service fee given back before liquidation, in minor units of currency; of FeeRefunded"`
	ServicePaidOn     civil.Date `db:"service_paid_on" about:"day of the last payment of the service fee; of FeeRecorded; NULL: none"`
	BrokeragePaid     int64      `db:"brokerage_paid" about:"brokerage paid so far, in minor units of currency; of FeeRecorded"`
	BrokerageRefunded int64      `db:"brokerage_refunded" about:"brokerage given back before liquidation, in minor units of currency; of FeeRefunded"`
	BrokeragePaidOn   civil.Date `db:"brokerage_paid_on" about:"day of the last payment of brokerage; of FeeRecorded; NULL: none"`
	DepositPaid       int64      `db:"deposit_paid" about:"deposit paid so far, in minor units of currency; of FeeRecorded"`
	DepositRefunded   int64      `db:"deposit_refunded" about:"deposit given back before liquidation, in minor units of currency; of FeeRefunded"`
	DepositPaidOn     civil.Date `db:"deposit_paid_on" about:"day of the last payment of the deposit; of FeeRecorded; NULL: none"`
	ExtendedOn        civil.Date `db:"extended_on" about:"day of the last extension (gia hạn) whose fee was above its cap; of ContractExtended; NULL: none"`
	ExtensionFee      int64      `db:"extension_fee" about:"fee of that extension, in minor units of currency; of ContractExtended; 0: none above its cap"`
	ExtensionCap      int64      `db:"extension_cap" about:"lawful cap on extension_fee, in minor units of currency; of the law in rules; 0 also where no extension was above"`
	Excess            int64      `db:"extension_excess" about:"by how much the fees of all such extensions exceed their caps, in minor units of currency"`
	FeeRefunded       int64      `db:"fee_refunded" about:"service fee paid back, in minor units of currency; of ContractLiquidated; 0 also where paid in another currency"`
	DepositBack       int64      `db:"deposit_returned" about:"deposit paid back, in minor units of currency; of ContractLiquidated; 0 also where paid in another currency"`

	SignedOn     civil.Date `db:"signed_on" about:"day of signing (ngày ký); of ContractSigned"`
	AmendedOn    civil.Date `db:"amended_on" about:"day of the last amendment (sửa đổi hợp đồng); of ContractAmended; NULL: as signed"`
	OrientedOn   civil.Date `db:"oriented_on" about:"day of the first orientation certificate (giáo dục định hướng); of OrientationRecorded; NULL: none"`
	RegisteredOn civil.Date `db:"registered_on" about:"day of the first registration (đăng ký hợp đồng); of ContractRegistered; NULL: none"`
	DepartedOn   civil.Date `db:"departed_on" about:"day of departure (xuất cảnh); of WorkerDispatched, IrregularDispatchRecorded; NULL: not departed"`
	ReportedOn   civil.Date `db:"reported_on" about:"day on which the departure was reported (ngày báo cáo); of the same event; NULL: not departed"`
	Violations   string     `db:"violations" about:"codes of the rules that the departure broke, spaces between; of IrregularDispatchRecorded; empty: none"`
	BirthYear    int        `db:"birth_year" about:"worker's year of birth; of the departure; 0: not departed"`
	DueBackOn    civil.Date `db:"due_back_on" about:"last day of the term abroad, extensions included; of the departure, ContractExtended; NULL: not departed"`
	ReturnLimit  civil.Date `db:"return_limit" about:"due_back_on and the days that the city allows (30); overdue to return after it; NULL: not departed"` // RF04 after it
	AbscondedOn  civil.Date `db:"absconded_on" about:"day of absconding (bỏ trốn); of WorkerAbsconded; NULL: none"`
	TerminatedOn civil.Date `db:"terminated_on" about:"day of termination other than by return (chấm dứt); of ContractTerminated; NULL: none"`
	ReturnedOn   civil.Date `db:"returned_on" about:"day of return (về nước); of WorkerReturned; NULL: not returned"`
	EndedOn      civil.Date `db:"ended_on" about:"earlier of returned_on and terminated_on; NULL: not ended"`
	SettleLimit  civil.Date `db:"settle_limit" about:"last day for liquidation (thanh lý): ended_on and the days of the law in rules; NULL: not ended"` // RF05 after it
	LiquidatedOn civil.Date `db:"liquidated_on" about:"day of liquidation (thanh lý hợp đồng); of ContractLiquidated; NULL: not settled"`

	SignedEvent     es.UUID `db:"signed_event" about:"id of ContractSigned in the log"`
	AmendedEvent    es.UUID `db:"amended_event" about:"id of the latest ContractAmended in the log; NULL: none"`
	ServiceEvent    es.UUID `db:"service_paid_event" about:"id of the latest FeeRecorded of the service fee in the log; NULL: none"`
	BrokerageEvent  es.UUID `db:"brokerage_paid_event" about:"id of the latest FeeRecorded of brokerage in the log; NULL: none"`
	DepositEvent    es.UUID `db:"deposit_paid_event" about:"id of the latest FeeRecorded of the deposit in the log; NULL: none"`
	DepartedEvent   es.UUID `db:"departed_event" about:"id of the departure's event in the log; NULL: not departed"`
	ExtendedEvent   es.UUID `db:"extended_event" about:"id of the latest ContractExtended in the log; NULL: none"`
	AboveEvent      es.UUID `db:"above_cap_event" about:"id of the latest ContractExtended whose fee was above its cap; NULL: none"`
	AbscondedEvent  es.UUID `db:"absconded_event" about:"id of WorkerAbsconded in the log; NULL: none"`
	EndedEvent      es.UUID `db:"ended_event" about:"id of the event that ended the contract, return or termination; NULL: not ended"`
	LiquidatedEvent es.UUID `db:"liquidated_event" about:"id of ContractLiquidated in the log; NULL: none"`

	Raised string `db:"raised" about:"internal: rules with a row in supervision_flags, spaces between"`
}

// The tables.
var (
	Inspected = engine.NewTable[InspectionKey, InspectionRow]("supervision_inspections", engine.About("an inspection (cuộc kiểm tra) of one agency, unit or contract"), engine.Index("agency"))
	Found     = engine.NewTable[FindingKey, FindingRow]("supervision_findings", engine.About("a finding (sai phạm) of an inspection, with its remedy"), engine.Index("remedy_due_on"), engine.Index("agency"))
	Flagged   = engine.NewTable[FlagKey, FlagRow]("supervision_flags", engine.About("a red flag (cảnh báo) that doesn't depend on the day of asking, open or settled"), engine.Index("agency"), engine.Index("contract"))
	Agencies  = engine.NewTable[AgencyKey, AgencyRow]("supervision_agencies", engine.About("internal: an agency with the acts on its licence"))
	Workers   = engine.NewTable[WorkerKey, WorkerRow]("supervision_workers", engine.About("internal: a worker with their contracts"))
	Contracts = engine.NewTable[ContractKey, ContractRow]("supervision_contracts", engine.About("what the rules of supervision look at of a contract abroad"),
		engine.Index("agency"), engine.Index("departed_on"), engine.Index("return_limit"), engine.Index("settle_limit"))
)
