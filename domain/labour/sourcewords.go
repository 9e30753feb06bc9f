package labour

// SourceWords is how a worker came to a job (nguồn giới thiệu), in both languages.
func SourceWords(s Source) (vi, en string) {
	switch s {
	case Direct:
		return "trực tiếp", "direct"
	case ServiceCentre:
		return "trung tâm dịch vụ việc làm", "employment service centre"
	case SupplyFirm:
		return "doanh nghiệp dịch vụ việc làm", "supply firm"
	case JobFair:
		return "phiên giao dịch việc làm", "job fair"
	case TrainingOnOrder:
		return "đào tạo theo địa chỉ", "training on order"
	case LoanFund:
		return "vay vốn", "loan"
	case FromCollaborator:
		return "cộng tác viên", "collaborator"
	case SelfFound:
		return "tự tìm", "self-found"
	}
	return string(s), string(s)
}
