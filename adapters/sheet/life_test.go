package sheet

import (
	"fmt"
	"strings"
	"testing"

	"vaoso/domain/book"
	"vaoso/domain/outreach"
)

// written are the events of a book by what they say: stream, type, day, key and
// data, without what says in which order they came.
func written(t testing.TB, b *book.Book) map[string]int {
	t.Helper()
	all := map[string]int{}
	for _, e := range events(t, b) {
		all[fmt.Sprint(e.Stream, e.Type, e.Meta.OccurredOn, e.Meta.IdempotencyKey, string(e.Data))]++
	}
	return all
}

// A course for officials has a row for each who attended; it is held once, and
// its rows agree on it. Two of one name from two wards are two persons.
func TestACourseForOfficialsHasManyRows(t *testing.T) {
	t.Parallel()
	b := newBook()
	rows := row(t, Capacity) + row(t, Capacity, "unit=Tích Sơn") + row(t, Capacity, "person=Phòng Lao động", "unit=thành phố", "attended_on=") + row(t, Capacity) + row(t, Capacity, "person=", "unit=", "kind=", "attended_on=")
	r := file(t, b, Capacity, Template(Capacity)+rows, clerk)
	want(t, r, Taken, Taken, Taken, Already, Already)
	if got := types(events(t, b)); got != "CapacityCourseHeld AttendanceRecorded AttendanceRecorded AttendanceRecorded" {
		t.Errorf("events are %s", got)
	}
	last := events(t, b)[3]
	if guess := key(Capacity, attend, "TH-2021-01", "Phòng Lao động"+separator+"city"); last.Meta.IdempotencyKey == guess {
		t.Error("a name can be guessed from the key")
	}
	p, err := b.Definitions.Decode(last)
	if err != nil || p.Payload.(outreach.AttendanceRecorded).Unit != "city" || last.Meta.OccurredOn.String() != "2021-03-15" {
		t.Errorf("%+v on %s (%v)", p.Payload, last.Meta.OccurredOn, err)
	}
	disagree := file(t, newBook(), Capacity, Template(Capacity)+row(t, Capacity)+row(t, Capacity, "unit=Tích Sơn", "hours=4"), clerk)
	want(t, disagree, Invalid, Invalid)
	if c := disagree.Rows[0].Problems[0].Column; c != "hours" {
		t.Errorf("the column is %s", c)
	}
}

// Who dropped out may come again; the row of each time is its own.
func TestATraineeWhoCameAgain(t *testing.T) {
	t.Parallel()
	b := newBook()
	before(t, b, Trainees)
	first := row(t, Trainees, "completed_on=", "certificate_no=", "grade=", "dropped_on=25/01/2021", "drop_reason=sức khỏe")
	again := row(t, Trainees, "enrolled_on=01/02/2021")
	want(t, file(t, b, Trainees, Template(Trainees)+again+first, clerk), Taken, Taken)
	if got := types(events(t, b)[len(events(t, b))-4:]); got != "TraineeEnrolled TraineeDroppedOut TraineeEnrolled TrainingCompleted" {
		t.Errorf("then came %s", got)
	}
	want(t, file(t, b, Trainees, Template(Trainees)+again+first, clerk), Already, Already)
	want(t, file(t, b, Trainees, Template(Trainees)+row(t, Trainees, "enrolled_on=02/02/2021"), clerk), Refused)
}

// A worker may give notice more than once, and have more than one allowance for
// a notice, of which a row has one.
func TestNoticesOfOneWorker(t *testing.T) {
	t.Parallel()
	b := newBook()
	before(t, b, Unemployment)
	second := row(t, Unemployment, "noticed_on=01/09/2021", "allowance_on=", "allowance_months=", "monthly_allowance_vnd=", "ended_on=", "end_reason=")
	want(t, file(t, b, Unemployment, Template(Unemployment)+second+row(t, Unemployment), clerk), Taken, Taken)
	one := row(t, Unemployment, "noticed_on=01/09/2021", "allowance_on=10/09/2021", "ended_on=", "end_reason=")
	want(t, file(t, b, Unemployment, Template(Unemployment)+one, clerk), Taken)
	more, _ := book.Named("RecordAllowance")
	asked, err := more.Decode([]byte(`{"citizenId":"000094000123","months":2,"monthly":{"amount":3900000,"currency":"VND"},"on":"2021-12-10","reason":"gia hạn"}`))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.Do(t.Context(), more, asked, book.Request{Actor: "u", Key: "k"}); err != nil {
		t.Fatal(err)
	}
	want(t, file(t, b, Unemployment, Template(Unemployment)+one+row(t, Unemployment), clerk), Already, Already)
}

// Asked anew on another day, a mark has another answer; both stand.
func TestAMarkAskedAnew(t *testing.T) {
	t.Parallel()
	b := newBook()
	before(t, b, Retention)
	csv := Template(Retention) + row(t, Retention, "outcome=không liên lạc được") + row(t, Retention, "checked_on=20/06/2021")
	want(t, file(t, b, Retention, csv, clerk), Taken, Taken)
	want(t, file(t, b, Retention, csv, clerk), Already, Already)
}

// A number with its category in front is the number.
func TestANumberWithItsCategory(t *testing.T) {
	t.Parallel()
	b := newBook()
	before(t, b, Courses)
	want(t, file(t, b, Courses, Template(Courses)+row(t, Courses)+row(t, Courses, "course_no=course-2021-03"), clerk), Taken, Already)
	want(t, file(t, b, Trainees, changed(t, Trainees, "course_no=course-2021-03"), clerk), Taken)
}

// A cancelled course, and a job of one's own with a loan of one's own.
func TestOtherLives(t *testing.T) {
	t.Parallel()
	b := newBook()
	before(t, b, Courses)
	want(t, file(t, b, Courses, changed(t, Courses, "finished_on=", "cancelled_on=25/01/2021"), clerk), Taken)
	want(t, file(t, b, Courses, changed(t, Courses, "finished_on=", "cancelled_on=25/01/2021"), clerk), Already)
	want(t, file(t, b, Courses, changed(t, Courses), clerk), Partly) // finished, and the book has it cancelled
	want(t, file(t, b, Loans, changed(t, Loans, "tax_code=", "citizen_id=000094000123"), clerk), Taken)
	want(t, file(t, b, Loans, changed(t, Loans, "tax_code=", "citizen_id=000094000123"), clerk), Already)
	self := []string{"tax_code=", "contract_kind=tự tạo việc làm", "months=", "source=vay vốn", "vacancy_no=", "referral_no=", "course_no=", "collaborator=", "ended_on=", "end_reason=", "seeks_again="}
	want(t, file(t, b, Placements, changed(t, Placements, self...), clerk), Taken)
	want(t, file(t, b, LoanJobs, Example(LoanJobs), clerk), Taken)
	want(t, file(t, b, Retention, changed(t, Retention, "tax_code="), clerk), Taken)
	all := events(t, b)
	if job := string(all[len(all)-2].Data); !strings.Contains(job, `"placementId"`) {
		t.Errorf("the loan's job isn't the placement: %s", job)
	}
}
