package golden

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// book is what has been taken of the files so far.
type book struct {
	rows      map[string]map[string]int // as Figures has them
	employers map[string]record
	workers   map[string]record
	agencies  map[string]record
	jobs      map[string][]job // by citizen id
	facts     []fact
	acts      Acts

	placed         []*placed
	institutions   map[string]bool
	courses        map[string]record
	trainees       map[string][]enrolment
	intermediaries map[string]bool
	collaborators  map[string]record
	vacancies      map[string]record
	loans          map[string]record
	lent           Lent
	asked          map[string]map[string]int
	notices        []record
	untrained      []string
	restated       map[string]int
}

// placed is a job that was entered, with what it came from.
type placed struct {
	person, employer, first string
	vacancy, loan           string
	annulled                string // the day it was
}

// job is a run of days on which somebody works; no last day: without end.
type job struct{ first, last string }

// says counts what came of a row.
func (b *book) says(file, result string) {
	if b.rows[file] == nil {
		b.rows[file] = map[string]int{}
	}
	b.rows[file][result]++
}

// unique passes over rows that are there twice: a repeat of an equal row is
// "already", and rows of one key that say different things are all "invalid".
func (b *book) unique(file string, rows []record, key ...string) []record {
	seen := map[string][]record{}
	for _, r := range rows {
		k := keyOf(r, key)
		seen[k] = append(seen[k], r)
	}
	var kept []record
	for _, r := range rows {
		all := seen[keyOf(r, key)]
		switch {
		case slices.ContainsFunc(all, func(o record) bool { return !equal(o, r) }):
			b.says(file, "invalid")
		case len(all) > 1 && r["taken"] == "" && all[0]["taken"] != "":
			b.says(file, "already")
		default:
			r["taken"] = "yes"
			kept = append(kept, r)
		}
	}
	return kept
}

func keyOf(r record, key []string) string {
	var parts []string
	for _, k := range key {
		parts = append(parts, r[k])
	}
	return strings.Join(parts, "|")
}

func equal(a, b record) bool {
	for k, v := range a {
		if k != "taken" && b[k] != v {
			return false
		}
	}
	return true
}

// byDay sorts rows by a day; rows of one day stay in order.
func byDay(rows []record, day string) {
	slices.SortStableFunc(rows, func(a, b record) int { return cmp.Compare(a[day], b[day]) })
}

var (
	twelve = regexp.MustCompile(`^[0-9]{12}$`)
	ten    = regexp.MustCompile(`^[0-9]{10}$`)
	five   = regexp.MustCompile(`^[0-9]{5}$`)
	dotted = regexp.MustCompile(`^[0-9]{1,3}(\.[0-9]{3})+$`)
)

func (b *book) readEmployers(rows []record) {
	for _, r := range b.unique("employers", rows, "tax_code") {
		sum, weights := 0, []int{31, 29, 23, 19, 17, 13, 7, 5, 3}
		for i, w := range weights {
			sum += w * int(r["tax_code"][i]-'0')
		}
		if 10-sum%11 != int(r["tax_code"][9]-'0') {
			b.says("employers", "refused:ErrTaxCodeMalformed")
			continue
		}
		b.employers[r["tax_code"]] = r
		b.says("employers", "taken")
	}
}

var trainings = []string{"", "chưa qua đào tạo", "sơ cấp", "trung cấp", "cao đẳng", "đại học", "sau đại học"}

func (b *book) readWorkers(rows []record) {
	for _, r := range b.unique("workers", rows, "Số CCCD") {
		result := "taken"
		switch id := r["Số CCCD"]; {
		case !twelve.MatchString(id), !strings.Contains(r["Họ và tên"], " "), r["Ngày sinh"] == "?", r["Ngày đăng ký"] == "",
			r["Giới tính"] != "nam" && r["Giới tính"] != "nữ", !slices.Contains(trainings, r["Trình độ"]):
			result = "invalid"
		case !five.MatchString(r["Phường/xã"]):
			result = "refused:ErrUnitUnknown"
		case id[3] > '3':
			result = "refused:ErrCitizenIDMalformed"
		case id[:3] != "000":
			result = "refused:ErrRealCitizenID"
		case under15(r["Ngày sinh"], r["Ngày đăng ký"]):
			result = "refused:ErrUnderWorkingAge"
		default:
			b.workers[id] = r
		}
		b.says("workers", result)
	}
}

