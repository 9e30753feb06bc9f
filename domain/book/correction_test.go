package book_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"vaoso/domain/book"
	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/overseas"
)

// idOf is the id of the last event of the type in a stream.
func (d *desk) idOf(stream, typ string) (id es.UUID) {
	d.t.Helper()
	for e, err := range d.Log.Read(d.t.Context(), stream, 0, es.Forward) {
		if err != nil {
			d.t.Fatal(err)
		}
		if e.Type == typ {
			id = e.ID
		}
	}
	if id.IsZero() {
		d.t.Fatalf("%s has no %s", stream, typ)
	}
	return id
}

// proposed is the id of a new proposal; changes are JSON, "" to annul.
func (d *desk) proposed(subject, stream, typ, changes string) (es.UUID, error) {
	d.t.Helper()
	action := `"annul"`
	if changes != "" {
		action = `"correct","changes":` + changes
	}
	r, err := d.ask("ProposeCorrection", fmt.Sprintf(`{%s,"eventId":"%s","action":%s}`, subject, d.idOf(stream, typ), action))
	if err != nil {
		return es.UUID{}, err
	}
	return r.Events[0].ID, nil
}

// confirms lets another person confirm.
func (d *desk) confirms(key, subject string, proposal es.UUID) error {
	_, err := d.askAs(book.Request{Key: key, Actor: "u-other"}, "ConfirmCorrection", fmt.Sprintf(`{%s,"proposalId":"%s"}`, subject, proposal))
	return err
}

// corrects is both.
func (d *desk) corrects(stream, typ, changes string) {
	d.t.Helper()
	id, err := d.proposed(ofContract, stream, typ, changes)
	if err == nil {
		err = d.confirms("confirm "+id.String(), ofContract, id)
	}
	if err != nil {
		d.t.Fatalf("%s %s: %v", typ, changes, err)
	}
}

func (d *desk) state() overseas.Contract {
	d.t.Helper()
	c, err := es.Load(d.t.Context(), d.Book.Book, overseas.ContractDecider, contract)
	if err != nil {
		d.t.Fatal(err)
	}
	return c.State
}

const (
	ofContract = `"contract":"C-2021-0007"`
	aJob       = `{"citizenId":"000094000123","contractKind":"self_employed","occupation":"hàn","monthlyWage":{"amount":6000000,"currency":"VND"},"source":"self","on":%q,"reportedOn":%q}`
	cameBack   = `{"contract":"C-2021-0007","reason":"early_own","on":"2021-09-01"}`
)

// TestTwoPeopleAnnulADeparture: nothing changes by a proposal; the confirmation
// takes the departure out of both streams.
func TestTwoPeopleAnnulADeparture(t *testing.T) {
	t.Parallel()
	d := ready(t)
	d.must("DispatchOverseas", dispatch)
	id, err := d.proposed(ofContract, contract, "WorkerDispatched", "")
	if err != nil || d.state().Phase != overseas.Departed {
		t.Fatalf("%v, %s", err, d.state().Phase)
	}
	confirm := fmt.Sprintf(`{%s,"proposalId":"%s"}`, ofContract, id)
	if _, err := d.ask("ConfirmCorrection", confirm); !errors.Is(err, correction.ErrSamePerson) {
		t.Fatalf("confirmed by the proposer: %v", err)
	}
	if _, err := d.askAs(book.Request{Key: "insp", Actor: "u-other", Role: "inspector"}, "ConfirmCorrection", confirm); !errors.Is(err, es.ErrNotPermitted) {
		t.Fatalf("an inspector confirmed a contract's: %v", err)
	}
	if err := d.confirms("go", ofContract, id); err != nil {
		t.Fatal(err)
	}
	if got := d.state(); got.Phase != overseas.Signed || !got.DepartedOn.IsZero() {
		t.Errorf("the contract is %+v", got)
	}
	if engaged := d.worker(personA).State.Engagements(); len(engaged) != 0 {
		t.Errorf("the worker is engaged: %+v", engaged)
	}
	if err := d.confirms("again", ofContract, id); !errors.Is(err, correction.ErrProposalSettled) {
		t.Errorf("confirmed twice: %v", err)
	}
	if _, err := d.proposed(ofContract, contract, "WorkerDispatched", ""); !errors.Is(err, correction.ErrAlreadyAnnulled) {
		t.Errorf("annulled twice: %v", err)
	}
	d.must("DispatchOverseas", `{"contract":"C-2021-0007","reportedOn":"2021-06-20","on":"2021-06-20"}`)
	if engaged := d.worker(personA).State.Engagements(); len(engaged) != 1 || engaged[0].From.String() != "2021-06-20" {
		t.Errorf("the worker left anew: %+v", engaged)
	}
}

