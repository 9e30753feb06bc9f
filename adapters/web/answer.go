package web

import (
	"bytes"
	"context"
	"errors"
	"html/template"
	"log/slog"
	"net/http"

	"vaoso/domain/civil"
	"vaoso/projections/engine"
	"vaoso/projections/forms"
	"vaoso/projections/targetprogress"
)

var (
	errDay  = errors.New("web: the day can't be read")
	errSpan = errors.New("web: the period can't be read")
)

// on is the day that is asked for; today, where none is.
func (o Options) on(asOf string) (civil.Date, error) {
	if asOf == "" {
		return o.Today(), nil
	}
	day, err := civil.Parse(asOf)
	if err != nil {
		return civil.Date{}, errDay
	}
	return day, nil
}

// read reads one state of the views: as they are, or as of a day that is over.
func (o Options) read(ctx context.Context, on civil.Date, projections []engine.Projection, read func(engine.Snapshot) error) error {
	if on.Before(o.Today()) {
		return o.AsOf(ctx, on, projections, read)
	}
	return o.Views.Snapshot(ctx, read)
}

// trouble is what a page says that couldn't be shown, and its status; nil and 200
// without an error. It logs what nobody could have asked better for.
func (o Options) trouble(w http.ResponseWriter, r *http.Request, err error) (int, *words) {
	var parameters parametersError
	var unknown *targetprogress.UnknownRulesError
	switch {
	case err == nil:
		return http.StatusOK, nil
	case errors.As(err, &parameters):
		return http.StatusBadRequest, parameters.words()
	case errors.Is(err, errDay):
		return http.StatusBadRequest, &words{"Ngày không đọc được; viết như 2021-06-30.", "The day can't be read; write it like 2021-06-30."}
	case errors.Is(err, errSpan):
		return http.StatusBadRequest, &words{"Kỳ không đọc được; có: month, quarter, half, year.", "The period can't be read; there are month, quarter, half, year."}
	case errors.Is(err, targetprogress.ErrNoPlan):
		return http.StatusNotFound, &words{"Sổ không có kế hoạch này.", "The book has no such plan."}
	case errors.Is(err, forms.ErrNoForm):
		return http.StatusNotFound, &words{"Không có biểu này.", "There is no such form."}
	case errors.As(err, &unknown):
		known := unknown.List()
		return http.StatusNotFound, &words{"Không có bộ quy tắc này; có: " + known + ".", "There is no such rule set; there are: " + known + "."}
	case errors.Is(err, engine.ErrNotBuilt):
		w.Header().Set("Retry-After", "5")
		return http.StatusServiceUnavailable, &words{"Số liệu đang được lập lần đầu; hãy tải lại trang sau ít phút.", "The figures are being built for the first time; load the page again in a while."}
	}
	o.Logger.LogAttrs(r.Context(), slog.LevelError, "couldn't show a page", slog.String("page", r.Pattern), slog.String("error", err.Error()))
	return http.StatusInternalServerError, &words{"Hệ thống gặp lỗi; đã ghi nhật ký.", "Something went wrong here; it was logged."}
}

// answer is a page as it goes out. position is what it has read up to; "" where
// it shows nothing of the book.
type answer struct {
	status   int
	position string
	policy   string // what the browser may load
}

// write sends the page whole, or that it couldn't be written.
func (o Options) write(w http.ResponseWriter, r *http.Request, a answer, t *template.Template, page any) {
	var b bytes.Buffer
	if err := t.Execute(&b, page); err != nil {
		o.Logger.LogAttrs(r.Context(), slog.LevelError, "couldn't write a page", slog.String("page", r.Pattern), slog.String("error", err.Error()))
		http.Error(w, "Hệ thống gặp lỗi. Something went wrong.", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", a.policy)
	w.Header().Set("Cache-Control", "no-cache")
	if a.position != "" {
		w.Header().Set("Vaoso-Position", a.position)
	}
	w.WriteHeader(a.status)
	_, _ = b.WriteTo(w) // the client has gone; there is nobody to tell
}
