package overseas

import (
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/money"
)

// Events are the event types of this context: their names for ever, their
// versions, their personal fields.
var Events = es.Define(
	es.On[AgencyRegistered]("AgencyRegistered", 1, es.Personal("representative")),
	es.On[LicenceRenewed]("LicenceRenewed", 1),
	es.On[MarketAdded]("MarketAdded", 1),
	es.On[MarketRemoved]("MarketRemoved", 1),
	es.On[AgencyInvited]("AgencyInvited", 1),
	es.On[SupplyContractRegistered]("SupplyContractRegistered", 1),
	es.On[LicenceSuspended]("LicenceSuspended", 1),
	es.On[LicenceReinstated]("LicenceReinstated", 1),
	es.On[LicenceRevoked]("LicenceRevoked", 1),
	es.On[LicenceActCorrected]("LicenceActCorrected", 1),
	es.On[AgencyAnnulled]("AgencyAnnulled", 1),
	es.On[RepresentativeCorrected]("RepresentativeCorrected", 1, es.Personal("representative")),

	es.On[ContractSigned]("ContractSigned", 1),
	es.On[OrientationRecorded]("OrientationRecorded", 1),
	es.On[ContractRegistered]("ContractRegistered", 1),
	es.On[TravelPapersRecorded]("TravelPapersRecorded", 1, es.Personal("passportNo", "visaRef")),
	es.On[FeeRecorded]("FeeRecorded", 1),
	es.On[FeeRefunded]("FeeRefunded", 1),
	es.On[ContractAmended]("ContractAmended", 1),
	es.On[WorkerDispatched]("WorkerDispatched", 1),
	es.On[IrregularDispatchRecorded]("IrregularDispatchRecorded", 1),
	es.On[ContractExtended]("ContractExtended", 1),
	es.On[EmployerAbroadReplaced]("EmployerAbroadReplaced", 1),
	es.On[IncidentRecorded]("IncidentRecorded", 1, es.Personal("kind", "note")),
	es.On[ContractExpiryNoticed]("ContractExpiryNoticed", 1),
	es.On[WorkerAbsconded]("WorkerAbsconded", 1),
	es.On[WorkerReturned]("WorkerReturned", 1),
	es.On[ContractTerminated]("ContractTerminated", 1),
	es.On[ContractLiquidated]("ContractLiquidated", 1),
	es.On[ContractCorrected]("ContractCorrected", 1),
	es.On[DispatchAnnulled]("DispatchAnnulled", 1),
	es.On[AbscondingAnnulled]("AbscondingAnnulled", 1),
	es.On[ReturnAnnulled]("ReturnAnnulled", 1),
	es.On[TerminationAnnulled]("TerminationAnnulled", 1),
	es.On[LiquidationAnnulled]("LiquidationAnnulled", 1),
	es.On[ContractAnnulled]("ContractAnnulled", 1),
)

// Event is any event of this context.
//
//sumtype:decl
type Event interface{ overseasEvent() }

// AgencyEvent is an event of an agency's stream.
//
//sumtype:decl
type AgencyEvent interface {
	Event
	agencyEvent()
}

// ContractEvent is an event of a contract's stream.
//
//sumtype:decl
type ContractEvent interface {
	Event
	contractEvent()
	// Joins is the worker, the agency and the market of the contract.
	Joins() Party
}

// AgencyRegistered: the city enters an agency that sends workers abroad, with
// the licence that the ministry granted. The markets are held from licensedOn.
type AgencyRegistered struct {
	LicenceNo      string      `json:"licenceNo"`
	Name           string      `json:"name"`
	Type           AgencyType  `json:"type"`
	LicensedOn     civil.Date  `json:"licensedOn"`
	ExpiresOn      civil.Date  `json:"expiresOn,omitzero"` // the last valid day; absent: no term stated
	Markets        []string    `json:"markets"`            // ISO 3166-1 alpha-2
	CharterCapital money.Money `json:"charterCapital,omitzero"`
	Deposit        money.Money `json:"deposit,omitzero"` // the agency's own
	Representative string      `json:"representative,omitempty"`
}

// LicenceRenewed: the ministry granted a further licence period.
type LicenceRenewed struct {
	LicenceNo  string     `json:"licenceNo"`
	LicensedOn civil.Date `json:"licensedOn"`
	ExpiresOn  civil.Date `json:"expiresOn,omitzero"`
}

// MarketAdded: from this day the agency holds an approved supply contract or a
// special registration for a market.
type MarketAdded struct {
	Market string `json:"market"`
}

// MarketRemoved: from this day the agency no longer holds the market.
type MarketRemoved struct {
	Market string `json:"market"`
}

// AgencyInvited: the city agrees that the agency recruits in some of its units
// for a market, up to a number of workers.
type AgencyInvited struct {
	Units  []string `json:"units"`  // GSO codes of wards and communes
	Market string   `json:"market"` // ISO 3166-1 alpha-2
	Quota  int      `json:"quota"`  // persons
}

// SupplyContractRegistered: the ministry registered the agency's contract with a
// partner abroad, on the event's day. Which markets the agency holds is told by
// MarketAdded and MarketRemoved alone.
type SupplyContractRegistered struct {
	RegistrationNo string     `json:"registrationNo"`
	Market         string     `json:"market"` // ISO 3166-1 alpha-2
	Partner        string     `json:"partner"`
	Occupation     string     `json:"occupation"`
	Quantity       int        `json:"quantity"`         // persons
	ValidTo        civil.Date `json:"validTo,omitzero"` // the last day; absent: no term stated
}

// LicenceSuspended: a decision suspends the licence from a day until another,
// both inclusive; without an end, until it is reinstated.
type LicenceSuspended struct {
	From       civil.Date `json:"from"`
	Until      civil.Date `json:"until,omitzero"`
	DecisionNo string     `json:"decisionNo"`
}

// LicenceReinstated: the suspension ends; from this day the licence is valid again.
type LicenceReinstated struct {
	From       civil.Date `json:"from"`
	DecisionNo string     `json:"decisionNo"`
}

// LicenceRevoked: the ministry revoked the licence from a day on.
type LicenceRevoked struct {
	From       civil.Date `json:"from"`
	DecisionNo string     `json:"decisionNo"`
}

func (AgencyRegistered) overseasEvent()         {}
func (LicenceRenewed) overseasEvent()           {}
func (MarketAdded) overseasEvent()              {}
func (MarketRemoved) overseasEvent()            {}
func (AgencyInvited) overseasEvent()            {}
func (SupplyContractRegistered) overseasEvent() {}
func (LicenceSuspended) overseasEvent()         {}
func (LicenceReinstated) overseasEvent()        {}
func (LicenceRevoked) overseasEvent()           {}

func (AgencyRegistered) agencyEvent()         {}
func (LicenceRenewed) agencyEvent()           {}
func (MarketAdded) agencyEvent()              {}
func (MarketRemoved) agencyEvent()            {}
func (AgencyInvited) agencyEvent()            {}
func (SupplyContractRegistered) agencyEvent() {}
func (LicenceSuspended) agencyEvent()         {}
func (LicenceReinstated) agencyEvent()        {}
func (LicenceRevoked) agencyEvent()           {}
