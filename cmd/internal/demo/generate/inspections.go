package generate

import (
	"fmt"
	"time"

	"vaoso/domain/civil"
)

// violation is something that inspections find, with the article that it breaks.
type violation struct{ text, severity, basis string }

var violations = []weighted[violation]{
	{violation{"Hồ sơ người lao động thiếu bản sao hợp đồng", "nhẹ", "Luật 72/2006/QH11 Đ.27"}, 30},
	{violation{"Chậm báo cáo số lao động xuất cảnh", "nhẹ", "Luật 72/2006/QH11 Đ.27"}, 25},
	{violation{"Tổ chức giáo dục định hướng không đủ thời lượng", "nặng", "Luật 72/2006/QH11 Đ.65"}, 20},
	{violation{"Không niêm yết mức tiền dịch vụ", "nặng", "Luật 72/2006/QH11 Đ.21"}, 15},
	{violation{"Thu tiền dịch vụ vượt mức trần", "nghiêm trọng", "Luật 72/2006/QH11 Đ.21"}, 10},
}

// inspectionFile has one or two inspections of every agency, and up to three
// findings of each. A remedy has 30 days: 70 % are in time, 20 % late.
func (o Options) inspectionFile() File {
	f := File{Name: "inspections", Header: []string{
		"Số cuộc kiểm tra", "Số giấy phép", "Ngày kiểm tra", "Người kiểm tra", "Sai phạm", "Mức độ", "Căn cứ", "Hạn khắc phục", "Ngày khắc phục", "Ngày kết thúc",
	}}
	number := 0
	for i, a := range agencies {
		s := o.draw("inspections", i)
		for range s.between(1, 2) {
			number++
			opened := workday(civil.On(2021, time.March, 1).AddDays(s.IntN(270)))
			head := []string{fmt.Sprintf("KT-2021-%02d", number), a.licence, opened.Vietnamese(), fmt.Sprintf("Thanh tra Mẫu %02d", s.between(1, 4))}
			closed := workday(opened.AddDays(s.between(3, 15))).Vietnamese()
			findings := s.between(0, 3)
			if findings == 0 {
				f.Rows = append(f.Rows, append(head[:4:4], "", "", "", "", "", closed))
			}
			seen := map[string]bool{}
			for range findings {
				v := pick(s, violations)
				due := opened.AddDays(30)
				remedied := ""
				switch late := s.IntN(10); {
				case late < 7:
					remedied = opened.AddDays(s.between(5, 30)).Vietnamese()
				case late < 9:
					remedied = due.AddDays(s.between(5, 25)).Vietnamese()
				}
				if seen[v.text] {
					continue
				}
				seen[v.text] = true
				f.Rows = append(f.Rows, append(head[:4:4], v.text, v.severity, v.basis, due.Vietnamese(), remedied, closed))
			}
		}
	}
	return f
}
