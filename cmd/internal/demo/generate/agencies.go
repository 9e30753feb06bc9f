package generate

import "strings"

// agency is a made-up enterprise that sends workers abroad. There are eight,
// whatever the seed: the year's commands name them.
type agency struct {
	licence, name, licensed, expires string
	markets                          []string
}

// Agencies with a mark of their own.
const (
	lapsing    = "26-013" // its licence ends in the middle of the year
	suspending = "26-014" // suspended for 60 days, by a command of the demo
)

var agencies = []agency{
	{"26-011", "Công ty Mẫu Phái cử A", "2016-03-14", "", []string{"JP", "TW", "KR"}},
	{"26-012", "Công ty Mẫu Phái cử B", "2018-08-01", "2023-07-31", []string{"JP", "TW"}},
	{lapsing, "Công ty Mẫu Phái cử C", "2016-07-01", "2021-06-30", []string{"JP", "TW"}},
	{suspending, "Công ty Mẫu Phái cử D", "2017-05-12", "2023-01-01", []string{"JP", "TW"}},
	{"26-015", "Công ty Mẫu Phái cử E", "2019-10-21", "2024-10-20", []string{"JP", "TW", "DE"}},
	{"26-016", "Công ty Mẫu Phái cử F", "2015-01-05", "", []string{"TW", "KR"}},
	{"26-017", "Công ty Mẫu Phái cử G", "2020-02-17", "2025-02-16", []string{"JP", "RO", "DE"}},
	{"26-018", "Công ty Mẫu Phái cử H", "2018-12-10", "", []string{"TW", "RO", "SG", "KR"}},
}

// holding are the agencies that hold a market and stay clear of trouble.
func holding(market string) (list []agency) {
	for _, a := range agencies {
		if strings.Contains(strings.Join(a.markets, ";"), market) && a.licence != lapsing && a.licence != suspending {
			list = append(list, a)
		}
	}
	return list
}

func agencyFile() File {
	f := File{Name: "agencies", Header: []string{"licence_no", "name", "licensed_on", "expires_on", "markets"}}
	for _, a := range agencies {
		f.Rows = append(f.Rows, []string{a.licence, a.name, a.licensed, a.expires, strings.Join(a.markets, ";")})
	}
	return f
}
