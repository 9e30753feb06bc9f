package sheet

// mending is how the rows of a kind are put right.
type mending struct {
	// One person does it: the command, its fields by column, and the commands
	// that take back what happened on the day of a column.
	subject map[string]string // the command's fields that name the thing, by column of its key
	correct []mendingCommand
	annul   map[string]string // a command's name, by column
	last    []string          // columns of days of which the last that the book has is taken back, in their order
	// And what is in facts is proposed, and another person confirms: the field of a proposal
	// that names the thing, the column with its number, and by column the event
	// and its field that are wrong. The field of a step's day is "on".
	propose string
	number  string
	facts   map[string][2]string
}

// mendingCommand is a command that corrects, and its fields by column.
type mendingCommand struct {
	name   string
	fields map[string]string
}

// mendings are the kinds whose rows can be put right by a file.
var mendings = map[Kind]mending{
	Employers: {
		subject: map[string]string{"tax_code": "taxCode"},
		correct: []mendingCommand{{"CorrectEmployer", map[string]string{"name": "name", "sector": "sector", "province_code": "province", "ward_code": "ward", "size": "size"}}},
	},
	Workers: {
		subject: map[string]string{"citizen_id": "citizenId"},
		correct: []mendingCommand{{"CorrectWorker", map[string]string{
			"full_name": "fullName", "birth_date": "birthDate", "sex": "sex", "ward_code": "ward", "phone": "phone", "education": "education",
			"occupation": "occupation", "job_seeking_since": "jobSeekingSince", "registered_on": "registeredOn",
		}}},
		annul: map[string]string{"registered_on": "AnnulWorker"},
	},
	Placements: {
		subject: map[string]string{"citizen_id": "citizenId"},
		correct: []mendingCommand{{"CorrectPlacement", map[string]string{
			"tax_code": "taxCode", "occupation": "occupation", "contract_kind": "contractKind", "months": "months", "monthly_wage_vnd": "monthlyWage", "source": "source",
			"reported_on": "reportedOn", "started_on": "startedOn", "ended_on": "endedOn", "end_reason": "endReason",
		}}},
		annul: map[string]string{"started_on": "AnnulPlacement", "ended_on": "CorrectPlacement"},
	},
	Institutions: {
		subject: map[string]string{"institution": "institution"},
		correct: []mendingCommand{{"CorrectInstitution", map[string]string{"name": "name", "occupations": "occupations", "accredited_on": "accreditedOn"}}},
	},
	Intermediaries: {
		subject: map[string]string{"intermediary": "intermediary"},
		correct: []mendingCommand{{"CorrectIntermediary", map[string]string{"name": "name", "type": "type", "province_code": "province", "licence_no": "licenceNo"}}},
	},
	Collaborators: {
		subject: map[string]string{"collaborator": "collaborator"},
		correct: []mendingCommand{{"CorrectCollaborator", map[string]string{"full_name": "name", "ward_code": "unit", "appointed_on": "appointedOn", "dismissed_on": "dismissedOn"}}},
		annul:   map[string]string{"appointed_on": "AnnulCollaborator", "dismissed_on": "AnnulCollaborator"},
		last:    []string{"appointed_on", "dismissed_on"},
	},
	Courses: {
		subject: map[string]string{"course_no": "course"},
		correct: []mendingCommand{{"CorrectCourse", map[string]string{
			"institution": "institution", "tax_code": "taxCode", "occupation": "occupation", "seats": "seats", "jobs_promised": "jobsPromised", "starts_on": "startsOn", "ends_on": "endsOn",
			"min_wage_vnd": "minWage", "agreed_on": "agreedOn", "started_on": "startedOn", "finished_on": "endedOn", "cancelled_on": "endedOn",
		}}},
		annul: map[string]string{"agreed_on": "AnnulCourse", "started_on": "AnnulCourse", "finished_on": "AnnulCourse", "cancelled_on": "AnnulCourse"},
		last:  []string{"agreed_on", "started_on", "finished_on", "cancelled_on"},
	},
	Trainees: {
		subject: map[string]string{"course_no": "course", "citizen_id": "citizenId"},
		correct: []mendingCommand{{"CorrectTrainee", map[string]string{
			"enrolled_on": "enrolledOn", "completed_on": "endedOn", "dropped_on": "endedOn", "certificate_no": "certificateNo", "grade": "grade", "drop_reason": "dropReason",
		}}},
		annul: map[string]string{"enrolled_on": "AnnulEnrolment", "completed_on": "AnnulTraineeOutcome", "dropped_on": "AnnulTraineeOutcome"},
		last:  []string{"enrolled_on", "completed_on", "dropped_on"},
	},
	Vacancies: {
		subject: map[string]string{"vacancy_no": "vacancy"},
		correct: []mendingCommand{{"CorrectVacancy", map[string]string{
			"tax_code": "taxCode", "quantity": "quantity", "occupation": "occupation", "wage_from_vnd": "wageFrom", "wage_to_vnd": "wageTo", "closes_on": "closesOn", "posted_on": "postedOn",
		}}},
		annul: map[string]string{"posted_on": "AnnulVacancy", "withdrawn_on": "AnnulVacancy"},
		last:  []string{"posted_on", "withdrawn_on"},
	},
	Fairs: {
		subject: map[string]string{"fair_no": "fair"},
		correct: []mendingCommand{{"CorrectFair", map[string]string{"venue": "venue", "employers": "employers", "attendance": "attendance", "held_on": "heldOn"}}},
		annul:   map[string]string{"held_on": "AnnulFair"},
	},
	Referrals: {
		subject: map[string]string{"referral_no": "referral"},
		annul:   map[string]string{"counselled_on": "AnnulReferral", "referred_on": "AnnulReferral", "interviewed_on": "AnnulReferral", "concluded_on": "AnnulReferral"},
		last:    []string{"counselled_on", "referred_on", "interviewed_on", "concluded_on"},
	},
	Capacity: {
		subject: map[string]string{"capacity_no": "capacity", "person": "personRef", "unit": "unit"},
		correct: []mendingCommand{{"CorrectCapacityCourse", map[string]string{"topic": "topic", "hours": "hours", "held_on": "heldOn"}}},
		annul:   map[string]string{"held_on": "AnnulCapacityCourse", "attended_on": "AnnulAttendance"},
	},
	Agencies: {
		propose: "licenceNo", number: "licence_no",
		facts: map[string][2]string{"name": {"AgencyRegistered", "name"}, "licensed_on": {"AgencyRegistered", "licensedOn"}, "expires_on": {"AgencyRegistered", "expiresOn"}, "markets": {"AgencyRegistered", "markets"}},
	},
	Loans: {
		propose: "loan", number: "loan_no",
		facts: map[string][2]string{
			"amount_vnd": {"LoanApproved", "amount"}, "months": {"LoanApproved", "months"}, "jobs_promised": {"LoanApproved", "jobsPromised"}, "jobs_kept": {"LoanApproved", "jobsKept"},
			"approved_on": {"LoanApproved", "on"}, "settled_on": {"LoanSettled", "on"},
		},
	},
	LoanJobs: {
		propose: "loan", number: "loan_no",
		facts: map[string][2]string{"started_on": {"JobRecorded", "on"}}, // it is taken back, and entered anew
	},
	Grants: {
		propose: "support", number: "support_no",
		facts: map[string][2]string{"scheme": {"SupportGranted", "scheme"}, "amount_vnd": {"SupportGranted", "amount"}, "granted_on": {"SupportGranted", "on"}},
	},
	Unemployment: {
		subject: map[string]string{"citizen_id": "citizenId"},
		correct: []mendingCommand{{"CorrectUnemploymentNotice", map[string]string{"noticed_on": "noticedOn", "last_tax_code": "lastTaxCode", "ended_on": "endedOn", "end_reason": "endReason"}}},
		annul:   map[string]string{"noticed_on": "AnnulUnemploymentNotice", "ended_on": "AnnulUnemploymentNotice"},
		last:    []string{"noticed_on", "allowance_on", "ended_on"},
		propose: "worker", number: "citizen_id",
		facts: map[string][2]string{"allowance_on": {"AllowanceGranted", "on"}, "allowance_months": {"AllowanceGranted", "months"}, "monthly_allowance_vnd": {"AllowanceGranted", "monthly"}},
	},
	Contracts: {
		propose: "contract", number: "contract_no",
		facts: map[string][2]string{
			"kind": {"ContractSigned", "kind"}, "market": {"ContractSigned", "market"}, "occupation": {"ContractSigned", "occupation"}, "months": {"ContractSigned", "months"},
			"monthly_wage": {"ContractSigned", "monthlyWage"}, "service_fee": {"ContractSigned", "serviceFee"}, "brokerage_fee": {"ContractSigned", "brokerageFee"}, "deposit": {"ContractSigned", "deposit"},
			"signed_on": {"ContractSigned", "on"}, "orientation_certificate": {"OrientationRecorded", "certificateNo"}, "oriented_on": {"OrientationRecorded", "on"},
			"registration_no": {"ContractRegistered", "registrationNo"}, "registered_on": {"ContractRegistered", "on"}, "departed_on": {"WorkerDispatched", "on"},
			"returned_on": {"WorkerReturned", "on"}, "return_reason": {"WorkerReturned", "reason"}, "liquidated_on": {"ContractLiquidated", "on"},
		},
	},
	Inspections: {
		subject: map[string]string{"inspection_no": "inspection"},
		correct: []mendingCommand{
			{"CorrectFinding", map[string]string{"finding": "text", "severity": "severity", "legal_basis": "legalBasis"}},
			{"CorrectRemedy", map[string]string{"remedy_due_on": "dueOn", "remedied_on": "remediedOn"}},
		},
		annul: map[string]string{"finding": "AnnulFinding", "remedy_due_on": "AnnulRemedy", "remedied_on": "AnnulRemedy", "opened_on": "AnnulInspection"},
		last:  []string{"remedy_due_on", "remedied_on"},
	},
}

// corrects is the command that corrects a column, and its field.
func (m mending) corrects(column string) (command, field string, ok bool) {
	for _, c := range m.correct {
		if field, ok = c.fields[column]; ok {
			return c.name, field, true
		}
	}
	return "", "", false
}

// takesBack says whether what a column's day says can be taken back.
func (m mending) takesBack(column string) bool {
	return m.annul[column] != "" || m.facts[column][1] == "on"
}
