// Package vsic has the sections of the Vietnam Standard Industrial
// Classification (Decision 27/2018/QĐ-TTg, level 1): the letters A to U by
// which employers and figures are sorted.
package vsic

import "vaoso/domain/viet"

// Section is a section of the classification.
type Section struct {
	Letter string // "C"
	Vi     string // the name in the decision
	Short  string // the same for a report's row
	En     string
}

// Sections are all sections in order.
func Sections() []Section { return sections[:] }

var sections = [...]Section{
	{"A", "Nông nghiệp, lâm nghiệp và thủy sản", "Nông nghiệp, lâm nghiệp và thủy sản", "Agriculture, forestry and fishing"},
	{"B", "Khai khoáng", "Khai khoáng", "Mining and quarrying"},
	{"C", "Công nghiệp chế biến, chế tạo", "Công nghiệp chế biến, chế tạo", "Manufacturing"},
	{"D", "Sản xuất và phân phối điện, khí đốt, nước nóng, hơi nước và điều hòa không khí", "Sản xuất và phân phối điện, khí đốt", "Electricity and gas supply"},
	{"E", "Cung cấp nước; hoạt động quản lý và xử lý rác thải, nước thải", "Cung cấp nước, xử lý rác thải", "Water supply and waste management"},
	{"F", "Xây dựng", "Xây dựng", "Construction"},
	{"G", "Bán buôn và bán lẻ; sửa chữa ô tô, mô tô, xe máy và xe có động cơ khác", "Bán buôn, bán lẻ, sửa chữa xe", "Trade and repair of vehicles"},
	{"H", "Vận tải kho bãi", "Vận tải kho bãi", "Transport and storage"},
	{"I", "Dịch vụ lưu trú và ăn uống", "Dịch vụ lưu trú và ăn uống", "Accommodation and food"},
	{"J", "Thông tin và truyền thông", "Thông tin và truyền thông", "Information and communication"},
	{"K", "Hoạt động tài chính, ngân hàng và bảo hiểm", "Tài chính, ngân hàng, bảo hiểm", "Finance and insurance"},
	{"L", "Hoạt động kinh doanh bất động sản", "Kinh doanh bất động sản", "Real estate"},
	{"M", "Hoạt động chuyên môn, khoa học và công nghệ", "Chuyên môn, khoa học, công nghệ", "Professional, scientific, technical"},
	{"N", "Hoạt động hành chính và dịch vụ hỗ trợ", "Hành chính và dịch vụ hỗ trợ", "Administrative and support services"},
	{"O", "Hoạt động của Đảng Cộng sản, tổ chức chính trị - xã hội, quản lý nhà nước, an ninh quốc phòng; bảo đảm xã hội bắt buộc", "Hoạt động của Đảng, nhà nước", "Public administration"},
	{"P", "Giáo dục và đào tạo", "Giáo dục và đào tạo", "Education"},
	{"Q", "Y tế và hoạt động trợ giúp xã hội", "Y tế và trợ giúp xã hội", "Health and social work"},
	{"R", "Nghệ thuật, vui chơi và giải trí", "Nghệ thuật, vui chơi, giải trí", "Arts and recreation"},
	{"S", "Hoạt động dịch vụ khác", "Dịch vụ khác", "Other services"},
	{"T", "Hoạt động làm thuê các công việc trong các hộ gia đình, sản xuất sản phẩm vật chất và dịch vụ tự tiêu dùng của hộ gia đình", "Làm thuê trong hộ gia đình", "Households as employers"},
	{"U", "Hoạt động của các tổ chức và cơ quan quốc tế", "Tổ chức quốc tế", "International organisations"},
}

// Find is the section with the letter, or with one of its names, in
// any case and with or without marks.
func Find(s string) (Section, bool) {
	plain := viet.Plain(s)
	for _, x := range sections {
		if plain == viet.Plain(x.Letter) || plain == viet.Plain(x.Vi) || plain == viet.Plain(x.Short) || plain == viet.Plain(x.En) {
			return x, true
		}
	}
	return Section{}, false
}
