package logtest

import (
	"testing"

	"vaoso/domain/es"
)

// Run checks the log that open gives. Each check opens one of its own, runs
// beside the others, and closes it.
func Run(t *testing.T, open func(t *testing.T) es.Log) {
	t.Helper()
	for _, c := range checks {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			c.run(newFixture(t, open(t)))
		})
	}
}

// RunDurable is Run, and checks besides that a log closed and opened again is
// the same log. reopen is given the log, closes it and opens what it kept.
func RunDurable(t *testing.T, open func(t *testing.T) es.Log, reopen func(t *testing.T, l es.Log) es.Log) {
	t.Helper()
	Run(t, open)
	t.Run("opened again it is the same log", func(t *testing.T) {
		t.Parallel()
		f := newFixture(t, open(t))
		reopened(f, func() es.Log { return reopen(t, f.log) })
	})
}

type check struct {
	name string
	run  func(f *fixture)
}

var checks = []check{
	{"revisions count from 0 without gaps", revisionsCount},
	{"NoStream wants a stream never written", noStream},
	{"an exact revision must be the last", exactRevision},
	{"StreamExists wants some event", streamExists},
	{"Any takes a stream as it is", anyRevision},
	{"a conflict writes nothing of its events", conflictWritesNothing},
	{"an append above the limit is refused", sizeLimit},
	{"an append at the limit is taken", sizeAtLimit},
	{"an append that makes no sense is refused", invalidAppends},
	{"metadata comes back exactly", metadataExact},
	{"data comes back byte for byte", dataExact},
	{"recordedAt never runs backwards", recordedForward},
	{"what a caller does to its bytes afterwards changes nothing", bytesAreCopied},
	{"a context that has ended writes nothing", endedContext},

	{"the same append again is the same success", repeatWhole},
	{"the same append again, after others, is the same success", repeatLater},
	{"part of an append again is a conflict", repeatPart},
	{"known ids in another order are a conflict", repeatReordered},
	{"an id of another stream is written", repeatElsewhere},

	{"a stream reads forward and backward, inclusive", readStream},
	{"reading past the end yields nothing", readPastEnd},
	{"a reader may stop at any event", readStops},
	{"the log reads forward and backward, exclusive", readAll},
	{"positions grow and the last append's is the head", positionsGrow},
	{"the log's order agrees with every stream's", orderAgrees},
	{"a long stream and a long log read whole", readLong},

	{"a filter by stream takes any of its prefixes", filterStreams},
	{"a filter by type takes any of its types", filterTypes},
	{"a filter has streams or types, not both", filterBoth},
	{"a filter that little matches finds all of it", filterSparse},

	{"Follow yields history, then what comes", followLive},
	{"Follow may begin at any position", followAnywhere},
	{"Follow's Through moves on without matches", followThrough},
	{"Follow resumed at any Through misses nothing", followResumes},
	{"Follow says that it has caught up at the very end", followCaughtUp},
	{"Follow ends with its context", followCancelled},
	{"Close ends Follow and refuses all else", closeEnds},
	{"Close may be called by many at once", closeTwice},

	{"of many writers at one revision one wins", oneWinner},
	{"batches are whole to every reader", batchesWhole},
	{"followers miss nothing while many write", followWhileWriting},
	{"concurrent calls are linearizable", linearizable},
	{"any sequence of calls agrees with the model", agreesWithModel},
}
