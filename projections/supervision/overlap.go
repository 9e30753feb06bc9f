package supervision

import (
	"fmt"
	"slices"
	"strings"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/overseas"
)

// overlap is a stretch of days that two contracts share. A zero until: it lasts.
type overlap struct{ from, until civil.Date }

// overlaps is RF09, on the later signed of two contracts: they were open at
// once, or both occupied the worker. An irregular departure that found the
// worker engaged is flagged too, whatever engaged them. Once one of the two has
// ended, the flag is settled.
func overlaps(c *ContractRow, others []*ContractRow) []FlagRow {
	var found []overlap
	var with []string
	evidence := []es.UUID{c.SignedEvent}
	for _, o := range others {
		shared := share(c, o)
		if len(shared) == 0 || !later(c, o) {
			continue
		}
		found = append(found, shared...)
		with = append(with, o.ContractNo)
		evidence = append(evidence, o.SignedEvent)
	}
	engaged := c.broke(overseas.ErrAlreadyEngaged)
	if engaged {
		_, end := c.engaged()
		found = append(found, overlap{c.DepartedOn, end})
		evidence = append(evidence, c.DepartedEvent)
	}
	if len(found) == 0 {
		return nil
	}
	whole := found[0]
	for _, o := range found[1:] {
		whole.from = earlier(whole.from, o.from)
		if whole.until.IsZero() || o.until.IsZero() {
			whole.until = civil.Date{}
		} else if o.until.After(whole.until) {
			whole.until = o.until
		}
	}
	var vi, en []string
	if len(with) > 0 {
		slices.Sort(with)
		list := strings.Join(with, ", ")
		vi, en = append(vi, "cùng lúc với hợp đồng "+list+" của cùng một người lao động"), append(en, "at the same time as contract "+list+" of the same worker")
	}
	if engaged {
		vi, en = append(vi, fmt.Sprintf("xuất cảnh ngày %s khi người lao động còn đang có việc khác", c.DepartedOn.Vietnamese())),
			append(en, fmt.Sprintf("departed on %s while the worker was otherwise engaged", c.DepartedOn))
	}
	f := c.raise("RF09", whole.from,
		fmt.Sprintf("Hợp đồng %s: %s, từ ngày %s", c.ContractNo, strings.Join(vi, "; "), whole.from.Vietnamese()),
		fmt.Sprintf("Contract %s: %s, from %s", c.ContractNo, strings.Join(en, "; "), whole.from), evidence...)
	return []FlagRow{f.settled(whole.until)}
}

// later orders two contracts of a worker, so that one of them has the flag.
func later(c, o *ContractRow) bool {
	return c.SignedOn.After(o.SignedOn) || c.SignedOn == o.SignedOn && c.Contract > o.Contract
}

// share is how two contracts of one worker lie over each other: as open
// contracts, where the day of the end is free again, and as engagements, where
// it isn't.
func share(c, o *ContractRow) (found []overlap) {
	from, until := latest(c.SignedOn, o.SignedOn), first(c.closed(), o.closed())
	if until.IsZero() || from.Before(until) {
		found = append(found, overlap{from, until})
	}
	if c.DepartedOn.IsZero() || o.DepartedOn.IsZero() {
		return found
	}
	_, end := c.engaged()
	_, otherEnd := o.engaged()
	from, until = latest(c.DepartedOn, o.DepartedOn), first(end, otherEnd)
	if until.IsZero() || !from.After(until) {
		found = append(found, overlap{from, until})
	}
	return found
}

// closed is the first day on which the contract is neither signed nor departed;
// zero while it is.
func (c *ContractRow) closed() civil.Date { return first(c.EndedOn, c.AbscondedOn) }

// engaged is when the contract occupies the worker abroad, both days inclusive;
// a zero end is open. Who absconded stays engaged until the return.
func (c *ContractRow) engaged() (from, until civil.Date) {
	if !c.AbscondedOn.IsZero() {
		return c.DepartedOn, c.ReturnedOn
	}
	return c.DepartedOn, c.EndedOn
}

// first is the earlier of two days, where none is never.
func first(a, b civil.Date) civil.Date {
	if b.IsZero() {
		return a
	}
	return earlier(a, b)
}

func latest(a, b civil.Date) civil.Date {
	if a.Before(b) {
		return b
	}
	return a
}
