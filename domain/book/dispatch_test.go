package book_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"vaoso/domain/book"
	"vaoso/domain/labour"
)

const contract = "contract-C-2021-0007"

var errCrash = errors.New("crash")

// crashAt makes the book stop after the step, once.
func (d *desk) crashAt(step string) {
	var done atomic.Bool
	d.Step = func(s string) error {
		if s == step && done.CompareAndSwap(false, true) {
			return errCrash
		}
		return nil
	}
}

func (d *desk) engagement(citizenID string) []string {
	var out []string
	for _, typ := range d.types(d.Key.Worker(citizenID)) {
		if strings.HasPrefix(typ, "Engagement") {
			out = append(out, typ)
		}
	}
	return out
}

func TestADispatchReservesThenDepartsThenConfirms(t *testing.T) {
	t.Parallel()
	d := ready(t)
	r := d.must("DispatchOverseas", dispatch)
	if r.Stream != contract || r.Events[0].Type != "WorkerDispatched" {
		t.Fatalf("%+v", r)
	}
	if got := d.engagement(personA); !slices.Equal(got, []string{"EngagementReserved", "EngagementConfirmed"}) {
		t.Errorf("the worker's stream has %v", got)
	}
	if !strings.Contains(string(r.Events[0].Data), `"reservation":"`+d.worker(personA).Events[1].ID.String()) {
		t.Errorf("the departure doesn't name its reservation: %s", r.Events[0].Data)
	}
	if _, err := d.ask("PlaceWorker", `{"citizenId":"000094000123","contractKind":"self_employed","occupation":"hàn","monthlyWage":{"amount":6000000,"currency":"VND"},"source":"self","on":"2021-06-01","reportedOn":"2021-06-01"}`); refusal(t, err) != "ErrAlreadyEngaged" {
		t.Errorf("placed while abroad: %v", err)
	}
	d.must("RecordReturn", `{"contract":"C-2021-0007","reason":"early_own","on":"2021-09-01"}`)
	if got := d.engagement(personA); got[len(got)-1] != "EngagementReleased" {
		t.Errorf("after the return: %v", got)
	}
	d.must("PlaceWorker", `{"citizenId":"000094000123","contractKind":"self_employed","occupation":"hàn","monthlyWage":{"amount":6000000,"currency":"VND"},"source":"self","on":"2021-09-02","reportedOn":"2021-09-02"}`)
}

// TestACrashAtEveryStep: whatever step a departure dies behind, the policy and
// a retry, in either order, come to the same end: departed once, confirmed once.
func TestACrashAtEveryStep(t *testing.T) {
	t.Parallel()
	for _, step := range []string{"reserved", "dispatched"} {
		for _, policyFirst := range []bool{true, false} {
			t.Run(fmt.Sprint(step, " policy first ", policyFirst), func(t *testing.T) {
				t.Parallel()
				d := ready(t)
				d.crashAt(step)
				if _, err := d.askAs(book.Request{Key: "go"}, "DispatchOverseas", dispatch); !errors.Is(err, errCrash) {
					t.Fatalf("it didn't crash: %v", err)
				}
				if policyFirst {
					d.setToday("2022-01-08") // the hold has run out
					if err := d.Settle(t.Context(), contract); err != nil {
						t.Fatal(err)
					}
				}
				r, err := d.askAs(book.Request{Key: "go"}, "DispatchOverseas", dispatch)
				if err != nil || r.Events[0].Type != "WorkerDispatched" {
					t.Fatalf("the retry: %+v %v", r, err)
				}
				for range 3 {
					if err := d.Settle(t.Context(), contract); err != nil {
						t.Fatal(err)
					}
				}
				departed := 0
				for _, typ := range d.types(contract) {
					if typ == "WorkerDispatched" {
						departed++
					}
				}
				held := d.engagement(personA)
				confirmed := slices.Index(held, "EngagementConfirmed")
				if departed != 1 || confirmed != len(held)-1 {
					t.Errorf("%d departures, %v", departed, held)
				}
				// Dead between reservation and departure, long past: the policy had let go
				// of the worker, and the retry has reserved anew.
				if want := map[bool]int{true: 4, false: 2}[step == "reserved" && policyFirst]; len(held) != want {
					t.Errorf("%v, want %d", held, want)
				}
			})
		}
	}
}

func TestAHoldRunsOut(t *testing.T) {
	t.Parallel()
	d := ready(t)
	d.setToday("2021-05-18")
	d.crashAt("reserved")
	if _, err := d.ask("DispatchOverseas", dispatch); !errors.Is(err, errCrash) {
		t.Fatal(err)
	}
	for day, want := range map[string]labour.ContractState{"2021-05-25": labour.Held} {
		d.setToday(day)
		if err := d.Settle(t.Context(), contract); err != nil {
			t.Fatal(err)
		}
		if c, _ := d.worker(personA).State.Contract(contract); c.State != want {
			t.Errorf("on %s: %s, want %s", day, c.State, want)
		}
	}
	d.setToday("2021-05-26")
	if err := d.Settle(t.Context(), contract); err != nil {
		t.Fatal(err)
	}
	if c, _ := d.worker(personA).State.Contract(contract); c.State != labour.Released || c.Reason != labour.Expired {
		t.Errorf("the day after: %+v", c)
	}
}

