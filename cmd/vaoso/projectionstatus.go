package main

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"vaoso/cmd/internal/app"
	"vaoso/cmd/internal/render"
	"vaoso/domain/es"
	"vaoso/projections/engine"
)

// statusWait is how long status brings views up to date before it says where
// they stand: asking how a long rebuild is doing must not wait for its end.
const statusWait = 2 * time.Second

// projection is one line of `projections status --json`.
type projection struct {
	Name       string          `json:"name"`
	Version    int             `json:"version"`
	Generation int             `json:"generation"`
	State      string          `json:"state"`
	Position   es.Position     `json:"position"`
	Head       es.Position     `json:"head"`
	Behind     int             `json:"behind"`     // events, counted up to 10,000
	LagSeconds float64         `json:"lagSeconds"` // since the first of them was recorded
	Since      string          `json:"since"`
	Percent    float64         `json:"percent"`               // of the log that is in the rows
	Rate       float64         `json:"eventsPerSecond"`       // when it moved last
	Left       float64         `json:"secondsLeft,omitempty"` // at that rate
	Error      string          `json:"error,omitempty"`
	EventID    string          `json:"eventId,omitempty"`
	EventType  string          `json:"eventType,omitempty"`
	EventAt    string          `json:"eventPosition,omitempty"`
	Comparison json.RawMessage `json:"comparison,omitempty"` // with the generation whose place it took
	Skips      []skip          `json:"skips,omitempty"`      // events that it goes past
}

// skip is an event that a projection goes past if it can't fold it.
type skip struct {
	EventID   string      `json:"eventId"`
	EventType string      `json:"eventType"`
	Position  es.Position `json:"position"`
	Error     string      `json:"error"`
	Reason    string      `json:"reason"`
	Actor     string      `json:"actor"`
	At        string      `json:"at"`
}

// projectionStatus brings the views up to date, as far as they go in a moment,
// and says where they stand. A halted one is a status, not a failure.
func (sh *shell) projectionStatus(ctx context.Context, a *app.App, asJSON bool) error {
	short, cancel := context.WithTimeout(ctx, statusWait)
	defer cancel()
	if err := a.CatchUp(short); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	reports, err := a.Engine.Reports(ctx)
	if err != nil {
		return err
	}
	var skips []render.Skip
	list, told := []projection{}, map[string]bool{}
	for _, r := range reports {
		p := projectionOf(r)
		if !told[r.Projection] && !r.Retired {
			told[r.Projection] = true
			of, err := a.Skips(ctx, r.Projection)
			if err != nil {
				return err
			}
			for _, s := range of {
				skips = append(skips, render.Skip{Projection: r.Projection, Skip: s})
				p.Skips = append(p.Skips, skip{s.EventID.String(), s.EventType, s.Position, s.Error, s.Reason, s.Actor, stamp(s.At)})
			}
		}
		list = append(list, p)
	}
	if asJSON {
		return sh.object(list)
	}
	return render.Projections(sh.out, reports, skips)
}

func projectionOf(r engine.Report) projection {
	p := projection{
		Name: r.Projection, Version: r.Version, Generation: r.Number, State: string(r.State()),
		Position: r.Position, Head: r.Head, Behind: r.Behind, LagSeconds: r.Lag.Seconds(), Since: stamp(r.Since),
		Percent: 100 * r.Done, Rate: r.Pace.Events, Left: r.Left.Seconds(),
	}
	if r.Comparison != "" {
		p.Comparison = json.RawMessage(r.Comparison)
	}
	if r.Halt != nil {
		p.Error, p.EventID, p.EventType, p.EventAt = r.Halt.Error, r.Halt.EventID.String(), r.Halt.Type, r.Halt.Position.String()
	}
	return p
}

func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05Z") }
