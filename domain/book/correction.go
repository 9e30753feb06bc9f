package book

import (
	"errors"

	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/overseas"
	"vaoso/domain/plan"
	"vaoso/domain/support"
)

// proposeCorrection says that a fact is wrong. The proposal's id is that of the
// event that proposes it.
func proposeCorrection(c *call, cmd correction.ProposeCorrection) (Result, error) {
	return correcting(c, cmd.Subject, func(stream string) any {
		cmd.ProposalID = es.EventID(c.env.Key, stream, 0)
		return cmd
	})
}

func confirmCorrection(c *call, cmd correction.ConfirmCorrection) (Result, error) {
	return correcting(c, cmd.Subject, func(string) any { return cmd })
}

func rejectCorrection(c *call, cmd correction.RejectCorrection) (Result, error) {
	return correcting(c, cmd.Subject, func(string) any { return cmd })
}

// correcting decides on the stream that the subject names. Inspectors correct
// acts on licences, and sanctions, alone.
func correcting(c *call, s correction.Subject, command func(stream string) any) (Result, error) {
	onAgency := s.Agency != "" || s.LicenceNo != ""
	named := 0
	for _, is := range []bool{s.Plan != "", s.Contract != "", onAgency, s.Loan != "", s.Support != "", s.Worker != "", s.Inspection != ""} {
		if is {
			named++
		}
	}
	switch {
	case named == 0:
		return Result{}, es.ErrFieldMissing.With("field", "plan, contract, agency, licenceNo, loan, support, worker, inspection")
	case named > 1:
		return Result{}, es.ErrFieldInvalid.With("field", "plan, contract, agency, loan, support, worker, inspection", "vi", "chỉ nêu một", "en", "name one of them")
	case Role(c.env.Role) == Inspector && !onAgency && s.Inspection == "":
		return Result{}, es.ErrNotPermitted.With("role", c.env.Role, "command", c.env.Command, "roles", string(CityOfficer))
	case onAgency:
		return correctAgency(c, s, command)
	case s.Inspection != "":
		return correctInspection(c, s.Inspection, command)
	case s.Contract != "":
		return correctContract(c, s.Contract, command)
	case s.Plan != "":
		return correctOne(c, plan.Corrections(c.unknownUnits), "plan", s.Plan, command)
	case s.Loan != "":
		return correctOne(c, support.LoanCorrections(c.LoanCaps), "loan", s.Loan, command)
	case s.Support != "":
		return correctOne(c, support.GrantCorrections, "support", s.Support, command)
	}
	w, err := c.registered(s.Worker, "")
	if err != nil {
		return Result{}, err
	}
	stream := support.UnemploymentStream(w.Stream)
	return handle(c, support.AllowanceCorrections, stream, command(stream))
}

func correctOne[S any](c *call, d es.Decider[S, any], category, id string, command func(stream string) any) (Result, error) {
	stream, err := named(category, id)
	if err != nil {
		return Result{}, err
	}
	return handle(c, d, stream, command(stream))
}

func correctAgency(c *call, s correction.Subject, command func(stream string) any) (Result, error) {
	stream, err := agencyStream(s.Agency, s.LicenceNo)
	if err != nil {
		return Result{}, err
	}
	agency, err := load(c, overseas.AgencyDecider, stream)
	if err != nil {
		return Result{}, err
	}
	var on overseas.AgencyCommand
	switch cmd := command(stream).(type) {
	case correction.ProposeCorrection:
		beside, err := c.besideAgency(agency, cmd.EventID, cmd.Action)
		if err != nil {
			return Result{}, err
		}
		on = overseas.ProposeCorrection{ProposeCorrection: cmd, Beside: beside}
	case correction.ConfirmCorrection:
		p, _ := agency.State.Ledger.Proposal(cmd.ProposalID)
		beside, err := c.besideAgency(agency, p.EventID, p.Action)
		if err != nil {
			return Result{}, err
		}
		on = overseas.ConfirmCorrection{ConfirmCorrection: cmd, Beside: beside}
	case correction.RejectCorrection:
		on = overseas.RejectCorrection{RejectCorrection: cmd}
	}
	return handle(c, overseas.AgencyDecider, stream, on)
}

