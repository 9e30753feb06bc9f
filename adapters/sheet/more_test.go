package sheet

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"vaoso/domain/book"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/outreach"
	"vaoso/domain/support"
)

// fresh are the kinds beside the six of DOMAIN.md §9.
var fresh = []Kind{
	Institutions, Intermediaries, Collaborators, Courses, Trainees, Attendance, Vacancies, Fairs, Referrals, Loans, LoanJobs, Retention, Grants, Unemployment, Capacity,
}

// row is the example of a kind with some cells changed: "column=cell".
func row(t testing.TB, kind Kind, changes ...string) string {
	t.Helper()
	cells := map[string]string{}
	for _, c := range columns[kind] {
		if !leaves(kind, c) {
			cells[c.Name] = c.Example
		}
	}
	for _, change := range changes {
		name, cell, _ := strings.Cut(change, "=")
		if _, ok := columnNamed(kind, name); !ok {
			t.Fatalf("%s has no column %s", kind, name)
		}
		cells[name] = cell
	}
	var line []string
	for _, name := range columnNames(kind) {
		line = append(line, cells[name])
	}
	return strings.Join(line, ",") + "\n"
}

func changed(t testing.TB, kind Kind, changes ...string) string {
	return Template(kind) + row(t, kind, changes...)
}

// before imports the examples of all kinds before one.
func before(t testing.TB, b *book.Book, kind Kind) {
	t.Helper()
	for _, k := range Kinds[:kind.order()] {
		want(t, file(t, b, k, Example(k), clerk), Taken)
	}
}

