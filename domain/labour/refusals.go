package labour

import "vaoso/domain/es"

// The ways in which labour says no. None names a person: a worker is named by
// the stream, a citizen id or a birth date never.
var (
	ErrWorkerExists = es.NewRefusal("ErrWorkerExists", es.Exists,
		"người lao động này đã có trong sổ (đăng ký ngày {registeredOn})",
		"this worker is in the book already (registered on {registeredOn})")
	ErrWorkerUnknown = es.NewRefusal("ErrWorkerUnknown", es.Unknown,
		"người lao động chưa có trong sổ; hãy đăng ký trước",
		"the worker isn't in the book; register the worker first")
	ErrWorkerAnnulled = es.NewRefusal("ErrWorkerAnnulled", es.Rule,
		"người lao động này đã bị hủy bỏ khỏi sổ ngày {on}",
		"this worker was annulled on {on}")
	ErrNotAnnulled = es.NewRefusal("ErrNotAnnulled", es.Rule,
		"{former} chưa bị hủy bỏ; hủy bỏ trước khi nối",
		"{former} hasn't been annulled; annul it before linking")
	ErrCitizenIDMalformed = es.NewRefusal("ErrCitizenIDMalformed", es.Malformed,
		"số định danh không hợp lệ: {vi}",
		"the citizen id is malformed: {en}")
	ErrSyntheticCitizenID = es.NewRefusal("ErrSyntheticCitizenID", es.Rule,
		"số định danh bắt đầu bằng 000 là số liệu mẫu; sổ này chỉ nhận người thật",
		"a citizen id that starts with 000 is made up; this book takes real people only")
	ErrRealCitizenID = es.NewRefusal("ErrRealCitizenID", es.Rule,
		"đây là sổ số liệu mẫu: chỉ nhận số định danh bắt đầu bằng 000, không nhận người thật",
		"this is a book of made-up data: it takes citizen ids that start with 000 only, no real people")
	ErrUnderWorkingAge = es.NewRefusal("ErrUnderWorkingAge", es.Rule,
		"người lao động chưa đủ 15 tuổi vào ngày {on} (Bộ luật Lao động 45/2019/QH14, Điều 3)",
		"the worker is under 15 on {on} (Labour Code 45/2019/QH14, article 3)")
	ErrUnitUnknown = es.NewRefusal("ErrUnitUnknown", es.Unknown,
		"không có phường, xã mã «{unit}» vào ngày {on}: {vi}",
		"there is no ward or commune {unit} on {on}: {en}")
	ErrWorkerInactive = es.NewRefusal("ErrWorkerInactive", es.Rule,
		"người lao động đã mất ngày {since}",
		"the worker died on {since}")

	ErrEmployerExists = es.NewRefusal("ErrEmployerExists", es.Exists,
		"mã số thuế {taxCode} đã có trong sổ",
		"an employer with tax code {taxCode} is in the book already")
	ErrEmployerUnknown = es.NewRefusal("ErrEmployerUnknown", es.Unknown,
		"người sử dụng lao động chưa có trong sổ; hãy đăng ký trước",
		"the employer isn't in the book; register the employer first")
	ErrEmployerClosed = es.NewRefusal("ErrEmployerClosed", es.Rule,
		"người sử dụng lao động (mã số thuế {taxCode}) đã ngừng hoạt động từ ngày {closedOn}",
		"the employer with tax code {taxCode} has been closed since {closedOn}")
	ErrTaxCodeMalformed = es.NewRefusal("ErrTaxCodeMalformed", es.Malformed,
		"mã số thuế không hợp lệ: {vi}",
		"the tax code is malformed: {en}")

	ErrAlreadyEngaged = es.NewRefusal("ErrAlreadyEngaged", es.Rule,
		"người lao động đã có việc trong thời gian này: {vi}",
		"the worker is engaged at that time: {en}")
	ErrReservationHeld = es.NewRefusal("ErrReservationHeld", es.Rule,
		"người lao động đang được giữ chỗ từ ngày {from} cho hợp đồng {contract} (đến hết ngày {expiresOn})",
		"the worker is held from {from} for contract {contract} (until {expiresOn})")
	ErrReservationUnknown = es.NewRefusal("ErrReservationUnknown", es.Unknown,
		"không có giữ chỗ nào cho hợp đồng {contract}",
		"nothing is held for contract {contract}")

	ErrPlacementUnknown = es.NewRefusal("ErrPlacementUnknown", es.Unknown,
		"người lao động này không có {vi}",
		"this worker has no {en}")
	ErrPlacementEnded = es.NewRefusal("ErrPlacementEnded", es.Rule,
		"việc làm {placement} đã kết thúc ngày {endedOn}",
		"placement {placement} ended on {endedOn}")
	ErrEndBeforeStart = es.NewRefusal("ErrEndBeforeStart", es.Rule,
		"ngày kết thúc {on} trước ngày bắt đầu {from}",
		"the end, {on}, lies before the start, {from}")
	ErrCheckTooEarly = es.NewRefusal("ErrCheckTooEarly", es.Rule,
		"chưa đến hạn theo dõi: mốc {mark} tháng là ngày {due}, sớm nhất hỏi từ ngày {earliest}",
		"it is too early to check: {mark} months are over on {due}; ask from {earliest} on")
	ErrMonthsRequired = es.NewRefusal("ErrMonthsRequired", es.Malformed,
		"thiếu thời hạn (số tháng): hợp đồng loại «{kind}» phải có",
		"the months of the term are missing: a {kind} contract has them")
	ErrMonthsForbidden = es.NewRefusal("ErrMonthsForbidden", es.Malformed,
		"không ghi số tháng: hợp đồng loại «{kind}» này không có thời hạn",
		"this {kind} contract has no term: give no months")
)
