package overseas_test

import (
	"slices"
	"strings"
	"testing"

	"vaoso/domain/es"
	"vaoso/domain/law"
	"vaoso/domain/money"
	"vaoso/domain/overseas"
	"vaoso/domain/scenario"
)

func TestTravelPapers(t *testing.T) {
	t.Parallel()
	papers := overseas.RecordTravelPapers{Contract: number, PassportNo: "Z0000001", VisaRef: "COE-1"}
	recorded := []any{overseas.TravelPapersRecorded{PassportNo: "Z0000001", VisaRef: "COE-1", Party: party}}
	scenario.Run(t, overseas.ContractDecider, scenario.Cases[overseas.ContractCommand]{
		"before departure":          {Given: contractHistory(), When: papers, Then: recorded},
		"a new passport abroad":     {Given: contractHistory(left), When: papers, Then: recorded},
		"not once it is over":       {Given: contractHistory(withdrawn), When: papers, Refused: overseas.ErrWrongState},
		"of no contract":            {When: papers, Refused: overseas.ErrContractUnknown},
		"a passport has a number":   {Given: contractHistory(), When: overseas.RecordTravelPapers{}, Refused: es.ErrFieldMissing, Says: "passportNo"},
		"a visa's reference is one": {Given: contractHistory(), When: overseas.RecordTravelPapers{PassportNo: "Z1", VisaRef: strings.Repeat("v", 61)}, Refused: es.ErrFieldInvalid, Says: "visaRef"},
	})
}

// TestWhatIsPersonalIsNotRepeated: a refusal says which field is wrong, not
// what stands in it.
func TestWhatIsPersonalIsNotRepeated(t *testing.T) {
	t.Parallel()
	c := overseas.ContractDecider.Fold(contractHistory(left))
	for _, cmd := range []overseas.ContractCommand{
		overseas.RecordTravelPapers{PassportNo: "Z 9876543", VisaRef: strings.Repeat("Z 9876543", 10)},
		overseas.RecordIncident{Kind: "Z 9876543", Note: strings.Repeat("Z 9876543", 1000)},
	} {
		_, err := overseas.ContractDecider.Decide(c, cmd, es.Asked{On: leftOn, Today: leftOn})
		if err == nil || strings.Contains(err.Error(), "9876543") {
			t.Errorf("%T: %v", cmd, err)
		}
	}
}

func TestAmendContract(t *testing.T) {
	t.Parallel()
	amend := func(c overseas.Changes) overseas.AmendContract {
		return overseas.AmendContract{Contract: number, Changes: c}
	}
	amended := func(c overseas.Changes) []any { return []any{overseas.ContractAmended{Changes: c, Party: party}} }
	all := overseas.Changes{Occupation: "tiện", Months: 24, MonthlyWage: jpy(160_000), ServiceFee: jpy(300_000), BrokerageFee: jpy(1), Deposit: jpy(2)}
	later := scenario.Happened("2021-04-10", overseas.ContractAmended{Changes: overseas.Changes{Months: 12}, Party: party})
	scenario.Run(t, overseas.ContractDecider, scenario.Cases[overseas.ContractCommand]{
		"every term":                 {Given: contractHistory(), When: amend(all), Then: amended(all)},
		"only what differs":          {Given: contractHistory(), When: amend(overseas.Changes{Months: 36, ServiceFee: jpy(300_000), Deposit: jpy(0)}), Then: amended(overseas.Changes{ServiceFee: jpy(300_000)})},
		"a fee of nothing":           {Given: contractHistory(), When: amend(overseas.Changes{ServiceFee: money.VND(0)}), Then: amended(overseas.Changes{ServiceFee: jpy(0)})},
		"nothing that differs":       {Given: contractHistory(), When: amend(overseas.Changes{Occupation: "hàn"})},
		"nothing at all":             {Given: contractHistory(), When: amend(overseas.Changes{}), Refused: es.ErrFieldMissing, Says: "serviceFee"},
		"a wage of nothing":          {Given: contractHistory(), When: amend(overseas.Changes{MonthlyWage: jpy(0)}), Refused: es.ErrFieldMissing, Says: "monthlyWage"},
		"a wage in another currency": {Given: contractHistory(), When: amend(overseas.Changes{MonthlyWage: money.VND(9)}), Refused: es.ErrFieldInvalid, Says: "monthlyWage"},
		"a term of eleven years":     {Given: contractHistory(), When: amend(overseas.Changes{Months: 121}), Refused: es.ErrFieldInvalid, Says: "months"},
		"not once abroad":            {Given: contractHistory(left), When: amend(all), Refused: overseas.ErrWrongState, Says: "departed"},
		"of no contract":             {When: amend(all), Refused: overseas.ErrContractUnknown},
		"not before the signing":     {Given: contractHistory(), When: amend(all), On: "2021-03-01", Refused: overseas.ErrDateOrder},
		"not before the one before":  {Given: contractHistory(later), When: amend(all), On: "2021-04-09", Refused: overseas.ErrDateOrder},
	})
}

