package sheet

// The columns of loans, support, unemployment and retention. What DOMAIN.md §9
// doesn't list is ours.
var (
	loanColumns = []Column{
		called("loan_no", Required, "số khoản vay|số hợp đồng vay", "số của khoản vay", "the loan's number", "2021-007"),
		borrower(),
		taxOf(Conditional, "của người sử dụng lao động vay vốn; để trống nếu người lao động vay", "of the employer who borrows; empty where a worker does"),
		{Name: "amount_vnd", Aliases: []string{"số tiền vay", "số tiền"}, Need: Required, Vi: "số tiền vay, đồng", En: "the sum, VND", Example: "80.000.000", read: sumVND},
		counted("months", Required, "thời hạn|số tháng", 1, 120, "thời hạn, tháng", "the term, months", "36"),
		counted("jobs_promised", Optional, "số việc làm tạo mới", 0, 10_000, "số việc làm sẽ tạo mới; phải có cột này hoặc cột sau", "the jobs to be created; this or the next is given", "1"),
		counted("jobs_kept", Optional, "số việc làm duy trì", 0, 10_000, "số việc làm sẽ duy trì", "the jobs to be kept", "0"),
		dated("approved_on", Required, "ngày phê duyệt|ngày giải ngân", "ngày phê duyệt", "the day of the approval", "04/01/2021"),
		dated("settled_on", Optional, "ngày tất toán", "ngày tất toán, không trước ngày phê duyệt", "the day of the settlement, no earlier than the approval", "04/01/2024"),
	}
	loanJobColumns = []Column{
		called("loan_no", Required, "số khoản vay|số hợp đồng vay", "số của khoản vay, đã có trong sổ", "the loan's number, in the book already", "2021-007"),
		citizenID(),
		{Name: "kind", Aliases: []string{"loại việc làm"}, Need: Required, Vi: "tạo mới hay duy trì", En: "created or kept", Words: loanJobs, Example: "tạo mới", read: word(loanJobs)},
		dated("started_on", Required, "ngày có việc", "ngày có việc, không trước ngày phê duyệt khoản vay", "the job's day, no earlier than the loan's approval", "10/03/2021"),
		dated("reported_on", Required, "ngày báo cáo", "ngày báo cáo, không trước ngày có việc", "the day it was reported, no earlier than the job's", "2021-03-18"),
	}
	grantColumns = []Column{
		called("support_no", Required, "số hỗ trợ|số quyết định", "số của khoản hỗ trợ", "the support's number", "HT-2021-03"),
		borrower(),
		taxOf(Conditional, "của người sử dụng lao động được hỗ trợ; để trống nếu hỗ trợ người lao động", "of the employer who gets it; empty where a worker does"),
		{Name: "scheme", Aliases: []string{"chính sách", "chương trình"}, Need: Required, Vi: "chính sách, như ghi trong quyết định", En: "the scheme, as its decision has it", Example: "Hỗ trợ học nghề", read: text(200)},
		{Name: "amount_vnd", Aliases: []string{"số tiền"}, Need: Required, Vi: "số tiền, đồng", En: "the sum, VND", Example: "1.500.000", read: sumVND},
		dated("granted_on", Required, "ngày hỗ trợ", "ngày hỗ trợ", "the day of the grant", "15/02/2021"),
	}
	unemploymentColumns = []Column{
		citizenID(),
		dated("noticed_on", Required, "ngày thông báo", "ngày thông báo thất nghiệp", "the day of the notice", "02/05/2021"),
		{Name: "last_tax_code", Aliases: []string{"mã số thuế nơi làm việc cuối", "mã số thuế", "mst"}, Need: Optional, Vi: "mã số thuế nơi làm việc cuối cùng", En: "the last employer's tax code", Example: "0000010008", read: taxDigits},
		dated("allowance_on", Conditional, "ngày hưởng trợ cấp|ngày quyết định", "ngày quyết định trợ cấp, cùng số tháng và mức hưởng", "the day of the allowance, with its months and sum", "10/05/2021"),
		counted("allowance_months", Conditional, "số tháng hưởng", 1, 12, "số tháng hưởng", "the months of the allowance", "3"),
		{Name: "monthly_allowance_vnd", Aliases: []string{"mức hưởng"}, Need: Conditional, Vi: "mức hưởng hằng tháng, đồng", En: "the monthly sum, VND", Example: "3.900.000", read: sumVND},
		dated("ended_on", Conditional, "ngày kết thúc|ngày chấm dứt", "ngày hết thất nghiệp, cùng lý do", "the day of the end, with its reason", "17/05/2021"),
		{Name: "end_reason", Aliases: []string{"lý do kết thúc", "lý do chấm dứt"}, Need: Conditional, Vi: "lý do", En: "why it ended", Words: unemploymentEnds, Example: "có việc làm", read: word(unemploymentEnds)},
	}
	retentionColumns = []Column{
		citizenID(),
		taxCode(Conditional),
		dated("started_on", Required, "ngày bắt đầu|ngày làm việc", "ngày bắt đầu của việc làm được theo dõi", "the first day of the job in question", "10/03/2021"),
		{Name: "mark", Aliases: []string{"mốc", "mốc theo dõi"}, Need: Required, Vi: "mốc theo dõi: 3, 6 hoặc 12 tháng", En: "the mark: 3, 6 or 12 months", Words: marks, Example: "3", read: word(marks)},
		dated("checked_on", Required, "ngày theo dõi|ngày hỏi", "ngày hỏi, sớm nhất 15 ngày trước mốc", "the day somebody asked, at most 15 days before the mark", "08/06/2021"),
		{Name: "outcome", Aliases: []string{"kết quả theo dõi", "tình trạng"}, Need: Required, Vi: "tình trạng", En: "what was found", Words: retentions, Example: "đã nghỉ", read: word(retentions)},
		{Name: "monthly_wage_vnd", Aliases: []string{"lương", "mức lương"}, Need: Optional, Vi: "lương tháng khi hỏi, 1–500 triệu đồng", En: "the monthly wage by then, 1 to 500 million VND", Example: "6.800.000", read: wageVND},
	}
)

// borrower is a citizen id that is given where no employer is.
func borrower() Column {
	c := citizenID()
	c.Need = Conditional
	c.Vi += "; để trống nếu là người sử dụng lao động"
	c.En += "; empty for an employer"
	return c
}
