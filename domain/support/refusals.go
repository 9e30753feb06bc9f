package support

import "vaoso/domain/es"

// The ways in which support says no. None names a person.
var (
	ErrLoanExists = es.NewRefusal("ErrLoanExists", es.Exists,
		"khoản vay {loan} đã có trong sổ", "loan {loan} is in the book already")
	ErrLoanUnknown = es.NewRefusal("ErrLoanUnknown", es.Unknown,
		"sổ chưa có khoản vay này", "the book has no such loan")
	ErrLoanAboveCap = es.NewRefusal("ErrLoanAboveCap", es.Rule,
		"số tiền vay {amount} cao hơn mức tối đa {cap} ({rule}) vào ngày {on}",
		"the loan, {amount}, is above the most that may be lent on {on}: {cap} ({rule})")
	ErrLoanSettled = es.NewRefusal("ErrLoanSettled", es.Rule,
		"khoản vay đã tất toán ngày {settled}", "the loan was settled on {settled}")
	ErrJobExists = es.NewRefusal("ErrJobExists", es.Exists,
		"việc làm của người này từ khoản vay đã ghi ngày {on}", "this worker's job from the loan was recorded on {on}")
	ErrSupportExists = es.NewRefusal("ErrSupportExists", es.Exists,
		"khoản hỗ trợ {support} đã có trong sổ", "support {support} is in the book already")
	ErrSupportUnknown = es.NewRefusal("ErrSupportUnknown", es.Unknown,
		"sổ chưa có khoản hỗ trợ này", "the book has no such support")
	ErrNoticeOpen = es.NewRefusal("ErrNoticeOpen", es.Rule,
		"người lao động đang có thông báo thất nghiệp từ ngày {since}", "the worker has had an open unemployment notice since {since}")
	ErrNoticeUnknown = es.NewRefusal("ErrNoticeUnknown", es.Unknown,
		"người lao động không có thông báo thất nghiệp nào đang mở", "the worker has no open unemployment notice")
	ErrBeforeStart = es.NewRefusal("ErrBeforeStart", es.Rule,
		"ngày {on} trước ngày {start} của việc mà nó nối tiếp", "{on} comes before {start}, the day of what it follows")
)
