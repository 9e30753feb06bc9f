package sheet

import (
	"strings"

	"vaoso/domain/viet"
)

// The words of the columns that take but some. A code is what the book says.
var (
	sexes         = []Word{{"male", []string{"nam", "m"}}, {"female", []string{"nữ", "nu", "f"}}}
	educations    = []Word{{"none", []string{"chưa qua đào tạo"}}, {"elementary", []string{"sơ cấp"}}, {"intermediate", []string{"trung cấp"}}, {"college", []string{"cao đẳng"}}, {"university", []string{"đại học"}}, {"postgraduate", []string{"sau đại học"}}}
	sizes         = []Word{{"micro", []string{"siêu nhỏ"}}, {"small", []string{"nhỏ"}}, {"medium", []string{"vừa"}}, {"large", []string{"lớn"}}}
	contractKinds = []Word{{"indefinite", []string{"không xác định thời hạn"}}, {"fixed_term", []string{"xác định thời hạn"}}, {"seasonal", []string{"mùa vụ"}}, {"self_employed", []string{"tự tạo việc làm"}}}
	sources       = []Word{
		{"direct", []string{"trực tiếp"}}, {"service_centre", []string{"trung tâm dvvl", "trung tâm dịch vụ việc làm"}}, {"supply_firm", []string{"doanh nghiệp dịch vụ việc làm"}},
		{"fair", []string{"phiên giao dịch", "phiên giao dịch việc làm"}}, {"training", []string{"đào tạo theo địa chỉ"}}, {"loan", []string{"vay vốn"}}, {"collaborator", []string{"cộng tác viên"}}, {"self", []string{"tự tìm"}},
	}
	forms         = []Word{{"service", []string{"dịch vụ"}}, {"contractor", []string{"trúng thầu/đầu tư", "trúng thầu", "đầu tư"}}, {"trainee", []string{"thực tập"}}, {"individual", []string{"cá nhân"}}}
	returnReasons = []Word{
		{"term", []string{"hết hạn"}}, {"early_own", []string{"về trước hạn"}}, {"early_employer", []string{"chủ sử dụng"}}, {"early_health", []string{"sức khỏe"}},
		{"early_force", []string{"bất khả kháng"}}, {"deported", []string{"trục xuất"}}, {"deceased", []string{"tử vong"}},
	}
	yesNo             = []Word{{"yes", []string{"có", "x"}}, {"no", []string{"không"}}}
	placementEnds     = []Word{{"term", []string{"hết hạn hợp đồng", "hết hạn"}}, {"resigned", []string{"thôi việc", "xin nghỉ"}}, {"dismissed", []string{"sa thải", "bị sa thải"}}, {"redundant", []string{"mất việc", "cắt giảm lao động"}}, {"health", []string{"sức khỏe"}}, {"to_overseas", []string{"đi làm việc ở nước ngoài", "xuất khẩu lao động"}}, {"other", []string{"khác"}}}
	retentions        = []Word{{"still", []string{"còn làm", "còn làm việc"}}, {"left", []string{"đã nghỉ", "đã nghỉ việc"}}, {"unreachable", []string{"không liên lạc được"}}}
	marks             = []Word{{"3", []string{"3 tháng"}}, {"6", []string{"6 tháng"}}, {"12", []string{"12 tháng"}}}
	grades            = []Word{{"excellent", []string{"giỏi"}}, {"good", []string{"khá"}}, {"average", []string{"trung bình"}}}
	dropReasons       = []Word{{"health", []string{"sức khỏe"}}, {"family", []string{"gia đình"}}, {"work", []string{"có việc làm khác", "đi làm"}}, {"moved", []string{"chuyển nơi ở"}}, {"absence", []string{"vắng nhiều"}}, {"other", []string{"khác"}}}
	intermediaryTypes = []Word{{"service_centre", []string{"trung tâm dịch vụ việc làm", "trung tâm dvvl"}}, {"supply_firm", []string{"doanh nghiệp dịch vụ việc làm", "doanh nghiệp"}}}
	referralOutcomes  = []Word{{"hired", []string{"được tuyển", "trúng tuyển"}}, {"declined", []string{"không nhận", "không trúng tuyển", "từ chối"}}, {"no_show", []string{"không đến"}}}
	topics            = []Word{{"counselling", []string{"tư vấn việc làm", "tư vấn"}}, {"referral", []string{"giới thiệu việc làm", "giới thiệu"}}, {"overseas", []string{"đi làm việc ở nước ngoài", "xuất khẩu lao động"}}, {"management", []string{"quản lý lao động", "quản lý"}}}
	attendees         = []Word{{"official", []string{"cán bộ", "công chức", "viên chức"}}, {"collaborator", []string{"cộng tác viên", "ctv"}}}
	loanJobs          = []Word{{"created", []string{"tạo mới", "tạo việc làm"}}, {"kept", []string{"duy trì"}}}
	unemploymentEnds  = []Word{
		{"found_work", []string{"có việc làm"}}, {"expired", []string{"hết thời hạn hưởng", "hết hạn hưởng"}}, {"refused_job", []string{"từ chối việc làm"}}, {"not_seeking", []string{"không tìm việc", "không thông báo tìm việc"}},
		{"pension", []string{"hưởng lương hưu"}}, {"military", []string{"nghĩa vụ quân sự"}}, {"studying", []string{"đi học"}}, {"moved_away", []string{"chuyển đi"}}, {"deceased", []string{"tử vong"}}, {"other", []string{"khác"}},
	}
	severities = []Word{{"minor", []string{"nhẹ"}}, {"major", []string{"nặng"}}, {"critical", []string{"nghiêm trọng"}}}
)

// word takes one of the words, in any case and with or without diacritics.
func word(words []Word) func(string, Values) (string, *flaw) {
	codes := map[string]string{}
	var list, ours []string
	for _, w := range words {
		codes[viet.Slug(w.Code)] = w.Code
		for _, a := range w.Also {
			codes[viet.Slug(a)] = w.Code
		}
		list, ours = append(list, w.Code+" ("+w.Also[0]+")"), append(ours, w.Also[0])
	}
	wrong := &flaw{
		rule: Text{"không phải một trong các từ của cột này", "it isn't one of the column's words"},
		fix:  Text{"ghi một trong: " + strings.Join(ours, ", "), "write one of: " + strings.Join(list, ", ")},
	}
	return func(cell string, _ Values) (string, *flaw) {
		if code, ok := codes[viet.Slug(cell)]; ok {
			return code, nil
		}
		return "", wrong
	}
}
