package sheet

// sections are the sections of VSIC 2018 (Decision 27/2018/QĐ-TTg) with their
// Vietnamese names.
var sections = []Word{
	{"A", []string{"Nông nghiệp, lâm nghiệp và thủy sản"}},
	{"B", []string{"Khai khoáng"}},
	{"C", []string{"Công nghiệp chế biến, chế tạo"}},
	{"D", []string{"Sản xuất và phân phối điện, khí đốt, nước nóng, hơi nước và điều hòa không khí"}},
	{"E", []string{"Cung cấp nước; hoạt động quản lý và xử lý rác thải, nước thải"}},
	{"F", []string{"Xây dựng"}},
	{"G", []string{"Bán buôn và bán lẻ; sửa chữa ô tô, mô tô, xe máy và xe có động cơ khác"}},
	{"H", []string{"Vận tải kho bãi"}},
	{"I", []string{"Dịch vụ lưu trú và ăn uống"}},
	{"J", []string{"Thông tin và truyền thông"}},
	{"K", []string{"Hoạt động tài chính, ngân hàng và bảo hiểm"}},
	{"L", []string{"Hoạt động kinh doanh bất động sản"}},
	{"M", []string{"Hoạt động chuyên môn, khoa học và công nghệ"}},
	{"N", []string{"Hoạt động hành chính và dịch vụ hỗ trợ"}},
	{"O", []string{"Hoạt động của Đảng Cộng sản, tổ chức chính trị - xã hội, quản lý nhà nước, an ninh quốc phòng; bảo đảm xã hội bắt buộc"}},
	{"P", []string{"Giáo dục và đào tạo"}},
	{"Q", []string{"Y tế và hoạt động trợ giúp xã hội"}},
	{"R", []string{"Nghệ thuật, vui chơi và giải trí"}},
	{"S", []string{"Hoạt động dịch vụ khác"}},
	{"T", []string{"Hoạt động làm thuê các công việc trong các hộ gia đình, sản xuất sản phẩm vật chất và dịch vụ tự tiêu dùng của hộ gia đình"}},
	{"U", []string{"Hoạt động của các tổ chức và cơ quan quốc tế"}},
}
