package support_test

import (
	"os"
	"regexp"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/money"
	"vaoso/domain/scenario"
	"vaoso/domain/support"
)

const (
	worker   = "worker-9c1f04a2be77d013"
	other    = "worker-4e7a90c3d1f25b68"
	employer = "employer-1a2b3c4d5e6f7081"
)

var (
	sewing   = support.Person{Stream: worker, Ward: "08710", Sex: "female", BirthYear: 1999}
	factory  = support.Person{Stream: employer, Ward: "08728", Sector: "C"}
	approve  = support.ApproveLoan{Loan: "2021-007", CitizenID: "000199000123", Amount: money.VND(50_000_000), Months: 36, JobsPromised: 1, BorrowerIs: sewing, Caps: support.ShippedCaps()}
	approved = scenario.Happened("2021-05-04", support.LoanApproved{LoanNo: "2021-007", Borrower: worker, Amount: money.VND(50_000_000), Months: 36, JobsPromised: 1, Ward: "08710"})
	record   = support.RecordJob{Loan: "2021-007", CitizenID: "000199000123", Created: true, ReportedOn: civil.On(2021, 5, 14), WorkerIs: sewing, Borrower: sewing}
	recorded = scenario.Happened("2021-05-12", support.JobRecorded{LoanNo: "2021-007", WorkerID: worker, Created: true, Borrower: worker, ReportedOn: civil.On(2021, 5, 14), Ward: "08710", Sex: "female", BirthYear: 1999})
	settled  = scenario.Happened("2021-11-01", support.LoanSettled{})
	noticed  = scenario.Happened("2021-06-01", support.UnemploymentNoticed{WorkerID: worker, LastEmployerID: employer, Ward: "08710"})
	granted  = scenario.Happened("2021-06-20", support.AllowanceGranted{WorkerID: worker, Months: 3, Monthly: money.VND(3_000_000), Ward: "08710"})
	ended    = scenario.Happened("2021-09-20", support.UnemploymentEnded{WorkerID: worker, Reason: support.FoundWork, Ward: "08710"})
)

func with[C any](c C, change func(*C)) C {
	change(&c)
	return c
}

