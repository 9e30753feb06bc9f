package overseas_test

import (
	"testing"

	"vaoso/domain/es"
	"vaoso/domain/law"
	"vaoso/domain/money"
	"vaoso/domain/overseas"
	"vaoso/domain/scenario"
)

func TestAbscondReturnTerminate(t *testing.T) {
	t.Parallel()
	home := func(reason overseas.ReturnReason, early bool, after overseas.Phase) []any {
		return []any{overseas.WorkerReturned{Reason: reason, Early: early, After: after, DepartedOn: leftOn, Party: party}}
	}
	ended := func(after overseas.Phase, fault overseas.Fault) []any {
		e := overseas.ContractTerminated{Reason: "rút đơn", Fault: fault, After: after, Party: party}
		if after != overseas.Signed {
			e.DepartedOn = leftOn
		}
		return []any{e}
	}
	goHome := overseas.RecordReturn{Contract: number, Reason: overseas.ReturnTerm}
	end := overseas.TerminateContract{Contract: number, Reason: "rút đơn"}
	flee := overseas.ReportAbsconded{Contract: number, LastSeenOn: scenario.Day("2022-01-08"), Reporter: "nghiệp đoàn"}
	const late = "2025-12-31"
	scenario.Run(t, overseas.ContractDecider, scenario.Cases[overseas.ContractCommand]{
		"absconded":                        {Given: contractHistory(left), When: flee, On: "2022-01-10", Today: late, Then: []any{overseas.WorkerAbsconded{LastSeenOn: scenario.Day("2022-01-08"), Reporter: "nghiệp đoàn", DepartedOn: leftOn, Party: party}}},
		"last seen the same day":           {Given: contractHistory(left), When: overseas.ReportAbsconded{Reporter: "x"}, On: "2022-01-10", Today: late, Then: []any{overseas.WorkerAbsconded{LastSeenOn: scenario.Day("2022-01-10"), Reporter: "x", DepartedOn: leftOn, Party: party}}},
		"last seen after absconding":       {Given: contractHistory(left), When: flee, On: "2022-01-07", Today: late, Refused: overseas.ErrDateOrder},
		"last seen before departure":       {Given: contractHistory(left), When: overseas.ReportAbsconded{LastSeenOn: scenario.Day("2021-05-17"), Reporter: "x"}, Today: late, Refused: overseas.ErrDateOrder},
		"absconded before departure":       {Given: contractHistory(left), When: overseas.ReportAbsconded{Reporter: "x"}, On: "2021-05-17", Refused: overseas.ErrDateOrder},
		"somebody reports it":              {Given: contractHistory(left), When: overseas.ReportAbsconded{}, Refused: es.ErrFieldMissing, Says: "reporter"},
		"nobody absconds at home":          {Given: contractHistory(), When: flee, Refused: overseas.ErrWrongState},
		"nobody absconds from no contract": {When: flee, Refused: overseas.ErrContractUnknown},

		"home on the day due":           {Given: contractHistory(left), When: goHome, On: "2024-05-17", Today: late, Then: home(overseas.ReturnTerm, false, overseas.Departed)},
		"home 15 days before: at term":  {Given: contractHistory(left), When: goHome, On: "2024-05-02", Today: late, Then: home(overseas.ReturnTerm, false, overseas.Departed)},
		"home 16 days before: early":    {Given: contractHistory(left), When: goHome, On: "2024-05-01", Today: late, Then: home(overseas.ReturnTerm, true, overseas.Departed)},
		"early against the longer term": {Given: contractHistory(left, scenario.Happened("2024-05-01", overseas.ContractExtended{Months: 12, DueBackOn: scenario.Day("2025-05-17"), ServiceFee: jpy(0), Party: party})), When: goHome, On: "2024-05-17", Today: late, Then: home(overseas.ReturnTerm, true, overseas.Departed)},
		"home after absconding":         {Given: contractHistory(left, absconded), When: overseas.RecordReturn{Reason: overseas.ReturnDeported}, On: "2022-01-10", Today: late, Then: home(overseas.ReturnDeported, true, overseas.Absconded)},
		"home after termination":        {Given: contractHistory(left, endedThere), When: overseas.RecordReturn{Reason: overseas.ReturnEarlyEmployer}, On: "2022-03-04", Today: late, Then: home(overseas.ReturnEarlyEmployer, true, overseas.Terminated)},
		"not before the termination":    {Given: contractHistory(left, endedThere), When: goHome, On: "2022-02-28", Today: late, Refused: overseas.ErrDateOrder},
		"not on the day of departure":   {Given: contractHistory(left), When: goHome, On: "2021-05-18", Refused: overseas.ErrDateOrder},
		"the day after it":              {Given: contractHistory(left), When: goHome, On: "2021-05-19", Then: home(overseas.ReturnTerm, true, overseas.Departed)},
		"not without a reason":          {Given: contractHistory(left), When: overseas.RecordReturn{}, Refused: es.ErrFieldMissing, Says: "reason"},
		"not for any reason":            {Given: contractHistory(left), When: overseas.RecordReturn{Reason: "homesick"}, Refused: es.ErrFieldInvalid, Says: "early_own"},
		"not who never left":            {Given: contractHistory(), When: goHome, Refused: overseas.ErrWrongState},
		"not who withdrew":              {Given: contractHistory(withdrawn), When: goHome, Refused: overseas.ErrWrongState, Says: "terminated"},
		"not twice":                     {Given: contractHistory(left, cameHome), When: goHome, Today: late, Refused: overseas.ErrWrongState},
		"not of no contract":            {When: goHome, Refused: overseas.ErrContractUnknown},

		"withdrew":                        {Given: contractHistory(), When: end, On: "2021-04-01", Then: ended(overseas.Signed, overseas.FaultNone)},
		"terminated abroad":               {Given: contractHistory(left), When: overseas.TerminateContract{Reason: "rút đơn", Fault: overseas.FaultEmployer}, Then: ended(overseas.Departed, overseas.FaultEmployer)},
		"terminated after absconding":     {Given: contractHistory(left, absconded), When: end, Today: late, Then: ended(overseas.Absconded, overseas.FaultNone)},
		"not before signing":              {Given: contractHistory(), When: end, On: "2021-03-01", Refused: overseas.ErrDateOrder, Says: "2021-03-02"},
		"a termination has a reason":      {Given: contractHistory(), When: overseas.TerminateContract{Fault: "weather"}, Refused: es.ErrFieldMissing, Also: []*es.Refusal{es.ErrFieldInvalid}},
		"a finished contract doesn't end": {Given: contractHistory(left, cameHome), When: end, Today: late, Refused: overseas.ErrWrongState},
		"a contract that isn't there":     {When: end, Refused: overseas.ErrContractUnknown},
	})
}

