package esdbserver

import (
	"regexp"
	"regexp/syntax"
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

// What a filter may be at the most: bytes of its text, and steps of a regular
// expression, each of which every event may take.
const (
	maxFilterText  = 64 << 10
	maxFilterSteps = 10_000
)

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
		regex, err := compiled(text)
		if err != nil {
			return f, invalid("the filter's expression: %v", err)
		}
		f.regex = regex
	case len(expression.GetPrefix()) > 0:
		f.prefixes = expression.GetPrefix()
		if len(strings.Join(f.prefixes, " ")) > maxFilterText {
			return f, invalid("a filter's prefixes have %d bytes at the most", maxFilterText)
		}
	default:
		return f, invalid("a filter without prefixes or an expression")
	}
	return f, nil
}

func compiled(text string) (*regexp.Regexp, error) {
	if len(text) > maxFilterText {
		return nil, invalid("it has %d bytes at the most", maxFilterText)
	}
	parsed, err := syntax.Parse(text, syntax.Perl)
	if err != nil {
		return nil, err
	}
	program, err := syntax.Compile(parsed.Simplify())
	if err != nil {
		return nil, err
	}
	if len(program.Inst) > maxFilterSteps {
		return nil, invalid("it comes to %d steps, %d at the most", len(program.Inst), maxFilterSteps)
	}
	return regexp.Compile(text)
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
