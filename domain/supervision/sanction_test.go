package supervision_test

import (
	"testing"

	"pgregory.net/rapid"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/money"
	"vaoso/domain/scenario"
	"vaoso/domain/supervision"
)

const one = "KT-2021-03-1"

var (
	overdue   = scenario.Happened("2021-07-13", supervision.RemedyFellOverdue{FindingID: one})
	escalated = scenario.Happened("2021-07-20", supervision.FindingEscalated{FindingID: one, To: "Sở LĐ-TB&XH"})
	late      = scenario.Given(opened, found, required)
	raised    = scenario.Given(late, overdue, escalated)
	extended  = scenario.Happened("2021-07-01", supervision.RemedyExtended{FindingID: one, DueOn: civil.On(2021, 8, 1)})
)

func TestChecklists(t *testing.T) {
	t.Parallel()
	with := scenario.Happened("2021-06-10", supervision.InspectionOpened{InspectionNo: "KT-2021-03", AgencyID: "agency-26-014", Inspector: "x", Checklist: []string{"hợp đồng", "thu phí"}})
	record := supervision.RecordChecklist{Inspection: "KT-2021-03", Item: "thu phí", Note: "vượt trần"}
	recorded := supervision.ChecklistRecorded{Item: "thu phí", Note: "vượt trần"}
	fine := record
	fine.OK, fine.Note = true, ""
	other := record
	other.Item = "ăn ở"
	scenario.Run(t, supervision.Decider, scenario.Cases[supervision.Command]{
		"an item is recorded":              {Given: with, When: record, Then: []any{recorded}},
		"the same again is nothing new":    {Given: scenario.Given(with, scenario.Happened("2021-06-10", recorded)), When: record},
		"a later record of it holds":       {Given: scenario.Given(with, scenario.Happened("2021-06-10", recorded)), When: fine, Then: []any{supervision.ChecklistRecorded{Item: "thu phí", OK: true}}},
		"back again is new":                {Given: scenario.Given(with, scenario.Happened("2021-06-10", recorded, supervision.ChecklistRecorded{Item: "thu phí", OK: true})), When: record, Then: []any{recorded}},
		"what isn't on the list":           {Given: with, When: other, Refused: es.ErrFieldInvalid, Says: "hợp đồng; thu phí"},
		"without a list anything may be":   {Given: opened, When: other, Then: []any{supervision.ChecklistRecorded{Item: "ăn ở", Note: "vượt trần"}}},
		"an item has a name":               {Given: opened, When: supervision.RecordChecklist{}, Refused: es.ErrFieldMissing},
		"nothing is checked after closing": {Given: scenario.Given(with, closed), When: record, Refused: supervision.ErrInspectionClosed},
		"nor of no inspection":             {When: record, Refused: supervision.ErrInspectionUnknown},
	})
}

func TestMoreTime(t *testing.T) {
	t.Parallel()
	extend := supervision.ExtendRemedy{FindingID: one, DueOn: civil.On(2021, 8, 1)}
	shorter := supervision.ExtendRemedy{FindingID: one, DueOn: civil.On(2021, 7, 11)}
	scenario.Run(t, supervision.Decider, scenario.Cases[supervision.Command]{
		"more time":                     {Given: late, When: extend, On: "2021-07-01", Then: []any{extended[0].Payload}},
		"after closing too":             {Given: scenario.Given(late, closed), When: extend, On: "2021-07-01", Then: []any{extended[0].Payload}},
		"the same again is nothing":     {Given: scenario.Given(late, extended), When: extend, On: "2021-07-02"},
		"not to a day that is past":     {Given: late, When: extend, On: "2021-08-02", Refused: supervision.ErrDeadlineInPast},
		"not less time":                 {Given: late, When: shorter, On: "2021-07-01", Refused: es.ErrFieldInvalid},
		"not without a day":             {Given: late, When: supervision.ExtendRemedy{FindingID: one}, On: "2021-07-01", Refused: es.ErrFieldMissing},
		"not of what is unknown":        {Given: opened, When: extend, On: "2021-07-01", Refused: supervision.ErrFindingUnknown},
		"not where nothing is required": {Given: scenario.Given(opened, found), When: extend, On: "2021-07-01", Refused: supervision.ErrRemedyNotRequired},
		"not of what is remedied":       {Given: scenario.Given(late, remedied), When: extend, On: "2021-07-02", Refused: supervision.ErrRemedyRecorded},
		"not before it was found":       {Given: late, When: extend, On: "2021-06-10", Refused: supervision.ErrBeforeOpening},
	})
}

