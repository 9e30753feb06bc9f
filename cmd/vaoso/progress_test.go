package main

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

// TestTheRateIsTheRecentOne: what an earlier run had done is gone through fast,
// and says nothing of what is left.
func TestTheRateIsTheRecentOne(t *testing.T) {
	t.Parallel()
	var said bytes.Buffer
	now := time.Date(2021, time.March, 9, 8, 0, 0, 0, time.UTC)
	p := newProgress(streams{err: &said})
	p.now = func() time.Time { return now }
	entering, done := p.of("nhập lệnh / entering commands"), 0
	for second := range 121 {
		entering(done, 100_000)
		now = now.Add(time.Second)
		if done += 100; second < 30 {
			done += 900
		}
	}
	if err := p.done(); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(said.String()), "\n")
	if last := lines[len(lines)-1]; len(lines) != 24 || last != "nhập lệnh / entering commands: 39000 (39 %), 100/s, còn / left 10m10s" {
		t.Errorf("%d lines, the last %s", len(lines), last)
	}
}

// TestABarIsDrawnOnATerminal: and nothing of a phase without anything in it.
func TestABarIsDrawnOnATerminal(t *testing.T) {
	t.Parallel()
	var drawn bytes.Buffer
	p := newProgress(streams{err: &drawn, terminal: true})
	p.of("trống / empty")(0, 0)
	for _, phase := range []string{"soạn / making", "nhập / entering"} {
		for n := range 4 {
			p.of(phase)(n, 3)
		}
	}
	if err := p.done(); err != nil {
		t.Fatal(err)
	}
	if text := drawn.String(); strings.Contains(text, "empty") || !strings.Contains(text, "making") || !strings.Contains(text, "entering") || !strings.Contains(text, "3/3") {
		t.Errorf("it drew %q", text)
	}
}
