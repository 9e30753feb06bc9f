package main

import (
	"fmt"
	"time"

	"vaoso/cmd/internal/logcopy"
)

// sayEvery is how often a long work says how far it is where nothing can be drawn.
const sayEvery = 5 * time.Second

// logProgress shows how far a copy is: a bar a phase on a terminal, a line now
// and then elsewhere.
type logProgress struct {
	streams
	now   func() time.Time
	phase logcopy.Phase
	bar   *progressBar
	began time.Time // of the phase
	said  time.Time
	err   error // of saying
}

func newLogProgress(s streams) *logProgress {
	return &logProgress{streams: s, now: time.Now, bar: &progressBar{}}
}

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

// update is what the work tells.
func (p *logProgress) update(at logcopy.Progress) {
	if at.Phase != p.phase {
		p.bar.done()
		p.phase, p.began, p.bar = at.Phase, p.now(), &progressBar{}
		p.said = p.began
	}
	if p.terminal {
		if p.bar.bar == nil && at.Done > 0 { // a phase without events isn't drawn
			p.bar = newProgress(p.streams, phaseName(at.Phase))
		}
		p.bar.update(int(at.Done), int(at.Total))
		return
	}
	if now := p.now(); now.Sub(p.said) >= sayEvery {
		p.said = now
		if err := p.say("%s", progressLine(at, now.Sub(p.began))); p.err == nil {
			p.err = err
		}
	}
}

// progressLine is a phase's progress in words.
func progressLine(at logcopy.Progress, took time.Duration) string {
	rate := float64(at.Done) / took.Seconds()
	line := fmt.Sprintf("%s: %d", phaseName(at.Phase), at.Done)
	if at.Total > 0 {
		line += fmt.Sprintf(" (%.0f %%)", 100*float64(at.Done)/float64(at.Total))
	}
	line += fmt.Sprintf(", %.0f/s", rate)
	if left := at.Total - at.Done; left > 0 && rate > 0 {
		line += fmt.Sprintf(", còn / left %s", (time.Duration(float64(left)/rate) * time.Second).Round(time.Second))
	}
	return line
}

// done ends the drawing.
func (p *logProgress) done() error {
	p.bar.done()
	return p.err
}
