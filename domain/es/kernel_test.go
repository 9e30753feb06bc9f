package es_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"vaoso/domain/civil"
	"vaoso/domain/es"
)

// The test vector of RFC 9562, appendix A.4: www.example.com in the DNS namespace.
func TestUUIDv5(t *testing.T) {
	t.Parallel()
	dns, err := es.ParseUUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8")
	if err != nil {
		t.Fatal(err)
	}
	if got := es.NewUUIDv5(dns, "www.example.com").String(); got != "2ed6657d-e927-568b-95e1-2665a8aea6a2" {
		t.Errorf("got %s", got)
	}
	for _, bad := range []string{"", "2ed6657d", "2ed6657de927568b95e12665a8aea6a2----", "2ed6657d-e927-568b-95e1-2665a8aea6ag", "2ed6657d-e927-568b-95e1-2665a8aea6a2-"} {
		if u, err := es.ParseUUID(bad); err == nil {
			t.Errorf("%q read as %s", bad, u)
		}
	}
}

func TestEventIDs(t *testing.T) {
	t.Parallel()
	id := es.EventID("k", "worker-1", 0)
	for name, other := range map[string]es.UUID{
		"index": es.EventID("k", "worker-1", 1), "stream": es.EventID("k", "worker-2", 0), "key": es.EventID("k2", "worker-1", 0),
	} {
		if other == id {
			t.Errorf("another %s gives the same id", name)
		}
	}
	if id != es.EventID("k", "worker-1", 0) {
		t.Error("an id changes")
	}
}

func TestPositionsSurviveTheirText(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := es.NewPosition(rapid.Uint64().Draw(t, "commit"), rapid.Uint64().Draw(t, "prepare"))
		back, err := es.ParsePosition(p.String())
		if err != nil || back != p {
			t.Fatalf("%s read as %s (%v)", p, back, err)
		}
		q := es.NewPosition(rapid.Uint64().Draw(t, "commit"), rapid.Uint64().Draw(t, "prepare"))
		if p.Before(q) == q.Before(p) && p != q {
			t.Fatalf("%s and %s aren't ordered", p, q)
		}
		if !es.Start.Before(p) && p != es.Start || !p.Before(es.End) && p != es.End {
			t.Fatalf("%s lies outside the log", p)
		}
	})
	if _, err := es.ParsePosition("12x"); err == nil {
		t.Error("12x is a position")
	}
}

func TestExpectations(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		expected es.Expected
		last     es.Revision
		meets    bool
	}{
		{es.Any, es.NoRevision, true}, {es.Any, 4, true}, {es.NoStream, es.NoRevision, true}, {es.NoStream, 0, false},
		{es.StreamExists, es.NoRevision, false}, {es.StreamExists, 0, true}, {es.Exactly(3), 3, true}, {es.Exactly(3), 2, false}, {es.Exactly(3), 4, false},
		{es.Exactly(es.NoRevision), es.NoRevision, true},
	} {
		if got := c.expected.Meets(c.last); got != c.meets {
			t.Errorf("expecting %s, a stream at %s: %v", c.expected, c.last, got)
		}
	}
}

type opened struct {
	Name string `json:"name"`
	Note string `json:"note,omitempty"`
}

type openedV1 struct {
	First string `json:"first"`
	Last  string `json:"last"`
}

func upgrade(old openedV1) (opened, error) {
	if old.Last == "" {
		return opened{}, errors.New("no last name")
	}
	return opened{Name: old.Last + " " + old.First}, nil
}

func TestDefinitionsDecodeEveryVersion(t *testing.T) {
	t.Parallel()
	defs := es.Define(es.On[opened]("Opened", 2, es.Personal("name"), es.Upcast(1, upgrade)))
	name, version, data, err := defs.Encode(opened{Name: "A <b> & Á"})
	if err != nil || name != "Opened" || version != 2 || string(data) != `{"name":"A <b> & Á"}` {
		t.Errorf("%s v%d %s %v", name, version, data, err)
	}
	for _, c := range []struct {
		version int
		data    string
		want    opened
	}{{2, `{"name":"x"}`, opened{Name: "x"}}, {1, `{"first":"Á","last":"Nguyễn"}`, opened{Name: "Nguyễn Á"}}} {
		r, err := defs.Decode(es.Event{Type: "Opened", Version: c.version, Data: []byte(c.data)})
		if err != nil || r.Payload != c.want {
			t.Errorf("version %d: %+v %v", c.version, r.Payload, err)
		}
	}
	for what, e := range map[string]es.Event{
		"an unknown type":        {Type: "Shut", Version: 1, Data: []byte(`{}`)},
		"a newer version":        {Type: "Opened", Version: 3, Data: []byte(`{}`)},
		"broken JSON":            {Type: "Opened", Version: 2, Data: []byte(`{`)},
		"what can't be upgraded": {Type: "Opened", Version: 1, Data: []byte(`{"first":"x"}`)},
	} {
		var undecodable *es.UndecodableError
		if _, err := defs.Decode(e); !errors.As(err, &undecodable) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, _, _, err := defs.Encode(openedV1{}); err == nil {
		t.Error("an undefined type was encoded")
	}
}

func TestDefinitionMistakesPanic(t *testing.T) {
	t.Parallel()
	for what, define := range map[string]func(){
		"a name twice":           func() { es.Define(es.On[opened]("Opened", 1), es.On[openedV1]("Opened", 1)) },
		"a type twice":           func() { es.Define(es.On[opened]("Opened", 1), es.On[opened]("Shut", 1)) },
		"no upcaster":            func() { es.Define(es.On[opened]("Opened", 2)) },
		"no such personal field": func() { es.Define(es.On[opened]("Opened", 1, es.Personal("phone"))) },
		"an upcaster to another": func() { es.Define(es.On[openedV1]("Opened", 2, es.Upcast(1, upgrade))) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s didn't panic", what)
				}
			}()
			define()
		}()
	}
}

