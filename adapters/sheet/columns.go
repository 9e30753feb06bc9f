package sheet

// columns are the columns of every kind of file. Source: DOMAIN.md §9.
var columns = withCorrections(map[Kind][]Column{
	Institutions: institutionColumns, Courses: courseColumns, Trainees: traineeColumns, Attendance: attendanceColumns,
	Intermediaries: intermediaryColumns, Vacancies: vacancyColumns, Referrals: referralColumns, Fairs: fairColumns,
	Collaborators: collaboratorColumns, Capacity: capacityColumns,
	Loans: loanColumns, LoanJobs: loanJobColumns, Grants: grantColumns, Unemployment: unemploymentColumns,
	Retention: retentionColumns,
	Employers: {
		taxCode(Required),
		{Name: "name", Aliases: []string{"tên doanh nghiệp", "tên đơn vị"}, Need: Required, Vi: "tên", En: "the name", Example: "Công ty Mẫu May 01", read: text(200)},
		{Name: "sector", Aliases: []string{"ngành", "mã ngành"}, Need: Required, Vi: "ngành cấp 1 VSIC: chữ cái A–U hoặc tên ngành", En: "VSIC section: a letter A to U or its name", Words: sections, Example: "C", read: word(sections)},
		{Name: "province_code", Aliases: []string{"mã tỉnh"}, Need: Required, Vi: "mã tỉnh, 2 chữ số", En: "the province's code, 2 digits", Example: "26", read: provinceCode},
		{Name: "ward_code", Aliases: []string{"mã xã", "phường", "phường/xã"}, Need: Conditional, Vi: "mã 5 chữ số hoặc tên phường, xã; bắt buộc nếu mã tỉnh là 26", En: "a ward's 5-digit code or name; required for province 26", Example: "08728", read: text(80)},
		{Name: "size", Aliases: []string{"quy mô"}, Need: Optional, Vi: "quy mô", En: "the size", Words: sizes, Example: "lớn", read: word(sizes)},
	},
	Workers: {
		citizenID(),
		{Name: "full_name", Aliases: []string{"họ và tên", "họ tên"}, Need: Required, Personal: true, Vi: "họ và tên, ít nhất 2 từ, tối đa 80 ký tự", En: "the full name: letters, at least 2 words, at most 80 characters", Example: "Nguyễn Văn Á", read: fullName},
		{Name: "birth_date", Aliases: []string{"ngày sinh"}, Need: Required, Personal: true, Vi: "ngày sinh", En: "the date of birth", Example: "03/02/1994", read: date},
		{Name: "sex", Aliases: []string{"giới tính"}, Need: Required, Vi: "giới tính", En: "the sex", Words: sexes, Example: "nam", read: word(sexes)},
		{Name: "ward_code", Aliases: []string{"mã xã", "phường", "phường/xã"}, Need: Required, Vi: "mã 5 chữ số hoặc tên phường, xã vào ngày đăng ký", En: "a ward's 5-digit code or name on the day of registration", Example: "08710", read: text(80)},
		{Name: "phone", Aliases: []string{"điện thoại", "sđt"}, Need: Optional, Personal: true, Vi: "số điện thoại, 9–11 chữ số, bắt đầu bằng 0 hoặc +84", En: "a telephone number of 9 to 11 digits that starts with 0 or +84", Example: "0000000123", read: phone},
		{Name: "education", Aliases: []string{"trình độ"}, Need: Optional, Vi: "trình độ đào tạo", En: "the training", Words: educations, Example: "sơ cấp", read: word(educations)},
		{Name: "occupation", Aliases: []string{"nghề", "nghề nghiệp"}, Need: Optional, Vi: "nghề", En: "the occupation", Example: "may công nghiệp", read: text(200)},
		{Name: "job_seeking_since", Aliases: []string{"tìm việc từ"}, Need: Optional, Vi: "ngày bắt đầu tìm việc, không sau ngày đăng ký", En: "since when they seek a job, no later than the registration", Example: "2021-01-04", read: date},
		{Name: "registered_on", Aliases: []string{"ngày đăng ký"}, Need: Required, Vi: "ngày đăng ký", En: "the day of registration", Example: "2021-01-11", read: date},
	},
	Agencies: {
		{Name: "licence_no", Aliases: []string{"số giấy phép"}, Need: Required, Vi: "số giấy phép", En: "the licence's number", Example: "26-014", read: licence},
		{Name: "name", Aliases: []string{"tên doanh nghiệp"}, Need: Required, Vi: "tên", En: "the name", Example: "Công ty Mẫu Phái cử A", read: text(200)},
		{Name: "licensed_on", Aliases: []string{"ngày cấp"}, Need: Required, Vi: "ngày cấp giấy phép", En: "the licence's first day", Example: "2017-05-12", read: date},
		{Name: "expires_on", Aliases: []string{"ngày hết hạn"}, Need: Optional, Vi: "ngày cuối còn hiệu lực, sau ngày cấp", En: "the licence's last day, after its first", Example: "2023-01-01", read: date},
		{Name: "markets", Aliases: []string{"thị trường"}, Need: Required, Vi: "mã ISO 3166-1 hoặc tên nước, cách nhau bằng ;", En: "ISO 3166-1 codes or names, with ; between", Example: "JP;TW", read: marketList},
	},
	Placements: {
		citizenID(),
		taxCode(Conditional),
		{Name: "occupation", Aliases: []string{"nghề", "công việc"}, Need: Required, Vi: "công việc", En: "the occupation", Example: "công nhân may", read: text(200)},
		{Name: "contract_kind", Aliases: []string{"loại hợp đồng"}, Need: Required, Vi: "loại hợp đồng", En: "the kind of contract", Words: contractKinds, Example: "xác định thời hạn", read: word(contractKinds)},
		{Name: "started_on", Aliases: []string{"ngày bắt đầu", "ngày làm việc"}, Need: Required, Vi: "ngày bắt đầu làm việc", En: "the first day of work", Example: "10/03/2021", read: date},
		{Name: "months", Aliases: []string{"thời hạn", "số tháng"}, Need: Conditional, Vi: "số tháng, 1–36; bắt buộc nếu có thời hạn, để trống nếu không xác định thời hạn", En: "months, 1 to 36; required for a term, empty for indefinite", Example: "12", read: months},
		{Name: "monthly_wage_vnd", Aliases: []string{"lương", "mức lương"}, Need: Required, Vi: "lương tháng, 1–500 triệu đồng", En: "the monthly wage, 1 to 500 million VND", Example: "6.500.000", read: wageVND},
		{Name: "source", Aliases: []string{"nguồn", "nguồn giới thiệu"}, Need: Required, Vi: "nguồn giới thiệu", En: "the way to the job", Words: sources, Example: "trực tiếp", read: word(sources)},
		{Name: "reported_on", Aliases: []string{"ngày báo cáo"}, Need: Required, Vi: "ngày báo cáo, không trước ngày bắt đầu", En: "the day it was reported, no earlier than the first day", Example: "2021-03-18", read: date},
		called("vacancy_no", Optional, "số vị trí|mã vị trí", "vị trí tuyển dụng đã dẫn tới việc làm", "the vacancy that led to it", "2021-012"),
		called("referral_no", Optional, "số phiếu|số giới thiệu", "lần giới thiệu đã dẫn tới việc làm", "the referral that led to it", "2021-044"),
		called("course_no", Optional, "số khóa|mã khóa", "khóa đào tạo theo địa chỉ đã dẫn tới việc làm", "the course on order that led to it", "2021-03"),
		called("loan_no", Optional, "số khoản vay", "khoản vay đã tạo ra việc làm", "the loan that created it", "2021-007"),
		called("collaborator", Optional, "mã cộng tác viên", "cộng tác viên đã giúp", "the collaborator who helped", "08728-1"),
		dated("ended_on", Conditional, "ngày nghỉ việc|ngày kết thúc", "ngày làm việc cuối cùng, cùng lý do", "the last day of work, with its reason", "30/04/2021"),
		{Name: "end_reason", Aliases: []string{"lý do nghỉ việc", "lý do kết thúc"}, Need: Conditional, Vi: "lý do nghỉ việc", En: "why it ended", Words: placementEnds, Example: "cắt giảm lao động", read: word(placementEnds)},
		{Name: "seeks_again", Aliases: []string{"tìm việc tiếp"}, Need: Optional, Vi: "có tìm việc tiếp không, cùng ngày nghỉ việc; để trống là không", En: "whether they seek another job, with the last day; empty is no", Words: yesNo, Example: "có", read: word(yesNo)},
	},
	Contracts: {
		{Name: "contract_no", Aliases: []string{"số hợp đồng"}, Need: Required, Vi: identifierVi, En: identifierEn, Example: "C-2021-0007", read: identifier},
		citizenID(),
		{Name: "licence_no", Aliases: []string{"số giấy phép"}, Need: Conditional, Vi: "số giấy phép của doanh nghiệp; để trống nếu hợp đồng cá nhân", En: "the agency's licence; empty for an individual contract", Example: "26-014", read: licence},
		{Name: "kind", Aliases: []string{"hình thức"}, Need: Required, Vi: "hình thức", En: "the form", Words: forms, Example: "dịch vụ", read: word(forms)},
		{Name: "market", Aliases: []string{"thị trường"}, Need: Required, Vi: "mã ISO 3166-1 hoặc tên nước", En: "an ISO 3166-1 code or a name", Example: "JP", read: market},
		{Name: "occupation", Aliases: []string{"nghề"}, Need: Required, Vi: "nghề", En: "the occupation", Example: "hàn", read: text(200)},
		{Name: "signed_on", Aliases: []string{"ngày ký"}, Need: Required, Vi: "ngày ký", En: "the day of signing", Example: "02/03/2021", read: date},
		{Name: "months", Aliases: []string{"thời hạn"}, Need: Required, Vi: "thời hạn, 1–120 tháng", En: "the term, 1 to 120 months", Example: "36", read: contractMonths},
		{Name: "monthly_wage", Aliases: []string{"lương"}, Need: Required, Vi: "lương tháng, bằng «loại tiền»", En: "the monthly wage, in the currency", Example: "150000", read: amount, late: true},
		{Name: "currency", Aliases: []string{"loại tiền"}, Need: Required, Vi: "mã tiền tệ ISO 4217", En: "an ISO 4217 code", Example: "JPY", read: currency},
		{Name: "service_fee", Aliases: []string{"tiền dịch vụ"}, Need: Required, Vi: "tiền dịch vụ, bằng «loại tiền»", En: "the service fee, in the currency", Example: "400000", read: amount, late: true},
		{Name: "brokerage_fee", Aliases: []string{"tiền môi giới"}, Need: Optional, Vi: "tiền môi giới; để trống là 0", En: "the brokerage fee; empty is 0", Example: "0", read: amount, late: true},
		{Name: "deposit", Aliases: []string{"tiền ký quỹ"}, Need: Optional, Vi: "tiền ký quỹ; để trống là 0", En: "the deposit; empty is 0", Example: "0", read: amount, late: true},
		{Name: "orientation_certificate", Aliases: []string{"số chứng chỉ"}, Need: Conditional, Vi: "số chứng chỉ giáo dục định hướng, cùng ngày cấp", En: "the certificate of orientation, with its day", Example: "ĐH-0071", read: text(80)},
		{Name: "oriented_on", Aliases: []string{"ngày cấp chứng chỉ"}, Need: Conditional, Vi: "ngày cấp chứng chỉ", En: "the certificate's day", Example: "20/03/2021", read: date},
		{Name: "registration_no", Aliases: []string{"số đăng ký"}, Need: Conditional, Vi: "số đăng ký hợp đồng, cùng ngày đăng ký", En: "the registration's number, with its day", Example: "ĐK-26-88", read: text(80)},
		{Name: "registered_on", Aliases: []string{"ngày đăng ký"}, Need: Conditional, Vi: "ngày đăng ký hợp đồng", En: "the registration's day", Example: "25/03/2021", read: date},
		{Name: "departed_on", Aliases: []string{"ngày xuất cảnh"}, Need: Optional, Vi: "ngày xuất cảnh, không trước ngày ký", En: "the day of departure, no earlier than the signing", Example: "18/05/2021", read: date},
		{Name: "returned_on", Aliases: []string{"ngày về nước"}, Need: Conditional, Vi: "ngày về nước, sau ngày xuất cảnh, cùng lý do", En: "the day of return, after the departure, with its reason", Example: "17/05/2024", read: date},
		{Name: "return_reason", Aliases: []string{"lý do về"}, Need: Conditional, Vi: "lý do về nước", En: "why the worker returned", Words: returnReasons, Example: "hết hạn", read: word(returnReasons)},
		{Name: "liquidated_on", Aliases: []string{"ngày thanh lý"}, Need: Optional, Vi: "ngày thanh lý, không trước ngày về nước", En: "the day of liquidation, no earlier than the return", Example: "30/06/2024", read: date},
	},
	Inspections: {
		{Name: "inspection_no", Aliases: []string{"số cuộc kiểm tra"}, Need: Required, Vi: identifierVi, En: identifierEn, Example: "KT-2021-03", read: identifier},
		{Name: "licence_no", Aliases: []string{"số giấy phép"}, Need: Required, Vi: "số giấy phép của doanh nghiệp", En: "the agency's licence", Example: "26-014", read: licence},
		{Name: "opened_on", Aliases: []string{"ngày kiểm tra"}, Need: Required, Vi: "ngày kiểm tra", En: "the day of the inspection", Example: "10/06/2021", read: date},
		{Name: "inspector", Aliases: []string{"người kiểm tra"}, Need: Required, Personal: true, Vi: "người kiểm tra", En: "the inspector", Example: "Thanh tra Mẫu 01", read: text(80)},
		{Name: "finding", Aliases: []string{"sai phạm"}, Need: Conditional, Vi: "sai phạm, cùng mức độ và căn cứ", En: "the finding, with severity and legal basis", Example: "Thu tiền dịch vụ vượt mức trần", read: text(2000)},
		{Name: "severity", Aliases: []string{"mức độ"}, Need: Conditional, Vi: "mức độ", En: "the severity", Words: severities, Example: "nặng", read: word(severities)},
		{Name: "legal_basis", Aliases: []string{"căn cứ"}, Need: Conditional, Vi: "căn cứ pháp lý", En: "the article that it breaks", Example: "Luật 72/2006/QH11 Đ.21", read: text(200)},
		{Name: "remedy_due_on", Aliases: []string{"hạn khắc phục"}, Need: Optional, Vi: "hạn khắc phục, không trước ngày kiểm tra", En: "by when it must be put right, no earlier than the inspection", Example: "10/07/2021", read: date},
		{Name: "remedied_on", Aliases: []string{"ngày khắc phục"}, Need: Optional, Vi: "ngày khắc phục; phải có hạn khắc phục", En: "the day it was put right; needs a deadline", Example: "05/07/2021", read: date},
		{Name: "closed_on", Aliases: []string{"ngày kết thúc"}, Need: Optional, Vi: "ngày kết thúc, như nhau ở mọi dòng của cuộc kiểm tra", En: "the day it closed, the same in all rows of the inspection", Example: "15/06/2021", read: date},
	},
})

func citizenID() Column {
	return Column{Name: "citizen_id", Aliases: []string{"số CCCD", "cccd", "cmnd", "số định danh"}, Need: Required, Personal: true,
		Vi: "số định danh 12 chữ số (hoặc 9 chữ số của CMND)", En: "the citizen id: 12 digits (or the 9 of the older card)", Example: "000094000123", read: citizenDigits}
}

func taxCode(need Need) Column {
	c := Column{Name: "tax_code", Aliases: []string{"mã số thuế", "mst"}, Need: need,
		Vi: "mã số thuế 10 chữ số, hoặc 10 chữ số và chi nhánh", En: "the tax code: 10 digits, or 10 and a branch", Example: "0000010008", read: taxDigits}
	if need == Conditional {
		c.Vi += "; để trống nếu tự tạo việc làm"
		c.En += "; empty for the self-employed"
	}
	return c
}
