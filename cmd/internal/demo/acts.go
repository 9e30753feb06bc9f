package demo

import (
	"vaoso/domain/book"
	"vaoso/domain/labour"
	"vaoso/domain/overseas"
	"vaoso/domain/plan"
)

// act is a command of the year for which the files have no column.
type act struct {
	key      string
	reported string // the day on which it is entered
	on       string // the day it happened
	role     book.Role
	reason   string
	command  any
}

// annul stands for labour.AnnulPlacement: the placement's id follows from the
// book's key.
type annul struct{ citizenID, taxCode, startedOn string }

// confirm stands for correction.ConfirmCorrection of what a file proposed last of
// a loan: the proposal's id follows from the book's key.
type confirm struct{ loan string }

// Plan is the slug of the made-up year's plan.
const Plan = "vinh-yen-2021"

const (
	office     = book.CityOfficer
	inspection = book.Inspector
	decision   = "MẪU/KH-UBND"
)

// units are the plan's wards and communes with their shares, which are made up.
var units = []plan.AllocateTarget{
	{Unit: "08707", Total: 115, Overseas: 3}, {Unit: "08710", Total: 230, Overseas: 4}, {Unit: "08713", Total: 164, Overseas: 4},
	{Unit: "08716", Total: 109, Overseas: 2}, {Unit: "08719", Total: 82, Overseas: 2}, {Unit: "08722", Total: 175, Overseas: 4},
	{Unit: "08725", Total: 98, Overseas: 3}, {Unit: "08728", Total: 240, Overseas: 5}, {Unit: "08731", Total: 87, Overseas: 3},
}

// acts are the commands of the year, by day. Package golden has by hand what
// they do to the figures.
func acts() []act {
	adopt := plan.AdoptPlan{
		Plan: Plan, Title: "Kế hoạch tạo việc làm 2021", From: day("2021-01-01"), To: day("2021-12-31"),
		Total: 1300, Overseas: 30, ChosenRules: plan.ChosenRules{RuleSet: "vinh-yen-2021"}, DecisionNo: decision,
	}
	list := []act{{"adopt", "2021-04-27", "2021-04-27", office, "ban hành kế hoạch năm 2021", nil}}
	for _, u := range units {
		adopt.Units = append(adopt.Units, u.Unit)
		u.Plan = Plan
		list = append(list, act{"allocate:" + u.Unit, "2021-04-27", "2021-04-27", office, "giao chỉ tiêu theo " + decision, u})
	}
	list[0].command = adopt
	return append(list, rest...)
}

var rest = []act{
	{"withdraw:1", "2021-03-31", "2021-03-30", office, "người lao động rút hồ sơ",
		overseas.TerminateContract{Contract: "C-2021-0010", Reason: "người lao động rút hồ sơ"}},
	{"settle:1", "2021-06-15", "2021-06-15", office, "thanh lý hợp đồng đã rút",
		overseas.LiquidateContract{Contract: "C-2021-0010"}},
	{"seeking:1", "2021-05-17", "2021-05-17", office, "ở nhà nội trợ",
		labour.EndJobSeeking{CitizenID: "000171000597", Reason: labour.Housework}},
	{"end:1", "2021-06-02", "2021-05-31", office, "nghỉ việc để đi làm việc ở nước ngoài",
		labour.EndPlacement{CitizenID: "000091000067", Reason: labour.ToOverseas}},
	{"annul:1", "2021-06-21", "2021-06-21", office, "nhập nhầm người",
		annul{"000064001821", "0000000200", "2021-05-10"}},
	{"suspend:1", "2021-06-28", "2021-06-28", inspection, "chưa khắc phục sai phạm của KT-2021-06",
		overseas.SuspendLicence{LicenceNo: "26-014", From: day("2021-07-01"), Until: day("2021-08-29"), DecisionNo: "MẪU/QĐ-01"}},
	{"end:2", "2021-07-01", "2021-06-30", office, "tự xin nghỉ",
		labour.EndPlacement{CitizenID: "000194000504", Reason: labour.Resigned, Seeking: true}},
	{"annul:3", "2021-07-12", "2021-07-12", office, "người lao động không đến làm",
		annul{"000302000848", "0000000063", "2021-05-24"}},
	// Lives in Hội Hợp when the job starts on 26 July, and counts there.
	{"move:1", "2021-07-06", "2021-07-05", office, "chuyển nơi ở",
		labour.MoveWorker{CitizenID: "000079000554", Ward: "08713"}},
	{"seeking:2", "2021-09-06", "2021-09-06", office, "đi học",
		labour.EndJobSeeking{CitizenID: "000098000191", Reason: labour.Studying}},
	// The gate had refused this departure in July; the inspection found it.
	{"irregular:1", "2021-09-07", "2021-07-20", inspection, "phát hiện khi kiểm tra KT-2021-07",
		overseas.RecordIrregularDispatch{Contract: "C-2021-0006", ReportedOn: day("2021-09-07"), Source: "KT-2021-07"}},
	{"annul:4", "2021-09-13", "2021-09-13", office, "nhập hai lần",
		annul{"000300000812", "0000000232", "2021-08-11"}},
	{"end:3", "2021-09-20", "2021-09-15", office, "doanh nghiệp cắt giảm",
		labour.EndPlacement{CitizenID: "000170000223", Reason: labour.Redundant, Seeking: true}},
	{"close:1", "2021-10-01", "2021-09-30", office, "doanh nghiệp ngừng hoạt động",
		labour.CloseEmployer{TaxCode: "0000000715"}},
	{"seeking:3", "2021-10-04", "2021-10-04", office, "tìm việc trở lại",
		labour.ResumeJobSeeking{CitizenID: "000171000597"}},
	{"seeking:4", "2021-10-18", "2021-10-15", office, "giấy chứng tử",
		labour.EndJobSeeking{CitizenID: "000063999997", Reason: labour.Deceased}},
	{"withdraw:2", "2021-10-20", "2021-10-18", office, "người lao động rút hồ sơ",
		overseas.TerminateContract{Contract: "C-2021-0024", Reason: "người lao động rút hồ sơ"}},
	// Moves after the job had started: the count stays in Tích Sơn.
	{"move:2", "2021-11-02", "2021-11-01", office, "chuyển nơi ở",
		labour.MoveWorker{CitizenID: "000192001058", Ward: "08722"}},
	{"annul:2", "2021-11-03", "2021-11-03", office, "nhập nhầm người",
		annul{"000080000879", "0000000708", "2021-10-13"}},
	{"confirm:1", "2021-11-15", "2021-11-15", office, "đã đối chiếu hợp đồng vay", confirm{"VV-01235-1"}},
	{"abscond:1", "2021-11-22", "2021-11-15", office, "doanh nghiệp báo",
		overseas.ReportAbsconded{Contract: "C-2021-0017", Reporter: "Công ty Mẫu Phái cử E"}},
}
