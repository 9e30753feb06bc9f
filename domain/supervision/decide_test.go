package supervision_test

import (
	"testing"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/scenario"
	"vaoso/domain/supervision"
)

var (
	opened   = scenario.Happened("2021-06-10", supervision.InspectionOpened{InspectionNo: "KT-2021-03", AgencyID: "agency-26-014", Inspector: "Thanh tra Mẫu 01"})
	found    = scenario.Happened("2021-06-11", supervision.FindingRecorded{FindingID: "KT-2021-03-1", Text: "Thu vượt trần", Severity: supervision.Major, LegalBasis: "Đ.21"})
	required = scenario.Happened("2021-06-12", supervision.RemedyRequired{FindingID: "KT-2021-03-1", What: "hoàn tiền", DueOn: civil.On(2021, 7, 12)})
	remedied = scenario.Happened("2021-07-01", supervision.RemedyRecorded{FindingID: "KT-2021-03-1"})
	closed   = scenario.Happened("2021-06-30", supervision.InspectionClosed{Conclusion: "xong"})
	open     = supervision.OpenInspection{Inspection: "KT-2021-03", LicenceNo: "26-014", Inspector: "Thanh tra Mẫu 01", AgencyID: "agency-26-014", SubjectKnown: true}
)

func TestOpening(t *testing.T) {
	t.Parallel()
	unknown, nobody, two := open, open, open
	unknown.SubjectKnown, nobody.LicenceNo, two.Unit = false, "", "08710"
	noInspector := open
	noInspector.Inspector = ""
	scenario.Run(t, supervision.Decider, scenario.Cases[supervision.Command]{
		"opened":                          {When: open, Then: []any{opened[0].Payload}},
		"refused a second time":           {Given: opened, When: open, Refused: supervision.ErrInspectionExists},
		"refused on an unknown agency":    {When: unknown, Refused: supervision.ErrSubjectUnknown},
		"refused on nobody":               {When: nobody, Refused: es.ErrFieldInvalid},
		"refused on two subjects":         {When: two, Refused: es.ErrFieldInvalid},
		"refused without an inspector":    {When: noInspector, Refused: es.ErrFieldMissing},
		"nothing follows without a start": {When: supervision.RecordFinding{Text: "x", Severity: supervision.Minor}, Refused: supervision.ErrInspectionUnknown},
	})
}

func TestFindings(t *testing.T) {
	t.Parallel()
	finding := supervision.RecordFinding{Text: "Thu vượt trần", Severity: supervision.Major}
	// The legal basis is the command's own, so these cases decide directly.
	for name, c := range map[string]struct {
		given   []es.Recorded
		cmd     supervision.RecordFinding
		basis   string
		on      civil.Date
		refused *es.Refusal
		id      string
	}{
		"numbered by itself":        {given: opened, cmd: finding, basis: "Đ.21", on: civil.On(2021, 6, 11), id: "KT-2021-03-1"},
		"the next number":           {given: scenario.Given(opened, found), cmd: finding, basis: "Đ.21", on: civil.On(2021, 6, 11), id: "KT-2021-03-2"},
		"refused without its basis": {given: opened, cmd: finding, on: civil.On(2021, 6, 11), refused: supervision.ErrLegalBasisMissing},
		"refused before opening":    {given: opened, cmd: finding, basis: "Đ.21", on: civil.On(2021, 6, 9), refused: supervision.ErrBeforeOpening},
		"refused after closing":     {given: scenario.Given(opened, closed), cmd: finding, basis: "Đ.21", on: civil.On(2021, 7, 1), refused: supervision.ErrInspectionClosed},
		"refused twice under one id": {
			given: scenario.Given(opened, found), cmd: supervision.RecordFinding{FindingID: "KT-2021-03-1", Text: "x", Severity: supervision.Minor}, basis: "Đ.21", on: civil.On(2021, 6, 12), refused: supervision.ErrFindingExists,
		},
		"refused without a grade":        {given: opened, cmd: supervision.RecordFinding{Text: "x"}, basis: "Đ.21", on: civil.On(2021, 6, 11), refused: es.ErrFieldInvalid},
		"refused without a text":         {given: opened, cmd: supervision.RecordFinding{Severity: supervision.Minor}, basis: "Đ.21", on: civil.On(2021, 6, 11), refused: es.ErrFieldMissing},
		"refused on an unknown contract": {given: opened, cmd: supervision.RecordFinding{Text: "x", Severity: supervision.Minor, Contract: "C-1"}, basis: "Đ.21", on: civil.On(2021, 6, 11), refused: supervision.ErrSubjectUnknown},
	} {
		got, err := supervision.Decider.Decide(supervision.Decider.Fold(c.given), c.cmd, es.Asked{On: c.on, Today: c.on, LegalBasis: c.basis})
		if c.refused != nil {
			if r, ok := es.AsRefused(err); !ok || r.Refusal != c.refused {
				t.Errorf("%s: got %v %v, want %s", name, got, err, c.refused.Code)
			}
			continue
		}
		if err != nil || got[0].(supervision.FindingRecorded).FindingID != c.id || got[0].(supervision.FindingRecorded).AgencyID != "agency-26-014" {
			t.Errorf("%s: got %+v %v", name, got, err)
		}
	}
}