// TestWhatStandsOnADeparture isn't pulled from under.
func TestWhatStandsOnADeparture(t *testing.T) {
	t.Parallel()
	d := ready(t)
	d.must("DispatchOverseas", dispatch, "RecordReturn", cameBack)
	if _, err := d.proposed(ofContract, contract, "WorkerDispatched", ""); !errors.Is(err, correction.ErrDependentFacts) {
		t.Errorf("a departure with a return was annulled: %v", err)
	}
	if _, err := d.proposed(ofContract, contract, "WorkerDispatched", `[{"field":"on","to":"2021-09-02"}]`); !errors.Is(err, correction.ErrNothingToCorrect) && !errors.Is(err, overseas.ErrDateOrder) && !errors.Is(err, correction.ErrDependentFacts) {
		t.Errorf("a departure after the return: %v", err)
	}
	if _, err := d.proposed(ofContract, contract, "WorkerDispatched", `[{"field":"on","to":"2021-03-01"}]`); !errors.Is(err, overseas.ErrDateOrder) {
		t.Errorf("a departure before the signing: %v", err)
	}
	if _, err := d.proposed(ofContract, contract, "WorkerDispatched", `[{"field":"ward","to":"08728"}]`); !errors.Is(err, es.ErrFieldInvalid) {
		t.Errorf("a field that follows from others: %v", err)
	}
	if _, err := d.proposed(ofContract, contract, "ContractSigned", ""); !errors.Is(err, correction.ErrDependentFacts) {
		t.Errorf("a signing with a departure was annulled: %v", err)
	}
}

// TestACorrectedDayMovesTheEngagement, of a departure and of a return, also where
// a later job has the days behind.
func TestACorrectedDayMovesTheEngagement(t *testing.T) {
	t.Parallel()
	d := ready(t)
	d.must("DispatchOverseas", dispatch, "RecordReturn", cameBack, "PlaceWorker", fmt.Sprintf(aJob, "2021-11-01", "2021-11-01"))
	d.corrects(contract, "WorkerDispatched", `[{"field":"on","to":"2021-05-20"},{"field":"reportedOn","to":"2021-05-21"}]`)
	d.corrects(contract, "WorkerReturned", `[{"field":"on","to":"2021-09-15"}]`)
	e := d.worker(personA).State.Engagements()
	if len(e) != 2 || e[0].From.String() != "2021-05-20" || e[0].To.String() != "2021-09-15" || e[0].Kind != labour.ByContract {
		t.Errorf("engagements %+v", e)
	}
	if got := d.state(); got.DueBackOn.String() != "2024-05-19" {
		t.Errorf("due back on %s", got.DueBackOn)
	}
	if _, err := d.proposed(ofContract, contract, "WorkerReturned", `[{"field":"on","to":"2021-11-05"}]`); !errors.Is(err, overseas.ErrAlreadyEngaged) {
		t.Errorf("a return into a later job: %v", err)
	}
	if _, err := d.proposed(ofContract, contract, "WorkerReturned", ""); !errors.Is(err, overseas.ErrAlreadyEngaged) {
		t.Errorf("no return, but a later job: %v", err)
	}
}

// TestAnAnnulledEndEngagesAgain: a return, a termination.
func TestAnAnnulledEndEngagesAgain(t *testing.T) {
	t.Parallel()
	for typ, end := range map[string][2]string{
		"WorkerReturned":     {"RecordReturn", cameBack},
		"ContractTerminated": {"TerminateContract", `{"contract":"C-2021-0007","reason":"phá sản","fault":"employer","on":"2021-09-01"}`},
	} {
		t.Run(typ, func(t *testing.T) {
			t.Parallel()
			d := ready(t)
			d.must("DispatchOverseas", dispatch, end[0], end[1])
			d.corrects(contract, typ, "")
			if e := d.worker(personA).State.Engagements(); len(e) != 1 || !e[0].To.IsZero() || e[0].From.String() != "2021-05-18" {
				t.Errorf("engagements %+v", e)
			}
			d.must(end[0], end[1])
			if e := d.worker(personA).State.Engagements(); len(e) != 1 || e[0].To.String() != "2021-09-01" {
				t.Errorf("ended again: %+v", e)
			}
		})
	}
}

