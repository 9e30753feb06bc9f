package http

import (
	"context"
	"net/http"

	"vaoso/domain/book"
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/overseas"
	"vaoso/projections/contracts"
	"vaoso/projections/engine"
)

// ContractPage is a page of the register.
type ContractPage struct {
	Position  es.Position `json:"position"`
	AsOf      civil.Date  `json:"asOf"`
	Contracts []Contract  `json:"contracts"`
	Next      string      `json:"next,omitempty" doc:"cursor of the next page; absent on the last"`
}

// Contract is a contract abroad on a day. Sums are in minor units of Currency;
// a cap is absent where none is known.
type Contract struct {
	Contract      string                `json:"contract"`
	ContractNo    string                `json:"contractNo"`
	Worker        string                `json:"worker"`
	Agency        string                `json:"agency,omitempty"`
	AgencyName    string                `json:"agencyName,omitempty"`
	LicenceNo     string                `json:"licenceNo,omitempty"`
	Kind          overseas.Kind         `json:"kind"`
	Market        string                `json:"market"`
	Occupation    string                `json:"occupation"`
	Months        int                   `json:"months"`
	State         overseas.Phase        `json:"state"`
	SignedOn      civil.Date            `json:"signedOn"`
	OrientedOn    civil.Date            `json:"orientedOn,omitzero"`
	RegisteredOn  civil.Date            `json:"registeredOn,omitzero"`
	DepartedOn    civil.Date            `json:"departedOn,omitzero"`
	DueBackOn     civil.Date            `json:"dueBackOn,omitzero"`
	DaysLeft      *int                  `json:"daysLeft,omitempty"`
	Overdue       bool                  `json:"overdue"`
	AbscondedOn   civil.Date            `json:"abscondedOn,omitzero"`
	ReturnedOn    civil.Date            `json:"returnedOn,omitzero"`
	ReturnReason  overseas.ReturnReason `json:"returnReason,omitempty"`
	EndedOn       civil.Date            `json:"endedOn,omitzero"`
	LiquidatedOn  civil.Date            `json:"liquidatedOn,omitzero"`
	Currency      string                `json:"currency"`
	MonthlyWage   int64                 `json:"monthlyWage"`
	ServiceFee    int64                 `json:"serviceFee"`
	BrokerageFee  int64                 `json:"brokerageFee"`
	Deposit       int64                 `json:"deposit"`
	ServiceCap    *int64                `json:"serviceCap,omitempty"`
	BrokerageCap  *int64                `json:"brokerageCap,omitempty"`
	DepositCap    *int64                `json:"depositCap,omitempty"`
	ServicePaid   int64                 `json:"servicePaid"`
	ServiceBack   int64                 `json:"serviceRefunded"`
	BrokeragePaid int64                 `json:"brokeragePaid"`
	BrokerageBack int64                 `json:"brokerageRefunded"`
	DepositPaid   int64                 `json:"depositPaid"`
	DepositBack   int64                 `json:"depositRefunded"`
	AmendedOn     civil.Date            `json:"amendedOn,omitzero"`
	Incidents     int                   `json:"incidents"`
	ExpiryNoticed int                   `json:"expiryNoticed,omitempty" doc:"days left at the last notice: 90, 60 or 30"`
	Rules         string                `json:"rules"`
	Verdict       contracts.Verdict     `json:"verdict"`
	Irregular     bool                  `json:"irregular"`
}

