package supervision_test

import (
	"encoding/json"
	"testing"

	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/scenario"
	"vaoso/domain/supervision"
)

// annuls and corrects are what an effect does to the n-th event of the history.
func annuls(n int) correction.Of {
	return correction.Of{EventID: es.EventID("scenario", "given", n), Action: correction.Annul}
}

func corrects(n int, field, from, to string) correction.Of {
	return correction.Of{EventID: es.EventID("scenario", "given", n), Action: correction.Correct, Changes: []correction.Change{
		{Field: field, From: raw(from), To: raw(to)},
	}}
}

func raw(s string) json.RawMessage {
	if s == "" {
		return nil
	}
	return json.RawMessage(s)
}

func TestFindingsAndRemediesArePutRight(t *testing.T) {
	t.Parallel()
	const id = "KT-2021-03-1"
	recorded, due := scenario.Given(opened, found), scenario.Given(opened, found, required)
	extended := scenario.Happened("2021-07-10", supervision.RemedyExtended{FindingID: id, DueOn: civil.On(2021, 7, 20)})
	escalated := scenario.Happened("2021-07-20", supervision.FindingEscalated{FindingID: id, To: "Sở"})
	marked := scenario.Happened("2021-07-13", supervision.RemedyFellOverdue{FindingID: id})
	right := supervision.FindingRecorded{FindingID: id, Text: "Thu vượt trần", Severity: supervision.Minor, LegalBasis: "Đ.21"}
	scenario.Run(t, supervision.Decider, scenario.Cases[supervision.Command]{
		"a finding's grade": {Given: due, When: supervision.CorrectFinding{FindingID: id, Severity: supervision.Minor}, Then: []any{
			supervision.FindingCorrected{Of: corrects(1, "severity", `"major"`, `"minor"`), FindingID: id, Text: right.Text, Severity: right.Severity, LegalBasis: right.LegalBasis, RecordedOn: civil.On(2021, 6, 11)}}},
		"a finding's day": {Given: due, When: supervision.CorrectFinding{FindingID: id, RecordedOn: civil.On(2021, 6, 10)}, Then: []any{
			supervision.FindingCorrected{Of: corrects(1, "on", `"2021-06-11"`, `"2021-06-10"`), FindingID: id, Text: right.Text, Severity: supervision.Major, LegalBasis: right.LegalBasis, RecordedOn: civil.On(2021, 6, 10)}}},
		"a finding before the inspection":      {Given: due, When: supervision.CorrectFinding{FindingID: id, RecordedOn: civil.On(2021, 6, 9)}, Refused: supervision.ErrBeforeOpening},
		"a finding of tomorrow":                {Given: recorded, When: supervision.CorrectFinding{FindingID: id, RecordedOn: civil.On(2022, 1, 1)}, Refused: es.ErrFutureDate},
		"a grade that there isn't":             {Given: due, When: supervision.CorrectFinding{FindingID: id, Severity: "x"}, Refused: es.ErrFieldInvalid},
		"what the book says already":           {Given: due, When: supervision.CorrectFinding{FindingID: id, Severity: supervision.Major}, Refused: correction.ErrNothingToCorrect},
		"an unknown finding":                   {Given: due, When: supervision.CorrectFinding{FindingID: "x", Text: "y"}, Refused: supervision.ErrFindingUnknown},
		"an unknown inspection":                {When: supervision.CorrectFinding{FindingID: "x", Text: "y"}, Refused: supervision.ErrInspectionUnknown},
		"a finding that was none":              {Given: recorded, When: supervision.AnnulFinding{FindingID: id}, Then: []any{supervision.FindingAnnulled{Of: annuls(1), FindingID: id}}},
		"its remedy goes first":                {Given: due, When: supervision.AnnulFinding{FindingID: id}, Refused: correction.ErrDependentFacts, Says: "RemedyRequired of 2021-06-12"},
		"a finding is annulled once":           {Given: scenario.Given(recorded, scenario.Happened("2021-06-15", supervision.FindingAnnulled{Of: annuls(1), FindingID: id})), When: supervision.AnnulFinding{FindingID: id}, Refused: supervision.ErrFindingUnknown},
		"after it was annulled, it is unknown": {Given: scenario.Given(recorded, scenario.Happened("2021-06-15", supervision.FindingAnnulled{Of: annuls(1), FindingID: id})), When: supervision.RequireRemedy{FindingID: id, What: "x", DueOn: civil.On(2021, 12, 31)}, Refused: supervision.ErrFindingUnknown},
		"a deadline typed wrongly": {Given: due, When: supervision.CorrectRemedy{FindingID: id, DueOn: civil.On(2021, 7, 2)}, Then: []any{
			supervision.RemedyCorrected{Of: corrects(2, "dueOn", `"2021-07-12"`, `"2021-07-02"`), RemedyNow: supervision.RemedyNow{FindingID: id, What: "hoàn tiền", DueOn: civil.On(2021, 7, 2), RequiredBy: annuls(2).EventID}}}},
		"a deadline given later, typed wrongly": {Given: scenario.Given(due, extended), When: supervision.CorrectRemedy{FindingID: id, DueOn: civil.On(2021, 7, 30)}, Then: []any{
			supervision.RemedyCorrected{Of: corrects(3, "dueOn", `"2021-07-20"`, `"2021-07-30"`), RemedyNow: supervision.RemedyNow{FindingID: id, What: "hoàn tiền", DueOn: civil.On(2021, 7, 30), RequiredBy: annuls(3).EventID}}}},
		"a deadline that didn't pass after all": {Given: scenario.Given(due, marked), When: supervision.CorrectRemedy{FindingID: id, DueOn: civil.On(2021, 9, 1)}, Then: []any{
			supervision.RemedyCorrected{Of: corrects(2, "dueOn", `"2021-07-12"`, `"2021-09-01"`), RemedyNow: supervision.RemedyNow{FindingID: id, What: "hoàn tiền", DueOn: civil.On(2021, 9, 1), RequiredBy: annuls(2).EventID}}}},
		"what, and when it was done": {Given: scenario.Given(due, marked, remedied), When: supervision.CorrectRemedy{FindingID: id, What: "hoàn đủ tiền", RemediedOn: civil.On(2021, 7, 2), EvidenceRef: ""}, Then: []any{
			supervision.RemedyCorrected{Of: corrects(2, "what", `"hoàn tiền"`, `"hoàn đủ tiền"`), RemedyNow: supervision.RemedyNow{FindingID: id, What: "hoàn đủ tiền", DueOn: civil.On(2021, 7, 12), RequiredBy: annuls(2).EventID, RemediedOn: civil.On(2021, 7, 1), FellOverdueOn: civil.On(2021, 7, 13)}},
			supervision.RemedyCorrected{Of: corrects(4, "on", `"2021-07-01"`, `"2021-07-02"`), RemedyNow: supervision.RemedyNow{FindingID: id, What: "hoàn đủ tiền", DueOn: civil.On(2021, 7, 12), RequiredBy: annuls(2).EventID, RemediedOn: civil.On(2021, 7, 2), FellOverdueOn: civil.On(2021, 7, 13)}}}},
		"a deadline before it was set":             {Given: due, When: supervision.CorrectRemedy{FindingID: id, DueOn: civil.On(2021, 6, 11)}, Refused: supervision.ErrDeadlineInPast},
		"a deadline behind its escalation":         {Given: scenario.Given(due, escalated), When: supervision.CorrectRemedy{FindingID: id, DueOn: civil.On(2021, 7, 20)}, Refused: correction.ErrDependentFacts, Says: "FindingEscalated"},
		"a remedy that wasn't required":            {Given: recorded, When: supervision.CorrectRemedy{FindingID: id, DueOn: civil.On(2021, 7, 2)}, Refused: supervision.ErrRemedyNotRequired},
		"a remedy that isn't there":                {Given: due, When: supervision.CorrectRemedy{FindingID: id, RemediedOn: civil.On(2021, 7, 2)}, Refused: correction.ErrNothingToCorrect},
		"nothing new":                              {Given: due, When: supervision.CorrectRemedy{FindingID: id}, Refused: correction.ErrNothingToCorrect},
		"the remedy of nothing":                    {Given: due, When: supervision.CorrectRemedy{FindingID: "x", What: "y"}, Refused: supervision.ErrFindingUnknown},
		"it wasn't put right":                      {Given: scenario.Given(due, remedied), When: supervision.AnnulRemedy{FindingID: id}, Then: []any{supervision.RemedyAnnulled{Of: annuls(3), RemedyNow: supervision.RemedyNow{FindingID: id, What: "hoàn tiền", DueOn: civil.On(2021, 7, 12), RequiredBy: annuls(2).EventID}}}},
		"it wasn't given more time":                {Given: scenario.Given(due, extended), When: supervision.AnnulRemedy{FindingID: id}, Then: []any{supervision.RemedyAnnulled{Of: annuls(3), RemedyNow: supervision.RemedyNow{FindingID: id, What: "hoàn tiền", DueOn: civil.On(2021, 7, 12), RequiredBy: annuls(2).EventID}}}},
		"nothing was required":                     {Given: due, When: supervision.AnnulRemedy{FindingID: id}, Then: []any{supervision.RemedyAnnulled{Of: annuls(2), RemedyNow: supervision.RemedyNow{FindingID: id}}}},
		"nothing was required, but it was overdue": {Given: scenario.Given(due, escalated), When: supervision.AnnulRemedy{FindingID: id}, Refused: correction.ErrDependentFacts},
		"there is no remedy":                       {Given: recorded, When: supervision.AnnulRemedy{FindingID: id}, Refused: supervision.ErrRemedyNotRequired},
		"the remedy of no finding":                 {Given: recorded, When: supervision.AnnulRemedy{FindingID: "x"}, Refused: supervision.ErrFindingUnknown},
		"an inspection that was none":              {Given: scenario.Given(opened, closed), When: supervision.AnnulInspection{}, Then: []any{supervision.InspectionAnnulled{Of: annuls(1)}, supervision.InspectionAnnulled{Of: annuls(0)}}},
		"an inspection that found something":       {Given: recorded, When: supervision.AnnulInspection{}, Refused: correction.ErrDependentFacts, Says: id},
		"no inspection":                            {When: supervision.AnnulInspection{}, Refused: supervision.ErrInspectionUnknown},
		"its number is free again":                 {Given: scenario.Given(opened, scenario.Happened("2021-06-20", supervision.InspectionAnnulled{Of: annuls(0)})), When: open, Then: []any{opened[0].Payload}},
	})
	for _, c := range []supervision.Command{supervision.AnnulFinding{FindingID: id}, supervision.CorrectRemedy{FindingID: id}} {
		if _, err := supervision.Decider.Decide(supervision.Decider.Fold(due), c, es.Asked{On: civil.On(2021, 8, 1), Today: civil.On(2021, 8, 1), LegalBasis: "x"}); err == nil || err.Error() != es.ErrReasonMissing.Error() {
			t.Errorf("%T without a reason: %v", c, err)
		}
	}
}

