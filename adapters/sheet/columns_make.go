package sheet

import (
	"strconv"
	"strings"
)

// called is a column of what something is called by: its number or short name.
// The column's name is the category's, with or without "_no". Aliases have |
// between.
func called(name string, need Need, aliases, vi, en, example string) Column {
	category := strings.TrimSuffix(name, "_no")
	return Column{Name: name, Aliases: strings.Split(aliases, "|"), Need: need, Example: example,
		Vi: vi + " (chữ, số và . / _ -, không có khoảng trắng)", En: en + " (letters, digits and . / _ -, no spaces)",
		read: func(cell string, row Values) (string, *flaw) {
			// The book takes vacancy-2021-012 for 2021-012, so that they are one here too.
			for strings.HasPrefix(cell, category+"-") {
				cell = strings.TrimPrefix(cell, category+"-")
			}
			if cell == "" {
				return "", &flaw{Text{"thiếu số", "there is no number"}, Text{"ghi như trên giấy tờ", "write it as on paper"}}
			}
			return identifier(cell, row)
		}}
}

// dated is a column of days.
func dated(name string, need Need, aliases, vi, en, example string) Column {
	return Column{Name: name, Aliases: strings.Split(aliases, "|"), Need: need, Vi: vi, En: en, Example: example, read: date}
}

// counted is a column of whole numbers within bounds.
func counted(name string, need Need, aliases string, least, most int, vi, en, example string) Column {
	bounds := strconv.Itoa(least) + "–" + strconv.Itoa(most)
	return Column{Name: name, Aliases: strings.Split(aliases, "|"), Need: need, Vi: vi + ", " + bounds, En: en + ", " + bounds, Example: example,
		read: func(cell string, _ Values) (string, *flaw) { return number(cell, least, most) }}
}

// taxOf is the tax code of an employer with a part in the row.
func taxOf(need Need, vi, en string) Column {
	c := taxCode(Required)
	c.Need = need
	c.Vi += " " + vi
	c.En += " " + en
	return c
}

// month takes 2021-04, 04/2021 or 4/2021.
func month(cell string, row Values) (string, *flaw) {
	wrong := &flaw{Text{"không phải một tháng", "it isn't a month"}, Text{"ghi 04/2021 hoặc 2021-04", "write 04/2021 or 2021-04"}}
	first := cell + "-01"
	if strings.Contains(cell, "/") {
		first = "01/" + cell
	}
	day, bad := date(first, row)
	if bad != nil {
		return "", wrong
	}
	return strings.TrimSuffix(day, "-01"), nil
}

// list takes several texts, with ; between.
func list(cell string, row Values) (string, *flaw) {
	var parts []string
	for part := range strings.SplitSeq(cell, ";") {
		if part = strings.TrimSpace(part); part != "" {
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		return "", &flaw{Text{"không có gì ngoài dấu ;", "there is nothing but ;"}, Text{"ghi các tên, cách nhau bằng ;", "write the names, with ; between"}}
	}
	return text(1000)(strings.Join(parts, ";"), row)
}

// sumVND takes a sum in đồng.
func sumVND(cell string, _ Values) (string, *flaw) {
	n, wrong := minorUnits(cell, "VND")
	if wrong != nil {
		return "", wrong
	}
	if n == 0 {
		return "", &flaw{Text{"phải lớn hơn 0", "it is more than 0"}, Text{"ghi đủ số tiền", "write the whole sum"}}
	}
	return strconv.FormatInt(n, 10), nil
}
