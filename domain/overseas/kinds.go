package overseas

import "vaoso/domain/viet"

// AgencyType is what an agency is. Licence rules apply to service enterprises
// only.
type AgencyType string

// The types of agency.
const (
	ServiceEnterprise AgencyType = "service_enterprise"
	PublicUnit        AgencyType = "public_unit"
	Contractor        AgencyType = "contractor"
	Investor          AgencyType = "investor"
	TraineeEnterprise AgencyType = "trainee_enterprise"
)

var agencyTypes = []AgencyType{ServiceEnterprise, PublicUnit, Contractor, Investor, TraineeEnterprise}

// Kind is one of the four forms of going abroad to work (Law 72/2006 art. 6;
// Law 69/2020 art. 5, number unverified).
type Kind string

// The kinds of contract.
const (
	KindService    Kind = "service"    // with a service enterprise or a public unit
	KindContractor Kind = "contractor" // with a contractor or investor abroad
	KindTrainee    Kind = "trainee"    // training or skills upgrading
	KindIndividual Kind = "individual" // signed directly with the employer: no agency
)

var kinds = []Kind{KindService, KindContractor, KindTrainee, KindIndividual}

// Registrar is with whom a contract is registered.
type Registrar string

// The registrars: the ministry's department of overseas labour, and the
// province's department of labour.
const (
	DOLAB      Registrar = "dolab"
	Department Registrar = "department"
)

var registrars = []Registrar{DOLAB, Department}

// ReturnReason is why a worker came back.
type ReturnReason string

// The reasons of return.
const (
	ReturnTerm          ReturnReason = "term"
	ReturnEarlyOwn      ReturnReason = "early_own"
	ReturnEarlyEmployer ReturnReason = "early_employer"
	ReturnEarlyHealth   ReturnReason = "early_health"
	ReturnEarlyForce    ReturnReason = "early_force"
	ReturnDeported      ReturnReason = "deported"
	ReturnDeceased      ReturnReason = "deceased"
)

var returnReasons = []ReturnReason{ReturnTerm, ReturnEarlyOwn, ReturnEarlyEmployer, ReturnEarlyHealth, ReturnEarlyForce, ReturnDeported, ReturnDeceased}

// IncidentKind is what befell a worker abroad.
type IncidentKind string

// The kinds of incident.
const (
	IncidentAccident   IncidentKind = "accident"
	IncidentIllness    IncidentKind = "illness"
	IncidentDeath      IncidentKind = "death"
	IncidentAbuse      IncidentKind = "abuse"
	IncidentUnpaidWage IncidentKind = "unpaid_wage"
	IncidentDetention  IncidentKind = "detention"
	IncidentOther      IncidentKind = "other"
)

var incidentKinds = []IncidentKind{IncidentAccident, IncidentIllness, IncidentDeath, IncidentAbuse, IncidentUnpaidWage, IncidentDetention, IncidentOther}

// Fault is on whose side the cause of a termination lies.
type Fault string

// The faults.
const (
	FaultWorker   Fault = "worker"
	FaultAgency   Fault = "agency"
	FaultEmployer Fault = "employer"
	FaultNone     Fault = "none"
)

var faults = []Fault{FaultWorker, FaultAgency, FaultEmployer, FaultNone}

// Phase is where a contract stands. The zero value: there is no contract.
type Phase string

// The phases of a contract.
const (
	Signed     Phase = "signed"
	Departed   Phase = "departed"
	Absconded  Phase = "absconded"
	Returned   Phase = "returned"
	Terminated Phase = "terminated"
	Liquidated Phase = "liquidated"
)

// ContractPrefix and AgencyPrefix start the names of this context's streams.
const (
	ContractPrefix = "contract-"
	AgencyPrefix   = "agency-"
)

// ContractID is the stream of the contract with that number.
func ContractID(contractNo string) string { return ContractPrefix + contractNo }

// AgencyID is the stream of the agency whose first licence has that number, as
// [viet.Slug] writes it: "123/LĐTBXH-GP" gives "agency-123-ldtbxh-gp".
func AgencyID(licenceNo string) string { return AgencyPrefix + viet.Slug(licenceNo) }
