package outreach_test

import (
	"os"
	"regexp"
	"slices"
	"testing"

	"vaoso/domain/es"
	"vaoso/domain/money"
	. "vaoso/domain/outreach"
	"vaoso/domain/scenario"
)

var (
	day  = scenario.Day
	ann  = "worker-1111111111111111"
	bao  = "worker-2222222222222222"
	chi  = "worker-3333333333333333"
	firm = "employer-1a2b3c4d5e6f7081"
)

// raises are the codes that the cases are refused with.
func raises[C any](cases scenario.Cases[C]) (codes []string) {
	for _, c := range cases {
		if c.Refused != nil {
			codes = append(codes, c.Refused.Code)
		}
	}
	return codes
}

func TestScenarios(t *testing.T) {
	t.Parallel()
	scenario.Run(t, InstitutionDecider, institutionCases())
	scenario.Run(t, IntermediaryDecider, intermediaryCases())
	scenario.Run(t, CourseDecider, courseCases())
	scenario.Run(t, CourseDecider, trainingCases())
	scenario.Run(t, VacancyDecider, vacancyCases())
	scenario.Run(t, ReferralDecider, referralCases())
	scenario.Run(t, FairDecider, fairCases())
	scenario.Run(t, CapacityDecider, capacityCases())
	scenario.Run(t, CollaboratorDecider, collaboratorCases())
}

// TestEverySentinelIsRaised reads the sentinels from refusals.go and looks for
// a scenario that is refused with each.
func TestEverySentinelIsRaised(t *testing.T) {
	t.Parallel()
	source, err := os.ReadFile("refusals.go")
	if err != nil {
		t.Fatal(err)
	}
	raised := slices.Concat(raises(institutionCases()), raises(intermediaryCases()), raises(courseCases()), raises(trainingCases()),
		raises(vacancyCases()), raises(referralCases()), raises(fairCases()), raises(capacityCases()), raises(collaboratorCases()))
	sentinels := regexp.MustCompile(`(?m)^\t(Err\w+)\s+= es\.NewRefusal\("(\w+)"`).FindAllStringSubmatch(string(source), -1)
	if len(sentinels) < 20 {
		t.Fatalf("found only %d sentinels in refusals.go", len(sentinels))
	}
	for _, s := range sentinels {
		if !slices.Contains(raised, s[2]) {
			t.Errorf("no scenario raises %s", s[2])
		}
	}
}

func institutionCases() scenario.Cases[InstitutionCommand] {
	c := RegisterInstitution{Institution: "cd-nghe", Name: "Trường Mẫu Nghề 01", Occupations: []string{"hàn"}, AccreditedOn: day("2015-01-01")}
	registered := InstitutionRegistered{Name: "Trường Mẫu Nghề 01", Occupations: []string{"hàn"}, AccreditedOn: day("2015-01-01")}
	late := c
	late.AccreditedOn = day("2022-01-01")
	return scenario.Cases[InstitutionCommand]{
		"an institution":                   {When: c, Then: []any{registered}},
		"twice is refused":                 {Given: scenario.Happened("2021-01-05", registered), When: c, Refused: ErrInstitutionExists},
		"what is missing is named":         {When: RegisterInstitution{}, Refused: es.ErrFieldMissing, Also: []*es.Refusal{es.ErrFieldMissing}},
		"accredited later than registered": {When: late, Refused: es.ErrFieldInvalid, Says: "accreditedOn"},
	}
}

func intermediaryCases() scenario.Cases[IntermediaryCommand] {
	c := RegisterIntermediary{Intermediary: "ttdvvl-25", Name: "Trung tâm Mẫu 01", Type: ServiceCentre, Province: "25"}
	registered := IntermediaryRegistered{Name: "Trung tâm Mẫu 01", Type: ServiceCentre, Province: "25"}
	bad := c
	bad.Province, bad.Type = "Phú Thọ", "shop"
	return scenario.Cases[IntermediaryCommand]{
		"a centre of another province": {When: c, Then: []any{registered}},
		"twice is refused":             {Given: scenario.Happened("2021-01-05", registered), When: c, Refused: ErrIntermediaryExists},
		"what is missing is named":     {When: RegisterIntermediary{}, Refused: es.ErrFieldMissing, Also: []*es.Refusal{es.ErrFieldMissing, es.ErrFieldMissing}},
		"what is wrong is named":       {When: bad, Refused: es.ErrFieldInvalid, Also: []*es.Refusal{es.ErrFieldInvalid}},
	}
}

