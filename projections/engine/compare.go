package engine

import "cmp"

// CompareValues orders lists of stored values: NULL first, then by value.
func CompareValues(a, b []any) int {
	for i := range min(len(a), len(b)) {
		var c int
		switch x := a[i].(type) {
		case nil:
			if b[i] != nil {
				c = -1
			}
		case string:
			y, _ := b[i].(string)
			c = cmp.Compare(x, y)
		case int64:
			y, _ := b[i].(int64)
			c = cmp.Compare(x, y)
		case float64:
			y, _ := b[i].(float64)
			c = cmp.Compare(x, y)
		case bool:
			y, _ := b[i].(bool)
			switch {
			case y && !x:
				c = -1
			case x && !y:
				c = 1
			}
		}
		if c == 0 && a[i] != nil && b[i] == nil {
			c = 1
		}
		if c != 0 {
			return c
		}
	}
	return cmp.Compare(len(a), len(b))
}
