package correctiontest_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"vaoso/domain/catalog"
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/money"
	"vaoso/domain/outreach"
	"vaoso/domain/overseas"
	"vaoso/domain/plan"
	"vaoso/domain/scenario"
	"vaoso/domain/support"
	"vaoso/projections/capacity"
	"vaoso/projections/contracts"
	"vaoso/projections/correctiontest"
	"vaoso/projections/engine"
	"vaoso/projections/retention"
	"vaoso/projections/supervision"
	"vaoso/projections/supplydemand"
	supportview "vaoso/projections/support"
	"vaoso/projections/targetprogress"
	"vaoso/projections/training"
	"vaoso/projections/unemployment"
	"vaoso/projections/workers"
)

var (
	day       = scenario.Day
	today     = day("2022-12-31")
	wards     = []string{"08710", "08713", "08728", "08731", "08707", "26011"}
	person    = "worker-9c1f04a2be77d013"
	employers = []string{"employer-1a2b3c4d5e6f7081", "employer-2b3c4d5e6f708192"}
	views     = []engine.Projection{
		workers.Projection, unemployment.Projection, supplydemand.Projection, retention.Projection,
		training.Projection, capacity.Projection, targetprogress.Projection, supportview.Projection, contracts.Projection, supervision.Projection,
	}
)

// restated are tables of what has moved since it was reported: nothing, where
// the right fact was entered in the first place.
var restated = []string{"targetprogress_months", "targetprogress_causes", "targetprogress_restatements"}

// counted are the tables that a plan's report is made from, but for what was
// stated and when.
var counted = []string{
	"targetprogress_plans", "targetprogress_shares", "targetprogress_cells", "targetprogress_days", "targetprogress_exclusions",
}

// annulled are tables that still name what was annulled: the figures are others.
var annulled = []string{
	"workers_engagements", "unemployment_engagements", "supplydemand_hires", "supplydemand_seekers", "retention_marks", "training_jobs", "capacity_results",
	"targetprogress_workers", "targetprogress_exclusions", "targetprogress_employed",
}

// history is one of the two being made, with what decisions know.
type history struct {
	*correctiontest.Log
	worker    labour.Worker
	employers map[string]labour.Employer
	place     es.UUID // the id that the fact to be corrected has, where it is a job
}

// step is something that happens in both histories.
type step struct {
	on  civil.Date
	run func(t *rapid.T, h *history, on civil.Date) error
}

func (h *history) ask(t *rapid.T, cmd labour.WorkerCommand, on civil.Date) error {
	if c, ok := cmd.(labour.PlaceWorker); ok {
		c.Employer = h.employers[c.EmployerID]
		cmd = c
	}
	payloads, err := labour.WorkerDecider.Decide(h.worker, cmd, es.Asked{On: on, Today: today})
	if err != nil {
		if _, refused := es.AsRefused(err); !refused {
			t.Fatalf("%T: %v", cmd, err)
		}
		return err
	}
	for _, p := range payloads {
		if placed, ok := p.(labour.WorkerPlaced); ok && !h.place.IsZero() {
			placed.PlacementID, h.place = h.place, es.UUID{}
			p = placed
		}
		for _, r := range h.Append(t, person, on, p) {
			h.worker = labour.WorkerDecider.Evolve(h.worker, r)
		}
	}
	return nil
}

func (h *history) askEmployer(t *rapid.T, id string, cmd labour.EmployerCommand, on civil.Date) error {
	payloads, err := labour.EmployerDecider.Decide(h.employers[id], cmd, es.Asked{On: on, Today: today})
	if err != nil {
		return err
	}
	for _, r := range h.Append(t, id, on, payloads...) {
		h.employers[id] = labour.EmployerDecider.Evolve(h.employers[id], r)
	}
	return nil
}

func asks(cmd labour.WorkerCommand) func(*rapid.T, *history, civil.Date) error {
	return func(t *rapid.T, h *history, on civil.Date) error { return h.ask(t, cmd, on) }
}

