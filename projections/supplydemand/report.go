package supplydemand

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/territory"
	"vaoso/projections/engine"
)

// By is what a report has a row for.
type By string

// The ways to report. ByAll has a row for each occupation and ward.
const (
	ByOccupation By = "occupation"
	ByWard       By = "ward"
	ByMonth      By = "month"
	ByAll        By = "all"
)

// Ways are all ways to report.
var Ways = []By{ByOccupation, ByWard, ByMonth, ByAll}

// Question is what is asked of the read model.
type Question struct {
	By        By
	From      civil.Date // the first day that is reported on; zero: the first of the year of AsOf
	AsOf      civil.Date // the last
	Units     territory.Units
	Synthetic bool
}

// Report is labour supply and demand: what people, scripts and the HTTP API are
// shown. Open and Seekers are of its last day, or of a month's; the others are
// of all its days.
type Report struct {
	From           civil.Date     `json:"from"`
	AsOf           civil.Date     `json:"asOf"`
	Position       es.Position    `json:"position"`  // everything in the log up to it is in
	Synthetic      bool           `json:"synthetic"` // made-up data: SỐ LIỆU MẪU
	By             By             `json:"by"`
	Rows           []Row          `json:"rows"`
	Total          Figures        `json:"total"`
	Counselled     int            `json:"counselled"` // persons advised about work
	Fairs          Fairs          `json:"fairs"`
	Intermediaries []Intermediary `json:"intermediaries"`
}

// Row is a part of supply and demand.
type Row struct {
	Occupation string `json:"occupation,omitempty"` // "": none given
	Ward       string `json:"ward,omitempty"`       // five-digit code; "": not known
	WardName   string `json:"wardName,omitempty"`
	// Province is an employer's whose ward isn't known, two digits.
	Province     string `json:"province,omitempty"`
	ProvinceName string `json:"provinceName,omitempty"`
	Month        string `json:"month,omitempty"` // 2021-04
	Figures
}

// Figures are positions and persons.
type Figures struct {
	Open     int `json:"open"`     // positions of vacancies, at the end
	Seekers  int `json:"seekers"`  // registered persons who seek a job, at the end
	Referred int `json:"referred"` // persons sent to an employer about a vacancy
	Hired    int `json:"hired"`    // persons placed who fill a vacancy
	Expired  int `json:"expired"`  // positions whose last day passed
}

// Plus adds two figures up.
func (f Figures) Plus(g Figures) Figures {
	return Figures{f.Open + g.Open, f.Seekers + g.Seekers, f.Referred + g.Referred, f.Hired + g.Hired, f.Expired + g.Expired}
}

// Fairs are the job fairs held.
type Fairs struct {
	Held        int `json:"held"`
	Employers   int `json:"employers"`
	Attendance  int `json:"attendance"`
	Interviewed int `json:"interviewed"`
	Hired       int `json:"hired"`
}

// Intermediary is who referred whom.
type Intermediary struct {
	Intermediary string `json:"intermediary"` // stream
	Name         string `json:"name"`
	Type         string `json:"type"`
	Province     string `json:"province"`
	ProvinceName string `json:"provinceName"`
	Referred     int    `json:"referred"`
	Hired        int    `json:"hired"` // of those referred
}

// MakeReport answers the question.
func MakeReport(ctx context.Context, s engine.Snapshot, ask Question) (Report, error) {
	if ask.From.IsZero() {
		ask.From = civil.On(ask.AsOf.Year(), 1, 1)
	}
	r := Report{From: ask.From, AsOf: ask.AsOf, Synthetic: ask.Synthetic, By: ask.By, Rows: []Row{}, Intermediaries: []Intermediary{}}
	status, err := s.Status(ctx, Projection.Name)
	if err != nil {
		return r, fmt.Errorf("couldn't report on supply and demand: %w", err)
	}
	r.Position = status.Position
	c := &counter{from: ask.From, asOf: ask.AsOf, cells: map[cell]*Figures{}}
	for _, count := range []func() error{
		func() error { return c.vacancies(ctx, s) }, func() error { return c.seekers(ctx, s) },
		func() error { return c.referrals(ctx, s, &r) }, func() error { return c.fairs(ctx, s, &r) },
	} {
		if err := count(); err != nil {
			return r, err
		}
	}
	last, index := ask.AsOf.MonthOf(), map[Row]int{}
	for at, f := range c.cells {
		end := *f
		if at.month != last { // what is open, and who seeks, is of the last day
			end.Open, end.Seekers = 0, 0
		}
		r.Total = r.Total.Plus(end)
		if ask.By == ByMonth {
			end = *f
		}
		if end != (Figures{}) {
			r.add(index, at, end)
		}
	}
	slices.SortFunc(r.Rows, func(a, b Row) int {
		return cmp.Or(cmp.Compare(a.Month, b.Month), cmp.Compare(a.Occupation, b.Occupation), cmp.Compare(a.Ward, b.Ward), cmp.Compare(a.Province, b.Province))
	})
	for i := range r.Rows {
		r.Rows[i].WardName = ask.Units.NameOf(r.Rows[i].Ward, ask.AsOf)
		r.Rows[i].ProvinceName = territory.ProvinceName(r.Rows[i].Province)
	}
	return r, nil
}

// add puts figures where the report has them.
func (r *Report) add(index map[Row]int, at cell, f Figures) {
	row := Row{Occupation: at.occupation, Ward: at.ward, Province: at.province}
	switch r.By {
	case ByOccupation:
		row.Ward, row.Province = "", ""
	case ByWard:
		row.Occupation = ""
	case ByMonth:
		row = Row{Month: at.month.String()}
	case ByAll:
	}
	i, there := index[row]
	if !there {
		i = len(r.Rows)
		index[row] = i
		r.Rows = append(r.Rows, row)
	}
	r.Rows[i].Figures = r.Rows[i].Plus(f)
}
