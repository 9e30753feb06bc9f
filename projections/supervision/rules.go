package supervision

import (
	"slices"

	domain "vaoso/domain/supervision"
)

// Rule is a rule by which history is flagged.
type Rule struct {
	ID       string // "RF02"
	Severity domain.Severity
	Vi, En   string // title
}

// Rules are all rules, by id.
var Rules = []Rule{
	{"RF01", domain.Critical, "xuất cảnh trong thời gian giấy phép bị đình chỉ", "departed while the licence was suspended"},
	{"RF02", domain.Major, "tiền dịch vụ vượt mức trần", "service fee above the cap"},
	{"RF03", domain.Major, "xuất cảnh khi chưa có chứng chỉ giáo dục định hướng", "departed without a certificate of orientation"},
	{"RF04", domain.Major, "quá hạn về nước", "overdue to return"},
	{"RF05", domain.Minor, "quá hạn thanh lý hợp đồng", "contract not liquidated in time"},
	{"RF06", domain.Critical, "xuất cảnh khi giấy phép hết hiệu lực hoặc bị thu hồi", "departed when the licence had lapsed or was revoked"},
	{"RF07", domain.Critical, "tiền môi giới bị cấm hoặc vượt mức trần", "brokerage prohibited or above the cap"},
	{"RF08", domain.Major, "xuất cảnh khi hợp đồng chưa đăng ký", "departed without a registration of the contract"},
	{"RF09", domain.Major, "một người lao động có hai việc hoặc hai hợp đồng cùng lúc", "two engagements or contracts of one worker at once"},
	{"RF10", domain.Critical, "xuất cảnh khi chưa đủ tuổi", "departed under age"},
	{"RF11", domain.Major, "tỷ lệ bỏ trốn của doanh nghiệp cao", "high rate of absconding of an agency"},
	{"RF12", domain.Major, "xuất cảnh sang thị trường doanh nghiệp không được phép", "departed to a market that the agency didn't hold"},
	{"RF13", domain.Minor, "tiền ký quỹ vượt mức trần hoặc không được phép", "deposit above the cap or not allowed"},
	{"RF14", domain.Major, "quá hạn khắc phục sai phạm", "remedy overdue"},
	{"RF15", domain.Minor, "báo cáo xuất cảnh chậm", "departure reported late"},
}

// RuleOf is the rule with the id.
func RuleOf(id string) (Rule, bool) {
	i := slices.IndexFunc(Rules, func(r Rule) bool { return r.ID == id })
	if i < 0 {
		return Rule{}, false
	}
	return Rules[i], true
}

// RuleTitle is a rule's title in both languages; the id itself where there is
// no such rule.
func RuleTitle(id string) (vi, en string) {
	r, ok := RuleOf(id)
	if !ok {
		return id, id
	}
	return r.Vi, r.En
}

// SeverityWords are a severity in both languages.
func SeverityWords(s domain.Severity) (vi, en string) {
	switch s {
	case domain.Critical:
		return "nghiêm trọng", "critical"
	case domain.Major:
		return "nặng", "major"
	case domain.Minor:
		return "nhẹ", "minor"
	}
	return string(s), string(s)
}

// rank orders severities from the gravest.
func rank(s domain.Severity) int {
	return slices.Index([]domain.Severity{domain.Critical, domain.Major, domain.Minor}, s)
}
