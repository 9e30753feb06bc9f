package labour

import (
	"vaoso/domain/civil"
	"vaoso/domain/es"
)

// Employer is what decisions need to know of an employer. The zero value is
// one that isn't in the book.
type Employer struct {
	ID         string // the stream's name
	Registered bool
	TaxCode    string
	Name       string
	Sector     string // VSIC section, A to U
	Province   string
	Ward       string
	Size       Size
	ClosedOn   civil.Date // the first day on which it employs nobody; none: open

	entered es.UUID // the registration's event
	closed  es.UUID // the closing's event
}

// ClosedBy says whether the employer is closed on the day.
func (e Employer) ClosedBy(day civil.Date) bool {
	return !e.ClosedOn.IsZero() && !day.Before(e.ClosedOn)
}

func evolveEmployer(e Employer, r es.Recorded) Employer {
	event, ok := r.Payload.(EmployerEvent)
	if !ok {
		return e
	}
	switch p := event.(type) {
	case EmployerRegistered:
		return Employer{
			ID: r.Stream, Registered: true, TaxCode: p.TaxCode, Name: p.Name, Sector: p.Sector, Province: p.Province, Ward: p.Ward, Size: p.Size,
			entered: r.ID,
		}
	case EmployerClosed:
		e.ClosedOn, e.closed = r.On(), r.ID
	case EmployerReopened:
		e.ClosedOn, e.closed = civil.Date{}, es.UUID{}
	case EmployerCorrected:
		e.Name, e.Sector, e.Province, e.Ward, e.Size = p.Name, p.Sector, p.Province, p.Ward, p.Size
	}
	return e
}
