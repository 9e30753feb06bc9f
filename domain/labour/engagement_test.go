package labour_test

import (
	"vaoso/domain/es"
	. "vaoso/domain/labour"
	"vaoso/domain/scenario"
)

func engagementCases() scenario.Cases[WorkerCommand] {
	reserve := func(contract, from string) ReserveEngagement {
		return ReserveEngagement{ContractID: contract, From: day(from), ExpiresOn: day(from).AddDays(7)}
	}
	reserved := func(contract, from string) []any {
		return []any{EngagementReserved{ContractID: contract, From: day(from), ExpiresOn: day(from).AddDays(7)}}
	}
	release := func(contract string, why ReleaseReason, until string) ReleaseEngagement {
		return ReleaseEngagement{ContractID: contract, Reason: why, Until: day(until)}
	}
	released := func(why ReleaseReason, until string) []any {
		return []any{EngagementReleased{ContractID: contract7, Reason: why, Until: day(until)}}
	}
	let := func(given []es.Recorded, why ReleaseReason, on string) []es.Recorded {
		return scenario.Given(given, scenario.Happened(on, released(why, on)...))
	}
	return scenario.Cases[WorkerCommand]{
		"a departure is held":                   {Given: registered(), When: reserve(contract7, "2021-05-18"), Then: reserved(contract7, "2021-05-18")},
		"held once more does nothing":           {Given: held(), When: reserve(contract7, "2021-05-18")},
		"held for another day moves the hold":   {Given: held(), When: reserve(contract7, "2021-05-20"), Then: reserved(contract7, "2021-05-20")},
		"refused while another is held":         {Given: held(), When: reserve(contract8, "2021-05-30"), Refused: ErrReservationHeld, Says: contract7},
		"refused while another is held later":   {Given: held(), When: reserve(contract8, "2021-05-01"), Refused: ErrReservationHeld, Says: "2021-05-18"},
		"refused while abroad":                  {Given: abroad(), When: reserve(contract8, "2021-07-01"), Refused: ErrAlreadyEngaged, Says: contract7},
		"once more after the departure":         {Given: abroad(), When: reserve(contract7, "2021-05-18")},
		"refused to depart twice":               {Given: abroad(), When: reserve(contract7, "2021-07-01"), Refused: ErrAlreadyEngaged, Says: contract7},
		"refused while at work":                 {Given: atWork(), When: reserve(contract7, "2021-05-18"), Refused: ErrAlreadyEngaged, Says: firstJob.String()},
		"refused before a job that comes":       {Given: atWork(), When: reserve(contract7, "2021-03-01"), Refused: ErrAlreadyEngaged},
		"held after the term":                   {Given: atWork(), When: reserve(contract7, "2022-03-10"), Then: reserved(contract7, "2022-03-10")},
		"held after the return":                 {Given: back("2021-09-30"), When: reserve(contract8, "2021-10-01"), Then: reserved(contract8, "2021-10-01")},
		"refused on the day of the return":      {Given: back("2021-09-30"), When: reserve(contract8, "2021-09-30"), Refused: ErrAlreadyEngaged, Says: "2021-05-18 to 2021-09-30"},
		"held again when the return was a slip": {Given: back("2021-09-30"), When: reserve(contract7, "2021-05-18"), Then: reserved(contract7, "2021-05-18")},
		"held after the hold expired":           {Given: let(held(), Expired, "2021-05-26"), When: reserve(contract8, "2021-05-20"), Then: reserved(contract8, "2021-05-20")},
		"refused for the dead":                  {Given: died("2021-05-17"), When: reserve(contract7, "2021-05-18"), Refused: ErrWorkerInactive},
		"refused with nothing said": {
			Given: registered(), When: ReserveEngagement{}, Refused: es.ErrFieldMissing, Says: "contractId",
			Also: []*es.Refusal{es.ErrFieldMissing, es.ErrFieldMissing},
		},
		"refused when it expires before it starts": {
			Given: registered(), When: ReserveEngagement{ContractID: contract7, From: day("2021-05-18"), ExpiresOn: day("2021-05-17")},
			Refused: es.ErrFieldInvalid, Says: "expiresOn",
		},

		"a departure is confirmed":         {Given: held(), When: ConfirmEngagement{ContractID: contract7}, Then: []any{EngagementConfirmed{ContractID: contract7}}},
		"confirmed once more does nothing": {Given: abroad(), When: ConfirmEngagement{ContractID: contract7}},
		"refused to confirm what isn't":    {Given: registered(), When: ConfirmEngagement{ContractID: contract7}, Refused: ErrReservationUnknown, Says: contract7},
		"refused to confirm what is over":  {Given: let(held(), Expired, "2021-05-26"), When: ConfirmEngagement{ContractID: contract7}, Refused: ErrReservationUnknown},
		"refused to confirm nothing":       {Given: held(), When: ConfirmEngagement{}, Refused: es.ErrFieldMissing, Says: "contractId"},

		"a return":                              {Given: abroad(), When: release(contract7, Returned, "2021-09-30"), Then: released(Returned, "2021-09-30")},
		"a return today":                        {Given: abroad(), When: ReleaseEngagement{ContractID: contract7, Reason: Returned}, On: "2021-09-30", Then: released(Returned, "2021-09-30")},
		"a return once more does nothing":       {Given: back("2021-09-30"), When: release(contract7, Returned, "2021-09-30")},
		"a termination after it does nothing":   {Given: back("2021-09-30"), When: release(contract7, Terminated, "2021-10-30")},
		"an annulled departure, returned from":  {Given: back("2021-09-30"), When: release(contract7, Annulled, "2021-10-30"), Then: released(Annulled, "2021-10-30")},
		"annulled once more does nothing":       {Given: let(abroad(), Annulled, "2021-06-01"), When: release(contract7, Annulled, "2021-10-30")},
		"a hold expires before the departure":   {Given: held(), When: release(contract7, Expired, "2021-05-10"), Then: released(Expired, "2021-05-10")},
		"refused to return before departure":    {Given: abroad(), When: release(contract7, Returned, "2021-05-17"), Refused: ErrEndBeforeStart, Says: "2021-05-18"},
		"refused to terminate before departure": {Given: abroad(), When: release(contract7, Terminated, "2021-05-17"), Refused: ErrEndBeforeStart},
		"refused to release what isn't held":    {Given: held(), When: release(contract8, Returned, "2021-09-30"), Refused: ErrReservationUnknown, Says: contract8},
		"refused to release for no good reason": {Given: held(), When: ReleaseEngagement{ContractID: contract7, Reason: "lost"}, Refused: es.ErrFieldInvalid, Says: "expired"},
	}
}