// TestAnAmendmentIsWhatIsJudged: 12 months instead of 36 bring the cap from
// 450,000 down to 150,000, and a departure before the amendment makes no sense.
func TestAnAmendmentIsWhatIsJudged(t *testing.T) {
	t.Parallel()
	amended := scenario.Happened("2021-04-10", overseas.ContractAmended{Changes: overseas.Changes{Months: 12}, Party: party})
	c := overseas.ContractDecider.Fold(contractHistory(oriented, covered, amended))
	v, err := overseas.Verdict(c, law.Current())
	if service, _ := v.Of(law.Service); err != nil || service.Cap != jpy(150_000) || !service.Above {
		t.Errorf("%+v, %v", v, err)
	}
	agency := agencyOf(agencyHistory())
	gate := overseas.DispatchOverseas{
		Contract: number, Agency: agency, Limits: law.Current(),
		Worker: overseas.Worker{ID: workerID, BirthDate: scenario.Day("1994-02-03"), BirthYear: 1994, Ward: "08710", Sex: "male"},
	}
	scenario.Run(t, overseas.ContractDecider, scenario.Cases[overseas.ContractCommand]{
		"the fee is above the new cap":  {Given: contractHistory(oriented, covered, amended), When: gate, On: "2021-05-18", Refused: overseas.ErrFeeAboveCap, Says: "150,000"},
		"not before what was agreed on": {Given: contractHistory(oriented, covered, amended), When: gate, On: "2021-04-09", Refused: overseas.ErrDateOrder, Says: "amendment"},
	})
}

func TestAbroad(t *testing.T) {
	t.Parallel()
	move := overseas.ChangeEmployerAbroad{Contract: number, Employer: "Nhà máy Mẫu", Lawful: true}
	hurt := overseas.RecordIncident{Contract: number, Kind: overseas.IncidentAccident, Note: "gãy tay"}
	moved := []any{overseas.EmployerAbroadReplaced{Employer: "Nhà máy Mẫu", Lawful: true, Party: party}}
	harmed := []any{overseas.IncidentRecorded{Kind: overseas.IncidentAccident, Note: "gãy tay", Party: party}}
	const late = "2025-12-31"
	scenario.Run(t, overseas.ContractDecider, scenario.Cases[overseas.ContractCommand]{
		"another employer":               {Given: contractHistory(left), When: move, On: "2021-05-18", Then: moved},
		"not before departure":           {Given: contractHistory(left), When: move, On: "2021-05-17", Refused: overseas.ErrDateOrder, Says: "2021-05-18"},
		"not at home":                    {Given: contractHistory(), When: move, Refused: overseas.ErrWrongState},
		"an employer has a name":         {Given: contractHistory(left), When: overseas.ChangeEmployerAbroad{}, Refused: es.ErrFieldMissing, Says: "employer"},
		"no contract, no employer":       {When: move, Refused: overseas.ErrContractUnknown},
		"an accident":                    {Given: contractHistory(left), When: hurt, Then: harmed},
		"an accident of who absconded":   {Given: contractHistory(left, absconded), When: hurt, Today: late, On: "2022-02-01", Then: harmed},
		"told of after the return":       {Given: contractHistory(left, cameHome), When: hurt, Today: late, On: "2024-05-17", Then: harmed},
		"told of after it was settled":   {Given: contractHistory(left, cameHome, settled), When: hurt, Today: late, On: "2022-05-17", Then: harmed},
		"not after the return":           {Given: contractHistory(left, cameHome), When: hurt, Today: late, On: "2024-05-18", Refused: overseas.ErrDateOrder, Says: "return"},
		"no accident abroad before that": {Given: contractHistory(left), When: hurt, On: "2021-05-17", Refused: overseas.ErrDateOrder, Says: "departure"},
		"nobody was abroad":              {Given: contractHistory(withdrawn), When: hurt, Refused: overseas.ErrWrongState},
		"not yet abroad":                 {Given: contractHistory(), When: hurt, Refused: overseas.ErrWrongState},
		"an incident is of a kind":       {Given: contractHistory(left), When: overseas.RecordIncident{Kind: "boredom"}, Refused: es.ErrFieldInvalid, Says: "unpaid_wage"},
		"of no contract":                 {When: hurt, Refused: overseas.ErrContractUnknown},
	})
}

