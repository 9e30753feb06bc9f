package supervision

import domain "vaoso/domain/supervision"

// FindingWords are a finding's state in both languages.
func FindingWords(s domain.FindingState) (vi, en string) {
	switch s {
	case domain.StateRecorded:
		return "đã ghi nhận", "recorded"
	case domain.StateRemedyRequired:
		return "đang trong hạn khắc phục", "remedy required"
	case domain.StateOverdue:
		return "quá hạn khắc phục", "remedy overdue"
	case domain.StateEscalated:
		return "đã báo cáo cấp trên", "escalated"
	case domain.StateSanctioned:
		return "đã xử phạt", "sanctioned"
	case domain.StateRemedied:
		return "đã khắc phục", "remedied"
	}
	return string(s), string(s)
}

// SanctionWords are a kind of sanction in both languages.
func SanctionWords(k domain.SanctionKind) (vi, en string) {
	switch k {
	case domain.Warning:
		return "cảnh cáo", "warning"
	case domain.Fine:
		return "phạt tiền", "fine"
	case domain.Suspension:
		return "đình chỉ giấy phép", "suspension of the licence"
	}
	return string(k), string(k)
}

// ComplaintWords are a complaint's state in both languages.
func ComplaintWords(s ComplaintState) (vi, en string) {
	switch s {
	case ComplaintOpen:
		return "chưa trả lời", "not answered"
	case ComplaintUpheld:
		return "khiếu nại đúng", "upheld"
	case ComplaintRejected:
		return "khiếu nại không đúng", "not upheld"
	}
	return string(s), string(s)
}
