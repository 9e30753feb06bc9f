package supervision

import "vaoso/domain/es"

// Refusals of inspections, their plans, complaints and flags.
var (
	ErrInspectionExists = es.NewRefusal("ErrInspectionExists", es.Exists,
		"cuộc kiểm tra {inspection} đã có trong sổ", "inspection {inspection} is in the book already")
	ErrInspectionUnknown = es.NewRefusal("ErrInspectionUnknown", es.Unknown,
		"sổ chưa có cuộc kiểm tra này", "the book has no such inspection")
	ErrInspectionClosed = es.NewRefusal("ErrInspectionClosed", es.Rule,
		"cuộc kiểm tra đã kết thúc ngày {closed}", "the inspection closed on {closed}")
	ErrSubjectUnknown = es.NewRefusal("ErrSubjectUnknown", es.Unknown,
		"sổ chưa có đối tượng được kiểm tra (doanh nghiệp, đơn vị hoặc hợp đồng)", "the book doesn't have the agency, unit or contract that is named")
	ErrFindingExists = es.NewRefusal("ErrFindingExists", es.Exists,
		"kết luận {finding} đã ghi", "finding {finding} is recorded already")
	ErrFindingUnknown = es.NewRefusal("ErrFindingUnknown", es.Unknown,
		"cuộc kiểm tra không có kết luận {finding}", "the inspection has no finding {finding}")
	ErrLegalBasisMissing = es.NewRefusal("ErrLegalBasisMissing", es.Malformed,
		"sai phạm phải ghi căn cứ pháp lý (legalBasis)", "a finding needs the article that it breaks (legalBasis)")
	ErrDeadlineInPast = es.NewRefusal("ErrDeadlineInPast", es.Rule,
		"hạn khắc phục {due} trước ngày yêu cầu {on}", "the deadline {due} comes before the day it is set, {on}")
	ErrRemedyNotRequired = es.NewRefusal("ErrRemedyNotRequired", es.Rule,
		"kết luận {finding} chưa có yêu cầu khắc phục", "no remedy has been required for finding {finding}")
	ErrRemedyRecorded = es.NewRefusal("ErrRemedyRecorded", es.Rule,
		"kết luận {finding} đã khắc phục ngày {on}", "finding {finding} was remedied on {on}")
	ErrOpenFindings = es.NewRefusal("ErrOpenFindings", es.Rule,
		"chưa thể kết thúc: kết luận {finding} chưa có yêu cầu khắc phục, hoặc đã quá hạn mà chưa khắc phục, chưa báo cáo cấp trên",
		"it can't close: finding {finding} has no remedy required, or is overdue and neither remedied nor escalated")
	ErrNotOverdue = es.NewRefusal("ErrNotOverdue", es.Rule,
		"kết luận {finding} chưa quá hạn khắc phục vào ngày {on} (hạn {due})", "the remedy of finding {finding} isn't overdue on {on} (it is due on {due})")
	ErrNotEscalated = es.NewRefusal("ErrNotEscalated", es.Rule,
		"kết luận {finding} chưa được chuyển cơ quan có thẩm quyền; chuyển trước khi ghi xử phạt", "finding {finding} hasn't been escalated; a sanction follows an escalation")
	ErrSanctionWithoutFinding = es.NewRefusal("ErrSanctionWithoutFinding", es.Unknown,
		"xử phạt phải gắn với một kết luận của cuộc kiểm tra (findingId)", "a sanction needs a finding of the inspection (findingId)")
	ErrBeforeOpening = es.NewRefusal("ErrBeforeOpening", es.Rule,
		"ngày {on} trước ngày {opened} của việc mà nó nối tiếp", "{on} comes before {opened}, the day of what it follows")
	ErrComplaintExists = es.NewRefusal("ErrComplaintExists", es.Exists,
		"khiếu nại {complaint} đã có trong sổ", "complaint {complaint} is in the book already")
	ErrComplaintUnknown = es.NewRefusal("ErrComplaintUnknown", es.Unknown,
		"sổ chưa có khiếu nại này", "the book has no such complaint")
	ErrComplaintClosed = es.NewRefusal("ErrComplaintClosed", es.Rule,
		"khiếu nại đã được trả lời ngày {answered}", "the complaint was answered on {answered}")
	ErrFlagRefuted = es.NewRefusal("ErrFlagRefuted", es.Exists,
		"cảnh báo {flag} đã bị bác bỏ ngày {on}", "flag {flag} was refuted on {on} already")
)