func TestADeadlinePasses(t *testing.T) {
	t.Parallel()
	passed := func(day string) supervision.FallOverdue {
		return supervision.FallOverdue{FindingID: one, DueOn: civil.On(2021, 7, 12), Passed: scenario.Day(day)}
	}
	later := func(day string) supervision.FallOverdue {
		c := passed(day)
		c.DueOn = civil.On(2021, 8, 1)
		return c
	}
	then := []any{overdue[0].Payload}
	scenario.Run(t, supervision.Decider, scenario.Cases[supervision.Command]{
		"the day before is over":             {Given: late, When: passed("2021-07-11")},
		"the deadline's day is over":         {Given: late, When: passed("2021-07-12"), Then: then},
		"long after":                         {Given: late, When: passed("2021-12-30"), Then: then},
		"once":                               {Given: scenario.Given(late, overdue), When: passed("2021-07-13")},
		"not what is remedied":               {Given: scenario.Given(late, remedied), When: passed("2021-07-12")},
		"not what has more time":             {Given: scenario.Given(late, extended), When: later("2021-07-31")},
		"not what has had more time since":   {Given: scenario.Given(late, extended), When: passed("2021-08-01")},
		"but when that passes":               {Given: scenario.Given(late, extended), When: later("2021-08-01"), Then: then},
		"again, of a further deadline":       {Given: scenario.Given(late, overdue, extended), When: later("2021-08-01"), Then: then},
		"not where nothing is required":      {Given: scenario.Given(opened, found), When: supervision.FallOverdue{FindingID: one, Passed: scenario.Day("2021-12-30")}},
		"of what is unknown there is none":   {Given: opened, When: passed("2021-12-30"), Refused: supervision.ErrFindingUnknown},
		"and none of an unknown inspection":  {When: passed("2021-12-30"), Refused: supervision.ErrInspectionUnknown},
		"also after the inspection's ending": {Given: scenario.Given(late, closed), When: passed("2021-07-12"), Then: then},
	})
}

func TestEscalation(t *testing.T) {
	t.Parallel()
	escalate := supervision.EscalateFinding{FindingID: one, To: "Sở LĐ-TB&XH"}
	further := supervision.EscalateFinding{FindingID: one, To: "Bộ LĐ-TB&XH"}
	scenario.Run(t, supervision.Decider, scenario.Cases[supervision.Command]{
		"the day after the deadline":        {Given: late, When: escalate, On: "2021-07-13", Then: []any{escalated[0].Payload}},
		"early":                             {Given: late, When: escalate, On: "2021-07-12", Refused: supervision.ErrNotOverdue, Says: "2021-07-12"},
		"while there is more time":          {Given: scenario.Given(late, overdue, extended), When: escalate, On: "2021-07-20", Refused: supervision.ErrNotOverdue},
		"the same again is nothing":         {Given: raised, When: escalate, On: "2021-07-21"},
		"further up":                        {Given: raised, When: further, On: "2021-08-21", Then: []any{supervision.FindingEscalated{FindingID: one, To: "Bộ LĐ-TB&XH"}}},
		"to nobody":                         {Given: late, When: supervision.EscalateFinding{FindingID: one}, On: "2021-07-13", Refused: es.ErrFieldMissing},
		"not what is unknown":               {Given: opened, When: escalate, On: "2021-07-13", Refused: supervision.ErrFindingUnknown},
		"not where nothing is required":     {Given: scenario.Given(opened, found), When: escalate, On: "2021-07-13", Refused: supervision.ErrRemedyNotRequired},
		"not what is remedied":              {Given: scenario.Given(late, remedied), When: escalate, On: "2021-07-13", Refused: supervision.ErrRemedyRecorded},
		"an overdue finding keeps it open":  {Given: scenario.Given(late, overdue), When: supervision.CloseInspection{Conclusion: "xong"}, On: "2021-07-13", Refused: supervision.ErrOpenFindings},
		"one in time doesn't":               {Given: late, When: supervision.CloseInspection{Conclusion: "xong"}, On: "2021-07-12", Then: []any{closed[0].Payload}},
		"an escalated one doesn't":          {Given: raised, When: supervision.CloseInspection{Conclusion: "xong"}, On: "2021-07-21", Then: []any{closed[0].Payload}},
		"one that was remedied late, too":   {Given: scenario.Given(late, overdue, scenario.Happened("2021-07-15", supervision.RemedyRecorded{FindingID: one})), When: supervision.CloseInspection{Conclusion: "xong"}, On: "2021-07-16", Then: []any{closed[0].Payload}},
		"what is escalated can be remedied": {Given: raised, When: supervision.RecordRemedy{FindingID: one}, On: "2021-08-01", Then: []any{supervision.RemedyRecorded{FindingID: one}}},
	})
}

