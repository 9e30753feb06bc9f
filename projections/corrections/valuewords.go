package corrections

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"strings"
)

// values are the words of fields that take but some, as the office calls them.
// Where kinds of fact share a field, their words stand together.
var values = map[string]map[string]string{
	"sex":          {"male": "nam", "female": "nữ"},
	"education":    {"none": "chưa qua đào tạo", "elementary": "sơ cấp", "intermediate": "trung cấp", "college": "cao đẳng", "university": "đại học", "postgraduate": "sau đại học"},
	"size":         {"micro": "siêu nhỏ", "small": "nhỏ", "medium": "vừa", "large": "lớn"},
	"contractKind": {"indefinite": "không xác định thời hạn", "fixed_term": "xác định thời hạn", "seasonal": "mùa vụ", "self_employed": "tự tạo việc làm"},
	"source": {
		"direct": "trực tiếp", "service_centre": "trung tâm dịch vụ việc làm", "supply_firm": "doanh nghiệp dịch vụ việc làm", "fair": "phiên giao dịch việc làm",
		"training": "đào tạo theo địa chỉ", "loan": "vay vốn", "collaborator": "cộng tác viên", "self": "tự tìm",
	},
	"endReason": merged(placementEnds, unemploymentEnds),
	"reason":    merged(placementEnds, unemploymentEnds, returns, drops),
	"type": {
		"service_enterprise": "doanh nghiệp dịch vụ", "public_unit": "đơn vị sự nghiệp", "contractor": "nhà thầu", "investor": "nhà đầu tư", "trainee_enterprise": "doanh nghiệp đưa đi thực tập",
		"service_centre": "trung tâm dịch vụ việc làm", "supply_firm": "doanh nghiệp dịch vụ việc làm",
	},
	"kind": {
		"service": "dịch vụ", "contractor": "trúng thầu, đầu tư", "trainee": "thực tập", "individual": "cá nhân",
		"warning": "cảnh cáo", "fine": "phạt tiền", "suspension": "đình chỉ giấy phép", "official": "cán bộ", "collaborator": "cộng tác viên",
	},
	"with":     {"dolab": "Cục Quản lý lao động ngoài nước", "department": "Sở LĐ-TB&XH"},
	"line":     {"service": "tiền dịch vụ", "brokerage": "tiền môi giới", "deposit": "tiền ký quỹ", "training": "tiền đào tạo", "health": "khám sức khỏe", "visa": "thị thực", "ticket": "vé", "other": "khác"},
	"fault":    {"worker": "người lao động", "agency": "doanh nghiệp dịch vụ", "employer": "người sử dụng lao động", "none": "không bên nào"},
	"severity": {"minor": "nhẹ", "major": "nặng", "critical": "nghiêm trọng"},
	"grade":    {"excellent": "giỏi", "good": "khá", "average": "trung bình"},
	"topic":    {"counselling": "tư vấn việc làm", "referral": "giới thiệu việc làm", "overseas": "đưa lao động đi làm việc ở nước ngoài", "management": "quản lý lao động, việc làm"},
}

var (
	placementEnds = map[string]string{
		"term": "hết hạn hợp đồng", "resigned": "thôi việc", "dismissed": "sa thải", "redundant": "mất việc", "health": "sức khỏe", "to_overseas": "đi làm việc ở nước ngoài", "other": "khác",
	}
	unemploymentEnds = map[string]string{
		"found_work": "có việc làm", "expired": "hết thời hạn hưởng", "refused_job": "từ chối việc làm", "not_seeking": "không tìm việc", "pension": "hưởng lương hưu",
		"military": "nghĩa vụ quân sự", "studying": "đi học", "moved_away": "chuyển đi", "deceased": "tử vong", "other": "khác",
	}
	returns = map[string]string{
		"early_own": "về trước hạn", "early_employer": "về trước hạn do chủ sử dụng", "early_health": "về trước hạn do sức khỏe", "early_force": "về trước hạn do bất khả kháng", "deported": "trục xuất",
	}
	drops = map[string]string{"family": "gia đình", "work": "có việc làm khác", "moved": "chuyển nơi ở", "absence": "vắng nhiều"}
)

func merged(parts ...map[string]string) map[string]string {
	all := map[string]string{}
	for _, part := range parts {
		maps.Copy(all, part)
	}
	return all
}

// FieldValue is a field's value in the office's words: đại học of university.
// What no word is known of is as [Value] has it.
func FieldValue(field string, raw json.RawMessage) string {
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) == nil && list != nil {
		parts := make([]string, len(list))
		for i, one := range list {
			parts[i] = FieldValue(field, one)
		}
		return strings.Join(parts, ", ")
	}
	var share struct {
		Unit            string
		Total, Overseas int
	}
	if field == "shares" && json.Unmarshal(raw, &share) == nil {
		return fmt.Sprintf("%s: %d (nước ngoài %d)", share.Unit, share.Total, share.Overseas)
	}
	text := Value(raw)
	return cmp.Or(values[field][text], text)
}