// correctContract decides by the worker and the agency as they are now, and then
// brings the worker's stream into line; the engagement policy does after a crash.
func correctContract(c *call, number string, command func(stream string) any) (Result, error) {
	stream, err := named("contract", number)
	if err != nil {
		return Result{}, err
	}
	var on overseas.ContractCommand
	switch cmd := command(stream).(type) {
	case correction.RejectCorrection:
		return handle(c, overseas.ContractDecider, stream, overseas.ContractCommand(overseas.RejectCorrection{RejectCorrection: cmd}))
	case correction.ProposeCorrection:
		beside, err := c.beside(stream, func(correction.Ledger) (es.UUID, correction.Action) { return cmd.EventID, cmd.Action })
		if err != nil {
			return Result{}, err
		}
		on = overseas.ProposeCorrection{ProposeCorrection: cmd, Beside: beside}
	case correction.ConfirmCorrection:
		beside, err := c.beside(stream, func(l correction.Ledger) (es.UUID, correction.Action) {
			p, _ := l.Proposal(cmd.ProposalID)
			return p.EventID, p.Action
		})
		if err != nil {
			return Result{}, err
		}
		on = overseas.ConfirmCorrection{ConfirmCorrection: cmd, Beside: beside}
	}
	r, err := handle(c, overseas.ContractDecider, stream, on)
	if err != nil {
		return r, err
	}
	if err := c.step("corrected"); err != nil {
		return r, err
	}
	return r, c.Settle(c.ctx, stream)
}

// beside is what a contract's correction looks at of other streams; what is put
// right how follows from its ledger.
func (c *call) beside(stream string, what func(correction.Ledger) (es.UUID, correction.Action)) (overseas.Beside, error) {
	d, err := c.loadDeparture(stream)
	switch {
	case errors.Is(err, overseas.ErrContractUnknown): // the decider says so, or what the key has come to
		return overseas.Beside{}, nil
	case err != nil:
		return overseas.Beside{}, err
	}
	by := overseas.Naming{}
	wrong, action := what(d.contract.State.Ledger)
	if fact, none := d.contract.State.Ledger.Fact(wrong); none == nil && action == correction.Annul && correction.Is[overseas.ContractSigned](fact.Payload) {
		if by, err = c.namingContract(d.contract); err != nil {
			return overseas.Beside{}, err
		}
	}
	hold, _ := d.worker.State.Contract(stream)
	_, held := hold.Occupies()
	w := d.worker.State
	engaged := func(from, to civil.Date) string {
		if other, busy := w.Occupied(from, to, d.contract.Stream); busy {
			return other.Ref
		}
		return ""
	}
	return overseas.Beside{
		WorkerOn: func(on civil.Date) overseas.Worker {
			return overseas.Worker{ID: d.worker.Stream, Revision: d.worker.Revision, BirthDate: w.BirthDate, BirthYear: w.BirthYear, Sex: string(w.Sex), Ward: w.WardOn(on), EngagedWith: engaged(on, on)}
		},
		EngagedWith: engaged, Agency: d.agency.State, AgencyRevision: d.agency.Revision, Limits: c.Limits, Held: held, NamedBy: by,
	}, nil
}

// stale says whether the worker's stream has a stay abroad that the contract, as
// corrected, hasn't: it is released as annulled, and held anew where they left.
func stale(hold labour.Contract, state overseas.Contract) bool {
	_, stays := hold.Occupies()
	from, to, away := state.Away()
	switch {
	case hold.State != labour.Confirmed && (hold.State != labour.Released || !stays):
		return false
	case !away || hold.From != from:
		return true
	case hold.State == labour.Confirmed:
		return false
	case hold.Reason == labour.Returned:
		return hold.Until != state.ReturnedOn
	}
	return hold.Until != to
}
