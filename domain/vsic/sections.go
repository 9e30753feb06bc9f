// Package vsic has the sections of the Vietnam Standard Industrial
// Classification (Decision 27/2018/QĐ-TTg, level 1): the letters A to U by
// which employers and figures are sorted.
package vsic

import "vaoso/domain/viet"

// Section is a section of the classification.
type Section struct {
	Letter string // "C"
	Vi, En string
}

// Sections are all sections in order.
func Sections() []Section { return sections[:] }

var sections = [...]Section{
	{"A", "Nông nghiệp, lâm nghiệp và thủy sản", "Agriculture, forestry and fishing"},
	{"B", "Khai khoáng", "Mining and quarrying"},
	{"C", "Công nghiệp chế biến, chế tạo", "Manufacturing"},
	{"D", "Sản xuất và phân phối điện, khí đốt", "Electricity and gas supply"},
	{"E", "Cung cấp nước, xử lý rác thải", "Water supply and waste management"},
	{"F", "Xây dựng", "Construction"},
	{"G", "Bán buôn, bán lẻ, sửa chữa xe", "Trade and repair of vehicles"},
	{"H", "Vận tải kho bãi", "Transport and storage"},
	{"I", "Dịch vụ lưu trú và ăn uống", "Accommodation and food"},
	{"J", "Thông tin và truyền thông", "Information and communication"},
	{"K", "Tài chính, ngân hàng, bảo hiểm", "Finance and insurance"},
	{"L", "Kinh doanh bất động sản", "Real estate"},
	{"M", "Chuyên môn, khoa học, công nghệ", "Professional, scientific, technical"},
	{"N", "Hành chính và dịch vụ hỗ trợ", "Administrative and support services"},
	{"O", "Hoạt động của Đảng, nhà nước", "Public administration"},
	{"P", "Giáo dục và đào tạo", "Education"},
	{"Q", "Y tế và trợ giúp xã hội", "Health and social work"},
	{"R", "Nghệ thuật, vui chơi, giải trí", "Arts and recreation"},
	{"S", "Dịch vụ khác", "Other services"},
	{"T", "Làm thuê trong hộ gia đình", "Households as employers"},
	{"U", "Tổ chức quốc tế", "International organisations"},
}

// Find is the section with the letter, or with the Vietnamese or English name,
// in any case and with or without marks.
func Find(s string) (Section, bool) {
	plain := viet.Plain(s)
	for _, x := range sections {
		if plain == viet.Plain(x.Letter) || plain == viet.Plain(x.Vi) || plain == viet.Plain(x.En) {
			return x, true
		}
	}
	return Section{}, false
}
