package sheet

// more looks at the cells of the rows of training, the market, support and
// retention together.
func (c checker) more() {
	switch c.kind {
	case Institutions:
		c.notBefore("registered_on", "accredited_on")
	case Courses:
		c.notBefore("ends_on", "starts_on")
		c.notBefore("started_on", "agreed_on")
		c.needs("started_on", c.values["finished_on"] != "" || c.values["assessed_on"] != "")
		c.notBefore("finished_on", "started_on")
		c.empty("cancelled_on", c.values["finished_on"] != "")
		c.notBefore("cancelled_on", "agreed_on")
		c.together("employer_score", "assessed_on")
		c.notBefore("assessed_on", "started_on")
	case Trainees:
		c.needs("completed_on", c.values["certificate_no"] != "" || c.values["grade"] != "")
		c.empty("dropped_on", c.values["completed_on"] != "")
		c.together("dropped_on", "drop_reason")
		c.notBefore("completed_on", "enrolled_on")
		c.notBefore("dropped_on", "enrolled_on")
	case Vacancies:
		c.notBefore("closes_on", "posted_on")
		c.notBefore("withdrawn_on", "posted_on")
	case Referrals:
		c.needs("referred_on", c.values["counselled_on"] == "" || c.values["intermediary"] != "" || c.values["interviewed_on"] != "" || c.values["concluded_on"] != "")
		c.needs("counselled_on", c.values["collaborator"] != "")
		c.together("referred_on", "vacancy_no")
		c.together("concluded_on", "outcome")
		c.notBefore("referred_on", "counselled_on")
		c.notBefore("interviewed_on", "referred_on")
		c.notBefore("concluded_on", "referred_on")
		c.notBefore("concluded_on", "interviewed_on")
	case Fairs:
		c.together("interviewed", "hired", "outcome_on")
		c.notBefore("outcome_on", "held_on")
	case Collaborators:
		c.after("dismissed_on", "appointed_on")
	case Capacity:
		c.together("person", "unit", "kind")
		c.needs("person", c.values["attended_on"] != "")
		c.notBefore("attended_on", "held_on")
	case Loans:
		c.oneParty()
		c.needs("jobs_promised", c.values["jobs_kept"] == "")
		c.notBefore("settled_on", "approved_on")
	case Grants:
		c.oneParty()
	case LoanJobs:
		c.notBefore("reported_on", "started_on")
	case Unemployment:
		c.together("allowance_on", "allowance_months", "monthly_allowance_vnd")
		c.together("ended_on", "end_reason")
		c.notBefore("allowance_on", "noticed_on")
		c.notBefore("ended_on", "noticed_on")
		c.notBefore("ended_on", "allowance_on")
	case Retention:
		c.notBefore("checked_on", "started_on")
	case Employers, Workers, Agencies, Placements, Contracts, Inspections, Corrections: // check's
	case Intermediaries, Attendance: // a cell says all
	}
}

// oneParty wants a worker or an employer, not both.
func (c checker) oneParty() {
	c.needs("citizen_id", c.values["tax_code"] == "")
	c.empty("tax_code", c.values["citizen_id"] != "")
}
