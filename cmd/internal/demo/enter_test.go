package demo_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"vaoso/cmd/internal/demo"
	"vaoso/cmd/internal/demo/generate"
	"vaoso/domain/book"
	"vaoso/domain/es"
)

var lives = generate.Lives{Seed: 7, Workers: 400, Years: 4}

func unheard(demo.Progress) {}

// entries are all events of a book, in no order, as text.
func entries(t *testing.T, b *book.Book) (list []string) {
	t.Helper()
	for e, err := range b.Log.ReadAll(t.Context(), es.Start, es.Forward, es.Filter{}) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, fmt.Sprint(e.Stream, e.Revision, e.ID, e.Type, string(e.Data), e.Meta))
	}
	slices.Sort(list)
	return list
}

// TestTheSameLivesMakeTheSameBook: whatever order commands end in, and however
// often the entering breaks off.
func TestTheSameLivesMakeTheSameBook(t *testing.T) {
	t.Parallel()
	one, _ := open(t)
	made, err := demo.Enter(t.Context(), one, lives, unheard)
	if err != nil {
		t.Fatal(err)
	}
	if made.Workers != 400 || made.Commands < 800 || made.Refused > made.Commands/50 || made.Unmeant != 0 {
		t.Errorf("it came to %+v", made)
	}
	want := entries(t, one)
	again, _ := open(t)
	for _, stopAt := range []int{0, 300, 701, 1200, -1} {
		ctx, stop := context.WithCancel(t.Context())
		_, err := demo.Enter(ctx, again, lives, func(p demo.Progress) {
			if !p.Preparing && stopAt > 0 && p.Done >= stopAt {
				stop()
			}
		})
		stop()
		if stopAt >= 300 != errors.Is(err, context.Canceled) {
			t.Fatalf("stopped at day %d: %v", stopAt, err)
		}
	}
	if got := entries(t, again); !slices.Equal(got, want) {
		t.Errorf("%d events after breaking off, %d without", len(got), len(want))
	}
	if _, err := demo.Enter(t.Context(), one, lives, unheard); err != nil {
		t.Fatal(err)
	}
	if got := entries(t, one); !slices.Equal(got, want) {
		t.Errorf("entering it again made %d events of %d", len(got), len(want))
	}
}

// TestWhatIsInTheBookIsWhatWasMadeUp: counted a second way, from the lives alone.
func TestWhatIsInTheBookIsWhatWasMadeUp(t *testing.T) {
	t.Parallel()
	b, _ := open(t)
	made, err := demo.Enter(t.Context(), b, lives, unheard)
	if err != nil {
		t.Fatal(err)
	}
	want, got, refused := map[string]int{}, map[string]int{}, 0
	for day := range lives.Days(nil) {
		for _, batch := range day.Batches {
			for _, a := range batch {
				if a.Again {
					continue
				}
				if a.Refused == "" {
					want[reflect.TypeOf(a.Command).Name()]++
				} else {
					refused++
				}
			}
		}
	}
	for e, err := range b.Log.ReadAll(t.Context(), es.Start, es.Forward, es.Filter{}) {
		if err != nil {
			t.Fatal(err)
		}
		if last := e.Meta.Command; e.Type != "CountingRulesSet" && e.Type != "LicenceSuspended" && e.Type != "EngagementReserved" && e.Type != "EngagementReleased" && e.Type != "EngagementConfirmed" {
			got[last]++
		}
	}
	for kind, n := range want {
		if got[kind] != n {
			t.Errorf("%s: %d in the book, %d made up", kind, got[kind], n)
		}
	}
	if made.Refused != refused || refused == 0 || made.Unmeant != 0 {
		t.Errorf("%d refused of %d that were meant to be, %d other than was meant", made.Refused, refused, made.Unmeant)
	}
	for _, kind := range []string{
		"RegisterWorker", "PlaceWorker", "ExtendPlacement", "EndPlacement", "CheckRetention", "SignContract", "RecordFee", "DispatchOverseas",
		"OpenInspection", "RecordChecklist", "RecordFinding", "EscalateFinding", "ImposeSanction", "RenewLicence", "EnrolTrainee", "RecordTrainingAttendance",
		"CompleteTraining", "DropTrainee", "FinishCourse", "PostVacancy", "ReferWorker", "RecordReferralOutcome", "HoldFair", "CounselWorker",
		"ApproveLoan", "RecordJob", "SettleLoan", "GrantSupport", "RecordUnemploymentNotice", "RecordAllowance", "EndUnemployment",
		"CorrectWorker", "CorrectPlacement", "HoldCapacityCourse", "RecordAttendance", "AppointCollaborator", "DismissCollaborator",
	} {
		if want[kind] == 0 {
			t.Errorf("nobody's life has a %s", kind)
		}
	}
}

// TestRealBooksTakeNoLives.
func TestRealBooksTakeNoLives(t *testing.T) {
	t.Parallel()
	b, _ := open(t)
	b.Synthetic = false
	if _, err := demo.Enter(t.Context(), b, lives, unheard); !errors.Is(err, demo.ErrNotSynthetic) {
		t.Errorf("%v, want %v", err, demo.ErrNotSynthetic)
	}
}

// TestTwoPeoplePutLivesRight: among so many there are contracts of which one of
// the office proposes and another confirms, and none is refused unmeant.
func TestTwoPeoplePutLivesRight(t *testing.T) {
	t.Parallel()
	b, _ := open(t)
	made, err := demo.Enter(t.Context(), b, generate.Lives{Seed: 8, Workers: 2500, Years: 3}, unheard)
	if err != nil || made.Unmeant != 0 {
		t.Fatalf("it came to %+v, %v", made, err)
	}
	by := map[string]string{}
	for e, err := range b.Log.ReadAll(t.Context(), es.Start, es.Forward, es.Filter{}) {
		if err != nil {
			t.Fatal(err)
		}
		by[e.Type] = e.Meta.Actor
	}
	if first, second := by["CorrectionProposed"], by["CorrectionConfirmed"]; first == "" || second == "" || first == second {
		t.Errorf("%q proposed, %q confirmed", first, second)
	}
}
