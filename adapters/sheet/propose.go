package sheet

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"

	"vaoso/domain/book"
	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/money"
	"vaoso/domain/overseas"
	"vaoso/domain/support"
)

// propose writes down the proposal that the facts are wrong.
func (j *Job) propose(ctx context.Context, b *book.Book, m *mended) (any, error) {
	v, how := m.of.row.values, mendings[m.kind]
	number := v[how.number]
	command := correction.ProposeCorrection{Action: correction.Correct}
	var stream string
	switch how.propose {
	case "contract":
		stream, command.Contract = overseas.ContractID(number), number
	case "licenceNo":
		stream, command.LicenceNo = overseas.AgencyID(number), number
	case "loan":
		stream, command.Loan = support.LoanStream(number), number
	case "worker":
		worker := j.book.Key.Worker(number)
		stream, command.Worker = support.UnemploymentStream(worker), worker
	case "support":
		stream, command.Support = support.GrantStream(number), number
	}
	events, err := history(ctx, b, stream)
	if err != nil {
		return nil, err
	}
	wrong, ok := j.wrongFact(facts(events), how.facts[m.rows[0].row.values["field"]][0], v)
	if !ok {
		return nil, correction.ErrNothingToCorrect.With("vi", "sổ không có việc này", "en", "the book has no such fact")
	}
	command.EventID = wrong.ID
	for _, e := range m.rows {
		column, value := e.row.values["field"], e.row.values["value"]
		change := correction.Change{Field: how.facts[column][1]}
		switch value {
		case takeBack:
			command.Action = correction.Annul
			return command, nil
		case noValue:
			command.Changes = append(command.Changes, change)
			continue
		}
		typed, current := fieldOf(reflect.TypeOf(wrong.Payload), change.Field)
		currency := "VND"
		if !current { // the day, which is no field
			typed = reflect.TypeFor[string]()
		} else if sum, ok := valueOf(wrong.Payload, change.Field).(money.Money); ok {
			currency = sum.Currency
			if own, _ := columnNamed(m.kind, column); own.late {
				read, flawed := amount(value, Values{"currency": currency})
				if flawed != nil {
					return nil, es.ErrFieldInvalid.With("field", column, "vi", flawed.rule.Vi, "en", flawed.rule.En)
				}
				value = read
			}
		}
		if change.To, err = json.Marshal(asJSON(typed, value, currency)); err != nil {
			return nil, fmt.Errorf("couldn't write %s as JSON: %w", column, err)
		}
		command.Changes = append(command.Changes, change)
	}
	return command, nil
}

// wrongFact is the newest fact of the type that is about the row's thing.
func (j *Job) wrongFact(facts []es.Recorded, event string, v Values) (es.Recorded, bool) {
	if i := slices.IndexFunc(facts, func(f es.Recorded) bool { return noticed(f, v["noticed_on"]) }); i >= 0 {
		facts = facts[i:] // those of this notice
		if next := slices.IndexFunc(facts[1:], func(f es.Recorded) bool { return noticed(f, "") }); next >= 0 {
			facts = facts[:next+1]
		}
	}
	for _, f := range slices.Backward(facts) {
		name := reflect.TypeOf(f.Payload).Name()
		switch p := f.Payload.(type) {
		case support.JobRecorded:
			if p.WorkerID != j.book.Key.Worker(v["citizen_id"]) {
				continue
			}
		case overseas.IrregularDispatchRecorded:
			name = "WorkerDispatched"
		}
		if name == event {
			return f, true
		}
	}
	return es.Recorded{}, false
}

// noticed says whether a fact is an unemployment notice, of the day if one is given.
func noticed(f es.Recorded, day string) bool {
	_, ok := f.Payload.(support.UnemploymentNoticed)
	return ok && (day == "" || f.On().String() == day)
}

// history is a stream's events, decoded.
func history(ctx context.Context, b *book.Book, stream string) (events []es.Recorded, err error) {
	for e, err := range b.Log.Read(ctx, stream, 0, es.Forward) {
		if err != nil {
			return nil, fmt.Errorf("couldn't read %s: %w", stream, err)
		}
		r, err := b.Definitions.Decode(e)
		if err != nil {
			return nil, fmt.Errorf("couldn't decode %s: %w", stream, err)
		}
		events = append(events, r)
	}
	return events, nil
}