func fairCases() scenario.Cases[FairCommand] {
	held := scenario.Happened("2021-05-15", FairHeld{Venue: "Nhà văn hóa", Employers: 12, Attendance: 300})
	result := FairOutcomeRecorded{Interviewed: 120, Hired: 40}
	return scenario.Cases[FairCommand]{
		"a fair":                        {When: HoldFair{Fair: "2021-02", Venue: "Nhà văn hóa", Employers: 12, Attendance: 300}, Then: []any{held[0].Payload}},
		"twice is refused":              {Given: held, When: HoldFair{Venue: "x"}, Refused: ErrFairExists},
		"it is somewhere":               {When: HoldFair{Attendance: 1}, Refused: es.ErrFieldMissing, Says: "venue"},
		"nobody is fewer than none":     {When: HoldFair{Venue: "x", Employers: -1, Attendance: -1}, Refused: es.ErrFieldInvalid, Also: []*es.Refusal{es.ErrFieldInvalid}},
		"its outcome":                   {Given: held, When: RecordFairOutcome{Interviewed: 120, Hired: 40}, On: "2021-05-20", Then: []any{result}},
		"the same outcome again":        {Given: scenario.Given(held, scenario.Happened("2021-05-20", result)), When: RecordFairOutcome{Interviewed: 120, Hired: 40}},
		"a later outcome replaces it":   {Given: scenario.Given(held, scenario.Happened("2021-05-20", result)), When: RecordFairOutcome{Interviewed: 120, Hired: 41}, Then: []any{FairOutcomeRecorded{120, 41}}},
		"an outcome of none":            {Given: held, When: RecordFairOutcome{}, On: "2021-05-15", Then: []any{FairOutcomeRecorded{}}},
		"more interviewed than came":    {Given: held, When: RecordFairOutcome{Interviewed: 301}, Refused: es.ErrFieldInvalid, Says: "interviewed"},
		"more hired than interviewed":   {Given: held, When: RecordFairOutcome{Interviewed: 1, Hired: 2}, Refused: es.ErrFieldInvalid, Says: "hired"},
		"no outcome before the fair":    {Given: held, When: RecordFairOutcome{Interviewed: 1}, On: "2021-05-14", Refused: ErrNotInOrder},
		"no outcome of an unknown fair": {When: RecordFairOutcome{}, Refused: ErrFairUnknown},
	}
}

func capacityCases() scenario.Cases[CapacityCommand] {
	held := scenario.Happened("2021-04-10", CapacityCourseHeld{Topic: TopicCounselling, Hours: 16})
	there := AttendanceRecorded{PersonRef: "CB-01", Unit: "08710", Kind: Official}
	return scenario.Cases[CapacityCommand]{
		"a course":                       {When: HoldCapacityCourse{Capacity: "2021-01", Topic: TopicCounselling, Hours: 16}, Then: []any{held[0].Payload}},
		"twice is refused":               {Given: held, When: HoldCapacityCourse{Topic: TopicCounselling, Hours: 16}, Refused: ErrCapacityCourseExists},
		"of a topic, for some hours":     {When: HoldCapacityCourse{Topic: "dancing"}, Refused: es.ErrFieldInvalid, Also: []*es.Refusal{es.ErrFieldInvalid}},
		"somebody was there":             {Given: held, When: RecordAttendance{PersonRef: "CB-01", Unit: "08710", Kind: Official}, Then: []any{there}},
		"the same person is there once":  {Given: scenario.Given(held, scenario.Happened("2021-04-10", there)), When: RecordAttendance{PersonRef: "CB-01", Unit: "08710", Kind: Official}},
		"who, from where and as what":    {Given: held, When: RecordAttendance{}, Refused: es.ErrFieldMissing, Also: []*es.Refusal{es.ErrFieldMissing, es.ErrFieldMissing}},
		"not before the course":          {Given: held, When: RecordAttendance{PersonRef: "CB-01", Unit: "08710", Kind: Official}, On: "2021-04-09", Refused: ErrNotInOrder},
		"nobody is at an unknown course": {When: RecordAttendance{PersonRef: "CB-01", Unit: "08710", Kind: Official}, Refused: ErrCapacityCourseUnknown},
	}
}

