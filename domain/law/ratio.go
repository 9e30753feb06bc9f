package law

import (
	"fmt"
	"strconv"
	"strings"
)

// Ratio is an exact fraction of two positive whole numbers: "3/2", "1" or "109.5".
type Ratio struct{ Num, Den int64 }

// longest keeps a ratio's parts small enough that scaling with a currency's
// decimals can't overflow.
const longest = 12

// UnmarshalText reads a fraction or a decimal number.
func (r *Ratio) UnmarshalText(b []byte) error {
	num, den, fraction := strings.Cut(string(b), "/")
	if !fraction {
		whole, decimals, _ := strings.Cut(num, ".")
		num, den = whole+decimals, "1"+strings.Repeat("0", len(decimals))
	}
	n, err := strconv.ParseUint(num, 10, 63)
	d, err2 := strconv.ParseUint(den, 10, 63)
	if err != nil || err2 != nil || n == 0 || d == 0 || len(num) > longest || len(den) > longest {
		return fmt.Errorf("law: %q is not a ratio like 3/2, 1 or 109.5", b)
	}
	*r = Ratio{int64(n), int64(d)}
	return nil
}

// MarshalText writes the fraction.
func (r Ratio) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

func (r Ratio) String() string {
	if r.Den == 1 {
		return strconv.FormatInt(r.Num, 10)
	}
	return fmt.Sprintf("%d/%d", r.Num, r.Den)
}