// Every filled column that the book has otherwise is named; nothing changes.
func TestFreshRowsThatDiffer(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		kind    Kind
		changes []string
		fields  string
	}{
		{Institutions, []string{"name=Trường khác", "occupations=hàn", "accredited_on=2016-09-01", "registered_on=2021-01-06"}, "name occupations accredited_on registered_on"},
		{Intermediaries, []string{"name=Khác", "type=supply_firm", "province_code=01", "licence_no=X", "registered_on=2021-01-06"}, "name type province_code licence_no registered_on"},
		{Collaborators, []string{"full_name=Trần Văn Khác", "ward_code=Tích Sơn", "appointed_on=2021-01-11", "dismissed_on=2023-01-02"}, "full_name ward_code appointed_on dismissed_on"},
		{Courses, []string{"institution=khác", "tax_code=0000010001", "occupation=hàn", "seats=21", "jobs_promised=16", "agreed_on=13/01/2021", "starts_on=19/01/2021", "ends_on=27/02/2021", "min_wage_vnd=6.000.001", "started_on=19/01/2021", "finished_on=27/02/2021", "employer_score=5", "assessed_on=16/03/2021"},
			"institution tax_code occupation seats jobs_promised agreed_on starts_on ends_on min_wage_vnd started_on finished_on employer_score assessed_on"},
		{Trainees, []string{"completed_on=27/02/2021", "certificate_no=CC-2", "grade=giỏi"}, "completed_on certificate_no grade"},
		{Attendance, []string{"days=18", "of_days=19", "recorded_on=01/03/2021"}, "days of_days recorded_on"},
		{Vacancies, []string{"tax_code=0000010001", "occupation=hàn", "quantity=31", "wage_from_vnd=6.500.000", "wage_to_vnd=9.500.000", "posted_on=02/02/2021", "closes_on=29/04/2021", "withdrawn_on=16/04/2021"},
			"tax_code occupation quantity wage_from_vnd wage_to_vnd posted_on closes_on withdrawn_on"},
		{Fairs, []string{"held_on=21/03/2021", "venue=Sân vận động", "employers=25", "attendance=611", "interviewed=241", "hired=86", "outcome_on=28/03/2021"}, "held_on venue employers attendance interviewed hired outcome_on"},
		{Referrals, []string{"citizen_id=000094000124", "counselled_on=21/02/2021", "collaborator=x", "referred_on=26/02/2021", "vacancy_no=x", "intermediary=x", "interviewed_on=02/03/2021", "concluded_on=06/03/2021", "outcome=không đến"},
			"citizen_id counselled_on collaborator referred_on vacancy_no intermediary interviewed_on concluded_on outcome"},
		{Loans, []string{"tax_code=", "citizen_id=000094000124", "amount_vnd=70.000.000", "months=24", "jobs_promised=2", "jobs_kept=1", "approved_on=05/01/2021", "settled_on=05/01/2024"}, "citizen_id amount_vnd months jobs_promised jobs_kept approved_on settled_on"},
		{Loans, []string{"tax_code=0000010001"}, "tax_code"},
		{LoanJobs, []string{"kind=duy trì", "started_on=11/03/2021", "reported_on=2021-03-19"}, "kind started_on reported_on"},
		{Grants, []string{"citizen_id=000094000124", "scheme=Khác", "amount_vnd=2.000.000", "granted_on=16/02/2021"}, "citizen_id scheme amount_vnd granted_on"},
		{Unemployment, []string{"last_tax_code=0000010001", "allowance_on=11/05/2021", "allowance_months=4", "monthly_allowance_vnd=4.000.000", "ended_on=18/05/2021", "end_reason=đi học"},
			"last_tax_code allowance_on allowance_months monthly_allowance_vnd ended_on end_reason"},
		{Retention, []string{"outcome=còn làm"}, "outcome"},
		{Capacity, []string{"topic=quản lý", "hours=9", "held_on=14/03/2021", "kind=cộng tác viên", "attended_on=16/03/2021"}, "topic hours held_on kind attended_on"},
		{Placements, []string{"vacancy_no=x", "referral_no=x", "course_no=x", "loan_no=x", "collaborator=x", "ended_on=29/04/2021", "end_reason=sa thải", "seeks_again=không"}, "vacancy_no referral_no course_no loan_no collaborator ended_on end_reason seeks_again"},
	} {
		t.Run(string(c.kind), func(t *testing.T) {
			t.Parallel()
			b := newBook()
			before(t, b, c.kind)
			want(t, file(t, b, c.kind, Example(c.kind), clerk), Taken)
			had := len(events(t, b))
			r := file(t, b, c.kind, changed(t, c.kind, c.changes...), clerk)
			if row := r.Rows[0]; row.Outcome != Differs || strings.Join(row.Fields, " ") != c.fields {
				t.Errorf("the row is %s in %v, want differs in %s%s", row.Outcome, row.Fields, c.fields, told(r))
			}
			if len(events(t, b)) != had {
				t.Error("something changed")
			}
		})
	}
}

// A row that gains cells takes the steps that they are, and no others; an empty
// cell is no difference.
func TestARowGainsItsSteps(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		kind  Kind
		later []string // columns that come with each step after the first
		steps string
	}{
		{Collaborators, []string{"dismissed_on"}, "CollaboratorAppointed|CollaboratorDismissed"},
		{Courses, []string{"started_on", "employer_score assessed_on", "finished_on"}, "CourseAgreed|CourseStarted|CourseAssessed|CourseFinished"},
		{Trainees, []string{"completed_on certificate_no grade"}, "TraineeEnrolled|TrainingCompleted"},
		{Vacancies, []string{"withdrawn_on"}, "VacancyPosted|VacancyWithdrawn"},
		{Fairs, []string{"interviewed hired outcome_on"}, "FairHeld|FairOutcomeRecorded"},
		{Referrals, []string{"referred_on vacancy_no intermediary", "interviewed_on", "concluded_on outcome"}, "WorkerCounselled|WorkerReferred|ReferralConcluded|ReferralConcluded"},
		{Loans, []string{"settled_on"}, "LoanApproved|LoanSettled"},
		{Placements, []string{"ended_on end_reason seeks_again"}, "WorkerPlaced|PlacementEnded"},
		{Unemployment, []string{"allowance_on allowance_months monthly_allowance_vnd", "ended_on end_reason"}, "UnemploymentNoticed|AllowanceGranted|UnemploymentEnded"},
		{Capacity, []string{"person unit kind attended_on"}, "CapacityCourseHeld|AttendanceRecorded"},
	} {
		t.Run(string(c.kind), func(t *testing.T) {
			t.Parallel()
			b := newBook()
			before(t, b, c.kind)
			steps := strings.Split(c.steps, "|")
			for i, step := range steps {
				had := len(events(t, b))
				csv := changed(t, c.kind, emptied(c.later[i:])...)
				want(t, file(t, b, c.kind, csv, clerk), Taken)
				if got := types(events(t, b)[had:]); got != step {
					t.Errorf("then came %s, want %s", got, step)
				}
				want(t, file(t, b, c.kind, csv, clerk), Already)
			}
			want(t, file(t, b, c.kind, changed(t, c.kind, emptied(c.later)...), clerk), Already)
		})
	}
}

