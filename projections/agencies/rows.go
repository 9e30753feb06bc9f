package agencies

import (
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/overseas"
	domain "vaoso/domain/supervision"
	"vaoso/projections/engine"
)

// Key is the agency's stream: "agency-26-014".
type Key struct {
	Agency string `db:"agency" about:"agency's stream (doanh nghiệp dịch vụ)"`
}

// Row is an agency.
type Row struct {
	Key
	Name       string              `db:"name" about:"agency's name (tên doanh nghiệp); of AgencyRegistered"`
	Type       overseas.AgencyType `db:"type" about:"service_enterprise, public_unit, contractor, investor or trainee_enterprise; of AgencyRegistered"`
	LicenceNo  string              `db:"licence_no" about:"number of the licence (giấy phép) granted last; of AgencyRegistered, LicenceRenewed"`
	LicensedOn civil.Date          `db:"licensed_on" about:"first day of that licence (ngày cấp); of the same event; NULL: the agency isn't registered"`
	ExpiresOn  civil.Date          `db:"expires_on" about:"last day of that licence (ngày hết hạn); of the same event; NULL: no term is stated"`
	Facts      string              `db:"facts" about:"internal: acts on the licence and markets in a form of the program's own; not for queries"` // JSON: overseas.Agency
}

// InvitedKey is an agency and an event.
type InvitedKey struct {
	Agency string  `db:"agency" about:"agency's stream (doanh nghiệp dịch vụ)"`
	Event  es.UUID `db:"event" about:"id of AgencyInvited in the log"`
}

// InvitedRow is the city's agreement to an agency's recruitment.
type InvitedRow struct {
	InvitedKey
	InvitedOn civil.Date `db:"invited_on" about:"day of the agreement; of AgencyInvited"`
	Market    string     `db:"market" about:"ISO 3166 code of the country or territory (thị trường), such as JP; of AgencyInvited"`
	Units     string     `db:"units" about:"GSO codes of the wards and communes, spaces between; of AgencyInvited"`
	Quota     int        `db:"quota" about:"persons who may be recruited; of AgencyInvited"`
}

// SupplyKey is an agency and the number of a registration.
type SupplyKey struct {
	Agency         string `db:"agency" about:"agency's stream (doanh nghiệp dịch vụ)"`
	RegistrationNo string `db:"registration_no" about:"number of the registration (số đăng ký hợp đồng cung ứng); of SupplyContractRegistered"`
}

// SupplyRow is a labour supply contract with a partner abroad.
type SupplyRow struct {
	SupplyKey
	Market       string     `db:"market" about:"ISO 3166 code of the country or territory (thị trường), such as JP; of SupplyContractRegistered"`
	Partner      string     `db:"partner" about:"partner abroad (đối tác); of SupplyContractRegistered"`
	Occupation   string     `db:"occupation" about:"occupation abroad (nghề); of SupplyContractRegistered"`
	Quantity     int        `db:"quantity" about:"persons that the partner takes; of SupplyContractRegistered"`
	RegisteredOn civil.Date `db:"registered_on" about:"day of the registration; of SupplyContractRegistered"`
	ValidTo      civil.Date `db:"valid_to" about:"last day; of SupplyContractRegistered; NULL: no term is stated"`
}

// ContractKey is the contract's stream.
type ContractKey struct {
	Contract string `db:"contract" about:"contract's stream, contract- and its number"`
}

// ContractRow is what is counted of an agency's contract. Sums are integers in
// minor units of Currency.
type ContractRow struct {
	ContractKey
	Agency     string        `db:"agency" about:"agency's stream (doanh nghiệp dịch vụ); of ContractSigned; empty: signed without an agency"`
	Market     string        `db:"market" about:"ISO 3166 code of the country or territory (thị trường), such as JP; of ContractSigned"`
	Kind       overseas.Kind `db:"kind" about:"service, contractor, trainee or individual (hình thức); of ContractSigned"`
	Occupation string        `db:"occupation" about:"occupation abroad (nghề); of ContractSigned, ContractAmended"`
	Rules      string        `db:"rules" about:"legal limits (giới hạn pháp luật) of the signing day, by name: law-2006 is Law 72/2006, law-2020 is Law 69/2020"`
	Months     int           `db:"months_signed" about:"term in months as signed or amended (thời hạn); of ContractSigned, ContractAmended"`

	Currency     string     `db:"currency" about:"ISO 4217 code of all amounts in the row; VND, JPY and KRW have no minor units; of ContractSigned"`
	Wage         int64      `db:"monthly_wage" about:"monthly wage (lương), in minor units of currency; of ContractSigned, ContractAmended"`
	Fee          int64      `db:"service_fee" about:"service fee agreed on (tiền dịch vụ), in minor units of currency; of ContractSigned, ContractAmended"`
	FeePaid      int64      `db:"service_paid" about:"service fee paid so far, in minor units of currency; of FeeRecorded"`
	FeeRefunded  int64      `db:"service_refunded" about:"service fee given back before liquidation, in minor units of currency; of FeeRefunded"`
	FeeShare     int        `db:"fee_per_mille" about:"larger of agreed and paid, less given back, over the lawful cap, in thousandths; 0 also where fee_judged is false"`
	FeeShareIs   bool       `db:"fee_judged" about:"whether the law in rules gives a cap on the service fee, above nothing"`
	SignedOn     civil.Date `db:"signed_on" about:"day of signing (ngày ký); of ContractSigned"`
	DepartedOn   civil.Date `db:"departed_on" about:"day of departure (xuất cảnh); of WorkerDispatched, IrregularDispatchRecorded; NULL: not departed"`
	Irregular    bool       `db:"irregular" about:"whether the departure broke a rule (xuất cảnh sai quy định); of IrregularDispatchRecorded"`
	ReturnLimit  civil.Date `db:"return_limit" about:"day due back and the days that the city allows (30); overdue to return after it; NULL: not departed"`
	AbscondedOn  civil.Date `db:"absconded_on" about:"day of absconding (bỏ trốn); of WorkerAbsconded; NULL: none"`
	ReturnedOn   civil.Date `db:"returned_on" about:"day of return (về nước); of WorkerReturned; NULL: not returned"`
	Early        bool       `db:"early" about:"whether the return was early (về trước hạn); of WorkerReturned"`
	EndedOn      civil.Date `db:"ended_on" about:"earlier of returned_on and the termination; NULL: not ended"`
	LiquidatedOn civil.Date `db:"liquidated_on" about:"day of liquidation (thanh lý hợp đồng); of ContractLiquidated; NULL: not settled"`

	AbscondedEvent es.UUID `db:"absconded_event" about:"id of WorkerAbsconded in the log; NULL: none"`
}

