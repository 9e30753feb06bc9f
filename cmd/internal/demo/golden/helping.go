package golden

import (
	"strconv"
	"strings"
	"time"
)

// most is what a worker may borrow, in đồng.
const most = 100_000_000

func (b *book) readLoans(rows []record) {
	for _, r := range b.unique("loans", rows, "loan_no") {
		sum, _ := strconv.Atoi(strings.ReplaceAll(r["amount_vnd"], ".", ""))
		switch {
		case r["citizen_id"] != "" && r["tax_code"] != "":
			b.says("loans", "invalid")
		case r["citizen_id"] != "" && sum > most:
			b.says("loans", "refused:ErrLoanAboveCap")
		default:
			b.loans[r["loan_no"]] = r
			b.says("loans", "taken")
		}
	}
}

func (b *book) readLoanJobs(rows []record) {
	for _, r := range b.unique("loan-jobs", rows, "loan_no", "citizen_id") {
		loan, known := b.loans[r["loan_no"]]
		if !known {
			b.says("loan-jobs", "refused:ErrLoanUnknown")
			continue
		}
		id, day := r["citizen_id"], r["started_on"]
		worker := b.workers[id]
		f := fact{person: id, day: day, reported: r["reported_on"], ward: b.wardOn(worker, day), sex: worker["Giới tính"], kind: "self", sector: "UNK", source: "loan"}
		if tax := loan["tax_code"]; tax != "" {
			f.kind, f.sector = "wage", b.employers[tax]["sector"]
		}
		for _, j := range b.placed {
			if j.person == id && j.loan == r["loan_no"] {
				f.same = j
			}
		}
		b.lent.Jobs++
		if f.same == nil {
			b.lent.Alone++
		}
		b.facts = append(b.facts, f)
		b.says("loan-jobs", "taken")
	}
}

func (b *book) readGrants(rows []record) {
	for _, r := range b.unique("grants", rows, "support_no") {
		if _, known := b.workers[r["citizen_id"]]; !known && r["citizen_id"] != "" {
			b.says("grants", "refused:ErrWorkerUnknown")
			continue
		}
		b.says("grants", "taken")
	}
}

var (
	marks    = map[string]int{"3 tháng": 3, "6 tháng": 6, "12 tháng": 12}
	outcomes = map[string]string{"còn làm": "still", "đã nghỉ": "left", "không liên lạc được": "unreachable"}
)

// tooSoon is how many days before a mark nobody asks yet.
const tooSoon = 15

func (b *book) readRetention(rows []record) {
	for _, r := range b.unique("retention", rows, "Số CCCD", "Mã số thuế", "Ngày bắt đầu", "Mốc", "Ngày hỏi") {
		b.says("retention", b.retain(r))
	}
}

func (b *book) retain(r record) string {
	var job *placed
	for _, j := range b.placed {
		if j.person == r["Số CCCD"] && j.employer == r["Mã số thuế"] && j.first == r["Ngày bắt đầu"] {
			job = j
		}
	}
	mark := marks[r["Mốc"]]
	switch {
	case job == nil:
		return "refused:ErrPlacementUnknown"
	case job.annulled != "" && job.annulled <= r["Ngày hỏi"]:
		return "refused:ErrAlreadyAnnulled"
	case r["Ngày hỏi"] < addDays(addMonths(job.first, mark), -tooSoon):
		return "refused:ErrCheckTooEarly"
	}
	key := strconv.Itoa(mark)
	if b.asked[key] == nil {
		b.asked[key] = map[string]int{}
	}
	if job.annulled == "" {
		b.asked[key][outcomes[r["Tình trạng"]]]++
	}
	return "taken"
}

func (b *book) readUnemployment(rows []record) {
	kept := b.unique("unemployment", rows, "citizen_id", "noticed_on")
	byDay(kept, "noticed_on")
	last := map[string]record{}
	for _, r := range kept {
		months, _ := strconv.Atoi(r["allowance_months"])
		before, has := last[r["citizen_id"]]
		switch {
		case months > 12:
			b.says("unemployment", "invalid")
		case has && (before["ended_on"] == "" || before["ended_on"] > r["noticed_on"]):
			b.says("unemployment", "refused:ErrNoticeOpen")
		default:
			last[r["citizen_id"]] = r
			b.notices = append(b.notices, r)
			b.says("unemployment", "taken")
		}
	}
}

// open is how many notices are open at the ends of the year's months.
func (b *book) open() map[string]int {
	all := map[string]int{}
	for month := 1; month <= 12; month++ {
		day := addDays(addMonths("2021-01-01", month), -1)
		for _, r := range b.notices {
			if r["noticed_on"] <= day && (r["ended_on"] == "" || r["ended_on"] > day) {
				all[day[:7]]++
			}
		}
	}
	return all
}

// readCorrections: what two people put right is so once another has confirmed it.
func (b *book) readCorrections(rows []record) {
	for _, r := range rows {
		thing := r["loan_no"] + r["support_no"]
		known := r["kind"] != "việc làm"
		for _, j := range b.placed {
			known = known || j.person == r["citizen_id"] && j.employer == r["tax_code"] && j.first == r["started_on"]
		}
		switch {
		case r["field"] == "số CCCD":
			b.says("corrections", "invalid")
			continue
		case !known:
			b.says("corrections", "refused:ErrPlacementUnknown")
			continue
		case thing == "" || b.acts.Confirmed[thing]:
			b.restated[r["kind"]]++
		default:
			b.restated["chờ xác nhận"]++
		}
		b.says("corrections", "taken")
	}
}

func addDays(day string, n int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return "?"
	}
	return t.AddDate(0, 0, n).Format(time.DateOnly)
}

// addMonths is the same day so many months on, or the month's last.
func addMonths(day string, n int) string { return addDays(lastDay(day, n), 1) }