func loanCases() scenario.Cases[support.LoanCommand] {
	project := with(approve, func(c *support.ApproveLoan) {
		c.CitizenID, c.TaxCode, c.BorrowerIs, c.OfEmployer, c.JobsPromised, c.JobsKept = "", "0000010008", factory, true, 12, 3
		c.Amount = money.VND(1_500_000_000)
	})
	return scenario.Cases[support.LoanCommand]{
		"approved": {When: approve, On: "2021-05-04", Then: []any{approved[0].Payload}},
		"approved for an employer, up to the cap of its jobs": {When: project, On: "2021-05-04", Then: []any{support.LoanApproved{
			LoanNo: "2021-007", Borrower: employer, Amount: money.VND(1_500_000_000), Months: 36, JobsPromised: 12, JobsKept: 3, Ward: "08728"}}},
		"refused above the cap of its jobs":           {When: with(project, func(c *support.ApproveLoan) { c.Amount.Amount++ }), On: "2021-05-04", Refused: support.ErrLoanAboveCap, Says: "1,500,000,000"},
		"refused above the cap of a project":          {When: with(project, func(c *support.ApproveLoan) { c.JobsPromised, c.Amount.Amount = 40, 2_000_000_001 }), On: "2021-05-04", Refused: support.ErrLoanAboveCap},
		"approved at the cap of a worker":             {When: with(approve, func(c *support.ApproveLoan) { c.Amount.Amount = 100_000_000 }), On: "2019-11-08", Then: []any{with(approved[0].Payload.(support.LoanApproved), func(e *support.LoanApproved) { e.Amount.Amount = 100_000_000 })}},
		"refused above the cap of a worker":           {When: with(approve, func(c *support.ApproveLoan) { c.Amount.Amount = 100_000_001 }), On: "2021-05-04", Refused: support.ErrLoanAboveCap},
		"not judged on a day without a cap":           {When: with(approve, func(c *support.ApproveLoan) { c.Amount.Amount = 100_000_001 }), On: "2019-11-07", Then: []any{with(approved[0].Payload.(support.LoanApproved), func(e *support.LoanApproved) { e.Amount.Amount = 100_000_001 })}},
		"refused a second time":                       {Given: approved, When: approve, On: "2021-05-04", Refused: support.ErrLoanExists},
		"refused to nobody":                           {When: with(approve, func(c *support.ApproveLoan) { c.CitizenID = "" }), Refused: es.ErrFieldInvalid},
		"refused to two":                              {When: with(approve, func(c *support.ApproveLoan) { c.TaxCode = "0000010008" }), Refused: es.ErrFieldInvalid},
		"refused in another currency":                 {When: with(approve, func(c *support.ApproveLoan) { c.Amount.Currency = "USD" }), Refused: es.ErrFieldInvalid},
		"refused without an amount":                   {When: with(approve, func(c *support.ApproveLoan) { c.Amount = money.Money{} }), Refused: es.ErrFieldMissing},
		"refused without a term":                      {When: with(approve, func(c *support.ApproveLoan) { c.Months = 0 }), Refused: es.ErrFieldInvalid},
		"refused without a job":                       {When: with(approve, func(c *support.ApproveLoan) { c.JobsPromised = 0 }), Refused: es.ErrFieldInvalid},
		"nothing follows without an approval":         {When: record, Refused: support.ErrLoanUnknown},
		"a job of one's own":                          {Given: approved, When: record, On: "2021-05-12", Then: []any{recorded[0].Payload}},
		"a job that is a placement too":               {Given: approved, When: with(record, func(c *support.RecordJob) { c.PlacementID, c.PlacementStartedOn = es.UUID{1}, civil.On(2021, 5, 12) }), On: "2021-05-12", Then: []any{with(recorded[0].Payload.(support.JobRecorded), func(e *support.JobRecorded) { e.PlacementID, e.PlacementStartedOn = es.UUID{1}, civil.On(2021, 5, 12) })}},
		"a kept job that names nobody":                {Given: approved, When: support.RecordJob{Loan: "2021-007", Borrower: factory, ReportedOn: civil.On(2021, 5, 14)}, On: "2021-05-12", Then: []any{support.JobRecorded{LoanNo: "2021-007", Borrower: worker, ReportedOn: civil.On(2021, 5, 14), Ward: "08728", Sector: "C", EmployerWard: "08728"}}},
		"a job at an employer has its sector":         {Given: approved, When: with(record, func(c *support.RecordJob) { c.Borrower = factory }), On: "2021-05-12", Then: []any{with(recorded[0].Payload.(support.JobRecorded), func(e *support.JobRecorded) { e.Sector, e.EmployerWard = "C", "08728" })}},
		"reported today by default":                   {Given: approved, When: with(record, func(c *support.RecordJob) { c.ReportedOn = civil.Date{} }), On: "2021-05-12", Today: "2021-05-14", Then: []any{recorded[0].Payload}},
		"a second worker has a job too":               {Given: scenario.Given(approved, recorded), When: with(record, func(c *support.RecordJob) { c.WorkerIs.Stream = other }), On: "2021-05-12", Then: []any{with(recorded[0].Payload.(support.JobRecorded), func(e *support.JobRecorded) { e.WorkerID = other })}},
		"one worker has one job of a loan":            {Given: scenario.Given(approved, recorded), When: record, On: "2021-05-13", Refused: support.ErrJobExists, Says: "2021-05-12"},
		"a placement is somebody's":                   {Given: approved, When: support.RecordJob{PlacementID: es.UUID{1}, ReportedOn: civil.On(2021, 5, 14)}, On: "2021-05-12", Refused: es.ErrFieldMissing},
		"no job before the loan":                      {Given: approved, When: record, On: "2021-05-03", Refused: support.ErrBeforeStart},
		"no report before the job":                    {Given: approved, When: record, On: "2021-05-15", Refused: es.ErrFieldInvalid},
		"no report of tomorrow":                       {Given: approved, When: record, On: "2021-05-12", Today: "2021-05-13", Refused: es.ErrFutureDate},
		"no job after the settlement":                 {Given: scenario.Given(approved, settled), When: record, On: "2021-11-02", Refused: support.ErrLoanSettled},
		"a job by the settlement, entered later":      {Given: scenario.Given(approved, settled), When: record, On: "2021-05-12", Then: []any{recorded[0].Payload}},
		"settled":                                     {Given: scenario.Given(approved, recorded), When: support.SettleLoan{}, On: "2021-11-01", Then: []any{support.LoanSettled{}}},
		"not settled twice":                           {Given: scenario.Given(approved, settled), When: support.SettleLoan{}, Refused: support.ErrLoanSettled},
		"not settled before the loan":                 {Given: approved, When: support.SettleLoan{}, On: "2021-05-03", Refused: support.ErrBeforeStart},
		"not settled before what it led to":           {Given: scenario.Given(approved, recorded), When: support.SettleLoan{}, On: "2021-05-11", Refused: support.ErrBeforeStart},
		"what isn't in the book can't be settled":     {When: support.SettleLoan{}, Refused: support.ErrLoanUnknown},
		"a job that was kept is entered, not created": {Given: approved, When: with(record, func(c *support.RecordJob) { c.Created = false }), On: "2021-05-12", Then: []any{with(recorded[0].Payload.(support.JobRecorded), func(e *support.JobRecorded) { e.Created = false })}},
	}
}

