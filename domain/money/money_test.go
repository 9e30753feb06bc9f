package money_test

import (
	"errors"
	"math"
	"testing"

	"vaoso/domain/money"
)

func TestScaleFloors(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ amount, num, den, want int64 }{
		{150000, 36, 12, 450000}, {150000, 30, 12, 375000}, {100001, 7, 12, 58333}, {-7, 1, 2, -4}, {math.MaxInt64, 2, 2, math.MaxInt64},
	} {
		got, err := money.Money{Amount: c.amount, Currency: "JPY"}.Scale(c.num, c.den)
		if err != nil || got.Amount != c.want {
			t.Errorf("%d × %d / %d = %v %v, want %d", c.amount, c.num, c.den, got, err, c.want)
		}
	}
	if _, err := money.VND(math.MaxInt64).Scale(2, 1); !errors.Is(err, money.ErrOverflow) {
		t.Errorf("overflow passed: %v", err)
	}
}

func TestCheckedArithmetic(t *testing.T) {
	t.Parallel()
	if _, err := money.VND(1).Add(money.Money{Amount: 1, Currency: "JPY"}); !errors.Is(err, money.ErrCurrency) {
		t.Errorf("đồng and yen added: %v", err)
	}
	if _, err := money.VND(math.MaxInt64).Add(money.VND(1)); !errors.Is(err, money.ErrOverflow) {
		t.Errorf("overflow passed: %v", err)
	}
	if _, err := money.VND(math.MinInt64).Add(money.VND(-1)); !errors.Is(err, money.ErrOverflow) {
		t.Errorf("underflow passed: %v", err)
	}
	if got, err := money.VND(5).Add(money.VND(0)); err != nil || got != money.VND(5) {
		t.Errorf("5 + 0 = %v %v", got, err)
	}
}

func TestString(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		m        money.Money
		want, en string
	}{
		{money.VND(6500000), "6.500.000 VND", "6,500,000 VND"}, {money.Money{Amount: 150, Currency: "USD"}, "1,50 USD", "1.50 USD"},
		{money.Money{Amount: 5, Currency: "EUR"}, "0,05 EUR", "0.05 EUR"}, {money.VND(-999), "-999 VND", "-999 VND"},
		{money.VND(0), "0 VND", "0 VND"}, {money.Money{}, "", ""},
	} {
		if got := c.m.String(); got != c.want {
			t.Errorf("%+v = %q, want %q", c.m, got, c.want)
		}
		if got := c.m.English(); got != c.en {
			t.Errorf("in English %+v = %q, want %q", c.m, got, c.en)
		}
	}
}
