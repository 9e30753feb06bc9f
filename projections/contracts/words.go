package contracts

import (
	"vaoso/domain/law"
	"vaoso/domain/overseas"
)

// Words are a label in both languages.
type Words struct{ Vi, En string }

// StateWords are the states.
var StateWords = map[overseas.Phase]Words{
	overseas.Signed:     {"đã ký", "signed"},
	overseas.Departed:   {"đang làm việc ở nước ngoài", "working abroad"},
	overseas.Absconded:  {"bỏ trốn, bỏ hợp đồng", "absconded"},
	overseas.Returned:   {"đã về nước", "returned"},
	overseas.Terminated: {"đã chấm dứt", "terminated"},
	overseas.Liquidated: {"đã thanh lý", "liquidated"},
}

// KindWords are the four forms of going abroad to work.
var KindWords = map[overseas.Kind]Words{
	overseas.KindService:    {"qua doanh nghiệp dịch vụ hoặc đơn vị sự nghiệp", "through a service enterprise or public unit"},
	overseas.KindContractor: {"qua doanh nghiệp trúng thầu, đầu tư ra nước ngoài", "with a contractor or investor abroad"},
	overseas.KindTrainee:    {"thực tập, đào tạo nâng cao tay nghề", "training or skills upgrading"},
	overseas.KindIndividual: {"hợp đồng cá nhân", "signed directly with the employer"},
}

// ReturnWords are the reasons of return.
var ReturnWords = map[overseas.ReturnReason]Words{
	overseas.ReturnTerm:          {"hết hạn hợp đồng", "end of term"},
	overseas.ReturnEarlyOwn:      {"về trước hạn theo nguyện vọng", "early, at own wish"},
	overseas.ReturnEarlyEmployer: {"về trước hạn do người sử dụng lao động", "early, because of the employer"},
	overseas.ReturnEarlyHealth:   {"về trước hạn do sức khỏe", "early, for health"},
	overseas.ReturnEarlyForce:    {"về trước hạn do bất khả kháng", "early, by force majeure"},
	overseas.ReturnDeported:      {"bị trục xuất", "deported"},
	overseas.ReturnDeceased:      {"tử vong", "deceased"},
}

// VerdictWords are the verdicts.
var VerdictWords = map[Verdict]Words{
	Lawful:    {"đúng quy định", "within the law"},
	AboveCap:  {"vượt mức trần", "above a cap"},
	NotJudged: {"chưa đủ căn cứ kết luận", "not judged"},
}

// LineWords are the lines that have a cap.
var LineWords = map[law.Line]Words{
	law.Service:   {"tiền dịch vụ", "service fee"},
	law.Extension: {"tiền dịch vụ gia hạn", "extension's service fee"},
	law.Brokerage: {"tiền môi giới", "brokerage fee"},
	law.Deposit:   {"tiền ký quỹ", "deposit"},
}
