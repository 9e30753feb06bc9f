package book_test

import (
	"errors"
	"strings"
	"testing"

	"vaoso/domain/book"
	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/supervision"
)

// TestAContractThatOthersName isn't annulled: whoever signs under its number next
// would have their complaint. Behind it nothing names it any more.
func TestAContractThatOthersName(t *testing.T) {
	t.Parallel()
	const inspection = `{"inspection":"KT-9","licenceNo":"26-014","inspector":"Thanh tra Mẫu 01","on":"2021-06-01"}`
	for name, c := range map[string]struct{ before, command, asked, undo, undone, called string }{
		"a complaint":     {"", "LodgeComplaint", `{"complaint":"KN-9","contract":"C-2021-0007","subject":"x","on":"2021-06-01"}`, "AnnulComplaint", `{"complaint":"KN-9","reason":"nhầm"}`, "khiếu nại, phản ánh KN-9"},
		"an inspection":   {"", "OpenInspection", `{"inspection":"KT-9","contract":"C-2021-0007","inspector":"Thanh tra Mẫu 01","on":"2021-06-01"}`, "AnnulInspection", `{"inspection":"KT-9","reason":"nhầm"}`, "cuộc kiểm tra KT-9"},
		"a finding":       {inspection, "RecordFinding", `{"inspection":"KT-9","findingId":"1","contract":"C-2021-0007","text":"x","severity":"major","legalBasis":"Đ.21","on":"2021-06-02"}`, "AnnulFinding", `{"inspection":"KT-9","findingId":"1","reason":"nhầm"}`, "cuộc kiểm tra KT-9"},
		"a refuted flag":  {"", "RefuteFlag", `{"flagId":"RF02-C-2021-0007","reason":"đã xem hồ sơ","on":"2021-06-02"}`, "RestoreFlag", `{"flagId":"RF02-C-2021-0007","reason":"nhầm"}`, "cảnh báo đã bác bỏ RF02-C-2021-0007"},
		"the last of all": {"", "RefuteFlag", `{"flagId":"RF15-C-2021-0007","reason":"đã xem hồ sơ","on":"2021-06-02"}`, "RestoreFlag", `{"flagId":"RF15-C-2021-0007","reason":"nhầm"}`, "cảnh báo đã bác bỏ RF15-C-2021-0007"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			d.must("RegisterWorker", register, "RegisterAgency", agency, "SignContract", sign)
			if c.before != "" {
				d.must("OpenInspection", c.before)
			}
			first, err := d.proposed(ofContract, contract, "ContractSigned", "")
			if err != nil {
				t.Fatal(err)
			}
			d.must(c.command, c.asked)
			if err := d.confirms("named", ofContract, first); !errors.Is(err, correction.ErrDependentFacts) {
				t.Errorf("proposed before, confirmed behind it: %v", err)
			}
			_, err = d.proposed(ofContract, contract, "ContractSigned", "")
			if refused, is := es.AsRefused(err); !is || !errors.Is(err, correction.ErrDependentFacts) || !strings.HasSuffix(refused.Vietnamese(), c.called) {
				t.Errorf("proposed behind it: %v", err)
			}
			d.must(c.undo, c.undone)
			if err := d.confirms("free", ofContract, first); err != nil {
				t.Fatal(err)
			}
			if _, err := d.ask(c.command, c.asked); !errors.Is(err, supervision.ErrSubjectUnknown) {
				t.Errorf("about the annulled contract: %v", err)
			}
			d.must("SignContract", sign)
			d.must(c.command, c.asked)
		})
	}
}

// TestAWorkerWhoseContractWasAnnulled is annulled behind it, also where the worker
// had withdrawn; a termination that is taken back finds the worker there.
func TestAWorkerWhoseContractWasAnnulled(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	annul := `{"citizenId":"000094000123","reason":"nhầm số định danh"}`
	d.must("RegisterWorker", register, "RegisterAgency", agency, "SignContract", sign, "TerminateContract", `{"contract":"C-2021-0007","reason":"rút","on":"2021-05-18"}`)
	for _, typ := range []string{"ContractTerminated", "ContractSigned"} {
		d.refuses(correction.ErrDependentFacts, "AnnulWorker", annul)
		if err := d.annuls(ofContract, contract, typ); err != nil {
			t.Fatal(err)
		}
	}
	d.must("AnnulWorker", annul)
}

