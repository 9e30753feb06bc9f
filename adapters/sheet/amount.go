package sheet

import (
	"fmt"
	"strconv"
	"strings"

	"vaoso/domain/money"
)

// The bounds of a wage in đồng. Source: DOMAIN.md §9.
const (
	leastWage    = 1_000_000
	greatestWage = 500_000_000
)

// wageVND takes a wage in đồng.
func wageVND(cell string, _ Values) (string, *flaw) {
	n, wrong := minorUnits(cell, "VND")
	if wrong != nil {
		return "", wrong
	}
	if n < leastWage || n > greatestWage {
		return "", &flaw{Text{"phải từ 1 đến 500 triệu đồng", "it lies between 1 and 500 million VND"}, Text{"ghi đủ số 0: 6.500.000, không ghi 6,5 triệu", "write all the zeros: 6.500.000"}}
	}
	return strconv.FormatInt(n, 10), nil
}

// currency takes a code that the book knows.
func currency(cell string, _ Values) (string, *flaw) {
	code := strings.ToUpper(cell)
	if code == "Đ" || code == "ĐỒNG" {
		code = "VND"
	}
	if _, known := money.Exponent(code); !known {
		return "", &flaw{Text{"sổ không có loại tiền này", "the book doesn't know this currency"}, Text{"ghi mã ISO 4217: VND, JPY, KRW, TWD, USD, EUR …", "write an ISO 4217 code: VND, JPY, KRW, TWD, USD, EUR …"}}
	}
	return code, nil
}

// amount takes a sum in the row's currency.
func amount(cell string, row Values) (string, *flaw) {
	code := row["currency"]
	if code == "" {
		return "", &flaw{Text{"không biết loại tiền của số tiền này", "the sum's currency isn't known"}, Text{"ghi cột currency (loại tiền)", "fill the column currency"}}
	}
	n, wrong := minorUnits(cell, code)
	if wrong != nil {
		return "", wrong
	}
	return strconv.FormatInt(n, 10), nil
}

// minorUnits reads 1300000, 1.300.000 and 1,300,000, and, of a currency with
// two digits behind the point, those two after the other mark: 1.300,50.
func minorUnits(cell, code string) (int64, *flaw) {
	digits, _ := money.Exponent(code)
	wrong := &flaw{Text{"không phải số tiền " + code, "it isn't an amount of " + code}, Text{"ghi 1300000, 1.300.000 hoặc 1,300,000; không ghi đơn vị", "write 1300000, 1.300.000 or 1,300,000, without a unit"}}
	if digits > 0 {
		wrong.fix = Text{"ghi 1300, 1.300,50 hoặc 1,300.50", "write 1300, 1.300,50 or 1,300.50"}
	}
	whole, fraction := cell, ""
	if i := strings.LastIndexAny(cell, ".,"); digits == 2 && i >= 0 && len(cell)-i-1 == 2 {
		if whole, fraction = cell[:i], cell[i+1:]; strings.ContainsRune(whole, rune(cell[i])) {
			return 0, wrong // the same mark groups and divides
		}
	}
	if digits == 3 && strings.ContainsAny(cell, ".,") {
		return 0, wrong // 1.500 may be either
	}
	plain, ok := ungroup(whole)
	if !ok || !digitsOnly(fraction) {
		return 0, wrong
	}
	if fraction == "" {
		fraction = strings.Repeat("0", digits)
	}
	n, err := strconv.ParseInt(plain+fraction, 10, 64)
	if err != nil || n > largest {
		return 0, wrong
	}
	return n, nil
}

// largest is more than any sum of a file, in minor units: a slipped column.
const largest = 1_000_000_000_000

// ungroup takes the marks out of a number that is grouped by threes with one
// kind of mark, or not at all.
func ungroup(s string) (plain string, ok bool) {
	if s != "" && digitsOnly(s) {
		return s, true
	}
	mark := "."
	if strings.Contains(s, ",") {
		mark = ","
	}
	groups := strings.Split(s, mark)
	for i, g := range groups {
		if !digitsOnly(g) || i > 0 && len(g) != 3 || i == 0 && (g == "" || len(g) > 3) {
			return "", false
		}
	}
	return strings.Join(groups, ""), true
}

// sum is a cell that [amount] wrote, as money; no money where it is empty.
func (v Values) sum(column, code string) money.Money {
	if v[column] == "" {
		return money.Money{}
	}
	n, err := strconv.ParseInt(v[column], 10, 64)
	if err != nil {
		panic(fmt.Sprintf("sheet: column %s wasn't read as a sum", column))
	}
	return money.Money{Amount: n, Currency: code}
}