// departs is what book.dispatch writes into both streams; the contract's copies
// the worker.
func departs(contract string) func(*rapid.T, *history, civil.Date) error {
	return func(t *rapid.T, h *history, on civil.Date) error {
		w := h.worker
		if c, known := w.Contract(contract); known && c.State != "" {
			return labour.ErrAlreadyEngaged
		}
		if err := h.ask(t, labour.ReserveEngagement{ContractID: contract, From: on, ExpiresOn: on.AddDays(7)}, on); err != nil {
			return err
		}
		party := overseas.Party{WorkerID: person, Market: "JP"}
		h.Append(t, contract, on.AddDays(-30), overseas.ContractSigned{ContractNo: contract, Party: party, Kind: overseas.KindIndividual, Occupation: "hàn", Months: 12, Rules: "law-2006"})
		h.Append(t, contract, on, overseas.WorkerDispatched{Departure: overseas.Departure{
			Party: party, Occupation: "hàn", Months: 12, DueBackOn: on.LastDayOf(12),
			Ward: w.WardOn(on), Sex: string(w.Sex), BirthYear: w.BirthYear, ReportedOn: on,
		}})
		return h.ask(t, labour.ConfirmEngagement{ContractID: contract}, on)
	}
}

func returns(contract string) func(*rapid.T, *history, civil.Date) error {
	return asks(labour.ReleaseEngagement{ContractID: contract, Reason: labour.Returned})
}

// loanJob is what book.recordJob writes; it copies the worker, the employer who
// borrowed, and the day that the placement started.
func loanJob(named int, borrower string) func(*rapid.T, *history, civil.Date) error {
	return func(t *rapid.T, h *history, on civil.Date) error {
		w, e := h.worker, h.employers[borrower]
		job := support.JobRecorded{
			LoanNo: "1", WorkerID: person, Created: true, Borrower: borrower, ReportedOn: on, Ward: w.WardOn(on), Sex: string(w.Sex), BirthYear: w.BirthYear,
			Sector: e.Sector, EmployerWard: e.Ward,
		}
		if named < len(w.Placements) {
			job.PlacementID, job.PlacementStartedOn = w.Placements[named].ID, w.Placements[named].StartedOn
		}
		h.Append(t, "loan-1", on, job)
		return nil
	}
}

// helps is support of the worker, and a notice; it copies the ward.
func helps(t *rapid.T, h *history, on civil.Date) error {
	ward := h.worker.WardOn(on)
	h.Append(t, "support-1", on, support.SupportGranted{SupportNo: "1", WorkerID: person, Scheme: "x", Amount: money.VND(1), Ward: ward})
	h.Append(t, "unemployment-1", on, support.UnemploymentNoticed{WorkerID: person, Ward: ward}, support.AllowanceGranted{WorkerID: person, Months: 1, Monthly: money.VND(1), Ward: ward})
	return nil
}

// nth is a command about the n-th placement that was entered.
func nth(n int, cmd func(es.UUID) labour.WorkerCommand) func(*rapid.T, *history, civil.Date) error {
	return func(t *rapid.T, h *history, on civil.Date) error {
		if n >= len(h.worker.Placements) {
			return labour.ErrPlacementUnknown
		}
		return h.ask(t, cmd(h.worker.Placements[n].ID), on)
	}
}

func aDay(t *rapid.T, name string) civil.Date {
	return day("2021-01-11").AddDays(rapid.IntRange(0, 600).Draw(t, name))
}

func aWard(t *rapid.T, name string) string { return rapid.SampledFrom(wards).Draw(t, name) }

