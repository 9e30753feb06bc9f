package pubsub

import (
	"errors"
	"fmt"
	"strings"

	"vaoso/domain/es"
)

// Events says which events of the log a topic is: one stream's, or those that
// the filter lets through. The zero value is everything.
type Events struct {
	Stream string // exactly this one; "" : what the filter says
	Filter es.Filter
}

// EventsOf is how a subscriber reads topics unless it is told otherwise:
//
//	orders          the stream "orders"
//	$all            everything
//	$ce-worker      the streams whose names begin with "worker-"
//	$et-A,B         the events of the types A and B
//
// The last three are EventStoreDB's names for the same.
func EventsOf(topic string) (Events, error) {
	if topic == "$all" {
		return Events{}, nil
	}
	if category, ok := strings.CutPrefix(topic, "$ce-"); ok && category != "" {
		return Events{Filter: es.Filter{StreamPrefixes: []string{category + "-"}}}, nil
	}
	if types, ok := strings.CutPrefix(topic, "$et-"); ok && types != "" {
		return Events{Filter: es.Filter{Types: strings.Split(types, ",")}}, nil
	}
	if topic == "" || strings.HasPrefix(topic, "$") {
		return Events{}, fmt.Errorf("pubsub: %q is no topic: a topic is a stream, $all, $ce-CATEGORY or $et-TYPE,TYPE", topic)
	}
	return Events{Stream: topic}, nil
}

// valid says whether the log can be asked for them.
func (e Events) valid() error {
	if e.Stream != "" && (len(e.Filter.StreamPrefixes) > 0 || len(e.Filter.Types) > 0) {
		return errors.New("pubsub: a topic is a stream or what a filter lets through, not both")
	}
	return e.Filter.Valid()
}

// filter is what the log is asked for.
func (e Events) filter() es.Filter {
	if e.Stream != "" {
		return es.Filter{StreamPrefixes: []string{e.Stream}}
	}
	return e.Filter
}

// has says whether an event that the filter let through is the topic's. Where
// groups stand is no message to anybody: saving it would be news for ever.
func (e Events) has(event es.Event) bool {
	return event.Type != OffsetType && (e.Stream == "" || e.Stream == event.Stream)
}
