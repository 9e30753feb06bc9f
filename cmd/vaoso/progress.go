package main

import (
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"vaoso/cmd/internal/logcopy"
)

// sayEvery is how often a long work says how far it is where nothing can be drawn.
const sayEvery = 5 * time.Second

// recent is what the rate is taken of: a book that grows slows down, and what
// was done before an interruption is gone through fast.
const recent = time.Minute

// gauge shows how far a long work is, on stderr: a bar for each of its phases
// on a terminal, a line now and then elsewhere. It may be told from any
// goroutine.
type gauge struct {
	streams
	now func() time.Time

	mu     sync.Mutex
	phase  string
	drawn  *mpb.Progress
	bar    *mpb.Bar
	beside atomic.Value // what stands beside the bar, which is drawn by another goroutine
	said   time.Time
	passed []milestone // the recent ones, and the newest before them
	failed error       // to say something
}

// milestone is how much was done when.
type milestone struct {
	at   time.Time
	done int64
}

func newProgress(s streams) *gauge { return &gauge{streams: s, now: time.Now} }

// of tells of one phase, by its name.
func (p *gauge) of(phase string) func(done, total int) {
	return func(done, total int) { p.update(phase, int64(done), int64(total)) }
}

// copied is what the copying of a log tells.
func (p *gauge) copied(at logcopy.Progress) { p.update(phaseName(at.Phase), at.Done, at.Total) }

func phaseName(p logcopy.Phase) string {
	switch p {
	case logcopy.Resuming:
		return "so phần đã có / comparing what is there"
	case logcopy.Copying:
		return "chép / copying"
	case logcopy.Verifying:
		return "so từng sự kiện / verifying"
	case logcopy.Reading:
		return "đọc / reading"
	}
	return string(p)
}

// update takes how much of a phase is done; a total of 0 isn't known. A phase
// begins when it is first told of.
func (p *gauge) update(phase string, done, total int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	if phase != p.phase || p.passed == nil {
		p.endBar()
		p.phase, p.said, p.passed = phase, now, []milestone{{now, done}}
	}
	if p.terminal {
		p.pass(now, done, time.Second)
		p.draw(done, total)
		return
	}
	if now.Sub(p.said) >= sayEvery {
		p.said = now
		p.pass(now, done, 0)
		if err := p.say("%s", p.line(done, total)); p.failed == nil {
			p.failed = err
		}
	}
}

// pass takes a milestone down, where the last lies long enough back.
func (p *gauge) pass(now time.Time, done int64, least time.Duration) {
	if now.Sub(p.passed[len(p.passed)-1].at) >= least {
		p.passed = append(p.passed, milestone{now, done})
	}
	for len(p.passed) > 2 && now.Sub(p.passed[1].at) >= recent {
		p.passed = p.passed[1:]
	}
}

// pace is how much is done in a second, lately, and what is left at that rate;
// 0 where that can't be said.
func (p *gauge) pace(done, total int64) (rate float64, left time.Duration) {
	first, last := p.passed[0], p.passed[len(p.passed)-1]
	if took := last.at.Sub(first.at); took > 0 {
		rate = float64(last.done-first.done) / took.Seconds()
	}
	if rate > 0 && total > done {
		left = (time.Duration(float64(total-done)/rate) * time.Second).Round(time.Second)
	}
	return rate, left
}

// line is a phase's progress in words.
func (p *gauge) line(done, total int64) string {
	line := fmt.Sprintf("%s: %d", p.phase, done)
	if total > 0 {
		line += fmt.Sprintf(" (%.0f %%)", 100*float64(done)/float64(total))
	}
	return line + ", " + p.paceText(done, total)
}

func (p *gauge) paceText(done, total int64) string {
	rate, left := p.pace(done, total)
	if left == 0 {
		return fmt.Sprintf("%.0f/s", rate)
	}
	return fmt.Sprintf("%.0f/s, còn / left %s", rate, left)
}

func (p *gauge) draw(done, total int64) {
	if p.bar == nil {
		if done == 0 { // a phase without anything isn't drawn
			return
		}
		p.drawn = mpb.New(mpb.WithOutput(p.streams.err), mpb.WithWidth(48), mpb.WithAutoRefresh())
		p.bar = p.drawn.AddBar(0,
			mpb.PrependDecorators(decor.Name(p.phase+" ")),
			mpb.AppendDecorators(decor.CountersNoUnit("%d/%d "), decor.NewPercentage("%d "), decor.Any(func(decor.Statistics) string { text, _ := p.beside.Load().(string); return text })))
	}
	p.beside.Store(p.paceText(done, total))
	p.bar.SetTotal(total, false)
	p.bar.SetCurrent(done)
}

// endBar ends the drawing of a phase.
func (p *gauge) endBar() {
	if p.bar != nil {
		p.bar.SetTotal(-1, true)
		p.drawn.Wait()
		p.bar = nil
	}
}

// done ends it all; nothing else may write to the terminal before it.
func (p *gauge) done() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.endBar()
	return p.failed
}
