package labour_test

import (
	"os"
	"regexp"
	"slices"
	"testing"

	"vaoso/domain/es"
	. "vaoso/domain/labour"
	"vaoso/domain/money"
	"vaoso/domain/scenario"
)

var (
	day       = scenario.Day
	may01     = Employer{ID: "employer-1a2b3c4d5e6f7081", Registered: true, TaxCode: "0000010008", Sector: "C", Province: "26", Ward: "08728"}
	wage      = money.VND(6_500_000)
	firstJob  = PlacementID("", may01.ID, day("2021-03-10"))
	contract7 = "contract-C-2021-0007"
	contract8 = "contract-C-2021-0008"
)

// registered is a woman of 1999 in Khai Quang, entered on 2021-01-11.
func registered() []es.Recorded {
	return scenario.Happened("2021-01-11", WorkerRegistered{
		CitizenID: "000199000123", FullName: "Nguyễn Thị Á", BirthDate: day("1999-02-03"), BirthYear: 1999,
		Sex: Female, Ward: "08728", RegisteredOn: day("2021-01-11"), Synthetic: true,
	})
}

// job is twelve months of sewing, to be started on 2021-03-10.
func job() PlaceWorker {
	return PlaceWorker{
		Occupation: "công nhân may", ContractKind: FixedTerm, Months: 12, MonthlyWage: wage, Source: Direct,
		ReportedOn: day("2021-03-18"), EmployerID: may01.ID, Employer: may01, EmployerRevision: 4,
	}
}

func jobWith(change func(*PlaceWorker)) PlaceWorker {
	j := job()
	change(&j)
	return j
}

// placed is job as it is entered.
func placed() WorkerPlaced {
	return WorkerPlaced{
		PlacementID: firstJob, EmployerID: may01.ID, Occupation: "công nhân may", ContractKind: FixedTerm, Months: 12,
		MonthlyWage: wage, Source: Direct, ReportedOn: day("2021-03-18"), Ward: "08728", Sex: Female, BirthYear: 1999,
		Sector: "C", EmployerWard: "08728", EmployerRevision: 4,
	}
}

func placedWith(change func(*WorkerPlaced)) WorkerPlaced {
	p := placed()
	change(&p)
	return p
}

func atWork() []es.Recorded {
	return scenario.Given(registered(), scenario.Happened("2021-03-10", placed()))
}

func held() []es.Recorded {
	return scenario.Given(registered(), scenario.Happened("2021-05-18",
		EngagementReserved{ContractID: contract7, From: day("2021-05-18"), ExpiresOn: day("2021-05-25")}))
}

func abroad() []es.Recorded {
	return scenario.Given(held(), scenario.Happened("2021-05-18", EngagementConfirmed{ContractID: contract7}))
}

func back(on string) []es.Recorded {
	return scenario.Given(abroad(), scenario.Happened(on, EngagementReleased{ContractID: contract7, Reason: Returned, Until: day(on)}))
}

func died(on string) []es.Recorded {
	return scenario.Given(registered(), scenario.Happened(on, JobSeekingEnded{Reason: Deceased}))
}

func workerCases() []scenario.Cases[WorkerCommand] {
	return []scenario.Cases[WorkerCommand]{registrationCases(), seekingCases(), placementCases(), endCases(), engagementCases(), retentionCases(), correctionCases(), placementCorrections(), annulmentCases()}
}

func TestWorker(t *testing.T) {
	t.Parallel()
	for _, cases := range workerCases() {
		scenario.Run(t, WorkerDecider, cases)
	}
}

func TestEmployer(t *testing.T) {
	t.Parallel()
	scenario.Run(t, EmployerDecider, employerCases())
	scenario.Run(t, EmployerDecider, employerCorrectionCases())
}

// TestEverySentinelIsRaised reads the sentinels from refusals.go and looks for
// a scenario that is refused with each.
func TestEverySentinelIsRaised(t *testing.T) {
	t.Parallel()
	source, err := os.ReadFile("refusals.go")
	if err != nil {
		t.Fatal(err)
	}
	var raised []string
	add := func(r *es.Refusal) {
		if r != nil {
			raised = append(raised, r.Code)
		}
	}
	for _, cases := range workerCases() {
		for _, c := range cases {
			add(c.Refused)
		}
	}
	for _, c := range employerCorrectionCases() {
		add(c.Refused)
	}
	for _, c := range employerCases() {
		add(c.Refused)
	}
	sentinels := regexp.MustCompile(`(?m)^\t(Err\w+)\s+= es\.NewRefusal\("(\w+)"`).FindAllStringSubmatch(string(source), -1)
	if len(sentinels) < 20 {
		t.Fatalf("found only %d sentinels in refusals.go", len(sentinels))
	}
	for _, s := range sentinels {
		if s[1] != s[2] {
			t.Errorf("%s has the code %s", s[1], s[2])
		}
		if !slices.Contains(raised, s[2]) {
			t.Errorf("no scenario raises %s", s[2])
		}
	}
}
