package generate_test

import (
	"reflect"
	"strings"
	"testing"

	"vaoso/cmd/internal/demo/generate"
	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/labour"
	"vaoso/domain/overseas"
	"vaoso/domain/supervision"
)

// TestWhatGoesWrongHasItsShares: of people's registrations, jobs and contracts
// 1 % are corrected, 0.3 % annulled, 0.5 % handed in twice, and 1.5 % of as many
// more are refused; each correction comes 3 to 60 days after what it corrects.
func TestWhatGoesWrongHasItsShares(t *testing.T) {
	t.Parallel()
	rows, wrong := 0, tally{}
	codes, said := tally{}, map[string]generate.Act{}
	found := func(a generate.Act, fact string) {
		t.Helper()
		was, there := said[fact]
		if after := a.On.DaysSince(was.On); !there || after < 3 || after > 60 {
			t.Errorf("%s comes %d days after %s", a.Key, after, fact)
		}
	}
	for _, a := range acts(generate.Lives{Seed: 21, Workers: 10_000, Years: 2}) {
		life, step := lifeOf(a)
		switch {
		case life == "":
			continue
		case a.Again:
			wrong["twice"]++
			if first := said[a.Key]; !reflect.DeepEqual(first.Command, a.Command) || first.On != a.On {
				t.Errorf("%s says something else the second time", a.Key)
			}
			continue
		case a.Refused != "":
			wrong["refused"]++
			codes[a.Refused]++
			continue
		}
		said[a.Key] = a
		switch a.Command.(type) {
		case labour.RegisterWorker, labour.PlaceWorker, overseas.SignContract:
			rows++
		case labour.CorrectWorker:
			wrong["corrected"]++
			found(a, life+"register")
		case labour.CorrectPlacement:
			wrong["corrected"]++
			found(a, life+strings.Replace(step, "correct", "place", 1))
		case labour.AnnulPlacement:
			wrong["annulled"]++
			found(a, life+strings.Replace(step, "annul", "place", 1))
		case labour.AnnulWorker:
			wrong["annulled"]++
		}
	}
	for name, want := range map[string][2]float64{"corrected": {1, 0.2}, "annulled": {0.3, 0.12}, "twice": {0.5, 0.15}, "refused": {1.5, 0.25}} {
		tally{name: wrong[name], "": rows - wrong[name]}.share(t, name, want[0], want[1])
	}
	for _, code := range []string{
		"ErrCitizenIDMalformed", "ErrUnderWorkingAge", "ErrWorkerExists", "ErrAlreadyEngaged", "ErrEmployerUnknown", "ErrMonthsRequired", "ErrMonthsForbidden",
		"ErrFieldInvalid", "ErrCheckTooEarly", "ErrFeeAboveCap",
	} {
		if codes[code] == 0 {
			t.Errorf("nobody meets %s", code)
		}
	}
}

// lifeOf is how the keys of the person's acts begin, and what this one is; ""
// where it is the city's own.
func lifeOf(a generate.Act) (life, step string) {
	if !strings.HasPrefix(a.Subjects()[0], "person ") {
		return "", ""
	}
	at := strings.Index(a.Key[len("lives:"):], ":") + len("lives:") + 1
	return a.Key[:at], a.Key[at:]
}

// TestTwoPeoplePutContractsRight: what one proposes another settles, at most five
// days later; and some of it is turned down.
func TestTwoPeoplePutContractsRight(t *testing.T) {
	t.Parallel()
	l := generate.Lives{Seed: 22, Workers: 15_000, Years: 3}
	kinds, settled, left := tally{}, tally{}, map[string]civil.Date{}
	open := map[string]generate.Act{}
	for _, a := range acts(l) {
		life, _ := lifeOf(a)
		if a.Refused != "" || a.Again {
			continue
		}
		settles := ""
		switch c := a.Command.(type) {
		case correction.ProposeCorrection:
			field := "annulled"
			if c.Action == correction.Correct {
				field = c.Changes[0].Field
			}
			kinds[field]++
			open[life] = a
			if a.Second {
				t.Errorf("%s is the second's", a.Key)
			}
		case correction.ConfirmCorrection:
			settles = "confirmed"
		case correction.RejectCorrection:
			settles = "rejected"
		case overseas.DispatchOverseas:
			left[c.Contract] = a.On
		case overseas.ExtendContract:
			kinds["extended"]++
		case overseas.RecordTravelPapers:
			kinds["papers"]++
		case overseas.ChangeEmployerAbroad:
			kinds["employer"]++
			isAway(t, a, left[c.Contract])
		case overseas.RecordIncident:
			kinds["incident"]++
			isAway(t, a, left[c.Contract])
		case supervision.LodgeComplaint:
			kinds[map[bool]string{true: "complaint abroad", false: "complaint at home"}[c.Contract != ""]]++
		}
		if settles == "" {
			continue
		}
		settled[settles]++
		proposed, there := open[life]
		if days := a.On.DaysSince(proposed.On); !there || !a.Second || days < 0 || days > 5 {
			t.Errorf("%s settles what was proposed %d days before, by another: %t", a.Key, days, a.Second)
		}
		delete(open, life)
	}
	settled.share(t, "rejected", 100./6, 8)
	for _, kind := range []string{"paid", "on", "annulled", "extended", "papers", "employer", "incident", "complaint abroad", "complaint at home"} {
		if kinds[kind] == 0 {
			t.Errorf("there is no %s: %v", kind, kinds)
		}
	}
	for _, a := range open {
		if a.On.Before(l.Last().AddDays(-30)) {
			t.Errorf("%s is never settled", a.Key)
		}
	}
}

// isAway holds that something abroad comes after the departure.
func isAway(t *testing.T, a generate.Act, left civil.Date) {
	t.Helper()
	if left.IsZero() || !a.On.After(left) {
		t.Errorf("%s is of %s, the departure of %s", a.Key, a.On, left)
	}
}
