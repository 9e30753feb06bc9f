package law_test

import (
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"vaoso/domain/law"
)

func TestSetOn(t *testing.T) {
	t.Parallel()
	for on, want := range map[string]string{
		"2007-07-01": "law-2006", "2021-12-31": "law-2006", "2022-01-01": "law-2020", "2026-01-01": "law-2020",
	} {
		if s, err := law.Current().SetOn(day(t, on)); err != nil || s.Name != want {
			t.Errorf("%s: got %s, %v, want %s", on, s.Name, err, want)
		}
	}
	if _, err := law.Current().SetOn(day(t, "2007-06-30")); !errors.Is(err, law.ErrNoRules) {
		t.Errorf("before all sets: %v, want ErrNoRules", err)
	}
	if _, err := law.Current().Named("law-1999"); !errors.Is(err, law.ErrRulesUnknown) || !strings.Contains(err.Error(), "law-2006, law-2020") {
		t.Errorf("an unknown set: %v, want ErrRulesUnknown that names the known ones", err)
	}
}

func TestNumbersOfTheLaw(t *testing.T) {
	t.Parallel()
	for _, s := range law.Current().Sets {
		if s.MinimumAge.Years != 18 || s.Liquidation.Days != 180 {
			t.Errorf("%s: minimum age %d, liquidation %d days", s.Name, s.MinimumAge.Years, s.Liquidation.Days)
		}
		for _, line := range law.Lines {
			if f, ok := s.Fees[line]; !ok || f.Prohibited == nil && len(f.Rates)+len(f.Ceilings) == 0 {
				t.Errorf("%s says nothing of %s", s.Name, line)
			}
		}
	}
	if city := law.Current().City; city.ReturnOverdueDays != 30 || city.DepartureReportDays != 30 {
		t.Errorf("city parameters %+v", city)
	}
}

// What DOMAIN.md §5 confirms against a source is confirmed here, and nothing more.
func TestConfirmedRows(t *testing.T) {
	t.Parallel()
	for rules, want := range map[string]string{
		"law-2006": "minimum-age orientation agency-deposit agency-head",
		"law-2020": "minimum-age collectable refund orientation agency-capital agency-deposit agency-head",
	} {
		var confirmed []string
		for _, r := range set(t, rules).Rows() {
			if !r.Unverified {
				confirmed = append(confirmed, r.ID)
			}
		}
		if got := strings.Join(confirmed, " "); got != want {
			t.Errorf("%s: confirmed are %q, want %q", rules, got, want)
		}
	}
}

func TestLoadRefuses(t *testing.T) {
	t.Parallel()
	good, err := os.ReadFile("limits.json")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ from, to, says string }{
		"an unknown key":            {`"city":`, `"town": 1, "city":`, "town"},
		"overlapping sets":          {`"validFrom": "2022-01-01"`, `"validFrom": "2021-12-31"`, "same day"},
		"one name twice":            {`"name": "law-2020"`, `"name": "law-2006"`, "two sets"},
		"a day that doesn't exist":  {`"validFrom": "2022-02-01"`, `"validFrom": "2022-02-30"`, "2022-02-30"},
		"a line that isn't one":     {`"brokerage": {`, `"bribe": {`, "bribe"},
		"an unknown currency":       {`{"amount": 80000, "currency": "USD"}`, `{"amount": 80000, "currency": "USX"}`, "service-tw-institution-carer"},
		"a negative ceiling":        {`"amount": 80000`, `"amount": -1`, "service-tw-institution-carer"},
		"a rate of nothing":         {`"per12Months": "3/2"`, `"per12Months": "3/0"`, "3/0"},
		"a row without a source":    {`"source": "none for Japan since 2016"`, `"source": ""`, "deposit-jp-none"},
		"an id twice":               {`"id": "deposit-any"`, `"id": "service"`, "two rows"},
		"a child's minimum age":     {`"years": 18`, `"years": 8`, "minimumAge"},
		"a set that ends too early": {`"validTo": "2021-12-31"`, `"validTo": "2001-12-31"`, "validTo"},
		"no city parameters":        {`"returnOverdueDays": 30`, `"returnOverdueDays": 0`, "returnOverdueDays"},
		"text behind the limits": {`{
  "city"`, `{"city": {"returnOverdueDays": 30, "departureReportDays": 30}, "sets": []} {
  "city"`, "behind"},
		"a rate from nowhere": {`"fx": []`, `"fx": [{"id": "x", "source": "y", "from": "ZZZ", "to": "JPY", "rate": "1", "validFrom": "2021-01-01"}]`, "two known currencies"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bad := strings.Replace(string(good), c.from, c.to, 1)
			if bad == string(good) {
				t.Fatalf("limits.json has no %q to break", c.from)
			}
			if _, err := law.Load([]byte(bad)); err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %v, want an error that says %q", err, c.says)
			}
		})
	}
}

// What Load has read can be written and read again: a book keeps a copy.
func TestLimitsSurviveJSON(t *testing.T) {
	t.Parallel()
	data, err := json.Marshal(law.Current())
	if err != nil {
		t.Fatal(err)
	}
	again, err := law.Load(data)
	if err != nil {
		t.Fatal(err)
	}
	if second, _ := json.Marshal(again); string(second) != string(data) {
		t.Errorf("written twice it differs:\n%s\n%s", data, second)
	}
}

func TestRatio(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]law.Ratio{"1": {Num: 1, Den: 1}, "3/2": {Num: 3, Den: 2}, "109.5": {Num: 1095, Den: 10}} {
		var r law.Ratio
		if err := r.UnmarshalText([]byte(text)); err != nil || r != want {
			t.Errorf("%q: got %v, %v", text, r, err)
		}
	}
	for _, text := range []string{"", "0", "-1", "1/0", "1/-2", "a", "1.2.3", "1234567890123"} {
		var r law.Ratio
		if err := r.UnmarshalText([]byte(text)); err == nil {
			t.Errorf("%q was read as %v", text, r)
		}
	}
}
