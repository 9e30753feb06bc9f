package sheet

import "slices"

// The two words that a correction may say instead of a value.
const (
	takeBack = "annul"
	noValue  = "empty"
)

var correctionWords = []Word{{takeBack, []string{"hủy bỏ"}}, {noValue, []string{"để trống"}}}

// correctionColumns are those of corrections: which thing, by the columns of its
// own file's key, and what is wrong with it.
func correctionColumns(others map[Kind][]Column) []Column {
	list := []Column{
		{Name: "kind", Aliases: []string{"loại", "loại tệp"}, Need: Required, Vi: "loại của dòng sai", En: "the kind of the wrong row", Words: mendable(), Example: "việc làm", read: word(mendable())},
	}
	for _, kind := range Kinds {
		if _, ok := mendings[kind]; !ok {
			continue
		}
		for _, name := range naturalKeys[kind] {
			if slices.ContainsFunc(list, func(c Column) bool { return c.Name == name }) {
				continue
			}
			c := others[kind][slices.IndexFunc(others[kind], func(c Column) bool { return c.Name == name })]
			c.Need = Conditional
			c.Vi += "; nếu loại tệp đó lấy cột này làm khóa"
			c.En += "; where that kind of file is told by it"
			list = append(list, c)
		}
	}
	return append(list,
		Column{Name: "field", Aliases: []string{"cột sai"}, Need: Required, Vi: "tên cột sai, như trong tệp của loại đó", En: "the wrong column, as that kind of file calls it", Example: "lương", read: text(80)},
		Column{Name: "value", Aliases: []string{"giá trị đúng"}, Need: Required, Personal: true, Vi: "giá trị đúng, ghi như trong tệp của loại đó; «hủy bỏ» ở cột ngày là hủy bỏ việc của ngày đó, «để trống» là bỏ giá trị",
			En: "the right value, as that kind of file says it; «annul» for a day takes back what happened on it, «empty» takes the value away", Example: "6.800.000", read: text(2000)},
		Column{Name: "reason", Aliases: []string{"lý do đính chính", "vì sao sai"}, Need: Required, Vi: "lý do đính chính", En: "why it is corrected", Example: "Doanh nghiệp báo nhầm", read: text(500)},
		dated("corrected_on", Required, "ngày đính chính", "ngày đính chính", "the day of the correction", "15/10/2021"),
	)
}

// withCorrections adds the file that is about the rows of the others.
func withCorrections(others map[Kind][]Column) map[Kind][]Column {
	others[Corrections] = correctionColumns(others)
	return others
}

// mendable are the kinds whose rows can be corrected.
func mendable() (words []Word) {
	for _, kind := range Kinds {
		if _, ok := mendings[kind]; ok {
			words = append(words, Word{string(kind), []string{vietnamese[kind]}})
		}
	}
	return words
}
