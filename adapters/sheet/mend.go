package sheet

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"vaoso/domain/book"
	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/supervision"
)

// done says that the book has all that the rows say already.
func (m *mended) done(ctx context.Context, b *book.Book) (comparison, error) {
	c, err := m.of.compare(ctx, b)
	if err != nil {
		return comparison{}, err
	}
	for _, e := range m.rows {
		field, value := e.row.values["field"], e.row.values["value"]
		gone := slices.Equal(c.differs, []string{annulled})
		theirs, about := c.have[field]
		if own, _ := columnNamed(m.kind, field); own.late {
			if sum, wrong := amount(value, c.have); wrong == nil {
				value = sum
			}
		} else if field == "ward_code" {
			value = ward(b.Units, value, e.row.values.day("corrected_on"))
		}
		switch {
		case value == takeBack && !gone:
			return comparison{}, nil
		case value == noValue && (!about || theirs != ""), value != takeBack && value != noValue && (!about || clean(theirs) != value):
			return comparison{}, nil
		}
	}
	return there("", nil), nil
}

// mend writes down the command that puts the thing right.
func (j *Job) mend(ctx context.Context, b *book.Book, m *mended, name string) (any, error) {
	if err := wellFormed(b, m.of.row.values); err != nil {
		return nil, err
	}
	if name == "ProposeCorrection" {
		return j.propose(ctx, b, m)
	}
	command, known := book.Named(name)
	if !known {
		return nil, fmt.Errorf("sheet: the book has no command %s", name)
	}
	fields := map[string]any{}
	how := mendings[m.kind]
	for column, field := range how.subject {
		if _, wanted := fieldOf(command.Go, field); wanted {
			fields[field] = m.of.row.values[column]
		}
	}
	have, err := m.stands(ctx, b)
	if err != nil {
		return nil, err
	}
	if _, wanted := fieldOf(command.Go, "personRef"); wanted {
		fields["unit"], fields["kind"] = j.unit(m.of.row.values["unit"], m.rows[0].row.values), have["kind"]
	}
	if err := j.single(ctx, b, m, fields, command); err != nil {
		return nil, err
	}
	var clear []string
	for _, e := range m.rows {
		v := e.row.values
		_, field, _ := how.corrects(v["field"])
		switch {
		case v["value"] == takeBack && name == "CorrectPlacement":
			fields["takeBackEnd"] = true
		case v["value"] == takeBack, field == "months" && v["value"] == noValue: // it goes with the kind of contract
		case v["value"] == noValue:
			clear = append(clear, field)
		default:
			at, ok := fieldOf(command.Go, field)
			if !ok {
				return nil, fmt.Errorf("sheet: %s has no field %s", name, field)
			}
			fields[field] = asJSON(at, j.value(v), "VND")
		}
	}
	if len(clear) > 0 {
		if _, ok := fieldOf(command.Go, "clear"); !ok {
			return nil, es.ErrFieldInvalid.With("field", clear[0], "vi", "trường này không để trống được", "en", "it can't be noValue")
		}
		fields["clear"] = clear
	}
	text, err := json.Marshal(fields)
	if err != nil {
		return nil, fmt.Errorf("couldn't write %s as JSON: %w", name, err)
	}
	asked, err := command.Decode(text)
	return asked.Command, err
}

// value is what a correction's row says in the book's words.
func (j *Job) value(v Values) string {
	if v["field"] == "ward_code" {
		return ward(j.book.Units, v["value"], v.day("corrected_on"))
	}
	return v["value"]
}

// stands is what the book says of the thing by column. It refuses a column that
// the book has nothing in yet, and to take back what isn't the last where the last
// would be.
func (m *mended) stands(ctx context.Context, b *book.Book) (Values, error) {
	c, err := m.of.compare(ctx, b)
	if err != nil || c.have == nil { // the book says what it hasn't
		return nil, err
	}
	if c.have[superseded] != "" {
		return nil, correction.ErrDependentFacts.With("vi", "sau đó đã ghi lần khác", "en", "there is a later one")
	}
	for _, e := range m.rows {
		field := e.row.values["field"]
		if _, about := c.have[field]; !about && !slices.Contains(naturalKeys[m.kind], field) {
			return nil, correction.ErrNothingToCorrect.With("vi", "sổ chưa ghi «"+field+"»", "en", "the book has no "+field+" yet")
		}
		last := mendings[m.kind].last
		if i := slices.Index(last, field); i >= 0 && e.row.values["value"] == takeBack {
			for _, later := range last[i+1:] {
				if on := c.have[later]; on != "" {
					return nil, correction.ErrDependentFacts.With("vi", later+" "+on, "en", later+" "+on)
				}
			}
		}
	}
	return c.have, nil
}

// single names the one of several things of a stream that a command is about: a
// worker's job, or an inspection's finding.
func (j *Job) single(ctx context.Context, b *book.Book, m *mended, fields map[string]any, command book.Command) error {
	v := m.of.row.values
	if _, wanted := fieldOf(command.Go, "placementId"); wanted {
		worker := j.book.Key.Worker(v["citizen_id"])
		employer, _ := j.employing(v)
		l, err := es.Load(ctx, b.Book, labour.WorkerDecider, worker)
		if err != nil {
			return fmt.Errorf("couldn't look for the job: %w", err)
		}
		job, known := placed(l.State, worker, employer, v.day("started_on"))
		if fields["placementId"] = job.ID; !known {
			fields["placementId"] = labour.PlacementID(worker, employer, v.day("started_on"))
		}
	}
	if _, wanted := fieldOf(command.Go, "findingId"); wanted {
		history, err := history(ctx, b, supervision.Stream(v["inspection_no"]))
		if err != nil {
			return err
		}
		fields["findingId"] = findingID(facts(history), v["finding"])
	}
	return nil
}
