package labour

import (
	"cmp"
	"slices"

	"vaoso/domain/civil"
	"vaoso/domain/es"
)

// Worker is what decisions need to know of a worker. The zero value is one who
// isn't in the book. A Worker is a value: evolving never changes an earlier one.
type Worker struct {
	ID         string // the stream's name
	Registered bool

	CitizenID, FullName, Phone string     // personal
	BirthDate                  civil.Date // personal; none once the person's key is gone
	BirthYear                  int
	Sex                        Sex
	Education                  Education
	Occupation                 string
	JobSeekingSince            civil.Date
	RegisteredOn               civil.Date
	Synthetic                  bool

	Homes       []Home      // by day; one of them is from the registration
	Placements  []Placement // in the order they were entered
	Contracts   []Contract  // abroad; one an id
	Inactive    bool        // seeks no job
	InactiveFor SeekingEnd  // why; "" where it wasn't said
	StatusSince civil.Date  // of seeking or inactive

	SeekingSince civil.Date // the latest day from which a job was sought
	AnnulledOn   civil.Date // of one who was entered wrongly and isn't in the book any more
	FormerID     string     // the annulled stream in whose place this one came

	past []fact // what was entered, as it stands now
}

// Home is the ward that a worker lives in from a day on.
type Home struct {
	From civil.Date `json:"from"`
	Ward string     `json:"ward"`
}

// WardOn is the ward that the worker lives in on the day; before the first
// known day it is the first known ward.
func (w Worker) WardOn(day civil.Date) string {
	ward := ""
	for i, h := range w.Homes {
		if i == 0 || !h.From.After(day) {
			ward = h.Ward
		}
	}
	return ward
}

// Under says whether the worker is younger than the age on the day. Where the
// birth date is gone, it goes by the birth year.
func (w Worker) Under(age int, day civil.Date) bool {
	if w.BirthDate.IsZero() {
		return day.Year()-w.BirthYear < age
	}
	return w.BirthDate.YearsOn(day) < age
}

// DiedBefore says whether the worker had died before the day.
func (w Worker) DiedBefore(day civil.Date) bool {
	return w.Inactive && w.InactiveFor == Deceased && w.StatusSince.Before(day)
}

// evolveWorker: an effect is folded anew, from what now stands.
func evolveWorker(w Worker, r es.Recorded) Worker {
	event, ok := r.Payload.(Event)
	if !ok {
		return w
	}
	w = w.with(fact{id: r.ID, on: r.On(), event: event})
	w.ID = r.Stream
	return w
}

// plain is the state after a fact that corrects nothing.
func (w Worker) plain(f fact) Worker {
	on := f.on
	switch p := f.event.(type) {
	case WorkerRegistered:
		w = registered(p)
	case WorkerMoved:
		w.Homes = moved(w.Homes, Home{on, p.Ward})
	case JobSeekingEnded:
		w.Inactive, w.InactiveFor, w.StatusSince = true, p.Reason, on
	case JobSeekingResumed:
		w.Inactive, w.InactiveFor, w.StatusSince = false, "", on
		w = w.soughtFrom(on)
	case WorkerPlaced:
		job := placed(p, on)
		job.Annulled = f.void
		w.Placements = append(slices.Clip(w.Placements), job)
		if !f.void {
			w = w.seeks(true, on)
		}
	case PlacementEnded:
		w = w.withPlacement(p.PlacementID, func(job *Placement) { job.EndedOn, job.EndReason = on, p.Reason })
		if f.void {
			break
		}
		if w = w.seeks(p.Seeking, on); p.Seeking {
			w = w.soughtFrom(on.AddDays(1))
		}
	case PlacementExtended:
		w = w.withPlacement(p.PlacementID, func(job *Placement) { job.Months, job.PlannedEnd = job.Months+p.Months, p.PlannedEnd })
	case RetentionChecked:
		w = w.withPlacement(p.PlacementID, func(job *Placement) { job.Checks = job.Checks.with(p.Mark, Check{p.Outcome, on, true}) })
	case RetentionCheckFellDue:
		w = w.withPlacement(p.PlacementID, func(job *Placement) {
			c := job.Checks.at(p.Mark)
			c.Noted = true
			job.Checks = job.Checks.with(p.Mark, c)
		})
	case EngagementReserved:
		w = w.withContract(p.ContractID, func(c *Contract) {
			*c = Contract{ID: p.ContractID, From: p.From, ExpiresOn: p.ExpiresOn, State: Held}
		})
	case EngagementConfirmed:
		w = w.withContract(p.ContractID, func(c *Contract) { c.State, c.Departed = Confirmed, true })
	case EngagementReleased:
		w = w.withContract(p.ContractID, func(c *Contract) {
			c.State, c.Reason, c.Until = Released, p.Reason, p.Until
		})
		if c, _ := w.Contract(p.ContractID); c.stayed() {
			w = w.soughtFrom(p.Until.AddDays(1))
		}
	case WorkerLinked:
		w.FormerID = p.FormerID
	case patcher, WorkerAnnulled: // effects: see history.go
	case EmployerEvent: // an employer's
	}
	return w
}

func registered(p WorkerRegistered) Worker {
	return Worker{
		Registered: true,
		CitizenID:  p.CitizenID, FullName: p.FullName, Phone: p.Phone, BirthDate: p.BirthDate, BirthYear: p.BirthYear,
		Sex: p.Sex, Education: p.Education, Occupation: p.Occupation,
		JobSeekingSince: p.JobSeekingSince, RegisteredOn: p.RegisteredOn, Synthetic: p.Synthetic,
		Homes:       []Home{{p.RegisteredOn, p.Ward}},
		StatusSince: p.RegisteredOn, SeekingSince: cmp.Or(p.JobSeekingSince, p.RegisteredOn),
	}
}

// moved puts a home in its place among the homes: by day, the one entered
// later behind those of the same day, so that it holds.
func moved(homes []Home, h Home) []Home {
	i := len(homes)
	for i > 0 && homes[i-1].From.After(h.From) {
		i--
	}
	return slices.Insert(slices.Clone(homes), i, h)
}

func placed(p WorkerPlaced, on civil.Date) Placement {
	job := Placement{ID: p.PlacementID, Facts: p, StartedOn: on, Months: p.Months}
	if p.Months > 0 {
		job.PlannedEnd = on.LastDayOf(p.Months)
	}
	return job
}

// seeks sets whether the worker seeks a job from the day on, unless something
// is known of a later day: facts are entered late.
func (w Worker) seeks(seeking bool, day civil.Date) Worker {
	if day.Before(w.StatusSince) || w.Inactive && w.InactiveFor == Deceased || seeking != w.Inactive {
		return w
	}
	w.Inactive, w.InactiveFor, w.StatusSince = !seeking, "", day
	return w
}

func (w Worker) soughtFrom(day civil.Date) Worker {
	if day.After(w.SeekingSince) {
		w.SeekingSince = day
	}
	return w
}

func (w Worker) withPlacement(id es.UUID, change func(*Placement)) Worker {
	if i := w.placementAt(id); i >= 0 {
		w.Placements = slices.Clone(w.Placements)
		change(&w.Placements[i])
	}
	return w
}

func (w Worker) withContract(id string, change func(*Contract)) Worker {
	w.Contracts = slices.Clone(w.Contracts)
	i := w.contractAt(id)
	if i < 0 {
		i = len(w.Contracts)
		w.Contracts = append(w.Contracts, Contract{ID: id})
	}
	change(&w.Contracts[i])
	return w
}
