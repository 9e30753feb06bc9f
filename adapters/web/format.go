package web

import (
	"strconv"
	"strings"

	"vaoso/domain/civil"
)

// number is a figure with dots between thousands: 1.300.
func number(n int) string {
	digits := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, digits = "−", digits[1:]
	}
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "." + digits[i:]
	}
	return sign + digits
}

// signed is a difference: +12, −33, 0.
func signed(n int) string {
	if n > 0 {
		return "+" + number(n)
	}
	return number(n)
}

// percent is thousandths as per cent: 47,1 %.
func percent(permille int) string {
	return number(permille/10) + "," + strconv.Itoa(permille%10) + " %"
}

func day(d civil.Date) string { return d.Vietnamese() }

// share is a part of a whole for a drawing, in per cent between 0 and 100.
func share(part, whole int) string {
	if whole <= 0 {
		return "0%"
	}
	tenths := min(max(1000*part/whole, 0), 1000)
	return strings.TrimSuffix(strconv.FormatFloat(float64(tenths)/10, 'f', 1, 64), ".0") + "%"
}
