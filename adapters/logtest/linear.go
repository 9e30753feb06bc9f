package logtest

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/anishathalye/porcupine"

	"vaoso/domain/es"
)

// call is one call on a stream; keys are the events appended, none for a read.
type call struct {
	stream   string
	expected es.Expected
	keys     []string
}

// answer is what a call came to.
type answer struct {
	keys     string // a read's events
	revision es.Revision
	repeated bool
	conflict bool // revision is the actual one
}

// streamModel is one stream as the port describes it: its state is the keys of
// its events, in order.
var streamModel = porcupine.Model{
	Partition: func(history []porcupine.Operation) [][]porcupine.Operation {
		byStream := map[string][]porcupine.Operation{}
		for _, o := range history {
			name := o.Input.(call).stream
			byStream[name] = append(byStream[name], o)
		}
		var parts [][]porcupine.Operation
		for _, part := range byStream {
			parts = append(parts, part)
		}
		return parts
	},
	Init: func() any { return "" },
	Step: func(state, input, output any) (bool, any) {
		want, next := modelStep(state.(string), input.(call))
		return want == output.(answer), next
	},
}

func modelStep(state string, c call) (answer, string) {
	if c.keys == nil {
		return answer{keys: state}, state
	}
	has := strings.Fields(state)
	last := es.Revision(len(has) - 1)
	if c.expected.Meets(last) {
		return answer{revision: last + es.Revision(len(c.keys))}, strings.Join(append(has, c.keys...), " ")
	}
	if before, ok := c.expected.Revision(); ok && before < last {
		rest := has[before+1:]
		if len(rest) >= len(c.keys) && slices.Equal(rest[:len(c.keys)], c.keys) {
			return answer{revision: before + es.Revision(len(c.keys)), repeated: true}, state
		}
	}
	return answer{conflict: true, revision: last}, state
}

// history has workers call the log at once, on a few streams, and notes what
// they asked and were told. The clock is a counter: only order matters.
func (f *fixture) history(log es.Log, seed uint64, workers, calls int) ([]porcupine.Operation, error) {
	var clock atomic.Int64
	all := make([][]porcupine.Operation, workers)
	errs := make([]error, workers)
	var group sync.WaitGroup
	for w := range workers {
		group.Go(func() {
			random := rand.New(rand.NewPCG(seed, uint64(w))) //nolint:gosec // a seeded test
			known := map[string]es.Revision{}
			var sent []call
			for i := range calls {
				c := nextCall(random, known, sent, fmt.Sprintf("%d.%d", w, i))
				o := porcupine.Operation{ClientId: w, Input: c, Call: clock.Add(1)}
				out, err := f.do(log, c)
				o.Output, o.Return = out, clock.Add(1)
				if err != nil {
					errs[w] = err
					return
				}
				known[c.stream] = out.revision
				if c.keys == nil {
					known[c.stream] = es.Revision(len(strings.Fields(out.keys)) - 1)
				} else if _, exact := c.expected.Revision(); exact {
					sent = append(sent, c)
				}
				all[w] = append(all[w], o)
			}
		})
	}
	group.Wait()
	return slices.Concat(all...), errors.Join(errs...)
}

func nextCall(random *rand.Rand, known map[string]es.Revision, sent []call, key string) call {
	c := call{stream: fmt.Sprint("s", random.IntN(3))}
	for i := range 1 + random.IntN(2) {
		c.keys = append(c.keys, fmt.Sprintf("%s/%d", key, i))
	}
	last, seen := known[c.stream]
	if !seen {
		last = es.NoRevision
	}
	switch p := random.IntN(100); {
	case p < 30:
		c.keys = nil
	case p < 40:
		c.expected = es.Any
	case p < 45:
		c.expected = es.NoStream
	case p < 60 && len(sent) > 0:
		return sent[random.IntN(len(sent))]
	default:
		c.expected = es.Exactly(last)
	}
	return c
}

func (f *fixture) do(log es.Log, c call) (answer, error) {
	if c.keys == nil {
		var got []es.Event
		for e, err := range log.Read(f.ctx, f.stream(c.stream), 0, es.Forward) {
			if err != nil {
				return answer{}, err
			}
			got = append(got, e)
		}
		return answer{keys: keys(got)}, nil
	}
	events := make([]es.NewEvent, len(c.keys))
	for i, k := range c.keys {
		events[i] = f.event(k)
	}
	a, err := log.Append(f.ctx, f.stream(c.stream), c.expected, events)
	var conflict *es.ConflictError
	switch {
	case errors.As(err, &conflict):
		return answer{conflict: true, revision: conflict.Actual}, nil
	case err != nil:
		return answer{}, err
	}
	return answer{revision: a.Revision, repeated: a.Repeated}, nil
}

// isLinear records a history and says whether some order of its calls, each
// between its asking and its answer, is one that the model allows.
func (f *fixture) isLinear(log es.Log, seed uint64) (bool, error) {
	history, err := f.history(log, seed, 8, 60)
	if err != nil {
		return false, fmt.Errorf("couldn't record a history: %w", err)
	}
	switch porcupine.CheckOperationsTimeout(streamModel, history, patience/2) {
	case porcupine.Ok:
		return true, nil
	case porcupine.Illegal:
		return false, nil
	}
	return false, fmt.Errorf("no verdict in %s: %w", patience/2, context.DeadlineExceeded)
}

func linearizable(f *fixture) {
	const seed = 20210309
	start := time.Now()
	ok, err := f.isLinear(f.log, seed)
	if err != nil {
		f.Fatalf("seed %d: %v", seed, err)
	}
	if !ok {
		f.Errorf("seed %d: no order of the calls explains their answers", seed)
	}
	f.Logf("seed %d, %s", seed, time.Since(start))
}