func TestTheWorkerIsFreeAgainWhenTheContractEndsAnotherWay(t *testing.T) {
	t.Parallel()
	d := ready(t)
	d.setToday("2021-05-18")
	d.crashAt("reserved")
	if _, err := d.ask("DispatchOverseas", dispatch); !errors.Is(err, errCrash) {
		t.Fatal(err)
	}
	d.must("TerminateContract", `{"contract":"C-2021-0007","reason":"rút","on":"2021-05-18"}`)
	if c, _ := d.worker(personA).State.Contract(contract); c.State != labour.Released || c.Reason != labour.Terminated {
		t.Errorf("%+v", c)
	}
}

func TestARefusedDispatchHoldsNobody(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.must("RegisterWorker", register, "RegisterAgency", agency, "SignContract", sign)
	_, err := d.ask("DispatchOverseas", dispatch)
	if refusal(t, err) != "ErrOrientationMissing" {
		t.Errorf("%v", err)
	}
	if got := d.engagement(personA); len(got) != 0 {
		t.Errorf("the refused departure left %v", got)
	}
	if _, err := d.ask("DispatchOverseas", `{"contract":"C-9"}`); refusal(t, err) != "ErrContractUnknown" {
		t.Errorf("%v", err)
	}
}

// TestTwoContractsOfOneWorkerRace: however they interleave, one departs.
func TestTwoContractsOfOneWorkerRace(t *testing.T) {
	t.Parallel()
	for range 10 {
		d := ready(t)
		second := func(s string) string { return strings.ReplaceAll(s, "C-2021-0007", "C-2021-0008") }
		d.must("SignContract", second(sign), "RecordOrientation", second(orient), "RegisterContract", second(approve))
		var departed atomic.Int32
		var both sync.WaitGroup
		for _, cmd := range []string{dispatch, second(dispatch)} {
			both.Go(func() {
				_, err := d.ask("DispatchOverseas", cmd)
				if err == nil {
					departed.Add(1)
				} else if code := refusal(t, err); code != "ErrAlreadyEngaged" && code != "ErrReservationHeld" {
					t.Errorf("%v", err)
				}
			})
		}
		both.Wait()
		if departed.Load() != 1 {
			t.Errorf("%d departed", departed.Load())
		}
	}
}

func TestAnIrregularDispatchIsRecordedAndHeld(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.must("RegisterWorker", register, "RegisterAgency", agency, "SignContract", sign)
	r := d.must("RecordIrregularDispatch", `{"contract":"C-2021-0007","source":"gia đình báo","on":"2021-05-18","reportedOn":"2021-06-01"}`)
	if r.Events[0].Type != "IrregularDispatchRecorded" || !strings.Contains(string(r.Events[0].Data), "ErrOrientationMissing") {
		t.Errorf("%s", r.Events[0].Data)
	}
	if got := d.engagement(personA); !slices.Equal(got, []string{"EngagementReserved", "EngagementConfirmed"}) {
		t.Errorf("%v", got)
	}
}

// TestAnIrregularDispatchOfSomebodyEngaged: a hold for another day is let go,
// so that what comes later has nothing to trip over.
func TestAnIrregularDispatchOfSomebodyEngaged(t *testing.T) {
	t.Parallel()
	d := ready(t)
	d.crashAt("reserved")
	if _, err := d.ask("DispatchOverseas", dispatch); !errors.Is(err, errCrash) {
		t.Fatal(err)
	}
	d.must("PlaceWorker", `{"citizenId":"000094000123","contractKind":"self_employed","months":1,"occupation":"hàn","monthlyWage":{"amount":6000000,"currency":"VND"},"source":"self","on":"2021-04-10","reportedOn":"2021-04-10"}`,
		"RecordIrregularDispatch", `{"contract":"C-2021-0007","source":"gia đình báo","on":"2021-05-05","reportedOn":"2021-06-01"}`)
	if got := d.engagement(personA); !slices.Equal(got, []string{"EngagementReserved", "EngagementReleased"}) {
		t.Errorf("%v", got)
	}
	d.must("TerminateContract", `{"contract":"C-2021-0007","reason":"bỏ về","on":"2021-05-10"}`)
	for range 2 {
		if err := d.Settle(t.Context(), contract); err != nil {
			t.Error(err)
		}
	}
}

// TestAHoldThatRanOutUnderADeparture: the policy lets go between reservation and
// departure. The departure stands, and the worker is held again.
func TestAHoldThatRanOutUnderADeparture(t *testing.T) {
	t.Parallel()
	d := ready(t)
	var once sync.Once
	d.Step = func(step string) (err error) {
		if step == "reserved" {
			once.Do(func() {
				d.setToday("2022-01-08")
				err = d.Settle(t.Context(), contract)
				d.setToday("2021-12-31")
			})
		}
		return err
	}
	d.must("DispatchOverseas", dispatch)
	if got := d.engagement(personA); !slices.Equal(got, []string{"EngagementReserved", "EngagementReleased", "EngagementReserved", "EngagementConfirmed"}) {
		t.Errorf("%v", got)
	}
	if c, _ := d.worker(personA).State.Contract(contract); c.State != labour.Confirmed || c.From.String() != "2021-05-18" {
		t.Errorf("%+v", c)
	}
}
