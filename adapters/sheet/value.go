package sheet

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"vaoso/domain/civil"
	"vaoso/domain/viet"
)

// clean is a cell as it is read: composed (NFC), trimmed, single spaces, and
// without the quote that [Report.Rejects] puts before a formula's sign.
func clean(cell string) string {
	if rest, ok := strings.CutPrefix(cell, "'"); ok && formula(rest) {
		cell = rest
	}
	cell = strings.Map(func(r rune) rune {
		if r == '\ufeff' || r == '\u200b' { // marks that programs leave behind
			return -1
		}
		return r
	}, cell)
	return norm.NFC.String(strings.Join(strings.Fields(cell), " "))
}

// text takes any text of at most so many characters.
func text(most int) func(string, Values) (string, *flaw) {
	return func(cell string, _ Values) (string, *flaw) {
		n := strconv.Itoa(most)
		switch {
		case utf8.RuneCountInString(cell) > most:
			return "", &flaw{Text{"dài quá " + n + " ký tự", "it is longer than " + n + " characters"}, Text{"rút ngắn", "shorten it"}}
		case strings.ContainsFunc(cell, func(r rune) bool { return unicode.IsControl(r) || r == utf8.RuneError }):
			return "", &flaw{Text{"có ký tự điều khiển hoặc ký tự hỏng", "it has a control character or a damaged one"}, Text{"gõ lại ô này", "type the cell again"}}
		}
		return cell, nil
	}
}

var wrongDate = &flaw{
	rule: Text{"không phải một ngày có thật", "it isn't a day that exists"},
	fix:  Text{"ghi 2021-04-27 hoặc 27/04/2021 (ngày trước, tháng sau)", "write 2021-04-27 or 27/04/2021, the day before the month"},
}

// date takes 2021-04-27, 27/04/2021 or 7/4/2021. The month never comes first.
func date(cell string, _ Values) (string, *flaw) {
	if d, err := civil.Parse(cell); err == nil && !d.IsZero() {
		return d.String(), nil
	}
	parts := strings.Split(cell, "/")
	if len(parts) != 3 || len(parts[0]) > 2 || len(parts[1]) > 2 || len(parts[2]) != 4 {
		return "", wrongDate
	}
	for i, p := range parts {
		if p == "" || !digitsOnly(p) {
			return "", wrongDate
		}
		if len(p) == 1 {
			parts[i] = "0" + p
		}
	}
	d, err := civil.Parse(parts[2] + "-" + parts[1] + "-" + parts[0])
	if err != nil {
		return "", wrongDate
	}
	return d.String(), nil
}

// fullName takes a person's name: letters with their marks, two words or more.
func fullName(cell string, row Values) (string, *flaw) {
	wrong := &flaw{Text{"phải gồm chữ cái, ít nhất 2 từ, tối đa 80 ký tự", "it has letters only, at least 2 words and at most 80 characters"},
		Text{"ghi đủ họ và tên, không có chữ số", "write the family name and the given name, without digits"}}
	letters := func(r rune) bool {
		return unicode.IsLetter(r) || unicode.Is(unicode.Mn, r) || strings.ContainsRune(" .'’-", r)
	}
	for _, r := range cell {
		if !letters(r) {
			return "", wrong
		}
	}
	if len(strings.Fields(cell)) < 2 || utf8.RuneCountInString(cell) > 80 {
		return "", wrong
	}
	return cell, nil
}

// citizenDigits takes 12 digits or 9, with spaces or full stops between. What
// the digits mean is a rule of the book.
func citizenDigits(cell string, _ Values) (string, *flaw) {
	id := without(cell, " .")
	if !digitsOnly(id) || len(id) != 12 && len(id) != 9 {
		return "", &flaw{Text{"phải gồm 12 chữ số (hoặc 9 chữ số của CMND cũ)", "it has 12 digits (or the 9 of the older card)"},
			Text{"định dạng cột là «Văn bản» để không mất số 0 ở đầu", "format the column as text, so that it keeps its leading zeros"}}
	}
	return id, nil
}