// InspectionKey is the inspection's stream.
type InspectionKey struct {
	Inspection string `db:"inspection" about:"inspection's stream, inspection- and its number"`
}

// InspectionRow is which agency an inspection is about.
type InspectionRow struct {
	InspectionKey
	Agency string `db:"agency" about:"inspected agency's stream, or that of the inspected contract; of InspectionOpened; empty: none"`
}

// FindingKey is a finding: its id is unique within its inspection.
type FindingKey struct {
	Inspection string `db:"inspection" about:"inspection's stream, inspection- and its number"`
	Finding    string `db:"finding_id" about:"finding (sai phạm), unique within its inspection; of FindingRecorded"`
}

// FindingRow is a finding about an agency.
type FindingRow struct {
	FindingKey
	Agency     string          `db:"agency" about:"stream of the agency that the finding is about; empty: none"`
	Severity   domain.Severity `db:"severity" about:"minor (nhẹ), major (nặng) or critical (nghiêm trọng); of FindingRecorded"`
	RecordedOn civil.Date      `db:"recorded_on" about:"day of the finding; of FindingRecorded"`
}

// ComplaintKey is the complaint's stream.
type ComplaintKey struct {
	Complaint string `db:"complaint" about:"complaint's stream, complaint- and its number"`
}

// ComplaintRow is a complaint about an agency.
type ComplaintRow struct {
	ComplaintKey
	ComplaintNo   string     `db:"complaint_no" about:"number of the complaint (số đơn khiếu nại); of ComplaintLodged"`
	Agency        string     `db:"agency" about:"agency's stream (doanh nghiệp dịch vụ); of ComplaintLodged"`
	LodgedOn      civil.Date `db:"lodged_on" about:"day of the complaint; of ComplaintLodged"`
	AnsweredOn    civil.Date `db:"answered_on" about:"day of the answer (trả lời); of ComplaintAnswered; NULL: not yet"`
	Upheld        bool       `db:"upheld" about:"whether the answer upholds it; of ComplaintAnswered"`
	AnsweredEvent es.UUID    `db:"answered_event" about:"id of ComplaintAnswered in the log; NULL: none"`
}

// The tables.
var (
	Agencies    = engine.NewTable[Key, Row]("agencies", engine.About("an agency (doanh nghiệp dịch vụ) with the licence granted last"))
	Invited     = engine.NewTable[InvitedKey, InvitedRow]("agencies_invited", engine.About("the city's agreement to an agency's recruitment in its wards and communes"), engine.Index("agency"))
	Supply      = engine.NewTable[SupplyKey, SupplyRow]("agencies_supply", engine.About("a registered labour supply contract (hợp đồng cung ứng lao động) of an agency"), engine.Index("agency"))
	Contracts   = engine.NewTable[ContractKey, ContractRow]("agencies_contracts", engine.About("what is counted of an agency's contract for work abroad"), engine.Index("agency"))
	Inspections = engine.NewTable[InspectionKey, InspectionRow]("agencies_inspections", engine.About("internal: which agency an inspection is about"))
	Findings    = engine.NewTable[FindingKey, FindingRow]("agencies_findings", engine.About("a finding (sai phạm) about an agency"), engine.Index("agency"))
	Complaints  = engine.NewTable[ComplaintKey, ComplaintRow]("agencies_complaints", engine.About("a complaint (khiếu nại, phản ánh) about an agency"), engine.Index("agency"))
)
