package correction

import (
	"encoding/json"
	"fmt"
	"slices"

	"vaoso/domain/es"
	"vaoso/domain/viet"
)

// Target is a fact that is to be put right.
type Target struct {
	Of
	Was es.Recorded // as it stands
	Now es.Recorded // as it should be; as it stands where it is annulled
}

// Effects are the typed effects of a correction, decided as if the fact were
// entered now in the place of the wrong one: a context's part. No effect and no
// error isn't an answer.
type Effects func(Target) ([]any, error)

// TwoPeople decides what two people ask, each of them: a [ProposeCorrection], a
// [ConfirmCorrection] or a [RejectCorrection]. Personal is as for [Propose].
func TwoPeople(l Ledger, command any, asked es.Asked, personal []string, effects Effects) ([]any, error) {
	switch c := command.(type) {
	case ProposeCorrection:
		return Propose(l, c, personal, effects)
	case ConfirmCorrection:
		return Confirm(l, c, asked, effects)
	case RejectCorrection:
		return Reject(l, c)
	}
	return nil, fmt.Errorf("correction: two people don't ask a %T", command)
}

// Propose decides a proposal. The effects are decided too, so that what can't be
// confirmed isn't proposed, and thrown away: nothing changes. Personal are the
// fields of the events that no proposal may name.
func Propose(l Ledger, c ProposeCorrection, personal []string, effects Effects) ([]any, error) {
	var f es.Fields
	f.Need("eventId", !c.EventID.IsZero())
	es.OneOf(&f, "action", c.Action, actions)
	f.Need("changes", c.Action != Correct || len(c.Changes) > 0)
	f.Invalid("changes", c.Action == Annul && len(c.Changes) > 0, "hủy bỏ thì không ghi thay đổi", "an annulment has no changes")
	for i, change := range c.Changes {
		f.Need("changes.field", change.Field != "")
		f.Invalid("changes", slices.ContainsFunc(c.Changes[:i], func(o Change) bool { return o.Field == change.Field }), "một trường ghi hai lần", "a field stands there twice")
		f.Invalid(change.Field, slices.Contains(personal, change.Field), "thông tin cá nhân không đính chính theo cách này", "a field that belongs to a person isn't corrected in this way")
	}
	if err := f.Refuse(); err != nil {
		return nil, err
	}
	t, err := l.Target(c.EventID, c.Action, c.Changes)
	if err != nil {
		return nil, err
	}
	if _, err := effects(t); err != nil {
		return nil, err
	}
	return []any{CorrectionProposed{c.ProposalID, c.EventID, c.Action, t.Changes}}, nil
}

// Confirm decides a confirmation: the confirmation and the effects, in one append.
func Confirm(l Ledger, c ConfirmCorrection, asked es.Asked, effects Effects) ([]any, error) {
	p, err := l.open(c.ProposalID)
	if err != nil {
		return nil, err
	}
	if sameAccount(p.By, asked.Actor) {
		return nil, ErrSamePerson
	}
	t, err := l.Target(p.EventID, p.Action, p.whole())
	if err != nil {
		return nil, err
	}
	made, err := effects(t)
	if err != nil {
		return nil, err
	}
	return append([]any{CorrectionConfirmed{p.ProposalID}}, made...), nil
}

// sameAccount says whether two names may be one person's: another case, outer
// spaces or other marks on the letters make no other person.
func sameAccount(a, b string) bool { return viet.Plain(a) == viet.Plain(b) }

// whole are the proposal's changes with what stood there said of each: a field
// that was left out has to be left out still.
func (p Proposal) whole() []Change {
	changes := slices.Clone(p.Changes)
	for i, c := range changes {
		if len(c.From) == 0 {
			changes[i].From = json.RawMessage("null")
		}
	}
	return changes
}

// Reject decides a rejection.
func Reject(l Ledger, c RejectCorrection) ([]any, error) {
	p, err := l.open(c.ProposalID)
	if err != nil {
		return nil, err
	}
	return []any{CorrectionRejected{p.ProposalID}}, nil
}

func (l Ledger) open(id es.UUID) (Proposal, error) {
	if id.IsZero() {
		return Proposal{}, es.ErrFieldMissing.With("field", "proposalId")
	}
	p, known := l.Proposal(id)
	switch {
	case !known:
		return Proposal{}, ErrProposalUnknown.With("proposal", id)
	case p.State != Open:
		return Proposal{}, ErrProposalSettled.With("proposal", id, "state", p.State)
	}
	return p, nil
}

// Target is the fact with the id, as it is and as it should be. It refuses with
// ErrAlreadyAnnulled and, where nothing would change, where there is no such
// fact or where it isn't any more what the changes say it was, with
// ErrNothingToCorrect; with es.ErrFieldInvalid what [Patch] refuses, and a field
// left out that every such event has. One-person corrections use it too.
func (l Ledger) Target(id es.UUID, action Action, changes []Change) (Target, error) {
	was, err := l.Fact(id)
	if err != nil {
		return Target{}, err
	}
	t := Target{Of: Of{EventID: id, Action: action}, Was: was, Now: was}
	if action == Annul {
		return t, nil
	}
	if err := emptied(was, changes); err != nil {
		return Target{}, err
	}
	if t.Now, err = Patch(was, changes); err != nil {
		return Target{}, err
	}
	if err := stillSo(was, changes); err != nil {
		return Target{}, err
	}
	fields := make([]string, len(changes))
	for i, c := range changes {
		fields[i] = c.Field
	}
	if t.Changes, err = Diff(was, t.Now, fields); err != nil {
		return Target{}, err
	}
	if len(t.Changes) == 0 {
		return Target{}, ErrNothingToCorrect.With("vi", "sổ đã ghi như vậy", "en", "the book says so already")
	}
	return t, nil
}

// stillSo refuses changes from values that the fact hasn't, or has no more.
func stillSo(fact es.Recorded, changes []Change) error {
	back := make([]Change, 0, len(changes))
	for _, c := range changes {
		if len(c.From) > 0 {
			back = append(back, Change{Field: c.Field, To: c.From})
		}
	}
	as, err := Patch(fact, back)
	if err != nil {
		return err
	}
	for _, c := range back {
		if moved, err := Diff(fact, as, []string{c.Field}); err != nil {
			return err
		} else if len(moved) > 0 {
			return ErrNothingToCorrect.With("vi", "trường «"+c.Field+"» không còn (hoặc chưa từng) là giá trị ghi ở «from»", "en", "field "+c.Field+" isn't, or is no longer, what «from» says")
		}
	}
	return nil
}

// Only refuses with es.ErrFieldInvalid a change of another field than these: the
// others are copied, follow from others, or make the fact another one.
func (t Target) Only(fields ...string) error {
	for _, c := range t.Changes {
		if !slices.Contains(fields, c.Field) {
			return es.ErrFieldInvalid.With("field", c.Field,
				"vi", "không đính chính riêng trường này: nó theo trường khác, hoặc phải hủy bỏ rồi ghi lại", "en", "this field isn't corrected by itself: it follows from others, or the fact is annulled and entered anew")
		}
	}
	return nil
}
