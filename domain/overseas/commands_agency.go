package overseas

import (
	"vaoso/domain/civil"
	"vaoso/domain/money"
)

// AgencyCommand is a command to an agency's stream. The agency is named by
// agency (its stream without the prefix) or by the number of its first licence.
//
//sumtype:decl
type AgencyCommand interface{ agencyCommand() }

// RegisterAgency enters an agency with the licence that the ministry granted.
// Refusals: ErrAgencyExists, ErrDateOrder.
type RegisterAgency struct {
	LicenceNo      string      `json:"licenceNo"`
	Name           string      `json:"name"`
	Type           AgencyType  `json:"type,omitempty"` // default service_enterprise
	LicensedOn     civil.Date  `json:"licensedOn"`
	ExpiresOn      civil.Date  `json:"expiresOn,omitzero"` // the last valid day
	Markets        []string    `json:"markets"`
	CharterCapital money.Money `json:"charterCapital,omitzero"`
	Deposit        money.Money `json:"deposit,omitzero"`
	Representative string      `json:"representative,omitempty"` // personal
}

// RenewLicence enters a further licence period. Here licenceNo is the number of
// the new licence, so the agency is named by agency; where agency is empty, the
// number is taken to be unchanged. Refusals: ErrAgencyUnknown, ErrLicenceRevoked,
// ErrDateOrder.
type RenewLicence struct {
	Agency     string     `json:"agency,omitempty"`
	LicenceNo  string     `json:"licenceNo,omitempty"` // default: as before
	LicensedOn civil.Date `json:"licensedOn"`
	ExpiresOn  civil.Date `json:"expiresOn,omitzero"`
}

// AddMarket enters that the agency holds a market from the day on. Refusals:
// ErrAgencyUnknown, ErrMarketHeld, ErrLicenceRevoked.
type AddMarket struct {
	Agency    string `json:"agency,omitempty"`
	LicenceNo string `json:"licenceNo,omitempty"`
	Market    string `json:"market"`
}

// RemoveMarket enters that the agency no longer holds a market from the day on.
// Refusals: ErrAgencyUnknown, ErrMarketNotLicensed.
type RemoveMarket struct {
	Agency    string `json:"agency,omitempty"`
	LicenceNo string `json:"licenceNo,omitempty"`
	Market    string `json:"market"`
}

// InviteAgency enters that the city agrees to recruitment in some of its units.
// It happens on the day of the agreement, on which the licence has to be valid
// and the market held. Refusals: ErrAgencyUnknown, ErrLicenceRevoked,
// ErrLicenceSuspended, ErrLicenceLapsed, ErrMarketNotLicensed.
type InviteAgency struct {
	Agency    string   `json:"agency,omitempty"`
	LicenceNo string   `json:"licenceNo,omitempty"`
	Units     []string `json:"units"` // the caller checks that they are units on the day
	Market    string   `json:"market"`
	Quota     int      `json:"quota"` // 1 to 10,000 persons
}

// RegisterSupplyContract enters a labour supply contract that the ministry
// registered. The same registration entered again does nothing. Refusals:
// ErrAgencyUnknown, ErrLicenceRevoked, ErrSupplyContractExists, ErrDateOrder.
type RegisterSupplyContract struct {
	Agency         string     `json:"agency,omitempty"`
	LicenceNo      string     `json:"licenceNo,omitempty"`
	RegistrationNo string     `json:"registrationNo"`
	Market         string     `json:"market"`
	Partner        string     `json:"partner"`
	Occupation     string     `json:"occupation"`
	Quantity       int        `json:"quantity"` // 1 to 10,000 persons
	ValidTo        civil.Date `json:"validTo,omitzero"`
}

// SuspendLicence enters a decision of suspension. From may lie in the past:
// earlier dispatches are then flagged, not undone. The same decision entered
// again does nothing. Refusals: ErrAgencyUnknown, ErrLicenceRevoked, ErrDateOrder.
type SuspendLicence struct {
	Agency     string     `json:"agency,omitempty"`
	LicenceNo  string     `json:"licenceNo,omitempty"`
	From       civil.Date `json:"from"`
	Until      civil.Date `json:"until,omitzero"` // the last suspended day; absent: until reinstated
	DecisionNo string     `json:"decisionNo"`
}

// ReinstateLicence ends a suspension: From is the first day on which the
// licence is valid again. Refusals: ErrAgencyUnknown, ErrLicenceRevoked,
// ErrLicenceNotSuspended.
type ReinstateLicence struct {
	Agency     string     `json:"agency,omitempty"`
	LicenceNo  string     `json:"licenceNo,omitempty"`
	From       civil.Date `json:"from"`
	DecisionNo string     `json:"decisionNo"`
}

// RevokeLicence enters that the ministry revoked the licence. Refusals:
// ErrAgencyUnknown, ErrLicenceRevoked, ErrDateOrder.
type RevokeLicence struct {
	Agency     string     `json:"agency,omitempty"`
	LicenceNo  string     `json:"licenceNo,omitempty"`
	From       civil.Date `json:"from"`
	DecisionNo string     `json:"decisionNo"`
}

func (RegisterAgency) agencyCommand()         {}
func (RenewLicence) agencyCommand()           {}
func (AddMarket) agencyCommand()              {}
func (RemoveMarket) agencyCommand()           {}
func (InviteAgency) agencyCommand()           {}
func (RegisterSupplyContract) agencyCommand() {}
func (SuspendLicence) agencyCommand()         {}
func (ReinstateLicence) agencyCommand()       {}
func (RevokeLicence) agencyCommand()          {}
