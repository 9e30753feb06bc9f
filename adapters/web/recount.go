package web

import (
	"context"
	_ "embed"
	"html/template"
	"maps"
	"net/http"
	"slices"
	"strings"

	"vaoso/domain/civil"
	"vaoso/domain/plan"
	"vaoso/projections/engine"
	"vaoso/projections/targetprogress"
)

//go:embed recount.html
var recountText string

var recountTemplate = template.Must(template.New("recount").Funcs(template.FuncMap{"n": number, "day": day, "signed": signed}).Parse(recountText))

// mostRecounted is how many workers the page shows; the API has them all.
const mostRecounted = 500

// recountPage is what the template of a recount shows. Workers are shown by the
// book's own ids, which name nobody.
type recountPage struct {
	Style     template.CSS
	Synthetic bool
	Version   string
	Trouble   *words
	Shown     bool
	Plans     []link
	Sets      []choice
	Home      string // the address of the plan's progress
	Form      string // of its first form

	targetprogress.Recount
	Lines     []recountLine
	Differ    []param // parameters in which the rule sets differ; none where the plan has no rules yet
	Listed    []recounted
	More      int // workers who aren't shown
	Up, Down  int // workers who count more, and less, by the other rules
	Unchanged bool
}

// recountLine is a figure by both rule sets.
type recountLine struct {
	words
	Target, Was, Is, Gap int
}

// recounted is a worker whom the rule sets count differently.
type recounted struct {
	ID    string
	Gap   int
	Facts []recountedFact
}

type recountedFact struct {
	Day     civil.Date
	Ward    string
	Kind    words
	Was, Is words
}

// recountAsked is what the page is asked for.
type recountAsked struct{ plan, rules, asOf string }

// serveRecount shows a plan counted anew: ?rules= by which rule set, ?plan=
// another plan, ?asOf= as of an earlier day.
func (o Options) serveRecount(w http.ResponseWriter, r *http.Request, policy string) {
	query, err := parameters(r, "plan", "rules", "asOf")
	p := recountPage{Synthetic: o.Synthetic, Version: o.Version, Style: template.CSS(style)} //nolint:gosec // our own file
	p.Home, p.Form = address("/", "plan", query.Get("plan"), "asOf", query.Get("asOf")), address("/forms/01", "plan", query.Get("plan"), "asOf", query.Get("asOf"))
	if err == nil {
		err = o.fillRecount(r.Context(), &p, recountAsked{query.Get("plan"), query.Get("rules"), query.Get("asOf")})
	}
	status, trouble := o.trouble(w, r, err)
	p.Trouble = trouble
	position := ""
	if p.Shown {
		position = p.Position.String()
	}
	o.write(w, r, answer{status, position, policy}, recountTemplate, p)
}

func (o Options) fillRecount(ctx context.Context, p *recountPage, ask recountAsked) error {
	on, err := o.on(ask.asOf)
	if err != nil {
		return err
	}
	return o.read(ctx, on, []engine.Projection{targetprogress.Projection}, func(s engine.Snapshot) error {
		source := targetprogress.Source{Snapshot: s, Units: o.Units, Synthetic: o.Synthetic}
		if _, err := s.Status(ctx, targetprogress.Projection.Name); err != nil {
			return err
		}
		plans, err := source.Plans(ctx)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(plans, func(row targetprogress.PlanRow) bool { return ask.plan == "" || row.Plan == ask.plan })
		if i < 0 {
			return targetprogress.ErrNoPlan
		}
		sets, err := source.RuleSets(ctx, plans[i].Plan, o.RuleSets)
		if err != nil {
			return err
		}
		rules := ask.rules
		for _, name := range slices.Sorted(maps.Keys(sets)) {
			if rules == "" && name != plans[i].RuleSet {
				rules = name
			}
			p.Sets = append(p.Sets, choice{name, name, name == rules})
		}
		for _, row := range plans {
			p.Plans = append(p.Plans, link{address("/recount", "plan", row.Plan, "asOf", ask.asOf), row.Title, row.Plan == plans[i].Plan})
		}
		r, err := source.Recount(ctx, plans[i].Plan, rules, o.RuleSets, on)
		if err != nil {
			return err
		}
		p.show(r, sets, o)
		return nil
	})
}

func (p *recountPage) show(r targetprogress.Recount, sets map[string]plan.Rules, o Options) {
	p.Recount, p.Shown, p.Unchanged = r, true, len(r.Workers) == 0
	for _, l := range []struct {
		words
		of func(plan.Counts) int
	}{
		{words{"Tổng số", "total"}, func(c plan.Counts) int { return c.Total }},
		{words{"Trong nước", "at home"}, func(c plan.Counts) int { return c.Domestic }},
		{words{"Nước ngoài", "abroad"}, func(c plan.Counts) int { return c.Overseas }},
	} {
		p.Lines = append(p.Lines, recountLine{l.words, l.of(r.Target), l.of(r.Was), l.of(r.Is), l.of(r.Difference)})
	}
	if own, known := sets[r.RuleSet]; known {
		p.Differ = differing(own, sets[r.Other])
	}
	for i, w := range r.Workers {
		switch gap := w.Is.Total - w.Was.Total; {
		case gap > 0:
			p.Up++
		case gap < 0:
			p.Down++
		}
		if i >= mostRecounted {
			p.More++
			continue
		}
		one := recounted{ID: strings.TrimPrefix(w.Worker, "worker-"), Gap: w.Is.Total - w.Was.Total}
		for _, f := range w.Facts {
			one.Facts = append(one.Facts, recountedFact{
				Day: f.Day, Ward: o.unitName(f.Ward, f.Day), Kind: factWords[f.Kind], Was: verdictOf(f.WhyWas), Is: verdictOf(f.WhyIs),
			})
		}
		p.Listed = append(p.Listed, one)
	}
}

// unitName is a ward's name on the day, or its code where it isn't the city's.
func (o Options) unitName(code string, on civil.Date) string {
	if u, known := o.Units.Lookup(code, on); known {
		return u.FullName()
	}
	return "nơi khác (" + code + ")"
}

// verdictOf says that a fact counts, or why it doesn't.
func verdictOf(why plan.Why) words {
	if why == "" {
		return words{"tính", "counts"}
	}
	return whyWords(why)
}

var factWords = map[plan.FactKind]words{
	plan.Placement: {"việc làm", "placement"}, plan.Dispatch: {"xuất cảnh", "departure"},
	plan.Irregular: {"xuất cảnh sai quy định", "irregular departure"}, plan.Job: {"việc từ vốn vay", "loan job"},
}
