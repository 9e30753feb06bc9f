package overseas

import (
	"vaoso/domain/civil"
	"vaoso/domain/es"
)

// earlyBefore is how many days before the day due back a return is still at
// term; an earlier one is early (DOMAIN.md §3, a definition of the book).
const earlyBefore = 15

// inOrder refuses a step that lies before the one that it follows.
func (c Contract) inOrder(on civil.Date, vi, en string) error {
	if !on.Before(c.LastOn) {
		return nil
	}
	return c.outOfOrder(on, vi, en, c.LastOn)
}

func (c Contract) outOfOrder(on civil.Date, vi, en string, other civil.Date) error {
	return ErrDateOrder.With("on", on, "vi", vi, "en", en, "other", other, "otherVi", "hợp đồng "+phaseNames[c.Phase], "otherEn", "contract "+string(c.Phase))
}

func decideAbsconded(c Contract, cmd ReportAbsconded, asked es.Asked) ([]any, error) {
	if wrong := inPhase(c, cmd.Contract, Departed); wrong != nil {
		return nil, wrong
	}
	var f fields
	f.text("reporter", cmd.Reporter)
	if err := f.err(); err != nil {
		return nil, err
	}
	seen := cmd.LastSeenOn
	if seen.IsZero() {
		seen = asked.On
	}
	if err := c.inOrder(asked.On, "bỏ trốn", "absconding"); err != nil {
		return nil, err
	}
	if seen.Before(c.DepartedOn) {
		return nil, c.outOfOrder(seen, "nhìn thấy lần cuối", "last seen", c.DepartedOn)
	}
	if seen.After(asked.On) {
		return nil, ErrDateOrder.With("on", seen, "vi", "nhìn thấy lần cuối", "en", "last seen", "other", asked.On, "otherVi", "bỏ trốn", "otherEn", "absconding")
	}
	return []any{WorkerAbsconded{seen, cmd.Reporter, c.DepartedOn, c.Party}}, nil
}

// decideReturn takes a return from abroad: of a worker at work, of one who
// absconded, and of one whose contract was terminated there.
func decideReturn(c Contract, cmd RecordReturn, asked es.Asked) ([]any, error) {
	wrong := inPhase(c, cmd.Contract, Departed, Absconded, Terminated)
	if wrong == nil && c.DepartedOn.IsZero() { // withdrew before leaving
		wrong = inPhase(c, cmd.Contract, Departed, Absconded)
	}
	if wrong != nil {
		return nil, wrong
	}
	var f fields
	reason := oneOf(&f, "reason", cmd.Reason, "", returnReasons)
	if err := f.err(); err != nil {
		return nil, err
	}
	if err := c.inOrder(asked.On, "về nước", "return"); err != nil {
		return nil, err
	}
	if !asked.On.After(c.DepartedOn) {
		return nil, c.outOfOrder(asked.On, "về nước", "return", c.DepartedOn)
	}
	early := asked.On.Before(c.DueBackOn.AddDays(-earlyBefore))
	return []any{WorkerReturned{reason, early, c.Phase, c.DepartedOn, c.Party}}, nil
}

func decideTerminate(c Contract, cmd TerminateContract, asked es.Asked) ([]any, error) {
	if wrong := inPhase(c, cmd.Contract, Signed, Departed, Absconded); wrong != nil {
		return nil, wrong
	}
	var f fields
	f.text("reason", cmd.Reason)
	fault := oneOf(&f, "fault", cmd.Fault, FaultNone, faults)
	if err := f.err(); err != nil {
		return nil, err
	}
	if err := c.inOrder(asked.On, "chấm dứt", "termination"); err != nil {
		return nil, err
	}
	return []any{ContractTerminated{cmd.Reason, fault, c.Phase, c.DepartedOn, c.Party}}, nil
}

// decideLiquidate settles the accounts of a contract that has ended. One side
// alone may do so from the day on which the law's period has run out.
func decideLiquidate(c Contract, cmd LiquidateContract, asked es.Asked) ([]any, error) {
	if c.Phase == Signed || c.Phase == Departed {
		return nil, ErrNotEnded.With("contract", c.No)
	}
	if wrong := inPhase(c, cmd.Contract, Returned, Terminated, Absconded); wrong != nil {
		return nil, wrong
	}
	settled := ContractLiquidated{Unilateral: cmd.Unilateral, After: c.Phase, DepartedOn: c.DepartedOn, Party: c.Party}
	var f fields
	settled.FeeRefunded = f.settlement("feeRefunded", cmd.FeeRefunded, c)
	settled.DepositReturned = f.settlement("depositReturned", cmd.DepositReturned, c)
	settled.Compensation = f.settlement("compensation", cmd.Compensation, c)
	if err := f.err(); err != nil {
		return nil, err
	}
	if err := c.inOrder(asked.On, "thanh lý", "liquidation"); err != nil {
		return nil, err
	}
	if !cmd.Unilateral {
		return []any{settled}, nil
	}
	set, err := cmd.Limits.Named(c.Rules)
	if err != nil {
		return nil, err
	}
	limit := set.Liquidation
	if from := c.EndedOn().AddDays(limit.Days); asked.On.Before(from) {
		return nil, ErrUnilateralTooEarly.With("contract", c.No, "from", from, "days", limit.Days, "source", limit.Source)
	}
	return []any{settled}, nil
}
