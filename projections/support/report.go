package support

import (
	"cmp"
	"context"
	"fmt"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/territory"
	"vaoso/projections/engine"
)

// Report is support over a period, by ward: what people, scripts and the HTTP
// API are shown. Sums are VND.
type Report struct {
	From      civil.Date  `json:"from"`
	AsOf      civil.Date  `json:"asOf"`
	Position  es.Position `json:"position"`  // everything in the log up to it is in
	Synthetic bool        `json:"synthetic"` // made-up data: SỐ LIỆU MẪU
	Total     Counts      `json:"total"`
	Wards     []Line      `json:"wards"` // those with anything to say, by code; before them other provinces
}

// Place is where the one helped is: a ward, or the province of an employer whose
// ward isn't known.
type Place struct {
	Ward     string `db:"ward" json:"ward"`                   // five-digit code
	Province string `db:"province" json:"province,omitempty"` // two-digit code
}

// Code is the ward's, or the province's.
func (p Place) Code() string { return cmp.Or(p.Ward, p.Province) }

// Line is a place's figures.
type Line struct {
	Place
	Label string `json:"label"`
	Counts
}

// Counts are what happened in the period, in loans, jobs, grants, notices and
// allowances; sums are VND.
type Counts struct {
	Loans           int   `db:"loans" json:"loans"`
	LoanAmount      int64 `db:"loan_amount" json:"loanAmount"`
	JobsPromised    int   `db:"jobs_promised" json:"jobsPromised"`
	JobsToKeep      int   `db:"jobs_to_keep" json:"jobsToKeep"`
	JobsCreated     int   `db:"jobs_created" json:"jobsCreated"` // those without a named worker too
	JobsUnnamed     int   `db:"jobs_unnamed" json:"jobsUnnamed"` // of the created: nobody is named, so they count towards no plan
	JobsKept        int   `db:"jobs_kept" json:"jobsKept"`
	Grants          int   `db:"grants" json:"grants"`
	GrantAmount     int64 `db:"grant_amount" json:"grantAmount"`
	Notices         int   `db:"notices" json:"notices"`
	NoticesEnded    int   `db:"notices_ended" json:"noticesEnded"`
	Allowances      int   `db:"allowances" json:"allowances"`
	AllowanceAmount int64 `db:"allowance_amount" json:"allowanceAmount"` // of all their months
}

// counted is a line as the database has it.
type counted struct {
	Place
	Counts
}

// $1 and $2 are the period's first and last day. The sums are cast since
// PostgreSQL makes numerics of them.
const byWard = `
SELECT facts.ward AS ward, COALESCE(e.province, '') AS province,
  CAST(SUM(loans) AS BIGINT) AS loans, CAST(SUM(loan_amount) AS BIGINT) AS loan_amount,
  CAST(SUM(jobs_promised) AS BIGINT) AS jobs_promised, CAST(SUM(jobs_to_keep) AS BIGINT) AS jobs_to_keep,
  CAST(SUM(jobs_created) AS BIGINT) AS jobs_created, CAST(SUM(jobs_unnamed) AS BIGINT) AS jobs_unnamed, CAST(SUM(jobs_kept) AS BIGINT) AS jobs_kept,
  CAST(SUM(grants) AS BIGINT) AS grants, CAST(SUM(grant_amount) AS BIGINT) AS grant_amount,
  CAST(SUM(notices) AS BIGINT) AS notices, CAST(SUM(notices_ended) AS BIGINT) AS notices_ended,
  CAST(SUM(allowances) AS BIGINT) AS allowances, CAST(SUM(allowance_amount) AS BIGINT) AS allowance_amount
FROM (
  SELECT ward, borrower AS whose, 1 AS loans, amount AS loan_amount, jobs_promised, jobs_to_keep, 0 AS jobs_created, 0 AS jobs_unnamed, 0 AS jobs_kept,
    0 AS grants, 0 AS grant_amount, 0 AS notices, 0 AS notices_ended, 0 AS allowances, 0 AS allowance_amount
  FROM support_loans WHERE approved_on >= $1 AND approved_on <= $2
  UNION ALL
  SELECT ward, whose, 0, 0, 0, 0, CASE WHEN created THEN 1 ELSE 0 END, CASE WHEN created AND NOT named THEN 1 ELSE 0 END, CASE WHEN created THEN 0 ELSE 1 END, 0, 0, 0, 0, 0, 0
  FROM support_jobs WHERE day >= $1 AND day <= $2
  UNION ALL
  SELECT ward, whose, 0, 0, 0, 0, 0, 0, 0, 1, amount, 0, 0, 0, 0 FROM support_grants WHERE day >= $1 AND day <= $2
  UNION ALL
  SELECT ward, whose, 0, 0, 0, 0, 0, 0, 0, 0, 0, CASE WHEN ended THEN 0 ELSE 1 END, CASE WHEN ended THEN 1 ELSE 0 END, 0, 0 FROM support_notices WHERE day >= $1 AND day <= $2
  UNION ALL
  SELECT ward, whose, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, amount FROM support_allowances WHERE day >= $1 AND day <= $2
) AS facts LEFT JOIN support_employers e ON e.employer = facts.whose AND facts.ward = ''
GROUP BY facts.ward, COALESCE(e.province, '') ORDER BY facts.ward, COALESCE(e.province, '')`

// MakeReport is the report over [from, asOf].
func MakeReport(ctx context.Context, s engine.Snapshot, units territory.Units, from, asOf civil.Date, synthetic bool) (Report, error) {
	r := Report{From: from, AsOf: asOf, Synthetic: synthetic, Wards: []Line{}}
	status, err := s.Status(ctx, Name)
	if err != nil {
		return r, fmt.Errorf("couldn't report on support: %w", err)
	}
	r.Position = status.Position
	found, err := engine.Select[counted](ctx, s, byWard, from.String(), asOf.String())
	if err != nil {
		return r, fmt.Errorf("couldn't report on support: %w", err)
	}
	for _, c := range found {
		r.Wards = append(r.Wards, Line{Place: c.Place, Label: label(units, c.Place, asOf), Counts: c.Counts})
		r.Total.Add(c.Counts)
	}
	return r, nil
}

func (c *Counts) Add(d Counts) {
	c.Loans, c.LoanAmount, c.JobsPromised, c.JobsToKeep = c.Loans+d.Loans, c.LoanAmount+d.LoanAmount, c.JobsPromised+d.JobsPromised, c.JobsToKeep+d.JobsToKeep
	c.JobsCreated, c.JobsUnnamed, c.JobsKept = c.JobsCreated+d.JobsCreated, c.JobsUnnamed+d.JobsUnnamed, c.JobsKept+d.JobsKept
	c.Grants, c.GrantAmount, c.Notices, c.NoticesEnded = c.Grants+d.Grants, c.GrantAmount+d.GrantAmount, c.Notices+d.Notices, c.NoticesEnded+d.NoticesEnded
	c.Allowances, c.AllowanceAmount = c.Allowances+d.Allowances, c.AllowanceAmount+d.AllowanceAmount
}

// label is a ward's name on the day, or as it was last, or the province's; the code
// stands beside it.
func label(units territory.Units, at Place, on civil.Date) string {
	switch {
	case at.Ward != "":
		return units.NameOf(at.Ward, on)
	case at.Province != "":
		return territory.ProvinceName(at.Province)
	}
	return "nơi khác"
}
