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

	Courses   map[string]Course         `json:"courses"` // by number
	Vacancies Vacancies                 `json:"vacancies"`
	Lent      Lent                      `json:"lent"`
	Retention map[string]map[string]int `json:"retention"` // by mark: still, left, unreachable
	Notices   map[string]int            `json:"notices"`   // of unemployment, open at a month's end: "2021-03"
	Untrained []string                  `json:"untrained"` // wards from which nobody came to a course for officials
	Restated  map[string]int            `json:"restated"`  // rows of corrections that hold, by kind; and those that wait for another person
}

// Course is what became of its trainees, in persons.
type Course struct {
	Enrolled  int `json:"enrolled"`
	Completed int `json:"completed"`
	Certified int `json:"certified"`
	Dropped   int `json:"dropped"`
	Placed    int `json:"placed"` // with the course's employer, in time
}

// Vacancies are what became of them by the last day of the year; Placed are jobs.
type Vacancies struct {
	Posted    int `json:"posted"`
	Filled    int `json:"filled"`
	Expired   int `json:"expired"`
	Withdrawn int `json:"withdrawn"`
	Placed    int `json:"placed"`
}

// Lent are the jobs that loans made; Alone are in no other file.
type Lent struct {
	Jobs  int `json:"jobs"`
	Alone int `json:"alone"`
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
