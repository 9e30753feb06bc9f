package sheet

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"vaoso/domain/viet"
)

// separator stands between the parts of a natural key.
const separator = "\x1f"

// naturalKeys are the columns that name what a row is about. A finding without
// text is the inspection itself.
var naturalKeys = map[Kind][]string{
	Employers:      {"tax_code"},
	Workers:        {"citizen_id"},
	Agencies:       {"licence_no"},
	Institutions:   {"institution"},
	Intermediaries: {"intermediary"},
	Collaborators:  {"collaborator"},
	Courses:        {"course_no"},
	Trainees:       {"course_no", "citizen_id", "enrolled_on"},
	Attendance:     {"course_no", "citizen_id", "month"},
	Vacancies:      {"vacancy_no"},
	Fairs:          {"fair_no"},
	Referrals:      {"referral_no"},
	Loans:          {"loan_no"},
	Placements:     {"citizen_id", "tax_code", "started_on"},
	LoanJobs:       {"loan_no", "citizen_id"},
	Retention:      {"citizen_id", "tax_code", "started_on", "mark", "checked_on"},
	Grants:         {"support_no"},
	Unemployment:   {"citizen_id", "noticed_on"},
	Capacity:       {"capacity_no", "person", "unit"},
	Contracts:      {"contract_no"},
	Inspections:    {"inspection_no", "finding"},
	Corrections:    {"kind", "field", "corrected_on"}, // and the key of that kind
}

// common are the columns on which all rows about one thing agree, where it may
// have several. The first column of its natural key says which thing it is.
var common = map[Kind][]string{
	Inspections: {"licence_no", "opened_on", "inspector", "closed_on"},
	Capacity:    {"topic", "hours", "held_on"},
}

// natural is the row's natural key, as the file has it.
func natural(kind Kind, v Values) string {
	var parts []string
	names := naturalKeys[kind]
	if kind == Corrections {
		names = slices.Concat(names, naturalKeys[Kind(v["kind"])])
	}
	for _, name := range names {
		if name == "licence_no" { // 26-014 and 26/014 are one agency
			parts = append(parts, viet.Slug(v[name]))
			continue
		}
		parts = append(parts, v[name])
	}
	return strings.Join(parts, separator)
}

// markDuplicates looks for rows of one natural key. Those that say the same are
// entered once ([Prepare] sees to it); those that don't are all invalid. So are
// the rows of one inspection, or of one course for officials, that don't agree on what all of them say.
func markDuplicates(f *File) {
	byKey := map[string][]*Row{}
	var order []string
	shared := map[string][]*Row{}
	for _, r := range f.Rows {
		if len(r.Problems) > 0 {
			continue
		}
		key := natural(f.Kind, r.values)
		if byKey[key] == nil {
			order = append(order, key)
		}
		byKey[key] = append(byKey[key], r)
		if of := r.values[naturalKeys[f.Kind][0]]; len(common[f.Kind]) > 0 {
			shared[of] = append(shared[of], r)
		}
	}
	for _, key := range order {
		rows := byKey[key]
		for _, r := range rows[1:] {
			if !maps.Equal(r.values, rows[0].values) {
				disagree(f.Kind, rows, naturalKeys[f.Kind][0])
				break
			}
		}
	}
	for _, rows := range shared {
		for _, column := range common[f.Kind] {
			if differ(rows, column) {
				disagree(f.Kind, rows, column)
			}
		}
	}
}

func differ(rows []*Row, column string) bool {
	for _, r := range rows[1:] {
		if r.values[column] != rows[0].values[column] {
			return true
		}
	}
	return false
}

// disagree marks all the rows, each with the lines of the others.
func disagree(kind Kind, rows []*Row, column string) {
	c, _ := columnNamed(kind, column)
	for _, r := range rows {
		var others []string
		for _, o := range rows {
			if o != r {
				others = append(others, strconv.Itoa(o.Line))
			}
		}
		lines := strings.Join(others, ", ")
		r.reject(c, r.values[column], flaw{
			Text{"dòng này và dòng " + lines + " nói về cùng một việc nhưng khác nhau", "this row and line " + lines + " are about one thing and disagree"},
			Text{"giữ lại dòng đúng", "keep the right row"},
		})
	}
}
