package sheet

import "slices"

// check looks at the cells of a row together. What a rule of the book says has
// a sentinel there, and isn't said here again.
func check(kind Kind, r *Row) {
	c := checker{kind, r}
	switch kind {
	case Employers:
		c.needs("ward_code", r.values["province_code"] == "26")
	case Workers:
		c.notBefore("registered_on", "job_seeking_since")
	case Agencies:
		c.after("expires_on", "licensed_on")
	case Placements:
		c.needs("tax_code", r.values["contract_kind"] != "self_employed")
		c.empty("tax_code", r.values["contract_kind"] == "self_employed")
		c.notBefore("reported_on", "started_on")
		c.together("ended_on", "end_reason")
		c.needs("ended_on", r.values["seeks_again"] != "")
		c.notBefore("ended_on", "started_on")
	case Contracts:
		c.needs("licence_no", r.values["kind"] != "individual")
		c.together("orientation_certificate", "oriented_on")
		c.together("registration_no", "registered_on")
		c.together("returned_on", "return_reason")
		c.notBefore("departed_on", "signed_on")
		c.after("returned_on", "departed_on")
		c.notBefore("liquidated_on", "returned_on")
	case Inspections:
		c.together("finding", "severity", "legal_basis")
		c.needs("finding", r.values["remedy_due_on"] != "")
		c.needs("remedy_due_on", r.values["remedied_on"] != "")
		c.notBefore("remedy_due_on", "opened_on")
		c.notBefore("remedied_on", "opened_on")
		c.notBefore("closed_on", "opened_on")
	case Corrections:
		c.checkCorrection()
	default:
		c.more()
	}
}

type checker struct {
	kind Kind
	*Row
}

func (c checker) column(name string) Column {
	col, _ := columnNamed(c.kind, name)
	return col
}

// needs wants a column filled where the condition holds.
func (c checker) needs(name string, when bool) {
	if when && c.values[name] == "" && !c.flawed(name) {
		c.miss(c.column(name))
	}
}

// empty wants a column empty where the condition holds.
func (c checker) empty(name string, when bool) {
	if when && c.values[name] != "" {
		c.reject(c.column(name), c.values[name], flaw{Text{"phải để trống ở dòng này", "it is empty in such a row"}, Text{"xóa ô này, hoặc sửa các ô khác của dòng", "empty it, or mend the row's other cells"}})
	}
}

// together wants all of the columns filled or none.
func (c checker) together(names ...string) {
	if slices.ContainsFunc(names, func(n string) bool { return c.values[n] != "" }) {
		for _, n := range names {
			c.needs(n, true)
		}
	}
}

// notBefore wants the later day on the earlier one or after it, if both are given.
func (c checker) notBefore(later, earlier string) {
	a, b := c.values.day(later), c.values.day(earlier)
	if !a.IsZero() && !b.IsZero() && a.Before(b) {
		// The day that the row needn't give is the one to look at.
		wrong := later
		if col := c.column(later); col.Need == Required && c.column(earlier).Need != Required {
			wrong = earlier
		}
		c.reject(c.column(wrong), c.values[wrong], flaw{
			Text{later + " không được trước " + earlier + " (" + b.String() + ")", later + " doesn't lie before " + earlier + " (" + b.String() + ")"},
			Text{"xem lại hai ngày này", "look at the two days again"},
		})
	}
}

// after wants the later day after the earlier one, which must be given too.
func (c checker) after(later, earlier string) {
	a, b := c.values.day(later), c.values.day(earlier)
	if a.IsZero() {
		return
	}
	if b.IsZero() {
		c.needs(earlier, true)
		return
	}
	if !a.After(b) {
		c.reject(c.column(later), c.values[later], flaw{
			Text{later + " phải sau " + earlier + " (" + b.String() + ")", later + " lies after " + earlier + " (" + b.String() + ")"},
			Text{"xem lại hai ngày này", "look at the two days again"},
		})
	}
}