// ContractOf is a contract of the register as the interface shows it.
func ContractOf(l contracts.Listed) Contract {
	known := func(amount int64, is bool) *int64 {
		if !is {
			return nil
		}
		return &amount
	}
	return Contract{
		Contract: l.Contract, ContractNo: l.ContractNo, Worker: l.Worker, Agency: l.Agency, AgencyName: l.AgencyName, LicenceNo: l.LicenceNo,
		Kind: l.Kind, Market: l.Market, Occupation: l.Occupation, Months: l.Months, State: l.State,
		SignedOn: l.SignedOn, OrientedOn: l.OrientedOn, RegisteredOn: l.RegisteredOn, DepartedOn: l.DepartedOn, DueBackOn: l.DueBackOn,
		DaysLeft: l.DaysLeft, Overdue: l.Overdue, AbscondedOn: l.AbscondedOn, ReturnedOn: l.ReturnedOn, ReturnReason: l.ReturnReason,
		EndedOn: l.EndedOn, LiquidatedOn: l.LiquidatedOn,
		Currency: l.Currency, MonthlyWage: l.MonthlyWage, ServiceFee: l.ServiceFee, BrokerageFee: l.BrokerageFee, Deposit: l.Deposit,
		ServiceCap: known(l.ServiceCap, l.ServiceCapKnown), BrokerageCap: known(l.BrokerageCap, l.BrokerageCapKnown), DepositCap: known(l.DepositCap, l.DepositCapKnown),
		ServicePaid: l.ServicePaid, ServiceBack: l.ServiceRefunded, BrokeragePaid: l.BrokeragePaid, BrokerageBack: l.BrokerageRefunded,
		DepositPaid: l.DepositPaid, DepositBack: l.DepositRefunded, AmendedOn: l.AmendedOn, Incidents: l.Incidents, ExpiryNoticed: l.ExpiryNoticed,
		Rules: l.Rules, Verdict: l.Verdict, Irregular: l.Irregular,
	}
}

// The sizes of a page of contracts.
const (
	defaultContracts = 100
	maxContracts     = 500
	farAhead         = 3650 // days
)

func (s *server) contracts(w http.ResponseWriter, r *http.Request) error {
	a := &asked{r: r}
	after, asOf := a.position(), a.day("asOf", s.today())
	limit := a.number("limit", defaultContracts, 1, maxContracts)
	filter := contracts.Filter{
		State: overseas.Phase(a.text("state")), Agency: a.text("agency"), Worker: a.text("worker"), Market: a.text("market"), Ward: a.text("ward"),
		Verdict: contracts.Verdict(a.text("verdict")), Overdue: a.flag("overdue"), Expiring: a.number("expiring", 0, 1, farAhead),
		After: a.text("cursor"), Limit: limit + 1,
	}
	if filter.State != "" && contracts.StateWords[filter.State].Vi == "" {
		a.wrong("state", "không có trạng thái này", "there is no such state")
	}
	if filter.Verdict != "" && contracts.VerdictWords[filter.Verdict].Vi == "" {
		a.wrong("verdict", "không có kết luận này", "there is no such verdict")
	}
	if a.err != nil {
		return a.err
	}
	return s.read(w, r, contracts.Projection, after, asOf, func(ctx context.Context, view engine.Snapshot, at es.Position) (any, error) {
		list, err := contracts.List(ctx, view, filter, asOf)
		if err != nil {
			return nil, err
		}
		page := ContractPage{Position: at, AsOf: asOf, Contracts: []Contract{}}
		if len(list) > limit {
			list = list[:limit]
			page.Next = list[limit-1].Contract
		}
		for _, l := range list {
			page.Contracts = append(page.Contracts, ContractOf(l))
		}
		return page, nil
	})
}

// ContractHistory is a contract from its first event on.
type ContractHistory struct {
	Contract string             `json:"contract"`
	Position es.Position        `json:"position" doc:"the log's end when it was read"`
	Events   []book.HistoryStep `json:"events"`
}

// history reads the log, which is never behind: a position past its end was
// never given out.
func (s *server) history(w http.ResponseWriter, r *http.Request) error {
	a := &asked{r: r}
	after := a.position()
	if a.err != nil {
		return a.err
	}
	at, err := s.Book.Log.Head(r.Context())
	if err != nil {
		return err
	}
	if at.Before(after) {
		return &engine.NotYetError{Projection: "log", Want: after, At: at}
	}
	contract := book.ContractStream(r.PathValue("id"))
	steps, err := s.Book.History(r.Context(), contract)
	if err != nil {
		return err
	}
	w.Header().Set("Vaoso-Position", at.String())
	writeJSON(w, http.StatusOK, "application/json", ContractHistory{contract, at, steps})
	return nil
}
