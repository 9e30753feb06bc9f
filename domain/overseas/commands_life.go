package overseas

import "vaoso/domain/money"

// RecordTravelPapers enters the passport and the visa, as references only.
// Refusals: ErrContractUnknown, ErrWrongState.
type RecordTravelPapers struct {
	Contract   string `json:"contract"`
	PassportNo string `json:"passportNo"`        // personal
	VisaRef    string `json:"visaRef,omitempty"` // personal
}

// RecordFee enters what the worker paid; it happens on the receipt's day, which
// may precede the signing. What is paid for service, brokerage and deposit is in
// the currency of the contract, since caps are held against it. The same receipt
// entered again does nothing. Refusals: ErrContractUnknown, ErrReceiptExists.
type RecordFee struct {
	Contract  string      `json:"contract"`
	Line      FeeLine     `json:"line"`
	Paid      money.Money `json:"paid"`
	ReceiptNo string      `json:"receiptNo"`
}

// RefundFee enters what the worker got back, other than by the liquidation.
// Refusals: ErrContractUnknown, ErrRefundAbovePaid.
type RefundFee struct {
	Contract string      `json:"contract"`
	Line     FeeLine     `json:"line"`
	Amount   money.Money `json:"amount"`
}

// AmendContract changes terms before departure; what equals the present terms
// is left out, and where nothing is left nothing is written. Refusals:
// ErrContractUnknown, ErrWrongState, ErrDateOrder.
type AmendContract struct {
	Contract string `json:"contract"`
	Changes
}

// ChangeEmployerAbroad enters that the worker went over to another employer
// abroad. Refusals: ErrContractUnknown, ErrWrongState, ErrDateOrder.
type ChangeEmployerAbroad struct {
	Contract string `json:"contract"`
	Employer string `json:"employer"`
	Lawful   bool   `json:"lawful"`
}

// RecordIncident enters what befell the worker abroad, also where it is told of
// after the return. Refusals: ErrContractUnknown, ErrWrongState, ErrDateOrder.
type RecordIncident struct {
	Contract string       `json:"contract"`
	Kind     IncidentKind `json:"kind"`           // personal
	Note     string       `json:"note,omitempty"` // personal
}

// NoticeExpiry is the policy's: it notes that the worker is due back soon, as of
// the day that passed, and does nothing where no notice is due.
type NoticeExpiry struct {
	Contract string `json:"contract"`
}

func (RecordTravelPapers) contractCommand()   {}
func (RecordFee) contractCommand()            {}
func (RefundFee) contractCommand()            {}
func (AmendContract) contractCommand()        {}
func (ChangeEmployerAbroad) contractCommand() {}
func (RecordIncident) contractCommand()       {}
func (NoticeExpiry) contractCommand()         {}
