package forms

import (
	"cmp"
	"fmt"

	"vaoso/domain/plan"
	"vaoso/projections/targetprogress"
)

// marketNames are the markets that people here go to most, in Vietnamese.
var marketNames = map[string]string{
	"JP": "Nhật Bản", "TW": "Đài Loan", "KR": "Hàn Quốc", "DE": "Đức", "RO": "Ru-ma-ni", "MY": "Ma-lai-xi-a", "SA": "Ả Rập Xê Út",
	"AE": "UAE", "SG": "Xinh-ga-po", "MO": "Ma Cao", "HK": "Hồng Kông", "PL": "Ba Lan", "HU": "Hung-ga-ri", "AU": "Úc", "TH": "Thái Lan",
	"LA": "Lào", "RU": "Nga", "DZ": "An-giê-ri", "QA": "Ca-ta", "KW": "Cô-oét", "CZ": "Séc", "SK": "Xlô-va-ki-a", "BN": "Bru-nây",
}

// marketName is a market in Vietnamese; its code where no name is known.
func marketName(code string) string { return cmp.Or(marketNames[code], code) }

// closed says with which figures a plan was closed, and what they have moved to.
func closed(c *targetprogress.Closing) []Words {
	if c == nil {
		return nil
	}
	n := Words{
		fmt.Sprintf("Kế hoạch đã khóa sổ ngày %s: %d người, trong đó nước ngoài %d.", c.On.Vietnamese(), c.Achieved.Total, c.Achieved.Overseas),
		fmt.Sprintf("The plan was closed on %s: %d, of these abroad %d.", c.On, c.Achieved.Total, c.Achieved.Overseas),
	}
	if now := sum(c.Achieved, c.Moved); now != c.Achieved {
		n.Vi += fmt.Sprintf(" Nay tính được %d, trong đó nước ngoài %d (xem Biểu 10).", now.Total, now.Overseas)
		n.En += fmt.Sprintf(" Today it comes to %d, of these abroad %d (see form 10).", now.Total, now.Overseas)
	}
	return []Words{n}
}

// unallocated says which part of the target no unit has, or how far the shares
// go above it.
func unallocated(c plan.Counts) Words {
	if c.Total < 0 {
		return Words{fmt.Sprintf("Giao vượt chỉ tiêu: %d người.", -c.Total), fmt.Sprintf("Allocated above the target: %d.", -c.Total)}
	}
	return Words{
		fmt.Sprintf("Chưa giao cho phường, xã: %d người, trong đó nước ngoài %d.", c.Total, c.Overseas),
		fmt.Sprintf("Not allocated to any ward: %d, of these abroad %d.", c.Total, c.Overseas),
	}
}
