package plan

import "vaoso/domain/es"

// Refusals of a plan and of the clock.
var (
	ErrPlanExists = es.NewRefusal("ErrPlanExists", es.Exists,
		"kế hoạch {plan} đã được ban hành", "plan {plan} has been adopted already")
	ErrPlanUnknown = es.NewRefusal("ErrPlanUnknown", es.Unknown,
		"sổ chưa có kế hoạch này", "the book has no such plan")
	ErrTargetNotPositive = es.NewRefusal("ErrTargetNotPositive", es.Rule,
		"chỉ tiêu phải lớn hơn 0 (ghi là {total})", "a target must be above 0 (it says {total})")
	ErrOverseasAboveTotal = es.NewRefusal("ErrOverseasAboveTotal", es.Rule,
		"chỉ tiêu đi nước ngoài ({overseas}) nằm trong tổng số nên không thể vượt tổng ({total})",
		"overseas ({overseas}) is inside the total and can't exceed it ({total})")
	ErrUnitNotInPlan = es.NewRefusal("ErrUnitNotInPlan", es.Rule,
		"đơn vị {unit} không thuộc kế hoạch này", "unit {unit} isn't one of this plan's")
	ErrAllocationAboveTarget = es.NewRefusal("ErrAllocationAboveTarget", es.Rule,
		"tổng giao {allocated} (nước ngoài {allocatedOverseas}) vượt chỉ tiêu {total} (nước ngoài {overseas}); nếu cố ý, đặt overAllocate",
		"the shares add up to {allocated} (overseas {allocatedOverseas}), above the target of {total} (overseas {overseas}); set overAllocate if that is on purpose")
	ErrTargetBelowAllocated = es.NewRefusal("ErrTargetBelowAllocated", es.Rule,
		"chỉ tiêu mới {total} (nước ngoài {overseas}) thấp hơn số đã giao {allocated} (nước ngoài {allocatedOverseas}); giao lại trước",
		"the new target of {total} (overseas {overseas}) is below what is allocated, {allocated} (overseas {allocatedOverseas}); allocate anew first")
	ErrRuleSetUnknown = es.NewRefusal("ErrRuleSetUnknown", es.Unknown,
		"không có bộ quy tắc tính {ruleSet}", "there is no counting rule set {ruleSet}")
	ErrRuleSetTaken = es.NewRefusal("ErrRuleSetTaken", es.Exists,
		"{ruleSet} là tên của bộ quy tắc có sẵn, với tham số khác; đặt cho bộ của mình một tên khác",
		"{ruleSet} is the name of a set that comes with the program, with other parameters; give your own another name")
	ErrCutOffBeforeEnd = es.NewRefusal("ErrCutOffBeforeEnd", es.Rule,
		"bộ quy tắc {ruleSet} chỉ nhận báo cáo đến {reportedBy}, trước khi kế hoạch kết thúc ({to}); chọn bộ khác, hoặc ghi params với reportedBy của mình",
		"rule set {ruleSet} takes reports until {reportedBy} only, before the plan ends ({to}); choose another, or give params with a reportedBy of your own")
	ErrDecisionMissing = es.NewRefusal("ErrDecisionMissing", es.Malformed,
		"thiếu số quyết định (decisionNo)", "the decision's number is missing (decisionNo)")
	ErrPlanClosed = es.NewRefusal("ErrPlanClosed", es.Rule,
		"kế hoạch đã khóa sổ; chỉ còn đính chính được", "the plan is closed; it can only be corrected")
	ErrPlanNotOver = es.NewRefusal("ErrPlanNotOver", es.Rule,
		"kế hoạch đến hết ngày {to}, chưa khóa sổ ngày {on} được", "the plan lasts until {to} and can't be closed on {on}")
	ErrFiguresMoved = es.NewRefusal("ErrFiguresMoved", es.Rule,
		"sổ đang tính được {total} (nước ngoài {overseas}), không phải {saidTotal} (nước ngoài {saidOverseas}); xem lại rồi khóa sổ",
		"the book counts {total} (overseas {overseas}), not {saidTotal} (overseas {saidOverseas}); look again, then close")
	ErrDayBackwards = es.NewRefusal("ErrDayBackwards", es.Rule,
		"ngày {day} trước ngày đã qua {last}", "day {day} comes before {last}, which has passed")
)
