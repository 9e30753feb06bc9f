package web

import (
	"strconv"

	"vaoso/domain/plan"
)

// param is a parameter of counting rules, as the plan's rules have it and as
// others do.
type param struct {
	words
	Own, Other words
}

// differing are the parameters in which two rule sets differ, in Vietnamese first.
func differing(own, other plan.Rules) (list []param) {
	for _, p := range []struct {
		words
		of func(plan.Rules) words
	}{
		{words{"Mỗi người được tính", "a worker counts"}, func(r plan.Rules) words { return ruleWords[string(r.PerWorker)] }},
		{words{"Thời hạn ít nhất", "shortest term"}, func(r plan.Rules) words { return counted(r.MinMonths, "tháng", "months") }},
		{words{"Tự tạo việc làm", "self-employment"}, func(r plan.Rules) words { return ruleWords[r.SelfEmployment] }},
		{words{"Lao động ngoài địa bàn", "in-migrants"}, func(r plan.Rules) words { return ruleWords["in_migrants_"+r.InMigrants] }},
		{words{"Xuất cảnh sau khi đã có việc", "departure after a job"}, func(r plan.Rules) words { return ruleWords[r.DispatchAfterPlacement] }},
		{words{"Nghỉ trước thời hạn ít nhất", "ended before the shortest term"}, func(r plan.Rules) words { return ruleWords[r.EarlyEnd] }},
		{words{"Khoảng cách giữa hai lượt", "days between two turns"}, func(r plan.Rules) words { return counted(r.ReplacementGapDays, "ngày", "days") }},
		{words{"Việc từ vốn vay", "loan jobs"}, func(r plan.Rules) words { return ruleWords[r.SupportJobs] }},
		{words{"Xuất cảnh sai quy định", "irregular departures"}, func(r plan.Rules) words { return ruleWords[r.Irregular] }},
		{words{"Báo cáo chậm nhất", "last day to report"}, func(r plan.Rules) words { return words{day(r.ReportedBy), r.ReportedBy.String()} }},
	} {
		if a, b := p.of(own), p.of(other); a != b {
			list = append(list, param{p.words, a, b})
		}
	}
	return list
}

func counted(n int, vi, en string) words {
	return words{strconv.Itoa(n) + " " + vi, strconv.Itoa(n) + " " + en}
}

// ruleWords are the values of parameters.
var ruleWords = map[string]words{
	string(plan.OncePerYear): {"một lần trong năm", "once a year"}, string(plan.PerTurn): {"mỗi lượt có việc", "each turn of work"},
	"count": {"tính", "count"}, "exclude": {"không tính", "don't count"}, "include": {"tính", "count"},
	"in_migrants_exclude": {"không tính", "don't count"}, "in_migrants_include": {"tính ở nơi làm việc", "count where they work"},
	"reclassify": {"chuyển sang nước ngoài", "moves the count abroad"}, "ignore": {"không chuyển", "changes nothing"},
	"keep": {"vẫn tính", "still counts"}, "drop": {"không tính", "doesn't count"},
	"named_only": {"chỉ việc nêu tên người", "only of a named worker"}, "none": {"không tính", "don't count"},
}
