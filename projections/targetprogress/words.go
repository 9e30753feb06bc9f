package targetprogress

import (
	"vaoso/domain/labour"
	"vaoso/domain/plan"
)

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

// SourceWords is how workers came to their jobs (nguồn giới thiệu), in both
// languages.
func SourceWords(source string) (vi, en string) {
	switch source {
	case string(labour.Direct):
		return "Trực tiếp", "Direct"
	case string(labour.ServiceCentre):
		return "Trung tâm dịch vụ việc làm", "Employment service centre"
	case string(labour.SupplyFirm):
		return "Doanh nghiệp dịch vụ việc làm", "Supply firm"
	case string(labour.JobFair):
		return "Phiên giao dịch việc làm", "Job fair"
	case string(labour.TrainingOnOrder):
		return "Đào tạo theo địa chỉ", "Training on order"
	case plan.SourceLoan:
		return "Vay vốn", "Loan"
	case string(labour.FromCollaborator):
		return "Cộng tác viên", "Collaborator"
	case string(labour.SelfFound):
		return "Tự tìm", "Self-found"
	case plan.SourceAbroad:
		return "Đi làm việc ở nước ngoài", "Work abroad"
	}
	return "Chưa rõ nguồn", "Unknown"
}
