package forms

import (
	"strings"
	"unicode"
)

// outside is the key of the wards and communes that aren't the city's: a form
// has one line for them.
const outside = "outside"

var outsideWords = Words{
	"Ngoài thành phố: các phường, xã không thuộc thành phố.",
	"Ngoài thành phố, outside the city: wards and communes that aren't the city's.",
}

// farWords say what the lines of other provinces are.
var farWords = Words{
	"Ngoài tỉnh: người sử dụng lao động ở tỉnh, thành phố khác, sổ chỉ ghi tỉnh.",
	"Ngoài tỉnh, outside the province: employers elsewhere, of whom the book has the province alone.",
}

// place is the line that a ward's figures stand in: the ward's own where it is
// one of the city's, or was.
func (s Source) place(code string) (key, label string) {
	if code == "" {
		return "", "Chưa rõ"
	}
	if name := s.unitName(code); name != "" {
		return code, name
	}
	return outside, "Ngoài thành phố"
}

// placeName is what a line of place is called.
func (s Source) placeName(key string) string {
	_, label := s.place(key)
	return label
}

// unitName is the unit's name as the plan ends, or as it was last; "" where the
// code is none.
func (s Source) unitName(code string) string {
	u, ok := s.Units.Lookup(code, s.plan.To)
	if !ok {
		u, ok = s.Units.Last(code)
	}
	if !ok {
		return ""
	}
	return u.FullName()
}

// coded says whether a key is a code that an office uses: C, 08710, JP, 26-011.
// A word such as female or in_migrant is for programs, UNK and OVS with them.
func coded(key string) string {
	if key == "UNK" || key == "OVS" || strings.ContainsFunc(key, unicode.IsLower) {
		return ""
	}
	return key
}

// categories are the kinds of subject that a stream's name begins with.
var categories = map[string]string{
	"plan": "kế hoạch", "worker": "người lao động", "employer": "người sử dụng lao động", "agency": "doanh nghiệp dịch vụ", "contract": "hợp đồng",
	"inspection": "cuộc kiểm tra", "complaint": "khiếu nại", "flag": "cảnh báo", "loan": "khoản vay", "support": "khoản hỗ trợ",
	"unemployment": "thất nghiệp của", "institution": "cơ sở đào tạo", "course": "khóa đào tạo", "vacancy": "vị trí tuyển dụng", "referral": "giới thiệu",
	"fair": "phiên giao dịch", "capacity": "lớp tập huấn", "collaborator": "cộng tác viên", "intermediary": "đơn vị dịch vụ việc làm",
}

// bare is a stream without its category: the code as the office knows it.
func bare(stream string) string {
	category, code, ok := strings.Cut(stream, "-")
	if !ok || categories[category] == "" {
		return stream
	}
	return code
}

// subjectName is a stream as people read it: khoản hỗ trợ HT-01879.
func subjectName(stream string) string {
	category, code, ok := strings.Cut(stream, "-")
	if !ok || categories[category] == "" {
		return stream
	}
	return categories[category] + " " + code
}
