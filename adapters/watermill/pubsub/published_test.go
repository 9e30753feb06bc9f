package pubsub_test

import (
	"errors"
	"testing"

	"vaoso/adapters/published"
	"vaoso/adapters/watermill/pubsub"
	"vaoso/domain/es"
)

type placed struct {
	Ward string `json:"ward"`
	Name string `json:"name"`
}

// TestThePublishedLogShowsNobody: a group over the log without personal fields,
// which can't be written to and so keeps its offsets elsewhere.
func TestThePublishedLogShowsNobody(t *testing.T) {
	onEach(t, func(t *testing.T, log es.Log) {
		definitions := es.Define(es.On[placed]("Placed", 1, es.Personal("name")))
		for _, key := range []string{"a", "b"} {
			event := entry(key, "Placed")
			var err error
			event.Type, event.Version, event.Data, err = definitions.Encode(placed{"vinh-yen-04", "Nguyễn Thị Mẫu"})
			must(t, err)
			appendTo(t, log, "worker-"+key, event)
		}
		shown := published.Log(log, definitions)
		config := quick("g")
		if _, err := subscriber(t, shown, config).Subscribe(t.Context(), "$ce-worker"); !errors.Is(err, published.ErrReadOnly) {
			t.Errorf("offsets in a log for reading: %v", err)
		}
		config.Offsets = pubsub.NewLogOffsets(log, nil)
		for range 2 { // the second goes on where the first was
			s := subscriber(t, shown, config)
			messages, err := s.Subscribe(t.Context(), "$ce-worker")
			must(t, err)
			msg := receive(t, messages)
			if string(msg.Payload) != `{"ward":"vinh-yen-04"}` {
				t.Errorf("a message shows %s", msg.Payload)
			}
			msg.Ack()
			<-msg.Context().Done()
			must(t, s.Close())
		}
		if saved, err := config.Offsets.Load(t.Context(), "g", "$ce-worker"); err != nil || saved.Stream != "worker-b" {
			t.Errorf("%+v is saved, %v", saved, err)
		}
	})
}
