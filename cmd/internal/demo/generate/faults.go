package generate

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"vaoso/domain/civil"
)

// Mistakes are planted as further rows, so that the good rows stay as they
// are: of the rows of workers and placements 1.5 % are wrong in some way, and
// 0.5 % are there twice.
const (
	jobsPerFault     = 36
	peoplePerFault   = 190
	jobsPerRepeat    = 190
	peoplePerRepeat  = 200
	firstStranger    = 900_000 // serials of people who are nobody else
	realPerson       = "026000000000"
	unknownLicenceNo = "26-099"
)

// workerFaults make a good row of workers.csv wrong, each in one way. The
// citizen id is of nobody else.
var workerFaults = []func(row []string, p person){
	func(row []string, p person) { // under 15 on the day
		born := p.registered.AddMonths(-12*15 + 2)
		row[0], row[2] = citizenID("000", p.female, born.Year(), firstStranger+p.index), born.Vietnamese()
	},
	func(row []string, _ person) { row[4] = "phường Mẫu" }, // no such ward
	// No one was born in 1900 with serial 0: it is well formed and nobody's.
	func(row []string, _ person) { row[0] = realPerson },
	func(row []string, _ person) { row[0] = row[0][:3] + "7" + row[0][4:] }, // no such century
	func(row []string, _ person) { row[2] = "31/02/1990" },
	func(row []string, _ person) { row[1] = "Hương" }, // one word
	func(row []string, _ person) { row[3] = "không rõ" },
	func(row []string, _ person) { row[0] = row[0][:11] },
	func(row []string, _ person) { row[6] = "lớp 12" },
	func(row []string, _ person) { row[9] = "" },
}

// placementFaults make a row of placements.csv wrong, each in one way. The row
// is about a worker who has the job, and is of another one.
var placementFaults = []func(row []string, j job){
	func(row []string, j job) { // another job meanwhile
		started := j.started.AddDays(20)
		row[4], row[8] = started.Vietnamese(), clamp(j.reported.AddDays(3), started.AddDays(1), lastWord.AddDays(3)).Vietnamese()
	},
	func(row []string, j job) { row[0] = citizenID("000", true, 1990, firstStranger+j.person.index) }, // not in the book
	func(row []string, _ job) { row[1] = taxCode(manyEmployers + 900) },                               // not in the book
	func(row []string, _ job) { row[3], row[5] = fixedTerm, "" },
	func(row []string, _ job) { row[3], row[5] = indefinite, "12" },
	func(row []string, _ job) { row[4] = "31/04/2021" },
	func(row []string, _ job) { row[6] = "650.000" }, // below a million
	func(row []string, _ job) { row[3] = "thử việc" },
	func(row []string, j job) { row[8] = j.started.AddDays(-1).Vietnamese() }, // reported before it began
	func(row []string, _ job) { row[6] = "6,5 triệu" },
	func(row []string, _ job) { row[0] = realPerson },
	func(row []string, _ job) { row[1] = taxCode(5)[:9] + "x" },
}

// plant puts the mistakes and the repeats among the rows of the files.
func plant(files []File, people []person, jobs []job, employers []employer) {
	workers, placements := file(files, "workers"), file(files, "placements")
	for i := peoplePerFault / 2; i < len(people); i += peoplePerFault {
		stranger := people[i]
		stranger.citizenID = citizenID("000", stranger.female, stranger.born.Year(), firstStranger+i)
		row := stranger.row()
		workerFaults[i/peoplePerFault%len(workerFaults)](row, stranger)
		workers.Rows = append(workers.Rows, row)
	}
	for i := peoplePerRepeat / 3; i < len(people); i += peoplePerRepeat {
		workers.Rows = append(workers.Rows, people[i].row())
	}
	for i := jobsPerFault / 2; i < len(jobs); i += jobsPerFault {
		j := jobs[i]
		j.employer, j.kind, j.months, j.links = &employers[i%len(employers)], fixedTerm, 12, links{}
		if j.employer == jobs[i].employer {
			j.employer = &employers[(i+1)%len(employers)]
		}
		row := j.row()
		placementFaults[i/jobsPerFault%len(placementFaults)](row, jobs[i])
		placements.Rows = append(placements.Rows, row)
	}
	for i := jobsPerRepeat / 3; i < len(jobs); i += jobsPerRepeat {
		placements.Rows = append(placements.Rows, jobs[i].row())
	}
	plantSingles(files, employers)
}

