package retention

import (
	"context"
	"fmt"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/projections/engine"
)

// Report is how jobs last, as of a day: what people, scripts and the HTTP API
// are shown.
type Report struct {
	AsOf      civil.Date  `json:"asOf"`
	Position  es.Position `json:"position"`  // everything in the log up to it is in
	Synthetic bool        `json:"synthetic"` // made-up data: SỐ LIỆU MẪU
	Marks     []Line      `json:"marks"`     // of all jobs, by mark
	Employers []Line      `json:"employers"` // by employer and mark; the self-employed have none
	Sources   []Line      `json:"sources"`   // by how the worker came to the job, and mark
	Formula   Words       `json:"formula"`
	Limits    Words       `json:"limits"`
}

// Words are a sentence in both languages.
type Words struct {
	Vi string `json:"vi"`
	En string `json:"en"`
}

// Line is the figures of some jobs at one mark.
type Line struct {
	Counts
	Rate *int `json:"rate"` // still / (still + left) in thousandths; null: none is known
}

// Counts are the counts of some jobs at one mark.
type Counts struct {
	Key         string `db:"key" json:"key,omitempty"`     // an employer's stream, or a source
	Label       string `db:"label" json:"label,omitempty"` // an employer's name, or the source in Vietnamese
	Mark        int    `db:"mark" json:"mark"`             // months after the start
	Due         int    `db:"due" json:"due"`               // whose mark has come
	Still       int    `db:"still" json:"still"`
	Left        int    `db:"left_job" json:"left"`
	Unreachable int    `db:"unreachable" json:"unreachable"`
	Unchecked   int    `db:"unchecked" json:"unchecked"` // nobody has asked, and no end was entered
}

// A job's outcome: what the latest check by the day found, else an end before the
// mark.
const figures = `m.mark, COUNT(*) AS due,
  SUM(CASE WHEN m.outcome = 'still' THEN 1 ELSE 0 END) AS still,
  SUM(CASE WHEN m.outcome = 'left' OR m.outcome = '' AND m.ended_on < m.due_on THEN 1 ELSE 0 END) AS left_job,
  SUM(CASE WHEN m.outcome = 'unreachable' THEN 1 ELSE 0 END) AS unreachable,
  SUM(CASE WHEN m.outcome = '' AND (m.ended_on IS NULL OR m.ended_on >= m.due_on) THEN 1 ELSE 0 END) AS unchecked
FROM (SELECT mark, employer, source, due_on, ended_on, annulled,
  CASE WHEN checked_on <= $1 THEN outcome ELSE '' END AS outcome FROM retention_marks) m`

const due = ` WHERE m.due_on <= $1 AND NOT m.annulled`

var (
	formula = Words{
		"tỷ lệ duy trì = còn làm ÷ (còn làm + đã nghỉ), tại mốc 3, 6, 12 tháng sau ngày bắt đầu",
		"rate = still ÷ (still + left), at 3, 6 and 12 months after the start",
	}
	limits = Words{
		"lấy kết quả hỏi gần nhất; chưa hỏi mà sổ đã ghi nghỉ trước mốc thì tính là đã nghỉ; không liên lạc được và chưa hỏi không tính vào tỷ lệ; còn nhiều việc chưa hỏi thì tỷ lệ thấp hơn thực tế",
		"the latest check holds; unasked, a job whose end was entered for a day before the mark is left; who can't be reached, or wasn't asked, is in no rate; while many weren't asked, it is too low",
	}
)

// MakeReport is the report as of a day.
func MakeReport(ctx context.Context, s engine.Snapshot, asOf civil.Date, synthetic bool) (Report, error) {
	r := Report{AsOf: asOf, Synthetic: synthetic, Formula: formula, Limits: limits}
	status, err := s.Status(ctx, Name)
	if err != nil {
		return r, fmt.Errorf("couldn't report on retention: %w", err)
	}
	r.Position = status.Position
	for _, part := range []struct {
		into  *[]Line
		query string
	}{
		{&r.Marks, `SELECT '' AS key, '' AS label, ` + figures + due + ` GROUP BY m.mark ORDER BY m.mark`},
		{&r.Employers, `SELECT m.employer AS key, COALESCE(MIN(e.employer_name), '') AS label, ` + figures +
			` LEFT JOIN retention_employers e ON e.employer = m.employer` + due + ` AND m.employer <> '' GROUP BY m.employer, m.mark ORDER BY m.employer, m.mark`},
		{&r.Sources, `SELECT m.source AS key, '' AS label, ` + figures + due + ` GROUP BY m.source, m.mark ORDER BY m.source, m.mark`},
	} {
		counted, err := engine.Select[Counts](ctx, s, part.query, asOf.String())
		if err != nil {
			return r, fmt.Errorf("couldn't report on retention: %w", err)
		}
		*part.into = []Line{}
		for _, c := range counted {
			line := Line{Counts: c}
			if rate, known := labour.RetentionRate(c.Still, c.Left); known {
				line.Rate = &rate
			}
			*part.into = append(*part.into, line)
		}
	}
	for i := range r.Sources {
		r.Sources[i].Label, _ = labour.SourceWords(labour.Source(r.Sources[i].Key))
	}
	return r, nil
}