func aRegistration(t *rapid.T, name string) (labour.RegisterWorker, civil.Date) {
	on := day("2021-01-01").AddDays(rapid.IntRange(0, 40).Draw(t, name+" registered"))
	c := labour.RegisterWorker{
		CitizenID: "000094000123", FullName: rapid.SampledFrom([]string{"Nguyễn Văn Á", "Nguyễn Văn Ánh"}).Draw(t, name+" name"),
		BirthDate: day("1980-02-03").AddDays(rapid.IntRange(0, 9000).Draw(t, name+" born")), Sex: rapid.SampledFrom([]labour.Sex{labour.Male, labour.Female}).Draw(t, name+" sex"),
		Ward: aWard(t, name+" ward"), Phone: rapid.SampledFrom([]string{"", "0000000123"}).Draw(t, name+" phone"), Synthetic: true,
		Education:  rapid.SampledFrom([]labour.Education{"", labour.Elementary, labour.College}).Draw(t, name+" education"),
		Occupation: rapid.SampledFrom([]string{"", "may", "hàn"}).Draw(t, name+" occupation"),
	}
	if rapid.Bool().Draw(t, name+" sought") {
		c.JobSeekingSince = on.AddDays(-rapid.IntRange(0, 30).Draw(t, name+" since"))
	}
	return c, on
}

func correctRegistration(c labour.RegisterWorker, on civil.Date) labour.CorrectWorker {
	right := labour.CorrectWorker{
		FullName: c.FullName, BirthDate: c.BirthDate, Sex: c.Sex, Ward: c.Ward, Phone: c.Phone, Education: c.Education, Occupation: c.Occupation,
		JobSeekingSince: c.JobSeekingSince, RegisteredOn: on,
	}
	for field, empty := range map[string]bool{"phone": c.Phone == "", "education": c.Education == "", "occupation": c.Occupation == "", "jobSeekingSince": c.JobSeekingSince.IsZero()} {
		if empty {
			right.Clear = append(right.Clear, field)
		}
	}
	return right
}

func aJob(t *rapid.T, name string) labour.PlaceWorker {
	kind := rapid.SampledFrom([]labour.ContractKind{labour.Indefinite, labour.FixedTerm, labour.FixedTerm, labour.Seasonal, labour.SelfEmployed}).Draw(t, name+" kind")
	c := labour.PlaceWorker{
		Occupation: rapid.SampledFrom([]string{"may", "kho"}).Draw(t, name+" job"), ContractKind: kind, MonthlyWage: money.VND(6_500_000),
		Source: rapid.SampledFrom([]labour.Source{labour.Direct, labour.JobFair}).Draw(t, name+" source"), ReportedOn: today.AddDays(-rapid.SampledFrom([]int{0, 365}).Draw(t, name+" reported")),
	}
	if kind != labour.Indefinite {
		c.Months = rapid.IntRange(1, 12).Draw(t, name+" months")
	}
	if kind != labour.SelfEmployed {
		c.EmployerID = rapid.SampledFrom(employers).Draw(t, name+" employer")
	}
	return c
}

func anEmployer(t *rapid.T, name string) labour.RegisterEmployer {
	province, ward := "26", aWard(t, name+" ward")
	if rapid.IntRange(0, 3).Draw(t, name+" is elsewhere") == 0 {
		province, ward = rapid.SampledFrom([]string{"01", "25"}).Draw(t, name+" province"), ""
	}
	return labour.RegisterEmployer{
		TaxCode: "0000010008", Name: rapid.SampledFrom([]string{"Công ty Mẫu May 01", "Công ty Mẫu May 02"}).Draw(t, name+" name"),
		Sector: rapid.SampledFrom([]string{"C", "G", "F"}).Draw(t, name+" sector"), Province: province, Ward: ward, Size: labour.Large,
	}
}

