package http

import (
	"net/http"

	"vaoso/projections/agencies"
	"vaoso/projections/engine"
	"vaoso/projections/scorecard"
	"vaoso/projections/supervision"
)

// agencyReport is the agencies' records and scores.
type agencyReport = scorecard.AgencyReport

// agencies asks two read models: of today both in one state, of a day that is
// over one after the other, since each is folded anew from the log.
func (s *server) agencies(w http.ResponseWriter, r *http.Request) error {
	a := &asked{r: r}
	after, asOf := a.position(), a.day("asOf", s.today())
	if a.err != nil {
		return a.err
	}
	ctx := r.Context()
	for _, p := range scorecard.Reads {
		if err := s.await(ctx, p.Name, after); err != nil {
			return err
		}
	}
	var report scorecard.AgencyReport
	var flags scorecard.Flags
	flagged := func(view engine.Snapshot) (err error) {
		flags, err = scorecard.FlagsOn(ctx, view, asOf)
		return err
	}
	made := func(view engine.Snapshot) (err error) {
		report, err = scorecard.Make(ctx, view, asOf, s.Book.Synthetic, flags)
		return err
	}
	var err error
	if asOf.Before(s.today()) {
		if err = s.AsOf(ctx, asOf, []engine.Projection{supervision.Projection}, flagged); err == nil {
			err = s.AsOf(ctx, asOf, []engine.Projection{agencies.Projection}, made)
		}
	} else {
		err = s.Views.Snapshot(ctx, func(view engine.Snapshot) error {
			if err := flagged(view); err != nil {
				return err
			}
			return made(view)
		})
	}
	if err != nil {
		return err
	}
	w.Header().Set("Vaoso-Position", report.Position.String())
	writeJSON(w, http.StatusOK, "application/json", report)
	return nil
}
