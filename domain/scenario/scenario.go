// Package scenario writes a rule's tests as given, when, then.
//
//	scenario.Run(t, overseas.ContractDecider, scenario.Cases[overseas.Command]{
//		"refused when the licence lapsed": {
//			Given:   scenario.Given(signed, oriented),
//			When:    overseas.DispatchOverseas{…},
//			On:      "2021-05-18",
//			Refused: overseas.ErrLicenceLapsed,
//		},
//	})
//
// [Met] is for properties: that they meet enough of what they are about, without
// luck.
package scenario

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"vaoso/domain/civil"
	"vaoso/domain/es"
)

// Cases are scenarios by what they show.
type Cases[C any] map[string]Case[C]

// Case is one scenario. Either Then or Refused is set; neither means that the
// command does nothing.
type Case[C any] struct {
	Given   []es.Recorded
	When    C
	On      string // the day it happened, ISO; by default Today
	Today   string // the day it is asked; by default 2021-12-31
	Reason  string // by default "test"
	Actor   string // by default "u-test"
	Then    []any
	Refused *es.Refusal
	Also    []*es.Refusal // the further refusals, in order
	Says    string        // a part of the English sentence of the refusal
}

// Happened are events that happened on a day.
func Happened(on string, payloads ...any) []es.Recorded {
	list := make([]es.Recorded, len(payloads))
	for i, p := range payloads {
		list[i] = es.Recorded{Event: es.Event{Meta: es.Metadata{OccurredOn: Day(on), Actor: "u-test", RecordedAt: Day(on).In(8, 0, 0).UTC()}}, Payload: p}
	}
	return list
}

// Given is the history made of the lists, in order, as one stream.
func Given(lists ...[]es.Recorded) []es.Recorded {
	var all []es.Recorded
	for _, l := range lists {
		all = append(all, l...)
	}
	for i := range all {
		all[i].Revision = es.Revision(i)
		all[i].ID = es.EventID("scenario", "given", i)
	}
	return all
}

// Day reads a literal date; it panics on a bad one.
func Day(iso string) civil.Date {
	d, err := civil.Parse(iso)
	if err != nil {
		panic(err)
	}
	return d
}

// Run runs every case against the decider, in parallel.
func Run[S, C any](t *testing.T, d es.Decider[S, C], cases Cases[C]) {
	t.Helper()
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c.run(t, func(asked es.Asked) ([]any, error) { return d.Decide(d.Fold(Given(c.Given)), c.When, asked) })
		})
	}
}

func (c Case[C]) run(t *testing.T, decide func(es.Asked) ([]any, error)) {
	t.Helper()
	or := func(s, fallback string) string {
		if s == "" {
			return fallback
		}
		return s
	}
	today := or(c.Today, "2021-12-31")
	got, err := decide(es.Asked{On: Day(or(c.On, today)), Today: Day(today), Reason: or(c.Reason, "test"), Actor: or(c.Actor, "u-test")})
	if c.Refused != nil {
		c.checkRefused(t, got, err)
		return
	}
	if err != nil {
		t.Fatalf("refused: %v", err)
	}
	if len(got) != len(c.Then) {
		t.Fatalf("got %d events %+v, want %d %+v", len(got), got, len(c.Then), c.Then)
	}
	for i := range got {
		if !reflect.DeepEqual(got[i], c.Then[i]) {
			t.Errorf("event %d is\n  %T%+v, want\n  %T%+v", i, got[i], got[i], c.Then[i], c.Then[i])
		}
	}
}

func (c Case[C]) checkRefused(t *testing.T, got []any, err error) {
	t.Helper()
	if err == nil {
		t.Fatalf("want %s, got events %+v", c.Refused.Code, got)
	}
	refused, ok := es.AsRefused(err)
	if !ok || !errors.Is(err, c.Refused) {
		t.Fatalf("want %s, got %v", c.Refused.Code, err)
	}
	var also []*es.Refusal
	for _, r := range append([]*es.Refused{refused}, refused.Also...) {
		for _, s := range []string{r.Vietnamese(), r.English()} {
			if strings.ContainsAny(s, "{}") {
				t.Errorf("%s lacks a fact: %q", r.Code, s)
			}
		}
		also = append(also, r.Refusal)
	}
	if also = also[1:]; c.Also != nil && !reflect.DeepEqual(also, c.Also) {
		t.Errorf("further refusals %v, want %v", codes(also), codes(c.Also))
	}
	if !strings.Contains(refused.English(), c.Says) {
		t.Errorf("the refusal says %q, want %q in it", refused.English(), c.Says)
	}
}

func codes(list []*es.Refusal) (out []string) {
	for _, r := range list {
		out = append(out, r.Code)
	}
	return out
}
