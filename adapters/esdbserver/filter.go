package esdbserver

import (
	"regexp"
	"slices"
	"strings"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/streams"
)

// filter says which events of $all are wanted. Its zero value wants all.
type filter struct {
	byType   bool // else by stream
	prefixes []string
	regex    *regexp.Regexp
	window   int // events considered between checkpoints
}

// newFilter reads a filter: prefixes, any of which an event may have, or a
// regular expression, of streams' names or of types. Expressions are Go's
// (RE2), which knows no look-around and no back-references; EventStoreDB's are
// .NET's.
func newFilter(o *streams.ReadReq_Options_FilterOptions) (filter, error) {
	f := filter{window: 32}
	if o == nil {
		return f, nil
	}
	var expression *streams.ReadReq_Options_FilterOptions_Expression
	switch e := o.GetFilter().(type) {
	case *streams.ReadReq_Options_FilterOptions_EventType:
		f.byType, expression = true, e.EventType
	case *streams.ReadReq_Options_FilterOptions_StreamIdentifier:
		expression = e.StreamIdentifier
	default:
		return f, invalid("a filter by what?")
	}
	if w, ok := o.GetWindow().(*streams.ReadReq_Options_FilterOptions_Max); ok {
		f.window = int(w.Max)
	}
	f.window = min(max(f.window, 1)*max(int(o.GetCheckpointIntervalMultiplier()), 1), 1<<20)
	switch text := expression.GetRegex(); {
	case text != "" && len(expression.GetPrefix()) > 0:
		return f, invalid("a filter has prefixes or an expression, not both")
	case text != "":
		regex, err := regexp.Compile(text)
		if err != nil {
			return f, invalid("the filter's expression: %v", err)
		}
		f.regex = regex
	case len(expression.GetPrefix()) > 0:
		f.prefixes = expression.GetPrefix()
	default:
		return f, invalid("a filter without prefixes or an expression")
	}
	return f, nil
}

// wants says whether the event passes.
func (f filter) wants(v event) bool {
	text := v.stream
	if f.byType {
		text = v.kind
	}
	if f.regex != nil {
		return f.regex.MatchString(text)
	}
	return len(f.prefixes) == 0 || slices.ContainsFunc(f.prefixes, func(p string) bool { return strings.HasPrefix(text, p) })
}
