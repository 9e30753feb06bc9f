package render

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"

	"vaoso/domain/civil"
	"vaoso/domain/outreach"
	"vaoso/projections/training"
)

// Training writes training on order as a table.
func Training(w io.Writer, r training.Report) error {
	if err := banner(w, r.Synthetic); err != nil {
		return err
	}
	if _, err := fmt.Fprintf(w, "Đào tạo nghề theo địa chỉ đến hết ngày %s · vị trí %s\nTraining on order up to %s · log position %s\n",
		r.AsOf.Vietnamese(), r.Position, r.AsOf, r.Position); err != nil {
		return err
	}
	if len(r.Rows) == 0 {
		_, err := fmt.Fprintln(w, "\nChưa có khóa đào tạo nào. / No courses.")
		return err
	}
	var rows [][]string
	for _, row := range append(r.Rows, r.Total) {
		rows = append(rows, trainingCells(row, r.By))
	}
	if _, err := fmt.Fprintln(w); err != nil {
		return err
	}
	heads := columns{"khóa/course", "đơn vị/between", "trạng thái/state", "chỗ/seats>", "hứa/promised>", "ghi danh/enrolled>", "chuyên cần %/attended>", "xong/completed>", "chứng chỉ/certified>", "bỏ/dropped>", "có việc/placed>", "% có việc/conversion>", "điểm/score>"}
	if r.By != training.ByCourse {
		heads[0] = "đơn vị/of"
		heads[1] = "số khóa/courses>"
	}
	if err := grid(w, heads, rows); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "\nCó việc: trong %d ngày sau khi hoàn thành, với đúng doanh nghiệp của khóa học. Còn %s người chưa hết hạn này.\nPlaced: within %d days after completion, with the course's own employer. For %s the days aren't over yet.\n",
		outreach.PlacedWithin, number(r.Total.Pending), outreach.PlacedWithin, number(r.Total.Pending))
	return err
}

func trainingCells(r training.Row, by training.By) []string {
	first, second := r.Name(), number(r.Courses)
	if r.State != "" {
		second = r.InstitutionName + " – " + r.EmployerName
	}
	if r.Key == "total" {
		first = "Cộng/total"
		if by == training.ByCourse {
			second = number(r.Courses) + " khóa/courses"
		}
	}
	return []string{
		first, second, courseWords(r.State), number(r.Seats), number(r.JobsPromised), number(r.Enrolled), percent(r.Attended), number(r.Completed),
		number(r.Certified), number(r.Dropped), number(r.Placed), percent(r.Conversion), score(r.Score),
	}
}

// courseWords is a course's state in Vietnamese.
func courseWords(p outreach.CoursePhase) string {
	return map[outreach.CoursePhase]string{
		outreach.CourseIsAgreed: "đã thỏa thuận", outreach.CourseIsRunning: "đang học", outreach.CourseIsFinished: "đã kết thúc", outreach.CourseIsCancelled: "đã hủy",
	}[p]
}

func percent(p *int) string {
	if p == nil {
		return "–"
	}
	return number(*p)
}

func score(s *float64) string {
	if s == nil {
		return "–"
	}
	return vietnamese.Sprintf("%.1f", *s)
}

// TrainingCSV writes the same for a spreadsheet; what isn't known is empty.
func TrainingCSV(w io.Writer, r training.Report) error {
	out := csv.NewWriter(w)
	rows := [][]string{{"key", "institution", "institution_name", "employer", "employer_name", "occupation", "state", "starts_on", "ends_on", "courses", "seats", "jobs_promised",
		"enrolled", "days", "days_of", "attended_percent", "completed", "completion_percent", "certified", "certification_percent", "dropped", "placed", "pending", "conversion_percent", "scores", "score"}}
	for _, x := range append(r.Rows, r.Total) {
		row := []string{x.Key, x.Institution, x.InstitutionName, x.Employer, x.EmployerName, x.Occupation, string(x.State), isoDay(x.StartsOn), isoDay(x.EndsOn)}
		for _, n := range []*int{&x.Courses, &x.Seats, &x.JobsPromised, &x.Enrolled, &x.Days, &x.DaysOf, x.Attended, &x.Completed, x.Completion, &x.Certified, x.Certification, &x.Dropped, &x.Placed, &x.Pending, x.Conversion, &x.Scores} {
			row = append(row, whole(n))
		}
		mean := ""
		if x.Score != nil {
			mean = strconv.FormatFloat(*x.Score, 'f', 1, 64)
		}
		rows = append(rows, append(row, mean))
	}
	return writeCSV(out, rows)
}

// writeCSV writes rows in which no cell is taken for a formula.
func writeCSV(out *csv.Writer, rows [][]string) error {
	for _, row := range rows {
		for i := range row {
			row[i] = safe(row[i])
		}
	}
	return out.WriteAll(rows)
}

func whole(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

func isoDay(d civil.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}
