package corrections

// fields are the fields of facts as the office calls them.
var fields = map[string]string{
	"on": "ngày", "formerId": "hồ sơ đã hủy", "unit": "đơn vị", "type": "loại", "kind": "loại", "reason": "lý do", "name": "tên", "note": "ghi chú",

	// of plans
	"total": "chỉ tiêu", "overseas": "chỉ tiêu nước ngoài", "decisionNo": "số quyết định", "shares": "số giao", "title": "tên kế hoạch", "resolution": "nghị quyết", "previousPlan": "kế hoạch năm trước",

	// of workers, jobs and employers
	"fullName": "họ tên", "birthDate": "ngày sinh", "birthYear": "năm sinh", "phone": "điện thoại", "sex": "giới tính", "ward": "phường, xã", "education": "trình độ",
	"jobSeekingSince": "tìm việc từ", "registeredOn": "ngày đăng ký", "workerId": "người lao động",
	"occupation": "nghề", "contractKind": "loại hợp đồng", "months": "thời hạn (tháng)", "monthlyWage": "mức lương", "source": "nguồn", "reportedOn": "ngày báo cáo",
	"startedOn": "ngày bắt đầu", "endedOn": "ngày kết thúc", "endReason": "lý do kết thúc", "placementId": "việc làm", "mark": "mốc theo dõi (tháng)",
	"employer": "người sử dụng lao động", "employerId": "người sử dụng lao động", "sector": "ngành", "province": "tỉnh", "size": "quy mô",

	// of agencies and contracts abroad
	"licenceNo": "số giấy phép", "licensedOn": "ngày cấp phép", "expiresOn": "ngày hết hạn", "from": "từ ngày", "to": "đến ngày", "until": "đến hết ngày",
	"market": "thị trường", "markets": "thị trường", "charterCapital": "vốn điều lệ", "representative": "người đại diện", "units": "phường, xã", "quota": "số lượng tuyển",
	"registrationNo": "số đăng ký", "partner": "đối tác nước ngoài", "validTo": "hiệu lực đến", "quantity": "số lượng",
	"wage": "mức lương", "deposit": "tiền ký quỹ", "serviceFee": "tiền dịch vụ", "brokerageFee": "tiền môi giới", "line": "khoản tiền", "paid": "số tiền đã nộp", "receiptNo": "số biên lai",
	"amount": "số tiền", "certificateNo": "số chứng chỉ", "with": "nơi đăng ký", "changes": "nội dung sửa đổi", "passportNo": "số hộ chiếu", "visaRef": "thị thực", "lawful": "đúng pháp luật",
	"lastSeenOn": "ngày thấy lần cuối", "reporter": "nơi báo", "fault": "lỗi của", "feeRefunded": "tiền dịch vụ hoàn lại", "depositReturned": "tiền ký quỹ trả lại",
	"compensation": "bồi thường", "unilateral": "đơn phương thanh lý",

	// of inspections and complaints
	"text": "nội dung", "severity": "mức độ", "legalBasis": "căn cứ pháp lý", "what": "yêu cầu khắc phục", "dueOn": "hạn khắc phục", "evidenceRef": "hồ sơ khắc phục", "findingId": "sai phạm", "sanctions": "xử phạt",
	"subject": "nội dung khiếu nại", "upheld": "khiếu nại đúng", "agencyId": "doanh nghiệp dịch vụ", "contractId": "hợp đồng",

	// of loans, support and unemployment
	"jobsPromised": "việc làm cam kết", "jobsKept": "việc làm duy trì", "scheme": "chính sách hỗ trợ", "monthly": "mức hưởng mỗi tháng", "noticedOn": "ngày thông báo", "lastEmployerId": "nơi làm việc trước",

	// of training, the market and the grass roots
	"occupations": "ngành nghề đào tạo", "accreditedOn": "ngày công nhận", "institutionId": "cơ sở đào tạo", "seats": "số chỗ", "startsOn": "ngày khai giảng", "endsOn": "ngày bế giảng",
	"minWage": "lương tối thiểu", "grade": "xếp loại", "wageFrom": "lương từ", "wageTo": "lương đến", "closesOn": "hạn tuyển", "venue": "địa điểm", "employers": "số đơn vị tham gia",
	"attendance": "lượt người", "topic": "chuyên đề", "hours": "số giờ",
}

// FieldWord is a field as the office calls it; its name where that isn't known.
func FieldWord(field string) string {
	if word := fields[field]; word != "" {
		return word
	}
	return field
}