// aStep is any step of a worker's life.
func aStep(t *rapid.T) step {
	on := aDay(t, "on")
	n := rapid.IntRange(0, 2).Draw(t, "n")
	contract := rapid.SampledFrom([]string{"contract-1", "contract-2"}).Draw(t, "contract")
	run := asks(nil)
	switch rapid.IntRange(0, 14).Draw(t, "step") {
	case 0, 1, 2:
		c := aJob(t, "another")
		c.VacancyID = rapid.SampledFrom([]string{"", "vacancy-1"}).Draw(t, "vacancy")
		c.CollaboratorID = rapid.SampledFrom([]string{"", "collaborator-1"}).Draw(t, "collaborator")
		run = asks(c)
	case 3, 4:
		run = asks(labour.EndPlacement{Reason: labour.Resigned, Seeking: rapid.Bool().Draw(t, "seeking")})
	case 5:
		run = nth(n, func(id es.UUID) labour.WorkerCommand { return labour.ExtendPlacement{PlacementID: id, Months: 3} })
	case 6:
		run = nth(n, func(id es.UUID) labour.WorkerCommand { return labour.AnnulPlacement{PlacementID: id} })
	case 7:
		run = nth(n, func(id es.UUID) labour.WorkerCommand {
			return labour.CheckRetention{PlacementID: id, Mark: 3, Outcome: labour.StillThere}
		})
	case 8: // not before the registration, nor into a ward of one: the limits of labour.WorkerCorrected.WardOf
		on = on.AddDays(35)
		run = asks(labour.MoveWorker{Ward: rapid.SampledFrom([]string{"08716", "08725", "25001"}).Draw(t, "to")})
	case 9:
		run = asks(labour.EndJobSeeking{Reason: rapid.SampledFrom([]labour.SeekingEnd{labour.Studying, labour.Retired, labour.Deceased}).Draw(t, "why")})
	case 10:
		run = asks(labour.ResumeJobSeeking{})
	case 11:
		run = departs(contract)
	case 12:
		run = returns(contract)
	case 14:
		run = helps
	case 13:
		run = loanJob(n, rapid.SampledFrom(append([]string{person}, employers...)).Draw(t, "borrower"))
	}
	return step{on, run}
}

// wrongWard is that of a move that never was.
const wrongWard = "26011"

// fact is what is entered, right or wrong, and the correction of the wrong one.
type fact struct {
	at           int      // of the steps
	leave        []string // tables that name what was annulled
	right, wrong step
	correct      func(*rapid.T, *history) error
	id           func(*history) es.UUID // of the wrong one, where it is a job
}

// What can be corrected.
const (
	aPerson = iota
	aFirm
	aPlacement
	noPlacement
	anEnd
	noMove
	noTurn
	noExtension
)

