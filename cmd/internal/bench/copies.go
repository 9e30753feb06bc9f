package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"vaoso/adapters/sqlite"
	"vaoso/cmd/internal/app"
	"vaoso/cmd/internal/demo"
	"vaoso/cmd/internal/demo/generate"
	"vaoso/domain/es"
)

// A big log is ten years of made-up lives, entered by commands, and many times
// over where more events are wanted than that has, in their order: each event is
// written for every copy before the next comes. The copies are people, employers,
// agencies, contracts, courses … of their own; the plans are the same.

// lives make some 96,000 events: ten a person.
var lives = generate.Lives{Seed: 1, Workers: 10_000, Years: 10}

const eventsOfALife = 10

// streamIDs and uuids are what a copy has of its own.
var (
	streamIDs = regexp.MustCompile(`"(worker|employer|agency|contract|inspection|complaint|institution|course|intermediary|vacancy|referral|fair|capacity|collaborator|loan|support|unemployment)-[^"]+`)
	uuids     = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)
)

// copyWriters is how many copies are written at once.
const copyWriters = 256

// livesEvents are the lives as their log has them, or about n of its events
// where fewer are enough.
func livesEvents(ctx context.Context, dir string, n int) (events []es.Event, err error) {
	some := lives
	some.Workers = max(1, min(some.Workers, n/eventsOfALife))
	if err := app.Create(dir, app.Settings{Synthetic: true, City: "vinh-yen"}); err != nil {
		return nil, err
	}
	a, err := app.Open(ctx, app.Options{Dir: dir})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	if _, err := demo.Enter(ctx, a.Book, some, func(demo.Progress) {}); err != nil {
		return nil, err
	}
	for e, err := range a.Log.ReadAll(ctx, es.Start, es.Forward, es.Filter{}) {
		if err != nil {
			return nil, err
		}
		events = append(events, e)
	}
	return events, nil
}

// bigLog makes a log of about n events in the file.
func bigLog(ctx context.Context, dir string, n int) (log *sqlite.Log, written int, err error) {
	made := filepath.Join(dir, fmt.Sprintf("made-%d", n))
	if text, err := os.ReadFile(made); err == nil {
		if written, err = strconv.Atoi(string(text)); err != nil {
			return nil, 0, err
		}
		log, err = sqlite.OpenLog(ctx, filepath.Join(dir, "big.db"), sqlite.LogOptions{})
		return log, written, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, 0, err
	}
	base, err := livesEvents(ctx, filepath.Join(dir, "lives"), n)
	if err != nil {
		return nil, 0, fmt.Errorf("couldn't make up lives: %w", err)
	}
	if log, err = sqlite.OpenLog(ctx, filepath.Join(dir, "big.db"), sqlite.LogOptions{}); err != nil {
		return nil, 0, err
	}
	copies := max(1, n/len(base))
	for _, e := range base {
		times := copies
		if !streamIDs.MatchString(`"` + e.Stream) {
			times = 1 // the plans, the clock
		}
		if err := writeCopies(ctx, log, e, times); err != nil {
			return nil, 0, errors.Join(err, log.Close())
		}
		written += times
	}
	return log, written, os.WriteFile(made, []byte(strconv.Itoa(written)), 0o644)
}

func writeCopies(ctx context.Context, log es.Log, e es.Event, times int) error {
	failed := make([]error, min(times, copyWriters))
	var all sync.WaitGroup
	for w := range failed {
		all.Go(func() {
			for k := w; k < times && failed[w] == nil; k += copyWriters {
				stream, event := e.Stream, es.NewEvent{ID: e.ID, Type: e.Type, Version: e.Version, Data: e.Data, Meta: e.Meta}
				if k > 0 {
					stream, event.ID, event.Data = fmt.Sprintf("%s~%d", stream, k), renamed(e.ID, k), renamedIn(e.Data, k)
				}
				_, failed[w] = log.Append(ctx, stream, es.Exactly(e.Revision-1), []es.NewEvent{event})
			}
		})
	}
	all.Wait()
	return errors.Join(failed...)
}

func renamed(id es.UUID, k int) es.UUID { return es.NewUUIDv5(id, fmt.Sprint(k)) }

func renamedIn(data []byte, k int) []byte {
	text := streamIDs.ReplaceAllStringFunc(string(data), func(s string) string { return fmt.Sprintf("%s~%d", s, k) })
	text = uuids.ReplaceAllStringFunc(text, func(s string) string {
		id, err := es.ParseUUID(s)
		if err != nil {
			return s // the pattern only finds UUIDs
		}
		return renamed(id, k).String()
	})
	return []byte(strings.Clone(text))
}
