package book_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/overseas"
)

// TestAWholeLifeAbroad goes from the agency's invitation to a job at home after
// the return, through the commands alone.
func TestAWholeLifeAbroad(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.setToday("2025-12-31")
	d.must("RegisterWorker", register, "RegisterAgency", agency,
		"InviteAgency", `{"licenceNo":"26-014","units":["08710","08707"],"market":"JP","quota":12,"on":"2021-01-10"}`,
		"RegisterSupplyContract", `{"licenceNo":"26-014","registrationNo":"CƯ-7","market":"JP","partner":"Nghiệp đoàn Mẫu","occupation":"hàn","quantity":30,"on":"2021-02-01"}`,
		"SignContract", sign, "RecordOrientation", orient, "RegisterContract", approve,
		"AmendContract", `{"contract":"C-2021-0007","months":24,"serviceFee":{"amount":300000,"currency":"JPY"},"on":"2021-04-01"}`,
		"RecordTravelPapers", `{"contract":"C-2021-0007","passportNo":"Z0000001","visaRef":"COE-1","on":"2021-04-02"}`,
		"RecordFee", `{"contract":"C-2021-0007","line":"service","paid":{"amount":300001,"currency":"JPY"},"receiptNo":"BL-1","on":"2021-04-03"}`)
	if _, err := d.ask("DispatchOverseas", dispatch); refusal(t, err) != "ErrFeeAboveCap" {
		t.Error("two years at 150,000 yen have a cap of 300,000")
	}
	d.must("RefundFee", `{"contract":"C-2021-0007","line":"service","amount":{"amount":1,"currency":"JPY"},"on":"2021-05-01"}`,
		"DispatchOverseas", dispatch,
		"ChangeEmployerAbroad", `{"contract":"C-2021-0007","employer":"Nhà máy Mẫu 02","lawful":true,"on":"2022-02-01"}`,
		"RecordIncident", `{"contract":"C-2021-0007","kind":"accident","note":"gãy tay","on":"2022-03-01"}`)
	const stream = "contract-C-2021-0007"
	for _, day := range []string{"2023-02-15", "2023-02-16", "2023-02-16", "2023-04-01", "2023-05-17", "2023-05-18"} {
		on, err := civil.Parse(day)
		if err != nil {
			t.Fatal(err)
		}
		if err := d.NoticeExpiry(t.Context(), stream, on); err != nil {
			t.Fatalf("%s: %v", day, err)
		}
	}
	d.must("RecordReturn", `{"contract":"C-2021-0007","reason":"term","on":"2023-05-17"}`,
		"LiquidateContract", `{"contract":"C-2021-0007","on":"2023-06-17"}`,
		"RegisterEmployer", `{"taxCode":"0000010008","name":"Công ty Mẫu","sector":"C","province":"26","ward":"08728","size":"large","on":"2023-01-01"}`)
	r := d.must("PlaceWorker", `{"citizenId":"000094000123","taxCode":"0000010008","occupation":"hàn","contractKind":"indefinite","monthlyWage":{"amount":9000000,"currency":"VND"},"source":"direct","on":"2023-07-01"}`)
	var placed labour.WorkerPlaced
	if err := json.Unmarshal(r.Events[0].Data, &placed); err != nil || !placed.AfterReturn {
		t.Errorf("a job after the return is %s, %v", r.Events[0].Data, err)
	}
	want := []string{
		"ContractSigned", "OrientationRecorded", "ContractRegistered", "ContractAmended", "TravelPapersRecorded", "FeeRecorded", "FeeRefunded", "WorkerDispatched",
		"EmployerAbroadReplaced", "IncidentRecorded", "ContractExpiryNoticed", "ContractExpiryNoticed", "ContractExpiryNoticed", "WorkerReturned", "ContractLiquidated",
	}
	if got := d.types(stream); !slices.Equal(got, want) {
		t.Errorf("the contract has %v", got)
	}
	if got := d.types("agency-26-014"); !slices.Equal(got, []string{"AgencyRegistered", "AgencyInvited", "SupplyContractRegistered"}) {
		t.Errorf("the agency has %v", got)
	}
	l, err := es.Load(t.Context(), d.Book.Book, overseas.ContractDecider, stream)
	if err != nil || l.State.Noticed != 30 {
		t.Errorf("the last notice was at %d days, %v", l.State.Noticed, err)
	}
	d.showsNothingPersonal(t)
}

// showsNothingPersonal: a contract's history goes to whoever may see the
// contract, so the passport, the visa and what befell the worker aren't in it.
func (d *desk) showsNothingPersonal(t *testing.T) {
	steps, err := d.History(t.Context(), "C-2021-0007")
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(steps)
	if err != nil {
		t.Fatal(err)
	}
	for _, personal := range []string{"Z0000001", "COE-1", "accident", "gãy tay"} {
		if strings.Contains(string(text), personal) {
			t.Errorf("the history shows %q", personal)
		}
	}
	if !strings.Contains(string(text), "BL-1") {
		t.Error("the history lacks the receipt's number")
	}
}

func TestWhatAnInvitationRestsOn(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.must("RegisterAgency", agency)
	for command, want := range map[string]string{
		`{"licenceNo":"26-014","units":["99999"],"market":"JP","quota":1}`:                   "ErrUnitUnknown",
		`{"licenceNo":"26-099","units":["08710"],"market":"JP","quota":1}`:                   "ErrAgencyUnknown",
		`{"licenceNo":"26-014","units":["08710"],"market":"JP","quota":1,"on":"2017-05-11"}`: "ErrLicenceLapsed",
		`{"units":["08710"],"market":"JP","quota":1}`:                                        "ErrFieldMissing",
	} {
		if _, err := d.ask("InviteAgency", command); refusal(t, err) != want {
			t.Errorf("%s: %v, want %s", command, err, want)
		}
	}
}

func TestNoNoticeOfWhatIsntThere(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	if err := d.NoticeExpiry(t.Context(), "contract-C-99", civil.On(2021, 5, 1)); err != nil || len(d.types("contract-C-99")) != 0 {
		t.Errorf("%v, %v", err, d.types("contract-C-99"))
	}
}