func grantCases() scenario.Cases[support.GrantSupport] {
	grant := support.GrantSupport{Support: "HT-2021-03", CitizenID: "000199000123", Scheme: "Hỗ trợ học nghề", Amount: money.VND(1_500_000), Receiver: sewing}
	happened := support.SupportGranted{SupportNo: "HT-2021-03", WorkerID: worker, Scheme: "Hỗ trợ học nghề", Amount: money.VND(1_500_000), Ward: "08710"}
	return scenario.Cases[support.GrantSupport]{
		"granted": {When: grant, Then: []any{happened}},
		"granted to an employer": {When: with(grant, func(c *support.GrantSupport) {
			c.CitizenID, c.TaxCode, c.Receiver, c.OfEmployer = "", "0000010008", factory, true
		}), Then: []any{with(happened, func(e *support.SupportGranted) { e.WorkerID, e.EmployerID, e.Ward = "", employer, "08728" })}},
		"refused a second time":    {Given: scenario.Happened("2021-02-01", happened), When: grant, Refused: support.ErrSupportExists},
		"refused without a scheme": {When: with(grant, func(c *support.GrantSupport) { c.Scheme = "" }), Refused: es.ErrFieldMissing},
		"refused without a sum":    {When: with(grant, func(c *support.GrantSupport) { c.Amount = money.Money{} }), Refused: es.ErrFieldMissing},
		"refused to nobody":        {When: with(grant, func(c *support.GrantSupport) { c.CitizenID = "" }), Refused: es.ErrFieldInvalid},
	}
}

func unemploymentCases() scenario.Cases[support.UnemploymentCommand] {
	notice := support.RecordUnemploymentNotice{CitizenID: "000199000123", LastTaxCode: "0000010008", WorkerIs: sewing, LastEmployerID: employer}
	allow := support.RecordAllowance{Months: 3, Monthly: money.VND(3_000_000)}
	end := support.EndUnemployment{Reason: support.FoundWork}
	return scenario.Cases[support.UnemploymentCommand]{
		"noticed":                             {When: notice, On: "2021-06-01", Then: []any{noticed[0].Payload}},
		"no second notice while one is open":  {Given: noticed, When: notice, On: "2021-06-02", Refused: support.ErrNoticeOpen, Says: "2021-06-01"},
		"another notice after the end":        {Given: scenario.Given(noticed, ended), When: notice, On: "2021-12-01", Then: []any{noticed[0].Payload}},
		"no notice before the last end":       {Given: scenario.Given(noticed, ended), When: notice, On: "2021-09-19", Refused: support.ErrBeforeStart},
		"an allowance":                        {Given: noticed, When: allow, On: "2021-06-20", Then: []any{granted[0].Payload}},
		"no allowance without a notice":       {When: allow, Refused: support.ErrNoticeUnknown},
		"no allowance once the notice ended":  {Given: scenario.Given(noticed, ended), When: allow, Refused: support.ErrNoticeUnknown},
		"no allowance before the notice":      {Given: noticed, When: allow, On: "2021-05-31", Refused: support.ErrBeforeStart},
		"no allowance of more than 12 months": {Given: noticed, When: with(allow, func(c *support.RecordAllowance) { c.Months = 13 }), Refused: es.ErrFieldInvalid},
		"no allowance without a sum":          {Given: noticed, When: with(allow, func(c *support.RecordAllowance) { c.Monthly = money.Money{} }), Refused: es.ErrFieldMissing},
		"ended":                               {Given: scenario.Given(noticed, granted), When: end, On: "2021-09-20", Then: []any{ended[0].Payload}},
		"not ended before the allowance":      {Given: scenario.Given(noticed, granted), When: end, On: "2021-06-19", Refused: support.ErrBeforeStart},
		"not ended twice":                     {Given: scenario.Given(noticed, ended), When: end, Refused: support.ErrNoticeUnknown},
		"not ended without a reason":          {Given: noticed, When: support.EndUnemployment{}, Refused: es.ErrFieldMissing},
		"not ended for just any reason":       {Given: noticed, When: support.EndUnemployment{Reason: "x"}, Refused: es.ErrFieldInvalid},
	}
}

func TestLoans(t *testing.T) {
	t.Parallel()
	scenario.Run(t, support.LoanDecider, loanCases())
}

func TestGrants(t *testing.T) {
	t.Parallel()
	scenario.Run(t, support.GrantDecider, grantCases())
}

func TestUnemployment(t *testing.T) {
	t.Parallel()
	scenario.Run(t, support.UnemploymentDecider, unemploymentCases())
}

