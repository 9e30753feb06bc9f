package generate

import (
	"time"

	"vaoso/domain/civil"
)

// The days of the made-up year. Reports go on until the last day.
var (
	firstDay = civil.On(2021, time.January, 4) // a Monday
	lastDay  = civil.On(2021, time.December, 31)
	lastWord = civil.On(2022, time.February, 25)
	tetFrom  = civil.On(2021, time.February, 10)
	tetTo    = civil.On(2021, time.February, 16)
)

// workday moves a day off to the next Monday.
func workday(d civil.Date) civil.Date {
	switch weekday := ((d.DaysSince(firstDay) % 7) + 7) % 7; {
	case weekday == 5:
		return d.AddDays(2)
	case weekday == 6:
		return d.AddDays(1)
	}
	return d
}

// mondayBy is the last Monday up to a day, and mondayFrom the first from it on:
// the office has days of the week on which it enters what isn't urgent.
func mondayBy(d civil.Date) civil.Date { return d.AddDays(-(((d.DaysSince(firstDay) % 7) + 7) % 7)) }

func mondayFrom(d civil.Date) civil.Date { return mondayBy(d.AddDays(6)) }

// clamp keeps a day in [from, to].
func clamp(d, from, to civil.Date) civil.Date {
	switch {
	case d.Before(from):
		return from
	case d.After(to):
		return to
	}
	return d
}

// starts are the months in which jobs start, by weight. Tết of 2021 was on
// 12 February.
var starts = []weighted[time.Month]{
	{time.January, 7}, {time.February, 4}, {time.March, 13}, {time.April, 10}, {time.May, 9}, {time.June, 9},
	{time.July, 9}, {time.August, 8}, {time.September, 9}, {time.October, 9}, {time.November, 8}, {time.December, 5},
}

// startDay is a day on which somebody starts a job.
func (s source) startDay() civil.Date {
	month := civil.MonthOn(2021, pick(s, starts))
	d := clamp(workday(month.First().AddDays(s.IntN(month.Days()))), firstDay, lastDay)
	if d.Within(tetFrom, tetTo) {
		d = tetTo.AddDays(1)
	}
	return d
}