func TestSanctions(t *testing.T) {
	t.Parallel()
	warn := supervision.ImposeSanction{FindingID: one, Kind: supervision.Warning, DecisionNo: "QĐ-1", AgencyID: "agency-26-014"}
	with := func(change func(*supervision.ImposeSanction)) supervision.ImposeSanction {
		c := warn
		change(&c)
		return c
	}
	fine := with(func(c *supervision.ImposeSanction) { c.Kind, c.Amount = supervision.Fine, money.VND(50_000_000) })
	suspend := with(func(c *supervision.ImposeSanction) {
		c.Kind, c.From, c.Until = supervision.Suspension, civil.On(2021, 8, 1), civil.On(2021, 9, 30)
	})
	warned := supervision.SanctionImposed{FindingID: one, Kind: supervision.Warning, DecisionNo: "QĐ-1", AgencyID: "agency-26-014"}
	fined := warned
	fined.Kind, fined.Amount = supervision.Fine, money.VND(50_000_000)
	suspended := warned
	suspended.Kind, suspended.From, suspended.Until = supervision.Suspension, civil.On(2021, 8, 1), civil.On(2021, 9, 30)
	const on = "2021-07-25"
	refused := func(change func(*supervision.ImposeSanction), by *es.Refusal) scenario.Case[supervision.Command] {
		return scenario.Case[supervision.Command]{Given: raised, When: with(change), On: on, Refused: by}
	}
	scenario.Run(t, supervision.Decider, scenario.Cases[supervision.Command]{
		"a warning":                          {Given: raised, When: warn, On: on, Then: []any{warned}},
		"a fine":                             {Given: raised, When: fine, On: on, Then: []any{fined}},
		"a suspension":                       {Given: raised, When: suspend, On: on, Then: []any{suspended}},
		"the same again is nothing":          {Given: scenario.Given(raised, scenario.Happened(on, warned)), When: warn, On: on},
		"a further one of the same decision": {Given: scenario.Given(raised, scenario.Happened(on, warned)), When: fine, On: on, Then: []any{fined}},
		"after it was remedied":              {Given: scenario.Given(raised, scenario.Happened("2021-07-22", supervision.RemedyRecorded{FindingID: one})), When: fine, On: on, Then: []any{fined}},
		"without a finding":                  refused(func(c *supervision.ImposeSanction) { c.FindingID = "" }, supervision.ErrSanctionWithoutFinding),
		"of an unknown finding":              {Given: opened, When: warn, On: on, Refused: supervision.ErrSanctionWithoutFinding},
		"where nothing is required":          {Given: scenario.Given(opened, found), When: warn, On: on, Refused: supervision.ErrRemedyNotRequired},
		"of what is in time":                 {Given: late, When: warn, On: "2021-07-12", Refused: supervision.ErrNotOverdue},
		"of what isn't escalated":            {Given: scenario.Given(late, overdue), When: warn, On: on, Refused: supervision.ErrNotEscalated},
		"of what was remedied":               {Given: scenario.Given(late, remedied), When: warn, On: on, Refused: supervision.ErrRemedyRecorded},
		"before the escalation":              {Given: raised, When: warn, On: "2021-07-19", Refused: supervision.ErrBeforeOpening},
		"without a decision":                 refused(func(c *supervision.ImposeSanction) { c.DecisionNo = "" }, es.ErrFieldMissing),
		"of no kind":                         refused(func(c *supervision.ImposeSanction) { c.Kind = "" }, es.ErrFieldInvalid),
		"a fine of nothing":                  refused(func(c *supervision.ImposeSanction) { c.Kind = supervision.Fine }, es.ErrFieldInvalid),
		"a fine in yen": refused(func(c *supervision.ImposeSanction) {
			c.Kind, c.Amount = supervision.Fine, money.Money{Amount: 1, Currency: "JPY"}
		}, es.ErrFieldInvalid),
		"a warning of a sum":           refused(func(c *supervision.ImposeSanction) { c.Amount = money.VND(1) }, es.ErrFieldInvalid),
		"a warning of some days":       refused(func(c *supervision.ImposeSanction) { c.Until = civil.On(2021, 8, 1) }, es.ErrFieldInvalid),
		"a suspension from no day":     refused(func(c *supervision.ImposeSanction) { c.Kind = supervision.Suspension }, es.ErrFieldMissing),
		"a suspension that ends first": refused(func(c *supervision.ImposeSanction) { *c = suspend; c.Until = civil.On(2021, 7, 31) }, es.ErrFieldInvalid),
		"a suspension of nobody":       refused(func(c *supervision.ImposeSanction) { *c = suspend; c.AgencyID = "" }, es.ErrFieldInvalid),
	})
}

