package correctiontest_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/money"
	"vaoso/domain/supervision"
	"vaoso/projections/agencies"
	"vaoso/projections/correctiontest"
	"vaoso/projections/enforcement"
	"vaoso/projections/engine"
	viewed "vaoso/projections/supervision"
)

var inspecting = []engine.Projection{viewed.Projection, enforcement.Projection, agencies.Projection}

const theInspection = "inspection-KT-1"

// inspected is what happens to an inspection with two findings, one of which may
// be wrong, and how it is put right.
type inspected struct {
	sides
	on civil.Date
}

func (i *inspected) ask(c supervision.Command) run {
	return asksOf(i.t, supervision.Decider, theInspection, i.on, c)
}

// pass is the policy that marks deadlines: each side for itself.
func (i *inspected) pass() {
	marks := func(s *side) error {
		state := supervision.Decider.Fold(s.streams[theInspection])
		for _, f := range state.Findings {
			if !f.FallsOverdue(i.on) {
				continue
			}
			if err := asksOf(i.t, supervision.Decider, theInspection, f.DueOn.AddDays(1), supervision.Command(supervision.FallOverdue{FindingID: f.ID, DueOn: f.DueOn, Passed: i.on}))(s); err != nil {
				return err
			}
		}
		return nil
	}
	i.apart(marks, marks)
}

// markedAlike says whether the policy marked the same deadlines: it says nothing
// of a remedy that was there before it could be late by the right deadline.
func (i *inspected) markedAlike() bool {
	right, wrong := supervision.Decider.Fold(i.right.streams[theInspection]), supervision.Decider.Fold(i.wrong.streams[theInspection])
	for _, f := range right.Findings {
		if g, _ := wrong.Finding(f.ID); g.MarkedDueOn != f.MarkedDueOn {
			return false
		}
	}
	return true
}

func (i *inspected) step() bool {
	t := i.t
	i.on = i.on.AddDays(rapid.IntRange(0, 4).Draw(t, "days"))
	id := rapid.SampledFrom([]string{"1", "2"}).Draw(t, "finding")
	due := i.on.AddDays(rapid.IntRange(0, 9).Draw(t, "due"))
	c := rapid.SampledFrom([]supervision.Command{
		supervision.RequireRemedy{FindingID: id, What: "x", DueOn: due}, supervision.ExtendRemedy{FindingID: id, DueOn: due},
		supervision.RecordRemedy{FindingID: id}, supervision.EscalateFinding{FindingID: id, To: "Sở"}, supervision.RecordChecklist{Item: "sổ", OK: true},
		supervision.ImposeSanction{FindingID: id, Kind: supervision.Warning, DecisionNo: "QĐ"}, supervision.CloseInspection{Conclusion: "x"},
		nil, nil,
	}).Draw(t, "command")
	if c == nil {
		i.pass()
		return true
	}
	return i.both(i.ask(c))
}

// aMistake is a wrong fact of the day, beside the right one, and its correction.
func (i *inspected) aMistake() (right, wrong run, correct supervision.Command) {
	t := i.t
	id := rapid.SampledFrom([]string{"1", "2"}).Draw(t, "wrong finding")
	days := func(name string) civil.Date { return i.on.AddDays(rapid.IntRange(0, 9).Draw(t, name)) }
	on := func(day civil.Date, c supervision.Command) run {
		return asksOf(t, supervision.Decider, theInspection, day, c)
	}
	switch rapid.IntRange(0, 6).Draw(t, "mistake") {
	case 0:
		a, b := days("due"), days("wrong due")
		return i.ask(supervision.RequireRemedy{FindingID: id, What: "x", DueOn: a}), i.ask(supervision.RequireRemedy{FindingID: id, What: "y", DueOn: b}),
			supervision.CorrectRemedy{FindingID: id, What: "x", DueOn: a}
	case 1:
		a, b := days("due"), days("wrong due")
		return i.ask(supervision.ExtendRemedy{FindingID: id, DueOn: a}), i.ask(supervision.ExtendRemedy{FindingID: id, DueOn: b}), supervision.CorrectRemedy{FindingID: id, DueOn: a}
	case 2:
		a, b := days("done"), days("wrongly done")
		return on(a, supervision.RecordRemedy{FindingID: id, EvidenceRef: "HS-1"}), on(b, supervision.RecordRemedy{FindingID: id, EvidenceRef: "HS-2"}),
			supervision.CorrectRemedy{FindingID: id, RemediedOn: a, EvidenceRef: "HS-1"}
	case 3:
		return nil, i.ask(supervision.RecordRemedy{FindingID: id}), supervision.AnnulRemedy{FindingID: id}
	case 4:
		return nil, i.ask(supervision.RequireRemedy{FindingID: id, What: "x", DueOn: days("due")}), supervision.AnnulRemedy{FindingID: id}
	case 5:
		return nil, i.ask(supervision.RecordFinding{FindingID: "3", Text: "x", Severity: supervision.Major}), supervision.AnnulFinding{FindingID: "3"}
	default:
		a, b := days("found"), days("wrongly found")
		return on(a, supervision.RecordFinding{FindingID: "3", Text: "x", Severity: supervision.Minor}), on(b, supervision.RecordFinding{FindingID: "3", Text: "y", Severity: supervision.Critical}),
			supervision.CorrectFinding{FindingID: "3", Text: "x", Severity: supervision.Minor, RecordedOn: a}
	}
}

