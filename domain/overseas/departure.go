package overseas

import (
	"fmt"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/law"
)

// openDeparture gathers what the rules look at. What it refuses is no breach of
// a rule but a departure that can't be entered at all, lawful or not. The
// departure is nil where the rules can't be asked.
func openDeparture(c Contract, cmd DispatchOverseas, asked es.Asked) (*departure, []*es.Refused) {
	if !c.Exists() {
		return nil, []*es.Refused{ErrContractUnknown.With("contract", cmd.Contract)}
	}
	if c.AgencyID != cmd.Agency.ID {
		return nil, []*es.Refused{ErrAgencyUnknown.With("agency", c.AgencyID)}
	}
	d := departure{contract: c, worker: cmd.Worker, agency: cmd.Agency, on: asked.On}
	signing, err := Verdict(c, cmd.Limits)
	if refused, ok := es.AsRefused(err); ok {
		return nil, []*es.Refused{refused}
	}
	set, err := cmd.Limits.SetOn(asked.On)
	if refused, ok := es.AsRefused(err); ok {
		return nil, []*es.Refused{refused}
	}
	d.verdict, d.adult = signing, set.MinimumAge
	var refused []*es.Refused
	if wrong := inPhase(c, cmd.Contract, Signed); wrong != nil {
		refused = append(refused, wrong)
	}
	reported := reportedOn(cmd, asked)
	return &d, append(refused, which(
		rule{asked.On.Before(c.SignedOn), ErrDateOrder.With("on", asked.On, "vi", "xuất cảnh", "en", "departure", "other", c.SignedOn, "otherVi", "ký hợp đồng", "otherEn", "signing")},
		rule{asked.On.Before(c.AmendedOn), ErrDateOrder.With("on", asked.On, "vi", "xuất cảnh", "en", "departure", "other", c.AmendedOn, "otherVi", "sửa đổi hợp đồng", "otherEn", "amendment")},
		rule{reported.Before(asked.On), ErrDateOrder.With("on", reported, "vi", "báo cáo", "en", "report", "other", asked.On, "otherVi", "xuất cảnh", "otherEn", "departure")},
		rule{reported.After(asked.Today), es.ErrFutureDate.With("on", reported, "today", asked.Today)},
	)...)
}

func reportedOn(cmd DispatchOverseas, asked es.Asked) civil.Date {
	if cmd.ReportedOn.IsZero() {
		return asked.Today
	}
	return cmd.ReportedOn
}

func decideDispatch(c Contract, cmd DispatchOverseas, asked es.Asked) ([]any, error) {
	if refused := CheckDispatch(c, cmd, asked); len(refused) > 0 {
		return nil, es.Refuse(refused...)
	}
	left, err := departed(c, cmd, asked)
	if err != nil {
		return nil, err
	}
	return []any{WorkerDispatched{left}}, nil
}

func decideIrregular(c Contract, cmd RecordIrregularDispatch, asked es.Asked) ([]any, error) {
	var f fields
	f.text("source", cmd.Source)
	if err := f.err(); err != nil {
		return nil, err
	}
	as := DispatchOverseas{cmd.Contract, cmd.ReportedOn, cmd.Worker, cmd.Agency, cmd.AgencyRevision, cmd.Limits, cmd.Reservation}
	d, refused := openDeparture(c, as, asked)
	if len(refused) > 0 {
		return nil, es.Refuse(refused...)
	}
	var codes []string
	for _, r := range d.broken() {
		codes = append(codes, r.Code)
	}
	if len(codes) == 0 {
		return nil, ErrDispatchRegular.With("contract", c.No, "on", asked.On)
	}
	left, err := departed(c, as, asked)
	if err != nil {
		return nil, err
	}
	return []any{IrregularDispatchRecorded{left, codes, cmd.Source}}, nil
}

// departed is what is written of a departure.
func departed(c Contract, cmd DispatchOverseas, asked es.Asked) (Departure, error) {
	w := cmd.Worker
	if w.ID != c.WorkerID {
		return Departure{}, fmt.Errorf("overseas: contract %s is of worker %s, and the evidence of %s", c.No, c.WorkerID, w.ID)
	}
	signing, err := Verdict(c, cmd.Limits)
	if err != nil {
		return Departure{}, fmt.Errorf("couldn't judge contract %s: %w", c.No, err)
	}
	revision := cmd.AgencyRevision
	if c.AgencyID == "" {
		revision = es.NoRevision
	}
	service, _ := signing.Of(law.Service)
	return Departure{
		Party: c.Party, Occupation: c.Occupation, Months: c.Months, DueBackOn: asked.On.LastDayOf(c.Months),
		Ward: w.Ward, Sex: w.Sex, BirthYear: w.BirthYear, ReportedOn: reportedOn(cmd, asked), Reservation: cmd.Reservation,
		Evidence: Evidence{AgencyRevision: revision, WorkerRevision: w.Revision, Rules: c.Rules, Cap: service.Cap, NotJudged: signing.NotJudged()},
	}, nil
}
