package web

import (
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"log/slog"
	"net/http"
	"net/url"

	"vaoso/domain/civil"
	"vaoso/domain/plan"
	"vaoso/domain/support"
	"vaoso/domain/territory"
	"vaoso/projections/engine"
	"vaoso/projections/targetprogress"
)

// Options are what the page is made from.
type Options struct {
	Views engine.Reader
	// AsOf reads the projections' views, together, as of a day that is over.
	AsOf      func(context.Context, civil.Date, []engine.Projection, func(engine.Snapshot) error) error
	Units     territory.Units
	Forces    support.LabourForces  // for the estimate of unemployment
	RuleSets  map[string]plan.Rules // by which a plan may be counted anew
	Synthetic bool                  // the book's people are made up
	Today     func() civil.Date     // of the book's clock, in Vietnam
	Version   string
	Logger    *slog.Logger
}

//go:embed page.html
var pageText string

//go:embed style.css
var style string

var pageTemplate = template.Must(template.New("page").Funcs(template.FuncMap{
	"n": number, "percent": percent, "day": day, "signed": signed, "add": func(a, b int) int { return a + b },
}).Parse(pageText))

// New is the handler of the pages: / shows the newest plan, ?plan= another, and
// ?asOf= an earlier day; /forms/01 and its like show the forms, /recount a plan
// counted anew by other rules. Other parameters are refused.
func New(o Options) http.Handler {
	hash := sha256.Sum256([]byte(style))
	policy := "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(hash[:]) + "'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		p := page{Synthetic: o.Synthetic, Version: o.Version, Style: template.CSS(style)} //nolint:gosec // our own file
		query, err := parameters(r, "plan", "asOf")
		if err == nil {
			err = o.fill(r.Context(), &p, query.Get("plan"), query.Get("asOf"))
		}
		status, trouble := o.trouble(w, r, err)
		p.Trouble = trouble
		o.write(w, r, answer{status, p.Position, policy}, pageTemplate, p)
	})
	mux.HandleFunc("GET /forms/{nn}", func(w http.ResponseWriter, r *http.Request) { o.serveForm(w, r, policy) })
	mux.HandleFunc("GET /recount", func(w http.ResponseWriter, r *http.Request) { o.serveRecount(w, r, policy) })
	mux.HandleFunc("GET /forms", func(w http.ResponseWriter, r *http.Request) {
		first := url.URL{Path: "/forms/01", RawQuery: r.URL.RawQuery}
		http.Redirect(w, r, first.String(), http.StatusSeeOther)
	})
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		p := page{Synthetic: o.Synthetic, Version: o.Version, Style: template.CSS(style), Trouble: &words{"Không có trang này.", "There is no such page."}} //nolint:gosec // our own file
		o.write(w, r, answer{http.StatusNotFound, "", policy}, pageTemplate, p)
	})
	return mux
}

// fill reads one state of the views. Without a plan in the book the page says
// how to begin.
func (o Options) fill(ctx context.Context, p *page, slug, asOf string) error {
	on, err := o.on(asOf)
	if err != nil {
		return err
	}
	return o.read(ctx, on, []engine.Projection{targetprogress.Projection}, func(s engine.Snapshot) error {
		source := targetprogress.Source{Snapshot: s, Units: o.Units, Synthetic: o.Synthetic}
		// Without a view yet the plans' table isn't there to be asked.
		status, err := s.Status(ctx, targetprogress.Projection.Name)
		if err != nil {
			return err
		}
		p.Position = status.Position.String()
		plans, err := source.Plans(ctx)
		if err != nil {
			return err
		}
		if len(plans) == 0 && slug == "" {
			p.Empty = true
			return nil
		}
		if slug == "" {
			slug = plans[0].Plan
		}
		for _, each := range plans {
			p.Plans = append(p.Plans, link{address("/", "plan", each.Plan, "asOf", asOf), each.Title, each.Plan == slug})
		}
		wards, err := source.Report(ctx, slug, targetprogress.ByWard, on)
		if err != nil {
			return err
		}
		months, err := source.Report(ctx, slug, targetprogress.ByMonth, on)
		if err != nil {
			return err
		}
		p.show(wards, months)
		p.Corrections = address("/forms/10", "plan", slug, "asOf", asOf)
		p.Forms, p.Recount = formLinks("", slug, asOf, ""), address("/recount", "plan", slug, "asOf", asOf)
		return nil
	})
}