// TestInspectionsCorrected: what was entered wrongly of an inspection and was put
// right leaves every view as if it had been right, also where days passed by the
// wrong deadline.
func TestInspectionsCorrected(t *testing.T) {
	t.Parallel()
	compared := enough(supervision.CorrectRemedy{}, supervision.AnnulRemedy{}, supervision.CorrectFinding{}, supervision.AnnulFinding{})
	compared.Check(t, func(t *rapid.T) {
		i := &inspected{newSides(t), day("2021-06-01")}
		i.both(i.ask(supervision.OpenInspection{Inspection: "KT-1", Agency: "agency-1", AgencyID: "agency-1", SubjectKnown: true, Inspector: "x", Checklist: []string{"sổ"}}))
		for _, id := range []string{"1", "2"} {
			i.both(i.ask(supervision.RecordFinding{FindingID: id, Text: "x", Severity: supervision.Minor}))
		}
		for range rapid.IntRange(0, 5).Draw(t, "before") {
			if !i.step() {
				return
			}
		}
		right, wrong, correct := i.aMistake()
		if !i.mistake(right, wrong) {
			return
		}
		mistaken := i.entered(theInspection)
		for range rapid.IntRange(0, 5).Draw(t, "after") {
			if !i.step() {
				return
			}
		}
		i.on = today
		if !i.putRight(i.ask(correct)) || !i.corrected(theInspection, mistaken) {
			return
		}
		i.pass()
		if !i.markedAlike() {
			return
		}
		compared.Saw(fmt.Sprintf("%T", correct))
		for _, p := range inspecting {
			correctiontest.Same(t, p, i.right.Log, i.wrong.Log)
		}
	})
}

// TestAnInspectionAnnulled, with its checklist and its closing, is as if it had
// never been opened.
func TestAnInspectionAnnulled(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		i := &inspected{newSides(t), day("2021-06-01")}
		open := supervision.OpenInspection{Inspection: "KT-1", Agency: "agency-1", AgencyID: "agency-1", SubjectKnown: true, Inspector: "x", Checklist: []string{"sổ", "hợp đồng"}}
		i.mistake(nil, i.ask(open))
		for _, c := range []supervision.Command{supervision.RecordChecklist{Item: "sổ"}, supervision.CloseInspection{Conclusion: "x"}} {
			if rapid.Bool().Draw(t, fmt.Sprintf("%T", c)) {
				i.mistake(nil, i.ask(c))
			}
		}
		if !i.putRight(i.ask(supervision.AnnulInspection{})) {
			t.Fatal("it isn't annulled")
		}
		if rapid.Bool().Draw(t, "again") {
			open.Inspector = "y"
			i.both(i.ask(open))
		}
		for _, p := range inspecting {
			correctiontest.Same(t, p, i.right.Log, i.wrong.Log)
		}
	})
}

