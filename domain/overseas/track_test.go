package overseas_test

import (
	"testing"

	"pgregory.net/rapid"

	"vaoso/domain/civil"
	"vaoso/domain/law"
	"vaoso/domain/money"
	"vaoso/domain/overseas"
	"vaoso/domain/scenario"
)

func TestTrack(t *testing.T) {
	t.Parallel()
	day := scenario.Day
	away := overseas.Life{DepartedOn: day("2021-03-01"), ReturnLimit: day("2022-03-30")}
	back := func(on string, change ...func(*overseas.Life)) overseas.Life {
		l := away
		l.ReturnedOn, l.EndedOn = day(on), day(on)
		for _, c := range change {
			c(&l)
		}
		return l
	}
	for name, c := range map[string]struct {
		life     overseas.Life
		from, to string
		want     overseas.Track
	}{
		"nobody left":                {overseas.Life{EndedOn: day("2021-02-01")}, "2021-01-01", "2021-12-31", overseas.Track{Unliquidated: 1}},
		"left in the period":         {away, "2021-01-01", "2021-12-31", overseas.Track{Departed: 1, Abroad: 1}},
		"left on its first day":      {away, "2021-03-01", "2021-12-31", overseas.Track{Departed: 1, Abroad: 1}},
		"left before it":             {away, "2021-03-02", "2021-12-31", overseas.Track{Abroad: 1}},
		"left after it":              {away, "", "2021-02-28", overseas.Track{}},
		"back on the last day":       {back("2022-02-28"), "2022-01-01", "2022-02-28", overseas.Track{Returned: 1, OnTime: 1, Unliquidated: 1}},
		"not back yet":               {back("2022-02-28"), "2022-01-01", "2022-02-27", overseas.Track{Abroad: 1}},
		"back on the last day given": {back("2022-03-30"), "2022-01-01", "2022-12-31", overseas.Track{Returned: 1, OnTime: 1, Unliquidated: 1}},
		"back a day late":            {back("2022-03-31"), "2022-01-01", "2022-12-31", overseas.Track{Returned: 1, Late: 1, Unliquidated: 1}},
		"back early":                 {back("2021-09-01", func(l *overseas.Life) { l.Early = true }), "", "2022-12-31", overseas.Track{Departed: 1, Returned: 1, Early: 1, Unliquidated: 1}},
		"settled":                    {back("2022-02-28", func(l *overseas.Life) { l.LiquidatedOn = day("2022-04-01") }), "2022-01-01", "2022-12-31", overseas.Track{Returned: 1, OnTime: 1}},
		"settled later":              {back("2022-02-28", func(l *overseas.Life) { l.LiquidatedOn = day("2023-01-01") }), "2022-01-01", "2022-12-31", overseas.Track{Returned: 1, OnTime: 1, Unliquidated: 1}},
		"back after absconding":      {back("2022-02-28", func(l *overseas.Life) { l.AbscondedOn = day("2021-06-01") }), "2022-01-01", "2022-12-31", overseas.Track{Returned: 1, Unliquidated: 1}},
		"absconded, irregular": {overseas.Life{DepartedOn: day("2021-03-01"), AbscondedOn: day("2021-06-01"), Irregular: true}, "", "2021-12-31",
			overseas.Track{Departed: 1, Irregular: 1, Abroad: 1, Absconded: 1}},
	} {
		var got overseas.Track
		from := civil.Date{}
		if c.from != "" {
			from = day(c.from)
		}
		if got.Add(c.life, from, day(c.to)); got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

// TestFeeShare: 400,000 yen of 450,000 are 88.9 %; with 450,000 paid it is all,
// and given back below nothing is left of it.
func TestFeeShare(t *testing.T) {
	t.Parallel()
	c := overseas.ContractDecider.Fold(contractHistory())
	for name, x := range map[string]struct {
		change func(*overseas.Contract)
		want   int
		ok     bool
	}{
		"agreed":           {func(*overseas.Contract) {}, 889, true},
		"paid":             {func(c *overseas.Contract) { c.Service.Paid = jpy(450_000) }, 1000, true},
		"twice the cap":    {func(c *overseas.Contract) { c.Service.Paid = jpy(900_000) }, 2000, true},
		"given back":       {func(c *overseas.Contract) { c.Service.Refunded = jpy(400_000) }, 0, true},
		"no such set":      {func(c *overseas.Contract) { c.Rules = "law-1999" }, 0, false},
		"no rate is known": {func(c *overseas.Contract) { c.Kind = overseas.KindTrainee }, 0, false}, // the lower ceiling is in dollars
		"no cap is known":  {func(c *overseas.Contract) { c.MonthlyWage = money.Money{} }, 0, false},
	} {
		with := c
		x.change(&with)
		if got, ok := overseas.FeeShare(with, law.Current()); got != x.want || ok != x.ok {
			t.Errorf("%s: %d %v, want %d %v", name, got, ok, x.want, x.ok)
		}
	}
}

func TestMean(t *testing.T) {
	t.Parallel()
	if _, ok := overseas.Mean(nil); ok {
		t.Error("nothing has a mean")
	}
	if m, ok := overseas.Mean([]int{889, 1000}); !ok || m != 945 {
		t.Errorf("%d %v: 944.5 is 945", m, ok)
	}
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfN(rapid.IntRange(0, 3000), 1, 20).Draw(t, "shares")
		m, _ := overseas.Mean(list)
		rest := 0
		for _, s := range list {
			rest += s - m
		}
		if 2*rest >= len(list) || 2*rest < -len(list) {
			t.Fatalf("%d isn't the mean of %v", m, list)
		}
	})
}