// taxDigits takes 10 digits, or 10 and a branch. The check digit is a rule of
// the book.
func taxDigits(cell string, _ Values) (string, *flaw) {
	code := without(cell, " .")
	head, branch, branched := strings.Cut(code, "-")
	if !digitsOnly(head) || len(head) != 10 || branched && (len(branch) != 3 || !digitsOnly(branch)) {
		return "", &flaw{Text{"phải gồm 10 chữ số, hoặc 10 chữ số và chi nhánh như 0000010008-001", "it has 10 digits, or 10 and a branch as in 0000010008-001"},
			Text{"định dạng cột là «Văn bản» để không mất số 0 ở đầu", "format the column as text, so that it keeps its leading zeros"}}
	}
	return code, nil
}

// phone takes 9 to 11 digits from 0 on, or after +84 instead of the 0.
func phone(cell string, _ Values) (string, *flaw) {
	number := without(cell, " .-()")
	if rest, ok := strings.CutPrefix(number, "+84"); ok {
		number = "0" + rest
	}
	if !digitsOnly(number) || !strings.HasPrefix(number, "0") || len(number) < 9 || len(number) > 11 {
		return "", &flaw{Text{"phải có 9–11 chữ số, bắt đầu bằng 0 hoặc +84", "it has 9 to 11 digits and starts with 0 or +84"},
			Text{"định dạng cột là «Văn bản» để không mất số 0 ở đầu", "format the column as text, so that it keeps its leading zero"}}
	}
	return number, nil
}

func provinceCode(cell string, _ Values) (string, *flaw) {
	if len(cell) != 2 || !digitsOnly(cell) {
		return "", &flaw{Text{"phải gồm 2 chữ số", "it has 2 digits"}, Text{"ghi mã tỉnh, ví dụ 26 hoặc 01", "write the province's code, such as 26 or 01"}}
	}
	return cell, nil
}

const (
	identifierVi = "số: chỉ gồm chữ, số và . / _ -, không có khoảng trắng, tối đa 60 ký tự"
	identifierEn = "a number: letters, digits and . / _ -, no spaces, at most 60 characters"
)

// identifier takes what may stand in a stream's name and on paper.
func identifier(cell string, _ Values) (string, *flaw) {
	bad := func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) && !strings.ContainsRune("./_-", r)
	}
	if utf8.RuneCountInString(cell) > 60 || strings.ContainsFunc(cell, bad) {
		return "", &flaw{Text{"không đúng dạng " + identifierVi, "it isn't " + identifierEn}, Text{"ghi như trên giấy tờ, bỏ khoảng trắng", "write it as on paper, without spaces"}}
	}
	return cell, nil
}

// licence takes a licence's number, however it is written; its letters and
// digits are what tells agencies apart.
func licence(cell string, row Values) (string, *flaw) {
	if viet.Slug(cell) == "" {
		return "", &flaw{Text{"phải có chữ hoặc số", "it has letters or digits"}, Text{"ghi như trên giấy phép, ví dụ 26-014", "write it as on the licence, such as 26-014"}}
	}
	return text(60)(cell, row)
}

func months(cell string, _ Values) (string, *flaw)         { return number(cell, 1, 600) }
func contractMonths(cell string, _ Values) (string, *flaw) { return number(cell, 1, 120) }

// number takes a whole number within bounds. The 36 months of a fixed term are
// a rule of the book, since the self-employed may have more.
func number(cell string, least, most int) (string, *flaw) {
	n, err := strconv.Atoi(cell)
	if err != nil || !digitsOnly(cell) || n < least || n > most {
		bounds := strconv.Itoa(least) + "–" + strconv.Itoa(most)
		return "", &flaw{Text{"phải là số nguyên trong khoảng " + bounds, "it is a whole number within " + bounds}, Text{"chỉ ghi số, không ghi «tháng»", "write the number alone"}}
	}
	return strconv.Itoa(n), nil
}

func without(s, cutset string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(cutset, r) {
			return -1
		}
		return r
	}, s)
}

func digitsOnly(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' }) < 0
}

// formula says whether a spreadsheet would take the cell for a formula.
func formula(cell string) bool { return cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) }

// day reads a date that [date] wrote; none where the cell is empty.
func (v Values) day(column string) civil.Date {
	s := v[column]
	if s == "" {
		return civil.Date{}
	}
	d, err := civil.Parse(s)
	if err != nil {
		return civil.Date{} // never: date wrote it
	}
	return d
}

// number reads a whole number that [number] wrote; 0 where the cell is empty.
func (v Values) number(column string) int {
	n, _ := strconv.Atoi(v[column]) // digits, or empty
	return n
}