// TestComplaintsCorrected: so it is of complaints and their answers.
func TestComplaintsCorrected(t *testing.T) {
	t.Parallel()
	compared := enough(supervision.CorrectComplaint{})
	compared.Check(t, func(t *rapid.T) {
		s := newSides(t)
		text := func(name string) string { return rapid.SampledFrom([]string{"a", "b"}).Draw(t, name) }
		lodge := func(name string) supervision.LodgeComplaint {
			return supervision.LodgeComplaint{
				Complaint: "KN-1", WorkerID: "worker-" + text(name+" worker"), AgencyID: "agency-" + text(name+" agency"), ContractID: "contract-" + text(name+" contract"),
				Subject: text(name + " subject"), Text: text(name + " text"), SubjectKnown: true,
			}
		}
		ask := func(on civil.Date, c supervision.ComplaintCommand) run {
			return asksOf(t, supervision.ComplaintDecider, "complaint-KN-1", on, c)
		}
		on, wrongOn := aDay(t, "lodged"), aDay(t, "wrongly lodged")
		answer, wrongAnswer := aDay(t, "answered"), aDay(t, "wrongly answered")
		right, wrong, upheld, wronglyUpheld := lodge("right"), lodge("wrong"), rapid.Bool().Draw(t, "upheld"), rapid.Bool().Draw(t, "wrongly upheld")
		if !s.mistake(ask(on, right), ask(wrongOn, wrong)) {
			return
		}
		correct := supervision.CorrectComplaint{
			SubjectKnown: true, WorkerID: right.WorkerID, AgencyID: right.AgencyID, ContractID: right.ContractID, Subject: right.Subject, Text: right.Text, LodgedOn: on,
		}
		if rapid.Bool().Draw(t, "answer") {
			if !s.mistake(ask(answer, supervision.AnswerComplaint{Upheld: &upheld}), ask(wrongAnswer, supervision.AnswerComplaint{Upheld: &wronglyUpheld})) {
				return
			}
			correct.Upheld, correct.AnsweredOn = &upheld, answer
		}
		if !s.putRight(ask(today, correct)) {
			return
		}
		compared.Saw(fmt.Sprintf("%T", correct))
		for _, p := range inspecting {
			correctiontest.Same(t, p, s.right.Log, s.wrong.Log)
		}
	})
}

// TestAComplaintAnnulled, with its answer, is as if it had never been lodged; its
// number can be used again.
func TestAComplaintAnnulled(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := newSides(t)
		ask := func(c supervision.ComplaintCommand) run {
			return asksOf(t, supervision.ComplaintDecider, "complaint-KN-1", day("2021-06-01"), c)
		}
		lodge := supervision.LodgeComplaint{Complaint: "KN-1", WorkerID: "worker-1", AgencyID: "agency-1", ContractID: "contract-1", Subject: "x", Text: "y", SubjectKnown: true}
		s.mistake(nil, ask(lodge))
		if upheld := rapid.Bool().Draw(t, "upheld"); rapid.Bool().Draw(t, "answered") {
			s.mistake(nil, ask(supervision.AnswerComplaint{Upheld: &upheld}))
		}
		if !s.putRight(ask(supervision.AnnulComplaint{})) {
			t.Fatal("it isn't annulled")
		}
		if rapid.Bool().Draw(t, "again") {
			lodge.AgencyID = "agency-2"
			s.both(ask(lodge))
		}
		for _, p := range inspecting {
			correctiontest.Same(t, p, s.right.Log, s.wrong.Log)
		}
	})
}

// TestADeadlineThatDidNotPass: a mark by a wrong deadline is gone with it.
func TestADeadlineThatDidNotPass(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		i := &inspected{newSides(t), day("2021-06-01")}
		i.both(i.ask(supervision.OpenInspection{Inspection: "KT-1", Agency: "agency-1", AgencyID: "agency-1", SubjectKnown: true, Inspector: "x"}))
		i.both(i.ask(supervision.RecordFinding{FindingID: "1", Text: "x", Severity: supervision.Minor}))
		due := i.on.AddDays(rapid.IntRange(20, 30).Draw(t, "due"))
		i.mistake(i.ask(supervision.RequireRemedy{FindingID: "1", What: "x", DueOn: due}), i.ask(supervision.RequireRemedy{FindingID: "1", What: "x", DueOn: i.on.AddDays(rapid.IntRange(0, 5).Draw(t, "wrong due"))}))
		i.on = i.on.AddDays(10)
		i.pass()
		if !i.putRight(i.ask(supervision.CorrectRemedy{FindingID: "1", DueOn: due})) {
			t.Fatal("it isn't put right")
		}
		i.same(inspecting)
	})
}

