package unemployment

import (
	"context"
	"fmt"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/support"
	"vaoso/domain/territory"
	"vaoso/projections/engine"
)

// Report is the estimate of each month of a year up to a day: what people,
// scripts and the HTTP API are shown.
type Report struct {
	AsOf        civil.Date          `json:"asOf"`
	Position    es.Position         `json:"position"`  // everything in the log up to it is in
	Synthetic   bool                `json:"synthetic"` // made-up data: SỐ LIỆU MẪU
	Months      []Line              `json:"months"`    // of all wards together
	Wards       []Line              `json:"wards"`     // by month, then ward
	LabourForce support.LabourForce `json:"labourForce"`
	Formula     Words               `json:"formula"`
	Limits      Words               `json:"limits"`
}

// Words are a sentence in both languages.
type Words struct {
	Vi string `json:"vi"`
	En string `json:"en"`
}

// Line is the estimate of a ward, or of all wards, at the end of a month.
type Line struct {
	Month       civil.Month `json:"month"`
	On          civil.Date  `json:"on"`              // the month's last day, or the day of the report
	Ward        string      `json:"ward,omitempty"`  // none: all wards
	Label       string      `json:"label,omitempty"` // the ward's name
	Unemployed  int         `json:"unemployed"`      // U, persons: seeking, or with an open notice
	Seeking     int         `json:"seeking"`         // of U: who seek and are engaged by nothing
	Noticed     int         `json:"noticed"`         // of U: who have an open notice
	LabourForce int         `json:"labourForce"`     // LF, persons; 0: unknown
	Rate        *int        `json:"rate"`            // U / LF in hundredths of a per cent; null where LF is unknown
}

var (
	formula = Words{
		"tỷ lệ thất nghiệp = U ÷ LF; U: người có nơi ở tại phường, xã đang tìm việc mà không có việc vào ngày cuối tháng, hoặc có thông báo thất nghiệp đang mở; LF: lực lượng lao động",
		"rate = U ÷ LF; U: residents who seek a job and are engaged by nothing on the month's last day, or have an open unemployment notice; LF: labour force",
	}
	limits = Words{
		"chỉ gồm người đã đăng ký trong sổ nên thấp hơn thực tế; LF là số nhập hoặc giả định (tỷ lệ dân số), không phải điều tra; người quên báo đã có việc vẫn bị tính",
		"registered people only, so too low; LF is entered or assumed (a share of the population), not surveyed; who found work and told nobody is still in it",
	}
)

// counted is what a ward comes to on a day.
type counted struct {
	Ward       string `db:"ward"`
	Unemployed int    `db:"unemployed"`
	Seeking    int    `db:"seeking"`
	Noticed    int    `db:"noticed"`
}

// $1 is the day.
const onDay = `
SELECT ward, COUNT(*) AS unemployed, SUM(CASE WHEN seeking THEN 1 ELSE 0 END) AS seeking, SUM(CASE WHEN noticed THEN 1 ELSE 0 END) AS noticed
FROM (
  SELECT
    (SELECT h.ward FROM unemployment_homes h WHERE h.worker = p.worker AND h.since <= $1 ORDER BY h.since DESC LIMIT 1) AS ward,
    COALESCE((SELECT s.seeking FROM unemployment_statuses s WHERE s.worker = p.worker AND s.since <= $1 ORDER BY s.since DESC LIMIT 1), FALSE)
      AND NOT EXISTS (SELECT 1 FROM unemployment_engagements e WHERE e.worker = p.worker AND e.occupies AND e.since <= $1 AND (e.until IS NULL OR e.until >= $1)) AS seeking,
    EXISTS (SELECT 1 FROM unemployment_notices n WHERE n.worker = p.worker AND n.since <= $1 AND (n.ended_on IS NULL OR n.ended_on > $1)) AS noticed
  FROM unemployment_people p
  WHERE p.registered_on <= $1 AND (p.deceased_on IS NULL OR p.deceased_on > $1)
) AS everyone
WHERE ward IS NOT NULL AND (seeking OR noticed)
GROUP BY ward`

// Source is what an estimate is made of.
type Source struct {
	engine.Snapshot
	Units     territory.Units
	Forces    support.LabourForces
	Synthetic bool
}

// MakeReport is the estimate of each month of the day's year up to the day.
func (s Source) MakeReport(ctx context.Context, asOf civil.Date) (Report, error) {
	r := Report{AsOf: asOf, Synthetic: s.Synthetic, Months: []Line{}, Wards: []Line{}, Formula: formula, Limits: limits}
	status, err := s.Status(ctx, Name)
	if err != nil {
		return r, fmt.Errorf("couldn't estimate unemployment: %w", err)
	}
	r.Position = status.Position
	_, r.LabourForce = s.Forces.Of("", 0, asOf)
	for month := civil.MonthOn(asOf.Year(), 1); !asOf.MonthOf().Before(month); month = month.Next() {
		on := month.Last()
		if on.After(asOf) {
			on = asOf
		}
		found, err := engine.Select[counted](ctx, s, onDay, on.String())
		if err != nil {
			return r, fmt.Errorf("couldn't estimate unemployment on %s: %w", on, err)
		}
		of := map[string]counted{}
		for _, c := range found {
			of[c.Ward] = c
		}
		all := Line{Month: month, On: on}
		for _, unit := range wards(s.Units, on) {
			force, _ := s.Forces.Of(unit.Code, unit.Population, on)
			c := of[unit.Code]
			all.Unemployed, all.Seeking, all.Noticed, all.LabourForce = all.Unemployed+c.Unemployed, all.Seeking+c.Seeking, all.Noticed+c.Noticed, all.LabourForce+force
			r.Wards = append(r.Wards, Line{
				Month: month, On: on, Ward: unit.Code, Label: unit.FullName(), Unemployed: c.Unemployed, Seeking: c.Seeking, Noticed: c.Noticed, LabourForce: force,
			}.rated())
		}
		r.Months = append(r.Months, all.rated())
	}
	return r, nil
}

func (l Line) rated() Line {
	if rate, known := support.Rate(l.Unemployed, l.LabourForce); known {
		l.Rate = &rate
	}
	return l
}

// wards are the wards and communes as they are on the day, each code once; one
// that is no more is as it was last, since people are still entered under it.
func wards(units territory.Units, on civil.Date) (list []territory.Unit) {
	seen := map[string]bool{}
	for _, u := range units.All() {
		if !territory.IsWardCode(u.Code) || seen[u.Code] {
			continue
		}
		seen[u.Code] = true
		if there, ok := units.Lookup(u.Code, on); ok {
			list = append(list, there)
		} else if last, ok := units.Last(u.Code); ok {
			list = append(list, last)
		}
	}
	return list
}
