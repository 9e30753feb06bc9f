package sheet

import (
	"strconv"

	"vaoso/domain/es"
	"vaoso/domain/support"
)

// The steps of a loan, in their order.
const (
	approve = "approve"
	settle  = "settle"
)

func (j *Job) loan(e *entry) {
	v := e.row.values
	no := v["loan_no"]
	stream := support.LoanStream(no)
	step := e.stepper(stream, no)
	step(approve, "approved_on", "ApproveLoan", support.ApproveLoan{
		Loan: no, CitizenID: v["citizen_id"], TaxCode: v["tax_code"], Amount: v.sum("amount_vnd", "VND"), Months: v.number("months"),
		JobsPromised: v.number("jobs_promised"), JobsKept: v.number("jobs_kept"),
	})
	step(settle, "settled_on", "SettleLoan", support.SettleLoan{Loan: no})
	compares(e, support.LoanDecider, stream, v, func(l es.Loaded[support.Loan]) (present []string, have Values) {
		have = Values{}
		for _, r := range l.Events {
			switch p := r.Payload.(type) {
			case support.LoanApproved:
				present = append(present, approve)
				j.party(v, have, p.Borrower)
				have["amount_vnd"], have["months"], have["approved_on"] = minor(p.Amount), strconv.Itoa(p.Months), r.On().String()
				have["jobs_promised"], have["jobs_kept"] = strconv.Itoa(p.JobsPromised), strconv.Itoa(p.JobsKept)
			case support.LoanSettled:
				present = append(present, settle)
				have["settled_on"] = r.On().String()
			}
		}
		return present, have
	})
}

// party says whether the book names the row's worker or employer.
func (j *Job) party(v, have Values, stream string) {
	have["citizen_id"] = same(v, "citizen_id", stream == j.book.Key.Worker(v["citizen_id"]))
	have["tax_code"] = same(v, "tax_code", stream == j.book.Key.Employer(v["tax_code"]))
}

func (j *Job) loanJob(e *entry) {
	v := e.row.values
	no, worker := v["loan_no"], j.book.Key.Worker(v["citizen_id"])
	stream := support.LoanStream(no)
	on := v.day("started_on")
	e.add(Step{
		Day: v.day("reported_on"), On: on, Key: key(LoanJobs, "", no, worker), Command: "RecordJob", lane: stream,
		ask: e.asks(support.RecordJob{Loan: no, CitizenID: v["citizen_id"], Created: v["kind"] == "created", ReportedOn: v.day("reported_on")}),
	})
	compares(e, support.LoanDecider, stream, v, func(l es.Loaded[support.Loan]) (present []string, have Values) {
		for _, r := range l.Events {
			if p, ok := r.Payload.(support.JobRecorded); ok && p.WorkerID == worker {
				present = append(present, "")
				have = Values{"kind": "kept", "started_on": r.On().String(), "reported_on": p.ReportedOn.String()}
				if p.Created {
					have["kind"] = "created"
				}
			}
		}
		return present, have
	})
}

func (j *Job) grant(e *entry) {
	v := e.row.values
	no := v["support_no"]
	stream := support.GrantStream(no)
	e.stepper(stream, no)("", "granted_on", "GrantSupport", support.GrantSupport{
		Support: no, CitizenID: v["citizen_id"], TaxCode: v["tax_code"], Scheme: v["scheme"], Amount: v.sum("amount_vnd", "VND"),
	})
	compares(e, support.GrantDecider, stream, v, func(l es.Loaded[support.Grant]) (present []string, have Values) {
		for _, r := range l.Events {
			if p, ok := r.Payload.(support.SupportGranted); ok {
				present = append(present, "")
				have = Values{"scheme": p.Scheme, "amount_vnd": minor(p.Amount), "granted_on": r.On().String()}
				j.party(v, have, p.WorkerID+p.EmployerID) // one of them
			}
		}
		return present, have
	})
}

// The steps of an unemployment notice, in their order.
const (
	notice    = "notice"
	allowance = "allowance"
	end       = "end"
)

func (j *Job) unemployment(e *entry) {
	v := e.row.values
	id := v["citizen_id"]
	worker := j.book.Key.Worker(id)
	stream := support.UnemploymentStream(worker)
	step := e.stepper(stream, worker, v["noticed_on"])
	step(notice, "noticed_on", "RecordUnemploymentNotice", support.RecordUnemploymentNotice{CitizenID: id, LastTaxCode: v["last_tax_code"]})
	step(allowance, "allowance_on", "RecordAllowance", support.RecordAllowance{CitizenID: id, Months: v.number("allowance_months"), Monthly: v.sum("monthly_allowance_vnd", "VND")})
	step(end, "ended_on", "EndUnemployment", support.EndUnemployment{CitizenID: id, Reason: support.EndReason(v["end_reason"])})
	compares(e, support.UnemploymentDecider, stream, v, func(l es.Loaded[support.Unemployment]) ([]string, Values) {
		return j.noticeSays(l.Events, v)
	})
}

// noticeSays is what the book has of the worker's notice of that day. Of several
// allowances the one of the row's day is compared, or else the last.
func (j *Job) noticeSays(events []es.Recorded, v Values) (present []string, have Values) {
	there, found := false, false
	for _, r := range events {
		on := r.On().String()
		switch p := r.Payload.(type) {
		case support.UnemploymentNoticed:
			if there {
				have[superseded] = "yes"
			}
			if there = on == v["noticed_on"]; there {
				present, found = []string{notice}, false
				have = Values{"last_tax_code": same(v, "last_tax_code", p.LastEmployerID == j.book.Key.Employer(v["last_tax_code"]))}
			}
		case support.AllowanceGranted:
			if there && !found {
				present = append(present, allowance)
				have["allowance_on"], have["allowance_months"], have["monthly_allowance_vnd"] = on, strconv.Itoa(p.Months), minor(p.Monthly)
				found = on == v["allowance_on"]
			}
		case support.UnemploymentEnded:
			if there {
				present = append(present, end)
				have["ended_on"], have["end_reason"] = on, string(p.Reason)
			}
		}
	}
	return present, have
}
