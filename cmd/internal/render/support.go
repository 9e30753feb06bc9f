package render

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"vaoso/domain/labour"
	"vaoso/projections/retention"
	"vaoso/projections/support"
	"vaoso/projections/unemployment"
)

// Retention writes whether jobs last as tables.
func Retention(w io.Writer, r retention.Report) error {
	if err := banner(w, r.Synthetic); err != nil {
		return err
	}
	if _, err := fmt.Fprintf(w, "Duy trì việc làm đến hết ngày %s · vị trí %s\nWhether jobs last, up to %s · log position %s\n\n%s\n%s\n%s\n%s\n",
		r.AsOf.Vietnamese(), r.Position, r.AsOf, r.Position, r.Formula.Vi, r.Formula.En, r.Limits.Vi, r.Limits.En); err != nil {
		return err
	}
	for _, part := range []struct {
		title string
		lines []retention.Line
	}{{"Tất cả / All", r.Marks}, {"Nguồn giới thiệu / Source", r.Sources}, {"Người sử dụng lao động / Employer", r.Employers}} {
		if len(part.lines) == 0 {
			continue
		}
		var rows [][]string
		for _, l := range part.lines {
			rows = append(rows, []string{retentionLabel(l), number(l.Mark), number(l.Due), number(l.Still), number(l.Left), number(l.Unreachable), number(l.Unchecked), maybe(l.Rate, perMille)})
		}
		if _, err := fmt.Fprintln(w); err != nil {
			return err
		}
		if err := grid(w, columns{part.title, "mốc (tháng)/mark>", "đến hạn/due>", "còn làm/still>", "đã nghỉ/left>", "không liên lạc được/unreachable>", "chưa hỏi/unasked>", "tỷ lệ/rate>"}, rows); err != nil {
			return err
		}
	}
	if len(r.Marks) == 0 {
		_, err := fmt.Fprintln(w, "\nChưa việc làm nào đến mốc. / No job has come to a mark.")
		return err
	}
	return nil
}

func retentionLabel(l retention.Line) string {
	if _, en := labour.SourceWords(labour.Source(l.Key)); l.Key != "" && !strings.HasPrefix(l.Key, "employer-") {
		return l.Label + " / " + en
	}
	return l.Label
}

// RetentionCSV writes the same for a spreadsheet, a row a line.
func RetentionCSV(w io.Writer, r retention.Report) error {
	rows := [][]string{{"as_of", "position", "by", "key", "label", "mark", "due", "still", "left", "unreachable", "unchecked", "rate_permille"}}
	for _, part := range []struct {
		by    string
		lines []retention.Line
	}{{"all", r.Marks}, {"source", r.Sources}, {"employer", r.Employers}} {
		for _, l := range part.lines {
			rows = append(rows, []string{
				r.AsOf.String(), r.Position.String(), part.by, l.Key, safe(l.Label), strconv.Itoa(l.Mark), strconv.Itoa(l.Due), strconv.Itoa(l.Still),
				strconv.Itoa(l.Left), strconv.Itoa(l.Unreachable), strconv.Itoa(l.Unchecked), digits(l.Rate),
			})
		}
	}
	return csv.NewWriter(w).WriteAll(rows)
}

// digits is a figure that may not be there, for a spreadsheet.
func digits(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

// Unemployment writes the estimate as tables: the city by month, and the wards
// at the end.
func Unemployment(w io.Writer, r unemployment.Report) error {
	if err := banner(w, r.Synthetic); err != nil {
		return err
	}
	if _, err := fmt.Fprintf(w, "Ước tính thất nghiệp đến hết ngày %s · vị trí %s\nUnemployment estimate up to %s · log position %s\n",
		r.AsOf.Vietnamese(), r.Position, r.AsOf, r.Position); err != nil {
		return err
	}
	if err := estimate(w, "Tháng / Month", r.Months, func(l unemployment.Line) string { return l.Month.String() }); err != nil {
		return err
	}
	return unemploymentWards(w, r)
}

// unemploymentWards are the wards on the report's day, and what the estimate is
// worth.
func unemploymentWards(w io.Writer, r unemployment.Report) error {
	var last []unemployment.Line
	for _, l := range r.Wards {
		if l.Month == r.AsOf.MonthOf() {
			last = append(last, l)
		}
	}
	if err := estimate(w, "Phường, xã / Ward "+r.AsOf.Vietnamese(), last, func(l unemployment.Line) string { return l.Ward + " " + l.Label }); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "\n%s\n%s\n%s\n%s\nLF: %d %% dân số / of the population (%s)\n", r.Formula.Vi, r.Formula.En, r.Limits.Vi, r.Limits.En, r.LabourForce.Percent, r.LabourForce.Source)
	return err
}

