package app

import (
	"fmt"
	"log/slog"
	"net/http"

	api "vaoso/adapters/http"
	"vaoso/adapters/published"
	"vaoso/adapters/web"
)

// Handler is the HTTP interface and the pages.
func (a *App) Handler() (http.Handler, error) {
	pages := web.New(web.Options{Views: a.Views, AsOf: a.AsOf, Units: a.Book.Units, Forces: a.Book.Forces, RuleSets: a.Book.RuleSets, Synthetic: a.Book.Synthetic, Today: a.Today, Version: Version, Logger: a.logger})
	h, err := api.New(api.Options{
		Book: a.Book, Views: a.Views, AsOf: a.AsOf, Engine: a.Engine, Skips: a.Skips, Version: Version, Logger: a.logger,
		Events: api.Subscriptions{Log: published.Log(a.Log, a.Book.Definitions), Source: "/books/" + a.Settings.City},
		Watch:  a.Told, Metrics: a.Told.Metrics(), Pages: pages,
	})
	if err != nil {
		return nil, fmt.Errorf("couldn't make the HTTP interface: %w", err)
	}
	return h, nil
}

// Logger is where the app tells operators of trouble.
func (a *App) Logger() *slog.Logger { return a.logger }
