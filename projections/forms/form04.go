package forms

import (
	"cmp"
	"context"

	"vaoso/projections/contracts"
	"vaoso/projections/engine"
)

// sent is a line of Biểu 04.
type sent struct {
	key, label string
	contracts.Count
	period int
}

const contractsUnit = "contracts"

// form04 is Biểu 04, work abroad by market and by agency.
func form04() Definition {
	return define(Definition{
		Code: "04", Vi: "Lao động đi làm việc ở nước ngoài theo thị trường, doanh nghiệp", En: "Work abroad, by market and agency",
		Reads:  []engine.Projection{contracts.Projection},
		Groups: []Group{{"market", "Theo thị trường", "By market"}, {"agency", "Theo doanh nghiệp", "By agency"}},
	}, []column[sent]{
		texts("key", "Mã", "Code", func(s sent) string { return s.key }),
		texts("label", "Nội dung", "Item", func(s sent) string { return s.label }),
		counts("in_period", "Xuất cảnh trong kỳ", "Departed in the period", contractsUnit, func(s sent) int { return s.period }),
		counts("departed", "Lũy kế", "Cumulative", contractsUnit, func(s sent) int { return s.Departed }),
		counts("irregular", "Sai quy định", "Irregular", contractsUnit, func(s sent) int { return s.Irregular }),
		counts("abroad", "Đang ở nước ngoài", "Abroad", contractsUnit, func(s sent) int { return s.Abroad }),
		counts("returned", "Về nước", "Returned", contractsUnit, func(s sent) int { return s.Returned }),
		counts("on_time", "Đúng hạn", "On time", contractsUnit, func(s sent) int { return s.OnTime }),
		counts("early", "Trước hạn", "Early", contractsUnit, func(s sent) int { return s.Early }),
		counts("absconded", "Bỏ trốn", "Absconded", contractsUnit, func(s sent) int { return s.Absconded }),
		counts("unliquidated", "Chưa thanh lý", "Unliquidated", contractsUnit, func(s sent) int { return s.Unliquidated }),
	}, abroad)
}

func abroad(ctx context.Context, s Source) (lines []line[sent], notes []Words, err error) {
	markets, err := contracts.ByMarket(ctx, s, s.plan.From, s.AsOf)
	if err != nil {
		return nil, nil, err
	}
	marketsIn, err := contracts.ByMarket(ctx, s, s.period.From, s.AsOf)
	if err != nil {
		return nil, nil, err
	}
	agencies, err := contracts.ByAgency(ctx, s, s.plan.From, s.AsOf)
	if err != nil {
		return nil, nil, err
	}
	agenciesIn, err := contracts.ByAgency(ctx, s, s.period.From, s.AsOf)
	if err != nil {
		return nil, nil, err
	}
	// Both lists are of the same contracts, in the same order: whatever the
	// period, a market or an agency has its line.
	all := sent{label: "Tổng số"}
	for i, c := range markets {
		l := sent{c.Market, marketName(c.Market), c, marketsIn[i].Departed}
		lines = append(lines, line[sent]{group: "market", is: l})
		all.add(l)
	}
	lines = append(lines, line[sent]{group: "market", total: true, is: all})
	all = sent{label: "Tổng số"}
	for i, c := range agencies {
		l := sent{cmp.Or(c.LicenceNo, bare(c.Agency)), cmp.Or(c.AgencyName, bare(c.Agency), "Không qua doanh nghiệp"), c, agenciesIn[i].Departed}
		lines = append(lines, line[sent]{group: "agency", is: l})
		all.add(l)
	}
	lines = append(lines, line[sent]{group: "agency", total: true, is: all})
	return lines, []Words{{
		"Xuất cảnh, về nước, bỏ trốn: từ đầu kỳ kế hoạch; đang ở nước ngoài và chưa thanh lý: đến ngày báo cáo. Đếm hợp đồng, kể cả hợp đồng không tính vào chỉ tiêu.",
		"Departures, returns and absconding since the plan's first day; abroad and unliquidated on the day. Contracts are counted, those that don't count towards the target among them.",
	}}, nil
}

func (s *sent) add(o sent) {
	s.period += o.period
	s.Departed, s.Irregular, s.Abroad = s.Departed+o.Departed, s.Irregular+o.Irregular, s.Abroad+o.Abroad
	s.Returned, s.OnTime, s.Early, s.Late = s.Returned+o.Returned, s.OnTime+o.OnTime, s.Early+o.Early, s.Late+o.Late
	s.Absconded, s.Unliquidated = s.Absconded+o.Absconded, s.Unliquidated+o.Unliquidated
}
