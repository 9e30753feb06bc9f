package sheet

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"vaoso/domain/book"
	"vaoso/domain/es"
	"vaoso/domain/overseas"
)

func (j *Job) agency(e *entry) {
	v := e.row.values
	on := v.day("licensed_on")
	stream := overseas.AgencyID(v["licence_no"])
	e.add(Step{
		Day: on, On: on, Key: key(Agencies, "", strings.TrimPrefix(stream, overseas.AgencyPrefix)), Command: "RegisterAgency", lane: stream,
		ask: asks(overseas.RegisterAgency{
			LicenceNo: v["licence_no"], Name: v["name"], LicensedOn: on, ExpiresOn: v.day("expires_on"), Markets: strings.Split(v["markets"], ";"),
		}),
	})
	compares(e, overseas.AgencyDecider, stream, v, func(l es.Loaded[overseas.Agency]) (present []string, have Values) {
		for _, r := range l.Events {
			if p, ok := r.Payload.(overseas.AgencyRegistered); ok {
				present = append(present, "")
				have = Values{
					"licence_no": p.LicenceNo, "name": p.Name, "licensed_on": p.LicensedOn.String(), "expires_on": p.ExpiresOn.String(),
					"markets": strings.Join(slices.Sorted(slices.Values(p.Markets)), ";"),
				}
			}
		}
		return present, have
	})
}

// The steps of a contract, in their order.
const (
	sign         = "sign"
	orientation  = "orientation"
	registration = "registration"
	dispatch     = "dispatch"
	returning    = "return"
	liquidation  = "liquidation"
)

func (j *Job) contract(e *entry) {
	v := e.row.values
	no, currency := v["contract_no"], v["currency"]
	worker := j.book.Key.Worker(v["citizen_id"])
	step := func(name, column, command string, asked any) {
		if on := v.day(column); !on.IsZero() {
			e.add(Step{Name: name, Day: on, On: on, Key: key(Contracts, name, no), Command: command, lane: worker, ask: asks(asked)})
		}
	}
	signed := func(_ context.Context, b *book.Book) (any, error) {
		if err := wellFormed(b, v); err != nil {
			return nil, err
		}
		return overseas.SignContract{
			Contract: no, CitizenID: v["citizen_id"], LicenceNo: v["licence_no"], Kind: overseas.Kind(v["kind"]), Market: v["market"],
			Occupation: v["occupation"], Months: v.number("months"), MonthlyWage: v.sum("monthly_wage", currency),
			ServiceFee: v.sum("service_fee", currency), BrokerageFee: v.sum("brokerage_fee", currency), Deposit: v.sum("deposit", currency),
		}, nil
	}
	if on := v.day("signed_on"); !on.IsZero() {
		e.add(Step{Name: sign, Day: on, On: on, Key: key(Contracts, sign, no), Command: "SignContract", lane: worker, ask: signed})
	}
	step(orientation, "oriented_on", "RecordOrientation", overseas.RecordOrientation{Contract: no, CertificateNo: v["orientation_certificate"]})
	step(registration, "registered_on", "RegisterContract", overseas.RegisterContract{Contract: no, RegistrationNo: v["registration_no"]})
	step(dispatch, "departed_on", "DispatchOverseas", overseas.DispatchOverseas{Contract: no, ReportedOn: v.day("departed_on")})
	step(returning, "returned_on", "RecordReturn", overseas.RecordReturn{Contract: no, Reason: overseas.ReturnReason(v["return_reason"])})
	step(liquidation, "liquidated_on", "LiquidateContract", overseas.LiquidateContract{Contract: no})
	compares(e, overseas.ContractDecider, overseas.ContractID(no), v, func(l es.Loaded[overseas.Contract]) ([]string, Values) {
		return contractSays(l.Events, v, worker)
	})
}

// contractSays is what the book has of a contract, as the columns say it.
func contractSays(events []es.Recorded, v Values, worker string) (present []string, have Values) {
	have = Values{}
	for _, r := range events {
		on := r.On().String()
		switch p := r.Payload.(type) {
		case overseas.ContractSigned:
			present = append(present, sign)
			have["citizen_id"] = same(v, "citizen_id", p.WorkerID == worker)
			have["licence_no"] = same(v, "licence_no", v["licence_no"] != "" && p.AgencyID == overseas.AgencyID(v["licence_no"]))
			have["kind"], have["market"], have["occupation"], have["signed_on"] = string(p.Kind), p.Market, p.Occupation, on
			have["months"], have["currency"] = strconv.Itoa(p.Months), p.MonthlyWage.Currency
			have["monthly_wage"], have["service_fee"] = minor(p.MonthlyWage), minor(p.ServiceFee)
			have["brokerage_fee"], have["deposit"] = minor(p.BrokerageFee), minor(p.Deposit)
		case overseas.OrientationRecorded:
			present = append(present, orientation)
			have["orientation_certificate"], have["oriented_on"] = p.CertificateNo, on
		case overseas.ContractRegistered:
			present = append(present, registration)
			have["registration_no"], have["registered_on"] = p.RegistrationNo, on
		case overseas.WorkerDispatched, overseas.IrregularDispatchRecorded:
			present = append(present, dispatch)
			have["departed_on"] = on
		case overseas.WorkerReturned:
			present = append(present, returning)
			have["returned_on"], have["return_reason"] = on, string(p.Reason)
		case overseas.ContractLiquidated:
			present = append(present, liquidation)
			have["liquidated_on"] = on
		}
	}
	return present, have
}
