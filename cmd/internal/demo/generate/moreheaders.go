package generate

import (
	"cmp"
	"slices"
	"strings"
)

// headers are those of the files beside the first six.
var headers = map[string][]string{
	"institutions":   {"institution", "name", "occupations", "accredited_on", "registered_on"},
	"intermediaries": {"intermediary", "name", "type", "province_code", "licence_no", "registered_on"},
	"collaborators":  {"collaborator", "full_name", "ward_code", "appointed_on", "dismissed_on"},
	"courses": {
		"course_no", "institution", "tax_code", "occupation", "seats", "jobs_promised", "agreed_on", "starts_on", "ends_on", "min_wage_vnd", "started_on", "finished_on", "cancelled_on",
		"employer_score", "assessed_on",
	},
	"trainees":   {"Số khóa", "Số CCCD", "Ngày ghi danh", "Ngày hoàn thành", "Số chứng chỉ", "Xếp loại", "Ngày thôi học", "Lý do thôi học"},
	"attendance": {"course_no", "citizen_id", "month", "days", "of_days", "recorded_on"},
	"vacancies":  {"vacancy_no", "tax_code", "occupation", "quantity", "wage_from_vnd", "wage_to_vnd", "posted_on", "closes_on", "withdrawn_on"},
	"fairs":      {"fair_no", "held_on", "venue", "employers", "attendance", "interviewed", "hired", "outcome_on"},
	"referrals": {
		"referral_no", "citizen_id", "counselled_on", "collaborator", "referred_on", "vacancy_no", "intermediary", "interviewed_on", "concluded_on", "outcome",
	},
	"loans":        {"loan_no", "citizen_id", "tax_code", "amount_vnd", "months", "jobs_promised", "jobs_kept", "approved_on", "settled_on"},
	"loan-jobs":    {"loan_no", "citizen_id", "kind", "started_on", "reported_on"},
	"retention":    {"Số CCCD", "Mã số thuế", "Ngày bắt đầu", "Mốc", "Ngày hỏi", "Tình trạng", "Lương"},
	"grants":       {"support_no", "citizen_id", "tax_code", "scheme", "amount_vnd", "granted_on"},
	"unemployment": {"citizen_id", "noticed_on", "last_tax_code", "allowance_on", "allowance_months", "monthly_allowance_vnd", "ended_on", "end_reason"},
	"capacity":     {"capacity_no", "topic", "hours", "held_on", "person", "unit", "kind", "attended_on"},
	"corrections": {
		"kind", "tax_code", "citizen_id", "course_no", "enrolled_on", "fair_no", "loan_no", "started_on", "support_no", "field", "value", "reason", "corrected_on",
	},
}

// names are all files', in the order in which they are taken in.
var names = []string{
	"employers", "workers", "agencies", "institutions", "intermediaries", "collaborators", "courses", "trainees", "attendance", "vacancies", "fairs", "referrals", "loans",
	"placements", "loan-jobs", "retention", "grants", "unemployment", "capacity", "contracts", "inspections", "corrections",
}

// files are those of the following.
func (y *following) files() map[string]*File {
	y.rows["institutions"], y.rows["intermediaries"], y.rows["collaborators"] = institutionRows(), intermediaryRows(), helperRows()
	for _, c := range y.courses {
		y.rows["courses"] = append(y.rows["courses"], c.row())
	}
	y.rows["vacancies"], y.rows["fairs"], y.rows["capacity"] = y.openingRows(), y.fairRows(), seminarRows()
	y.rows["loans"] = append(y.rows["loans"], y.fundRows()...)
	// Three employers that closed for a time were helped to pay [made up].
	for n, e := range []int{3, 9, 14} {
		y.write("grants", "HT-NSDLĐ-0"+string(rune('1'+n)), "", y.employers[e].taxCode, "Hỗ trợ trả lương ngừng việc", dotted(int64(12_000_000*(n+1))), "2021-09-1"+string(rune('3'+n)))
	}
	list := map[string]*File{}
	for name, header := range headers {
		f := &File{Name: name, Header: header, Rows: y.rows[name]}
		if at, dated := sortedBy[name]; dated {
			slices.SortFunc(f.Rows, func(a, b []string) int { return cmp.Or(cmp.Compare(a[at], b[at]), slices.Compare(a, b)) })
		}
		list[name] = f
	}
	byDay(list["trainees"].Rows, 2)
	byDay(list["retention"].Rows, 4)
	return list
}

// sortedBy are columns of ISO days, or of numbers, by which rows come to be
// written down.
var sortedBy = map[string]int{
	"courses": 0, "attendance": 5, "vacancies": 6, "loans": 7, "loan-jobs": 4, "grants": 5, "unemployment": 1, "trainees": 0, "retention": 0,
}

// file is one of the files.
func file(files []File, name string) *File {
	return &files[slices.IndexFunc(files, func(f File) bool { return f.Name == name })]
}

// plant adds a row, given as "column=value" each.
func (f *File) plant(cells ...string) {
	row := make([]string, len(f.Header))
	for _, c := range cells {
		head, value, _ := strings.Cut(c, "=")
		at := slices.Index(f.Header, head)
		if at < 0 {
			panic("generate: " + f.Name + " has no column " + head)
		}
		row[at] = value
	}
	f.Rows = append(f.Rows, row)
}

// plantRow adds rows as they are.
func (f *File) plantRow(rows ...[]string) { f.Rows = append(f.Rows, rows...) }
