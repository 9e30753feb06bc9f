package scorecard

import (
	"vaoso/domain/overseas"
	domain "vaoso/domain/supervision"
)

// StandingWords are how a licence stands, in both languages.
func StandingWords(s overseas.Standing) (vi, en string) {
	switch s {
	case overseas.StandingValid:
		return "còn hiệu lực", "valid"
	case overseas.StandingSuspended:
		return "bị đình chỉ", "suspended"
	case overseas.StandingLapsed:
		return "hết hiệu lực", "lapsed"
	case overseas.StandingRevoked:
		return "bị thu hồi", "revoked"
	}
	return string(s), string(s)
}

// LevelWords are a level of risk in both languages.
func LevelWords(l domain.Level) (vi, en string) {
	switch l {
	case domain.LevelLow:
		return "thấp", "low"
	case domain.LevelMedium:
		return "trung bình", "medium"
	case domain.LevelHigh:
		return "cao", "high"
	}
	return string(l), string(l)
}

// TermWords are a term of the score in both languages.
func TermWords(t domain.TermName) (vi, en string) {
	switch t {
	case domain.TermCritical:
		return "cảnh báo nghiêm trọng", "critical flags"
	case domain.TermMajor:
		return "cảnh báo nặng", "major flags"
	case domain.TermMinor:
		return "cảnh báo nhẹ", "minor flags"
	case domain.TermOverdue:
		return "khắc phục quá hạn", "overdue remedies"
	case domain.TermUpheld:
		return "khiếu nại đúng", "complaints upheld"
	case domain.TermAbsconding:
		return "tỷ lệ bỏ trốn (%)", "absconding (%)"
	}
	return string(t), string(t)
}
