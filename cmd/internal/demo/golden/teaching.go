package golden

import (
	"regexp"
	"strconv"
)

var two = regexp.MustCompile(`^[0-9]{2}$`)

// enrolment is a trainee of a course.
type enrolment struct {
	person, enrolled, completed, dropped string
	certified                            bool
}

func (b *book) readInstitutions(rows []record) {
	for _, r := range b.unique("institutions", rows, "institution") {
		b.institutions[r["institution"]] = true
		b.says("institutions", "taken")
	}
}

func (b *book) readCourses(rows []record) {
	for _, r := range b.unique("courses", rows, "course_no") {
		if !b.institutions[r["institution"]] {
			b.says("courses", "refused:ErrInstitutionUnknown")
			continue
		}
		b.courses[r["course_no"]] = r
		b.says("courses", "taken")
	}
}

func (b *book) readTrainees(rows []record) {
	kept := b.unique("trainees", rows, "Số khóa", "Số CCCD", "Ngày ghi danh")
	byDay(kept, "Ngày ghi danh")
	for _, r := range kept {
		b.says("trainees", b.enrol(r))
	}
}

func (b *book) enrol(r record) string {
	no, id, day := r["Số khóa"], r["Số CCCD"], r["Ngày ghi danh"]
	course, known := b.courses[no]
	if _, registered := b.workers[id]; !registered {
		return "refused:ErrWorkerUnknown"
	}
	ended := course["finished_on"] + course["cancelled_on"]
	switch {
	case !known:
		return "refused:ErrCourseUnknown"
	case ended != "" && day > ended:
		return "refused:ErrCourseNotOpen"
	}
	taken := 0
	for _, t := range b.trainees[no] {
		if t.person == id && (t.dropped == "" || t.dropped > day) {
			return "refused:ErrAlreadyEnrolled"
		}
		if t.dropped == "" || t.dropped > day {
			taken++
		}
	}
	if seats, _ := strconv.Atoi(course["seats"]); taken >= seats {
		return "refused:ErrCourseFull"
	}
	b.trainees[no] = append(b.trainees[no], enrolment{id, day, r["Ngày hoàn thành"], r["Ngày thôi học"], r["Số chứng chỉ"] != ""})
	return "taken"
}

func (b *book) readAttendance(rows []record) {
	for _, r := range b.unique("attendance", rows, "course_no", "citizen_id", "month") {
		there := false
		for _, t := range b.trainees[r["course_no"]] {
			there = there || t.person == r["citizen_id"]
		}
		days, _ := strconv.Atoi(r["days"])
		of, _ := strconv.Atoi(r["of_days"])
		switch {
		case !there:
			b.says("attendance", "refused:ErrNotEnrolled")
		case days > of:
			b.says("attendance", "refused:ErrFieldInvalid")
		default:
			b.says("attendance", "taken")
		}
	}
}

// withEmployer is how many days after the end of a course a job with its employer
// is what was promised.
const withEmployer = 90

// conversions are the courses' figures. Placed are those who completed and then
// had a job with the course's employer.
func (b *book) conversions() map[string]Course {
	all := map[string]Course{}
	for no, course := range b.courses {
		var c Course
		for _, t := range b.trainees[no] {
			c.Enrolled++
			if t.dropped != "" {
				c.Dropped++
			}
			if t.completed == "" {
				continue
			}
			c.Completed++
			if t.certified {
				c.Certified++
			}
			for _, j := range b.placed {
				if j.person == t.person && j.employer == course["tax_code"] && j.annulled == "" && j.first >= t.enrolled && j.first <= addDays(t.completed, withEmployer) {
					c.Placed++
					break
				}
			}
		}
		all[no] = c
	}
	return all
}

func (b *book) readSeminars(rows []record) {
	came := map[string]bool{}
	for _, r := range b.unique("capacity", rows, "capacity_no", "person", "unit") {
		came[r["unit"]] = true
		b.says("capacity", "taken")
	}
	for _, u := range planUnits {
		if !came[u] {
			b.untrained = append(b.untrained, u)
		}
	}
}