func estimate(w io.Writer, title string, lines []unemployment.Line, name func(unemployment.Line) string) error {
	var rows [][]string
	for _, l := range lines {
		rows = append(rows, []string{name(l), number(l.Unemployed), number(l.Seeking), number(l.Noticed), number(l.LabourForce), maybe(l.Rate, hundredths)})
	}
	if _, err := fmt.Fprintln(w); err != nil {
		return err
	}
	return grid(w, columns{title, "thất nghiệp/unemployed (U)>", "đang tìm việc/seeking>", "có thông báo/noticed>", "lực lượng lao động/labour force (LF)>", "tỷ lệ/rate>"}, rows)
}

// hundredths is a share in per cent with two digits: 3,25 %.
func hundredths(n int) string { return fmt.Sprintf("%d,%02d %%", n/100, n%100) }

// UnemploymentCSV writes the estimate for a spreadsheet, a row a ward and month.
func UnemploymentCSV(w io.Writer, r unemployment.Report) error {
	rows := [][]string{{"as_of", "position", "month", "on", "ward", "label", "unemployed", "seeking", "noticed", "labour_force", "rate_hundredths_of_percent"}}
	for _, lines := range [][]unemployment.Line{r.Months, r.Wards} {
		for _, l := range lines {
			rows = append(rows, []string{
				r.AsOf.String(), r.Position.String(), l.Month.String(), l.On.String(), l.Ward, safe(l.Label), strconv.Itoa(l.Unemployed), strconv.Itoa(l.Seeking),
				strconv.Itoa(l.Noticed), strconv.Itoa(l.LabourForce), digits(l.Rate),
			})
		}
	}
	return csv.NewWriter(w).WriteAll(rows)
}

// Support writes support by ward, and the unemployment estimate on its last day.
func Support(w io.Writer, r support.Report, u unemployment.Report) error {
	if err := banner(w, r.Synthetic); err != nil {
		return err
	}
	if _, err := fmt.Fprintf(w, "Hỗ trợ việc làm, bảo hiểm thất nghiệp từ %s đến hết ngày %s (đồng) · vị trí %s\nSupport and unemployment insurance from %s to %s (VND) · log position %s\n\n",
		r.From.Vietnamese(), r.AsOf.Vietnamese(), r.Position, r.From, r.AsOf, r.Position); err != nil {
		return err
	}
	var rows [][]string
	for _, l := range append(r.Wards, support.Line{Label: "Tổng số / Total", Counts: r.Total}) {
		rows = append(rows, []string{
			l.Code(), l.Label, number(l.Loans), vnd(l.LoanAmount), number(l.JobsPromised), number(l.JobsCreated), number(l.JobsUnnamed), number(l.JobsKept),
			number(l.Grants), vnd(l.GrantAmount), number(l.Notices), number(l.NoticesEnded), number(l.Allowances), vnd(l.AllowanceAmount),
		})
	}
	if err := grid(w, columns{
		"mã/code", "phường, xã, tỉnh/ward, province", "vay/loans>", "tiền vay/lent>", "hứa/promised>", "tạo mới/created>", "không nêu tên/unnamed>", "duy trì/kept>",
		"hỗ trợ/grants>", "tiền hỗ trợ/granted>", "thông báo/notices>", "đã hết/ended>", "trợ cấp/allowances>", "tiền trợ cấp/allowed>",
	}, rows); err != nil {
		return err
	}
	return unemploymentWards(w, u)
}

func vnd(n int64) string { return vietnamese.Sprintf("%d", n) }

// SupportCSV writes support for a spreadsheet, a row a ward and one for all.
func SupportCSV(w io.Writer, r support.Report) error {
	rows := [][]string{{
		"from", "as_of", "position", "ward", "label", "loans", "loan_amount_vnd", "jobs_promised", "jobs_to_keep", "jobs_created", "jobs_unnamed", "jobs_kept",
		"grants", "grant_amount_vnd", "notices", "notices_ended", "allowances", "allowance_amount_vnd", "province",
	}}
	for _, l := range append(r.Wards, support.Line{Place: support.Place{Ward: "total"}, Label: "Tổng số", Counts: r.Total}) {
		rows = append(rows, []string{
			r.From.String(), r.AsOf.String(), r.Position.String(), l.Ward, safe(l.Label), strconv.Itoa(l.Loans), strconv.FormatInt(l.LoanAmount, 10),
			strconv.Itoa(l.JobsPromised), strconv.Itoa(l.JobsToKeep), strconv.Itoa(l.JobsCreated), strconv.Itoa(l.JobsUnnamed), strconv.Itoa(l.JobsKept),
			strconv.Itoa(l.Grants), strconv.FormatInt(l.GrantAmount, 10), strconv.Itoa(l.Notices), strconv.Itoa(l.NoticesEnded), strconv.Itoa(l.Allowances), strconv.FormatInt(l.AllowanceAmount, 10), l.Province,
		})
	}
	return csv.NewWriter(w).WriteAll(rows)
}
