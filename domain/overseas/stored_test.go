package overseas_test

import (
	"reflect"

	"vaoso/domain/es"
	"vaoso/domain/overseas"
)

// roundTrip fails unless an event survives being stored and read.
func roundTrip(t interface {
	Fatalf(format string, args ...any)
}, payload any) {
	name, version, data, err := overseas.Events.Encode(payload)
	if err != nil {
		t.Fatalf("couldn't encode %T: %v", payload, err)
	}
	back, err := overseas.Events.Decode(es.Event{Type: name, Version: version, Data: data})
	if err != nil || !reflect.DeepEqual(back.Payload, payload) {
		t.Fatalf("%s comes back as %+v, %v", data, back.Payload, err)
	}
}