func collaboratorCases() scenario.Cases[CollaboratorCommand] {
	appointed := scenario.Happened("2021-02-01", CollaboratorAppointed{Name: "Nguyễn Thị Á", Unit: "08728"})
	dismissed := scenario.Happened("2021-09-01", CollaboratorDismissed{})
	return scenario.Cases[CollaboratorCommand]{
		"appointed":                       {When: AppointCollaborator{Collaborator: "08728-1", Name: "Nguyễn Thị Á", Unit: "08728"}, Then: []any{appointed[0].Payload}},
		"twice is refused":                {Given: appointed, When: AppointCollaborator{Name: "x", Unit: "08728"}, Refused: ErrCollaboratorExists},
		"who and where":                   {When: AppointCollaborator{}, Refused: es.ErrFieldMissing, Also: []*es.Refusal{es.ErrFieldMissing}},
		"dismissed":                       {Given: appointed, When: DismissCollaborator{}, On: "2021-09-01", Then: []any{CollaboratorDismissed{}}},
		"dismissed once":                  {Given: scenario.Given(appointed, dismissed), When: DismissCollaborator{}, On: "2021-10-01", Refused: ErrCollaboratorInactive},
		"dismissed once, on any day":      {Given: scenario.Given(appointed, dismissed), When: DismissCollaborator{}, On: "2021-08-01", Refused: ErrCollaboratorInactive},
		"not before the appointment":      {Given: appointed, When: DismissCollaborator{}, On: "2021-01-31", Refused: ErrCollaboratorInactive},
		"nobody unknown can be dismissed": {When: DismissCollaborator{}, Refused: ErrCollaboratorUnknown},
	}
}

