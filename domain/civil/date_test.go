package civil_test

import (
	"encoding/json"
	"testing"
	"time"

	"vaoso/domain/civil"
)

func day(t *testing.T, s string) civil.Date {
	t.Helper()
	d, err := civil.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestOfUsesTheVietnameseDay(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		instant time.Time
		want    string
	}{
		{time.Date(2020, 12, 31, 17, 30, 0, 0, time.UTC), "2021-01-01"},
		{time.Date(2021, 12, 31, 16, 30, 0, 0, time.UTC), "2021-12-31"},
		{time.Date(2021, 2, 28, 17, 0, 0, 0, time.UTC), "2021-03-01"},
		{time.Date(2021, 2, 28, 16, 59, 59, 0, time.UTC), "2021-02-28"},
	} {
		if got := civil.Of(c.instant).String(); got != c.want {
			t.Errorf("Of(%s) = %s, want %s", c.instant, got, c.want)
		}
	}
}

func TestParseIsStrict(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"2021-02-31", "2021-2-03", "27/04/2021", "2021-13-01", "2021-00-10", "2021-01-00", "0000-01-01", "2021-01-01T00:00:00Z", "+021-01-01", "2021-1a-01"} {
		if d, err := civil.Parse(s); err == nil {
			t.Errorf("Parse(%q) = %s, want an error", s, d)
		}
	}
	if d := day(t, "2020-02-29"); d.String() != "2020-02-29" {
		t.Errorf("leap day read as %s", d)
	}
}

func TestMonthsClampToTheLastDay(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		from   string
		months int
		want   string
	}{
		{"2021-01-31", 1, "2021-02-28"}, {"2020-01-31", 1, "2020-02-29"}, {"2021-05-18", 36, "2024-05-18"},
		{"2021-12-15", 1, "2022-01-15"}, {"2021-03-31", -1, "2021-02-28"}, {"2021-01-15", -1, "2020-12-15"},
	} {
		if got := day(t, c.from).AddMonths(c.months).String(); got != c.want {
			t.Errorf("%s %+d months = %s, want %s", c.from, c.months, got, c.want)
		}
	}
	if got := day(t, "2021-05-18").LastDayOf(36).String(); got != "2024-05-17" {
		t.Errorf("36 months from 2021-05-18 end on %s, want 2024-05-17 (DOMAIN: dueBackOn)", got)
	}
}

func TestAgeAndOrder(t *testing.T) {
	t.Parallel()
	born := day(t, "2003-05-18")
	if got := born.YearsOn(day(t, "2021-05-17")); got != 17 {
		t.Errorf("the day before the 18th birthday: %d", got)
	}
	if got := born.YearsOn(day(t, "2021-05-18")); got != 18 {
		t.Errorf("on the 18th birthday: %d", got)
	}
	if got := day(t, "2021-12-31").DaysSince(day(t, "2021-01-01")); got != 364 {
		t.Errorf("days = %d", got)
	}
	if !day(t, "2021-06-30").Within(day(t, "2021-06-30"), civil.Date{}) || day(t, "2021-06-29").Within(day(t, "2021-06-30"), civil.Date{}) {
		t.Error("Within: both ends count, a zero end is open")
	}
}

func TestJSON(t *testing.T) {
	t.Parallel()
	type v struct {
		D civil.Date  `json:"d"`
		M civil.Month `json:"m"`
		N civil.Date  `json:"n,omitzero"`
	}
	b, err := json.Marshal(v{D: day(t, "2021-04-27"), M: day(t, "2021-04-27").MonthOf()})
	if err != nil || string(b) != `{"d":"2021-04-27","m":"2021-04"}` {
		t.Fatalf("%s %v", b, err)
	}
	var back v
	if err := json.Unmarshal([]byte(`{"d":"2021-02-31"}`), &back); err == nil {
		t.Error("31 February decoded")
	}
}
