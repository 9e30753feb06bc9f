package overseas

import (
	"slices"

	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
)

// Agency is the state of an agency's stream. It answers by day, as now known: a
// suspension entered late holds for the days behind it too.
type Agency struct {
	ID          string // the stream; "" where there is no agency
	Name        string
	Type        AgencyType
	Licences    []Licence
	Suspensions []Suspension
	RevokedFrom civil.Date // zero: not revoked
	Markets     []Market
	Supply      []SupplyContract // by the order of entry

	Ledger correction.Ledger `json:"-"` // what was put right
}

// Licence is a licence period, both days inclusive; a zero ExpiresOn is open.
type Licence struct {
	No                    string
	LicensedOn, ExpiresOn civil.Date
}

// Suspension is a suspension, both days inclusive; a zero Until is open.
type Suspension struct {
	From, Until civil.Date
	DecisionNo  string
}

// Market is a market held from a day, until the day before RemovedOn; a zero
// RemovedOn is still held.
type Market struct {
	Code            string
	From, RemovedOn civil.Date
}

// SupplyContract is a registered contract with a partner abroad.
type SupplyContract struct {
	Terms SupplyContractRegistered
	On    civil.Date // of the registration
}

// Standing is how a licence stands on a day.
type Standing string

// The standings, from the gravest.
const (
	StandingRevoked   Standing = "revoked"
	StandingSuspended Standing = "suspended"
	StandingLapsed    Standing = "lapsed" // or not yet granted
	StandingValid     Standing = "valid"
)

// Exists says whether there is such an agency.
func (a Agency) Exists() bool { return a.ID != "" }

// StandingOn is the gravest thing that is wrong with the licence on the day.
func (a Agency) StandingOn(day civil.Date) Standing {
	_, suspended := a.SuspensionOn(day)
	switch {
	case a.RevokedOn(day):
		return StandingRevoked
	case suspended:
		return StandingSuspended
	case a.LapsedOn(day):
		return StandingLapsed
	}
	return StandingValid
}

// RevokedOn says whether the licence is revoked on the day.
func (a Agency) RevokedOn(day civil.Date) bool {
	return !a.RevokedFrom.IsZero() && !a.RevokedFrom.After(day)
}

// SuspensionOn is the suspension that the day lies in; ok is false where it
// lies in none.
func (a Agency) SuspensionOn(day civil.Date) (s Suspension, ok bool) {
	for _, s := range a.Suspensions {
		if day.Within(s.From, s.Until) {
			return s, true
		}
	}
	return Suspension{}, false
}

// LapsedOn says whether no licence period covers the day.
func (a Agency) LapsedOn(day civil.Date) bool {
	return !slices.ContainsFunc(a.Licences, func(l Licence) bool { return day.Within(l.LicensedOn, l.ExpiresOn) })
}

// LicenceOn is the licence period that matters on the day: the last one granted
// by then, or, before all of them, the first. Zero where there is no agency.
func (a Agency) LicenceOn(day civil.Date) Licence {
	var found Licence
	for i, l := range a.Licences {
		if i == 0 || !l.LicensedOn.After(day) {
			found = l
		}
	}
	return found
}

// HoldsOn says whether the agency holds the market on the day.
func (a Agency) HoldsOn(market string, day civil.Date) bool {
	return slices.ContainsFunc(a.Markets, func(m Market) bool {
		return m.Code == market && !day.Before(m.From) && (m.RemovedOn.IsZero() || day.Before(m.RemovedOn))
	})
}

func evolveAgency(a Agency, r es.Recorded) Agency {
	e, ok := r.Payload.(AgencyEvent)
	if !ok {
		return a
	}
	switch e := e.(type) {
	case AgencyRegistered:
		a.ID, a.Name, a.Type = AgencyID(e.LicenceNo), e.Name, e.Type
		a = a.licensed(Licence{e.LicenceNo, e.LicensedOn, e.ExpiresOn})
		for _, m := range e.Markets {
			a = a.gained(Market{Code: m, From: e.LicensedOn})
		}
	case LicenceRenewed:
		a = a.licensed(Licence{e.LicenceNo, e.LicensedOn, e.ExpiresOn})
	case MarketAdded:
		a = a.gained(Market{Code: e.Market, From: r.On()})
	case MarketRemoved:
		a.Markets = slices.Clone(a.Markets)
		for i, m := range a.Markets {
			if m.Code == e.Market && m.RemovedOn.IsZero() {
				a.Markets[i].RemovedOn = r.On()
			}
		}
	case SupplyContractRegistered:
		a.Supply = append(slices.Clone(a.Supply), SupplyContract{e, r.On()})
	case AgencyInvited: // a fact that no decision looks at
	case LicenceSuspended:
		a.Suspensions = append(slices.Clone(a.Suspensions), Suspension{e.From, e.Until, e.DecisionNo})
	case LicenceReinstated:
		a = a.reinstated(e.From)
	case LicenceRevoked:
		a.RevokedFrom = e.From
	case LicenceActCorrected, AgencyAnnulled, RepresentativeCorrected: // folded anew by evolveAgencyRight
	}
	return a
}

// licensed adds a period, in the order of the days on which they were granted.
func (a Agency) licensed(l Licence) Agency {
	a.Licences = append(slices.Clone(a.Licences), l)
	slices.SortStableFunc(a.Licences, func(x, y Licence) int { return x.LicensedOn.Compare(y.LicensedOn) })
	return a
}

func (a Agency) gained(m Market) Agency {
	a.Markets = append(slices.Clone(a.Markets), m)
	return a
}

// reinstated ends the suspensions that cover the day on the day before; one
// that began on the day itself never held.
func (a Agency) reinstated(from civil.Date) Agency {
	var kept []Suspension
	for _, s := range a.Suspensions {
		switch {
		case !from.Within(s.From, s.Until):
			kept = append(kept, s)
		case s.From.Before(from):
			s.Until = from.AddDays(-1)
			kept = append(kept, s)
		}
	}
	a.Suspensions = kept
	return a
}