func TestLiquidateContract(t *testing.T) {
	t.Parallel()
	settle := overseas.LiquidateContract{Contract: number, DepositReturned: money.VND(20_000_000), Limits: law.Current()}
	alone := settle
	alone.Unilateral = true
	negative := settle
	negative.Compensation = jpy(-1)
	accounts := func(after overseas.Phase, unilateral bool) []any {
		e := overseas.ContractLiquidated{FeeRefunded: jpy(0), DepositReturned: money.VND(20_000_000), Compensation: jpy(0), Unilateral: unilateral, After: after, Party: party}
		if after != overseas.Terminated {
			e.DepartedOn = leftOn
		}
		return []any{e}
	}
	returned := contractHistory(left, cameHome)
	const late = "2025-12-31"
	scenario.Run(t, overseas.ContractDecider, scenario.Cases[overseas.ContractCommand]{
		"on the day of return":                 {Given: returned, When: settle, On: "2024-05-17", Today: late, Then: accounts(overseas.Returned, false)},
		"of who withdrew":                      {Given: contractHistory(withdrawn), When: settle, Then: accounts(overseas.Terminated, false)},
		"of who absconded":                     {Given: contractHistory(left, absconded), When: settle, Today: late, Then: accounts(overseas.Absconded, false)},
		"by one side on the 180th day":         {Given: returned, When: alone, On: "2024-11-13", Today: late, Then: accounts(overseas.Returned, true)},
		"by one side on the 179th day":         {Given: returned, When: alone, On: "2024-11-12", Today: late, Refused: overseas.ErrUnilateralTooEarly, Says: "2024-11-13"},
		"counted from the termination":         {Given: contractHistory(left, endedThere, scenario.Happened("2022-08-01", overseas.WorkerReturned{Reason: overseas.ReturnEarlyEmployer, Early: true, After: overseas.Terminated, DepartedOn: leftOn, Party: party})), When: alone, On: "2022-08-28", Today: late, Then: accounts(overseas.Returned, true)},
		"counted from the absconding":          {Given: contractHistory(left, absconded), When: alone, On: "2022-07-08", Today: late, Refused: overseas.ErrUnilateralTooEarly, Says: "2022-07-09"},
		"not before the return":                {Given: returned, When: settle, On: "2024-05-16", Today: late, Refused: overseas.ErrDateOrder},
		"not while abroad":                     {Given: contractHistory(left), When: settle, Refused: overseas.ErrNotEnded},
		"not before departure":                 {Given: contractHistory(), When: settle, Refused: overseas.ErrNotEnded},
		"not twice":                            {Given: contractHistory(left, cameHome, settled), When: settle, Today: late, Refused: overseas.ErrWrongState},
		"not of no contract":                   {When: settle, Refused: overseas.ErrContractUnknown},
		"not with a negative sum":              {Given: returned, When: negative, Today: late, Refused: es.ErrFieldInvalid, Says: "compensation"},
		"not by one side under an unknown set": {Given: returned, When: overseas.LiquidateContract{Unilateral: true}, Today: late, Refused: law.ErrRulesUnknown},
	})
}