func vacancyCases() scenario.Cases[VacancyCommand] {
	post := PostVacancy{Vacancy: "2021-012", EmployerID: firm, Ward: "08728", Quantity: 2, Occupation: "may", WageFrom: money.VND(6_000_000), WageTo: money.VND(8_000_000), ClosesOn: day("2021-06-30")}
	posted := scenario.Happened("2021-05-01", VacancyPosted{EmployerID: firm, Quantity: 2, Occupation: "may", WageFrom: money.VND(6_000_000), WageTo: money.VND(8_000_000), ClosesOn: day("2021-06-30"), Ward: "08728"})
	filled := scenario.Happened("2021-06-01", VacancyFilled{Placed: 2})
	withdrawn := scenario.Happened("2021-06-01", VacancyWithdrawn{})
	expired := scenario.Happened("2021-06-30", VacancyExpired{Placed: 1})
	with := func(change func(*PostVacancy)) PostVacancy { c := post; change(&c); return c }
	two := FillVacancy{Started: list("2021-05-20", "2021-06-01")}
	return scenario.Cases[VacancyCommand]{
		"posted":                   {When: post, On: "2021-05-01", Then: []any{posted[0].Payload}},
		"posted once":              {Given: posted, When: post, On: "2021-05-01", Refused: ErrVacancyExists},
		"what is missing is named": {When: PostVacancy{}, Refused: es.ErrFieldMissing, Also: slices.Repeat([]*es.Refusal{es.ErrFieldMissing}, 5)},
		"of a plausible wage": {When: with(func(c *PostVacancy) {
			c.WageFrom = money.VND(6_000)
			c.WageTo = money.Money{Amount: 7_000_000, Currency: "JPY"}
		}), On: "2021-05-01", Refused: es.ErrFieldInvalid, Also: []*es.Refusal{es.ErrFieldInvalid}},
		"the wage goes upwards":            {When: with(func(c *PostVacancy) { c.WageTo = money.VND(5_999_999) }), On: "2021-05-01", Refused: es.ErrFieldInvalid, Says: "wageTo"},
		"it doesn't close before it opens": {When: post, On: "2021-07-01", Refused: es.ErrFieldInvalid, Says: "closesOn"},
		"it may be of one day":             {When: post, On: "2021-06-30", Then: []any{posted[0].Payload}},
		"of some people":                   {When: with(func(c *PostVacancy) { c.Quantity = -1 }), On: "2021-05-01", Refused: es.ErrFieldInvalid, Says: "quantity"},
		"withdrawn":                        {Given: posted, When: WithdrawVacancy{}, On: "2021-06-01", Then: []any{VacancyWithdrawn{}}},
		"withdrawn once":                   {Given: scenario.Given(posted, withdrawn), When: WithdrawVacancy{}, On: "2021-06-01", Refused: ErrVacancyClosed, Says: "withdrawn"},
		"not withdrawn before the posting": {Given: posted, When: WithdrawVacancy{}, On: "2021-04-30", Refused: ErrNotInOrder},
		"not withdrawn after its last day": {Given: posted, When: WithdrawVacancy{}, On: "2021-07-01", Refused: ErrVacancyClosed, Says: "2021-06-30"},
		"not withdrawn once filled":        {Given: scenario.Given(posted, filled), When: WithdrawVacancy{}, On: "2021-06-02", Refused: ErrVacancyFull},
		"not withdrawn once expired":       {Given: scenario.Given(posted, expired), When: WithdrawVacancy{}, On: "2021-06-15", Refused: ErrVacancyClosed},
		"an unknown one isn't withdrawn":   {When: WithdrawVacancy{}, Refused: ErrVacancyUnknown},
		"filled":                           {Given: posted, When: two, Then: []any{VacancyFilled{Placed: 2}}},
		"not filled by too few":            {Given: posted, When: FillVacancy{Started: list("2021-05-20")}},
		"filled once":                      {Given: scenario.Given(posted, filled), When: two},
		"not filled once withdrawn":        {Given: scenario.Given(posted, withdrawn), When: two},
		"expired after its last day":       {Given: posted, When: ExpireVacancy{Passed: day("2021-06-30"), Placed: 1}, Then: []any{VacancyExpired{Placed: 1}}},
		"not expired on its last day":      {Given: posted, When: ExpireVacancy{Passed: day("2021-06-29")}},
		"not expired once filled":          {Given: scenario.Given(posted, filled), When: ExpireVacancy{Passed: day("2021-07-05")}},
	}
}

