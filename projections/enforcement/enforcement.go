package enforcement

import (
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/overseas"
	"vaoso/domain/plan"
	"vaoso/domain/supervision"
	"vaoso/projections/engine"
)

// Name is the projection's.
const Name = "enforcement"

// FindingKey is a finding: its id is unique within its inspection.
type FindingKey struct {
	Inspection string `db:"inspection" about:"inspection's stream, inspection- and its number"`
	Finding    string `db:"finding_id" about:"finding (sai phạm), unique within its inspection"`
}

// FindingRow is how far a finding's deadline has come.
type FindingRow struct {
	FindingKey
	DueOn      civil.Date `db:"due_on" about:"last day for the remedy (hạn khắc phục); of the latest RemedyRequired or RemedyExtended; NULL: none required"`
	RemediedOn civil.Date `db:"remedied_on" about:"day on which it was put right (ngày khắc phục); of RemedyRecorded; NULL: not yet"`
	MarkedOn   civil.Date `db:"marked_due_on" about:"deadline that RemedyFellOverdue was written about last; NULL: none"`
}

// SuspensionKey is a suspension that was imposed.
type SuspensionKey struct {
	Sanction es.UUID `db:"imposed_event" about:"id of SanctionImposed in the log"`
}

// SuspensionRow is what the licence has to say of it.
type SuspensionRow struct {
	SuspensionKey
	Inspection string     `db:"inspection" about:"inspection's stream, inspection- and its number"`
	Agency     string     `db:"agency" about:"agency's stream; of SanctionImposed"`
	DecisionNo string     `db:"decision_no" about:"number of the decision (số quyết định); of SanctionImposed"`
	FromDay    civil.Date `db:"from_day" about:"first day of the suspension; of SanctionImposed; NULL: never"`
}

// DecisionKey is a decision that an agency's licence was suspended by.
type DecisionKey struct {
	Agency     string `db:"agency" about:"agency's stream"`
	DecisionNo string `db:"decision_no" about:"number of the decision (số quyết định); of LicenceSuspended"`
}

// DecisionRow is a decision that is on the licence.
type DecisionRow struct {
	DecisionKey
	Stands bool `db:"stands" about:"whether a suspension by it stands; false: it was taken back on the licence, and is not entered again unless a sanction says so after that"`
}

// LicenceKey is an agency's stream.
type LicenceKey struct {
	Agency string `db:"agency" about:"agency's stream"`
}

// LicenceRow is since when a licence can't be suspended any more.
type LicenceRow struct {
	LicenceKey
	RevokedFrom civil.Date `db:"revoked_from" about:"first day on which the licence is revoked (thu hồi); of LicenceRevoked; NULL: it isn't"`
}

// ClockKey is the one clock, 0.
type ClockKey struct {
	ID int `db:"id" about:"always 0: there is one clock"`
}

// Clock is the last day that is over.
type Clock struct {
	ClockKey
	Day civil.Date `db:"day" about:"last day that is over; of DayPassed; NULL: none has been told of"`
}

// The tables.
var (
	Findings    = engine.NewTable[FindingKey, FindingRow]("enforcement", engine.About("internal: a finding as far as its remedy's deadline goes"), engine.Index("due_on"))
	Suspensions = engine.NewTable[SuspensionKey, SuspensionRow]("enforcement_suspensions", engine.About("internal: a suspension that was imposed as a sanction"))
	Decisions   = engine.NewTable[DecisionKey, DecisionRow]("enforcement_decisions", engine.About("internal: a decision by which an agency's licence was suspended"), engine.Index("agency"))
	Licences    = engine.NewTable[LicenceKey, LicenceRow]("enforcement_licences", engine.About("internal: an agency whose licence was revoked"))
	Clocks      = engine.NewTable[ClockKey, Clock]("enforcement_clock", engine.About("internal: the last day that is over"))
)

