package logcopy

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"testing"
	"time"

	"vaoso/domain/civil"
	"vaoso/domain/es"
)

// TestOneChangeIsFound, whatever it is, and named by its place and field.
func TestOneChangeIsFound(t *testing.T) {
	t.Parallel()
	from, to := logs(t)
	for i := range 30 {
		fill(t, from, fmt.Sprintf("s-%d", i%3), 100*i, 100*i+100)
	}
	if _, err := Copy(t.Context(), from, to, Options{}); err != nil {
		t.Fatal(err)
	}
	for field, change := range map[string]func(*es.Event){
		"id":             func(e *es.Event) { e.ID[15] ^= 1 },
		"type":           func(e *es.Event) { e.Type += "x" },
		"version":        func(e *es.Event) { e.Version++ },
		"data":           func(e *es.Event) { e.Data[len(e.Data)-1] ^= 1 },
		"recordedAt":     func(e *es.Event) { e.Meta.RecordedAt = e.Meta.RecordedAt.Add(time.Microsecond) },
		"occurredOn":     func(e *es.Event) { e.Meta.OccurredOn = civil.On(2021, time.March, 10) },
		"actor":          func(e *es.Event) { e.Meta.Actor = secret },
		"role":           func(e *es.Event) { e.Meta.Role = "" },
		"unit":           func(e *es.Event) { e.Meta.Unit += " " },
		"reason":         func(e *es.Event) { e.Meta.Reason = "" },
		"legalBasis":     func(e *es.Event) { e.Meta.LegalBasis = "" },
		"command":        func(e *es.Event) { e.Meta.Command = "" },
		"idempotencyKey": func(e *es.Event) { e.Meta.IdempotencyKey = "" },
		"correlationId":  func(e *es.Event) { e.Meta.CorrelationID = "" },
		"causationId":    func(e *es.Event) { e.Meta.CausationID = "" },
		"fingerprint":    func(e *es.Event) { e.Meta.Fingerprint = "" },
		"":               func(e *es.Event) { e.Revision++ },
	} {
		changed := &around{Log: to, read: func(e es.Event) es.Event {
			if e.Stream == "s-1" && e.Revision == 712 {
				change(&e)
			}
			return e
		}}
		v, err := Verify(t.Context(), from, changed, Options{})
		refused(t, err, ErrLogsDiffer)
		want := Difference{Event: 2213, From: "s-1@712", To: "s-1@712", Field: field}
		if field == "" {
			want.To = "s-1@713"
		}
		if d, ok := DifferenceIn(err); !ok || *d != want || v.Events != want.Event-1 {
			t.Errorf("%s: the difference is %+v after %d, want %+v", field, d, v.Events, want)
		}
		if v, err := Verify(t.Context(), from, changed, Options{First: want.Event - 1}); err != nil || v.Events != want.Event-1 {
			t.Errorf("%s: the events before: %+v, %v", field, v, err)
		}
	}
}

// TestATargetThatGivesBackSomethingElse is found by the copy itself.
func TestATargetThatGivesBackSomethingElse(t *testing.T) {
	t.Parallel()
	from, to := logs(t)
	fill(t, from, "a", 0, 9)
	target := &around{Log: to, append: func(stream string, expected es.Expected, events []es.NewEvent) (es.Appended, error) {
		events[4].Meta.RecordedAt = events[4].Meta.RecordedAt.Add(time.Microsecond)
		return to.Append(t.Context(), stream, expected, events)
	}}
	_, err := Copy(t.Context(), from, target, Options{})
	refused(t, err, ErrLogsDiffer)
	if d, _ := DifferenceIn(err); d == nil || *d != (Difference{5, "a@4", "a@4", "recordedAt"}) {
		t.Errorf("the difference is %+v", d)
	}
}

// TestATargetThatKeepsNothing of what it said it has.
func TestATargetThatKeepsNothing(t *testing.T) {
	t.Parallel()
	from, to := logs(t)
	fill(t, from, "a", 0, 9)
	target := &around{Log: to, append: func(_ string, expected es.Expected, events []es.NewEvent) (es.Appended, error) {
		before, _ := expected.Revision()
		return es.Appended{Revision: before + es.Revision(len(events))}, nil
	}}
	_, err := Copy(t.Context(), from, target, Options{})
	refused(t, err, ErrLogsDiffer)
	if d, _ := DifferenceIn(err); d == nil || *d != (Difference{Event: 1, From: "a@0"}) {
		t.Errorf("the difference is %+v", d)
	}
}

// TestOneSideEnds before the other.
func TestOneSideEnds(t *testing.T) {
	t.Parallel()
	from, to := logs(t)
	fill(t, from, "a", 0, 5)
	fill(t, to, "a", 0, 3)
	v, err := Verify(t.Context(), from, to, Options{})
	refused(t, err, ErrLogsDiffer)
	if d, _ := DifferenceIn(err); d == nil || *d != (Difference{Event: 4, From: "a@3"}) || v.Events != 3 || v.From != v.To {
		t.Errorf("the difference is %+v after %+v", d, v)
	}
	_, err = Verify(t.Context(), to, from, Options{})
	refused(t, err, ErrLogsDiffer)
	if d, _ := DifferenceIn(err); d == nil || *d != (Difference{Event: 4, To: "a@3"}) {
		t.Errorf("the difference is %+v", d)
	}
	three, err := Verify(t.Context(), from, to, Options{First: 3})
	if err != nil {
		t.Error(err)
	}
	if s, err := Summarise(t.Context(), from, 3, nil); err != nil || s != three.Summary {
		t.Errorf("%+v, %v", s, err)
	}
	_, err = Summarise(t.Context(), from, 6, nil)
	refused(t, err, ErrFewerEvents)
	fill(t, to, "a", 3, 5)
	_, err = Verify(t.Context(), from, to, Options{First: 6})
	refused(t, err, ErrFewerEvents)
}

// TestTheDigestIsAsDocumented: computed again by the description in doc.go, and
// as it always was: a digest that somebody wrote down must hold for ever.
func TestTheDigestIsAsDocumented(t *testing.T) {
	t.Parallel()
	from, _ := logs(t)
	fill(t, from, "a", 0, 4)
	fill(t, from, "ê", 4, 9)
	h := sha256.New()
	for _, e := range all(t, from) {
		meta := fmt.Sprintf(`{"version":2,"actor":"u-1","role":"ward_clerk","unit":"08710","reason":"%s <&> \u2028","legalBasis":"NĐ 12",`+
			`"command":"PlaceWorker","idempotencyKey":"%s","correlationId":"c-1","causationId":"k-1","occurredOn":"2021-03-09","recordedAt":"%s","fingerprint":"f-1"}`,
			secret, e.Meta.IdempotencyKey, e.Meta.RecordedAt.Format(time.RFC3339Nano))
		for _, value := range []string{e.ID.String(), e.Stream, fmt.Sprint(int64(e.Revision)), e.Type, string(e.Data), meta} {
			fmt.Fprintf(h, "%d:%s,", len(value), value)
		}
	}
	want := hex.EncodeToString(h.Sum(nil))
	s, err := Summarise(t.Context(), from, 0, nil)
	if err != nil || s.SHA256 != want || want != "c1e01f7a2ee4e449e8d23d6af7bdd592c0c76621ab2fafadaed4f716ceefdc43" {
		t.Errorf("the digest is %s (%v), want %s", s.SHA256, err, want)
	}
}
