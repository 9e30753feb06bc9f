package forms

import (
	"context"
	"slices"

	"vaoso/projections/engine"
)

// Report is the forms of a period, as they are signed and sent.
type Report struct {
	Vi     string  `json:"title"`
	En     string  `json:"titleEn"`
	Stamp  Stamp   `json:"stamp"`
	Forms  []Form  `json:"forms"`  // an annual one ends with the resolution and public order
	Signed []Words `json:"signed"` // who signs, from left to right
}

// composition are the forms of each report, by span; a year's has all.
var composition = map[Span][]string{
	Month:   {"01", "04", "10"},
	Quarter: {"01", "02", "03", "04", "06", "08", "10"},
	Half:    {"01", "02", "03", "04", "05", "06", "07", "08", "10", "11", "12"},
}

// Of are the forms that a report of the span is made of.
func Of(span Span) []Definition {
	if span == Year {
		return append(All(), blocks()...)
	}
	return slices.DeleteFunc(All(), func(d Definition) bool { return !slices.Contains(composition[span], d.Code) })
}

// ReportProjections are the read models that a report of the span asks.
func ReportProjections(span Span) []engine.Projection { return Projections(Of(span)...) }

// Signatures are who signs a report, from left to right.
var Signatures = []Words{{"Người lập biểu", "Drawn up by"}, {"Trưởng phòng LĐ-TB&XH", "Head of the division"}}

var spanTitles = map[Span]Words{
	Month: {"Báo cáo tháng", "Monthly report"}, Quarter: {"Báo cáo quý", "Quarterly report"},
	Half: {"Báo cáo 6 tháng", "Half-yearly report"}, Year: {"Báo cáo năm", "Annual report"},
}

// Compose makes the report of the source's span. It fails with
// targetprogress.ErrNoPlan.
func Compose(ctx context.Context, s Source) (Report, error) {
	title, definitions := spanTitles[s.Span], Of(s.Span)
	r := Report{Vi: title.Vi, En: title.En, Forms: []Form{}, Signed: Signatures}
	s, err := s.resolved(ctx)
	if err != nil {
		return r, err
	}
	if r.Stamp, err = s.stamp(ctx, definitions...); err != nil {
		return r, err
	}
	for _, d := range definitions {
		f, err := Make(ctx, s, d)
		if err != nil {
			return r, err
		}
		r.Forms = append(r.Forms, f)
	}
	return r, nil
}