// TestEverySentinelIsRaised reads the sentinels from refusals.go and looks for
// a scenario that is refused with each.
func TestEverySentinelIsRaised(t *testing.T) {
	t.Parallel()
	source, err := os.ReadFile("refusals.go")
	if err != nil {
		t.Fatal(err)
	}
	raised := []string{support.ErrSupportUnknown.Code} // by TestSupportIsPutRight
	for _, c := range loanCases() {
		if c.Refused != nil {
			raised = append(raised, c.Refused.Code)
		}
	}
	for _, c := range grantCases() {
		if c.Refused != nil {
			raised = append(raised, c.Refused.Code)
		}
	}
	for _, c := range unemploymentCases() {
		if c.Refused != nil {
			raised = append(raised, c.Refused.Code)
		}
	}
	sentinels := regexp.MustCompile(`(?m)^\t(Err\w+)\s+= es\.NewRefusal\("(\w+)"`).FindAllStringSubmatch(string(source), -1)
	if len(sentinels) < 9 {
		t.Fatalf("found only %d sentinels in refusals.go", len(sentinels))
	}
	for _, s := range sentinels {
		if s[1] != s[2] || !slices.Contains(raised, s[2]) {
			t.Errorf("no scenario raises %s (%s)", s[1], s[2])
		}
	}
}

// TestOneOpenNoticeAtMost: whatever is asked, in whatever order, a worker's
// stream alternates between a notice and its end.
func TestOneOpenNoticeAtMost(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var history []es.Recorded
		open, day := false, civil.On(2021, 1, 1)
		for range rapid.IntRange(1, 20).Draw(t, "n") {
			day = day.AddDays(rapid.IntRange(-3, 40).Draw(t, "days"))
			c := rapid.SampledFrom([]support.UnemploymentCommand{
				support.RecordUnemploymentNotice{WorkerIs: sewing}, support.RecordAllowance{Months: 3, Monthly: money.VND(1)}, support.EndUnemployment{Reason: support.Expired},
			}).Draw(t, "command")
			got, err := support.UnemploymentDecider.Decide(support.UnemploymentDecider.Fold(history), c, es.Asked{On: day, Today: day})
			if err != nil {
				continue
			}
			for _, p := range got {
				switch p.(type) {
				case support.UnemploymentNoticed:
					if open {
						t.Fatal("two notices are open")
					}
					open = true
				case support.UnemploymentEnded:
					open = false
				case support.AllowanceGranted:
					if !open {
						t.Fatal("an allowance without a notice")
					}
				}
			}
			history = append(history, scenario.Happened(day.String(), got...)...)
		}
	})
}

func TestTheRateAndTheLabourForce(t *testing.T) {
	t.Parallel()
	forces := support.ShippedLabourForces()
	for _, c := range []struct{ population, want int }{{119_000, 65_450}, {21_000, 11_550}, {1, 1}, {0, 0}, {10, 6}} {
		if got, by := forces.Of("08710", c.population, civil.On(2021, 6, 30)); got != c.want || by.Percent != 55 {
			t.Errorf("of %d: %d by %+v, want %d", c.population, got, by, c.want)
		}
	}
	own, err := support.LoadLabourForces([]byte(`[{"unit":"08710","persons":12000,"validFrom":"2021-07-01","source":"x"},{"percent":55,"source":"y"}]`))
	if err != nil {
		t.Fatal(err)
	}
	for day, want := range map[string]int{"2021-06-30": 11_550, "2021-07-01": 12_000} {
		if got, _ := own.Of("08710", 21_000, scenario.Day(day)); got != want {
			t.Errorf("on %s: %d, want %d", day, got, want)
		}
	}
	for _, c := range []struct {
		u, lf, want int
		ok          bool
	}{{375, 11_550, 325, true}, {0, 100, 0, true}, {1, 3, 3333, true}, {2, 3, 6667, true}, {1, 20_000, 1, true}, {1, 20_001, 0, true}, {5, 0, 0, false}} {
		if got, ok := support.Rate(c.u, c.lf); got != c.want || ok != c.ok {
			t.Errorf("%d of %d: %d %v, want %d", c.u, c.lf, got, ok, c.want)
		}
	}
	for _, bad := range []string{`{}`, `[{"percent":55}]`, `[{"persons":5,"source":"x"}]`, `[{"percent":101,"source":"x"}]`, `[{"unit":"1","persons":5,"percent":5,"source":"x"}]`, `[{"share":1}]`} {
		if _, err := support.LoadLabourForces([]byte(bad)); err == nil {
			t.Errorf("%s is taken", bad)
		}
	}
	for _, bad := range []string{`{}`, `[{"worker":1,"project":1,"job":1}]`, `[{"worker":0,"project":1,"job":1,"source":"x"}]`, `[{"x":1}]`} {
		if _, err := support.LoadCaps([]byte(bad)); err == nil {
			t.Errorf("%s is taken", bad)
		}
	}
}
