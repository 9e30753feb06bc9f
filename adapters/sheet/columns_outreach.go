package sheet

// The columns of training, of the market, and of officials and collaborators.
// What DOMAIN.md §9 doesn't list is ours.
var (
	institutionColumns = []Column{
		called("institution", Required, "mã cơ sở", "mã số của cơ sở giáo dục nghề nghiệp", "the institution's short name", "cd-nghe-vp"),
		{Name: "name", Aliases: []string{"tên cơ sở", "tên đơn vị"}, Need: Required, Vi: "tên", En: "the name", Example: "Trường Cao đẳng Mẫu", read: text(200)},
		{Name: "occupations", Aliases: []string{"nghề đào tạo", "ngành nghề đào tạo"}, Need: Required, Vi: "các nghề đào tạo, cách nhau bằng ;", En: "the occupations that it teaches, with ; between", Example: "may công nghiệp;hàn", read: list},
		dated("accredited_on", Optional, "ngày cấp phép", "ngày được cấp phép đào tạo, không sau ngày đăng ký", "the day of its accreditation, no later than the registration", "2015-09-01"),
		dated("registered_on", Required, "ngày đăng ký", "ngày ghi vào sổ của phòng", "the day from which the office has it in its list", "2021-01-05"),
	}
	courseColumns = []Column{
		called("course_no", Required, "số khóa|mã khóa", "số của khóa đào tạo", "the course's number", "2021-03"),
		called("institution", Required, "mã cơ sở", "mã số của cơ sở, đã có trong sổ", "the institution's short name, in the book already", "cd-nghe-vp"),
		taxOf(Required, "của người sử dụng lao động đặt hàng", "of the employer who orders the course"),
		{Name: "occupation", Aliases: []string{"nghề", "nghề đào tạo"}, Need: Required, Vi: "nghề", En: "the occupation", Example: "may công nghiệp", read: text(200)},
		counted("seats", Required, "số chỗ|sĩ số", 1, 1_000, "số chỗ học", "the seats", "20"),
		counted("jobs_promised", Required, "số việc làm cam kết", 0, 1_000, "số việc làm cam kết, không quá số chỗ", "the jobs promised, no more than the seats", "15"),
		dated("agreed_on", Required, "ngày thỏa thuận|ngày ký", "ngày thỏa thuận", "the day of the agreement", "12/01/2021"),
		dated("starts_on", Required, "dự kiến khai giảng", "ngày khai giảng đã thỏa thuận", "the first day as agreed", "18/01/2021"),
		dated("ends_on", Required, "dự kiến bế giảng", "ngày bế giảng đã thỏa thuận, không trước ngày khai giảng", "the last day as agreed, no earlier than the first", "28/02/2021"),
		{Name: "min_wage_vnd", Aliases: []string{"lương tối thiểu cam kết"}, Need: Optional, Vi: "lương tháng tối thiểu được cam kết, 1–500 triệu đồng", En: "the least monthly wage promised, 1 to 500 million VND", Example: "6.000.000", read: wageVND},
		dated("started_on", Optional, "ngày khai giảng", "ngày khai giảng thực tế", "the day on which it began", "18/01/2021"),
		dated("finished_on", Optional, "ngày bế giảng|ngày kết thúc", "ngày bế giảng thực tế; phải có ngày khai giảng", "the day on which it finished; needs the first", "28/02/2021"),
		dated("cancelled_on", Optional, "ngày hủy", "ngày hủy; để trống nếu khóa đã bế giảng", "the day on which it was cancelled; empty if it finished", "25/01/2021"),
		counted("employer_score", Conditional, "điểm doanh nghiệp đánh giá", 1, 5, "điểm đánh giá của người sử dụng lao động, cùng ngày đánh giá", "the employer's judgement, with its day", "4"),
		dated("assessed_on", Conditional, "ngày đánh giá", "ngày người sử dụng lao động đánh giá", "the day of the employer's judgement", "15/03/2021"),
	}
	traineeColumns = []Column{
		called("course_no", Required, "số khóa|mã khóa", "số của khóa đào tạo, đã có trong sổ", "the course's number, in the book already", "2021-03"),
		citizenID(),
		dated("enrolled_on", Required, "ngày ghi danh|ngày nhập học", "ngày ghi danh", "the day of enrolment", "15/01/2021"),
		dated("completed_on", Conditional, "ngày hoàn thành|ngày tốt nghiệp", "ngày hoàn thành; để trống nếu thôi học", "the day of completion; empty for who dropped out", "28/02/2021"),
		{Name: "certificate_no", Aliases: []string{"số chứng chỉ", "số văn bằng"}, Need: Optional, Vi: "số chứng chỉ, cùng ngày hoàn thành", En: "the certificate's number, with the day of completion", Example: "CC-2021-118", read: text(80)},
		{Name: "grade", Aliases: []string{"xếp loại"}, Need: Optional, Vi: "xếp loại, cùng ngày hoàn thành", En: "the grade, with the day of completion", Words: grades, Example: "khá", read: word(grades)},
		dated("dropped_on", Conditional, "ngày thôi học", "ngày thôi học, cùng lý do", "the day of dropping out, with the reason", "05/02/2021"),
		{Name: "drop_reason", Aliases: []string{"lý do thôi học"}, Need: Conditional, Vi: "lý do thôi học", En: "why the trainee dropped out", Words: dropReasons, Example: "gia đình", read: word(dropReasons)},
	}
	attendanceColumns = []Column{
		called("course_no", Required, "số khóa|mã khóa", "số của khóa đào tạo, đã có trong sổ", "the course's number, in the book already", "2021-03"),
		citizenID(),
		{Name: "month", Aliases: []string{"tháng"}, Need: Required, Vi: "tháng, ghi 02/2021 hoặc 2021-02", En: "the month, as 02/2021 or 2021-02", Example: "02/2021", read: month},
		counted("days", Required, "số ngày có mặt", 0, 31, "số ngày có mặt, không quá số ngày học", "the days present, no more than those of teaching", "19"),
		counted("of_days", Required, "số ngày học", 1, 31, "số ngày học trong tháng", "the days of teaching in the month", "20"),
		dated("recorded_on", Required, "ngày ghi|ngày tổng hợp", "ngày tổng hợp, không trước tháng đó", "the day of the record, not before the month", "28/02/2021"),
	}
	intermediaryColumns = []Column{
		called("intermediary", Required, "mã đơn vị", "mã số của đơn vị dịch vụ việc làm", "the intermediary's short name", "ttdvvl-26"),
		{Name: "name", Aliases: []string{"tên đơn vị", "tên trung tâm"}, Need: Required, Vi: "tên", En: "the name", Example: "Trung tâm Dịch vụ việc làm Mẫu", read: text(200)},
		{Name: "type", Aliases: []string{"loại hình"}, Need: Required, Vi: "loại hình", En: "the type", Words: intermediaryTypes, Example: "trung tâm dịch vụ việc làm", read: word(intermediaryTypes)},
		{Name: "province_code", Aliases: []string{"mã tỉnh"}, Need: Required, Vi: "mã tỉnh, 2 chữ số", En: "the province's code, 2 digits", Example: "26", read: provinceCode},
		{Name: "licence_no", Aliases: []string{"số giấy phép"}, Need: Optional, Vi: "số giấy phép hoạt động dịch vụ việc làm", En: "the licence for employment services", Example: "12/SLĐ-GP", read: licence},
		dated("registered_on", Required, "ngày đăng ký", "ngày ghi vào sổ của phòng", "the day from which the office has it in its list", "2021-01-05"),
	}
	vacancyColumns = []Column{
		called("vacancy_no", Required, "số vị trí|mã vị trí", "số của vị trí tuyển dụng", "the vacancy's number", "2021-012"),
		taxOf(Required, "của người sử dụng lao động", "of the employer"),
		{Name: "occupation", Aliases: []string{"nghề", "công việc"}, Need: Required, Vi: "công việc", En: "the occupation", Example: "công nhân may", read: text(200)},
		counted("quantity", Required, "số lượng|số lượng tuyển", 1, 10_000, "số người cần tuyển", "the persons sought", "30"),
		{Name: "wage_from_vnd", Aliases: []string{"lương từ"}, Need: Required, Vi: "lương tháng thấp nhất, 1–500 triệu đồng", En: "the least monthly wage, 1 to 500 million VND", Example: "6.000.000", read: wageVND},
		{Name: "wage_to_vnd", Aliases: []string{"lương đến"}, Need: Required, Vi: "lương tháng cao nhất, 1–500 triệu đồng", En: "the highest monthly wage, 1 to 500 million VND", Example: "9.000.000", read: wageVND},
		dated("posted_on", Required, "ngày đăng", "ngày đăng tuyển", "the day of posting", "01/02/2021"),
		dated("closes_on", Required, "hạn cuối|hạn nộp", "ngày cuối nhận hồ sơ, không trước ngày đăng", "the last day, no earlier than the posting", "30/04/2021"),
		dated("withdrawn_on", Optional, "ngày rút", "ngày thôi tuyển trước hạn", "the day of its withdrawal before the last day", "15/04/2021"),
	}
	referralColumns = []Column{
		called("referral_no", Required, "số giới thiệu|số phiếu", "số phiếu giới thiệu", "the referral's number", "2021-044"),
		citizenID(),
		dated("counselled_on", Conditional, "ngày tư vấn", "ngày tư vấn; phải có ngày tư vấn hoặc ngày giới thiệu", "the day of counselling; this or the day of the referral is given", "22/02/2021"),
		called("collaborator", Optional, "mã cộng tác viên", "mã cộng tác viên đã tư vấn", "the collaborator who gave the advice", "08728-1"),
		dated("referred_on", Conditional, "ngày giới thiệu", "ngày giới thiệu, cùng số vị trí", "the day of the referral, with the vacancy", "25/02/2021"),
		called("vacancy_no", Conditional, "số vị trí|mã vị trí", "số của vị trí tuyển dụng, đã có trong sổ", "the vacancy's number, in the book already", "2021-012"),
		called("intermediary", Optional, "mã đơn vị", "mã đơn vị dịch vụ việc làm đã giới thiệu", "the intermediary that referred", "ttdvvl-26"),
		dated("interviewed_on", Optional, "ngày phỏng vấn", "ngày phỏng vấn, không trước ngày giới thiệu", "the day of the interview, no earlier than the referral", "01/03/2021"),
		dated("concluded_on", Conditional, "ngày có kết quả", "ngày có kết quả, cùng kết quả", "the day of the outcome, with it", "05/03/2021"),
		{Name: "outcome", Aliases: []string{"kết quả giới thiệu", "kết quả tuyển dụng"}, Need: Conditional, Vi: "kết quả", En: "the outcome", Words: referralOutcomes, Example: "được tuyển", read: word(referralOutcomes)},
	}
	fairColumns = []Column{
		called("fair_no", Required, "số phiên|mã phiên", "số của phiên giao dịch việc làm", "the job fair's number", "2021-02"),
		dated("held_on", Required, "ngày tổ chức", "ngày tổ chức", "the day of the fair", "20/03/2021"),
		{Name: "venue", Aliases: []string{"địa điểm"}, Need: Required, Vi: "địa điểm", En: "the venue", Example: "Nhà văn hóa thành phố", read: text(200)},
		counted("employers", Required, "số doanh nghiệp", 0, 100_000, "số doanh nghiệp tham gia", "the employers who took part", "24"),
		counted("attendance", Required, "số người tham dự", 0, 100_000, "số người đến dự", "the persons who came", "610"),
		counted("interviewed", Conditional, "số người phỏng vấn", 0, 100_000, "số người được phỏng vấn, cùng số người được tuyển và ngày tổng hợp", "the persons interviewed, with those hired and the day of the record", "240"),
		counted("hired", Conditional, "số người được tuyển", 0, 100_000, "số người được tuyển", "the persons hired", "85"),
		dated("outcome_on", Conditional, "ngày tổng hợp", "ngày tổng hợp kết quả, không trước ngày tổ chức", "the day of the record, no earlier than the fair", "27/03/2021"),
	}
	collaboratorColumns = []Column{
		called("collaborator", Required, "mã cộng tác viên", "mã cộng tác viên, không phải tên người", "the collaborator's short name, which says no name", "08728-1"),
		{Name: "full_name", Aliases: []string{"họ và tên", "họ tên"}, Need: Required, Personal: true, Vi: "họ và tên, ít nhất 2 từ, tối đa 80 ký tự", En: "the full name: letters, at least 2 words, at most 80 characters", Example: "Trần Thị Mẫu", read: fullName},
		{Name: "ward_code", Aliases: []string{"mã xã", "phường", "phường/xã"}, Need: Required, Vi: "mã 5 chữ số hoặc tên phường, xã vào ngày cử", En: "a ward's 5-digit code or name on the day of the appointment", Example: "08728", read: text(80)},
		dated("appointed_on", Required, "ngày cử", "ngày cử", "the day of the appointment", "2021-01-10"),
		dated("dismissed_on", Optional, "ngày thôi", "ngày thôi, sau ngày cử", "the day from which they help no more, after the appointment", "2023-01-01"),
	}
	capacityColumns = []Column{
		called("capacity_no", Required, "số lớp|mã lớp", "số của lớp tập huấn; một dòng cho mỗi người dự", "the course's number; a row for each who attended", "TH-2021-01"),
		{Name: "topic", Aliases: []string{"nội dung", "chuyên đề"}, Need: Required, Vi: "nội dung, như nhau ở mọi dòng của lớp", En: "the topic, the same in all rows of the course", Words: topics, Example: "tư vấn việc làm", read: word(topics)},
		counted("hours", Required, "số giờ", 1, 500, "số giờ, như nhau ở mọi dòng của lớp", "the hours, the same in all rows of the course", "8"),
		dated("held_on", Required, "ngày tổ chức", "ngày khai mạc, như nhau ở mọi dòng của lớp", "the first day, the same in all rows of the course", "15/03/2021"),
		{Name: "person", Aliases: []string{"người dự", "họ và tên", "họ tên"}, Need: Conditional, Personal: true, Vi: "người dự, cùng đơn vị và đối tượng", En: "who attended, with their unit and kind", Example: "Lê Văn Mẫu", read: text(80)},
		{Name: "unit", Aliases: []string{"đơn vị", "mã xã", "phường/xã"}, Need: Conditional, Vi: "mã hoặc tên phường, xã; hoặc «thành phố»", En: "a ward's code or name, or city", Example: "08728", read: text(80)},
		{Name: "kind", Aliases: []string{"đối tượng"}, Need: Conditional, Vi: "đối tượng", En: "who it is", Words: attendees, Example: "cán bộ", read: word(attendees)},
		dated("attended_on", Optional, "ngày dự", "ngày dự, không trước ngày khai mạc; để trống là ngày khai mạc", "the day of attendance, no earlier than the first; empty is the first", "15/03/2021"),
	}
)
