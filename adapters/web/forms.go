package web

import (
	"context"
	_ "embed"
	"fmt"
	"html/template"
	"net/http"
	"strings"

	"vaoso/domain/civil"
	"vaoso/projections/engine"
	"vaoso/projections/forms"
)

//go:embed forms.html
var formsText string

var formsTemplate = template.Must(template.New("forms").Funcs(template.FuncMap{"day": day}).Parse(formsText))

// formPage is what the template of a form shows.
type formPage struct {
	Style     template.CSS
	Synthetic bool
	Version   string
	All       []formLink
	Home      string // the address of the plan's progress
	Wide      bool   // a part has more columns than stand on a sheet upright
	Spans     []choice
	Trouble   *words
	Shown     bool
	Plan      string
	AsOf      civil.Date

	forms.Form
	Name   forms.Words // of the period
	Parts  []part
	Signed []forms.Words
}

type formLink struct {
	Code, Vi, Href string
	Current        bool
}

// formLinks are all forms, of the plan, day and period that are asked for.
func formLinks(current, plan, asOf, span string) (list []formLink) {
	for _, d := range forms.All() {
		to := address("/forms/"+d.Code, "plan", plan, "asOf", asOf, "period", span)
		list = append(list, formLink{d.Code, d.Vi, to, d.Code == current})
	}
	return list
}

type choice struct {
	Value, Vi string
	Chosen    bool
}

// part is a table of a form.
type part struct {
	ID string
	forms.Group
	Columns []forms.Column
	Rows    []formRow
}

type formRow struct {
	Total bool
	Cells []formCell
}

type formCell struct {
	Text   string
	Head   bool // it names the row
	Whole  bool // a code, a day: broken nowhere
	Figure bool
	Behind bool
}

const (
	mostUpright = 11 // columns; a form with more is printed across
	longestCode = 20 // bytes
)

var spanWords = map[forms.Span]string{forms.Month: "tháng", forms.Quarter: "quý", forms.Half: "6 tháng", forms.Year: "năm"}

// formAsked is what a form's page is asked for.
type formAsked struct{ code, plan, asOf, span string }

// serveForm shows the form with the code in the path: ?plan= another plan's,
// ?asOf= as of an earlier day, ?period= over a quarter, half a year or a year.
func (o Options) serveForm(w http.ResponseWriter, r *http.Request, policy string) {
	query, err := parameters(r, "plan", "asOf", "period")
	ask := formAsked{r.PathValue("nn"), query.Get("plan"), query.Get("asOf"), query.Get("period")}
	p := formPage{Synthetic: o.Synthetic, Version: o.Version, Style: template.CSS(style)} //nolint:gosec // our own file
	p.All, p.Home = formLinks(ask.code, ask.plan, ask.asOf, ask.span), address("/", "plan", ask.plan, "asOf", ask.asOf)
	if err == nil {
		err = o.fillForm(r.Context(), &p, ask)
	}
	status, trouble := o.trouble(w, r, err)
	p.Trouble = trouble
	position := ""
	if p.Shown {
		position = p.Stamp.Position.String()
	}
	o.write(w, r, answer{status, position, policy}, formsTemplate, p)
}

func (o Options) fillForm(ctx context.Context, p *formPage, ask formAsked) error {
	d, err := forms.Find(ask.code)
	if err != nil {
		return err
	}
	source := forms.Source{Units: o.Units, Synthetic: o.Synthetic, Forces: o.Forces, Plan: ask.plan}
	if source.AsOf, err = o.on(ask.asOf); err != nil {
		return err
	}
	if source.Span, err = forms.ParseSpan(ask.span); err != nil {
		return errSpan
	}
	return o.read(ctx, source.AsOf, forms.Projections(d), func(s engine.Snapshot) error {
		for _, projection := range forms.Projections(d) {
			if _, err := s.Status(ctx, projection.Name); err != nil {
				return err
			}
		}
		source.Snapshot = s
		f, err := forms.Make(ctx, source, d)
		if err != nil {
			return err
		}
		p.show(f)
		return nil
	})
}

func (p *formPage) show(f forms.Form) {
	p.Form, p.Shown, p.Plan, p.AsOf, p.Name, p.Signed = f, true, f.Stamp.Plan, f.Stamp.AsOf, f.Stamp.Period.Name(), forms.Signatures
	for _, s := range forms.Spans {
		p.Spans = append(p.Spans, choice{string(s), spanWords[s], s == f.Stamp.Period.Span})
	}
	groups := f.Groups
	if len(groups) == 0 {
		groups = []forms.Group{{}}
	}
	for i, g := range groups {
		t := part{ID: fmt.Sprintf("bang-%d", i+1), Group: g}
		var rows []forms.Row
		t.Columns, rows = f.Part(g.Key)
		for _, r := range rows {
			row := formRow{Total: r.Total}
			for i, c := range r.Cells {
				row.Cells = append(row.Cells, cellOf(t.Columns[i], c))
			}
			row.name()
			t.Rows = append(t.Rows, row)
		}
		p.Wide = p.Wide || len(t.Columns) > mostUpright
		p.Parts = append(p.Parts, t)
	}
}

// name makes the first text of a row its head: a total has no code.
func (r *formRow) name() {
	for i, c := range r.Cells {
		if !c.Figure && c.Text != "" {
			r.Cells[i].Head = true
			return
		}
	}
}

// cellOf is a figure as people in Vietnam write it.
func cellOf(column forms.Column, c forms.Cell) formCell {
	n, ok := c.Number()
	shown := formCell{Text: c.Shown(), Figure: column.Figured(), Behind: ok && column.Type == forms.Signed && n < 0}
	shown.Whole = !shown.Figure && !strings.Contains(shown.Text, " ") && len(shown.Text) <= longestCode
	switch {
	case !ok && shown.Figure:
		shown.Text = "–"
	case column.Type == forms.Day:
		if day, err := civil.Parse(shown.Text); err == nil {
			shown.Text = day.Vietnamese()
		}
	case !ok:
	case column.Type == forms.Permille:
		shown.Text = percent(int(n))
	case column.Type == forms.Percent2:
		shown.Text = fmt.Sprintf("%d,%02d %%", n/100, n%100)
	case column.Type == forms.Tenths:
		shown.Text = fmt.Sprintf("%d,%d", n/10, n%10)
	case column.Type == forms.Signed:
		shown.Text = signed(int(n))
	default:
		shown.Text = number(int(n))
	}
	return shown
}