// TestTheStatesOfAFinding are worked out by hand, day by day.
func TestTheStatesOfAFinding(t *testing.T) {
	t.Parallel()
	sanctioned := scenario.Happened("2021-08-02", supervision.SanctionImposed{FindingID: one, Kind: supervision.Warning, DecisionNo: "QĐ"})
	done := scenario.Happened("2021-08-10", supervision.RemedyRecorded{FindingID: one})
	f, _ := supervision.Decider.Fold(scenario.Given(raised, sanctioned, done)).Finding(one)
	for day, want := range map[string]struct {
		state supervision.FindingState
		late  int
	}{
		"2021-07-12": {supervision.StateRemedyRequired, 0},
		"2021-07-13": {supervision.StateOverdue, 1},
		"2021-07-19": {supervision.StateOverdue, 7},
		"2021-07-20": {supervision.StateEscalated, 8},
		"2021-08-02": {supervision.StateSanctioned, 21},
		"2021-08-09": {supervision.StateSanctioned, 28},
		"2021-08-10": {supervision.StateRemedied, 29},
		"2022-08-10": {supervision.StateRemedied, 29},
	} {
		if state, late := f.StateOn(scenario.Day(day)), f.DaysOverdue(scenario.Day(day)); state != want.state || late != want.late {
			t.Errorf("on %s: %s, %d days late; want %s, %d", day, state, late, want.state, want.late)
		}
	}
	fresh, _ := supervision.Decider.Fold(scenario.Given(opened, found)).Finding(one)
	if day := scenario.Day("2022-01-01"); fresh.StateOn(day) != supervision.StateRecorded || fresh.DaysOverdue(day) != 0 {
		t.Errorf("with no remedy required: %s", fresh.StateOn(day))
	}
}

// TestAFindingGoesItsWay: whatever is asked in whatever order, from one day to
// the next a finding's state only goes along the machine's arrows.
func TestAFindingGoesItsWay(t *testing.T) {
	t.Parallel()
	arrows := map[supervision.FindingState][]supervision.FindingState{
		supervision.StateRecorded:       {supervision.StateRemedyRequired},
		supervision.StateRemedyRequired: {supervision.StateOverdue, supervision.StateRemedied},
		supervision.StateOverdue:        {supervision.StateEscalated, supervision.StateRemedied, supervision.StateRemedyRequired}, // the last: more time
		supervision.StateEscalated:      {supervision.StateSanctioned, supervision.StateRemedied},
		supervision.StateSanctioned:     {supervision.StateRemedied},
	}
	seen := map[supervision.FindingState]bool{}
	rapid.Check(t, func(rt *rapid.T) {
		events := scenario.Given(opened, found)
		state, day := supervision.StateRecorded, scenario.Day("2021-06-11")
		for range rapid.IntRange(10, 40).Draw(rt, "steps") {
			if state == supervision.StateRemedyRequired || rapid.Bool().Draw(rt, "a day on") {
				day = day.AddDays(1)
				state = step(rt, arrows, state, fold(events).StateOn(day))
			}
			due := day.AddDays(rapid.IntRange(-1, 3).Draw(rt, "due"))
			command := rapid.SampledFrom([]supervision.Command{
				supervision.RequireRemedy{FindingID: one, What: "x", DueOn: due}, supervision.ExtendRemedy{FindingID: one, DueOn: due},
				supervision.FallOverdue{FindingID: one, DueOn: fold(events).DueOn, Passed: day.AddDays(-1)}, supervision.EscalateFinding{FindingID: one, To: "Sở"},
				supervision.EscalateFinding{FindingID: one, To: "Bộ"}, supervision.ImposeSanction{FindingID: one, Kind: supervision.Warning, DecisionNo: "QĐ"},
				supervision.ImposeSanction{FindingID: one, Kind: supervision.Warning, DecisionNo: "QĐ-2"}, supervision.RecordRemedy{FindingID: one},
			}).Draw(rt, "command")
			payloads, err := supervision.Decider.Decide(supervision.Decider.Fold(events), command, es.Asked{On: day, Today: day, Reason: "test"})
			if err != nil {
				continue
			}
			events = scenario.Given(events, scenario.Happened(day.String(), payloads...))
			state = step(rt, arrows, state, fold(events).StateOn(day))
			seen[state] = true
		}
	})
	if len(seen) < 6 {
		t.Errorf("the machine was seen in %v only", seen)
	}
}

func fold(events []es.Recorded) supervision.Finding {
	f, _ := supervision.Decider.Fold(events).Finding(one)
	return f
}

func step(t *rapid.T, arrows map[supervision.FindingState][]supervision.FindingState, from, to supervision.FindingState) supervision.FindingState {
	if from == to {
		return to
	}
	for _, next := range arrows[from] {
		if next == to {
			return to
		}
	}
	t.Fatalf("from %s to %s", from, to)
	return to
}
