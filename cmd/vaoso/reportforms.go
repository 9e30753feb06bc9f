package main

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"vaoso/cmd/internal/app"
	"vaoso/cmd/internal/render"
	"vaoso/projections/forms"
	"vaoso/projections/targetprogress"
)

func (sh *shell) reportForm() *cobra.Command {
	var slug, span string
	var flags reporting
	var list strings.Builder
	for _, d := range forms.All() {
		list.WriteString("\n  " + d.Code + "  " + d.Vi + " / " + d.En)
	}
	cmd := &cobra.Command{
		Use: "form CODE", Short: "biểu báo cáo / a form of the report",
		Long:    "Biểu báo cáo theo mẫu / a form of the report:\n" + list.String(),
		Example: "  vaoso report form 01 --as-of 2021-06-30\n  vaoso report form 03 --period quarter --format csv > bieu-03.csv\n  vaoso report form 04 --format json",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			d, err := forms.Find(args[0])
			if err != nil {
				return usage("không có biểu %q; có: %s / %w", args[0], strings.Join(forms.Codes(), ", "), err)
			}
			asked, err := flags.formsOf(slug, span)
			if err != nil {
				return err
			}
			return sh.with(cmd, func(ctx context.Context, a *app.App) error {
				f, err := a.Form(ctx, asked, d)
				if err != nil {
					return noPlan(err, asked.Plan)
				}
				switch flags.format {
				case "json":
					return sh.object(f)
				case "csv":
					return forms.WriteCSV(sh.out, f)
				}
				return render.Form(sh.out, f)
			})
		},
	}
	cmd.Flags().StringVar(&slug, "plan", "", "kế hoạch / the plan, e.g. vinh-yen-2021 (mặc định: mới nhất / default: the newest)")
	cmd.Flags().StringVar(&span, "period", "", "kỳ của cột «trong kỳ» / the period of «in the period»: month, quarter, half, year")
	flags.add(cmd)
	return cmd
}

// formsOf is what forms are asked for.
func (r *reporting) formsOf(slug, span string) (q app.FormsQuery, err error) {
	q.Plan = slug
	if q.Moment, err = r.read(); err != nil {
		return q, err
	}
	if q.Span, err = forms.ParseSpan(span); err != nil {
		return q, usage("--period là month, quarter, half hoặc year / %w", err)
	}
	return q, nil
}

func noPlan(err error, slug string) error {
	if errors.Is(err, targetprogress.ErrNoPlan) {
		return usage("sổ chưa có kế hoạch %q / the book has no plan %q", slug, slug)
	}
	return err
}

var spanVerbs = map[forms.Span][2]string{
	forms.Month:   {"month", "báo cáo tháng / the monthly report"},
	forms.Quarter: {"quarter", "báo cáo quý / the quarterly report"},
	forms.Half:    {"half", "báo cáo 6 tháng / the half-yearly report"},
	forms.Year:    {"year", "báo cáo năm / the annual report"},
}

// reportOf is the report of a span, made of its forms.
func (sh *shell) reportOf(span forms.Span) *cobra.Command {
	var slug string
	var flags reporting
	words := spanVerbs[span]
	cmd := &cobra.Command{
		Use: words[0], Short: words[1],
		Example: "  vaoso report " + words[0] + " --as-of 2021-06-30\n  vaoso report " + words[0] + " --format json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if flags.format == "csv" {
				return usage("báo cáo gồm nhiều biểu, mỗi biểu một tệp CSV: vaoso report form 01 --period %s --format csv / a report is several tables; as CSV each form is a file of its own", span)
			}
			asked, err := flags.formsOf(slug, string(span))
			if err != nil {
				return err
			}
			return sh.with(cmd, func(ctx context.Context, a *app.App) error {
				r, err := a.FormsReport(ctx, asked)
				if err != nil {
					return noPlan(err, asked.Plan)
				}
				if flags.format == "json" {
					return sh.object(r)
				}
				return render.Report(sh.out, r)
			})
		},
	}
	cmd.Flags().StringVar(&slug, "plan", "", "kế hoạch / the plan, e.g. vinh-yen-2021 (mặc định: mới nhất / default: the newest)")
	flags.add(cmd)
	return cmd
}
