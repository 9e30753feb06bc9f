// Package money has amounts of money as integers in the minor units of their
// currency (ISO 4217). VND, JPY and KRW have no minor unit: 450000 JPY is
// 450,000 yen. USD, EUR, AUD and TWD have two digits.
//
// Arithmetic is checked: an overflow or a mix of currencies is an error, never
// a wrong sum.
package money

import (
	"errors"
	"fmt"
	"math/big"
	"strings"
)

// Money is an amount in minor units of a currency. The zero value is "no money
// stated", which is not the same as 0 VND.
type Money struct {
	Amount   int64  `json:"amount"`
	Currency string `json:"currency"`
}

// VND is an amount in Vietnamese đồng.
func VND(amount int64) Money { return Money{amount, "VND"} }

// exponents are the digits behind the point of every currency that the book
// takes (ISO 4217, list one, minor unit).
var exponents = map[string]int{
	"VND": 0, "JPY": 0, "KRW": 0,
	"USD": 2, "EUR": 2, "AUD": 2, "TWD": 2, "RON": 2, "MYR": 2, "SGD": 2, "HKD": 2, "SAR": 2, "AED": 2, "QAR": 2, "THB": 2, "CAD": 2, "GBP": 2, "CHF": 2, "PLN": 2, "HUF": 2, "CZK": 2, "ILS": 2, "NZD": 2, "CNY": 2, "MOP": 2, "RUB": 2, "DZD": 2, "LAK": 2,
	"KWD": 3,
}

// Exponent is how many digits the currency has behind the point; ok is false
// for a currency that the book does not know.
func Exponent(currency string) (digits int, ok bool) {
	digits, ok = exponents[currency]
	return digits, ok
}

// Errors of arithmetic.
var (
	ErrCurrency = errors.New("money: amounts in two currencies")
	ErrOverflow = errors.New("money: amount does not fit 64 bits")
)

// IsZero says that no money is stated: no amount and no currency.
func (m Money) IsZero() bool { return m == Money{} }

// Cmp compares two amounts of one currency; an amount of 0 compares with every
// currency.
func (m Money) Cmp(n Money) (int, error) {
	if m.Currency != n.Currency && m.Amount != 0 && n.Amount != 0 {
		return 0, fmt.Errorf("%w: %s and %s", ErrCurrency, m.Currency, n.Currency)
	}
	switch {
	case m.Amount < n.Amount:
		return -1, nil
	case m.Amount > n.Amount:
		return 1, nil
	}
	return 0, nil
}

// Add is the sum of two amounts of one currency.
func (m Money) Add(n Money) (Money, error) {
	if m.IsZero() {
		return n, nil
	}
	if n.IsZero() {
		return m, nil
	}
	if m.Currency != n.Currency {
		return Money{}, fmt.Errorf("%w: %s and %s", ErrCurrency, m.Currency, n.Currency)
	}
	sum := m.Amount + n.Amount
	if (sum > m.Amount) != (n.Amount > 0) && n.Amount != 0 {
		return Money{}, ErrOverflow
	}
	return Money{sum, m.Currency}, nil
}

// Scale is floor(amount × num / den), computed without overflow on the way.
func (m Money) Scale(num, den int64) (Money, error) {
	if den == 0 {
		return Money{}, errors.New("money: division by zero")
	}
	p := new(big.Int).Mul(big.NewInt(m.Amount), big.NewInt(num))
	d := big.NewInt(den)
	q, r := new(big.Int).QuoRem(p, d, new(big.Int))
	if r.Sign() != 0 && (r.Sign() < 0) != (d.Sign() < 0) {
		q.Sub(q, big.NewInt(1))
	}
	if !q.IsInt64() {
		return Money{}, ErrOverflow
	}
	return Money{q.Int64(), m.Currency}, nil
}

// String is "450.000 JPY" or "1.500,00 USD": the Vietnamese way to write it.
func (m Money) String() string { return m.written(".", ",") }

// English is "450,000 JPY" or "1,500.00 USD".
func (m Money) English() string { return m.written(",", ".") }

func (m Money) written(group, point string) string {
	if m.IsZero() {
		return ""
	}
	exp := exponents[m.Currency]
	digits := fmt.Sprintf("%0*d", exp+1, abs(m.Amount))
	whole, frac := digits[:len(digits)-exp], digits[len(digits)-exp:]
	var b strings.Builder
	if m.Amount < 0 {
		b.WriteByte('-')
	}
	for i, c := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(group)
		}
		b.WriteRune(c)
	}
	if frac != "" {
		b.WriteString(point)
		b.WriteString(frac)
	}
	return b.String() + " " + m.Currency
}

func abs(n int64) uint64 {
	if n < 0 {
		return uint64(-(n + 1)) + 1
	}
	return uint64(n)
}