// anyFact is one of the facts that can be corrected, right and wrong; steps are
// what else happens, and the fact's place among them is free.
func anyFact(t *rapid.T, kind, steps int) fact {
	var id es.UUID
	switch kind {
	case aPerson:
		right, on := aRegistration(t, "right")
		wrong, wrongOn := aRegistration(t, "wrong")
		return fact{
			at: 2, right: step{on, asks(right)}, wrong: step{wrongOn, asks(wrong)},
			correct: func(t *rapid.T, h *history) error { return h.ask(t, correctRegistration(right, on), today) },
		}
	case aFirm:
		right, wrong := anEmployer(t, "right"), anEmployer(t, "wrong")
		enters := func(c labour.RegisterEmployer) step {
			return step{day("2021-01-02"), func(t *rapid.T, h *history, on civil.Date) error { return h.askEmployer(t, employers[0], c, on) }}
		}
		return fact{at: 0, right: enters(right), wrong: enters(wrong), correct: func(t *rapid.T, h *history) error {
			return h.askEmployer(t, employers[0], labour.CorrectEmployer{Name: right.Name, Sector: right.Sector, Province: right.Province, Ward: right.Ward}, today)
		}}
	case aPlacement:
		right, wrong := aJob(t, "right"), aJob(t, "wrong")
		on, wrongOn := aDay(t, "right start"), aDay(t, "wrong start")
		switch rapid.IntRange(0, 3).Draw(t, "how wrong") {
		case 0:
			wrongOn = on
		case 1: // the year was wrong
			wrongOn = on.AddMonths(-12)
		}
		placed := func(h *history) es.UUID { return h.worker.Placements[len(h.worker.Placements)-1].ID }
		return fact{
			at: rapid.IntRange(3, steps).Draw(t, "place"), right: step{on, asks(right)}, id: func(h *history) es.UUID { id = placed(h); return id },
			wrong: step{wrongOn, asks(wrong)},
			correct: func(t *rapid.T, h *history) error {
				return h.ask(t, labour.CorrectPlacement{
					PlacementID: id, EmployerID: right.EmployerID, Employer: h.employers[right.EmployerID], Occupation: right.Occupation, ContractKind: right.ContractKind,
					Months: right.Months, MonthlyWage: right.MonthlyWage, Source: right.Source, ReportedOn: right.ReportedOn, StartedOn: on,
				}, today)
			},
		}
	case noPlacement:
		wrong := aJob(t, "wrong")
		return fact{
			at: steps, wrong: step{aDay(t, "wrong start"), asks(wrong)}, leave: annulled,
			correct: func(t *rapid.T, h *history) error {
				return h.ask(t, labour.AnnulPlacement{PlacementID: h.worker.Placements[len(h.worker.Placements)-1].ID}, today)
			},
		}
	case noMove: // it is taken back where it is the one entered last
		return fact{
			at: rapid.IntRange(3, steps).Draw(t, "place"), wrong: step{aDay(t, "wrong move").AddDays(35), asks(labour.MoveWorker{Ward: wrongWard})},
			correct: func(t *rapid.T, h *history) error {
				made, err := labour.WorkerDecider.Decide(h.worker, labour.AnnulMove{}, es.Asked{On: today, Today: today})
				if err != nil || made[0].(labour.WorkerCorrected).FormerWard != wrongWard {
					return labour.ErrWorkerUnknown
				}
				return h.ask(t, labour.AnnulMove{}, today)
			},
		}
	case noTurn:
		turn := rapid.SampledFrom([]labour.WorkerCommand{labour.EndJobSeeking{Reason: labour.Studying}, labour.EndJobSeeking{Reason: labour.Deceased}, labour.ResumeJobSeeking{}}).Draw(t, "turn")
		return fact{
			at: steps, wrong: step{aDay(t, "wrong turn"), asks(turn)},
			correct: func(t *rapid.T, h *history) error { return h.ask(t, labour.AnnulJobSeeking{}, today) },
		}
	case noExtension:
		return fact{
			at: steps, wrong: step{aDay(t, "extended"), nth(0, func(of es.UUID) labour.WorkerCommand {
				id = of
				return labour.ExtendPlacement{PlacementID: of, Months: 3}
			})},
			correct: func(t *rapid.T, h *history) error { return h.ask(t, labour.AnnulExtension{PlacementID: id}, today) },
		}
	default:
		on, wrongOn := aDay(t, "right end"), aDay(t, "wrong end")
		seeking, none := rapid.Bool().Draw(t, "seeking"), rapid.Bool().Draw(t, "no end")
		n := rapid.IntRange(0, 1).Draw(t, "ended")
		ends := func(reason labour.PlacementEnd) func(*rapid.T, *history, civil.Date) error {
			return nth(n, func(of es.UUID) labour.WorkerCommand {
				id = of
				return labour.EndPlacement{PlacementID: of, Reason: reason, Seeking: seeking}
			})
		}
		f := fact{at: rapid.IntRange(3, steps).Draw(t, "place"), right: step{on, ends(labour.Resigned)}, wrong: step{wrongOn, ends(labour.Dismissed)}}
		f.correct = func(t *rapid.T, h *history) error {
			return h.ask(t, labour.CorrectPlacement{PlacementID: id, EndedOn: on, EndReason: labour.Resigned}, today)
		}
		if none {
			f.right.run = nil
			f.correct = func(t *rapid.T, h *history) error {
				return h.ask(t, labour.CorrectPlacement{PlacementID: id, TakeBackEnd: true}, today)
			}
		}
		return f
	}
}