func under15(born, day string) bool {
	year, _ := strconv.Atoi(born[:4])
	return day < strconv.Itoa(year+15)+born[4:]
}

func (b *book) readPlacements(rows []record) {
	kept := b.unique("placements", rows, "Số CCCD", "Mã số thuế", "Ngày bắt đầu")
	byDay(kept, "Ngày báo cáo")
	for _, r := range kept {
		b.says("placements", b.place(r))
	}
}

var ways = map[string]string{
	"trực tiếp": "direct", "trung tâm dvvl": "service_centre", "doanh nghiệp dịch vụ việc làm": "supply_firm", "phiên giao dịch": "fair",
	"đào tạo theo địa chỉ": "training", "vay vốn": "loan", "cộng tác viên": "collaborator", "tự tìm": "self",
}

var kinds = map[string]string{
	"không xác định thời hạn": "indefinite", "xác định thời hạn": "fixed", "mùa vụ": "fixed", "tự tạo việc làm": "self",
}

// place enters a job or says why not.
func (b *book) place(r record) string {
	id, tax, start, kind := r["Số CCCD"], r["Mã số thuế"], r["Ngày bắt đầu"], kinds[r["Loại hợp đồng"]]
	months, _ := strconv.Atoi(r["Số tháng"])
	wage, _ := strconv.Atoi(strings.ReplaceAll(r["Mức lương"], ".", ""))
	worker, known := b.workers[id]
	employer, hires := b.employers[tax]
	switch {
	case !twelve.MatchString(id), kind == "", start == "?", start > r["Ngày báo cáo"], !dotted.MatchString(r["Mức lương"]), wage < 1_000_000,
		tax != "" && !ten.MatchString(tax):
		return "invalid"
	case id[:3] != "000":
		return "refused:ErrRealCitizenID"
	case !known:
		return "refused:ErrWorkerUnknown"
	case kind == "fixed" && months == 0:
		return "refused:ErrMonthsRequired"
	case kind == "indefinite" && months != 0:
		return "refused:ErrMonthsForbidden"
	case kind != "self" && !hires:
		return "refused:ErrEmployerUnknown"
	case b.acts.Closed[tax] != "" && start >= b.acts.Closed[tax]:
		return "refused:ErrEmployerClosed"
	case under15(worker["Ngày sinh"], start):
		return "refused:ErrUnderWorkingAge"
	case b.acts.Dead[id] != "" && start > b.acts.Dead[id]:
		return "refused:ErrWorkerInactive"
	}
	j := job{first: start}
	if months > 0 {
		j.last = lastDay(start, months)
	}
	for _, other := range b.jobs[id] {
		if (other.last == "" || start <= other.last) && (j.last == "" || j.last >= other.first) {
			return "refused:ErrAlreadyEngaged"
		}
	}
	end := cmp.Or(r["Ngày nghỉ việc"], b.acts.Left[id])
	if end >= start && (j.last == "" || end < j.last) {
		j.last = end
	}
	f := fact{person: id, day: start, reported: r["Ngày báo cáo"], months: months, ward: b.wardOn(worker, start), sex: worker["Giới tính"], kind: "wage", sector: employer["sector"], source: ways[r["Nguồn giới thiệu"]]}
	if kind == "self" {
		f.kind, f.sector = "self", "UNK"
	}
	if f.annulled = b.acts.Annulled[[2]string{id, start}]; f.annulled == "" {
		b.jobs[id] = append(b.jobs[id], j)
	}
	b.facts = append(b.facts, f)
	b.placed = append(b.placed, &placed{id, tax, start, r["Số vị trí"], r["Số khoản vay"], f.annulled})
	if f.annulled != "" && r["Ngày nghỉ việc"] >= f.annulled {
		return "partly:ErrAlreadyAnnulled"
	}
	return "taken"
}

func (b *book) wardOn(worker record, day string) string {
	if m, ok := b.acts.Moved[worker["Số CCCD"]]; ok && day >= m.On {
		return m.Ward
	}
	return worker["Phường/xã"]
}
