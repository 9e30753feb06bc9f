package correction_test

import (
	"encoding/json"
	"os"
	"reflect"
	"regexp"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"vaoso/domain/civil"
	. "vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/scenario"
)

// paid and gone are the facts of a made-up stream, put the effect on it.
type paid struct {
	Amount int        `json:"amount"`
	Note   string     `json:"note,omitempty"`
	Due    civil.Date `json:"due,omitzero"`
}

type closed struct{}

type put struct{ Of }

// purse is the state: what was paid until it was closed.
type purse struct {
	Sum    int
	LastOn civil.Date
	Closed bool
	Ledger Ledger
}

func plain(p purse, e es.Recorded) purse {
	switch f := e.Payload.(type) {
	case paid:
		p.Sum += f.Amount
		p.LastOn = e.On()
	case closed:
		p.Closed = true
	}
	return p
}

// command is any of the three.
type command any

var decider = es.Decider[purse, command]{
	Evolve: Evolve(plain, func(p *purse) *Ledger { return &p.Ledger }),
	Decide: func(p purse, c command, asked es.Asked) ([]any, error) {
		effects := func(t Target) ([]any, error) {
			if _, open := t.Was.Payload.(paid); !open || p.Closed {
				return nil, ErrDependentFacts.With("vi", "đã đóng", "en", "it is closed")
			}
			return []any{put{t.Of}}, nil
		}
		switch c := c.(type) {
		case ProposeCorrection:
			return Propose(p.Ledger, c, []string{"note"}, effects)
		case ConfirmCorrection:
			return Confirm(p.Ledger, c, asked, effects)
		case RejectCorrection:
			return Reject(p.Ledger, c)
		}
		return nil, nil
	},
}

var (
	first, second = id(0), id(1)
	proposal      = es.EventID("key", "purse-1", 0)
)

func id(i int) es.UUID { return es.EventID("scenario", "given", i) }

func raw(v any) json.RawMessage {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return text
}

func history(more ...any) []es.Recorded {
	return scenario.Given(scenario.Happened("2021-03-01", paid{Amount: 5}, paid{Amount: 7, Note: "n"}), scenario.Happened("2021-03-09", more...))
}

func seven(to int) []Change { return []Change{{"amount", raw(7), raw(to)}} }

func proposed() CorrectionProposed {
	return CorrectionProposed{proposal, second, Correct, seven(8)}
}

func propose(change func(*ProposeCorrection)) ProposeCorrection {
	c := ProposeCorrection{EventID: second, Action: Correct, Changes: []Change{{Field: "amount", To: raw(8)}}, ProposalID: proposal}
	change(&c)
	return c
}

