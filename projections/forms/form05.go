package forms

import (
	"cmp"
	"context"
	"slices"

	"vaoso/projections/engine"
	"vaoso/projections/training"
)

// form05 is Biểu 05, training on order.
func form05() Definition {
	percent := func(key, vi, en string, of func(training.Row) *int) column[training.Row] {
		return shares(key, vi, en, func(r training.Row) Cell {
			if n := of(r); n != nil {
				return number(*n * hundredths)
			}
			return Cell{}
		})
	}
	return define(Definition{
		Code: "05", Vi: "Đào tạo nghề theo địa chỉ sử dụng", En: "Training on order",
		Reads: []engine.Projection{training.Projection},
		Groups: []Group{
			{string(training.ByCourse), "Theo khóa đào tạo", "By course"},
			{string(training.ByInstitution), "Theo cơ sở giáo dục nghề nghiệp", "By institution"},
			{string(training.ByEmployer), "Theo doanh nghiệp", "By employer"},
		},
	}, []column[training.Row]{
		keys("key", "Mã", "Code", func(r training.Row) (name, shown string) {
			switch {
			case r.Key == totalKey:
				return "", ""
			case r.Occupation == "": // an institution or an employer, whose name has its own column
				return r.Name(), ""
			}
			return r.Name(), r.Name()
		}),
		texts("institution", "Cơ sở", "Institution", func(r training.Row) string { return r.InstitutionName }),
		texts("employer", "Doanh nghiệp", "Employer", func(r training.Row) string { return r.EmployerName }),
		texts("occupation", "Nghề", "Occupation", func(r training.Row) string { return r.Occupation }),
		counts("courses", "Khóa", "Courses", "courses", func(r training.Row) int { return r.Courses }),
		counts("seats", "Chỗ học", "Seats", persons, func(r training.Row) int { return r.Seats }),
		counts("jobs_promised", "Việc làm cam kết", "Jobs promised", persons, func(r training.Row) int { return r.JobsPromised }),
		counts("enrolled", "Nhập học", "Enrolled", persons, func(r training.Row) int { return r.Enrolled }),
		percent("attended", "Chuyên cần", "Attended", func(r training.Row) *int { return r.Attended }),
		counts("completed", "Hoàn thành", "Completed", persons, func(r training.Row) int { return r.Completed }),
		percent("completion", "Tỷ lệ hoàn thành", "Completion", func(r training.Row) *int { return r.Completion }),
		counts("certified", "Có chứng chỉ", "Certified", persons, func(r training.Row) int { return r.Certified }),
		percent("certification", "Tỷ lệ có chứng chỉ", "Certification", func(r training.Row) *int { return r.Certification }),
		counts("dropped", "Bỏ học", "Dropped out", persons, func(r training.Row) int { return r.Dropped }),
		counts("placed", "Được nhận trong 90 ngày", "Placed within 90 days", persons, func(r training.Row) int { return r.Placed }),
		counts("pending", "Còn trong hạn", "Still pending", persons, func(r training.Row) int { return r.Pending }),
		percent("conversion", "Tỷ lệ được nhận", "Conversion", func(r training.Row) *int { return r.Conversion }),
		{Column{Key: "score", Vi: "Điểm đánh giá", En: "Score", Type: Tenths}, func(r training.Row) Cell {
			if r.Score == nil {
				return Cell{}
			}
			return number(int(*r.Score*tenths + half))
		}},
	}, trained)
}

const (
	hundredths = 10 // from per cent to thousandths
	tenths     = 10
	half       = 0.5 // rounds what is a whole number of tenths already
)

func trained(ctx context.Context, s Source) (lines []line[training.Row], notes []Words, err error) {
	for _, by := range []training.By{training.ByCourse, training.ByInstitution, training.ByEmployer} {
		r, err := training.MakeReport(ctx, s, by, s.AsOf, s.Synthetic)
		if err != nil {
			return nil, nil, err
		}
		slices.SortStableFunc(r.Rows, func(a, b training.Row) int { return cmp.Compare(a.Name(), b.Name()) })
		for _, row := range r.Rows {
			lines = append(lines, line[training.Row]{group: string(by), is: row})
		}
		r.Total.Key, r.Total.InstitutionName = totalKey, "Tổng số"
		if by == training.ByEmployer {
			r.Total.InstitutionName, r.Total.EmployerName = "", "Tổng số"
		}
		lines = append(lines, line[training.Row]{group: string(by), total: true, is: r.Total})
	}
	return lines, []Words{{
		"Mọi khóa trong sổ. Tỷ lệ hoàn thành = số hoàn thành ÷ số nhập học; có chứng chỉ và được nhận: trên số hoàn thành. Tỷ lệ được nhận = số được chính doanh nghiệp đặt hàng nhận trong 90 ngày ÷ số hoàn thành.",
		"All courses in the book. Completion = completed ÷ enrolled; certification and conversion are of those who completed. Conversion = placed with the employer who ordered the course, within 90 days, ÷ completed.",
	}}, nil
}

// totalKey is the key of what is no course, institution or employer.
const totalKey = "total"
