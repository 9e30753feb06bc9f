package supervision_test

import (
	"fmt"
	"testing"

	"vaoso/domain/es"
	"vaoso/domain/scenario"
	"vaoso/domain/supervision"
)

func TestPlansOfInspections(t *testing.T) {
	t.Parallel()
	agency := supervision.AskedQuota{LicenceNo: "26-014", AgencyID: "agency-26-014", Count: 2, Known: true}
	ward := supervision.AskedQuota{Unit: "08710", Count: 1, Known: true}
	plan := func(list ...supervision.AskedQuota) supervision.AdoptInspectionPlan {
		return supervision.AdoptInspectionPlan{Year: 2021, Quotas: list}
	}
	adopted := supervision.InspectionPlanAdopted{Year: 2021, Quotas: []supervision.Quota{{AgencyID: "agency-26-014", Count: 2}, {Unit: "08710", Count: 1}}}
	both, nobody, unknown, none := agency, agency, agency, agency
	both.Unit, nobody.LicenceNo, unknown.Known, none.Count = "08710", "", false, 0
	early := plan(agency)
	early.Year = 21
	scenario.Run(t, supervision.PlanDecider, scenario.Cases[supervision.AdoptInspectionPlan]{
		"adopted":                       {When: plan(agency, ward), Then: []any{adopted}},
		"the same again is nothing new": {Given: scenario.Happened("2021-01-05", adopted), When: plan(agency, ward)},
		"another replaces it":           {Given: scenario.Happened("2021-01-05", adopted), When: plan(ward), Then: []any{supervision.InspectionPlanAdopted{Year: 2021, Quotas: []supervision.Quota{{Unit: "08710", Count: 1}}}}},
		"of two at once":                {When: plan(both), Refused: es.ErrFieldInvalid},
		"of nobody":                     {When: plan(nobody), Refused: es.ErrFieldInvalid},
		"of an unknown agency":          {When: plan(unknown), Refused: supervision.ErrSubjectUnknown},
		"of none":                       {When: plan(none), Refused: es.ErrFieldInvalid},
		"twice of one":                  {When: plan(agency, ward, agency), Refused: es.ErrFieldInvalid},
		"without a line":                {When: plan(), Refused: es.ErrFieldMissing},
		"of no year":                    {When: early, Refused: es.ErrFieldInvalid},
	})
}

