package generate

import (
	"fmt"
	"strconv"
)

// employer is a made-up enterprise.
type employer struct {
	taxCode, name, sector, province, ward, size string
}

// manyEmployers is how many enterprises there are, however many workers.
const manyEmployers = 64

// sectors are the VSIC sections that people find work in, by weight.
var sectors = []weighted[string]{
	{"C", 62}, {"G", 12}, {"F", 7}, {"I", 4}, {"H", 4}, {"S", 4}, {"N", 3}, {"P", 1}, {"A", 3},
}

// trades name an enterprise of a section.
var trades = map[string][]string{
	"C": {"May", "Điện tử", "Cơ khí", "Gạch men", "Bao bì", "Linh kiện ô tô"}, "G": {"Thương mại", "Siêu thị"}, "F": {"Xây dựng"}, "I": {"Nhà hàng"},
	"H": {"Vận tải"}, "S": {"Dịch vụ"}, "N": {"Bảo vệ", "Vệ sinh công nghiệp"}, "P": {"Trường Mầm non"}, "A": {"Nông nghiệp"},
}

// premises are where enterprises are: most of them in the two wards with
// industrial zones.
var premises = []weighted[[2]string]{
	{[2]string{"26", "08728"}, 40}, {[2]string{"26", "08713"}, 12}, {[2]string{"26", "08710"}, 10}, {[2]string{"26", "08722"}, 8},
	{[2]string{"26", "08716"}, 6}, {[2]string{"26", "08725"}, 4}, {[2]string{"26", "08740"}, 12}, {[2]string{"01", ""}, 8},
}

// employers are the same in every made-up year of a seed. The first of them
// cover every section.
func (o Options) employers() []employer { return o.manyEmployers(manyEmployers) }

func (o Options) manyEmployers(n int) []employer {
	codes := taxCodes(n)
	list := make([]employer, n)
	for i := range list {
		s := o.draw("employer", i)
		e := employer{taxCode: codes[i], sector: pick(s, sectors)}
		if i < len(sectors) {
			e.sector = sectors[i].value
		}
		e.name = fmt.Sprintf("Công ty Mẫu %s %02d", one(s, trades[e.sector]), i+1)
		at := pick(s, premises)
		e.province, e.ward = at[0], at[1]
		e.size = pick(s, []weighted[string]{{"micro", 15}, {"small", 35}, {"medium", 25}, {"large", 25}})
		list[i] = e
	}
	return list
}

// taxCode is the n-th made-up tax code, with its check digit. A number that
// asks for the digit 10 is passed over, as it is in life.
func taxCode(n int) string { return taxCodes(n)[n-1] }

// taxCodes are the first n.
func taxCodes(n int) []string {
	weights := [9]int{31, 29, 23, 19, 17, 13, 7, 5, 3}
	codes := make([]string, 0, n+1)
	for serial := 0; len(codes) <= n; serial++ {
		nine := fmt.Sprintf("0000%05d", serial)
		sum := 0
		for i, w := range weights {
			sum += w * int(nine[i]-'0')
		}
		if check := 10 - sum%11; check < 10 {
			codes = append(codes, nine+strconv.Itoa(check))
		}
	}
	return codes[1:] // the first is nobody's
}

func employerFile(employers []employer) File {
	f := File{Name: "employers", Header: []string{"tax_code", "name", "sector", "province_code", "ward_code", "size"}}
	for _, e := range employers {
		f.Rows = append(f.Rows, e.row())
	}
	return f
}

func (e employer) row() []string {
	return []string{e.taxCode, e.name, e.sector, e.province, e.ward, e.size}
}