func cases() scenario.Cases[command] {
	as := func(change func(*ProposeCorrection)) command { return propose(change) }
	confirm := ConfirmCorrection{ProposalID: proposal}
	annulled := put{Of{EventID: second, Action: Annul}}
	return scenario.Cases[command]{
		"proposed": {Given: history(), When: as(func(*ProposeCorrection) {}), Then: []any{proposed()}},
		"proposed, with the value as it stands": {
			Given: history(), When: as(func(c *ProposeCorrection) { c.Changes[0].From = raw(7) }), Then: []any{proposed()},
		},
		"what doesn't change is left out": {
			Given: history(), When: as(func(c *ProposeCorrection) { c.Changes = append(c.Changes, Change{Field: On, To: raw("2021-03-01")}) }), Then: []any{proposed()},
		},
		"the day is corrected": {
			Given: history(), When: as(func(c *ProposeCorrection) { c.Changes = []Change{{Field: On, To: raw("2021-02-28")}} }),
			Then: []any{CorrectionProposed{proposal, second, Correct, []Change{{On, raw("2021-03-01"), raw("2021-02-28")}}}},
		},
		"a field is filled in": {
			Given: history(), When: as(func(c *ProposeCorrection) { c.Changes = []Change{{Field: "due", To: raw("2021-04-01")}} }),
			Then: []any{CorrectionProposed{proposal, second, Correct, []Change{{"due", nil, raw("2021-04-01")}}}},
		},
		"an annulment": {
			Given: history(), When: as(func(c *ProposeCorrection) { c.Action, c.Changes = Annul, nil }),
			Then: []any{CorrectionProposed{ProposalID: proposal, EventID: second, Action: Annul}},
		},
		"confirmed, with its effect": {
			Given: history(proposed()), When: confirm, Actor: "u-other",
			Then: []any{CorrectionConfirmed{proposal}, put{Of{second, Correct, seven(8)}}},
		},
		"rejected":                      {Given: history(proposed()), When: RejectCorrection{ProposalID: proposal}, Actor: "u-other", Then: []any{CorrectionRejected{proposal}}},
		"withdrawn":                     {Given: history(proposed()), When: RejectCorrection{ProposalID: proposal}, Then: []any{CorrectionRejected{proposal}}},
		"not confirmed by the proposer": {Given: history(proposed()), When: confirm, Refused: ErrSamePerson},
		"not confirmed by the proposer in capitals":    {Given: history(proposed()), When: confirm, Actor: " U-Test", Refused: ErrSamePerson},
		"not confirmed by the proposer in other marks": {Given: history(proposed()), When: confirm, Actor: "ú-te\u0301st", Refused: ErrSamePerson},
		"not once it is no longer left out": {
			Given: history(CorrectionProposed{proposal, second, Correct, []Change{{"due", nil, raw("2021-04-01")}}}, put{Of{second, Correct, []Change{{"due", nil, raw("2021-05-01")}}}}),
			When:  confirm, Actor: "u-other", Refused: ErrNothingToCorrect,
		},
		"still left out, confirmed": {
			Given: history(CorrectionProposed{proposal, second, Correct, []Change{{"due", nil, raw("2021-04-01")}}}), When: confirm, Actor: "u-other",
			Then: []any{CorrectionConfirmed{proposal}, put{Of{second, Correct, []Change{{"due", nil, raw("2021-04-01")}}}}},
		},
		"not a field emptied that every such event has": {
			Given: history(), When: as(func(c *ProposeCorrection) { c.Changes[0].To = raw(nil) }), Refused: es.ErrFieldInvalid,
		},
		"a field filled in that is said to be left out": {
			Given: history(), When: as(func(c *ProposeCorrection) {
				c.Changes = []Change{{Field: "due", From: raw(nil), To: raw("2021-04-01")}}
			}),
			Then: []any{CorrectionProposed{proposal, second, Correct, []Change{{"due", nil, raw("2021-04-01")}}}},
		},
		"not confirmed without proposal":  {Given: history(), When: confirm, Refused: ErrProposalUnknown},
		"not rejected without proposal":   {Given: history(), When: RejectCorrection{ProposalID: proposal}, Refused: ErrProposalUnknown},
		"the proposal is named":           {Given: history(), When: ConfirmCorrection{}, Refused: es.ErrFieldMissing},
		"not confirmed twice":             {Given: history(proposed(), CorrectionConfirmed{proposal}), When: confirm, Actor: "u-other", Refused: ErrProposalSettled},
		"not confirmed once rejected":     {Given: history(proposed(), CorrectionRejected{proposal}), When: confirm, Actor: "u-other", Refused: ErrProposalSettled},
		"not rejected once confirmed":     {Given: history(proposed(), CorrectionConfirmed{proposal}), When: RejectCorrection{ProposalID: proposal}, Refused: ErrProposalSettled},
		"not where it was annulled":       {Given: history(annulled), When: as(func(*ProposeCorrection) {}), Refused: ErrAlreadyAnnulled},
		"not confirmed once annulled":     {Given: history(proposed(), annulled), When: confirm, Actor: "u-other", Refused: ErrAlreadyAnnulled},
		"not where it stands so":          {Given: history(), When: as(func(c *ProposeCorrection) { c.Changes[0].To = raw(7) }), Refused: ErrNothingToCorrect},
		"not where it doesn't stand so":   {Given: history(), When: as(func(c *ProposeCorrection) { c.Changes[0].From = raw(6) }), Refused: ErrNothingToCorrect},
		"not once it is something else":   {Given: history(proposed(), put{Of{second, Correct, seven(9)}}), When: confirm, Actor: "u-other", Refused: ErrNothingToCorrect},
		"not where there is no such fact": {Given: history(), When: as(func(c *ProposeCorrection) { c.EventID = id(9) }), Refused: ErrNothingToCorrect},
		"a proposal is no fact":           {Given: history(proposed()), When: as(func(c *ProposeCorrection) { c.EventID = id(2) }), Refused: ErrNothingToCorrect},
		"not what others stand on":        {Given: history(closed{}), When: as(func(*ProposeCorrection) {}), Refused: ErrDependentFacts},
		"not confirmed once they do":      {Given: history(proposed(), closed{}), When: confirm, Actor: "u-other", Refused: ErrDependentFacts},
		"not a field that there isn't":    {Given: history(), When: as(func(c *ProposeCorrection) { c.Changes[0].Field = "sum" }), Refused: es.ErrFieldInvalid},
		"not a personal field":            {Given: history(), When: as(func(c *ProposeCorrection) { c.Changes = []Change{{Field: "note", To: raw("m")}} }), Refused: es.ErrFieldInvalid},
		"not a value of another kind":     {Given: history(), When: as(func(c *ProposeCorrection) { c.Changes[0].To = raw("eight") }), Refused: es.ErrFieldInvalid},
		"not an earlier value of another kind": {
			Given: history(), When: as(func(c *ProposeCorrection) { c.Changes[0].From = raw("seven") }), Refused: es.ErrFieldInvalid,
		},
		"not a day that isn't one": {Given: history(), When: as(func(c *ProposeCorrection) { c.Changes = []Change{{Field: On, To: raw("2021-02-30")}} }), Refused: es.ErrFieldInvalid},
		"not without a day":        {Given: history(), When: as(func(c *ProposeCorrection) { c.Changes = []Change{{Field: On}} }), Refused: es.ErrFieldInvalid},
		"not a field twice":        {Given: history(), When: as(func(c *ProposeCorrection) { c.Changes = append(c.Changes, c.Changes[0]) }), Refused: es.ErrFieldInvalid},
		"not without changes":      {Given: history(), When: as(func(c *ProposeCorrection) { c.Changes = nil }), Refused: es.ErrFieldMissing},
		"not without an event":     {Given: history(), When: as(func(c *ProposeCorrection) { c.EventID = es.UUID{} }), Refused: es.ErrFieldMissing},
		"not an unknown action":    {Given: history(), When: as(func(c *ProposeCorrection) { c.Action = "undo" }), Refused: es.ErrFieldInvalid},
		"an annulment has no changes": {
			Given: history(), When: as(func(c *ProposeCorrection) { c.Action = Annul }), Refused: es.ErrFieldInvalid,
		},
	}
}

