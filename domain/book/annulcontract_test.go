package book_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/overseas"
)

const ofAgency = `"licenceNo":"26-014"`

// annuls is a proposal and another person's confirmation of it.
func (d *desk) annuls(subject, stream, typ string) error {
	d.t.Helper()
	id, err := d.proposed(subject, stream, typ, "")
	if err != nil {
		return err
	}
	return d.confirms("confirm "+id.String(), subject, id)
}

// TestAContractThatWasNeverSigned is annulled by two people once nothing stands on
// it, and its number is taken again, for another worker.
func TestAContractThatWasNeverSigned(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.must("RegisterWorker", register, "RegisterAgency", agency, "SignContract", sign, "RecordOrientation", orient)
	if err := d.annuls(ofContract, contract, "ContractSigned"); !errors.Is(err, correction.ErrDependentFacts) {
		t.Errorf("under its certificate: %v", err)
	}
	if err := d.annuls(ofContract, contract, "OrientationRecorded"); err != nil {
		t.Fatal(err)
	}
	id, err := d.proposed(ofContract, contract, "ContractSigned", "")
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // the same key again comes to the same, though there is no contract any more
		if err := d.confirms("once", ofContract, id); err != nil {
			t.Fatal(err)
		}
	}
	if d.state().Exists() {
		t.Error("it is there still")
	}
	if _, err := d.ask("RecordOrientation", orient); !errors.Is(err, overseas.ErrContractUnknown) {
		t.Errorf("a certificate of no contract: %v", err)
	}
	d.must("RegisterWorker", strings.ReplaceAll(register, "000094000123", "000094000124"), "SignContract", strings.ReplaceAll(sign, "000094000123", "000094000124"))
	if got := d.state().WorkerID; got != d.Key.Worker("000094000124") {
		t.Errorf("signed by %s", got)
	}
	want := []string{"ContractSigned", "OrientationRecorded", "CorrectionProposed", "CorrectionConfirmed", "ContractCorrected", "CorrectionProposed", "CorrectionConfirmed", "ContractAnnulled", "ContractSigned"}
	if got := d.types(contract); !slices.Equal(got, want) {
		t.Errorf("the stream has %v", got)
	}
}

// TestWhoIsHeldForAnAnnulledContract is let go: a hold that stands holds the
// annulment back, and one that comes at the same moment is released by the policy.
func TestWhoIsHeldForAnAnnulledContract(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.must("RegisterWorker", register, "RegisterAgency", agency, "SignContract", sign)
	id, err := d.proposed(ofContract, contract, "ContractSigned", "")
	if err != nil {
		t.Fatal(err)
	}
	hold := es.Envelope{Actor: "test", Role: "system", Unit: "city", Command: "ReserveEngagement", Reason: "test", Key: "hold", On: d.worker(personA).Events[0].On()}
	if _, err := es.Handle(t.Context(), d.Book.Book, labour.WorkerDeciderIn(d.Units), d.Key.Worker(personA), hold,
		labour.WorkerCommand(labour.ReserveEngagement{ContractID: contract, From: hold.On, ExpiresOn: hold.On.AddDays(7)})); err != nil {
		t.Fatal(err)
	}
	if err := d.confirms("held", ofContract, id); !errors.Is(err, correction.ErrDependentFacts) {
		t.Fatalf("while the worker is held: %v", err)
	}
	// The decision itself, as if the hold had come behind what it looked at.
	moment := es.Envelope{Actor: "u-other", Role: "city_officer", Unit: "city", Command: "ConfirmCorrection", Reason: "test", Key: "moment"}
	if _, err := es.Handle(t.Context(), d.Book.Book, overseas.ContractDecider, contract, moment, overseas.ContractCommand(overseas.ConfirmCorrection{
		ConfirmCorrection: correction.ConfirmCorrection{ProposalID: id}, Beside: overseas.Beside{Limits: d.Limits},
	})); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := d.Settle(t.Context(), contract); err != nil {
			t.Fatal(err)
		}
	}
	if got := d.worker(personA).State.Engagements(); len(got) != 0 {
		t.Errorf("engaged still: %+v", got)
	}
}

