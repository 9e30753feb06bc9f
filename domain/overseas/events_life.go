package overseas

import (
	"vaoso/domain/civil"
	"vaoso/domain/money"
)

// TravelPapersRecorded: the worker's passport and visa for this contract, as
// references only; the papers themselves are kept elsewhere.
type TravelPapersRecorded struct {
	PassportNo string `json:"passportNo"`
	VisaRef    string `json:"visaRef,omitempty"`
	Party
}

// FeeRecorded: the worker paid a sum, as the receipt says, on the event's day.
// What is paid on a line with a cap is in the currency of the contract.
type FeeRecorded struct {
	Line      FeeLine     `json:"line"`
	Paid      money.Money `json:"paid"`
	ReceiptNo string      `json:"receiptNo"`
	Party
}

// FeeRefunded: the worker got a sum back on the event's day, other than by the
// liquidation.
type FeeRefunded struct {
	Line   FeeLine     `json:"line"`
	Amount money.Money `json:"amount"`
	Party
}

// ContractAmended: before departure the parties agreed on other terms. The set
// of legal limits stays that of the signing day; the sums are judged by the
// terms as amended.
type ContractAmended struct {
	Changes Changes `json:"changes"`
	Party
}

// Changes are the terms that an amendment changes, as they are from then on; a
// term left out stays. A sum of 0 is {"amount": 0} of the contract's currency.
type Changes struct {
	Occupation   string      `json:"occupation,omitempty"`
	Months       int         `json:"months,omitempty"`
	MonthlyWage  money.Money `json:"monthlyWage,omitzero"`
	ServiceFee   money.Money `json:"serviceFee,omitzero"`
	BrokerageFee money.Money `json:"brokerageFee,omitzero"`
	Deposit      money.Money `json:"deposit,omitzero"`
}

// EmployerAbroadReplaced: the worker went over to another employer abroad.
type EmployerAbroadReplaced struct {
	Employer string `json:"employer"` // an enterprise or a household business
	Lawful   bool   `json:"lawful"`   // with the leave that the country of work asks for
	Party
}

// IncidentRecorded: something befell the worker abroad. Both fields belong to
// the person: an illness is as personal as what is told of it.
type IncidentRecorded struct {
	Kind IncidentKind `json:"kind"`
	Note string       `json:"note,omitempty"`
	Party
}

// ContractExpiryNoticed: so many days or fewer are left until the worker is due
// back. The policy notes it on the days that passed, once for each of 90, 60
// and 30 days, and anew after an extension.
type ContractExpiryNoticed struct {
	DaysLeft  int        `json:"daysLeft"`  // 90, 60 or 30: the mark that was reached
	DueBackOn civil.Date `json:"dueBackOn"` // as it was on the event's day
	Party
}

func (TravelPapersRecorded) overseasEvent()   {}
func (FeeRecorded) overseasEvent()            {}
func (FeeRefunded) overseasEvent()            {}
func (ContractAmended) overseasEvent()        {}
func (EmployerAbroadReplaced) overseasEvent() {}
func (IncidentRecorded) overseasEvent()       {}
func (ContractExpiryNoticed) overseasEvent()  {}

func (TravelPapersRecorded) contractEvent()   {}
func (FeeRecorded) contractEvent()            {}
func (FeeRefunded) contractEvent()            {}
func (ContractAmended) contractEvent()        {}
func (EmployerAbroadReplaced) contractEvent() {}
func (IncidentRecorded) contractEvent()       {}
func (ContractExpiryNoticed) contractEvent()  {}
