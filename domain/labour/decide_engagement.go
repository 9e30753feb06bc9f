package labour

import (
	"fmt"

	"vaoso/domain/civil"
	"vaoso/domain/es"
)

// free refuses days on which the worker is occupied by something other than
// the engagement except. No to means without end.
func (w Worker) free(from, to civil.Date, except string) error {
	if e, engaged := w.Occupied(from, to, except); engaged {
		return w.refuseEngaged(e)
	}
	return nil
}

// refuseEngaged names the engagement that stands in the way.
func (w Worker) refuseEngaged(e Engagement) *es.Refused {
	if e.Kind == ByReservation {
		c, _ := w.Contract(e.Ref)
		return ErrReservationHeld.With("contract", c.ID, "from", c.From, "expiresOn", c.ExpiresOn)
	}
	vi, en := fmt.Sprintf("hợp đồng %s, từ %s", e.Ref, e.From), fmt.Sprintf("contract %s, from %s", e.Ref, e.From)
	if e.Kind == ByPlacement {
		vi, en = fmt.Sprintf("việc làm %s, từ %s", e.Ref, e.From), fmt.Sprintf("placement %s, from %s", e.Ref, e.From)
	}
	if !e.To.IsZero() {
		vi, en = vi+" đến "+e.To.String(), en+" to "+e.To.String()
	}
	return ErrAlreadyEngaged.With("vi", vi, "en", en, "kind", e.Kind, "ref", e.Ref, "from", e.From, "to", e.To)
}

// reserveEngagement holds the worker from a day on, without end: whoever
// departs is away until the return. A stay that is over is held anew after its
// days were corrected.
func reserveEngagement(w Worker, c ReserveEngagement) ([]any, error) {
	var f es.Fields
	f.Need("contractId", c.ContractID != "")
	f.Need("from", !c.From.IsZero())
	f.Need("expiresOn", !c.ExpiresOn.IsZero())
	f.Invalid("expiresOn", !c.ExpiresOn.IsZero() && c.ExpiresOn.Before(c.From), "không được trước ngày «from»", "it doesn't lie before from")
	if err := f.Refuse(); err != nil {
		return nil, err
	}
	if w.DiedBefore(c.From) {
		return nil, ErrWorkerInactive.With("since", w.StatusSince)
	}
	if same, ok := w.Contract(c.ContractID); ok && same.State != Released {
		if same.From == c.From {
			return nil, nil
		}
		if same.State == Confirmed {
			e, _ := same.Occupies()
			return nil, w.refuseEngaged(e)
		}
	}
	if err := w.free(c.From, c.Until, c.ContractID); err != nil {
		return nil, err
	}
	return []any{EngagementReserved{ContractID: c.ContractID, From: c.From, ExpiresOn: c.ExpiresOn}}, nil
}

func confirmEngagement(w Worker, c ConfirmEngagement) ([]any, error) {
	held, err := w.contract(c.ContractID)
	switch {
	case err != nil:
		return nil, err
	case held.State == Confirmed:
		return nil, nil
	case held.State == Released:
		return nil, ErrReservationUnknown.With("contract", c.ContractID)
	}
	return []any{EngagementConfirmed{ContractID: c.ContractID}}, nil
}

func releaseEngagement(w Worker, c ReleaseEngagement, asked es.Asked) ([]any, error) {
	var f es.Fields
	if es.OneOf(&f, "reason", c.Reason, releaseReasons); len(f) > 0 {
		return nil, f.Refuse()
	}
	held, err := w.contract(c.ContractID)
	if err != nil {
		return nil, err
	}
	if c.Until.IsZero() {
		c.Until = asked.On
	}
	_, occupies := held.Occupies()
	if held.State == Released && !(occupies && c.Reason == Annulled) {
		return nil, nil
	}
	after := held
	after.State, after.Reason, after.Until = Released, c.Reason, c.Until
	if e, gone := after.Occupies(); gone && e.To.Before(e.From) {
		return nil, ErrEndBeforeStart.With("on", e.To, "from", e.From)
	}
	return []any{EngagementReleased{ContractID: c.ContractID, Reason: c.Reason, Until: c.Until}}, nil
}

func (w Worker) contract(id string) (Contract, error) {
	if id == "" {
		return Contract{}, es.ErrFieldMissing.With("field", "contractId")
	}
	c, ok := w.Contract(id)
	if !ok {
		return Contract{}, ErrReservationUnknown.With("contract", id)
	}
	return c, nil
}
