package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"errors"
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
		status, p := http.StatusOK, page{Synthetic: o.Synthetic, Version: o.Version}
		query, err := parameters(r, "plan", "asOf")
		if err == nil {
			err = o.fill(r.Context(), &p, query.Get("plan"), query.Get("asOf"))
		}
		wrong := parametersError{}
		switch {
		case err == nil:
		case errors.As(err, &wrong):
			status, p.Trouble = http.StatusBadRequest, wrong.words()
		case errors.Is(err, engine.ErrNotBuilt):
			status, p.Trouble = http.StatusServiceUnavailable, &words{"Số liệu đang được lập lần đầu; hãy tải lại trang sau ít phút.", "The figures are being built for the first time; load the page again in a while."}
			w.Header().Set("Retry-After", "5")
		case errors.Is(err, targetprogress.ErrNoPlan):
			status, p.Trouble = http.StatusNotFound, &words{"Sổ không có kế hoạch này.", "The book has no such plan."}
		case errors.Is(err, errDay):
			status, p.Trouble = http.StatusBadRequest, &words{"Ngày không đọc được; viết như 2021-06-30.", "The day can't be read; write it like 2021-06-30."}
		default:
			status, p.Trouble = http.StatusInternalServerError, &words{"Hệ thống gặp lỗi; đã ghi nhật ký.", "Something went wrong here; it was logged."}
			o.Logger.LogAttrs(r.Context(), slog.LevelError, "couldn't show the page", slog.String("error", err.Error()))
		}
		o.write(w, r, policy, status, p)
	})
	mux.HandleFunc("GET /forms/{nn}", func(w http.ResponseWriter, r *http.Request) { o.serveForm(w, r, policy) })
	mux.HandleFunc("GET /recount", func(w http.ResponseWriter, r *http.Request) { o.serveRecount(w, r, policy) })
	mux.HandleFunc("GET /forms", func(w http.ResponseWriter, r *http.Request) {
		first := url.URL{Path: "/forms/01", RawQuery: r.URL.RawQuery}
		http.Redirect(w, r, first.String(), http.StatusSeeOther)
	})
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		p := page{Synthetic: o.Synthetic, Version: o.Version, Trouble: &words{"Không có trang này.", "There is no such page."}}
		o.write(w, r, policy, http.StatusNotFound, p)
	})
	return mux
}

func (o Options) write(w http.ResponseWriter, r *http.Request, policy string, status int, p page) {
	p.Style = template.CSS(style) //nolint:gosec // our own file
	var b bytes.Buffer
	if err := pageTemplate.Execute(&b, p); err != nil {
		o.Logger.LogAttrs(r.Context(), slog.LevelError, "couldn't write the page", slog.String("error", err.Error()))
		http.Error(w, "Hệ thống gặp lỗi. Something went wrong.", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", policy)
	w.Header().Set("Cache-Control", "no-cache")
	if p.Position != "" {
		w.Header().Set("Vaoso-Position", p.Position)
	}
	w.WriteHeader(status)
	_, _ = b.WriteTo(w) // the client has gone; there is nobody to tell
}

var errDay = errors.New("web: the day can't be read")

// fill reads one state of the views. Without a plan in the book the page says
// how to begin.
func (o Options) fill(ctx context.Context, p *page, slug, asOf string) error {
	on := o.Today()
	if asOf != "" {
		var err error
		if on, err = civil.Parse(asOf); err != nil {
			return errDay
		}
	}
	snapshot := o.Views.Snapshot
	if on.Before(o.Today()) {
		snapshot = func(ctx context.Context, read func(engine.Snapshot) error) error {
			return o.AsOf(ctx, on, []engine.Projection{targetprogress.Projection}, read)
		}
	}
	return snapshot(ctx, func(s engine.Snapshot) error {
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
