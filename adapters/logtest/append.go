package logtest

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"time"

	"vaoso/domain/civil"
	"vaoso/domain/es"
)

func revisionsCount(f *fixture) {
	if a := f.append("w", es.NoStream, f.events("a", 3)...); a.Revision != 2 || a.Repeated {
		f.Errorf("the first append ends at %+v, want revision 2", a)
	}
	if a := f.append("w", es.Exactly(2), f.events("b", 2)...); a.Revision != 4 {
		f.Errorf("the second append ends at %+v, want revision 4", a)
	}
	events := f.read("w", 0, es.Forward)
	f.wantKeys("the stream", events, "a/0 a/1 a/2 b/0 b/1")
	for i, e := range events {
		if e.Revision != es.Revision(i) || e.Stream != f.stream("w") {
			f.Errorf("event %d is %s@%s", i, e.Stream, e.Revision)
		}
	}
}

func noStream(f *fixture) {
	f.append("w", es.NoStream, f.event("a"))
	f.conflict("w", es.NoStream, 0, f.event("b"))
	f.conflict("w", es.Exactly(es.NoRevision), 0, f.event("b"))
	f.append("other", es.Exactly(es.NoRevision), f.event("c"))
}

func exactRevision(f *fixture) {
	f.conflict("w", es.Exactly(0), es.NoRevision, f.event("a"))
	f.append("w", es.NoStream, f.events("a", 3)...)
	f.conflict("w", es.Exactly(0), 2, f.event("b"))
	f.conflict("w", es.Exactly(1), 2, f.event("b"))
	f.conflict("w", es.Exactly(3), 2, f.event("b"))
	f.append("w", es.Exactly(2), f.event("b"))
	f.wantKeys("the stream", f.read("w", 0, es.Forward), "a/0 a/1 a/2 b")
}

func streamExists(f *fixture) {
	f.conflict("w", es.StreamExists, es.NoRevision, f.event("a"))
	f.append("w", es.Any, f.event("a"))
	if a := f.append("w", es.StreamExists, f.event("b")); a.Revision != 1 {
		f.Errorf("ends at %+v, want revision 1", a)
	}
}

func anyRevision(f *fixture) {
	for i, key := range []string{"a", "b", "c"} {
		if a := f.append("w", es.Any, f.event(key)); a.Revision != es.Revision(i) {
			f.Errorf("%s ends at %+v, want revision %d", key, a, i)
		}
	}
}

func conflictWritesNothing(f *fixture) {
	f.append("w", es.NoStream, f.event("a"))
	before, err := f.log.Head(f.ctx)
	if err != nil {
		f.Fatal(err)
	}
	f.conflict("w", es.Exactly(7), 0, f.events("b", 5)...)
	f.conflict("new", es.StreamExists, es.NoRevision, f.events("b", 5)...)
	f.wantKeys("the stream", f.read("w", 0, es.Forward), "a")
	f.wantKeys("the other stream", f.read("new", 0, es.Forward), "")
	f.wantKeys("the log", f.all(before, es.Forward, es.Filter{}), "")
}

func sizeLimit(f *fixture) {
	big := f.events("a", 2)
	for i := range big {
		big[i].Data = bytes.Repeat([]byte("1"), es.MaxAppend/2)
	}
	if _, err := f.log.Append(f.ctx, f.stream("w"), es.NoStream, big); !errors.Is(err, es.ErrTooLarge) {
		f.Errorf("the error is %v, want %v", err, es.ErrTooLarge)
	}
	f.wantKeys("the stream", f.read("w", 0, es.Forward), "")
}

// sizeAtLimit appends all but what metadata and an adapter's own words take.
func sizeAtLimit(f *fixture) {
	e := f.event("a")
	e.Data = []byte(`"` + strings.Repeat("x", es.MaxAppend-2048) + `"`)
	f.append("w", es.NoStream, e)
	if got := f.read("w", 0, es.Forward); len(got) != 1 || !bytes.Equal(got[0].Data, e.Data) {
		f.Errorf("the large event didn't come back as it was")
	}
}

func invalidAppends(f *fixture) {
	with := func(change func(*es.NewEvent)) []es.NewEvent {
		e := f.event("a")
		change(&e)
		return []es.NewEvent{f.event("first"), e}
	}
	for what, c := range map[string]struct {
		stream string
		events []es.NewEvent
	}{
		"no stream":            {"", f.events("a", 1)},
		"a name too long":      {strings.Repeat("n", es.MaxStreamName+1), f.events("a", 1)},
		"EventStoreDB's names": {"$settings", f.events("a", 1)},
		"no events":            {f.stream("w"), nil},
		"no id":                {f.stream("w"), with(func(e *es.NewEvent) { e.ID = es.UUID{} })},
		"no type":              {f.stream("w"), with(func(e *es.NewEvent) { e.Type = "" })},
		"no version":           {f.stream("w"), with(func(e *es.NewEvent) { e.Version = 0 })},
		"no instant":           {f.stream("w"), with(func(e *es.NewEvent) { e.Meta.RecordedAt = time.Time{} })},
		"no day":               {f.stream("w"), with(func(e *es.NewEvent) { e.Meta.OccurredOn = civil.Date{} })},
		"one id twice":         {f.stream("w"), append(f.events("a", 1), f.events("a", 1)...)},
	} {
		if _, err := f.log.Append(f.ctx, c.stream, es.Any, c.events); !errors.Is(err, es.ErrInvalidAppend) {
			f.Errorf("%s: the error is %v, want %v", what, err, es.ErrInvalidAppend)
		}
	}
	f.wantKeys("the log", f.all(f.base, es.Forward, es.Filter{}), "")
}

