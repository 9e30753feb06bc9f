package golden

import (
	_ "embed"
	"encoding/json"
	"fmt"
)

// Figures are the year's figures under the rules vinh-yen-2021, as of
// 31 December 2021 and as known when every report had come in.
type Figures struct {
	Total    int             `json:"total"`
	Domestic int             `json:"domestic"`
	Overseas int             `json:"overseas"`
	ByUnit   map[string]Pair `json:"byUnit"`
	ByMonth  map[string]Pair `json:"byMonth"` // "2021-03": what the month added; overseas as dispatches moved it
	BySector map[string]int  `json:"bySector"`
	BySex    map[string]int  `json:"bySex"`
	ByKind   map[string]int  `json:"byKind"`   // wage, self, overseas
	BySource map[string]int  `json:"bySource"` // "OVS": abroad
	Excluded map[string]int  `json:"excluded"` // facts that don't count, by why
	// Known are total and overseas as of the ends of months, as known on the
	// same day: later reports and annulments aren't in them.
	Known map[string]Pair `json:"known"`
	// Rows says what came of the rows of each file: "taken", "already",
	// "invalid", or "refused" or "partly" with the sentinel behind a colon.
	Rows map[string]map[string]int `json:"rows"`
}

// Pair is a total with the part of it that went overseas.
type Pair struct {
	Total    int `json:"total"`
	Overseas int `json:"overseas"`
}

//go:embed golden.json
var shipped []byte

// Want are the figures that everything which counts the made-up year must find.
func Want() (Figures, error) {
	var f Figures
	if err := json.Unmarshal(shipped, &f); err != nil {
		return Figures{}, fmt.Errorf("couldn't read golden.json: %w", err)
	}
	return f, nil
}
