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
	explained := false // what the gate found was one of these contracts
	evidence := []es.UUID{c.SignedEvent}
	for _, o := range others {
		if !later(c, o) {
			continue
		}
		open, atOnce := bothOpen(c, o)
		abroad, twice := bothAbroad(c, o)
		if !atOnce && !twice {
			continue
		}
		if atOnce {
			found = append(found, open)
		}
		if twice {
			found = append(found, abroad)
			explained = true
		}
		with = append(with, o.ContractNo)
		evidence = append(evidence, o.SignedEvent)
	}
	engaged := c.broke(overseas.ErrAlreadyEngaged) && !explained
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

// bothOpen is how long two contracts were open at once. The day on which the first
// one ends is free again.
func bothOpen(c, o *ContractRow) (both overlap, ok bool) {
	both = overlap{latest(c.SignedOn, o.SignedOn), first(c.closed(), o.closed())}
	return both, both.until.IsZero() || both.from.Before(both.until)
}

// bothAbroad is how long two contracts occupied the worker abroad at once, both
// days inclusive.
func bothAbroad(c, o *ContractRow) (both overlap, ok bool) {
	from, until := c.engaged()
	otherFrom, otherUntil := o.engaged()
	if from.IsZero() || otherFrom.IsZero() {
		return both, false
	}
	both = overlap{latest(from, otherFrom), first(until, otherUntil)}
	return both, both.until.IsZero() || !both.from.After(both.until)
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
