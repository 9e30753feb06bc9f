package sheet

import (
	"context"
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
	e.compare = func(ctx context.Context, b *book.Book) (comparison, error) {
		l, err := es.Load(ctx, b.Book, labour.EmployerDecider, stream)
		if err != nil || !l.State.Registered {
			return comparison{}, err
		}
		s := l.State
		return there("", differs(Employers, v, Values{
			"name": s.Name, "sector": s.Sector, "province_code": s.Province, "ward_code": s.Ward, "size": string(s.Size),
		})), nil
	}
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
	e.compare = func(ctx context.Context, b *book.Book) (comparison, error) {
		l, err := es.Load(ctx, b.Book, labour.WorkerDecider, stream)
		if err != nil || !l.State.Registered {
			return comparison{}, err
		}
		return there("", differs(Workers, v, registered(l.State))), nil
	}
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

func (j *Job) placement(e *entry) {
	v := e.row.values
	on := v.day("started_on")
	worker, employer, named := j.book.Key.Worker(v["citizen_id"]), labour.SelfEmployment, labour.SelfEmployment
	if v["tax_code"] != "" {
		employer, named = j.book.Key.Employer(v["tax_code"]), v["tax_code"]
	}
	e.add(Step{
		Day: v.day("reported_on"), On: on, Key: key(Placements, "", worker, named, on.String()), Command: "PlaceWorker", lane: worker,
		ask: func(_ context.Context, b *book.Book) (any, error) {
			if err := wellFormed(b, v); err != nil {
				return nil, err
			}
			wage := v.sum("monthly_wage_vnd", "VND")
			return labour.PlaceWorker{
				CitizenID: v["citizen_id"], TaxCode: v["tax_code"], Occupation: v["occupation"], ContractKind: labour.ContractKind(v["contract_kind"]),
				Months: v.number("months"), MonthlyWage: wage, Source: labour.Source(v["source"]), ReportedOn: v.day("reported_on"),
			}, nil
		},
	})
	e.compare = func(ctx context.Context, b *book.Book) (comparison, error) {
		l, err := es.Load(ctx, b.Book, labour.WorkerDecider, worker)
		if err != nil {
			return comparison{}, err
		}
		job, known := l.State.Placement(labour.PlacementID(worker, employer, on))
		switch {
		case !known:
			return comparison{}, nil
		case job.Annulled: // the book has taken it back; a file doesn't enter it anew
			return there("", []string{"annulled"}), nil
		}
		f := job.Facts
		return there("", differs(Placements, v, Values{
			"occupation": f.Occupation, "contract_kind": string(f.ContractKind), "months": nonZero(f.Months),
			"monthly_wage_vnd": minor(f.MonthlyWage), "source": string(f.Source), "reported_on": f.ReportedOn.String(),
		})), nil
	}
}

// wellFormed says what is wrong with a citizen id or a tax code, before the
// book could only say that it knows neither.
func wellFormed(b *book.Book, v Values) error {
	if err := labour.CheckCitizenID(v["citizen_id"], b.Synthetic); err != nil {
		return err
	}
	if v["tax_code"] == "" {
		return nil
	}
	return labour.CheckTaxCode(v["tax_code"])
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