func TestExpiryNotices(t *testing.T) {
	t.Parallel()
	due := scenario.Day("2024-05-17")
	noticed := func(mark int) []any {
		return []any{overseas.ContractExpiryNoticed{DaysLeft: mark, DueBackOn: due, Party: party}}
	}
	given := func(on string, mark int) []es.Recorded { return scenario.Happened(on, noticed(mark)...) }
	extended := scenario.Happened("2024-03-01", overseas.ContractExtended{Months: 1, DueBackOn: scenario.Day("2024-06-17"), ServiceFee: jpy(0), Party: party})
	cmd := overseas.NoticeExpiry{Contract: number}
	const late = "2025-12-31"
	scenario.Run(t, overseas.ContractDecider, scenario.Cases[overseas.ContractCommand]{
		"91 days before: nothing":             {Given: contractHistory(left), When: cmd, Today: late, On: "2024-02-16"},
		"90 days before":                      {Given: contractHistory(left), When: cmd, Today: late, On: "2024-02-17", Then: noticed(90)},
		"once":                                {Given: contractHistory(left, given("2024-02-17", 90)), When: cmd, Today: late, On: "2024-03-17"},
		"60 days before":                      {Given: contractHistory(left, given("2024-02-17", 90)), When: cmd, Today: late, On: "2024-03-18", Then: noticed(60)},
		"the nearest, where days went untold": {Given: contractHistory(left), When: cmd, Today: late, On: "2024-05-17", Then: noticed(30)},
		"after the last, nothing":             {Given: contractHistory(left, given("2024-04-17", 30)), When: cmd, Today: late, On: "2024-05-01"},
		"once it is past, nothing":            {Given: contractHistory(left), When: cmd, Today: late, On: "2024-05-18"},
		"anew after an extension": {Given: contractHistory(left, given("2024-02-17", 90), extended), When: cmd, Today: late, On: "2024-03-20",
			Then: []any{overseas.ContractExpiryNoticed{DaysLeft: 90, DueBackOn: scenario.Day("2024-06-17"), Party: party}}},
		"not of one who absconded": {Given: contractHistory(left, absconded), When: cmd, Today: late, On: "2024-03-20"},
		"not of one who is home":   {Given: contractHistory(left, cameHome), When: cmd, Today: late, On: "2024-05-17"},
		"not before departure":     {Given: contractHistory(), When: cmd, Today: late, On: "2024-05-17"},
		"of no contract":           {When: cmd, Refused: overseas.ErrContractUnknown},
	})
}

// TestNextNoticeIsWhenANoticeIsWritten goes through every day of a contract of
// every length, with days that nobody tells of: a notice is written on a day
// exactly when the day that NextNotice names has come.
func TestNextNoticeIsWhenANoticeIsWritten(t *testing.T) {
	t.Parallel()
	for _, months := range []int{1, 2, 3, 4, 12} {
		for _, gap := range []int{1, 7, 40} {
			d := departure()
			d.Months, d.DueBackOn = months, leftOn.LastDayOf(months)
			c := overseas.ContractDecider.Fold(contractHistory(scenario.Happened(leftOn.String(), overseas.WorkerDispatched{Departure: d})))
			var marks []int
			for on := leftOn; !on.After(d.DueBackOn.AddDays(3)); on = on.AddDays(gap) {
				from, more := overseas.NextNotice(c.DepartedOn, c.DueBackOn, c.Noticed)
				want := more && !on.Before(from) && !on.After(d.DueBackOn)
				events, err := overseas.ContractDecider.Decide(c, overseas.NoticeExpiry{Contract: number}, es.Asked{On: on, Today: on})
				if err != nil || (len(events) == 1) != want {
					t.Fatalf("%d months, on %s: %v, %v; NextNotice says %s", months, on, events, err, from)
				}
				for _, e := range events {
					c = overseas.ContractDecider.Evolve(c, scenario.Happened(on.String(), e)[0])
					marks = append(marks, c.Noticed)
				}
			}
			if len(marks) == 0 || !slices.IsSortedFunc(marks, func(a, b int) int { return b - a }) || len(slices.Compact(marks)) != len(marks) {
				t.Errorf("%d months, every %d days: %v", months, gap, marks)
			}
		}
	}
}
