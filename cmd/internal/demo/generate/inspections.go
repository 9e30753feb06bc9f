package generate

import (
	"fmt"
	"slices"
	"time"

	"vaoso/domain/civil"
)

// violation is something that inspections find, with the article that it breaks.
type violation struct{ text, severity, basis string }

var overcharging = violation{"Thu tiền dịch vụ vượt mức trần", "nghiêm trọng", "Luật 72/2006/QH11 Đ.21"}

// violations are by weight; the numbers of the articles are unverified.
var violations = []weighted[violation]{
	{violation{"Hồ sơ người lao động thiếu bản sao hợp đồng", "nhẹ", "Luật 72/2006/QH11 Đ.27"}, 30},
	{violation{"Chậm báo cáo số lao động xuất cảnh", "nhẹ", "Luật 72/2006/QH11 Đ.27"}, 25},
	{violation{"Tổ chức giáo dục định hướng không đủ thời lượng", "nặng", "Luật 72/2006/QH11 Đ.65"}, 20},
	{violation{"Không niêm yết mức tiền dịch vụ", "nặng", "Luật 72/2006/QH11 Đ.21"}, 15},
	{overcharging, 10},
}

// inspectionHeader is the header of inspections.csv.
var inspectionHeader = []string{
	"Số cuộc kiểm tra", "Số giấy phép", "Ngày kiểm tra", "Người kiểm tra", "Sai phạm", "Mức độ", "Căn cứ", "Hạn khắc phục", "Ngày khắc phục", "Ngày kết thúc",
}

// inspectionFile has one or two inspections of every agency, and up to three
// findings of each. The agency that is suspended in July was found overcharging
// in May, and put it right in August only.
func (o Options) inspectionFile() File {
	f := File{Name: "inspections", Header: inspectionHeader}
	number := 0
	for i, a := range agencies {
		s := o.draw("inspections", i)
		for nth := range s.between(1, 2) {
			number++
			v := visit{number: number, agency: a, opened: workday(civil.On(2021, time.March, 1).AddDays(s.IntN(270))), inspector: s.between(1, 4)}
			v.closed = workday(v.opened.AddDays(s.between(3, 15)))
			v.findings = s.findings(v.opened)
			if a.licence == suspending && nth == 0 {
				v.opened, v.closed = civil.On(2021, time.May, 10), civil.On(2021, time.May, 21)
				v.findings = []finding{{overcharging, civil.On(2021, time.June, 9), civil.On(2021, time.August, 20)}}
			}
			f.Rows = append(f.Rows, v.rows()...)
		}
	}
	return f
}

// visit is an inspection with what it found.
type visit struct {
	number         int
	agency         agency
	opened, closed civil.Date
	inspector      int
	findings       []finding
}

type finding struct {
	violation
	due, remedied civil.Date // zero: never
}

// findings are up to three, none twice. A remedy has 30 days: 70 % are in time,
// 20 % late.
func (s source) findings(opened civil.Date) (list []finding) {
	for range s.between(0, 3) {
		f := finding{violation: pick(s, violations), due: opened.AddDays(30)}
		switch late := s.IntN(10); {
		case late < 7:
			f.remedied = opened.AddDays(s.between(5, 30))
		case late < 9:
			f.remedied = f.due.AddDays(s.between(5, 25))
		}
		if !slices.ContainsFunc(list, func(g finding) bool { return g.text == f.text }) {
			list = append(list, f)
		}
	}
	return list
}

func (v visit) rows() (rows [][]string) {
	row := func(f finding) []string {
		return []string{
			fmt.Sprintf("KT-2021-%02d", v.number), v.agency.licence, v.opened.Vietnamese(), fmt.Sprintf("Thanh tra Mẫu %02d", v.inspector),
			f.text, f.severity, f.basis, f.due.Vietnamese(), f.remedied.Vietnamese(), v.closed.Vietnamese(),
		}
	}
	if len(v.findings) == 0 {
		return [][]string{row(finding{})}
	}
	for _, f := range v.findings {
		rows = append(rows, row(f))
	}
	return rows
}
