package supplydemand

import (
	"context"
	"fmt"

	"vaoso/domain/civil"
	"vaoso/domain/outreach"
	"vaoso/domain/territory"
	"vaoso/projections/engine"
)

// cell is where a figure belongs. The province is that of an employer whose ward
// isn't known: one of another province.
type cell struct {
	occupation, ward, province string
	month                      civil.Month
}

// counter adds figures up in the cells of a report.
type counter struct {
	from, asOf civil.Date
	cells      map[cell]*Figures
}

func (c *counter) at(v sought, month civil.Month) *Figures {
	return c.cell(v.Occupation, v.Ward, v.Province, month)
}

func (c *counter) cell(occupation, ward, province string, month civil.Month) *Figures {
	if ward != "" {
		province = ""
	}
	key := cell{occupation, ward, province, month}
	if c.cells[key] == nil {
		c.cells[key] = &Figures{}
	}
	return c.cells[key]
}

// months are those of the report, each with the day that its stocks are of: its
// last, or the report's.
func (c *counter) months(each func(month civil.Month, day civil.Date)) {
	for m := c.from.MonthOf(); !c.asOf.MonthOf().Before(m); m = m.Next() {
		day := m.Last()
		if day.After(c.asOf) {
			day = c.asOf
		}
		each(m, day)
	}
}

// within says whether a day is one of the report's.
func (c *counter) within(day civil.Date) bool {
	return !day.IsZero() && day.Within(c.from, c.asOf)
}

// sought is a vacancy with its employer's province, "" where that isn't known.
type sought struct {
	VacancyRow
	Province string `db:"province"`
}

const allVacancies = `
SELECT v.*, COALESCE(e.province, '') AS province
FROM supplydemand_vacancies v
LEFT JOIN supplydemand_employers e ON e.employer = v.employer
WHERE v.state <> ''`

// vacancies counts positions open at the end of each month, hired in it, and
// expired in it.
func (c *counter) vacancies(ctx context.Context, q engine.Querier) error {
	list, err := engine.Select[sought](ctx, q, allVacancies)
	if err != nil {
		return fmt.Errorf("couldn't ask for vacancies: %w", err)
	}
	placed, err := engine.Select[HireRow](ctx, q, `SELECT * FROM supplydemand_hires WHERE NOT annulled`)
	if err != nil {
		return fmt.Errorf("couldn't ask for those hired: %w", err)
	}
	started := map[string][]civil.Date{}
	for _, h := range placed {
		started[h.Vacancy] = append(started[h.Vacancy], h.StartedOn)
	}
	for _, v := range list {
		vacancy := v.vacancy()
		c.months(func(m civil.Month, day civil.Date) {
			if n := vacancy.OpenOn(day, started[v.Vacancy]); n > 0 {
				c.at(v, m).Open += n
			}
		})
		for _, day := range started[v.Vacancy] {
			if c.within(day) {
				c.at(v, day.MonthOf()).Hired++
			}
		}
		if n := vacancy.OpenOn(v.ClosesOn, started[v.Vacancy]); n > 0 && vacancy.Phase == outreach.VacancyIsExpired && c.within(v.ClosesOn) {
			c.at(v, v.ClosesOn.MonthOf()).Expired += n
		}
	}
	return nil
}

// vacancy is the state that decisions go by, as far as the row has it.
func (v VacancyRow) vacancy() outreach.Vacancy {
	return outreach.Vacancy{
		Phase: outreach.VacancyPhase(v.State), PostedOn: v.PostedOn, EndedOn: v.EndedOn,
		Posted: outreach.VacancyPosted{Quantity: v.Quantity, ClosesOn: v.ClosesOn},
	}
}

// number is a count of an occupation and a ward.
type number struct {
	Occupation string `db:"occupation"`
	Ward       string `db:"ward"`
	Number     int    `db:"number"`
}

// PostgreSQL adds BIGINTs up to a NUMERIC, which is cast back.
const seeking = `
SELECT occupation, ward, CAST(SUM(change) AS BIGINT) AS number FROM supplydemand_changes
WHERE day <= $1 GROUP BY occupation, ward HAVING SUM(change) <> 0`

// seekers counts those who seek at the end of each month.
func (c *counter) seekers(ctx context.Context, q engine.Querier) (err error) {
	c.months(func(m civil.Month, day civil.Date) {
		if err != nil {
			return
		}
		var list []number
		if list, err = engine.Select[number](ctx, q, seeking, day.String()); err != nil {
			err = fmt.Errorf("couldn't ask who seeks: %w", err)
		}
		for _, n := range list {
			c.cell(n.Occupation, n.Ward, "", m).Seekers += n.Number
		}
	})
	return err
}

// referral is a referral with what its vacancy is of.
type referral struct {
	ReferralRow
	Occupation string `db:"occupation"`
	Ward       string `db:"ward"`
	Employed   string `db:"employed"` // code of the employer's province
	Name       string `db:"name"`
	Type       string `db:"type"`
	Province   string `db:"province"`
}

const allReferrals = `
SELECT r.*, COALESCE(v.occupation, '') AS occupation, COALESCE(v.ward, '') AS ward, COALESCE(e.province, '') AS employed,
       COALESCE(i.name, '') AS name, COALESCE(i.type, '') AS type, COALESCE(i.province, '') AS province
FROM supplydemand_referrals r
LEFT JOIN supplydemand_vacancies v ON v.vacancy = r.vacancy
LEFT JOIN supplydemand_employers e ON e.employer = v.employer
LEFT JOIN supplydemand_intermediaries i ON i.intermediary = r.intermediary
ORDER BY i.name, r.intermediary, r.referral`

// referrals counts those referred in each month, and what they came to by
// intermediary.
func (c *counter) referrals(ctx context.Context, q engine.Querier, r *Report) error {
	list, err := engine.Select[referral](ctx, q, allReferrals)
	if err != nil {
		return fmt.Errorf("couldn't ask for referrals: %w", err)
	}
	for _, x := range list {
		if c.within(x.CounselledOn) {
			r.Counselled++
		}
		if !c.within(x.ReferredOn) {
			continue
		}
		c.cell(x.Occupation, x.Ward, x.Employed, x.ReferredOn.MonthOf()).Referred++
		if x.Intermediary == "" {
			continue
		}
		last := len(r.Intermediaries) - 1
		if last < 0 || r.Intermediaries[last].Intermediary != x.Intermediary {
			r.Intermediaries = append(r.Intermediaries, Intermediary{Intermediary: x.Intermediary, Name: x.Name, Type: x.Type, Province: x.Province, ProvinceName: territory.ProvinceName(x.Province)})
			last++
		}
		r.Intermediaries[last].Referred++
		if x.Outcome == string(outreach.Hired) && !x.OutcomeOn.After(c.asOf) {
			r.Intermediaries[last].Hired++
		}
	}
	return nil
}

// fairs counts the job fairs of the report.
func (c *counter) fairs(ctx context.Context, q engine.Querier, r *Report) error {
	list, err := engine.Select[FairRow](ctx, q, `SELECT * FROM supplydemand_fairs`)
	if err != nil {
		return fmt.Errorf("couldn't ask for job fairs: %w", err)
	}
	for _, x := range list {
		if c.within(x.HeldOn) {
			r.Fairs.Held++
			r.Fairs.Employers += x.Employers
			r.Fairs.Attendance += x.Attendance
			r.Fairs.Interviewed += x.Interviewed
			r.Fairs.Hired += x.Hired
		}
	}
	return nil
}
