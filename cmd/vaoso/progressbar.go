package main

import (
	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// progressBar shows how far a long work is; on a terminal alone.
type progressBar struct {
	container *mpb.Progress
	bar       *mpb.Bar
}

func newProgress(s streams, name string) *progressBar {
	if !s.terminal {
		return &progressBar{}
	}
	p := mpb.New(mpb.WithOutput(s.err), mpb.WithWidth(48))
	return &progressBar{p, p.AddBar(0,
		mpb.PrependDecorators(decor.Name(name+" ")),
		mpb.AppendDecorators(decor.CountersNoUnit("%d/%d "), decor.NewPercentage("%d "), decor.AverageSpeed(0, "%.0f/s "), decor.AverageETA(decor.ET_STYLE_GO)))}
}

func (p *progressBar) update(done, total int) {
	if p.bar != nil {
		p.bar.SetTotal(int64(total), false)
		p.bar.SetCurrent(int64(done))
	}
}

// done ends the drawing; nothing else may write to the terminal before it.
func (p *progressBar) done() {
	if p.bar != nil {
		p.bar.SetTotal(-1, true)
		p.container.Wait()
	}
}
