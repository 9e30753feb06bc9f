package support

import (
	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
)

// CorrectUnemploymentNotice puts the worker's latest notice or its end right.
// Fields that aren't given stay. Refusals: ErrNoticeUnknown, and those of
// RecordUnemploymentNotice and EndUnemployment; correction.ErrNothingToCorrect,
// correction.ErrDependentFacts.
type CorrectUnemploymentNotice struct {
	Worker       string     `json:"worker,omitempty"`
	CitizenID    string     `json:"citizenId,omitempty"`
	NoticedOn    civil.Date `json:"noticedOn,omitzero"`
	LastEmployer string     `json:"lastEmployer,omitempty"` // or lastTaxCode
	LastTaxCode  string     `json:"lastTaxCode,omitempty"`
	EndedOn      civil.Date `json:"endedOn,omitzero"`
	EndReason    EndReason  `json:"endReason,omitempty"`

	LastEmployerID string `json:"-"`
	Ward           string `json:"-"` // of the worker on the day noticedOn
}

// AnnulUnemploymentNotice takes back the last that was entered of the worker's
// unemployment: that it ended, else the notice. Refusals: ErrNoticeUnknown,
// correction.ErrDependentFacts where an allowance was granted.
type AnnulUnemploymentNotice struct {
	Worker    string `json:"worker,omitempty"`
	CitizenID string `json:"citizenId,omitempty"`
}

func (CorrectUnemploymentNotice) unemploymentCommand() {}
func (AnnulUnemploymentNotice) unemploymentCommand()   {}

// unemploymentRules are those of a worker's notices.
var unemploymentRules = correction.Rules[Unemployment, UnemploymentCommand]{
	Plain:   es.Decider[Unemployment, UnemploymentCommand]{Evolve: evolveUnemployment, Decide: decideUnemployment},
	Exists:  func(u Unemployment) bool { return u.Worker != "" },
	Unknown: ErrNoticeUnknown.With(),
	Ledger:  func(u *Unemployment) *correction.Ledger { return &u.Ledger },
	Asks: func(fact es.Recorded) (UnemploymentCommand, bool) {
		switch p := fact.Payload.(type) {
		case UnemploymentNoticed:
			return RecordUnemploymentNotice{WorkerIs: Person{Stream: p.WorkerID, Ward: p.Ward}, LastEmployerID: p.LastEmployerID}, true
		case AllowanceGranted:
			return RecordAllowance{Months: p.Months, Monthly: p.Monthly}, true
		case UnemploymentEnded:
			return EndUnemployment{Reason: p.Reason}, true
		}
		return nil, false
	},
}

func (c CorrectUnemploymentNotice) Correct(u Unemployment, asked es.Asked) ([]any, error) {
	if c.Ward != "" && c.Ward != u.Ward { // what followed copies the ward
		return nil, es.ErrFieldInvalid.With("field", "noticedOn",
			"vi", "ngày đó người lao động ở phường, xã khác; hủy bỏ rồi ghi lại", "en", "the worker lived in another ward on that day; annul the notice, and enter it anew")
	}
	var noticed, over correction.Edits
	noticed.Set(correction.On, c.NoticedOn)
	noticed.Set("lastEmployerId", c.LastEmployerID)
	over.Set(correction.On, c.EndedOn)
	over.Set("reason", c.EndReason)
	if u.Open && !over.None() {
		return nil, correction.ErrNothingToCorrect.With("vi", "thông báo đang mở", "en", "the notice is open")
	}
	before := u.NoticedOn
	effect := func(t correction.Target, after Unemployment) any {
		e := UnemploymentNoticeCorrected{t.Of, after.Worker, after.Ward, before, after.NoticedOn, after.EndedOn, after.Reason}
		before = after.NoticedOn
		return e
	}
	return unemploymentRules.Amend(u, asked.Today, effect,
		correction.Part{Edits: noticed, Is: correction.Is[UnemploymentNoticed]}, correction.Part{Edits: over, Is: correction.Is[UnemploymentEnded]})
}

func (AnnulUnemploymentNotice) Correct(u Unemployment, asked es.Asked) ([]any, error) {
	if !u.Open {
		effect := func(t correction.Target, after Unemployment) any {
			return UnemploymentReopened{t.Of, after.Worker, after.NoticedOn}
		}
		return unemploymentRules.Annul(u, asked.Today, effect, ErrNoticeUnknown.With(), correction.Is[UnemploymentEnded])
	}
	effect := func(t correction.Target, _ Unemployment) any {
		return UnemploymentNoticeAnnulled{t.Of, u.Worker, u.NoticedOn}
	}
	return unemploymentRules.Annul(u, asked.Today, effect, ErrNoticeUnknown.With(), correction.Is[UnemploymentNoticed])
}

// AllowanceCorrections decides on corrections of allowances, as
// [LoanCorrections].
var AllowanceCorrections = es.Decider[Unemployment, any]{Evolve: unemploymentRules.Evolve(), Decide: func(u Unemployment, command any, asked es.Asked) ([]any, error) {
	if u.Worker == "" {
		return nil, ErrNoticeUnknown.With()
	}
	return correction.TwoPeople(u.Ledger, command, asked, nil, func(t correction.Target) ([]any, error) { return allowanceEffects(u, t, asked.Today) })
}}

func allowanceEffects(u Unemployment, t correction.Target, today civil.Date) ([]any, error) {
	if !correction.Is[AllowanceGranted](t.Was.Payload) {
		return nil, correction.ErrNothingToCorrect.With("vi", "đây không phải trợ cấp", "en", "this is no allowance")
	}
	if err := t.Only("months", "monthly", correction.On); err != nil {
		return nil, err
	}
	if _, err := correction.Hold(unemploymentRules.Plain, u.Ledger, t, today, unemploymentRules.Asks); err != nil {
		return nil, err
	}
	p := t.Now.Payload.(AllowanceGranted)
	if t.Action == correction.Annul {
		return []any{AllowanceAnnulled{t.Of, p.WorkerID}}, nil
	}
	return []any{AllowanceCorrected{t.Of, p.WorkerID, p.Months, p.Monthly, t.Now.On()}}, nil
}
