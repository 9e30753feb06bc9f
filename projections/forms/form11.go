package forms

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"vaoso/domain/plan"
	"vaoso/domain/vsic"
)

// incoming is a line of Biểu 11.
type incoming struct {
	key, label               string
	period, placed, women    int
	counted, excluded, other int
}

// form11 is Biểu 11: those who come from elsewhere to work in the city.
func form11() Definition {
	return define(Definition{
		Code: "11", Vi: "Lao động ngoại tỉnh, ngoài địa bàn đến làm việc", En: "In-migrants placed in jobs here",
		Groups: []Group{
			{"employer_ward", "Theo nơi làm việc", "By the employer's ward"},
			{"sector", "Theo ngành kinh tế", "By sector"},
			{"origin", "Theo nơi cư trú", "By the worker's ward"},
		},
	}, []column[incoming]{
		keys("key", "Mã", "Code", func(i incoming) (string, string) { return i.key, coded(i.key) }),
		texts("label", "Nội dung", "Item", func(i incoming) string { return i.label }),
		counts("in_period", "Lượt trong kỳ", "Placements in the period", "placements", func(i incoming) int { return i.period }),
		counts("placed", "Lũy kế", "Cumulative", "placements", func(i incoming) int { return i.placed }),
		counts("women", "Trong đó nữ", "Of these women", "placements", func(i incoming) int { return i.women }),
		counts("counted", "Tính vào chỉ tiêu", "Towards the target", "placements", func(i incoming) int { return i.counted }),
		counts("in_migrant", "Không tính: ngoài địa bàn", "Not counted: in-migrant", "placements", func(i incoming) int { return i.excluded }),
		counts("other", "Không tính: lý do khác", "Not counted: other reasons", "placements", func(i incoming) int { return i.other }),
	}, coming)
}

func coming(ctx context.Context, s Source) (lines []line[incoming], notes []Words, err error) {
	list, err := s.progress().InMigrants(ctx, s.plan, s.AsOf)
	if err != nil {
		return nil, nil, err
	}
	for _, by := range []struct {
		group string
		key   func(plan.Fact) string
		label func(string) string
	}{
		{"employer_ward", func(f plan.Fact) string { key, _ := s.place(f.EmployerWard); return key }, s.placeName},
		{"sector", func(f plan.Fact) string { return cmp.Or(f.Sector, plan.SectorUnknown) }, sectorName},
		{"origin", func(f plan.Fact) string { return f.Ward }, func(code string) string { return cmp.Or(s.unitName(code), elsewhere(code)) }},
	} {
		parts, all := map[string]*incoming{}, &incoming{label: "Tổng số"}
		for _, v := range list {
			key := by.key(v.Fact)
			if parts[key] == nil {
				parts[key] = &incoming{key: key, label: by.label(key)}
			}
			parts[key].add(s, v)
			all.add(s, v)
		}
		for _, key := range slices.Sorted(maps.Keys(parts)) {
			lines = append(lines, line[incoming]{group: by.group, is: *parts[key]})
		}
		lines = append(lines, line[incoming]{group: by.group, total: true, is: *all})
	}
	return lines, []Words{{
		"Đếm lượt nhận việc trong kỳ kế hoạch, không kể lượt đã hủy; một người có thể có nhiều lượt.",
		"Placements within the plan's time are counted, annulled ones left out; a person may have several.",
	}}, nil
}

func (i *incoming) add(s Source, v plan.Verdict) {
	i.placed++
	if !v.Fact.Day.Before(s.period.From) {
		i.period++
	}
	if v.Fact.Sex == "female" {
		i.women++
	}
	switch v.Why {
	case "":
		i.counted++
	case plan.WhyInMigrant:
		i.excluded++
	default:
		i.other++
	}
}

// sectorName is a section of the classification in Vietnamese.
func sectorName(letter string) string {
	if section, ok := vsic.Find(letter); ok {
		return section.Short
	}
	return "Chưa rõ ngành"
}

// elsewhere is a ward that isn't one of the city's.
func elsewhere(code string) string {
	if code == "" {
		return "Chưa rõ"
	}
	return "Ngoài thành phố, mã " + code
}
