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

type person struct {
	Name  string            `json:"name"`
	Ward  string            `json:"ward"`
	Phone string            `json:"phone,omitempty"`
	Notes map[string]string `json:"notes,omitempty"`
	Born  civil.Date        `json:"born"`
	Since int64             `json:"since"`
}

type personV1 struct {
	FullName string `json:"fullName"`
}

var people = es.Define(es.On[person]("Entered", 2, es.Personal("name", "phone", "born"),
	es.Upcast(1, func(old personV1) (person, error) { return person{Name: old.FullName}, nil })))

func TestPublicLeavesOutWhatIsPersonal(t *testing.T) {
	t.Parallel()
	for what, c := range map[string]struct {
		version    int
		data, want string
	}{
		"first, between and last": {2, `{"name":"Nguyễn Á","ward":"<08710> & \"x\"","phone":"09","notes":{"name":"kept: not a field of the event"},"born":"1994-02-03","since":9007199254740993}`,
			`{"ward":"<08710> & \"x\"","notes":{"name":"kept: not a field of the event"},"since":9007199254740993}`},
		"an older version":            {1, `{"fullName":"Nguyễn Á"}`, `{"ward":"","since":0}`},
		"what the type doesn't have":  {2, `{"ward":"08710","since":1,"passport":"B1234567"}`, `{"ward":"08710","since":1}`},
		"personal under another case": {2, `{"NAME":"Nguyễn Á","Born":"1994-02-03","ward":"08710","since":1}`, `{"ward":"08710","since":1}`},
	} {
		e := es.Event{ID: es.EventID("k", "s", 0), Stream: "person-1", Revision: 3, Position: es.NewPosition(9, 9), Type: "Entered", Version: c.version, Data: []byte(c.data)}
		got, err := people.Public(e)
		if err != nil || string(got.Data) != c.want || got.Version != 2 {
			t.Errorf("%s: v%d %s (%v), want %s", what, got.Version, got.Data, err, c.want)
		}
		if got.ID != e.ID || got.Stream != e.Stream || got.Revision != e.Revision || got.Position != e.Position || got.Type != e.Type {
			t.Errorf("%s: %+v became %+v", what, e, got)
		}
		if string(e.Data) != c.data {
			t.Errorf("%s: the event itself was changed", what)
		}
	}
	for what, e := range map[string]es.Event{
		"an unknown type": {Type: "Left", Version: 1, Data: []byte(`{"name":"Nguyễn Á"}`)},
		"a newer version": {Type: "Entered", Version: 3, Data: []byte(`{"name":"Nguyễn Á"}`)},
		"broken JSON":     {Type: "Entered", Version: 2, Data: []byte(`{"name":"Nguyễn Á"`)},
	} {
		var undecodable *es.UndecodableError
		if got, err := people.Public(e); !errors.As(err, &undecodable) || got.Data != nil {
			t.Errorf("%s: %s (%v)", what, got.Data, err)
		}
	}
}

// TestPublicKeepsTheRest whatever the values are.
func TestPublicKeepsTheRest(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.Rune())
		p := person{Name: text.Draw(t, "name"), Ward: text.Draw(t, "ward"), Phone: text.Draw(t, "phone"), Notes: rapid.MapOf(text, text).Draw(t, "notes"), Born: civil.On(1994, 2, 3), Since: rapid.Int64().Draw(t, "since")}
		name, version, data, err := people.Encode(p)
		if err != nil {
			t.Fatal(err)
		}
		got, err := people.Public(es.Event{Type: name, Version: version, Data: data})
		if err != nil {
			t.Fatal(err)
		}
		var was, is map[string]json.RawMessage
		if err := errors.Join(json.Unmarshal(data, &was), json.Unmarshal(got.Data, &is)); err != nil {
			t.Fatal(err)
		}
		for _, personal := range []string{"name", "phone", "born"} {
			if _, there := is[personal]; there {
				t.Fatalf("%s is still in %s", personal, got.Data)
			}
			delete(was, personal)
		}
		if len(was) != len(is) {
			t.Fatalf("%s became %s", data, got.Data)
		}
		for name, value := range was {
			if string(is[name]) != string(value) {
				t.Fatalf("%s: %s became %s", name, value, is[name])
			}
		}
	})
}

func TestPublicMetadata(t *testing.T) {
	t.Parallel()
	m := es.Metadata{
		Actor: "LEAK-1", Role: "ward_clerk", Unit: "08710", Reason: "LEAK-2", LegalBasis: "LEAK-3", Command: "RegisterWorker", IdempotencyKey: "LEAK-4", CorrelationID: "LEAK-5",
		CausationID: "LEAK-6", Fingerprint: "LEAK-7", OccurredOn: civil.On(2021, 4, 27), RecordedAt: time.Date(2021, 4, 27, 1, 0, 0, 0, time.UTC),
	}
	text, err := json.Marshal(m.Public())
	if err != nil || strings.Contains(string(text), "LEAK") {
		t.Errorf("%s (%v)", text, err)
	}
	if want := (es.Metadata{Role: m.Role, Unit: m.Unit, Command: m.Command, OccurredOn: m.OccurredOn, RecordedAt: m.RecordedAt}); m.Public() != want {
		t.Errorf("%+v, want %+v", m.Public(), want)
	}
	for unit, want := range map[string]string{"city": "city", "26": "26", "08710": "08710", "": "", "000094000123": "", "Nguyen": "", "0871O": "", "0": ""} {
		if got := (es.Metadata{Unit: unit}).Public().Unit; got != want {
			t.Errorf("the unit %q became %q", unit, got)
		}
	}
}