func metadataExact(f *fixture) {
	full := f.event("full")
	full.Version = 300
	full.Meta = es.Metadata{
		Actor: "acc-0042", Role: "cán bộ", Unit: "phường Vĩnh Yên 04", Reason: "đổi nơi làm việc: \"theo nguyện vọng\" \\ \t\n <&>",
		LegalBasis: "Luật 69/2020/QH14, Điều 42", Command: "Đổi nơi làm việc 🏭", IdempotencyKey: "khóa/ß/\u0000", CorrelationID: "c-1",
		CausationID: "k-1", OccurredOn: civil.On(1999, time.December, 31), RecordedAt: instant, Fingerprint: "9f86d081884c7d65",
	}
	bare := f.event("bare")
	bare.Meta = es.Metadata{OccurredOn: civil.On(9999, time.December, 31), RecordedAt: instant}
	f.append("w", es.NoStream, full, bare)
	for i, e := range f.read("w", 0, es.Forward) {
		want := []es.NewEvent{full, bare}[i]
		if f.base != es.Start { // others wrote before: the instant may have been raised
			want.Meta.RecordedAt = e.Meta.RecordedAt
		}
		if e.Meta != want.Meta || e.Version != want.Version || e.Type != want.Type || e.ID != want.ID {
			f.Errorf("event %d is\n%+v, want\n%+v", i, e, want)
		}
	}
}

func dataExact(f *fixture) {
	var events []es.NewEvent
	for _, data := range []string{
		`{}`, `null`, `"Nguyễn"`, `{"a": 9007199254740993}`, `{ "b" : 1.0e+2 ,  "a":"\u00e9\/" }`, "[\n\t1\n]", `{"x":1,"x":2}`, `"` + strings.Repeat("đ", 70_000) + `"`,
	} {
		e := f.event(string(rune('a' + len(events))))
		e.Data = []byte(data)
		events = append(events, e)
	}
	f.append("w", es.NoStream, events...)
	for i, e := range f.read("w", 0, es.Forward) {
		if !bytes.Equal(e.Data, events[i].Data) {
			f.Errorf("data %d is %.40q…, want %.40q…", i, e.Data, events[i].Data)
		}
	}
}

func recordedForward(f *fixture) {
	for i, at := range []time.Time{
		instant, instant.Add(time.Hour), instant.Add(-time.Hour), instant.Add(2 * time.Hour), instant.Add(24 * time.Hour).In(civil.Zone),
		instant, instant.Add(48*time.Hour + 999*time.Nanosecond),
	} {
		e, later := f.event(string(rune('a'+i))), f.event(string(rune('a'+i))+"2")
		e.Meta.RecordedAt, later.Meta.RecordedAt = at, at.Add(-time.Minute)
		f.append(string(rune('a'+i%3)), es.Any, e, later)
	}
	var last time.Time
	events := f.all(f.base, es.Forward, es.Filter{})
	for _, e := range events {
		at := e.Meta.RecordedAt
		if at.Before(last) {
			f.Errorf("%s was recorded at %s, after one recorded at %s", e.Meta.IdempotencyKey, at, last)
		}
		if at.Location() != time.UTC || at.Nanosecond()%1000 != 0 {
			f.Errorf("%s was recorded at %s, want UTC to the microsecond", e.Meta.IdempotencyKey, at)
		}
		last = at
	}
	if want := instant.Add(48 * time.Hour); len(events) != 14 || last.Before(want) {
		f.Errorf("%d events, the last recorded at %s, want 14 and %s", len(events), last, want)
	}
}

func bytesAreCopied(f *fixture) {
	e := f.event("a")
	given := bytes.Clone(e.Data)
	f.append("w", es.NoStream, e)
	clear(e.Data)
	got := f.read("w", 0, es.Forward)
	if string(got[0].Data) != string(given) {
		f.Fatalf("the data became %q", got[0].Data)
	}
	_ = append(got[0].Data, "overrun"...)
	clear(got[0].Data)
	if again := f.read("w", 0, es.Forward); string(again[0].Data) != string(given) || again[0].Type != f.event("a").Type {
		f.Errorf("after a reader changed its copy the event is %+v", again[0])
	}
}

func endedContext(f *fixture) {
	ctx, cancel := context.WithCancel(f.ctx)
	cancel()
	if _, err := f.log.Append(ctx, f.stream("w"), es.NoStream, f.events("a", 1)); !errors.Is(err, context.Canceled) {
		f.Errorf("append: %v, want %v", err, context.Canceled)
	}
	for _, err := range f.log.Read(ctx, f.stream("w"), 0, es.Forward) {
		if !errors.Is(err, context.Canceled) {
			f.Errorf("read: %v, want %v", err, context.Canceled)
		}
	}
	f.wantKeys("the stream", f.read("w", 0, es.Forward), "")
}
