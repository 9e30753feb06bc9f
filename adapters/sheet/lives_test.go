package sheet

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"vaoso/domain/book"
)

// Files of random lives, in which no row stands in another's way: imported whole,
// twice, split in two and in any order of lines, or all together by day, they make
// one book.
func TestAnyLivesMakeOneBook(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		files := drawLives(t)
		entered := func(order func(rows []string) [][]string, workers int) *book.Book {
			b := newBook()
			for _, kind := range Kinds {
				for _, part := range order(files[kind]) {
					csv := Template(kind) + strings.Join(part, "")
					r, err := Import(t.Context(), b, kind, strings.NewReader(csv), Options{Actor: "u", Workers: workers})
					if err != nil {
						t.Fatal(err)
					}
					for _, row := range r.Rows {
						if row.Outcome != Taken && row.Outcome != Already {
							t.Fatalf("%s line %d is %s: %+v\n%s", kind, row.Line, row.Outcome, row, csv)
						}
					}
				}
			}
			return b
		}
		whole := said(t, entered(func(rows []string) [][]string { return [][]string{rows} }, 1))
		for name, order := range map[string]func(rows []string) [][]string{
			"twice":    func(rows []string) [][]string { return [][]string{rows, rows} },
			"shuffled": func(rows []string) [][]string { return [][]string{rapid.Permutation(rows).Draw(t, "order")} },
			"split": func(rows []string) [][]string {
				n := rapid.IntRange(0, len(rows)).Draw(t, "split")
				return [][]string{rows[n:], rows[:n]}
			},
		} {
			if got := said(t, entered(order, rapid.IntRange(1, 4).Draw(t, "workers"))); !maps.Equal(got, whole) {
				t.Fatalf("%s: the book is another: %v, whole it is %v", name, got, whole)
			}
		}
		if got := said(t, together(t, files)); !maps.Equal(got, whole) {
			t.Fatalf("together: the book is another: %v, whole it is %v", got, whole)
		}
	})
}

// together enters all files as one job.
func together(t *rapid.T, files map[Kind][]string) *book.Book {
	b := newBook()
	var parsed []*File
	for _, kind := range Kinds {
		f, err := Parse(kind, strings.NewReader(Template(kind)+strings.Join(files[kind], "")))
		if err != nil {
			t.Fatal(err)
		}
		parsed = append(parsed, f)
	}
	j := Prepare(b, Options{Actor: "u", Workers: 2}, parsed...)
	if err := j.Run(t.Context(), j.Steps()); err != nil {
		t.Fatal(err)
	}
	for _, r := range j.Reports() {
		if n := r.Counts[Taken] + r.Counts[Already]; n != len(r.Rows) {
			t.Fatalf("%s: %v", r.Kind, r.Counts)
		}
	}
	return b
}

// said are the events of a book by what they say, without what says in which
// order they came: a departure or a placement names revisions, and they aren't drawn.
func said(t *rapid.T, b *book.Book) map[string]int {
	all := map[string]int{}
	for _, e := range allEvents(t, b) {
		all[fmt.Sprint(e.Stream, e.Type, e.Meta.OccurredOn, e.Meta.IdempotencyKey, string(e.Data))]++
	}
	return all
}