// Projection folds inspections, the acts on licences, and the days that passed.
var Projection = engine.Projection{
	Name: Name, Version: 4,
	Tables: []engine.Described{Findings, Suspensions, Decisions, Licences, Clocks},
	Reads: []string{
		"RemedyRequired", "RemedyExtended", "RemedyRecorded", "RemedyFellOverdue", "SanctionImposed",
		"LicenceSuspended", "LicenceRevoked", "LicenceActCorrected", "DayPassed", "RemedyCorrected", "RemedyAnnulled", "FindingAnnulled", "SanctionCorrected", "SanctionAnnulled",
	},
	Apply: apply,
}

func apply(f *engine.Fold, e es.Recorded) error {
	switch p := e.Payload.(type) {
	case supervision.Event:
		applyInspection(f, e, p)
	case overseas.LicenceSuspended:
		Decisions.Put(f, DecisionRow{DecisionKey{e.Stream, p.DecisionNo}, true})
	case overseas.LicenceActCorrected:
		return restand(f, e, p)
	case overseas.LicenceRevoked:
		Licences.Get(f, LicenceKey{e.Stream}).RevokedFrom = p.From
	case plan.DayPassed:
		Clocks.Get(f, ClockKey{}).Day = p.Day
	}
	return nil
}

func applyInspection(f *engine.Fold, e es.Recorded, event supervision.Event) {
	finding := func(id string) *FindingRow { return Findings.Get(f, FindingKey{e.Stream, id}) }
	switch p := event.(type) {
	case supervision.RemedyRequired:
		finding(p.FindingID).DueOn = p.DueOn
	case supervision.RemedyExtended:
		finding(p.FindingID).DueOn = p.DueOn
	case supervision.RemedyRecorded:
		finding(p.FindingID).RemediedOn = e.On()
	case supervision.RemedyFellOverdue:
		if r := finding(p.FindingID); r.DueOn == e.On().AddDays(-1) { // else it was said of a deadline typed wrongly
			r.MarkedOn = r.DueOn
		}
	case supervision.SanctionImposed:
		impose(f, e.ID, e.Stream, p)
	case supervision.SanctionAnnulled:
		Suspensions.Delete(f, SuspensionKey{p.EventID})
	case supervision.SanctionCorrected:
		Suspensions.Delete(f, SuspensionKey{p.EventID})
		for _, s := range p.Sanctions {
			if s.Event == p.EventID {
				impose(f, s.Event, e.Stream, s.Sanction)
			}
		}
	case supervision.RemedyCorrected:
		putRight(f, e.Stream, p.RemedyNow)
	case supervision.RemedyAnnulled:
		putRight(f, e.Stream, p.RemedyNow)
	case supervision.FindingAnnulled:
		Findings.Delete(f, FindingKey{e.Stream, p.FindingID})
	case supervision.FindingCorrected, supervision.InspectionAnnulled, supervision.EscalationAnnulled, supervision.InspectionReopened: // nothing falls due by them
	case supervision.InspectionOpened, supervision.ChecklistRecorded, supervision.FindingRecorded, supervision.FindingEscalated, supervision.InspectionClosed: // nothing falls due by them
	}
}

// impose keeps a suspension as it is now said. A decision that had been taken back on
// the licence by then is to be carried there again.
func impose(f *engine.Fold, event es.UUID, inspection string, p supervision.SanctionImposed) {
	if p.Kind != supervision.Suspension {
		return
	}
	Suspensions.Put(f, SuspensionRow{SuspensionKey{event}, inspection, p.AgencyID, p.DecisionNo, p.From})
	if key := (DecisionKey{p.AgencyID, p.DecisionNo}); !Decisions.Get(f, key).Stands {
		Decisions.Delete(f, key)
	}
}

// putRight is how the finding's deadline stands once it was put right.
func putRight(f *engine.Fold, inspection string, now supervision.RemedyNow) {
	if now.DueOn.IsZero() { // none is required
		Findings.Delete(f, FindingKey{inspection, now.FindingID})
		return
	}
	r := Findings.Get(f, FindingKey{inspection, now.FindingID})
	r.DueOn, r.RemediedOn, r.MarkedOn = now.DueOn, now.RemediedOn, civil.Date{}
	if !now.FellOverdueOn.IsZero() {
		r.MarkedOn = now.FellOverdueOn.AddDays(-1)
	}
}
