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
	severities = []Word{{"minor", []string{"nhẹ"}}, {"major", []string{"nặng"}}, {"critical", []string{"nghiêm trọng"}}}
)

// word takes one of the words, in any case and with or without diacritics.
func word(words []Word) func(string, Values) (string, *flaw) {
	codes := map[string]string{}
	var list []string
	for _, w := range words {
		codes[viet.Slug(w.Code)] = w.Code
		for _, a := range w.Also {
			codes[viet.Slug(a)] = w.Code
		}
		list = append(list, w.Code+" ("+w.Also[0]+")")
	}
	wrong := &flaw{
		rule: Text{"không phải một trong các từ của cột này", "it isn't one of the column's words"},
		fix:  Text{"ghi một trong: " + strings.Join(list, ", "), "write one of: " + strings.Join(list, ", ")},
	}
	return func(cell string, _ Values) (string, *flaw) {
		if code, ok := codes[viet.Slug(cell)]; ok {
			return code, nil
		}
		return "", wrong
	}
}
