package outreach

import (
	"slices"

	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/money"
)

// VacancyPhase is how far a vacancy is; "" is none.
type VacancyPhase string

// The phases of a vacancy.
const (
	VacancyIsOpen      VacancyPhase = "open"
	VacancyIsFilled    VacancyPhase = "filled"
	VacancyIsExpired   VacancyPhase = "expired"
	VacancyIsWithdrawn VacancyPhase = "withdrawn"
)

// Vacancy is the state of a vacancy's stream.
type Vacancy struct {
	Phase    VacancyPhase
	Posted   VacancyPosted
	PostedOn civil.Date
	EndedOn  civil.Date        // filled, expired or withdrawn
	Placed   int               // persons, by which the policy closed it
	Ledger   correction.Ledger // the stream's facts, to be put right
}

// Exists says whether the vacancy was posted.
func (v Vacancy) Exists() bool { return v.Phase != "" }

// What is taken for a monthly wage and for a number of people: it catches slips
// of the pen.
const (
	leastWage    = 1_000_000   // VND a month
	greatestWage = 500_000_000 // VND a month
	mostSought   = 10_000      // persons
)

func plausible(m money.Money) bool {
	return m.Currency == "VND" && m.Amount >= leastWage && m.Amount <= greatestWage
}

// VacancyDecider has the rules of a vacancy.
var VacancyDecider = vacancyRules.Decider()

func evolveVacancy(v Vacancy, e es.Recorded) Vacancy {
	event, ok := e.Payload.(VacancyEvent)
	if !ok {
		return v
	}
	on := e.On()
	switch p := event.(type) {
	case VacancyPosted:
		v = Vacancy{Phase: VacancyIsOpen, Posted: p, PostedOn: on}
	case VacancyWithdrawn:
		v.Phase, v.EndedOn = VacancyIsWithdrawn, on
	case VacancyFilled:
		v.Phase, v.EndedOn, v.Placed = VacancyIsFilled, on, p.Placed
	case VacancyExpired:
		v.Phase, v.EndedOn, v.Placed = VacancyIsExpired, on, p.Placed
	case correction.Effect: // the ledger has what they put right
	}
	return v
}

func decideVacancy(v Vacancy, command VacancyCommand, asked es.Asked) ([]any, error) {
	if c, ok := command.(PostVacancy); ok {
		return postVacancy(v, c, asked)
	}
	if !v.Exists() {
		return nil, ErrVacancyUnknown
	}
	switch c := command.(type) {
	case PostVacancy: // above
	case WithdrawVacancy:
		if v.Phase != VacancyIsOpen {
			return nil, v.closed()
		}
		if err := v.open(asked.On); err != nil {
			return nil, err
		}
		return []any{VacancyWithdrawn{}}, nil
	case FillVacancy:
		if v.Phase == VacancyIsOpen && len(c.Started) >= v.Posted.Quantity {
			return []any{VacancyFilled{len(c.Started)}}, nil
		}
	case ExpireVacancy:
		if v.Phase == VacancyIsOpen && !c.Passed.Before(v.Posted.ClosesOn) {
			return []any{VacancyExpired{c.Placed}}, nil
		}
	case correction.Command[Vacancy]: // correct_market.go has them
	}
	return nil, nil
}

func postVacancy(v Vacancy, c PostVacancy, asked es.Asked) ([]any, error) {
	if v.Exists() {
		return nil, ErrVacancyExists
	}
	var f es.Fields
	f.Need("employer", c.EmployerID != "")
	f.Need("quantity", c.Quantity != 0)
	f.Invalid("quantity", c.Quantity < 0 || c.Quantity > mostSought, "phải từ 1 đến 10.000 người", "it lies between 1 and 10,000")
	f.Need("occupation", c.Occupation != "")
	f.Need("wageFrom", !c.WageFrom.IsZero())
	f.Need("wageTo", !c.WageTo.IsZero())
	f.Invalid("wageFrom", !c.WageFrom.IsZero() && !plausible(c.WageFrom), "phải từ 1 đến 500 triệu đồng", "it lies between 1 and 500 million VND")
	f.Invalid("wageTo", !c.WageTo.IsZero() && !plausible(c.WageTo), "phải từ 1 đến 500 triệu đồng", "it lies between 1 and 500 million VND")
	f.Invalid("wageTo", plausible(c.WageFrom) && plausible(c.WageTo) && c.WageTo.Amount < c.WageFrom.Amount, "không được thấp hơn wageFrom", "it isn't below wageFrom")
	f.Need("closesOn", !c.ClosesOn.IsZero())
	f.Invalid("closesOn", !c.ClosesOn.IsZero() && c.ClosesOn.Before(asked.On), "không được trước ngày đăng", "it doesn't come before the posting")
	if err := f.Refuse(); err != nil {
		return nil, err
	}
	return []any{VacancyPosted{c.EmployerID, c.Quantity, c.Occupation, c.WageFrom, c.WageTo, c.ClosesOn, c.Ward}}, nil
}

// open refuses what comes before the posting, or once the vacancy is closed;
// what happened while it was open may be entered later.
func (v Vacancy) open(on civil.Date) error {
	if err := inOrder(on, v.PostedOn); err != nil {
		return err
	}
	if !v.EndedOn.IsZero() && on.After(v.EndedOn) || on.After(v.Posted.ClosesOn) {
		return v.closed()
	}
	return nil
}

// closed says how the vacancy closed.
func (v Vacancy) closed() error {
	switch v.Phase {
	case VacancyIsFilled:
		return ErrVacancyFull.With("quantity", v.Posted.Quantity, "on", v.EndedOn)
	case VacancyIsWithdrawn:
		return ErrVacancyClosed.With("vi", "đã rút ngày "+v.EndedOn.Vietnamese(), "en", "it was withdrawn on "+v.EndedOn.String())
	case VacancyIsOpen, VacancyIsExpired:
	}
	return ErrVacancyClosed.With("vi", "hạn cuối là ngày "+v.Posted.ClosesOn.Vietnamese(), "en", "its last day was "+v.Posted.ClosesOn.String())
}

// FilledOn is the day on which the vacancy had been filled, given the first days
// of the placements that name it: that of the last who was needed, and no
// earlier than the posting. Zero: too few.
func (v Vacancy) FilledOn(started []civil.Date) civil.Date {
	if v.Posted.Quantity < 1 || len(started) < v.Posted.Quantity {
		return civil.Date{}
	}
	day := slices.SortedFunc(slices.Values(started), civil.Date.Compare)[v.Posted.Quantity-1]
	if day.Before(v.PostedOn) {
		return v.PostedOn
	}
	return day
}

// OpenOn is how many positions of the vacancy are open on a day, given the first
// days of the placements that name it. On its last day it is open still, on the
// day of its being filled or withdrawn no more.
func (v Vacancy) OpenOn(day civil.Date, started []civil.Date) int {
	gone := (v.Phase == VacancyIsFilled || v.Phase == VacancyIsWithdrawn) && !day.Before(v.EndedOn)
	if !v.Exists() || gone || !day.Within(v.PostedOn, v.Posted.ClosesOn) {
		return 0
	}
	n := v.Posted.Quantity
	for _, s := range started {
		if !s.After(day) {
			n--
		}
	}
	return max(n, 0)
}
