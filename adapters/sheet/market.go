package sheet

import (
	"strconv"

	"vaoso/domain/es"
	"vaoso/domain/outreach"
)

func (j *Job) intermediary(e *entry) {
	v := e.row.values
	id := v["intermediary"]
	stream := "intermediary-" + id
	e.stepper(stream, id)("", "registered_on", "RegisterIntermediary", outreach.RegisterIntermediary{
		Intermediary: id, Name: v["name"], Type: outreach.IntermediaryType(v["type"]), Province: v["province_code"], LicenceNo: v["licence_no"],
	})
	compares(e, outreach.IntermediaryDecider, stream, v, func(l es.Loaded[outreach.Registered]) (present []string, have Values) {
		for _, r := range l.Events {
			if p, ok := r.Payload.(outreach.IntermediaryRegistered); ok {
				present = append(present, "")
				have = Values{"name": p.Name, "type": string(p.Type), "province_code": p.Province, "licence_no": p.LicenceNo, "registered_on": r.On().String()}
			}
		}
		return present, have
	})
}

// The steps of a vacancy, in their order.
const (
	post     = "post"
	withdraw = "withdraw"
)

func (j *Job) vacancy(e *entry) {
	v := e.row.values
	no := v["vacancy_no"]
	stream := "vacancy-" + no
	step := e.stepper(stream, no)
	step(post, "posted_on", "PostVacancy", outreach.PostVacancy{
		Vacancy: no, TaxCode: v["tax_code"], Quantity: v.number("quantity"), Occupation: v["occupation"],
		WageFrom: v.sum("wage_from_vnd", "VND"), WageTo: v.sum("wage_to_vnd", "VND"), ClosesOn: v.day("closes_on"),
	})
	step(withdraw, "withdrawn_on", "WithdrawVacancy", outreach.WithdrawVacancy{Vacancy: no})
	compares(e, outreach.VacancyDecider, stream, v, func(l es.Loaded[outreach.Vacancy]) (present []string, have Values) {
		have = Values{}
		for _, r := range l.Events {
			switch p := r.Payload.(type) {
			case outreach.VacancyPosted:
				present = append(present, post)
				have["tax_code"] = same(v, "tax_code", p.EmployerID == j.book.Key.Employer(v["tax_code"]))
				have["occupation"], have["quantity"], have["wage_from_vnd"], have["wage_to_vnd"] = p.Occupation, strconv.Itoa(p.Quantity), minor(p.WageFrom), minor(p.WageTo)
				have["posted_on"], have["closes_on"] = r.On().String(), p.ClosesOn.String()
			case outreach.VacancyWithdrawn:
				present = append(present, withdraw)
				have["withdrawn_on"] = r.On().String()
			}
		}
		return present, have
	})
}

// The steps of a referral, in their order.
const (
	counsel   = "counsel"
	refer     = "refer"
	interview = "interview"
	conclude  = "conclude"
)

func (j *Job) referral(e *entry) {
	v := e.row.values
	no, id := v["referral_no"], v["citizen_id"]
	stream, worker := "referral-"+no, j.book.Key.Worker(id)
	step := e.stepper(stream, no)
	step(counsel, "counselled_on", "CounselWorker", outreach.CounselWorker{Referral: no, CitizenID: id, Collaborator: v["collaborator"]})
	step(refer, "referred_on", "ReferWorker", outreach.ReferWorker{Referral: no, CitizenID: id, Vacancy: v["vacancy_no"], Intermediary: v["intermediary"]})
	step(interview, "interviewed_on", "RecordReferralOutcome", outreach.RecordReferralOutcome{Referral: no, Outcome: outreach.Interviewed})
	step(conclude, "concluded_on", "RecordReferralOutcome", outreach.RecordReferralOutcome{Referral: no, Outcome: outreach.Outcome(v["outcome"])})
	compares(e, outreach.ReferralDecider, stream, v, func(l es.Loaded[outreach.Referral]) (present []string, have Values) {
		return referralSays(l, v, worker)
	})
}

// referralSays is what the book has of a referral, as the columns say it.
func referralSays(l es.Loaded[outreach.Referral], v Values, worker string) (present []string, have Values) {
	have = Values{"citizen_id": same(v, "citizen_id", l.State.WorkerID == worker)}
	for _, r := range l.Events {
		on := r.On().String()
		switch p := r.Payload.(type) {
		case outreach.WorkerCounselled:
			present = append(present, counsel)
			have["counselled_on"], have["collaborator"] = on, same(v, "collaborator", p.ByCollaborator == "collaborator-"+v["collaborator"])
		case outreach.WorkerReferred:
			present = append(present, refer)
			have["referred_on"], have["vacancy_no"] = on, same(v, "vacancy_no", p.VacancyID == "vacancy-"+v["vacancy_no"])
			have["intermediary"] = same(v, "intermediary", p.IntermediaryID == "intermediary-"+v["intermediary"])
		case outreach.ReferralConcluded:
			if p.Outcome == outreach.Interviewed {
				present = append(present, interview)
				have["interviewed_on"] = on
				continue
			}
			present = append(present, conclude)
			have["concluded_on"], have["outcome"] = on, string(p.Outcome)
		}
	}
	return present, have
}

// The steps of a job fair, in their order.
const (
	hold   = "hold"
	result = "outcome"
)

func (j *Job) fair(e *entry) {
	v := e.row.values
	no := v["fair_no"]
	stream := "fair-" + no
	step := e.stepper(stream, no)
	step(hold, "held_on", "HoldFair", outreach.HoldFair{Fair: no, Venue: v["venue"], Employers: v.number("employers"), Attendance: v.number("attendance")})
	step(result, "outcome_on", "RecordFairOutcome", outreach.RecordFairOutcome{Fair: no, Interviewed: v.number("interviewed"), Hired: v.number("hired")})
	compares(e, outreach.FairDecider, stream, v, func(l es.Loaded[outreach.Fair]) (present []string, have Values) {
		have = Values{}
		for _, r := range l.Events {
			switch p := r.Payload.(type) {
			case outreach.FairHeld:
				present = append(present, hold)
				have["held_on"], have["venue"] = r.On().String(), p.Venue
				have["employers"], have["attendance"] = strconv.Itoa(p.Employers), strconv.Itoa(p.Attendance)
			case outreach.FairOutcomeRecorded:
				present = append(present, result)
				have["outcome_on"], have["interviewed"], have["hired"] = r.On().String(), strconv.Itoa(p.Interviewed), strconv.Itoa(p.Hired)
			}
		}
		return present, have
	})
}
