package book

import (
	"context"
	"fmt"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/overseas"
)

// inviteAgency takes units that there are on the day alone.
func inviteAgency(c *call, cmd overseas.InviteAgency) (Result, error) {
	for _, unit := range cmd.Units {
		if err := c.unitOn(unit, c.on()); err != nil {
			return Result{}, err
		}
	}
	return agencyCommand(c, cmd.Agency, cmd.LicenceNo, cmd)
}

func registerSupplyContract(c *call, cmd overseas.RegisterSupplyContract) (Result, error) {
	return agencyCommand(c, cmd.Agency, cmd.LicenceNo, cmd)
}

func recordTravelPapers(c *call, cmd overseas.RecordTravelPapers) (Result, error) {
	return contractCommand(c, cmd.Contract, cmd)
}

func recordFee(c *call, cmd overseas.RecordFee) (Result, error) {
	return contractCommand(c, cmd.Contract, cmd)
}

func refundFee(c *call, cmd overseas.RefundFee) (Result, error) {
	return contractCommand(c, cmd.Contract, cmd)
}

func amendContract(c *call, cmd overseas.AmendContract) (Result, error) {
	return contractCommand(c, cmd.Contract, cmd)
}

func changeEmployerAbroad(c *call, cmd overseas.ChangeEmployerAbroad) (Result, error) {
	return contractCommand(c, cmd.Contract, cmd)
}

func recordIncident(c *call, cmd overseas.RecordIncident) (Result, error) {
	return contractCommand(c, cmd.Contract, cmd)
}

// expiryActor is who writes the notices of contracts that run out.
const expiryActor = "policy-expiry"

// NoticeExpiry notes that a contract's worker is due back soon, as of a day that
// has passed. It writes what is due on that day and nothing else, so it may be
// called at any time and any number of times.
func (b *Book) NoticeExpiry(ctx context.Context, contractStream string, day civil.Date) error {
	c := &call{Book: b, ctx: ctx}
	contract, err := load(c, overseas.ContractDecider, contractStream)
	if err != nil {
		return err
	}
	state := contract.State
	if !state.Exists() {
		return nil
	}
	// The notices before and the day due back make the key: the same notice is
	// written once however often it is tried.
	c.env = es.Envelope{
		Actor: expiryActor, Role: string(System), Unit: "city", Command: "NoticeExpiry", On: day,
		Reason: "chính sách báo hết hạn: theo ngày đã qua", Key: fmt.Sprintf("policy:NoticeExpiry:%s:%s:%d", contractStream, state.DueBackOn, state.Noticed),
	}
	_, err = handle(c, overseas.ContractDecider, contractStream, overseas.ContractCommand(overseas.NoticeExpiry{Contract: state.No}))
	return err
}