// drawLives draws what one employer, one institution and a few people came to in
// a year. Each fact's day follows that of the fact before.
func drawLives(t *rapid.T) map[Kind][]string {
	files := map[Kind][]string{}
	add := func(kind Kind, changes ...string) {
		cells := map[string]string{}
		for _, c := range changes {
			name, cell, _ := strings.Cut(c, "=")
			cells[name] = cell
		}
		var line []string
		for _, name := range columnNames(kind) {
			line = append(line, cells[name])
			delete(cells, name)
		}
		if len(cells) > 0 {
			t.Fatalf("%s has no columns %v", kind, cells)
		}
		files[kind] = append(files[kind], strings.Join(line, ",")+"\n")
	}
	day := func(month int) string {
		return fmt.Sprintf("2021-%02d-%02d", month, rapid.IntRange(1, 28).Draw(t, "day"))
	}
	yes := func(what string) bool { return rapid.Bool().Draw(t, what) }
	when := func(there bool, cells ...string) []string {
		if there {
			return cells
		}
		return nil
	}
	add(Employers, "tax_code=0000010008", "name=Công ty Mẫu", "sector=C", "province_code=26", "ward_code=08728")
	add(Institutions, "institution=cd", "name=Trường Mẫu", "occupations=may;hàn", "registered_on=2020-12-01")
	add(Intermediaries, "intermediary=tt", "name=Trung tâm Mẫu", "type=service_centre", "province_code=26", "registered_on=2020-12-01")
	for n := range rapid.IntRange(0, 2).Draw(t, "collaborators") {
		add(Collaborators, append([]string{fmt.Sprintf("collaborator=c%d", n), "full_name=Trần Thị Mẫu", "ward_code=08728", "appointed_on=2020-12-01"}, when(yes("dismissed"), "dismissed_on="+day(12))...)...)
	}
	courses := rapid.IntRange(0, 2).Draw(t, "courses")
	for n := range courses {
		cells := []string{fmt.Sprintf("course_no=k%d", n), "institution=cd", "tax_code=0000010008", "occupation=may", "seats=9", "jobs_promised=5", "agreed_on=" + day(1), "starts_on=2021-02-01", "ends_on=2021-06-30"}
		cells = append(cells, "started_on="+day(2))
		cells = append(cells, when(yes("finished"), "finished_on="+day(9))...)
		add(Courses, append(cells, when(yes("assessed"), "employer_score=4", "assessed_on="+day(10))...)...)
	}
	vacancies := rapid.IntRange(0, 2).Draw(t, "vacancies")
	for n := range vacancies {
		cells := []string{fmt.Sprintf("vacancy_no=v%d", n), "tax_code=0000010008", "occupation=may", "quantity=5", "wage_from_vnd=6000000", "wage_to_vnd=7000000", "posted_on=" + day(1), "closes_on=2021-10-31"}
		add(Vacancies, append(cells, when(yes("withdrawn"), "withdrawn_on="+day(9))...)...)
	}
	for n := range rapid.IntRange(0, 2).Draw(t, "fairs") {
		cells := []string{fmt.Sprintf("fair_no=p%d", n), "held_on=" + day(4), "venue=Nhà văn hóa", "employers=3", "attendance=90"}
		add(Fairs, append(cells, when(yes("counted"), "interviewed=30", "hired=9", "outcome_on="+day(5))...)...)
	}
	loans := rapid.IntRange(0, 2).Draw(t, "loans")
	for n := range loans {
		cells := []string{fmt.Sprintf("loan_no=l%d", n), "tax_code=0000010008", "amount_vnd=90000000", "months=12", "jobs_promised=5", "approved_on=" + day(1)}
		add(Loans, append(cells, when(yes("settled"), "settled_on="+day(12))...)...)
	}
	for n := range rapid.IntRange(0, 2).Draw(t, "capacity") {
		held := day(3)
		for p := range rapid.IntRange(1, 3).Draw(t, "attended") {
			add(Capacity, fmt.Sprintf("capacity_no=t%d", n), "topic=referral", "hours=8", "held_on="+held, fmt.Sprintf("person=Người %d", p), "unit=08728", "kind=official")
		}
	}
	for n := range rapid.IntRange(1, 3).Draw(t, "people") {
		id := fmt.Sprintf("citizen_id=00009400012%d", n)
		add(Workers, id, "full_name=Nguyễn Văn Mẫu", "birth_date=1994-02-03", "sex=nam", "ward_code=08710", "registered_on=2021-01-01")
		if courses > 0 && yes("trained") {
			cells := []string{id, fmt.Sprintf("course_no=k%d", rapid.IntRange(0, courses-1).Draw(t, "course")), "enrolled_on=" + day(3)}
			cells = append(cells, rapid.SampledFrom([][]string{nil, {"completed_on=" + day(8), "grade=khá"}, {"dropped_on=" + day(4), "drop_reason=khác"}}).Draw(t, "end")...)
			add(Trainees, cells...)
			if yes("attended") {
				add(Attendance, id, cells[1], "month=2021-03", "days=15", "of_days=20", "recorded_on="+day(9))
			}
		}
		if vacancies > 0 && yes("referred") {
			cells := []string{id, fmt.Sprintf("referral_no=r%d", n), fmt.Sprintf("vacancy_no=v%d", rapid.IntRange(0, vacancies-1).Draw(t, "vacancy")), "referred_on=" + day(3)}
			cells = append(cells, when(yes("counselled"), "counselled_on="+day(2))...)
			cells = append(cells, when(yes("through"), "intermediary=tt")...)
			cells = append(cells, when(yes("interviewed"), "interviewed_on="+day(4))...)
			add(Referrals, append(cells, when(yes("concluded"), "concluded_on="+day(5), "outcome=hired")...)...)
		}
		drawJob(t, n, id, loans, add, day)
	}
	return files
}

// drawJob draws a person's job, what was asked about it, its end, and notices.
func drawJob(t *rapid.T, n int, id string, loans int, add func(Kind, ...string), day func(int) string) {
	yes := func(what string) bool { return rapid.Bool().Draw(t, what) }
	started := day(2)
	cells := []string{id, "tax_code=0000010008", "occupation=may", "contract_kind=indefinite", "started_on=" + started, "monthly_wage_vnd=6000000", "source=direct", "reported_on=" + day(3)}
	ended := yes("ended")
	if ended {
		cells = append(cells, "ended_on="+day(6), "end_reason=redundant", "seeks_again=yes")
	}
	add(Placements, cells...)
	if yes("asked") {
		add(Retention, id, "tax_code=0000010008", "started_on="+started, "mark=3", "checked_on="+day(6), "outcome=still")
		add(Retention, id, "tax_code=0000010008", "started_on="+started, "mark=6", "checked_on="+day(9), "outcome=left")
	}
	if loans > 0 && yes("of a loan") {
		add(LoanJobs, id, fmt.Sprintf("loan_no=l%d", rapid.IntRange(0, loans-1).Draw(t, "loan")), "kind=kept", "started_on="+day(2), "reported_on="+day(3))
	}
	if yes("supported") {
		add(Grants, id, fmt.Sprintf("support_no=h%d", n), "scheme=Hỗ trợ học nghề", "amount_vnd=1500000", "granted_on="+day(7))
	}
	if ended && yes("noticed") {
		notice := []string{id, "noticed_on=" + day(7), "last_tax_code=0000010008"}
		if yes("allowed") {
			notice = append(notice, "allowance_on="+day(8), "allowance_months=3", "monthly_allowance_vnd=3000000")
		}
		if yes("ended again") {
			notice = append(notice, "ended_on="+day(10), "end_reason=khác")
		}
		add(Unemployment, notice...)
	}
}