// plantSingles plants the mistakes that there is one of, whatever the numbers.
func plantSingles(files []File, employers []employer) {
	wrongDigit := []byte(employers[0].taxCode)
	wrongDigit[9] = '0' + (wrongDigit[9]-'0'+1)%10
	file(files, "employers").plantRow([]string{string(wrongDigit), "Công ty Mẫu Sai số 99", "C", "26", "08728", "small"})

	// Somebody who turned 15 between the day of the job and that of registering.
	born := civil.On(2006, time.May, 10)
	young := person{
		citizenID: citizenID("000", false, 2006, firstStranger+99_999), name: "Trần Văn Tú", born: born, ward: "08719",
		education: "chưa qua đào tạo", registered: civil.On(2021, time.May, 17),
	}
	file(files, "workers").plantRow(young.row())
	early := job{
		person: &young, employer: &employers[1], occupation: "bán hàng", kind: fixedTerm, months: 6, wage: 4_500_000, source: "tự tìm",
		started: civil.On(2021, time.May, 3), reported: civil.On(2021, time.May, 18),
	}
	// Two jobs that the year's commands make impossible: with an employer that
	// closed on 30 September, and of a worker who died on 15 October.
	closing := employer{taxCode(manyEmployers + 1), "Công ty Mẫu Đóng cửa 65", "C", "26", "08713", "small"}
	file(files, "employers").plantRow(closing.row())
	late := early
	late.employer = &closing
	late.started, late.reported = civil.On(2021, time.November, 8), civil.On(2021, time.November, 15)
	dead := person{
		citizenID: citizenID("000", false, 1963, firstStranger+99_997), name: "Lê Đình Toàn", born: civil.On(1963, time.March, 2), ward: "08722",
		education: "sơ cấp", occupation: "bảo vệ", registered: civil.On(2021, time.August, 2),
	}
	file(files, "workers").plantRow(dead.row())
	never := late
	never.person, never.employer = &dead, &employers[2]
	file(files, "placements").plantRow(late.row(), never.row())

	// One job written down twice with two wages: nobody can say which is right.
	twice := early
	twice.started = civil.On(2021, time.December, 6)
	twice.reported = civil.On(2021, time.December, 13)
	again := twice
	again.wage += 500_000
	file(files, "placements").plantRow(early.row(), twice.row(), again.row())

	stray := contract{
		number: 9001, person: &young, licence: unknownLicenceNo, kind: "dịch vụ", market: "JP", occupation: "hàn",
		signed: civil.On(2021, time.November, 8), months: 36, wage: 150_000, currency: "JPY", service: 400_000,
	}
	file(files, "contracts").plantRow(stray.row())
	unknown := stray
	unknown.number, unknown.licence = 9002, "26-011"
	unknown.person = &person{citizenID: citizenID("000", true, 1995, firstStranger+99_998)}
	file(files, "contracts").plantRow(unknown.row())
	file(files, "inspections").plantRow([]string{
		"KT-2021-99", unknownLicenceNo, "15/11/2021", "Thanh tra Mẫu 01", "", "", "", "", "", "19/11/2021",
	})
}

// byDay sorts rows by a column of days as people write them, since that is how
// a clerk comes to write them down; what is no day comes first.
func byDay(rows [][]string, column int) {
	key := func(row []string) string {
		parts := strings.Split(row[column], "/")
		if len(parts) != 3 {
			return ""
		}
		return fmt.Sprint(parts[2], parts[1], parts[0])
	}
	slices.SortStableFunc(rows, func(a, b []string) int { return strings.Compare(key(a), key(b)) })
}