// TestACorrectionThroughACrash: a confirmation that dies between the contract
// and the worker is finished by the policy or by a retry, once.
func TestACorrectionThroughACrash(t *testing.T) {
	t.Parallel()
	for _, policyFirst := range []bool{true, false} {
		t.Run(fmt.Sprint("policy first ", policyFirst), func(t *testing.T) {
			t.Parallel()
			d := ready(t)
			d.must("DispatchOverseas", dispatch)
			id, err := d.proposed(ofContract, contract, "WorkerDispatched", `[{"field":"on","to":"2021-05-20"},{"field":"reportedOn","to":"2021-05-21"}]`)
			if err != nil {
				t.Fatal(err)
			}
			d.crashAt("corrected")
			if err := d.confirms("go", ofContract, id); !errors.Is(err, errCrash) {
				t.Fatalf("it didn't crash: %v", err)
			}
			if policyFirst {
				if err := d.Settle(t.Context(), contract); err != nil {
					t.Fatal(err)
				}
			}
			if err := d.confirms("go", ofContract, id); err != nil {
				t.Fatal(err)
			}
			if err := d.Settle(t.Context(), contract); err != nil {
				t.Fatal(err)
			}
			want := []string{"EngagementReserved", "EngagementConfirmed", "EngagementReleased", "EngagementReserved", "EngagementConfirmed"}
			if got := d.engagement(personA); !slices.Equal(got, want) {
				t.Errorf("the worker's stream has %v", got)
			}
			if e := d.worker(personA).State.Engagements(); len(e) != 1 || e[0].From.String() != "2021-05-20" {
				t.Errorf("engagements %+v", e)
			}
		})
	}
}

// TestALicenceActIsPutRight by an inspector and another person; the gate asks the
// licence as now known.
func TestALicenceActIsPutRight(t *testing.T) {
	t.Parallel()
	d := ready(t)
	const ofAgency, stream = `"licenceNo":"26-014"`, "agency-26-014"
	d.must("SuspendLicence", `{"licenceNo":"26-014","from":"2021-05-01","until":"2021-05-31","decisionNo":"QĐ-1","on":"2021-05-02"}`)
	if _, err := d.ask("DispatchOverseas", dispatch); !errors.Is(err, overseas.ErrLicenceSuspended) {
		t.Fatalf("left under a suspended licence: %v", err)
	}
	r, err := d.askAs(book.Request{Key: "p", Role: "inspector"}, "ProposeCorrection", fmt.Sprintf(`{%s,"eventId":"%s","action":"correct","changes":[{"field":"until","from":"2021-05-31","to":"2021-05-10"}]}`, ofAgency, d.idOf(stream, "LicenceSuspended")))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.ask("DispatchOverseas", dispatch); !errors.Is(err, overseas.ErrLicenceSuspended) {
		t.Fatalf("a proposal changed the licence: %v", err)
	}
	if err := d.confirms("c", ofAgency, r.Events[0].ID); err != nil {
		t.Fatal(err)
	}
	d.must("DispatchOverseas", dispatch)
	if _, err := d.proposed(ofAgency, stream, "LicenceSuspended", `[{"field":"until","to":"2021-04-10"}]`); !errors.Is(err, overseas.ErrDateOrder) {
		t.Errorf("a suspension that ends before it begins: %v", err)
	}
	d.must("ReinstateLicence", `{"licenceNo":"26-014","from":"2021-05-05","decisionNo":"QĐ-2","on":"2021-05-05"}`)
	if _, err := d.proposed(ofAgency, stream, "LicenceSuspended", ""); !errors.Is(err, correction.ErrDependentFacts) {
		t.Errorf("a suspension that was lifted is annulled: %v", err)
	}
}

// TestACorrectionNamesOneSubject.
func TestACorrectionNamesOneSubject(t *testing.T) {
	t.Parallel()
	d := ready(t)
	for _, c := range []string{`{"proposalId":"6f1c0f0e-3a52-5b0e-9a77-1f0a5f0c2a11"}`, `{"plan":"a","contract":"C-2021-0007","proposalId":"6f1c0f0e-3a52-5b0e-9a77-1f0a5f0c2a11"}`} {
		if _, err := d.ask("RejectCorrection", c); !errors.Is(err, es.ErrFieldMissing) && !errors.Is(err, es.ErrFieldInvalid) {
			t.Errorf("%s: %v", c, err)
		}
	}
	if _, err := d.ask("RejectCorrection", `{"contract":"C-2021-0007","proposalId":"6f1c0f0e-3a52-5b0e-9a77-1f0a5f0c2a11"}`); !errors.Is(err, correction.ErrProposalUnknown) {
		t.Errorf("rejected what wasn't proposed: %v", err)
	}
}
