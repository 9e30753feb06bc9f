package sheet

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"vaoso/domain/book"
	"vaoso/domain/civil"
	"vaoso/domain/territory"
	"vaoso/domain/viet"
)

// prepare makes the entries of a file, in the order of its lines.
func (j *Job) prepare(f *File) []*entry {
	var entries []*entry
	first := map[string]*entry{}
	inspections := groups{}
	for _, r := range f.Rows {
		e := &entry{kind: f.Kind, row: r}
		entries = append(entries, e)
		if f.Kind == Inspections {
			inspections.join(e)
		}
		if len(r.Problems) > 0 {
			continue
		}
		key := natural(f.Kind, r.values)
		if e.same = first[key]; e.same != nil {
			continue
		}
		first[key] = e
		j.plan(e)
	}
	inspections.close()
	j.closeMended()
	return entries
}

// key is a step's idempotency key: the file's kind, the hash of what the row is
// about, and the step where there are several. A citizen id is given as the
// worker's stream, since a bare hash of it could be guessed.
func key(kind Kind, step string, natural ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(natural, separator)))
	k := "imp1:" + string(kind) + ":" + hex.EncodeToString(sum[:])
	if step != "" {
		k += ":" + step
	}
	return k
}

// add adds a step to a row. No step is issued before the ones before it.
func (e *entry) add(s Step) *Step {
	s.Kind, s.Line, s.entry, s.index = e.kind, e.row.Line, e, len(e.steps)
	if n := len(e.steps); n > 0 {
		if before := e.steps[n-1].Day; s.Day.Before(before) {
			s.Day = before
		}
	}
	e.steps = append(e.steps, &s)
	return &s
}

// differs are the columns of the row that are filled and in which the book has
// something else, in the file's order. Columns that have isn't about are passed over.
func differs(kind Kind, row, have Values) []string {
	var list []string
	for _, c := range columns[kind] {
		if theirs, about := have[c.Name]; about && row[c.Name] != "" && row[c.Name] != clean(theirs) {
			list = append(list, c.Name)
		}
	}
	return list
}

// ward is the code of the ward that a cell names on the day. What names none
// stays as it is: the book refuses it with its own sentinel.
func ward(units territory.Units, cell string, on civil.Date) string {
	if cell == "" || territory.IsWardCode(cell) {
		return cell
	}
	if u, ok := units.Named(cell, on); ok {
		return u.Code
	}
	slug := viet.Slug(cell)
	for _, level := range []string{"phuong-", "xa-", "thi-tran-", "p-", "x-", "tt-"} {
		if rest, ok := strings.CutPrefix(slug, level); ok {
			slug = rest
			break
		}
	}
	if u, ok := units.Named(slug, on); ok {
		return u.Code
	}
	return cell
}

// asks is a command that needs nothing of the book to be written down.
func asks(command any) func(context.Context, *book.Book) (any, error) {
	return func(context.Context, *book.Book) (any, error) { return command, nil }
}

// plan makes the steps of a row.
func (j *Job) plan(e *entry) {
	if e.kind == Corrections {
		j.correction(e)
		return
	}
	plans[e.kind](j, e)
}

// plans make the steps of a row, by kind.
var plans = map[Kind]func(*Job, *entry){
	Employers: (*Job).employer, Workers: (*Job).worker, Agencies: (*Job).agency,
	Institutions: (*Job).institution, Courses: (*Job).course, Trainees: (*Job).trainee, Attendance: (*Job).attendance,
	Intermediaries: (*Job).intermediary, Vacancies: (*Job).vacancy, Referrals: (*Job).referral, Fairs: (*Job).fair,
	Collaborators: (*Job).collaborator, Capacity: (*Job).capacity,
	Loans: (*Job).loan, LoanJobs: (*Job).loanJob, Grants: (*Job).grant, Unemployment: (*Job).unemployment,
	Placements: (*Job).placement, Retention: (*Job).retention,
	Contracts: (*Job).contract, Inspections: (*Job).inspection,
}