// emptied are the columns of lists, each with an empty cell.
func emptied(lists []string) (changes []string) {
	for _, columns := range lists {
		for column := range strings.FieldsSeq(columns) {
			changes = append(changes, column+"=")
		}
	}
	return changes
}

// What the book's rules say of rows that are well written, and at which step.
func TestRulesRefuseFreshRows(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		kind    Kind
		changes []string
		step    string
		want    *es.Refusal
	}{
		"an unknown institution":       {Courses, []string{"institution=x"}, agree, outreach.ErrInstitutionUnknown},
		"an unknown employer":          {Courses, []string{"tax_code=0000020006"}, agree, labour.ErrEmployerUnknown},
		"a malformed tax code":         {Vacancies, []string{"tax_code=0000010001"}, post, labour.ErrTaxCodeMalformed},
		"more jobs than seats":         {Courses, []string{"jobs_promised=21"}, agree, es.ErrFieldInvalid},
		"a course of tomorrow":         {Courses, []string{"agreed_on=2025-01-01", "started_on=", "finished_on=", "employer_score=", "assessed_on="}, agree, es.ErrFutureDate},
		"no such course":               {Trainees, []string{"course_no=x"}, enrol, outreach.ErrCourseUnknown},
		"too late for the course":      {Trainees, []string{"enrolled_on=01/03/2021", "completed_on=", "certificate_no=", "grade="}, enrol, outreach.ErrCourseNotOpen},
		"no such trainee":              {Trainees, []string{"citizen_id=000094000999"}, enrol, labour.ErrWorkerUnknown},
		"a trainee's malformed id":     {Trainees, []string{"citizen_id=001094000123"}, enrol, labour.ErrRealCitizenID},
		"more days than there were":    {Attendance, []string{"days=21"}, "", es.ErrFieldInvalid},
		"a month before the course":    {Attendance, []string{"month=12/2020"}, "", es.ErrFieldInvalid},
		"who never enrolled":           {Attendance, []string{"citizen_id=000094000999"}, "", labour.ErrWorkerUnknown},
		"wages the wrong way round":    {Vacancies, []string{"wage_to_vnd=5.000.000"}, post, es.ErrFieldInvalid},
		"withdrawn after its last day": {Vacancies, []string{"withdrawn_on=01/05/2021"}, withdraw, outreach.ErrVacancyClosed},
		"more interviewed than came":   {Fairs, []string{"interviewed=611"}, result, es.ErrFieldInvalid},
		"no such collaborator":         {Referrals, []string{"collaborator=x"}, counsel, outreach.ErrCollaboratorUnknown},
		"no such vacancy":              {Referrals, []string{"vacancy_no=x"}, refer, outreach.ErrVacancyUnknown},
		"no such intermediary":         {Referrals, []string{"intermediary=x"}, refer, outreach.ErrIntermediaryUnknown},
		"referred after the last day":  {Referrals, []string{"referred_on=01/05/2021", "interviewed_on=", "concluded_on=", "outcome="}, refer, outreach.ErrVacancyClosed},
		"a loan above the cap":         {Loans, []string{"amount_vnd=100.000.001"}, approve, support.ErrLoanAboveCap},
		"no jobs of a loan":            {Loans, []string{"jobs_promised=0"}, approve, es.ErrFieldInvalid},
		"no such loan":                 {LoanJobs, []string{"loan_no=x"}, "", support.ErrLoanUnknown},
		"a job before the loan":        {LoanJobs, []string{"started_on=03/01/2021"}, "", support.ErrBeforeStart},
		"a job after the settlement":   {LoanJobs, []string{"started_on=05/01/2024", "reported_on=05/01/2024"}, "", support.ErrLoanSettled},
		"nobody to support":            {Grants, []string{"citizen_id=000094000999"}, "", labour.ErrWorkerUnknown},
		"an unknown last employer":     {Unemployment, []string{"last_tax_code=0000020006"}, notice, labour.ErrEmployerUnknown},
		"…whose code is malformed":     {Unemployment, []string{"last_tax_code=0000010001"}, notice, labour.ErrTaxCodeMalformed},
		"no such placement":            {Retention, []string{"started_on=11/03/2021"}, "", labour.ErrPlacementUnknown},
		"asked too early":              {Retention, []string{"checked_on=25/05/2021"}, "", labour.ErrCheckTooEarly},
		"no such unit":                 {Capacity, []string{"unit=Hoàn Kiếm"}, attend, labour.ErrUnitUnknown},
		"no such ward":                 {Collaborators, []string{"ward_code=Hoàn Kiếm"}, appoint, labour.ErrUnitUnknown},
		"registered tomorrow":          {Intermediaries, []string{"registered_on=2025-01-01"}, "", es.ErrFutureDate},
		"no such course to come from":  {Placements, []string{"course_no=x"}, "", outreach.ErrCourseUnknown},
		"an end after the term":        {Placements, []string{"ended_on=10/03/2022"}, end, labour.ErrPlacementEnded},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBook()
			before(t, b, c.kind)
			had := len(events(t, b))
			r := file(t, b, c.kind, changed(t, c.kind, c.changes...), clerk)
			row, added := r.Rows[0], len(events(t, b))-had
			outcome := Refused
			if added > 0 {
				outcome = Partly
			}
			if row.Outcome != outcome || row.Code != c.want.Code || row.Step != c.step {
				t.Errorf("the row is %s by %q at %q, want %s by %s at %q%s", row.Outcome, row.Code, row.Step, outcome, c.want.Code, c.step, told(r))
			}
			again := file(t, b, c.kind, changed(t, c.kind, c.changes...), clerk)
			if again.Rows[0].Code != c.want.Code || len(events(t, b)) != had+added {
				t.Errorf("again it is %+v", again.Rows[0])
			}
		})
	}
}

