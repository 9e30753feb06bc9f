package book

import (
	"context"
	"slices"
	"strconv"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/outreach"
)

// vacancyPolicy is who writes what the policy of vacancies decides.
const vacancyPolicy = "policy-vacancy"

// SettleVacancy closes a vacancy that is due: filled, once the workers' streams
// have as many placements that name it as were sought; expired, once its last
// day has passed. Workers are those who may have such a placement, by a read
// model: what counts is read from their streams. Passed is the latest day that
// the log says is over. It does what is due and nothing else, so it may be
// called at any time and any number of times.
func (b *Book) SettleVacancy(ctx context.Context, vacancy string, workers []string, passed civil.Date) error {
	c := &call{Book: b, ctx: ctx}
	v, err := load(c, outreach.VacancyDecider, vacancy)
	if err != nil || v.State.Phase != outreach.VacancyIsOpen {
		return err
	}
	var started []civil.Date
	for _, stream := range slices.Compact(slices.Sorted(slices.Values(workers))) {
		w, err := load(c, labour.WorkerDeciderIn(c.Units), stream)
		if err != nil {
			return err
		}
		for _, p := range w.State.Placements {
			if p.Facts.VacancyID == vacancy && !p.Annulled {
				started = append(started, p.StartedOn)
			}
		}
	}
	if on := v.State.FilledOn(started); !on.IsZero() {
		return c.closeVacancy(v, "FillVacancy", on, outreach.FillVacancy{Started: started})
	}
	if passed.Before(v.State.Posted.ClosesOn) {
		return nil
	}
	return c.closeVacancy(v, "ExpireVacancy", v.State.Posted.ClosesOn, outreach.ExpireVacancy{Passed: passed, Placed: len(started)})
}

// closeVacancy writes what the policy decides. A vacancy closes once, so that
// its name is key enough; but for one that is open again since facts were put
// right.
func (c *call) closeVacancy(v es.Loaded[outreach.Vacancy], name string, on civil.Date, cmd outreach.VacancyCommand) error {
	key := "policy:" + name + ":" + v.Stream
	if n := len(v.State.Ledger.Annulled); n > 0 {
		key += ":" + strconv.Itoa(n)
	}
	p := *c
	p.env = es.Envelope{
		Actor: vacancyPolicy, Role: string(System), Unit: "city", Command: name,
		Reason: "chính sách tuyển dụng: theo việc làm đã ghi và ngày đã qua", Key: key, On: on,
	}
	_, err := handle(&p, outreach.VacancyDecider, v.Stream, cmd)
	return err
}