func TestRefusalsFillInTheirFacts(t *testing.T) {
	t.Parallel()
	lapsed := es.NewRefusal("ErrLapsed", es.Rule, "giấy phép {licence} hết hạn", "licence {licence} lapsed")
	other := es.NewRefusal("ErrOther", es.Rule, "khác", "other")
	err := es.Refuse(lapsed.With("licence", "26-014"), other.With())
	if !errors.Is(err, lapsed) || err.Error() != "licence 26-014 lapsed; other" {
		t.Errorf("%v", err)
	}
	r, ok := es.AsRefused(err)
	if !ok || r.Vietnamese() != "giấy phép 26-014 hết hạn" || len(r.Also) != 1 || r.Code != "ErrLapsed" {
		t.Errorf("%+v", r)
	}
	if es.Refuse() != nil {
		t.Error("nothing wrong is an error")
	}
	if r, ok := es.AsRefused(other); !ok || r.Code != "ErrOther" {
		t.Errorf("a bare sentinel: %+v", r)
	}
	if _, ok := es.AsRefused(errors.New("x")); ok {
		t.Error("a failure is a refusal")
	}
}

// TestFactsAreWrittenAsTheLanguageDoes: a clerk reads 05/03/2021 and 450.000 JPY,
// a program the day as it is sent.
func TestFactsAreWrittenAsTheLanguageDoes(t *testing.T) {
	t.Parallel()
	late := es.NewRefusal("ErrLate", es.Rule, "{fee} sau ngày {on}", "{fee} after {on}")
	r := late.With("fee", written{}, "on", civil.On(2021, 3, 5))
	if got := r.Vietnamese(); got != "450.000 JPY sau ngày 05/03/2021" {
		t.Error(got)
	}
	if got := r.English(); got != "450,000 JPY after 2021-03-05" {
		t.Error(got)
	}
	if got := r.Facts[1].Value; got != "2021-03-05" {
		t.Error(got)
	}
}

// written is a value that is written differently in English.
type written struct{}

func (written) String() string  { return "450.000 JPY" }
func (written) English() string { return "450,000 JPY" }

func TestCheckAppend(t *testing.T) {
	t.Parallel()
	good := func() es.NewEvent {
		return es.NewEvent{ID: es.EventID("k", "s", 0), Type: "T", Version: 1, Data: []byte(`{}`), Meta: es.Metadata{OccurredOn: civil.On(2021, 1, 1), RecordedAt: time.Unix(1, 0)}}
	}
	with := func(change func(*es.NewEvent)) []es.NewEvent { e := good(); change(&e); return []es.NewEvent{e} }
	if err := es.CheckAppend("s", []es.NewEvent{good()}); err != nil {
		t.Error(err)
	}
	for what, c := range map[string]struct {
		stream string
		events []es.NewEvent
		want   error
	}{
		"no events":       {"s", nil, es.ErrInvalidAppend},
		"no stream":       {"", []es.NewEvent{good()}, es.ErrInvalidAppend},
		"a system stream": {"$s", []es.NewEvent{good()}, es.ErrInvalidAppend},
		"a long name":     {strings.Repeat("s", 256), []es.NewEvent{good()}, es.ErrInvalidAppend},
		"no id":           {"s", with(func(e *es.NewEvent) { e.ID = es.UUID{} }), es.ErrInvalidAppend},
		"no type":         {"s", with(func(e *es.NewEvent) { e.Type = "" }), es.ErrInvalidAppend},
		"no instant":      {"s", with(func(e *es.NewEvent) { e.Meta.RecordedAt = time.Time{} }), es.ErrInvalidAppend},
		"no day":          {"s", with(func(e *es.NewEvent) { e.Meta.OccurredOn = civil.Date{} }), es.ErrInvalidAppend},
		"an id twice":     {"s", []es.NewEvent{good(), good()}, es.ErrInvalidAppend},
		"too much":        {"s", with(func(e *es.NewEvent) { e.Data = make([]byte, es.MaxAppend) }), es.ErrTooLarge},
	} {
		if err := es.CheckAppend(c.stream, c.events); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", what, err, c.want)
		}
	}
}

func TestMetadataAsJSON(t *testing.T) {
	t.Parallel()
	m := es.Metadata{Actor: "u", OccurredOn: civil.On(2021, 4, 27), RecordedAt: time.Date(2021, 4, 27, 1, 0, 0, 0, time.UTC)}
	b, err := json.Marshal(m)
	want := `{"actor":"u","role":"","unit":"","reason":"","legalBasis":"","command":"","idempotencyKey":"","correlationId":"","causationId":"","occurredOn":"2021-04-27","recordedAt":"2021-04-27T01:00:00Z"}`
	if err != nil || string(b) != want {
		t.Errorf("%s %v", b, err)
	}
}