func referralCases() scenario.Cases[ReferralCommand] {
	sought := Vacancy{Phase: VacancyIsOpen, PostedOn: day("2021-05-01"), Posted: VacancyPosted{Quantity: 2, ClosesOn: day("2021-06-30")}}
	filled, withdrawn := sought, sought
	filled.Phase, filled.EndedOn = VacancyIsFilled, day("2021-05-20")
	withdrawn.Phase, withdrawn.EndedOn = VacancyIsWithdrawn, day("2021-05-20")
	refer := ReferWorker{Referral: "2021-044", WorkerID: ann, VacancyID: "vacancy-2021-012", Sought: sought, IntermediaryID: "intermediary-ttdvvl-25", IntermediaryKnown: true}
	with := func(change func(*ReferWorker)) ReferWorker { c := refer; change(&c); return c }
	referred := WorkerReferred{WorkerID: ann, VacancyID: "vacancy-2021-012", IntermediaryID: "intermediary-ttdvvl-25"}
	counselled := scenario.Happened("2021-05-10", WorkerCounselled{WorkerID: ann, ByCollaborator: "collaborator-08728-1"})
	made := scenario.Happened("2021-05-12", referred)
	interviewed := scenario.Happened("2021-05-14", ReferralConcluded{Outcome: Interviewed})
	hired := scenario.Happened("2021-05-16", ReferralConcluded{Outcome: Hired})
	helper := Collaborator{Unit: "08728", AppointedOn: day("2021-02-01"), DismissedOn: day("2021-09-01")}
	advise := CounselWorker{Referral: "2021-044", WorkerID: ann, CollaboratorID: "collaborator-08728-1", Adviser: helper}
	return scenario.Cases[ReferralCommand]{
		"counselled":                         {When: advise, On: "2021-05-10", Then: []any{counselled[0].Payload}},
		"counselled by the office":           {When: CounselWorker{WorkerID: ann}, Then: []any{WorkerCounselled{WorkerID: ann}}},
		"one number, one worker":             {Given: counselled, When: advise, On: "2021-05-11", Refused: ErrReferralExists},
		"not by one who was dismissed":       {When: advise, On: "2021-09-01", Refused: ErrCollaboratorInactive},
		"not by one who isn't appointed yet": {When: advise, On: "2021-01-31", Refused: ErrCollaboratorInactive},
		"not by one whom nobody knows":       {When: CounselWorker{WorkerID: ann, CollaboratorID: "collaborator-x"}, Refused: ErrCollaboratorUnknown},
		"referred":                           {When: refer, On: "2021-05-12", Then: []any{referred}},
		"referred after counsel":             {Given: counselled, When: refer, On: "2021-05-12", Then: []any{referred}},
		"not referred before the counsel":    {Given: counselled, When: refer, On: "2021-05-09", Refused: ErrNotInOrder},
		"not somebody else than was advised": {Given: counselled, When: with(func(c *ReferWorker) { c.WorkerID = bao }), On: "2021-05-12", Refused: es.ErrFieldInvalid},
		"referred once":                      {Given: made, When: refer, On: "2021-05-13", Refused: ErrReferralExists},
		"not to an unknown vacancy":          {When: with(func(c *ReferWorker) { c.Sought = Vacancy{} }), Refused: ErrVacancyUnknown},
		"not by an unknown intermediary":     {When: with(func(c *ReferWorker) { c.IntermediaryKnown = false }), On: "2021-05-12", Refused: ErrIntermediaryUnknown},
		"not before the vacancy is posted":   {When: refer, On: "2021-04-30", Refused: ErrNotInOrder},
		"on the vacancy's last day":          {When: refer, On: "2021-06-30", Then: []any{referred}},
		"not after the vacancy's last day":   {When: refer, On: "2021-07-01", Refused: ErrVacancyClosed},
		"not to a withdrawn vacancy":         {When: with(func(c *ReferWorker) { c.Sought = withdrawn }), On: "2021-05-21", Refused: ErrVacancyClosed},
		"not to a filled vacancy":            {When: with(func(c *ReferWorker) { c.Sought = filled }), On: "2021-05-21", Refused: ErrVacancyFull, Says: "all 2"},
		"entered late, of before it filled":  {When: with(func(c *ReferWorker) { c.Sought = filled }), On: "2021-05-20", Then: []any{referred}},
		"interviewed":                        {Given: made, When: RecordReferralOutcome{Outcome: Interviewed}, On: "2021-05-14", Then: []any{ReferralConcluded{Interviewed}}},
		"interviewed, once more":             {Given: scenario.Given(made, interviewed), When: RecordReferralOutcome{Outcome: Interviewed}, On: "2021-05-15"},
		"hired":                              {Given: scenario.Given(made, interviewed), When: RecordReferralOutcome{Outcome: Hired}, On: "2021-05-16", Then: []any{ReferralConcluded{Hired}}},
		"hired is the last word":             {Given: scenario.Given(made, hired), When: RecordReferralOutcome{Outcome: Declined}, On: "2021-05-17", Refused: ErrReferralConcluded, Says: "2021-05-16"},
		"no outcome before the interview":    {Given: scenario.Given(made, interviewed), When: RecordReferralOutcome{Outcome: NoShow}, On: "2021-05-13", Refused: ErrNotInOrder},
		"an outcome is one of four":          {Given: made, When: RecordReferralOutcome{Outcome: "perhaps"}, On: "2021-05-14", Refused: es.ErrFieldInvalid},
		"no outcome of what wasn't made":     {Given: counselled, When: RecordReferralOutcome{Outcome: Hired}, Refused: ErrReferralUnknown},
	}
}
