package generate

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"vaoso/domain/civil"
)

// Of so many people, and of so many jobs, one was written down wrongly and is put
// right. No figure of the plan's moves by it.
const (
	peoplePerSlip = 480
	jobsPerSlip   = 160
)

// slips are the corrections of the year: one person's but for the sums of a loan
// and of a grant, which two people put right.
func (y *following) slips(people []person, jobs []job, list map[string]*File) {
	f := list["corrections"]
	for i := peoplePerSlip / 12; i < len(people); i += peoplePerSlip {
		p := people[i]
		f.plant("kind=người lao động", "citizen_id="+p.citizenID, "field=điện thoại", "value=0009"+strconv.Itoa(100_000+i), "reason=ghi nhầm số điện thoại", "corrected_on="+after(p.registered, 9))
	}
	for i := peoplePerSlip / 3; i < len(people); i += peoplePerSlip {
		p, value := people[i], "đại học"
		if p.education == value {
			value = "cao đẳng"
		}
		f.plant("kind=người lao động", "citizen_id="+p.citizenID, "field=trình độ", "value="+value, "reason=theo bằng tốt nghiệp", "corrected_on="+after(p.registered, 12))
	}
	for i := jobsPerSlip / 4; i < len(jobs); i += jobsPerSlip {
		j := jobs[i]
		f.plant("kind=việc làm", "citizen_id="+j.person.citizenID, "tax_code="+j.taxCode(), "started_on="+j.started.String(), "field=lương", "value="+dotted(j.wage+350_000),
			"reason=người sử dụng lao động báo nhầm", "corrected_on="+after(j.reported, 20))
	}
	big := map[string]string{"large": "vừa", "medium": "nhỏ", "small": "siêu nhỏ", "micro": "nhỏ"}
	e := y.employers[7]
	f.plant("kind=người sử dụng lao động", "tax_code="+e.taxCode, "field=quy mô", "value="+big[e.size], "reason=theo sổ lao động của đơn vị", "corrected_on=2021-03-22")
	course, fair := list["courses"].Rows[0], list["fairs"].Rows[0]
	f.plant("kind=khóa đào tạo", "course_no="+course[0], "field=lương tối thiểu cam kết", "value="+plus(course[9], 150_000), "reason=theo phụ lục thỏa thuận", "corrected_on="+course[8])
	attendance, _ := strconv.Atoi(fair[4])
	f.plant("kind=phiên giao dịch việc làm", "fair_no="+fair[0], "field=số người tham dự", "value="+strconv.Itoa(attendance+100), "reason=cộng thiếu một bàn đón tiếp", "corrected_on="+fair[7])
	if rows := list["trainees"].Rows; len(rows) > 0 {
		if i := slices.IndexFunc(rows, func(r []string) bool { return r[5] == "khá" }); i >= 0 {
			f.plant("kind=học viên", "course_no="+rows[i][0], "citizen_id="+rows[i][1], "enrolled_on="+rows[i][2], "field=xếp loại", "value=giỏi", "reason=chấm lại bài thi", "corrected_on="+later20(rows[i][3]))
		}
	}
	if rows := list["loans"].Rows; len(rows) > 0 {
		i := slices.IndexFunc(rows, func(r []string) bool { return r[1] != "" && r[7] < "2021-11-01" })
		if i >= 0 {
			f.plant("kind=khoản vay", "loan_no="+rows[i][0], "field=số tiền", "value="+plus(rows[i][3], -5_000_000), "reason=gõ nhầm so với hợp đồng vay", "corrected_on="+"2021-11-08")
		}
	}
	grants := list["grants"].Rows
	g := grants[len(grants)-1]
	f.plant("kind=hỗ trợ việc làm", "support_no="+g[0], "field=số tiền", "value="+plus(g[4], 500_000), "reason=gõ nhầm so với quyết định", "corrected_on=2021-12-20")
	slices.SortStableFunc(f.Rows, func(a, b []string) int { return cmp.Compare(a[len(a)-1], b[len(b)-1]) })
}

// after is a working day so many days later, in the time of reports.
func after(d civil.Date, days int) string {
	return clamp(workday(d.AddDays(days)), d, lastWord).String()
}

// later20 is 20 days after a day as people write it.
func later20(day string) string {
	parts := strings.Split(day, "/")
	d, err := civil.Parse(parts[2] + "-" + parts[1] + "-" + parts[0])
	if err != nil {
		panic(err) // it was written by us
	}
	return d.AddDays(20).String()
}

// plus is a sum and so many đồng.
func plus(sum string, more int64) string {
	n, err := strconv.ParseInt(strings.ReplaceAll(sum, ".", ""), 10, 64)
	if err != nil {
		panic(err) // it was written by us
	}
	return dotted(n + more)
}