// TestWhoWasHeldIsLetGoBeforeAnotherSigns: a hold that came as the contract was
// annulled, which the policy hasn't released yet.
func TestWhoWasHeldIsLetGoBeforeAnotherSigns(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.must("RegisterWorker", register, "RegisterAgency", agency, "SignContract", sign, "RegisterWorker", strings.ReplaceAll(register, personA, "000094000131"))
	if err := d.annuls(ofContract, contract, "ContractSigned"); err != nil {
		t.Fatal(err)
	}
	on := d.worker(personA).Events[0].On()
	hold := es.Envelope{Actor: "test", Role: "system", Unit: "city", Command: "ReserveEngagement", Reason: "test", Key: "hold", On: on}
	if _, err := es.Handle(t.Context(), d.Book.Book, labour.WorkerDeciderIn(d.Units), d.Key.Worker(personA), hold,
		labour.WorkerCommand(labour.ReserveEngagement{ContractID: contract, From: on, ExpiresOn: on.AddDays(7)})); err != nil {
		t.Fatal(err)
	}
	d.must("SignContract", strings.ReplaceAll(sign, personA, "000094000131"))
	if engaged := d.worker(personA).State.Engagements(); len(engaged) != 0 {
		t.Errorf("held still: %+v", engaged)
	}
}

// TestAStayAbroadHoldsTheContract: crashes left a stay on the worker's stream that
// the contract hasn't; the contract isn't annulled before the policy took it away.
func TestAStayAbroadHoldsTheContract(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.must("RegisterWorker", register, "RegisterAgency", agency, "SignContract", sign, "RecordOrientation", orient, "RegisterContract", approve,
		"DispatchOverseas", dispatch, "RecordReturn", cameBack)
	for _, typ := range []string{"WorkerReturned", "WorkerDispatched", "ContractRegistered", "OrientationRecorded"} {
		d.crashAt("corrected")
		if _, err := d.proposed(ofContract, contract, typ, ""); !errors.Is(err, errCrash) {
			t.Fatal(err)
		}
		d.crashAt("corrected")
		if err := d.confirms(typ, ofContract, d.idOf(contract, "CorrectionProposed")); !errors.Is(err, errCrash) {
			t.Fatalf("%s: %v", typ, err)
		}
	}
	d.Step = nil
	if _, err := d.proposed(ofContract, contract, "ContractSigned", ""); !errors.Is(err, correction.ErrDependentFacts) {
		t.Errorf("under a stay abroad: %v", err)
	}
	if err := d.Settle(t.Context(), contract); err != nil {
		t.Fatal(err)
	}
	if err := d.annuls(ofContract, contract, "ContractSigned"); err != nil {
		t.Error(err)
	}
}

// TestAnAttendanceByItsNumber: the clerk of the unit that it was recorded of takes
// it back, once however often it is asked; nobody else, whatever else is said.
func TestAnAttendanceByItsNumber(t *testing.T) {
	t.Parallel()
	d, _ := lived(t)
	by := func(unit, key, attendance string) error {
		_, err := d.askAs(book.Request{Role: string(book.WardClerk), Unit: unit, Key: key}, "AnnulAttendance", `{"capacity":"2021-01",`+attendance+`,"reason":"nhầm"}`)
		return err
	}
	if err := by(otherWard, "a", `"number":1`); !errors.Is(err, book.ErrOtherWard) {
		t.Errorf("another ward's clerk: %v", err)
	}
	for _, number := range []string{"2", "99"} {
		if err := by(otherWard, "b"+number, `"number":`+number+`,"personRef":"CB-1","unit":"08713","kind":"official"`); !errors.Is(err, correction.ErrNothingToCorrect) {
			t.Errorf("another ward's clerk, by number %s that isn't there, and by all that was entered: %v", number, err)
		}
	}
	for range 2 {
		if err := by(wardNow, "c", `"number":1`); err != nil {
			t.Errorf("the ward's own clerk: %v", err)
		}
	}
	if err := by(wardNow, "d", `"number":1`); !errors.Is(err, correction.ErrNothingToCorrect) {
		t.Errorf("taken back already: %v", err)
	}
}