func TestComplaintsArePutRight(t *testing.T) {
	t.Parallel()
	lodged := scenario.Happened("2021-05-01", supervision.ComplaintLodged{ComplaintNo: "KN-1", AgencyID: "agency-1", Subject: "thu quá mức", Text: "Bà Á kể"})
	answered := scenario.Happened("2021-05-20", supervision.ComplaintAnswered{Upheld: true})
	now := supervision.ComplaintCorrected{AgencyID: "agency-1", Subject: "thu quá mức", LodgedOn: civil.On(2021, 5, 1)}
	with := func(of correction.Of, change func(*supervision.ComplaintCorrected)) supervision.ComplaintCorrected {
		c := now
		c.Of = of
		change(&c)
		return c
	}
	no := false
	text := correction.Of{EventID: annuls(0).EventID, Action: correction.Correct, Changes: []correction.Change{{Field: "text"}}}
	both := scenario.Given(lodged, answered)
	scenario.Run(t, supervision.ComplaintDecider, scenario.Cases[supervision.ComplaintCommand]{
		"against another agency": {Given: lodged, When: supervision.CorrectComplaint{AgencyID: "agency-2", SubjectKnown: true}, Then: []any{with(corrects(0, "agencyId", `"agency-1"`, `"agency-2"`), func(c *supervision.ComplaintCorrected) { c.AgencyID = "agency-2" })}},
		"about a contract":       {Given: lodged, When: supervision.CorrectComplaint{ContractID: "contract-1", SubjectKnown: true}, Then: []any{with(corrects(0, "contractId", "", `"contract-1"`), func(c *supervision.ComplaintCorrected) { c.ContractID = "contract-1" })}},
		"what was said":          {Given: lodged, When: supervision.CorrectComplaint{Text: "Ông Á kể", SubjectKnown: true}, Then: []any{with(text, func(c *supervision.ComplaintCorrected) { c.Text = "Ông Á kể" })}},
		"what was said already": {Given: scenario.Given(lodged, scenario.Happened("2021-05-02", with(text, func(c *supervision.ComplaintCorrected) { c.Text = "Ông Á kể" }))),
			When: supervision.CorrectComplaint{Text: "Ông Á kể", SubjectKnown: true}, Refused: correction.ErrNothingToCorrect},
		"the answer":                {Given: both, When: supervision.CorrectComplaint{Upheld: &no, SubjectKnown: true}, Then: []any{with(corrects(1, "upheld", "true", "false"), func(c *supervision.ComplaintCorrected) { c.AnsweredOn = civil.On(2021, 5, 20) })}},
		"an answer that isn't":      {Given: lodged, When: supervision.CorrectComplaint{Upheld: &no, SubjectKnown: true}, Refused: correction.ErrNothingToCorrect},
		"answered before it came":   {Given: both, When: supervision.CorrectComplaint{AnsweredOn: civil.On(2021, 4, 30), SubjectKnown: true}, Refused: supervision.ErrBeforeOpening},
		"it came after its answer":  {Given: both, When: supervision.CorrectComplaint{LodgedOn: civil.On(2021, 5, 21), SubjectKnown: true}, Refused: correction.ErrDependentFacts},
		"an agency nobody knows":    {Given: lodged, When: supervision.CorrectComplaint{AgencyID: "agency-3"}, Refused: supervision.ErrSubjectUnknown},
		"a complaint nobody lodged": {When: supervision.CorrectComplaint{Subject: "x", SubjectKnown: true}, Refused: supervision.ErrComplaintUnknown},
		"one that nobody made":      {Given: lodged, When: supervision.AnnulComplaint{}, Then: []any{supervision.ComplaintAnnulled{Of: annuls(0)}}},
		"it goes with its answer":   {Given: both, When: supervision.AnnulComplaint{}, Then: []any{supervision.ComplaintAnnulled{Of: annuls(1)}, supervision.ComplaintAnnulled{Of: annuls(0)}}},
		"it never was":              {When: supervision.AnnulComplaint{}, Refused: supervision.ErrComplaintUnknown},
		"its number is free again": {Given: scenario.Given(lodged, scenario.Happened("2021-05-03", supervision.ComplaintAnnulled{Of: annuls(0)})),
			When: supervision.LodgeComplaint{Complaint: "KN-1", AgencyID: "agency-1", Subject: "x", SubjectKnown: true}, Then: []any{supervision.ComplaintLodged{ComplaintNo: "KN-1", AgencyID: "agency-1", Subject: "x"}}},
		"nothing": {Given: lodged, When: supervision.CorrectComplaint{SubjectKnown: true}, Refused: correction.ErrNothingToCorrect},
	})
}
