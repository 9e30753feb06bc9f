package correction

import "vaoso/domain/es"

// The ways in which corrections of any context are refused.
var (
	ErrSamePerson = es.NewRefusal("ErrSamePerson", es.Rule,
		"người đề nghị đính chính không được tự xác nhận; cần một người khác",
		"whoever proposed a correction can't confirm it; it takes another person")
	ErrProposalUnknown = es.NewRefusal("ErrProposalUnknown", es.Unknown,
		"không có đề nghị đính chính {proposal} ở đây",
		"there is no proposal {proposal} here")
	ErrProposalSettled = es.NewRefusal("ErrProposalSettled", es.Rule,
		"đề nghị đính chính {proposal} đã được giải quyết ({state})",
		"proposal {proposal} has been settled ({state})")
	ErrAlreadyAnnulled = es.NewRefusal("ErrAlreadyAnnulled", es.Rule,
		"{fact} đã bị hủy bỏ",
		"{fact} has been annulled")
	ErrNothingToCorrect = es.NewRefusal("ErrNothingToCorrect", es.Rule,
		"không có gì để đính chính: {vi}",
		"there is nothing to correct: {en}")
	ErrDependentFacts = es.NewRefusal("ErrDependentFacts", es.Rule,
		"không đính chính, hủy bỏ được vì việc ghi sau dựa vào đó: {vi}",
		"it can't be corrected or annulled, since later facts stand on it: {en}")
)