func TestRemediesAndClosing(t *testing.T) {
	t.Parallel()
	require := supervision.RequireRemedy{FindingID: "KT-2021-03-1", What: "hoàn tiền", DueOn: civil.On(2021, 7, 12)}
	remedy := supervision.RecordRemedy{FindingID: "KT-2021-03-1", EvidenceRef: "HS-1"}
	closing := supervision.CloseInspection{Conclusion: "xong"}
	past := require
	past.DueOn = civil.On(2021, 6, 11)
	scenario.Run(t, supervision.Decider, scenario.Cases[supervision.Command]{
		"a remedy is required":                   {Given: scenario.Given(opened, found), When: require, On: "2021-06-12", Then: []any{required[0].Payload}},
		"the same again is nothing new":          {Given: scenario.Given(opened, found, required), When: require, On: "2021-06-12"},
		"its deadline may move":                  {Given: scenario.Given(opened, found, required), When: supervision.RequireRemedy{FindingID: "KT-2021-03-1", What: "hoàn tiền", DueOn: civil.On(2021, 8, 1)}, On: "2021-06-20", Then: []any{supervision.RemedyRequired{FindingID: "KT-2021-03-1", What: "hoàn tiền", DueOn: civil.On(2021, 8, 1)}}},
		"a deadline in the past is refused":      {Given: scenario.Given(opened, found), When: past, On: "2021-06-12", Refused: supervision.ErrDeadlineInPast},
		"an unknown finding is refused":          {Given: opened, When: require, Refused: supervision.ErrFindingUnknown},
		"a requirement says what":                {Given: scenario.Given(opened, found), When: supervision.RequireRemedy{FindingID: "KT-2021-03-1", DueOn: civil.On(2021, 7, 12)}, On: "2021-06-12", Refused: es.ErrFieldMissing},
		"a requirement says by when":             {Given: scenario.Given(opened, found), When: supervision.RequireRemedy{FindingID: "KT-2021-03-1", What: "x"}, On: "2021-06-12", Refused: es.ErrFieldMissing},
		"nothing new is required once remedied":  {Given: scenario.Given(opened, found, required, remedied), When: require, On: "2021-07-02", Refused: supervision.ErrRemedyRecorded},
		"nothing is required after closing":      {Given: scenario.Given(opened, found, required, closed), When: require, On: "2021-07-02", Refused: supervision.ErrInspectionClosed},
		"remedied":                               {Given: scenario.Given(opened, found, required), When: remedy, On: "2021-07-01", Then: []any{supervision.RemedyRecorded{FindingID: "KT-2021-03-1", EvidenceRef: "HS-1"}}},
		"remedied after the closing too":         {Given: scenario.Given(opened, found, required, closed), When: remedy, On: "2021-07-01", Then: []any{supervision.RemedyRecorded{FindingID: "KT-2021-03-1", EvidenceRef: "HS-1"}}},
		"not remedied twice":                     {Given: scenario.Given(opened, found, required, remedied), When: remedy, On: "2021-07-02", Refused: supervision.ErrRemedyRecorded},
		"not remedied unasked":                   {Given: scenario.Given(opened, found), When: remedy, On: "2021-07-02", Refused: supervision.ErrRemedyNotRequired},
		"not remedied before it was found":       {Given: scenario.Given(opened, found, required), When: remedy, On: "2021-06-10", Refused: supervision.ErrBeforeOpening},
		"an unknown finding can't be remedied":   {Given: opened, When: remedy, Refused: supervision.ErrFindingUnknown},
		"closes when every finding has a remedy": {Given: scenario.Given(opened, found, required), When: closing, On: "2021-06-30", Then: []any{closed[0].Payload}},
		"does not close with an open finding":    {Given: scenario.Given(opened, found), When: closing, Refused: supervision.ErrOpenFindings, Says: "KT-2021-03-1"},
		"does not close twice":                   {Given: scenario.Given(opened, closed), When: closing, Refused: supervision.ErrInspectionClosed},
		"does not close before it found":         {Given: scenario.Given(opened, found, required), When: closing, On: "2021-06-10", Refused: supervision.ErrBeforeOpening},
		"does not close without a conclusion":    {Given: opened, When: supervision.CloseInspection{}, Refused: es.ErrFieldMissing},
	})
}
