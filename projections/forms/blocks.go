package forms

import (
	"context"
	"fmt"
	"slices"

	"vaoso/projections/contracts"
	"vaoso/projections/engine"
	"vaoso/projections/supervision"
	"vaoso/projections/workers"
)

// item is a line of a block: a figure with its name.
type item struct {
	key, label, unit string
	n                Cell
}

func itemColumns() []column[item] {
	return []column[item]{
		keys("key", "Mã", "Code", func(i item) (string, string) { return i.key, "" }),
		texts("label", "Nội dung", "Item", func(i item) string { return i.label }),
		figures("value", "Số liệu", "Figure", "", func(i item) Cell { return i.n }),
		keys("unit", "Đơn vị tính", "Unit", func(i item) (string, string) { return i.unit, unitWords[i.unit] }),
	}
}

// unitWords are the units of the blocks' figures.
var unitWords = map[string]string{persons: "người", contractsUnit: "hợp đồng", "incidents": "vụ", "complaints": "đơn", "permille": "‰"}

// blocks are the parts of the annual report that are no form.
func blocks() []Definition {
	return []Definition{
		define(Definition{
			Code: "resolution", Vi: "Thực hiện chỉ tiêu nghị quyết Đại hội Đảng bộ", En: "Towards the resolution of the Party congress",
		}, itemColumns(), resolution),
		define(Definition{
			Code: "public_order", Vi: "Góp phần bảo đảm an ninh, trật tự xã hội", En: "Public order",
			Reads: []engine.Projection{contracts.Projection, workers.Projection, supervision.Projection},
		}, itemColumns(), publicOrder),
	}
}

// resolution adds up the plans that name the same resolution.
func resolution(ctx context.Context, s Source) (lines []line[item], notes []Words, err error) {
	if s.plan.ResolutionTitle == "" {
		return nil, []Words{{"Quyết định ban hành kế hoạch không ghi nghị quyết.", "The plan names no resolution."}}, nil
	}
	plans, err := s.progress().Plans(ctx)
	if err != nil {
		return nil, nil, err
	}
	slices.Reverse(plans) // the oldest first
	total := 0
	for _, p := range plans {
		if p.ResolutionTitle != s.plan.ResolutionTitle || p.From.After(s.AsOf) {
			continue
		}
		r, err := s.progress().Report(ctx, p.Plan, "", s.AsOf)
		if err != nil {
			return nil, nil, err
		}
		total += r.Achieved.Total
		lines = append(lines, line[item]{is: item{p.Plan, p.Title, persons, number(r.Achieved.Total)}})
	}
	lines = append(lines, line[item]{total: true, is: item{"achieved", "Lũy kế các kế hoạch", persons, number(total)}})
	if want := s.plan.ResolutionTotal; want > 0 {
		lines = append(lines,
			line[item]{is: item{"target", "Chỉ tiêu của nghị quyết", persons, number(want)}},
			line[item]{is: item{"permille", "Đạt", "permille", permille(total, want)}})
	}
	return lines, []Words{{
		fmt.Sprintf("%s, từ %s đến %s.", s.plan.ResolutionTitle, s.plan.ResolutionFrom.Vietnamese(), s.plan.ResolutionTo.Vietnamese()),
		fmt.Sprintf("From %s to %s.", s.plan.ResolutionFrom, s.plan.ResolutionTo),
	}}, nil
}

// publicOrder is what the plan's text hopes to lessen.
func publicOrder(ctx context.Context, s Source) (lines []line[item], notes []Words, err error) {
	markets, err := contracts.ByMarket(ctx, s, s.plan.From, s.AsOf)
	if err != nil {
		return nil, nil, err
	}
	absconded, irregular := 0, 0
	for _, c := range markets {
		absconded, irregular = absconded+c.Absconded, irregular+c.Irregular
	}
	seekers, err := workers.LongSeekers(ctx, s, s.AsOf, longSeeking)
	if err != nil {
		return nil, nil, err
	}
	incidents, err := contracts.Incidents(ctx, s, s.plan.From, s.AsOf)
	if err != nil {
		return nil, nil, err
	}
	lodged, upheld := 0, 0
	complaints, err := supervision.ComplaintsBy(ctx, s, s.AsOf)
	if err != nil {
		return nil, nil, err
	}
	for _, c := range complaints {
		if c.LodgedOn.Before(s.plan.From) {
			continue
		}
		lodged++
		if c.State == supervision.ComplaintUpheld {
			upheld++
		}
	}
	return []line[item]{
		{is: item{"absconded", "Bỏ trốn, bỏ hợp đồng trong kỳ kế hoạch", contractsUnit, number(absconded)}},
		{is: item{"irregular", "Xuất cảnh sai quy định trong kỳ kế hoạch", contractsUnit, number(irregular)}},
		{is: item{"incidents", "Sự cố của lao động ở nước ngoài trong kỳ kế hoạch", "incidents", number(incidents)}},
		{is: item{"complaints", "Khiếu nại, phản ánh trong kỳ kế hoạch", "complaints", number(lodged)}},
		{is: item{"complaints_upheld", "Trong đó khiếu nại đúng", "complaints", number(upheld)}},
		{is: item{"long_term_seekers", "Người tìm việc từ 12 tháng trở lên", persons, number(seekers)}},
	}, nil, nil
}

// longSeeking is from how many months on a job-seeker is a long-term one.
const longSeeking = 12
