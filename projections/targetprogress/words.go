package targetprogress

import "vaoso/domain/plan"

// WhyWords is a reason for which a fact doesn't count, in both languages.
func WhyWords(why plan.Why) (vi, en string) {
	switch why {
	case plan.WhyShort:
		return "hợp đồng quá ngắn", "term too short"
	case plan.WhySecond:
		return "lần thứ hai trong năm", "second in the year"
	case plan.WhyInMigrant:
		return "lao động ngoài địa bàn", "in-migrant"
	case plan.WhyLate:
		return "báo cáo muộn", "reported too late"
	case plan.WhyIrregular:
		return "xuất cảnh sai quy định", "irregular dispatch"
	case plan.WhyOutsideYear:
		return "ngoài năm kế hoạch", "outside the year"
	case plan.WhyAnnulled:
		return "đã hủy", "annulled"
	case plan.WhyUnnamed:
		return "không nêu tên", "unnamed"
	case plan.WhySelfEmployment:
		return "tự tạo việc làm", "self-employment"
	}
	return string(why), string(why)
}
