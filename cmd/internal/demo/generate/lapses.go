package generate

import (
	"fmt"

	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/labour"
)

// lapse is what the office does wrong with a row: with somebody's registration,
// a job or a contract.
type lapse int

const (
	asItIs  lapse = iota
	amiss         // written down wrongly, and corrected
	void          // should never have been entered, and is annulled
	twice         // handed in twice: the second time nothing comes of it
	refused       // against a rule: entered as it should be besides
)

// Of 10,000 rows so many go wrong. Of jobs those alone are annulled that no
// vacancy, course, loan or helper stands behind, half of all; and a third of
// what is refused of jobs are those of overlapping.
const (
	rowsAmiss   = 100
	rowsVoid    = 30
	jobsVoid    = 57
	rowsTwice   = 50
	rowsRefused = 150
	jobsRefused = 100
)

// lapse draws one; of these the void and the refused have shares of their own.
func (s source) lapse(voids, refusals int) lapse {
	n := s.IntN(10_000)
	for _, l := range []struct {
		lapse
		share int
	}{{amiss, rowsAmiss}, {twice, rowsTwice}, {refused, refusals}, {void, voids}} {
		if n -= l.share; n < 0 {
			return l.lapse
		}
	}
	return asItIs
}

// found is after how many days a mistake is found.
func (s source) found() int { return s.between(3, 60) }

// again hands the act in a second time, some days later.
func (w *writer) again(a Act) {
	a.Again, a.delay = true, a.delay+w.slip.between(1, 5)
	w.acts = append(w.acts, a)
}

// wrongly enters what a rule refuses.
func (w *writer) wrongly(key string, on civil.Date, reason string, command any, refusal *es.Refusal) *Act {
	a := w.add("wrong "+key, on, 1, reason, command)
	a.Refused = refusal.Code
	return a
}

// registers enters the person, with what goes wrong with it.
func (w *writer) registers(p *person) {
	s := w.slip
	const reason = "đăng ký tìm việc"
	switch right := w.registration(*p); s.lapse(rowsVoid, rowsRefused) {
	case void:
		w.registersAsAnother(p)
	case twice:
		w.again(*w.add("register", p.registered, 0, reason, right))
	case refused:
		wrong := right
		switch s.IntN(3) {
		case 0:
			wrong.CitizenID = wrong.CitizenID[:11]
			w.wrongly("register", p.registered, reason, wrong, labour.ErrCitizenIDMalformed)
		case 1:
			wrong.BirthDate = p.registered.AddMonths(-120)
			w.wrongly("register", p.registered, reason, wrong, labour.ErrUnderWorkingAge)
		default:
			w.wrongly("register", p.registered.AddDays(s.found()), reason, wrong, labour.ErrWorkerExists)
		}
		w.add("register", p.registered, 0, reason, right)
	case amiss:
		w.add("register", p.registered, 0, reason, right)
		put := labour.CorrectWorker{CitizenID: w.id}
		switch kind := s.IntN(3); {
		case kind == 0:
			put.Education = labour.College
			if right.Education == labour.College {
				put.Education = labour.University
			}
		case kind == 1 || right.Phone == "":
			put.Occupation = "nghề khác"
		default: // the last digit was another
			last := len(right.Phone) - 1
			put.Phone = right.Phone[:last] + string('0'+'9'-right.Phone[last])
		}
		w.add("correct", p.registered.AddDays(s.found()), s.between(0, 3), "ghi nhầm khi đăng ký", put)
	case asItIs:
		w.add("register", p.registered, 0, reason, right)
	}
}

// registersAsAnother enters the person with the year of birth wrong, in the
// citizen id too; later that is annulled and the person registered as they are.
func (w *writer) registersAsAnother(p *person) {
	other := *p
	other.born = p.born.AddMonths(-12)
	other.citizenID = citizenID("000", p.female, other.born.Year(), w.person%MostLives)
	w.add("register as another", p.registered, 0, "đăng ký tìm việc", w.registration(other))
	p.registered = workday(p.registered.AddDays(w.slip.found()))
	w.add("annul", p.registered, 0, "ghi nhầm số định danh", labour.AnnulWorker{CitizenID: other.citizenID})
	w.add("register", p.registered, 0, "đăng ký lại cho đúng số định danh", w.registration(*p))
	w.add("link", p.registered, 0, "là một người", labour.LinkWorker{CitizenID: w.id, FormerCitizenID: other.citizenID})
}

// lapseOf draws what goes wrong with a job.
func (w *writer) lapseOf(j gig) lapse {
	voids := 0
	if j.way == labour.Direct || j.way == labour.SelfFound {
		voids = jobsVoid
	}
	return w.slip.lapse(voids, jobsRefused)
}

