package sheet

import (
	"context"
	"slices"
	"strings"

	"vaoso/domain/book"
	"vaoso/domain/viet"
)

// checkCorrection reads what a correction's row says as its own kind of file
// would: the column by its name, and the value.
func (c checker) checkCorrection() {
	kind := Kind(c.values["kind"])
	m := mendings[kind]
	for _, name := range naturalKeys[kind] {
		own, _ := columnNamed(kind, name)
		c.needs(name, own.Need == Required)
	}
	at, known := headers(kind)[viet.Slug(c.values["field"])]
	if !known || at < 0 {
		c.reject(c.column("field"), c.values["field"], flaw{
			Text{"tệp " + string(kind) + " không có cột này", "a file of " + string(kind) + " has no such column"}, Text{"ghi một trong: " + knownColumns(kind), "write one of: " + knownColumns(kind)},
		})
		return
	}
	own := columns[kind][at]
	c.values["field"] = own.Name
	_, _, one := m.corrects(own.Name)
	_, two := m.facts[own.Name]
	said, wrong := word(correctionWords)(c.values["value"], nil)
	switch {
	case wrong == nil && said == takeBack && !m.takesBack(own.Name), wrong == nil && said == noValue && own.Need == Required, !one && !two && !m.takesBack(own.Name):
		c.reject(c.column("field"), own.Name, flaw{
			Text{"cột này không đính chính được như vậy bằng tệp", "the column can't be put right so by a file"},
			Text{"số định danh, mã số thuế hay số hiệu sai thì hủy bỏ rồi ghi lại; cột khác thì dùng lệnh", "annul what has a wrong number and enter it anew; of other columns, use a command"},
		})
	case wrong == nil:
		c.values["value"] = said
	case !own.late: // sums wait for their currency
		value, flawed := own.read(c.values["value"], c.values)
		if flawed != nil {
			c.reject(c.column("value"), c.values["value"], *flawed)
			return
		}
		c.values["value"] = value
	}
}

// proposed is said of a row that two people put right.
var proposed = Text{
	"mới là đề nghị đính chính: số liệu chưa đổi cho đến khi một người khác xác nhận (ConfirmCorrection)",
	"this is a proposal: nothing changes until another person confirms it (ConfirmCorrection)",
}

// mended is a thing that rows of one day put right together: one command.
type mended struct {
	kind Kind
	rows []*entry
	of   *entry // the thing as a row of its own file, with the right values
}

// correction gives a row its step, or joins it to the row that has it already:
// what is wrong with one thing is put right by one command.
func (j *Job) correction(e *entry) {
	v := e.row.values
	kind, field := Kind(v["kind"]), v["field"]
	m := mendings[kind]
	command, _, _ := m.corrects(field)
	verb := command
	switch {
	case v["value"] == takeBack:
		verb = takeBack + field
		if command = m.annul[field]; command == "" {
			command = "ProposeCorrection"
		}
	case m.facts[field][0] != "":
		command, verb = "ProposeCorrection", m.facts[field][0]
	}
	of := &entry{kind: kind, row: &Row{Line: e.row.Line, values: Values{}}}
	var named []string
	for _, name := range naturalKeys[kind] {
		of.row.values[name] = v[name]
		named = append(named, v[name])
	}
	thing := string(kind) + separator + strings.Join(named, separator)
	id := strings.Join([]string{thing, v["corrected_on"], verb}, separator)
	if j.mended == nil {
		j.mended = map[string]*mended{}
	}
	if first := j.mended[id]; first != nil {
		first.rows = append(first.rows, e)
		e.with = first.rows[0]
		return
	}
	on := v.day("corrected_on")
	all := &mended{kind: kind, rows: []*entry{e}, of: of}
	j.mended[id] = all
	// Whose steps and comparison the thing has: a day stands for what is taken
	// back, so that the step is one of them.
	if !slices.Contains(naturalKeys[kind], field) {
		switch v["value"] {
		case takeBack:
			of.row.values[field] = v["corrected_on"]
		case noValue:
		default:
			of.row.values[field] = v["value"]
		}
	}
	j.plan(of)
	lane := "corrections"
	if len(of.steps) > 0 {
		lane = of.steps[0].lane
	}
	e.add(Step{
		Day: on, On: on, Command: command, lane: lane, reason: v["reason"],
		ask: func(ctx context.Context, b *book.Book) (any, error) { return j.mend(ctx, b, all, command) },
	})
	if command == "ProposeCorrection" {
		e.steps[0].note = proposed
	}
	e.compare = func(ctx context.Context, b *book.Book) (comparison, error) { return all.done(ctx, b) }
}

// closeMended gives each step the key and the reasons of all its rows.
func (j *Job) closeMended() {
	for id, m := range j.mended {
		var said, reasons []string
		for _, e := range m.rows {
			said = append(said, e.row.values["field"]+"="+e.row.values["value"])
			if r := e.row.values["reason"]; !slices.Contains(reasons, r) {
				reasons = append(reasons, r)
			}
		}
		slices.Sort(said)
		slices.Sort(reasons)
		s := m.rows[0].steps[0]
		s.Key, s.reason = key(Corrections, "", j.veiled(id+separator+strings.Join(said, separator))), strings.Join(reasons, "; ")
	}
}
