package targetprogress

import (
	"unicode"
	"unicode/utf8"

	"vaoso/domain/labour"
	"vaoso/domain/plan"
)

// WhyWords is a reason for which a fact doesn't count, in both languages.
func WhyWords(why plan.Why) (vi, en string) {
	switch why {
	case plan.WhyShort:
		return "hợp đồng quá ngắn", "term too short"
	case plan.WhyPlacementToo:
		return "việc làm từ vốn vay, đã ghi ở việc làm mới", "a loan's job, entered as a placement too"
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
// languages, with words for what no placement names.
func SourceWords(source string) (vi, en string) {
	switch source {
	case plan.SourceAbroad:
		return "Đi làm việc ở nước ngoài", "Work abroad"
	case plan.SourceUnknown, "":
		return "Chưa rõ nguồn", "Unknown"
	}
	vi, en = labour.SourceWords(labour.Source(source))
	return capital(vi), capital(en)
}

// capital is the text with its first letter large.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}
