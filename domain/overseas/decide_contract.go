package overseas

import (
	"fmt"

	"vaoso/domain/correction"
	"vaoso/domain/es"
)

// ContractDecider has the rules of a contract's stream.
var ContractDecider = es.Decider[Contract, ContractCommand]{Evolve: evolveRight, Decide: decideContract}

// evolveRight is the fold with facts put right.
var evolveRight = correction.Evolve(evolveContract, func(c *Contract) *correction.Ledger { return &c.Ledger })

func decideContract(c Contract, command ContractCommand, asked es.Asked) ([]any, error) {
	switch cmd := command.(type) {
	case SignContract:
		return decideSign(c, cmd, asked)
	case RecordOrientation:
		return decideOrientation(c, cmd)
	case RegisterContract:
		return decideRegistration(c, cmd)
	case RecordTravelPapers:
		return decideTravelPapers(c, cmd)
	case RecordFee:
		return decideFee(c, cmd)
	case RefundFee:
		return decideRefund(c, cmd)
	case AmendContract:
		return decideAmend(c, cmd, asked)
	case ChangeEmployerAbroad:
		return decideEmployerAbroad(c, cmd, asked)
	case RecordIncident:
		return decideIncident(c, cmd, asked)
	case NoticeExpiry:
		return decideNotice(c, cmd, asked.On)
	case DispatchOverseas:
		return decideDispatch(c, cmd, asked)
	case RecordIrregularDispatch:
		return decideIrregular(c, cmd, asked)
	case ExtendContract:
		return decideExtend(c, cmd, asked)
	case ReportAbsconded:
		return decideAbsconded(c, cmd, asked)
	case RecordReturn:
		return decideReturn(c, cmd, asked)
	case TerminateContract:
		return decideTerminate(c, cmd, asked)
	case LiquidateContract:
		return decideLiquidate(c, cmd, asked)
	case ProposeCorrection:
		return decideProposal(c, cmd, asked)
	case ConfirmCorrection:
		return decideConfirmation(c, cmd, asked)
	case RejectCorrection:
		return correction.Reject(c.Ledger, cmd.RejectCorrection)
	}
	return nil, fmt.Errorf("overseas: a contract takes no %T", command)
}

// decideSign takes what the parties signed, lawful or not: only what can't be
// understood is refused.
func decideSign(c Contract, cmd SignContract, asked es.Asked) ([]any, error) {
	if c.Exists() {
		return nil, ErrContractExists.With("contract", c.No)
	}
	signed := ContractSigned{
		ContractNo: cmd.Contract, Party: Party{cmd.WorkerID, cmd.AgencyID, cmd.Market}, Occupation: cmd.Occupation, Months: cmd.Months,
		MonthlyWage: cmd.MonthlyWage, WorkerRevision: cmd.WorkerRevision, AgencyRevision: cmd.AgencyRevision,
	}
	var f fields
	f.identifier("contract", cmd.Contract)
	f.text("worker", cmd.WorkerID)
	signed.Kind = oneOf(&f, "kind", cmd.Kind, "", kinds)
	f.market("market", cmd.Market)
	f.text("occupation", cmd.Occupation)
	f.months("months", cmd.Months)
	if cmd.AgencyID == "" {
		signed.AgencyRevision = es.NoRevision
		if cmd.Kind != KindIndividual {
			f.text("agency", "")
		}
	}
	if cmd.MonthlyWage.Amount == 0 {
		f.text("monthlyWage", "")
	}
	currency := f.sum("monthlyWage", cmd.MonthlyWage, "").Currency
	signed.ServiceFee = f.sum("serviceFee", cmd.ServiceFee, currency)
	signed.BrokerageFee = f.sum("brokerageFee", cmd.BrokerageFee, currency)
	signed.Deposit = f.sum("deposit", cmd.Deposit, currency)
	if err := f.err(); err != nil {
		return nil, err
	}
	if cmd.AgencyID != "" && !cmd.AgencyKnown {
		return nil, ErrAgencyUnknown.With("agency", cmd.AgencyID)
	}
	set, err := cmd.Limits.SetOn(asked.On)
	if err != nil {
		return nil, err
	}
	signed.Rules = set.Name
	return []any{signed}, nil
}

func decideOrientation(c Contract, cmd RecordOrientation) ([]any, error) {
	var f fields
	f.text("certificateNo", cmd.CertificateNo)
	if err := f.err(); err != nil {
		return nil, err
	}
	if wrong := inPhase(c, cmd.Contract, Signed); wrong != nil {
		return nil, wrong
	}
	return []any{OrientationRecorded{cmd.CertificateNo, c.Party}}, nil
}

func decideRegistration(c Contract, cmd RegisterContract) ([]any, error) {
	usual := DOLAB
	if c.Kind == KindIndividual {
		usual = Department
	}
	var f fields
	f.text("registrationNo", cmd.RegistrationNo)
	with := oneOf(&f, "with", cmd.With, usual, registrars)
	if err := f.err(); err != nil {
		return nil, err
	}
	if wrong := inPhase(c, cmd.Contract, Signed); wrong != nil {
		return nil, wrong
	}
	return []any{ContractRegistered{cmd.RegistrationNo, with, c.Party}}, nil
}

// decideExtend lengthens the term. The fee is judged by the set of the signing
// day, on the months added; one that can't be judged is taken and marked.
func decideExtend(c Contract, cmd ExtendContract, asked es.Asked) ([]any, error) {
	if wrong := inPhase(c, cmd.Contract, Departed); wrong != nil {
		return nil, wrong
	}
	var f fields
	f.months("months", cmd.Months)
	fee := f.sum("serviceFee", cmd.ServiceFee, c.MonthlyWage.Currency)
	if err := f.err(); err != nil {
		return nil, err
	}
	if err := c.inOrder(asked.On, "gia hạn", "extension"); err != nil {
		return nil, err
	}
	set, err := cmd.Limits.Named(c.Rules)
	if err != nil {
		return nil, err
	}
	j := judgeExtension(c, cmd.Months, fee, set)
	if j.Above {
		return nil, ErrExtensionFeeAboveCap.With("amount", fee, "cap", j.Cap, "rules", set.Name, "source", j.Row.Source)
	}
	due := c.DepartedOn.LastDayOf(c.Months + cmd.Months)
	return []any{ContractExtended{cmd.Months, due, fee, !j.Judged, c.Party}}, nil
}
