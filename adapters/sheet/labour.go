package sheet

import (
	"maps"
	"strconv"

	"vaoso/domain/book"
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/money"
)

// employer: the row has no date, so it is entered as of Options.On.
func (j *Job) employer(e *entry) {
	v := maps.Clone(e.row.values)
	day := j.opts.On
	if day.IsZero() {
		day = civil.Of(j.book.Clock())
	}
	v["ward_code"] = ward(j.book.Units, v["ward_code"], day)
	stream := j.book.Key.Employer(v["tax_code"])
	e.add(Step{
		On: j.opts.On, Key: key(Employers, "", v["tax_code"]), Command: "RegisterEmployer", lane: stream,
		ask: asks(labour.RegisterEmployer{
			TaxCode: v["tax_code"], Name: v["name"], Sector: v["sector"], Province: v["province_code"], Ward: v["ward_code"], Size: labour.Size(v["size"]),
		}),
	})
	compares(e, labour.EmployerDecider, stream, v, func(l es.Loaded[labour.Employer]) ([]string, Values) {
		s := l.State
		if !s.Registered {
			return nil, nil
		}
		return []string{""}, Values{"name": s.Name, "sector": s.Sector, "province_code": s.Province, "ward_code": s.Ward, "size": string(s.Size)}
	})
}

func (j *Job) worker(e *entry) {
	v := maps.Clone(e.row.values)
	on := v.day("registered_on")
	v["ward_code"] = ward(j.book.Units, v["ward_code"], on)
	stream := j.book.Key.Worker(v["citizen_id"])
	e.add(Step{
		Day: on, On: on, Key: key(Workers, "", stream), Command: "RegisterWorker", lane: stream,
		ask: asks(labour.RegisterWorker{
			CitizenID: v["citizen_id"], FullName: v["full_name"], BirthDate: v.day("birth_date"), Sex: labour.Sex(v["sex"]), Ward: v["ward_code"],
			Phone: v["phone"], Education: labour.Education(v["education"]), Occupation: v["occupation"], JobSeekingSince: v.day("job_seeking_since"),
		}),
	})
	compares(e, labour.WorkerDecider, stream, v, func(l es.Loaded[labour.Worker]) ([]string, Values) {
		switch {
		case !l.State.AnnulledOn.IsZero():
			return nil, Values{annulled: "yes"}
		case !l.State.Registered:
			return nil, nil
		}
		return []string{""}, registered(l.State)
	})
}

// registered is what the book says of a worker's registration: the ward is the
// one of that day, wherever they live now. What was erased says nothing.
func registered(w labour.Worker) Values {
	have := Values{
		"sex": string(w.Sex), "ward_code": w.WardOn(w.RegisteredOn), "education": string(w.Education), "occupation": w.Occupation,
		"job_seeking_since": w.JobSeekingSince.String(), "registered_on": w.RegisteredOn.String(),
	}
	if w.CitizenID != "" {
		have["full_name"], have["birth_date"], have["phone"] = w.FullName, w.BirthDate.String(), w.Phone
	}
	return have
}

// wellFormed says what is wrong with a citizen id or a tax code, before the
// book could only say that it knows neither.
func wellFormed(b *book.Book, v Values) error {
	if id := v["citizen_id"]; id != "" {
		if err := labour.CheckCitizenID(id, b.Synthetic); err != nil {
			return err
		}
	}
	for _, column := range []string{"tax_code", "last_tax_code"} {
		if code := v[column]; code != "" {
			if err := labour.CheckTaxCode(code); err != nil {
				return err
			}
		}
	}
	return nil
}

// there is a comparison of a row whose only step the book has.
func there(step string, differs []string) comparison {
	return comparison{present: []string{step}, differs: differs}
}

func nonZero(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func minor(m money.Money) string { return strconv.FormatInt(m.Amount, 10) }