// TestAnAgencyRegisteredByMistake is annulled once nothing names it: no fact of its
// own, no contract, no inspection, no complaint.
func TestAnAgencyRegisteredByMistake(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.must("RegisterWorker", register, "RegisterAgency", agency)
	for _, stands := range []struct{ command, asked, subject, stream, typ, undo string }{
		{"AddMarket", `{"licenceNo":"26-014","market":"KR","on":"2021-01-10"}`, ofAgency, agency014, "MarketAdded", ""},
		{"SignContract", sign, ofContract, contract, "ContractSigned", ""},
		{"OpenInspection", `{"inspection":"KT-9","licenceNo":"26-014","inspector":"Thanh tra Mẫu 01","on":"2021-06-01"}`, "", "", "", `AnnulInspection {"inspection":"KT-9","reason":"nhầm"}`},
		{"LodgeComplaint", `{"complaint":"KN-9","licenceNo":"26-014","subject":"x","on":"2021-06-01"}`, "", "", "", `AnnulComplaint {"complaint":"KN-9","reason":"nhầm"}`},
		{"RefuteFlag", `{"flagId":"RF11-26-014","reason":"đã xem hồ sơ","on":"2021-06-01"}`, "", "", "", `RestoreFlag {"flagId":"RF11-26-014","reason":"nhầm"}`},
	} {
		d.must(stands.command, stands.asked)
		if err := d.annuls(ofAgency, agency014, "AgencyRegistered"); !errors.Is(err, correction.ErrDependentFacts) {
			t.Errorf("with %s: %v", stands.command, err)
		}
		if stands.undo == "" {
			if err := d.annuls(stands.subject, stands.stream, stands.typ); err != nil {
				t.Fatalf("%s: %v", stands.typ, err)
			}
			continue
		}
		name, asked, _ := strings.Cut(stands.undo, " ")
		d.must(name, asked)
	}
	if err := d.annuls(ofAgency, agency014, "AgencyRegistered"); err != nil {
		t.Fatal(err)
	}
	if _, err := d.ask("SignContract", sign); !errors.Is(err, overseas.ErrAgencyUnknown) {
		t.Errorf("a contract with it: %v", err)
	}
	d.must("RegisterAgency", agency, "SignContract", sign)
}

// TestAnInvitationsUnitsAreCorrected, to units that there are, in their order.
func TestAnInvitationsUnitsAreCorrected(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.must("RegisterAgency", agency, "InviteAgency", `{"licenceNo":"26-014","units":["08710"],"market":"JP","quota":12,"on":"2021-01-10"}`)
	if _, err := d.proposed(ofAgency, agency014, "AgencyInvited", `[{"field":"units","to":["99999"]}]`); !errors.Is(err, labour.ErrUnitUnknown) {
		t.Errorf("a unit that there isn't: %v", err)
	}
	if _, err := d.proposed(ofAgency, agency014, "AgencyInvited", `[{"field":"units","to":["08710","08710"]}]`); !errors.Is(err, correction.ErrNothingToCorrect) {
		t.Errorf("the same unit: %v", err)
	}
	id, err := d.proposed(ofAgency, agency014, "AgencyInvited", `[{"field":"units","to":["08728","08707","08728"]}]`)
	if err == nil {
		err = d.confirms("units", ofAgency, id)
	}
	if err != nil {
		t.Fatal(err)
	}
	a, err := es.Load(t.Context(), d.Book.Book, overseas.AgencyDecider, agency014)
	if err != nil {
		t.Fatal(err)
	}
	if p, is := a.State.Ledger.Facts[1].Payload.(overseas.AgencyInvited); !is || !slices.Equal(p.Units, []string{"08707", "08728"}) {
		t.Errorf("it stands as %+v", a.State.Ledger.Facts[1].Payload)
	}
}

// TestARepresentativeIsCorrected by one person; the name stands in its own field
// alone, and survives a later correction of the registration.
func TestARepresentativeIsCorrected(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.must("RegisterAgency", agency)
	r := d.must("CorrectRepresentative", `{"licenceNo":"26-014","representative":"Nguyễn Thị Mẫu","reason":"sai tên"}`)
	public, err := overseas.Events.Public(r.Events[0])
	if err != nil || strings.Contains(string(public.Data), "Mẫu") || strings.Count(string(r.Events[0].Data), "Nguyễn Thị Mẫu") != 1 {
		t.Errorf("written as %s, public %s, %v", r.Events[0].Data, public.Data, err)
	}
	if _, err := d.ask("CorrectRepresentative", `{"licenceNo":"26-014","representative":"Nguyễn Thị Mẫu","reason":"sai tên"}`); !errors.Is(err, correction.ErrNothingToCorrect) {
		t.Errorf("the same again: %v", err)
	}
	if _, err := d.ask("CorrectRepresentative", `{"licenceNo":"26-999","representative":"x","reason":"sai tên"}`); !errors.Is(err, overseas.ErrAgencyUnknown) {
		t.Errorf("of no agency: %v", err)
	}
	id, err := d.proposed(ofAgency, agency014, "AgencyRegistered", `[{"field":"name","to":"Công ty Mẫu B"}]`)
	if err == nil {
		err = d.confirms("name", ofAgency, id)
	}
	if err != nil {
		t.Fatal(err)
	}
	a, err := es.Load(t.Context(), d.Book.Book, overseas.AgencyDecider, agency014)
	if err != nil {
		t.Fatal(err)
	}
	if p := a.State.Ledger.Facts[0].Payload.(overseas.AgencyRegistered); p.Representative != "Nguyễn Thị Mẫu" || p.Name != "Công ty Mẫu B" {
		t.Errorf("it stands as %s", fmt.Sprintf("%+v", p))
	}
}
