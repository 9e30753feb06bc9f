package overseas_test

import (
	"testing"

	"vaoso/domain/es"
	"vaoso/domain/overseas"
	"vaoso/domain/scenario"
)

func TestInviteAgency(t *testing.T) {
	t.Parallel()
	invite := overseas.InviteAgency{Agency: "26-014", Units: []string{"08713", "08707", "08713"}, Market: "JP", Quota: 12}
	invited := []any{overseas.AgencyInvited{Units: []string{"08707", "08713"}, Market: "JP", Quota: 12}}
	korea := invite
	korea.Market = "KR"
	public := registered
	public.Type = overseas.PublicUnit
	scenario.Run(t, overseas.AgencyDecider, scenario.Cases[overseas.AgencyCommand]{
		"invited, each unit once":              {Given: agencyHistory(), When: invite, Then: invited},
		"on the last valid day":                {Given: agencyHistory(), When: invite, On: "2023-01-01", Today: "2023-01-02", Then: invited},
		"not once it lapsed":                   {Given: agencyHistory(), When: invite, On: "2023-01-02", Today: "2023-01-02", Refused: overseas.ErrLicenceLapsed},
		"not while suspended":                  {Given: agencyHistory(suspended("2021-07-01", "2021-08-29")), When: invite, On: "2021-08-29", Refused: overseas.ErrLicenceSuspended},
		"again once it is over":                {Given: agencyHistory(suspended("2021-07-01", "2021-08-29")), When: invite, On: "2021-08-30", Then: invited},
		"not once revoked":                     {Given: agencyHistory(revoked("2021-07-01")), When: invite, On: "2021-07-01", Refused: overseas.ErrLicenceRevoked},
		"not for a market that it lacks":       {Given: agencyHistory(), When: korea, Refused: overseas.ErrMarketNotLicensed, Says: "KR"},
		"all that is wrong":                    {Given: agencyHistory(suspended("2022-07-01", ""), revoked("2022-07-01")), When: korea, On: "2023-02-01", Today: "2023-02-01", Refused: overseas.ErrLicenceRevoked, Also: []*es.Refusal{overseas.ErrLicenceSuspended, overseas.ErrLicenceLapsed, overseas.ErrMarketNotLicensed}},
		"a public unit needs no licence":       {Given: scenario.Given(scenario.Happened("2021-01-04", public)), When: korea, Then: []any{overseas.AgencyInvited{Units: []string{"08707", "08713"}, Market: "KR", Quota: 12}}},
		"no agency":                            {When: invite, Refused: overseas.ErrAgencyUnknown, Says: "26-014"},
		"everything that is missing":           {Given: agencyHistory(), When: overseas.InviteAgency{}, Refused: es.ErrFieldMissing, Also: []*es.Refusal{es.ErrFieldMissing, es.ErrFieldInvalid}},
		"not more than there are people there": {Given: agencyHistory(), When: overseas.InviteAgency{Units: []string{"08707"}, Market: "JP", Quota: 10_001}, Refused: es.ErrFieldInvalid, Says: "quota"},
	})
}

func TestRegisterSupplyContract(t *testing.T) {
	t.Parallel()
	register := overseas.RegisterSupplyContract{Agency: "26-014", RegistrationNo: "CƯ-7", Market: "JP", Partner: "Nghiệp đoàn Mẫu", Occupation: "hàn", Quantity: 30, ValidTo: scenario.Day("2022-12-31")}
	fact := overseas.SupplyContractRegistered{RegistrationNo: "CƯ-7", Market: "JP", Partner: "Nghiệp đoàn Mẫu", Occupation: "hàn", Quantity: 30, ValidTo: scenario.Day("2022-12-31")}
	other := register
	other.Quantity = 31
	endless := register
	endless.ValidTo = scenario.Day("")
	withoutEnd := fact
	withoutEnd.ValidTo = scenario.Day("")
	before := scenario.Happened("2021-02-01", fact)
	scenario.Run(t, overseas.AgencyDecider, scenario.Cases[overseas.AgencyCommand]{
		"registered":                  {Given: agencyHistory(), When: register, On: "2021-02-01", Then: []any{fact}},
		"without a term":              {Given: agencyHistory(), When: endless, On: "2021-02-01", Then: []any{withoutEnd}},
		"for one day":                 {Given: agencyHistory(), When: register, On: "2022-12-31", Today: "2022-12-31", Then: []any{fact}},
		"not over before it begins":   {Given: agencyHistory(), When: register, On: "2023-01-01", Today: "2023-01-01", Refused: overseas.ErrDateOrder},
		"the same again":              {Given: agencyHistory(before), When: register, On: "2021-03-01"},
		"the number with other terms": {Given: agencyHistory(before), When: other, On: "2021-03-01", Refused: overseas.ErrSupplyContractExists, Says: "CƯ-7"},
		"not once revoked":            {Given: agencyHistory(revoked("2021-07-01")), When: register, On: "2021-07-01", Refused: overseas.ErrLicenceRevoked},
		"no agency":                   {When: register, Refused: overseas.ErrAgencyUnknown},
		"everything that is missing":  {Given: agencyHistory(), When: overseas.RegisterSupplyContract{}, Refused: es.ErrFieldMissing, Also: []*es.Refusal{es.ErrFieldMissing, es.ErrFieldMissing, es.ErrFieldMissing, es.ErrFieldInvalid}},
	})
}
