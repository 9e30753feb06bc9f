package overseas

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/money"
)

// largest is the most that a sum of a contract may be, in minor units: far
// above any real one, and a guard against a slipped column.
const largest = 1_000_000_000_000

// fields collects what is wrong with a command's own fields, so that the asker
// sees all of it at once.
type fields []*es.Refused

func (f *fields) text(name, value string) {
	if strings.TrimSpace(value) == "" {
		*f = append(*f, es.ErrFieldMissing.With("field", name))
	}
}

func (f *fields) date(name string, value civil.Date) {
	if value.IsZero() {
		*f = append(*f, es.ErrFieldMissing.With("field", name))
	}
}

func (f *fields) invalid(name, vi, en string) {
	*f = append(*f, es.ErrFieldInvalid.With("field", name, "vi", vi, "en", en))
}

// identifier takes what may stand in a stream's name and on paper: letters,
// digits and . / _ - without spaces, 60 characters at most. A letter with its
// marks written apart (NFD) is no letter here: the same number would name
// another stream.
func (f *fields) identifier(name, value string) {
	f.text(name, value)
	if utf8.RuneCountInString(value) > 60 || strings.ContainsFunc(value, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("./_-", r)
	}) {
		f.invalid(name, "chỉ gồm chữ (dựng sẵn, NFC), số và . / _ -, không có khoảng trắng, tối đa 60 ký tự", "it has letters (composed, NFC), digits and . / _ -, no spaces, and at most 60 characters")
	}
}

func (f *fields) market(name, value string) {
	f.text(name, value)
	if value != "" && (len(value) != 2 || strings.Trim(value, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "") {
		f.invalid(name, "mã ISO 3166-1 hai chữ in hoa, ví dụ JP", "it is an ISO 3166-1 code of two capitals, such as JP")
	}
}

func (f *fields) months(name string, n int) {
	if n < 1 || n > 120 {
		f.invalid(name, "từ 1 đến 120 tháng", "it is 1 to 120 months")
	}
}

// sum takes an amount of the currency (of any, where it is ""); nothing, in
// whatever currency, is 0 of it.
func (f *fields) sum(name string, m money.Money, currency string) money.Money {
	if m.IsZero() || m.Amount == 0 && currency != "" {
		return money.Money{Currency: currency}
	}
	_, known := money.Exponent(m.Currency)
	switch {
	case !known:
		f.invalid(name, "loại tiền không có trong danh mục ISO 4217 của sổ", "the book doesn't know the currency (ISO 4217)")
	case currency != "" && m.Currency != currency:
		f.invalid(name, "phải cùng loại tiền với tiền lương", "it is in the currency of the wage")
	case m.Amount < 0 || m.Amount > largest:
		f.invalid(name, "số tiền âm hoặc quá lớn", "the amount is negative or too large")
	}
	return m
}

// settlement takes a sum of a settlement, which may be in đồng whatever the wage
// is in; none stated is 0 of the contract's currency.
func (f *fields) settlement(name string, m money.Money, c Contract) money.Money {
	if m.IsZero() {
		m.Currency = c.MonthlyWage.Currency
	}
	return f.sum(name, m, "")
}

// oneOf takes one of the values; the empty one becomes the fallback, and is
// missing where there is no fallback.
func oneOf[T ~string](f *fields, name string, value T, fallback T, values []T) T {
	switch {
	case value == "" && fallback != "":
		return fallback
	case value == "":
		f.text(name, "")
	case !slices.Contains(values, value):
		list := strings.Trim(fmt.Sprint(values), "[]")
		f.invalid(name, "một trong: "+list, "it is one of: "+list)
	}
	return value
}

func (f fields) err() error { return es.Refuse(f...) }