// TestAgainstThePlan is worked out by hand.
func TestAgainstThePlan(t *testing.T) {
	t.Parallel()
	quotas := []supervision.Quota{{AgencyID: "agency-b", Count: 2}, {Unit: "08710", Count: 1}}
	inspected := []supervision.Inspected{
		{AgencyID: "agency-b", OpenedOn: scenario.Day("2021-03-01")}, {AgencyID: "agency-b", OpenedOn: scenario.Day("2020-12-31")},
		{AgencyID: "agency-b", OpenedOn: scenario.Day("2021-07-01")}, // after the day
		{Unit: "08713", OpenedOn: scenario.Day("2021-01-01")}, {AgencyID: "agency-a", OpenedOn: scenario.Day("2021-06-30")},
		{OpenedOn: scenario.Day("2021-06-01")}, // of a contract that is nobody's
		{Unit: "08710", OpenedOn: scenario.Day("2021-06-01")}, {Unit: "08710", OpenedOn: scenario.Day("2021-06-02")},
	}
	got := fmt.Sprint(supervision.AgainstPlan(2021, quotas, inspected, scenario.Day("2021-06-30")))
	if want := "[{agency-b  2 1 1} { 08710 1 2 0} { 08713 0 1 0} {agency-a  0 1 0}]"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestComplaints(t *testing.T) {
	t.Parallel()
	lodge := supervision.LodgeComplaint{Complaint: "KN-1", WorkerID: "worker-1", AgencyID: "agency-26-014", ContractID: "contract-C-1", Subject: "chậm trả lương", Text: "…", SubjectKnown: true}
	lodged := scenario.Happened("2021-06-10", supervision.ComplaintLodged{ComplaintNo: "KN-1", WorkerID: "worker-1", AgencyID: "agency-26-014", ContractID: "contract-C-1", Subject: "chậm trả lương", Text: "…"})
	answered := scenario.Happened("2021-06-20", supervision.ComplaintAnswered{Upheld: true})
	unknown, nobody, nothing := lodge, lodge, lodge
	unknown.SubjectKnown, nobody.AgencyID, nothing.Subject = false, "", ""
	yes, no := true, false
	scenario.Run(t, supervision.ComplaintDecider, scenario.Cases[supervision.ComplaintCommand]{
		"lodged":                    {When: lodge, Then: []any{lodged[0].Payload}},
		"a second time":             {Given: lodged, When: lodge, Refused: supervision.ErrComplaintExists},
		"against an unknown agency": {When: unknown, Refused: supervision.ErrSubjectUnknown},
		"against nobody":            {When: nobody, Refused: es.ErrFieldMissing},
		"about nothing":             {When: nothing, Refused: es.ErrFieldMissing},
		"upheld":                    {Given: lodged, When: supervision.AnswerComplaint{Upheld: &yes}, On: "2021-06-20", Then: []any{answered[0].Payload}},
		"not upheld":                {Given: lodged, When: supervision.AnswerComplaint{Upheld: &no}, On: "2021-06-20", Then: []any{supervision.ComplaintAnswered{}}},
		"answered with neither":     {Given: lodged, When: supervision.AnswerComplaint{}, Refused: es.ErrFieldMissing},
		"answered twice":            {Given: scenario.Given(lodged, answered), When: supervision.AnswerComplaint{Upheld: &no}, Refused: supervision.ErrComplaintClosed},
		"answered before":           {Given: lodged, When: supervision.AnswerComplaint{Upheld: &no}, On: "2021-06-09", Refused: supervision.ErrBeforeOpening},
		"of what isn't there":       {When: supervision.AnswerComplaint{Upheld: &no}, Refused: supervision.ErrComplaintUnknown},
	})
}

func TestFlagsAreRefuted(t *testing.T) {
	t.Parallel()
	refute := supervision.RefuteFlag{FlagID: "RF02-C-1", Reason: "phí đã trả lại", SubjectKnown: true}
	refuted := scenario.Happened("2021-06-10", supervision.FlagRefuted{FlagID: "RF02-C-1", Reason: "phí đã trả lại"})
	unknown, silent := refute, refute
	unknown.SubjectKnown, silent.Reason = false, ""
	scenario.Run(t, supervision.FlagDecider, scenario.Cases[supervision.FlagCommand]{
		"refuted":                 {When: refute, Then: []any{refuted[0].Payload}},
		"the common reason is it": {When: silent, Reason: "r", Then: []any{supervision.FlagRefuted{FlagID: "RF02-C-1", Reason: "r"}}},
		"a second time":           {Given: refuted, When: refute, Refused: supervision.ErrFlagRefuted},
		"about nothing":           {When: unknown, Refused: supervision.ErrSubjectUnknown},
	})
	if _, err := supervision.FlagDecider.Decide(supervision.Flag{}, silent, es.Asked{LegalBasis: "x"}); err == nil {
		t.Error("a flag was refuted without a reason")
	}
	for id, want := range map[string]string{
		"RF02-C-2021-0011": "0 C-2021-0011 true", "RF11-26-014": "1 26-014 true", "RF14-KT-1/SP-9": "2 KT-1/SP-9 true",
		"RF16-C-1": "0  false", "RF00-C-1": "0  false", "RF1-C-1": "0  false", "RF+1-C-1": "0  false", "XX02-C-1": "0  false", "RF02": "0  false", "RF02-": "0  false",
	} {
		about, subject, ok := supervision.ParseFlag(id)
		if got := fmt.Sprint(int(about), " ", subject, " ", ok); got != want {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
	if got := fmt.Sprint(supervision.Inspections("KT-1/SP-9")); got != "[KT-1/SP KT-1 KT]" {
		t.Error(got)
	}
}