// placesWrongly is what goes wrong with a job that is entered by the act.
func (w *writer) placesWrongly(j gig, l lapse, entered Act) {
	s := w.slip
	switch l {
	case twice:
		w.again(entered)
	case amiss:
		put := labour.CorrectPlacement{CitizenID: w.id}
		place, _ := entered.Command.(labour.PlaceWorker)
		switch from := j.started.AddDays(-s.between(1, 3)); {
		case j.way == labour.Direct && place.Months == 0 && !from.Before(w.since): // a term would end earlier too
			put.StartedOn = from
		case s.chance(300):
			put.Occupation = "việc khác"
		default:
			put.MonthlyWage = vnd(j.wage + int64(s.between(2, 20))*50_000)
		}
		w.add(j.key("correct"), j.started.AddDays(s.found()), s.between(0, 3), "doanh nghiệp báo nhầm", put).Job = j.named()
	case refused:
		w.isRefusedJob(j, entered)
	case asItIs, void:
	}
}

// isRefusedJob enters something of a job that a rule refuses.
func (w *writer) isRefusedJob(j gig, entered Act) {
	s := w.slip
	wrong, _ := entered.Command.(labour.PlaceWorker)
	wrong.VacancyID, wrong.ReferralID, wrong.CourseID, wrong.LoanID, wrong.CollaboratorID = "", "", "", "", ""
	refusal := es.ErrFieldInvalid
	switch kind := s.IntN(4); {
	case kind == 0 && wrong.TaxCode != "":
		wrong.TaxCode, refusal = unknownTaxCode, labour.ErrEmployerUnknown
	case kind == 1 && wrong.ContractKind == labour.Indefinite:
		wrong.Months, refusal = 12, labour.ErrMonthsForbidden
	case kind == 1 && wrong.ContractKind != labour.SelfEmployed:
		wrong.Months, refusal = 0, labour.ErrMonthsRequired
	case kind == 2:
		early := labour.CheckRetention{CitizenID: w.id, Mark: 6, Outcome: labour.StillThere}
		w.wrongly(j.key("check"), j.started.AddDays(s.between(5, 60)), "theo dõi duy trì việc làm", early, labour.ErrCheckTooEarly).Job = j.named()
		return
	default: // in thousands
		wrong.MonthlyWage.Amount /= 1000
	}
	w.wrongly(j.key("place"), j.started, entered.Reason, wrong, refusal).delay = entered.delay
}

// unknownTaxCode is of an employer that isn't in the book: the last that is made up.
const unknownTaxCode = "0000999991"

// neverCame annuls a job that never was; from is when another is looked for.
func (w *writer) neverCame(j gig) (from civil.Date) {
	on := j.started.AddDays(w.slip.found())
	w.add(j.key("annul"), on, w.slip.between(0, 3), "người lao động không đến làm", labour.AnnulPlacement{CitizenID: w.id}).Job = j.named()
	return workday(on.AddDays(w.slip.between(5, 60)))
}

// putRight is what two people do about a fact of a contract: one proposes what
// the other confirms, up to five days later; or turns down, in one of six cases.
// It returns the day, and whether it was confirmed.
func (w *writer) putRight(c *papers, fact string, on civil.Date, reason string, action correction.Action, changes ...correction.Change) (civil.Date, bool) {
	s, stream := w.slip, "contract-"+c.no
	about := correction.Subject{Contract: c.no}
	proposed := w.add("propose "+fact, on, 0, reason, correction.ProposeCorrection{
		Subject: about, EventID: es.EventID(w.keyOf(fact), stream, 0), Action: action, Changes: changes,
	})
	proposal := es.EventID(proposed.Key, stream, 0)
	if s.chance(100) { // alone it isn't done
		w.wrongly("confirm "+fact, on, reason, correction.ConfirmCorrection{Subject: about, ProposalID: proposal}, correction.ErrSamePerson)
	}
	settled := on.AddDays(s.between(0, 5))
	if s.IntN(6) == 0 {
		w.add("reject "+fact, settled, 0, "hồ sơ không sai", correction.RejectCorrection{Subject: about, ProposalID: proposal}).Second = true
		return settled, false
	}
	w.add("confirm "+fact, settled, 0, "đã đối chiếu hồ sơ", correction.ConfirmCorrection{Subject: about, ProposalID: proposal}).Second = true
	return settled, true
}

// to is a field's right value.
func to(field, value string) correction.Change {
	return correction.Change{Field: field, To: fmt.Appendf(nil, "%s", value)}
}