// Cells that can't stand beside each other, by the column that is named.
func TestFreshRowsThatAreInvalid(t *testing.T) {
	t.Parallel()
	for kind, cases := range map[Kind]map[string][]string{
		Institutions:   {"accredited_on": {"accredited_on=2021-02-01"}, "institution": {"institution=a b"}, "occupations": {"occupations=;;"}},
		Intermediaries: {"type": {"type=chợ"}, "province_code": {"province_code=26a"}, "intermediary": {"intermediary=intermediary-"}},
		Collaborators:  {"full_name": {"full_name=Mẫu"}, "dismissed_on": {"dismissed_on=2021-01-10"}},
		Courses: {"ends_on": {"ends_on=17/01/2021"}, "started_on": {"started_on="}, "cancelled_on": {"cancelled_on=25/01/2021"}, "assessed_on": {"assessed_on="},
			"employer_score": {"employer_score=6"}, "seats": {"seats=0"}, "min_wage_vnd": {"min_wage_vnd=600"}},
		Trainees:     {"completed_on": {"completed_on="}, "dropped_on": {"dropped_on=05/02/2021", "drop_reason=gia đình"}, "grade": {"grade=A"}},
		Attendance:   {"month": {"month=2021"}, "days": {"days=32"}},
		Vacancies:    {"closes_on": {"closes_on=31/01/2021"}, "withdrawn_on": {"withdrawn_on=31/01/2021"}, "quantity": {"quantity=10001"}},
		Referrals:    {"referred_on": {"referred_on="}, "vacancy_no": {"vacancy_no="}, "outcome": {"outcome="}, "counselled_on": {"counselled_on="}, "concluded_on": {"concluded_on=28/02/2021"}},
		Fairs:        {"hired": {"hired="}, "outcome_on": {"outcome_on=19/03/2021"}, "employers": {"employers=-1"}},
		Loans:        {"citizen_id": {"tax_code="}, "tax_code": {"citizen_id=000094000123"}, "jobs_promised": {"jobs_promised=", "jobs_kept="}, "settled_on": {"settled_on=03/01/2021"}, "amount_vnd": {"amount_vnd=0"}},
		LoanJobs:     {"reported_on": {"reported_on=2021-03-09"}, "kind": {"kind=khác"}},
		Grants:       {"citizen_id": {"citizen_id="}, "tax_code": {"tax_code=0000010008"}, "scheme": {"scheme="}},
		Unemployment: {"allowance_months": {"allowance_months="}, "end_reason": {"end_reason="}, "ended_on": {"ended_on=01/05/2021"}, "allowance_on": {"allowance_on=01/05/2021"}},
		Retention:    {"mark": {"mark=4"}, "checked_on": {"checked_on=09/03/2021"}, "monthly_wage_vnd": {"monthly_wage_vnd=1"}},
		Capacity:     {"person": {"person="}, "unit": {"unit="}, "attended_on": {"attended_on=14/03/2021"}, "topic": {"topic=khác"}},
		Placements:   {"end_reason": {"end_reason="}, "ended_on": {"ended_on=", "end_reason="}, "seeks_again": {"seeks_again=có lẽ"}},
	} {
		for column, changes := range cases {
			r := file(t, newBook(), kind, changed(t, kind, changes...), clerk)
			if row := r.Rows[0]; row.Outcome != Invalid || !slices.ContainsFunc(row.Problems, func(p Problem) bool { return p.Column == column }) {
				t.Errorf("%s with %v is %s, and %s isn't named%s", kind, changes, row.Outcome, column, told(r))
			}
		}
	}
	for _, kind := range fresh { // a required cell that is empty
		for _, c := range columns[kind] {
			if c.Need != Required {
				continue
			}
			if row := file(t, newBook(), kind, changed(t, kind, c.Name+"="), clerk).Rows[0]; row.Outcome != Invalid || row.Problems[0].Column != c.Name {
				t.Errorf("%s without %s is %+v", kind, c.Name, row)
			}
		}
	}
}

// Columns stand in any order, under their Vietnamese names.
func TestFreshFilesInAnyOrderOfColumns(t *testing.T) {
	t.Parallel()
	b, other := newBook(), newBook()
	for _, kind := range Kinds {
		cs := slices.Clone(columns[kind])
		slices.Reverse(cs)
		var heads, cells []string
		for _, c := range cs {
			cell := c.Example
			if leaves(kind, c) {
				cell = ""
			}
			heads, cells = append(heads, c.Aliases[len(c.Aliases)-1]), append(cells, cell)
		}
		want(t, file(t, b, kind, strings.Join(heads, "\t")+"\n"+strings.Join(cells, "\t")+"\n", clerk), Taken)
		file(t, other, kind, Example(kind), clerk)
	}
	if a, b := written(t, b), written(t, other); !maps.Equal(a, b) {
		t.Errorf("the books differ: %v and %v", a, b)
	}
}
