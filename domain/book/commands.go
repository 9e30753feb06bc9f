package book

import (
	"slices"
	"strings"
)

// commands is every command, in the order in which a city meets them.
var commands = []Command{
	define("plan", byOffice, "ban hành kế hoạch năm", "adopt a year's plan", adoptPlan),
	define("plan", byOffice, "đặt bộ quy tắc tính", "set the counting rules", setCountingRules),
	define("plan", byOffice, "điều chỉnh chỉ tiêu", "amend the target", amendTarget),
	define("plan", byOffice, "giao chỉ tiêu cho phường, xã", "allocate the target to a ward or commune", allocateTarget),
	define("plan", byOffice, "khóa sổ kế hoạch đã hết kỳ", "close a plan that is over, with its figures", closePlan),
	define("plan", bySystem, "một ngày đã qua", "let a day pass", passDay),

	define("labour", byClerks, "đăng ký người tìm việc", "register a job-seeker", registerWorker),
	define("labour", byClerks, "ghi người lao động chuyển nơi ở", "record that a worker moved", moveWorker),
	define("labour", byClerks, "ghi thôi tìm việc", "record that a worker seeks no longer", endJobSeeking),
	define("labour", byClerks, "ghi tìm việc trở lại", "record that a worker seeks again", resumeJobSeeking),
	define("labour", byClerks, "đăng ký người sử dụng lao động", "register an employer", registerEmployer),
	define("labour", byClerks, "ghi người sử dụng lao động đóng cửa", "record that an employer closed", closeEmployer),
	define("labour", byClerks, "ghi việc làm mới", "record that a worker started a job", placeWorker),
	define("labour", byClerks, "ghi việc làm kết thúc", "record that a job ended", endPlacement),
	define("labour", byClerks, "ghi gia hạn việc làm", "record that a job's term was extended", extendPlacement),
	define("labour", byClerks, "hủy một việc làm ghi nhầm", "annul a placement entered wrongly", annulPlacement),
	define("labour", byClerks, "đính chính đăng ký của người lao động", "correct a worker's registration", correctWorker),
	define("labour", byClerks, "đính chính một việc làm", "correct a placement", correctPlacement),
	define("labour", byClerks, "hủy bỏ người lao động đăng ký nhầm", "annul a worker entered wrongly", annulWorker),
	define("labour", byClerks, "hủy bỏ lần chuyển nơi ở ghi sau cùng", "annul the move that was entered last", annulMove),
	define("labour", byClerks, "hủy bỏ việc ngừng hoặc tìm việc lại ghi sau cùng", "annul the last that was entered of whether a worker seeks a job", annulJobSeeking),
	define("labour", byClerks, "hủy bỏ lần gia hạn việc làm ghi sau cùng", "annul the extension of a placement that was entered last", annulExtension),
	define("labour", byClerks, "hủy bỏ việc ngừng hoạt động của người sử dụng lao động", "annul the closing of an employer", reopenEmployer),
	define("labour", byClerks, "nối người lao động với hồ sơ đã hủy bỏ", "link a worker to the annulled stream of the same person", linkWorker),
	define("labour", byClerks, "đính chính người sử dụng lao động", "correct an employer's registration", correctEmployer),
	define("labour", byClerks, "ghi kết quả theo dõi duy trì việc làm", "record whether a worker still has the job after 3, 6 or 12 months", checkRetention),

	define("overseas", byOffice, "ghi doanh nghiệp dịch vụ và giấy phép", "register an agency with its licence", registerAgency),
	define("overseas", byOffice, "ghi giấy phép mới", "record a renewed licence", renewLicence),
	define("overseas", byOffice, "đính chính người đại diện của doanh nghiệp dịch vụ", "correct whom an agency is represented by", correctRepresentative),
	define("overseas", byOffice, "thêm thị trường", "add a market", addMarket),
	define("overseas", byOffice, "bỏ thị trường", "remove a market", removeMarket),
	define("overseas", byOffice, "ghi đồng ý cho tuyển dụng tại phường, xã", "record that the city agrees to an agency's recruitment", inviteAgency),
	define("overseas", byOffice, "ghi hợp đồng cung ứng lao động", "record a registered labour supply contract", registerSupplyContract),
	define("overseas", onLicences, "ghi đình chỉ giấy phép", "record a licence's suspension", suspendLicence),
	define("overseas", onLicences, "ghi hết đình chỉ", "record a licence's reinstatement", reinstateLicence),
	define("overseas", onLicences, "ghi thu hồi giấy phép", "record a licence's revocation", revokeLicence),
	define("overseas", byOffice, "ghi hợp đồng đã ký", "record a signed contract", signContract),
	define("overseas", byOffice, "ghi chứng chỉ giáo dục định hướng", "record the orientation certificate", recordOrientation),
	define("overseas", byOffice, "ghi đăng ký hợp đồng", "record the contract's registration", registerContract),
	define("overseas", byOffice, "ghi hộ chiếu, thị thực", "record the passport and the visa, as references", recordTravelPapers),
	define("overseas", byOffice, "ghi khoản tiền đã thu của người lao động", "record a fee that the worker paid", recordFee),
	define("overseas", byOffice, "ghi khoản tiền đã hoàn cho người lao động", "record a fee given back to the worker", refundFee),
	define("overseas", byOffice, "ghi sửa đổi hợp đồng trước khi xuất cảnh", "record an amendment before departure", amendContract),
	define("overseas", byOffice, "ghi xuất cảnh", "record a departure, if every rule is met", dispatchOverseas),
	define("overseas", onLicences, "ghi xuất cảnh sai quy định", "record a departure that broke a rule", recordIrregularDispatch),
	define("overseas", byOffice, "ghi gia hạn hợp đồng", "record an extension", extendContract),
	define("overseas", byOffice, "ghi đổi người sử dụng lao động ở nước ngoài", "record a change of employer abroad", changeEmployerAbroad),
	define("overseas", byOffice, "ghi sự cố ở nước ngoài", "record an incident abroad", recordIncident),
	define("overseas", byOffice, "ghi bỏ trốn, bỏ hợp đồng", "report that a worker absconded", reportAbsconded),
	define("overseas", byOffice, "ghi về nước", "record a return", recordReturn),
	define("overseas", byOffice, "ghi chấm dứt hợp đồng", "record a termination", terminateContract),
	define("overseas", byOffice, "ghi thanh lý hợp đồng", "record a liquidation", liquidateContract),

	define("supervision", byInspectors, "ban hành kế hoạch kiểm tra năm", "adopt a year's plan of inspections", adoptInspectionPlan),
	define("supervision", byInspectors, "mở cuộc kiểm tra", "open an inspection", openInspection),
	define("supervision", byInspectors, "ghi kết quả một mục kiểm tra", "record an item of an inspection's checklist", recordChecklist),
	define("supervision", byInspectors, "ghi sai phạm", "record a finding", recordFinding),
	define("supervision", byInspectors, "yêu cầu khắc phục", "require a remedy", requireRemedy),
	define("supervision", byInspectors, "gia hạn khắc phục", "give a remedy more time", extendRemedy),
	define("supervision", byInspectors, "ghi đã khắc phục", "record a remedy", recordRemedy),
	define("supervision", byInspectors, "báo cáo cấp trên một sai phạm quá hạn khắc phục", "escalate a finding whose remedy is overdue", escalateFinding),
	define("supervision", byInspectors, "ghi xử phạt", "record a sanction; a suspension is carried to the licence", imposeSanction),
	define("supervision", byInspectors, "kết thúc cuộc kiểm tra", "close an inspection", closeInspection),
	define("supervision", byInspectors, "ghi khiếu nại, phản ánh", "enter a complaint against an agency", lodgeComplaint),
	define("supervision", byInspectors, "ghi trả lời khiếu nại", "enter the answer to a complaint", answerComplaint),
	define("supervision", byInspectors, "bác bỏ một cảnh báo", "refute a red flag", refuteFlag),
	define("supervision", byInspectors, "đính chính một sai phạm", "correct a finding", correctFinding),
	define("supervision", byInspectors, "hủy bỏ một sai phạm ghi nhầm", "annul a finding entered wrongly", annulFinding),
	define("supervision", byInspectors, "đính chính yêu cầu, hạn và ngày khắc phục", "correct a remedy, its deadline or its day", correctRemedy),
	define("supervision", byInspectors, "hủy bỏ việc ghi sau cùng về khắc phục", "annul the last that was entered of a remedy", annulRemedy),
	define("supervision", byInspectors, "hủy bỏ cuộc kiểm tra mở nhầm", "annul an inspection opened wrongly", annulInspection),
	define("supervision", byInspectors, "hủy bỏ lần chuyển cấp trên ghi sau cùng", "annul the escalation of a finding that was entered last", annulEscalation),
	define("supervision", byInspectors, "mở lại cuộc kiểm tra kết thúc nhầm", "reopen an inspection closed wrongly", reopenInspection),
	define("supervision", byInspectors, "lập lại cảnh báo bác bỏ nhầm", "restore a red flag refuted wrongly", restoreFlag),
	define("supervision", byInspectors, "đính chính khiếu nại, phản ánh và trả lời", "correct a complaint or its answer", correctComplaint),
	define("supervision", byInspectors, "hủy bỏ khiếu nại, phản ánh ghi nhầm", "annul a complaint entered wrongly, with its answer", annulComplaint),

	define("outreach", byOffice, "đăng ký cơ sở giáo dục nghề nghiệp", "register an institution of vocational education", registerInstitution),
	define("outreach", byOffice, "ghi khóa đào tạo theo địa chỉ đã thỏa thuận", "record a course on order that was agreed", agreeCourse),
	define("outreach", byOffice, "ghi khai giảng khóa đào tạo", "record that a course started", startCourse),
	define("outreach", byClerks, "ghi danh học viên", "enrol a trainee", enrolTrainee),
	define("outreach", byClerks, "ghi chuyên cần của học viên trong tháng", "record a trainee's attendance of a month", recordTrainingAttendance),
	define("outreach", byClerks, "ghi hoàn thành đào tạo", "record that a trainee completed the training", completeTraining),
	define("outreach", byClerks, "ghi học viên thôi học", "record that a trainee dropped out", dropTrainee),
	define("outreach", byOffice, "ghi đánh giá khóa đào tạo", "record a judgement of a course", assessCourse),
	define("outreach", byOffice, "ghi hủy khóa đào tạo", "record that a course was cancelled", cancelCourse),
	define("outreach", byOffice, "ghi kết thúc khóa đào tạo", "record that a course finished", finishCourse),
	define("outreach", byOffice, "đăng ký đơn vị dịch vụ việc làm", "register an employment intermediary", registerIntermediary),
	define("outreach", byClerks, "ghi vị trí tuyển dụng", "post a vacancy", postVacancy),
	define("outreach", byClerks, "ghi rút vị trí tuyển dụng", "record that a vacancy was withdrawn", withdrawVacancy),
	define("outreach", byClerks, "ghi tư vấn việc làm", "record that a worker was counselled", counselWorker),
	define("outreach", byClerks, "ghi giới thiệu việc làm", "record that a worker was referred to a vacancy", referWorker),
	define("outreach", byClerks, "ghi kết quả giới thiệu việc làm", "record what a referral came to", recordReferralOutcome),
	define("outreach", byOffice, "ghi phiên giao dịch việc làm", "record a job fair", holdFair),
	define("outreach", byOffice, "ghi kết quả phiên giao dịch việc làm", "record what a job fair came to", recordFairOutcome),
	define("outreach", byOffice, "ghi lớp tập huấn cán bộ, cộng tác viên", "record a course for officials and collaborators", holdCapacityCourse),
	define("outreach", byClerks, "ghi người dự tập huấn", "record who attended such a course", recordAttendance),
	define("outreach", byClerks, "cử cộng tác viên", "appoint a collaborator", appointCollaborator),
	define("outreach", byClerks, "thôi cử cộng tác viên", "dismiss a collaborator", dismissCollaborator),
	define("outreach", byOffice, "đính chính cơ sở giáo dục nghề nghiệp", "correct an institution's registration", correctInstitution),
	define("outreach", byOffice, "đính chính đơn vị dịch vụ việc làm", "correct an intermediary's registration", correctIntermediary),
	define("outreach", byOffice, "đính chính khóa đào tạo", "correct a course, as agreed and held", correctCourse),
	define("outreach", byOffice, "hủy bỏ việc ghi sau cùng về khóa đào tạo", "annul the last that was entered of a course", annulCourse),
	define("outreach", byClerks, "đính chính việc học của học viên", "correct a trainee's days or what was said at the end", correctTrainee),
	define("outreach", byClerks, "hủy bỏ ghi danh nhầm", "annul an enrolment entered wrongly", annulEnrolment),
	define("outreach", byClerks, "hủy bỏ hoàn thành hoặc thôi học ghi nhầm", "annul a completion or dropping out entered wrongly", annulTraineeOutcome),
	define("outreach", byClerks, "đính chính vị trí tuyển dụng", "correct a vacancy", correctVacancy),
	define("outreach", byClerks, "hủy bỏ việc ghi sau cùng về vị trí tuyển dụng", "annul a vacancy's withdrawal, or the vacancy", annulVacancy),
	define("outreach", byClerks, "hủy bỏ việc ghi sau cùng về lần giới thiệu", "annul the last that was entered of a referral", annulReferral),
	define("outreach", byOffice, "đính chính phiên giao dịch việc làm", "correct a job fair", correctFair),
	define("outreach", byOffice, "hủy bỏ phiên giao dịch việc làm ghi nhầm", "annul a job fair entered wrongly", annulFair),
	define("outreach", byOffice, "đính chính lớp tập huấn", "correct a course for officials and collaborators", correctCapacityCourse),
	define("outreach", byOffice, "hủy bỏ lớp tập huấn ghi nhầm", "annul a course for officials and collaborators entered wrongly", annulCapacityCourse),
	define("outreach", byClerks, "hủy bỏ người dự tập huấn ghi nhầm", "annul an attendance of such a course entered wrongly", annulAttendance),
	define("outreach", byClerks, "đính chính cộng tác viên", "correct a collaborator's appointment or dismissal", correctCollaborator),
	define("outreach", byClerks, "hủy bỏ việc ghi sau cùng về cộng tác viên", "annul a collaborator's dismissal, or the appointment", annulCollaborator),

	define("support", byOffice, "ghi khoản vay Quỹ quốc gia về việc làm", "record a loan of the employment fund", approveLoan),
	define("support", byOffice, "ghi việc làm do khoản vay tạo ra hoặc duy trì", "record a job that a loan created or kept", recordJob),
	define("support", byOffice, "ghi tất toán khoản vay", "record that a loan was settled", settleLoan),
	define("support", byOffice, "ghi khoản hỗ trợ việc làm", "record support for a worker or an employer", grantSupport),
	define("support", byClerks, "ghi thông báo thất nghiệp", "record an unemployment notice", recordUnemploymentNotice),
	define("support", byOffice, "ghi trợ cấp thất nghiệp", "record an unemployment allowance", recordAllowance),
	define("support", byClerks, "ghi hết thất nghiệp", "record that a worker's unemployment ended", endUnemployment),
	define("support", byClerks, "đính chính thông báo thất nghiệp", "correct an unemployment notice or its end", correctUnemploymentNotice),
	define("support", byClerks, "hủy bỏ việc ghi sau cùng về thất nghiệp", "annul the end of a worker's unemployment, or the notice", annulUnemploymentNotice),

	define("correction", onLicencesToo, "đề nghị đính chính, hủy bỏ", "propose a correction or an annulment", proposeCorrection),
	define("correction", onLicencesToo, "xác nhận đính chính do người khác đề nghị", "confirm a correction that another person proposed", confirmCorrection),
	define("correction", onLicencesToo, "bác đề nghị đính chính", "reject a proposed correction", rejectCorrection),

	define("operations", byOperators, "bỏ qua một sự kiện ở một bảng số liệu", "let a projection go past an event that it can't fold", skipEvent),
}

// Commands are all commands, in the order in which a city meets them.
func Commands() []Command { return slices.Clone(commands) }

// Named is the command with the name.
func Named(name string) (Command, bool) {
	i := slices.IndexFunc(commands, func(c Command) bool { return c.Name == name })
	if i < 0 {
		return Command{}, false
	}
	return commands[i], true
}

// Nearest is the command whose name takes the fewest changes to reach.
func Nearest(name string) string {
	name = name[:min(len(name), 100)] // no name is longer
	best, least := "", 1<<30
	for _, c := range commands {
		if d := distance(strings.ToLower(name), strings.ToLower(c.Name)); d < least {
			best, least = c.Name, d
		}
	}
	return best
}

// distance is the Levenshtein distance of two words.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		before := row[0]
		row[0] = i + 1
		for j := range len(b) {
			here := before
			if a[i] != b[j] {
				here = 1 + min(before, row[j], row[j+1])
			}
			before, row[j+1] = row[j+1], here
		}
	}
	return row[len(b)]
}