func TestCorrections(t *testing.T) {
	t.Parallel()
	scenario.Run(t, decider, cases())
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
	for _, c := range cases() {
		if c.Refused != nil {
			raised = append(raised, c.Refused.Code)
		}
	}
	sentinels := regexp.MustCompile(`(?m)^\t(Err\w+)\s+= es\.NewRefusal\(`).FindAllStringSubmatch(string(source), -1)
	if len(sentinels) < 6 {
		t.Fatalf("found only %d sentinels in refusals.go", len(sentinels))
	}
	for _, s := range sentinels {
		if !slices.Contains(raised, s[1]) {
			t.Errorf("no scenario raises %s", s[1])
		}
	}
}

// TestAProposalChangesNothing: the state is as it was, but for the proposal.
func TestAProposalChangesNothing(t *testing.T) {
	t.Parallel()
	before, after := decider.Fold(history()), decider.Fold(history(proposed(), CorrectionRejected{proposal}))
	p, _ := after.Ledger.Proposal(proposal)
	if p.State != Rejected || p.By != "u-test" || p.On != scenario.Day("2021-03-09") {
		t.Errorf("the proposal is %+v", p)
	}
	after.Ledger.Proposals = nil
	if !reflect.DeepEqual(before, after) {
		t.Errorf("%+v became %+v", before, after)
	}
}