func begin(t correctiontest.T) *history {
	h := &history{Log: correctiontest.NewLog(catalog.Events()), employers: map[string]labour.Employer{}}
	rules := plan.ShippedRules()
	h.Append(t, "vacancy-1", day("2021-01-02"), outreach.VacancyPosted{EmployerID: employers[0], Quantity: 9, Occupation: "may", ClosesOn: day("2022-12-31")})
	for _, year := range []string{"2021", "2022"} {
		h.Append(t, "plan-"+year, day(year+"-01-01"), plan.PlanAdopted{
			Title: year, From: day(year + "-01-01"), To: day(year + "-12-31"), Total: 1300, Overseas: 30, Units: append([]string{"08716", "08725"}, wards[:5]...), RuleSet: "vinh-yen-2021",
		}, plan.CountingRulesSet{RuleSet: "vinh-yen-2021", Params: rules["vinh-yen-2021"]})
	}
	return h
}

// TestLabourCorrected: a registration, an employer, a job or an end that was
// entered wrongly and corrected leaves every view as if it had been right.
func TestLabourCorrected(t *testing.T) {
	t.Parallel()
	for name, kind := range map[string]int{"registration": aPerson, "employer": aFirm, "placement": aPlacement, "annulled": noPlacement, "end": anEnd, "move": noMove, "turn": noTurn, "extension": noExtension} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			compared := scenario.AtLeast(1, name)
			compared.Check(t, func(t *rapid.T) {
				if corrected(t, kind) {
					compared.Saw(name)
				}
			})
		})
	}
}

// corrected compares a history with a wrong fact that is corrected; false where
// a step was refused in one of the two alone.
func corrected(t *rapid.T, kind int) bool {
	registration, on := aRegistration(t, "person")
	steps := []step{
		{day("2021-01-02"), func(t *rapid.T, h *history, on civil.Date) error {
			return h.askEmployer(t, employers[0], anEmployer0, on)
		}},
		{day("2021-01-02"), func(t *rapid.T, h *history, on civil.Date) error {
			return h.askEmployer(t, employers[1], anEmployer1, on)
		}},
		{on, asks(registration)},
	}
	for range rapid.IntRange(1, 14).Draw(t, "steps") {
		steps = append(steps, aStep(t))
	}
	if kind == noMove && registration.Ward == wrongWard { // what copied it came from either: the limit of labour.WorkerCorrected.WardOf
		slices.SortStableFunc(steps[3:], func(a, b step) int { return a.on.Compare(b.on) })
		steps = append(steps[:3], slices.CompactFunc(steps[3:], func(a, b step) bool { return a.on == b.on })...)
	}
	f := anyFact(t, kind, len(steps))
	wrong, right := begin(t), begin(t)
	if f.at > 2 { // it comes between the steps
		steps = slices.Insert(steps, f.at, step{})
	}
	for i, s := range steps {
		mine, theirs := s, s
		if i == f.at {
			mine, theirs = f.right, f.wrong
		}
		before := wrong.Len()
		err := theirs.run(t, wrong, theirs.on)
		written := wrong.Len() - before
		if i == f.at {
			if err != nil || written == 0 {
				return false // nothing wrong was entered
			}
			if f.id != nil {
				right.place = f.id(wrong)
				if _, annulled := right.worker.Placement(right.place); annulled {
					return false // entered anew: the right one would have had another id
				}
			}
		}
		if mine.run == nil {
			right.Gap(written)
			continue
		}
		before = right.Len()
		if err2 := mine.run(t, right, mine.on); (err2 == nil) != (err == nil) || right.Len()-before != written {
			return false // what was entered later isn't the same
		}
	}
	before := wrong.Len()
	if f.correct(t, wrong) != nil || wrong.Len() == before {
		return false // refused, or there is nothing to correct
	}
	right.Gap(1)
	correctiontest.Ends(t, targetprogress.Projection, wrong.Log, counted...)
	for _, p := range views {
		correctiontest.Same(t, p, right.Log, wrong.Log, append(f.leave, restated...)...)
	}
	return true
}

var (
	anEmployer0 = labour.RegisterEmployer{TaxCode: "0000010008", Name: "Công ty Mẫu May 01", Sector: "C", Province: "26", Ward: "08728", Size: labour.Large}
	anEmployer1 = labour.RegisterEmployer{TaxCode: "0000010008", Name: "Công ty Mẫu Kho 01", Sector: "H", Province: "26", Ward: "08710", Size: labour.Large}
)
