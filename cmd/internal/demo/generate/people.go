package generate

import (
	"fmt"
	"strconv"
	"time"

	"vaoso/domain/civil"
)

// person is a made-up job-seeker.
type person struct {
	index      int
	citizenID  string
	name       string
	born       civil.Date
	female     bool
	ward       string
	resident   bool // of one of the plan's nine units
	phone      string
	education  string
	occupation string
	seeking    civil.Date
	registered civil.Date
}

var families = []weighted[string]{
	{"Nguyễn", 38}, {"Trần", 11}, {"Lê", 10}, {"Phạm", 7}, {"Hoàng", 5}, {"Phan", 4}, {"Vũ", 4}, {"Đặng", 3}, {"Bùi", 3}, {"Đỗ", 3},
	{"Hồ", 2}, {"Ngô", 2}, {"Dương", 2}, {"Lý", 1}, {"Phùng", 2}, {"Kim", 1}, {"Đào", 1}, {"Trịnh", 1},
}

var (
	menMiddle = []weighted[string]{
		{"Văn", 45}, {"Đức", 6}, {"Hữu", 6}, {"Quang", 6}, {"Minh", 6}, {"Xuân", 5}, {"Đình", 5}, {"Công", 5}, {"Thành", 5}, {"Ngọc", 5}, {"Tuấn", 6},
	}
	womenMiddle = []weighted[string]{
		{"Thị", 55}, {"Thu", 5}, {"Ngọc", 5}, {"Minh", 5}, {"Thanh", 5}, {"Hồng", 5}, {"Phương", 5}, {"Kim", 5}, {"Bích", 5}, {"Mai", 5},
	}
	menGiven = []string{
		"Hùng", "Cường", "Dũng", "Tuấn", "Anh", "Nam", "Sơn", "Hải", "Long", "Thắng", "Quân", "Đạt", "Huy", "Khánh", "Phong", "Tú", "Hiếu", "Trung", "Toàn", "Việt", "Á",
	}
	womenGiven = []string{
		"Hương", "Lan", "Hà", "Linh", "Trang", "Thảo", "Nga", "Hoa", "Hằng", "Yến", "Nhung", "Thủy", "Ngân", "Dung", "Vân", "Oanh", "Huyền", "Phượng", "Quyên", "Ánh",
	}
)

// wards are the plan's nine units by population (hundreds of persons).
var wards = []weighted[string]{
	{"08707", 105}, {"08710", 210}, {"08713", 150}, {"08716", 100}, {"08719", 75}, {"08722", 160}, {"08725", 90}, {"08728", 220}, {"08731", 80},
}

// elsewhere are places that in-migrants come from: elsewhere in the province,
// then Phú Thọ, Hà Nội, Bắc Giang and Hà Giang. The book knows their form alone.
var elsewhere = []weighted[string]{
	{"08740", 20}, {"08773", 15}, {"08866", 10}, {"07900", 15}, {"08203", 10}, {"10081", 10}, {"07375", 10}, {"00691", 10},
}

// ages are ranges of full years, by weight.
var ages = []weighted[[2]int]{
	{[2]int{18, 24}, 34}, {[2]int{25, 34}, 36}, {[2]int{35, 44}, 19}, {[2]int{45, 59}, 10}, {[2]int{15, 17}, 1},
}

// educations are the highest trainings finished, as the file writes them.
var educations = []weighted[string]{
	{"chưa qua đào tạo", 38}, {"sơ cấp", 22}, {"trung cấp", 15}, {"cao đẳng", 12}, {"đại học", 12}, {"sau đại học", 1},
}

var occupations = []string{
	"may", "lắp ráp điện tử", "cơ khí", "hàn", "lái xe", "bán hàng", "đóng gói", "kho", "nấu ăn", "xây dựng", "bảo vệ", "kế toán", "kiểm tra chất lượng",
}

// person makes up the index-th job-seeker. Who has a job or a contract has the
// day of registration moved before it.
func (o Options) person(i int) person {
	s := o.draw("person", i)
	p := person{index: i, female: s.chance(540), resident: !s.chance(60)}
	p.name = p.named(s)
	p.registered = workday(firstDay.AddDays(s.IntN(350)))
	years := pick(s, ages)
	_, abroad := contractOf(i)
	if abroad {
		years, p.resident = [2]int{19, 34}, true
	}
	// Whoever is of an age on the last day of 2020 is so all year, or a year older.
	birthday := civil.On(2020-s.between(years[0], years[1]), time.January, 1).AddDays(s.IntN(365))
	p.born = birthday
	p.citizenID = citizenID("000", p.female, p.born.Year(), i)
	p.ward = pick(s, wards)
	if !p.resident {
		p.ward = pick(s, elsewhere)
	}
	if s.chance(850) {
		p.phone = "000" + fmt.Sprintf("%07d", s.IntN(10_000_000))
	}
	p.education, p.occupation = pick(s, educations), one(s, occupations)
	if s.chance(700) {
		p.seeking = p.registered.AddDays(-s.geometric(20))
	}
	return p
}

func (p person) named(s source) string {
	family := pick(s, families)
	if p.female {
		return family + " " + pick(s, womenMiddle) + " " + one(s, womenGiven)
	}
	return family + " " + pick(s, menMiddle) + " " + one(s, menGiven)
}

// citizenID is province, the digit of century and sex, the year's two digits
// and a serial of six.
func citizenID(province string, female bool, year, serial int) string {
	digit := (year - 1900) / 100 * 2
	if female {
		digit++
	}
	return province + strconv.Itoa(digit) + fmt.Sprintf("%02d%06d", year%100, serial)
}

// registerBefore moves the registration before a day on which more is known of
// the person, by so many days at most.
func (p *person) registerBefore(day civil.Date, days int) {
	p.registered = clamp(workday(day.AddDays(-days)), firstDay, day)
	if !p.seeking.IsZero() {
		p.seeking = p.registered.AddDays(-days / 2)
	}
}

var workerHeader = []string{
	"Số CCCD", "Họ và tên", "Ngày sinh", "Giới tính", "Phường/xã", "Điện thoại", "Trình độ", "Nghề nghiệp", "Tìm việc từ", "Ngày đăng ký",
}

func workerFile(people []person) File {
	f := File{Name: "workers", Header: workerHeader}
	for _, p := range people {
		f.Rows = append(f.Rows, p.row())
	}
	return f
}

func (p person) row() []string {
	sex := "nam"
	if p.female {
		sex = "nữ"
	}
	return []string{
		p.citizenID, p.name, p.born.Vietnamese(), sex, p.ward, p.phone, p.education, p.occupation, p.seeking.Vietnamese(), p.registered.Vietnamese(),
	}
}
