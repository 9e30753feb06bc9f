package web

import (
	"fmt"
	"math"
	"strings"
)

// colours are the custom properties of the n-th :root of a style.
func colours(css string, n int) map[string][3]float64 {
	block := strings.Split(css, ":root {")[n+1]
	block, _, _ = strings.Cut(block, "}")
	list := map[string][3]float64{}
	for line := range strings.SplitSeq(block, ";") {
		name, value, ok := strings.Cut(strings.TrimSpace(line), ": #")
		var r, g, b int
		if !ok || !strings.HasPrefix(name, "--") {
			continue
		}
		if _, err := fmt.Sscanf(value, "%02x%02x%02x", &r, &g, &b); err == nil {
			list[name[2:]] = [3]float64{float64(r), float64(g), float64(b)}
		}
	}
	return list
}

// contrast is WCAG's ratio of two colours.
func contrast(a, b [3]float64) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func luminance(c [3]float64) float64 {
	var l float64
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		v := c[i] / 255
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		l += weight * v
	}
	return l
}