// TestStepsTakenBack: a sanction that was put right by two people, a handing on, a
// closing and a flag's refutation that were taken back leave every view as if they
// had been right, or never had been.
func TestStepsTakenBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		i := &inspected{newSides(t), day("2021-06-01")}
		sanction := func(name string) supervision.ImposeSanction {
			c := supervision.ImposeSanction{FindingID: "1", Kind: supervision.Fine, Amount: money.VND(rapid.Int64Range(1, 9).Draw(t, name+" sum")), DecisionNo: "QĐ-" + name, AgencyID: "agency-1"}
			if rapid.Bool().Draw(t, name+" suspends") {
				c.Kind, c.Amount, c.From = supervision.Suspension, money.Money{}, i.on.AddDays(rapid.IntRange(0, 9).Draw(t, name+" from"))
			}
			return c
		}
		begin := func(c supervision.Command) {
			if !i.both(i.ask(c)) {
				t.Fatalf("%T isn't taken", c)
			}
		}
		begin(supervision.OpenInspection{Inspection: "KT-1", Agency: "agency-1", AgencyID: "agency-1", SubjectKnown: true, Inspector: "x"})
		begin(supervision.RecordFinding{FindingID: "1", Text: "x", Severity: supervision.Minor})
		begin(supervision.RequireRemedy{FindingID: "1", What: "x", DueOn: i.on})
		i.on = i.on.AddDays(5)
		if rapid.Bool().Draw(t, "escalated before") {
			begin(supervision.EscalateFinding{FindingID: "1", To: "Phòng"})
		}
		var back run
		switch kind := rapid.IntRange(0, 4).Draw(t, "kind"); kind {
		case 0:
			i.mistake(nil, i.ask(supervision.EscalateFinding{FindingID: "1", To: "Sở"}))
			back = i.ask(supervision.AnnulEscalation{FindingID: "1"})
		case 1:
			begin(supervision.EscalateFinding{FindingID: "1", To: "Sở"})
			i.mistake(nil, i.ask(supervision.CloseInspection{Conclusion: "x"}))
			back = i.ask(supervision.ReopenInspection{})
		case 2:
			refute := asksOf[supervision.Flag, supervision.FlagCommand](t, supervision.FlagDecider, "flag-RF14-1", i.on, supervision.RefuteFlag{FlagID: "RF14-1", Reason: "x", SubjectKnown: true})
			i.mistake(nil, refute)
			back = asksOf[supervision.Flag, supervision.FlagCommand](t, supervision.FlagDecider, "flag-RF14-1", today, supervision.RestoreFlag{FlagID: "RF14-1"})
		default:
			begin(supervision.EscalateFinding{FindingID: "1", To: "Sở"})
			before, right, wrong := rapid.Bool().Draw(t, "before"), sanction("right"), sanction("wrong")
			if before {
				begin(sanction("before"))
			}
			action, as := correction.Annul, run(nil)
			if kind == 4 {
				action, as = correction.Correct, i.ask(right)
			}
			i.mistake(as, i.ask(wrong))
			facts := i.wrong.streams[theInspection]
			was := facts[len(facts)-1]
			var changes []correction.Change
			if kind == 4 {
				rights := i.right.streams[theInspection]
				var err error
				if changes, err = correction.Diff(was, rights[len(rights)-1], []string{"kind", "amount", "decisionNo", "from"}); err != nil {
					t.Fatal(err)
				}
			}
			if rapid.Bool().Draw(t, "after") {
				begin(sanction("after"))
			}
			i.on = today
			id := es.EventID("proposal", theInspection, 0)
			none := func(string, string) (from, until civil.Date, ok bool) { return from, until, false }
			two := func(actor string, c any) run {
				return func(s *side) error {
					d := supervision.SanctionCorrections(none)
					made, err := d.Decide(d.Fold(s.streams[theInspection]), c, es.Asked{On: today, Today: today, Reason: "x", Actor: actor})
					if err != nil {
						return err
					}
					s.streams[theInspection] = append(s.streams[theInspection], s.Append(t, theInspection, today, made...)...)
					return nil
				}
			}
			if !i.putRight(two("u-one", correction.ProposeCorrection{EventID: was.ID, Action: action, Changes: changes, ProposalID: id}), two("u-two", correction.ConfirmCorrection{ProposalID: id})) {
				t.Fatalf("the sanction isn't put right: %s %s", action, changes)
			}
			i.same(inspecting)
			return
		}
		if !i.putRight(back) {
			t.Fatal("it isn't taken back")
		}
		i.same(inspecting)
	})
}
