package historytest

import (
	"fmt"

	"pgregory.net/rapid"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/overseas"
	"vaoso/domain/scenario"
)

// Step is something that somebody asks for in a random history.
type Step struct{ What, Agency, Contract, Worker, Day, Months, Sum int }

// Steps draws what to ask for, in an order that nothing orders: most of it is
// refused, and what is taken comes late, early and dated back.
var Steps = rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Step {
	return Step{
		What: rapid.IntRange(0, 25).Draw(t, "what"), Agency: rapid.IntRange(1, 2).Draw(t, "agency"), Contract: rapid.IntRange(1, 6).Draw(t, "contract"),
		Worker: rapid.IntRange(1, 3).Draw(t, "worker"), Day: rapid.IntRange(0, 900).Draw(t, "day"), Months: rapid.IntRange(1, 40).Draw(t, "months"), Sum: rapid.IntRange(0, 6).Draw(t, "sum"),
	}
}), 20, 120)

// Random is the history of two agencies and the steps that weren't refused. Its
// contracts are C-1 to C-6, as far as they were signed.
func Random(h *History, steps []Step) *History {
	h.t.Helper()
	h.Register("26-1")
	h.Register("26-2")
	for _, s := range steps {
		if err := h.do(s); err != nil {
			if _, refused := es.AsRefused(err); !refused {
				h.t.Fatal(err)
			}
		}
	}
	return h
}

// Numbers are the numbers of the contracts that were signed.
func (h *History) Numbers() (list []string) {
	for n := 1; n <= 6; n++ {
		if no := fmt.Sprintf("C-%d", n); h.ContractState(no).Exists() {
			list = append(list, no)
		}
	}
	return list
}

func (h *History) do(s Step) error {
	licence, no, worker := fmt.Sprintf("26-%d", s.Agency), fmt.Sprintf("C-%d", s.Contract), fmt.Sprintf("w%d", s.Worker)
	day := scenario.Day("2020-07-01").AddDays(s.Day)
	on := day.String()
	// A life goes on from where it is: steps are asked for soon after the last.
	if c := h.ContractState(no); c.Exists() && (s.What >= 5 && s.What <= 16 || s.What >= 20) {
		on = c.LastOn.AddDays(s.Day % 90).String()
	}
	switch s.What {
	case 0:
		return h.TryAgency(on, licence, overseas.SuspendLicence{Agency: licence, From: day, Until: day.AddDays(10 * s.Months), DecisionNo: "QĐ"})
	case 1:
		return h.TryAgency(on, licence, overseas.ReinstateLicence{Agency: licence, From: day, DecisionNo: "QĐ"})
	case 2:
		if s.Sum > 0 { // rarely: it ends all
			return h.TryAgency(on, licence, overseas.RenewLicence{Agency: licence, LicensedOn: day})
		}
		return h.TryAgency(on, licence, overseas.RevokeLicence{Agency: licence, From: day, DecisionNo: "QĐ"})
	case 3:
		return h.TryAgency(on, licence, overseas.RemoveMarket{Agency: licence, Market: "JP"})
	case 4:
		return h.TryAgency(on, licence, overseas.AddMarket{Agency: licence, Market: "JP"})
	case 5, 6:
		return h.TryContract(on, no, overseas.RecordOrientation{Contract: no, CertificateNo: "ĐH"})
	case 7, 8:
		return h.TryContract(on, no, overseas.RegisterContract{Contract: no, RegistrationNo: "ĐK"})
	case 9, 10, 11:
		h.Reports[no] = scenario.Day(on).AddDays(10 * s.Sum).String()
		return h.TryDepart(no, on)
	case 12:
		return h.TryContract(on, no, overseas.ReportAbsconded{Contract: no, Reporter: "x"})
	case 13:
		return h.TryContract(on, no, overseas.RecordReturn{Contract: no, Reason: overseas.ReturnEarlyOwn})
	case 14:
		return h.TryContract(on, no, overseas.TerminateContract{Contract: no, Reason: "x"})
	case 15:
		return h.TryContract(on, no, overseas.LiquidateContract{Contract: no, FeeRefunded: JPY(int64(s.Sum) * 50_000), DepositReturned: JPY(int64(s.Sum % 2))})
	case 16:
		return h.TryContract(on, no, overseas.ExtendContract{Contract: no, Months: s.Months, ServiceFee: JPY(int64(s.Sum) * 1_000)})
	case 20, 21:
		line := []overseas.FeeLine{overseas.FeeService, overseas.FeeBrokerage, overseas.FeeDeposit, overseas.FeeVisa}[s.Day%4]
		return h.TryContract(on, no, overseas.RecordFee{Contract: no, Line: line, Paid: JPY(int64(s.Sum)*100_000 + 1), ReceiptNo: fmt.Sprint(s.Months)})
	case 22:
		line := []overseas.FeeLine{overseas.FeeService, overseas.FeeBrokerage, overseas.FeeDeposit}[s.Day%3]
		return h.TryContract(on, no, overseas.RefundFee{Contract: no, Line: line, Amount: JPY(int64(s.Sum)*50_000 + 1)})
	case 23:
		return h.TryContract(on, no, overseas.AmendContract{Contract: no, Changes: overseas.Changes{Months: s.Months, ServiceFee: JPY(int64(s.Sum) * 100_000)}})
	case 24:
		return h.abroadStep(s, on, no)
	case 25:
		return h.soonStep(s, on, licence, no)
	}
	return h.TryContract(on, no, h.randomTerms(s, no, worker, licence, day))
}

// abroadStep is what changes no phase of a contract.
func (h *History) abroadStep(s Step, on, no string) error {
	switch s.Sum % 3 {
	case 0:
		return h.TryContract(on, no, overseas.RecordTravelPapers{Contract: no, PassportNo: "Z0000001"})
	case 1:
		return h.TryContract(on, no, overseas.ChangeEmployerAbroad{Contract: no, Employer: "Nhà máy Mẫu", Lawful: s.Day%2 == 0})
	}
	return h.TryContract(on, no, overseas.RecordIncident{Contract: no, Kind: overseas.IncidentOther})
}

// soonStep is the policy's notice of a day due back, and what an agency agrees on.
func (h *History) soonStep(s Step, on, licence, no string) error {
	switch {
	case s.Sum > 2:
		if due := h.ContractState(no).DueBackOn; !due.IsZero() {
			on = due.AddDays(-(s.Day % 100)).String()
		}
		return h.TryContract(on, no, overseas.NoticeExpiry{Contract: no})
	case s.Sum == 2:
		return h.TryAgency(on, licence, overseas.InviteAgency{Agency: licence, Units: []string{"08710"}, Market: "TW", Quota: 5})
	}
	return h.TryAgency(on, licence, overseas.RegisterSupplyContract{Agency: licence, RegistrationNo: fmt.Sprint("CƯ-", s.Months), Market: "JP", Partner: "Nghiệp đoàn Mẫu", Occupation: "hàn", Quantity: 10})
}

// randomTerms are terms of which about every third breaks a cap.
func (h *History) randomTerms(s Step, no, worker, licence string, day civil.Date) overseas.SignContract {
	terms := Terms(no, worker, licence)
	if s.Sum == 6 {
		terms = Terms(no, worker, "")
	}
	terms.Months = s.Months
	terms.ServiceFee, terms.BrokerageFee, terms.Deposit = JPY(int64(s.Sum)*100_000), JPY(int64(s.Day%3)*50_000), JPY(int64(s.Day%2))
	if day.Day()%5 == 0 {
		terms.Kind = overseas.KindTrainee
	}
	return terms
}
