package corrections

import (
	"bytes"
	"encoding/json"

	"vaoso/domain/civil"
	"vaoso/domain/money"
)

// Kind is a kind of correction, with its words.
type Kind struct {
	Type string `json:"type"` // of the event
	Vi   string `json:"vi"`
	En   string `json:"en"`
}

// Kinds are all kinds, by context.
var Kinds = []Kind{
	{"TargetCorrected", "Chỉ tiêu, giao chỉ tiêu", "Target, allocation"},

	{"WorkerCorrected", "Đăng ký người lao động", "A worker's registration"},
	{"WorkerAnnulled", "Người lao động", "A worker"},
	{"WorkerLinked", "Nối với hồ sơ đã hủy", "A worker linked to an annulled stream"},
	{"PlacementCorrected", "Việc làm", "A placement"},
	{"PlacementAnnulled", "Việc làm", "A placement"},
	{"EmployerCorrected", "Người sử dụng lao động", "An employer"},
	{"EmployerReopened", "Ngừng hoạt động của người sử dụng lao động", "An employer's closing"},

	{"ContractCorrected", "Hợp đồng đi nước ngoài", "A contract abroad"},
	{"DispatchAnnulled", "Xuất cảnh", "A departure"},
	{"ReturnAnnulled", "Về nước", "A return"},
	{"AbscondingAnnulled", "Bỏ trốn, bỏ hợp đồng", "A report of absconding"},
	{"TerminationAnnulled", "Chấm dứt hợp đồng", "A termination"},
	{"LiquidationAnnulled", "Thanh lý hợp đồng", "A liquidation"},
	{"ContractAnnulled", "Hợp đồng đi nước ngoài", "A contract abroad"},
	{"AgencyAnnulled", "Doanh nghiệp dịch vụ", "An agency"},
	{"RepresentativeCorrected", "Doanh nghiệp dịch vụ", "An agency"},
	{"LicenceActCorrected", "Giấy phép doanh nghiệp dịch vụ", "An act on an agency's licence"},

	{"FindingCorrected", "Sai phạm", "A finding"},
	{"FindingAnnulled", "Sai phạm", "A finding"},
	{"RemedyCorrected", "Khắc phục", "A remedy"},
	{"RemedyAnnulled", "Khắc phục", "A remedy"},
	{"SanctionCorrected", "Xử phạt", "A sanction"},
	{"SanctionAnnulled", "Xử phạt", "A sanction"},
	{"EscalationAnnulled", "Chuyển cấp trên", "An escalation"},
	{"InspectionAnnulled", "Cuộc kiểm tra", "An inspection"},
	{"InspectionReopened", "Kết thúc kiểm tra", "An inspection's end"},
	{"FlagRestored", "Bác bỏ cảnh báo", "A flag's refutation"},
	{"ComplaintCorrected", "Khiếu nại, phản ánh", "A complaint"},
	{"ComplaintAnnulled", "Khiếu nại, phản ánh", "A complaint"},

	{"LoanCorrected", "Khoản vay", "A loan"},
	{"LoanReopened", "Tất toán khoản vay", "A loan's settlement"},
	{"LoanAnnulled", "Khoản vay", "A loan"},
	{"LoanJobAnnulled", "Việc làm của khoản vay", "A loan's job"},
	{"SupportCorrected", "Khoản hỗ trợ", "A grant of support"},
	{"SupportAnnulled", "Khoản hỗ trợ", "A grant of support"},
	{"AllowanceCorrected", "Trợ cấp thất nghiệp", "An unemployment allowance"},
	{"AllowanceAnnulled", "Trợ cấp thất nghiệp", "An unemployment allowance"},
	{"UnemploymentNoticeCorrected", "Thông báo thất nghiệp", "An unemployment notice"},
	{"UnemploymentNoticeAnnulled", "Thông báo thất nghiệp", "An unemployment notice"},
	{"UnemploymentReopened", "Hết thất nghiệp", "An unemployment's end"},

	{"InstitutionCorrected", "Cơ sở giáo dục nghề nghiệp", "An institution"},
	{"CourseCorrected", "Khóa đào tạo theo địa chỉ", "A course on order"},
	{"CourseAnnulled", "Khóa đào tạo theo địa chỉ", "A course on order"},
	{"EnrolmentAnnulled", "Ghi danh học viên", "An enrolment"},
	{"TraineeCorrected", "Học viên", "A trainee"},
	{"TraineeOutcomeAnnulled", "Kết quả của học viên", "A trainee's outcome"},
	{"IntermediaryCorrected", "Đơn vị dịch vụ việc làm", "An intermediary"},
	{"VacancyCorrected", "Vị trí tuyển dụng", "A vacancy"},
	{"VacancyReopened", "Rút, đủ người, hết hạn của vị trí tuyển dụng", "A vacancy's end"},
	{"VacancyAnnulled", "Vị trí tuyển dụng", "A vacancy"},
	{"ReferralAnnulled", "Giới thiệu việc làm", "A referral"},
	{"FairCorrected", "Phiên giao dịch việc làm", "A job fair"},
	{"FairAnnulled", "Phiên giao dịch việc làm", "A job fair"},
	{"CapacityCourseCorrected", "Lớp tập huấn", "A course for officials and collaborators"},
	{"CapacityCourseAnnulled", "Lớp tập huấn", "A course for officials and collaborators"},
	{"AttendanceAnnulled", "Người dự tập huấn", "An attendance"},
	{"CollaboratorCorrected", "Cộng tác viên", "A collaborator"},
	{"CollaboratorAnnulled", "Cộng tác viên", "A collaborator"},
}

func kindNames() []string {
	names := make([]string, len(Kinds))
	for i, k := range Kinds {
		names[i] = k.Type
	}
	return names
}

// KindOf is the kind with the event type; its name where there is none.
func KindOf(name string) Kind {
	for _, k := range Kinds {
		if k.Type == name {
			return k
		}
	}
	return Kind{name, name, name}
}

// ActionWords is what was done, in both languages.
func ActionWords(action string) (vi, en string) {
	switch action {
	case "annul":
		return "hủy bỏ", "annulled"
	case link:
		return "nối hồ sơ", "linked"
	}
	return "đính chính", "corrected"
}

// FigureWords is a figure of a month, in both languages.
func FigureWords(figure string) (vi, en string) {
	if figure == "overseas" {
		return "Nước ngoài", "Abroad"
	}
	return "Đạt", "Achieved"
}

// Value is a field's value as the office writes it.
func Value(raw json.RawMessage) string {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		if day, err := civil.Parse(text); err == nil && !day.IsZero() {
			return day.Vietnamese()
		}
		return text
	}
	var sum money.Money
	if bytes.HasPrefix(raw, []byte("{")) && json.Unmarshal(raw, &sum) == nil {
		return sum.String()
	}
	switch string(raw) {
	case "true":
		return "có"
	case "false":
		return "không"
	}
	return string(raw)
}