// TestAnEffectRestoresTheRightState: whatever was entered wrongly and whatever
// came later, the state after the effects is that of a stream in which the right
// facts, and none that was annulled, had been entered.
func TestAnEffectRestoresTheRightState(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		day := func(label string) civil.Date { return civil.On(2021, 3, rapid.IntRange(1, 28).Draw(rt, label)) }
		n := rapid.IntRange(1, 8).Draw(rt, "facts")
		var wrong, right []es.Recorded
		var effects []any
		for i := range n {
			fact := es.Recorded{Event: es.Event{ID: id(i), Meta: es.Metadata{OccurredOn: day("on")}}, Payload: paid{Amount: rapid.IntRange(0, 99).Draw(rt, "amount")}}
			wrong = append(wrong, fact)
			switch rapid.SampledFrom([]string{"keep", "annul", "correct"}).Draw(rt, "then") {
			case "annul":
				effects = append(effects, put{Of{EventID: fact.ID, Action: Annul}})
				continue
			case "correct":
				to := rapid.IntRange(0, 99).Draw(rt, "to")
				moved := day("moved")
				effects = append(effects, put{Of{fact.ID, Correct, []Change{{Field: "amount", To: raw(to)}, {Field: On, To: raw(moved)}}}})
				fact.Payload, fact.Meta.OccurredOn = paid{Amount: to}, moved
			}
			right = append(right, fact)
		}
		for i, e := range effects {
			wrong = append(wrong, es.Recorded{Event: es.Event{ID: id(n + i)}, Payload: e})
		}
		got, want := decider.Fold(wrong), decider.Fold(right)
		if got.Sum != want.Sum || got.LastOn != want.LastOn || !slices.EqualFunc(got.Ledger.Facts, want.Ledger.Facts, func(a, b es.Recorded) bool { return reflect.DeepEqual(a, b) }) {
			rt.Errorf("got %+v, want %+v", got, want)
		}
	})
}

// TestALedgerIsAValue: what is folded on from one state doesn't reach another.
func TestALedgerIsAValue(t *testing.T) {
	t.Parallel()
	base := decider.Fold(history())
	one := decider.Evolve(base, es.Recorded{Event: es.Event{ID: id(7)}, Payload: put{Of{EventID: second, Action: Annul}}})
	two := decider.Evolve(base, es.Recorded{Event: es.Event{ID: id(8)}, Payload: paid{Amount: 1}})
	three := decider.Evolve(base, es.Recorded{Event: es.Event{ID: id(9)}, Payload: paid{Amount: 2}})
	if base.Sum != 12 || one.Sum != 5 || two.Sum != 13 || three.Sum != 14 || len(base.Ledger.Facts) != 2 || two.Ledger.Facts[2].ID != id(8) {
		t.Errorf("%d %d %d %d, %d facts", base.Sum, one.Sum, two.Sum, three.Sum, len(base.Ledger.Facts))
	}
	four := decider.Evolve(two, es.Recorded{Event: es.Event{ID: id(10)}, Payload: paid{Amount: 3}})
	five := decider.Evolve(two, es.Recorded{Event: es.Event{ID: id(11)}, Payload: paid{Amount: 4}})
	if cap(two.Ledger.Facts) < 4 || four.Ledger.Facts[3].ID != id(10) || five.Ledger.Facts[3].ID != id(11) {
		t.Errorf("two that grew from one: %v, %v", four.Ledger.Facts[3].ID, five.Ledger.Facts[3].ID)
	}
	before, after := two.Ledger.Around(second)
	if len(before) != 1 || before[0].ID != first || len(after) != 1 || after[0].ID != id(8) {
		t.Errorf("around the second: %v, %v", before, after)
	}
}
