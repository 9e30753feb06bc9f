package main

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"vaoso/cmd/internal/app"
	"vaoso/cmd/internal/render"
	"vaoso/domain/civil"
	"vaoso/projections/engine"
	"vaoso/projections/forms"
	"vaoso/projections/supervision"
	"vaoso/projections/targetprogress"
)

func (sh *shell) reportVerb() *cobra.Command {
	cmd := &cobra.Command{
		Use: "report", Short: "báo cáo / reports",
		Example: "  vaoso report progress --by ward\n  vaoso report supervision --format json",
		Args:    cobra.NoArgs, RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(sh.reportProgress(), sh.reportSupervision(), sh.reportTraining(), sh.reportCapacity(), sh.reportRetention(), sh.reportUnemployment(), sh.reportSupport(), sh.reportSupply(), sh.reportForm(), sh.reportCorrections())
	cmd.AddCommand(sh.reportAgencies(), sh.reportContracts())
	for _, span := range forms.Spans {
		cmd.AddCommand(sh.reportOf(span))
	}
	return cmd
}

// reporting are the flags of every report.
type reporting struct {
	format, asOf, knownAt string
}

func (r *reporting) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&r.format, "format", "table", "table, json, csv")
	cmd.Flags().StringVar(&r.asOf, "as-of", "", "việc xảy ra đến hết ngày / what had happened by the end of this day (2021-06-30)")
	cmd.Flags().StringVar(&r.knownAt, "known-at", "", "theo sổ đã ghi đến lúc / as the book knew it then (2021-07-01 or 2021-07-01T08:00:00+07:00)")
}

func (r *reporting) read() (m app.Moment, err error) {
	switch r.format {
	case "table", "json", "csv":
	default:
		return m, usage("--format là table, json hoặc csv, không phải %q / --format is table, json or csv", r.format)
	}
	if m.AsOf, err = civil.Parse(r.asOf); err != nil {
		return m, usage("--as-of: %w", err)
	}
	if r.knownAt == "" {
		return m, nil
	}
	if day, err := civil.Parse(r.knownAt); err == nil {
		m.KnownAt = day.In(23, 59, 59).Add(time.Second - time.Microsecond)
		return m, nil
	}
	if m.KnownAt, err = time.Parse(time.RFC3339, r.knownAt); err != nil {
		return m, usage("--known-at là ngày 2021-07-01 hoặc thời điểm 2021-07-01T08:00:00+07:00 / --known-at is a day or an instant: %w", err)
	}
	return m, nil
}

func (sh *shell) reportProgress() *cobra.Command {
	var slug, by, rules string
	var flags reporting
	cmd := &cobra.Command{
		Use: "progress", Short: "tiến độ kế hoạch / a plan's progress",
		Long: `Tiến độ của kế hoạch: chỉ tiêu, số đạt, lệch so với đường thẳng, dự báo cuối năm.
Người đi làm việc ở nước ngoài nằm trong tổng số. Với --rules: tính lại theo bộ
quy tắc khác, và những người lao động được tính khác đi.

A plan's progress: target, achieved, distance from the straight line, forecast.
Those who work abroad are inside the total. With --rules: counted anew under
another rule set, and the workers for whom that makes a difference.`,
		Example: "  vaoso report progress --plan vinh-yen-2021 --by ward\n  vaoso report progress --as-of 2021-06-30 --format json\n  vaoso report progress --known-at 2021-09-30\n  vaoso report progress --rules vinh-yen-2021-open",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			moment, err := flags.read()
			if err != nil {
				return err
			}
			if rules != "" && by != "" {
				return usage("--rules cho số liệu từng người, không chia theo --by / --rules goes worker by worker, without --by")
			}
			split, err := targetprogress.ParseBy(by)
			if err != nil {
				return usage("không chia được theo %q; có: ward, month, sector, sex, kind, source / %w", by, err)
			}
			return sh.with(cmd, func(ctx context.Context, a *app.App) error {
				if rules != "" {
					return sh.recount(ctx, a, flags, moment, slug, rules)
				}
				p, err := progress(ctx, a, moment, slug, split)
				if err != nil {
					return err
				}
				switch flags.format {
				case "json":
					return sh.object(p)
				case "csv":
					return render.ProgressCSV(sh.out, p)
				}
				return render.Progress(sh.out, p)
			})
		},
	}
	cmd.Flags().StringVar(&slug, "plan", "", "kế hoạch / the plan, e.g. vinh-yen-2021 (mặc định: mới nhất / default: the newest)")
	cmd.Flags().StringVar(&by, "by", "", "ward, month, sector, sex, kind, source")
	cmd.Flags().StringVar(&rules, "rules", "", "tính lại theo bộ quy tắc khác / count anew under another rule set, e.g. vinh-yen-2021-turns, vinh-yen-2021-open, or one that a plan has of its own")
	flags.add(cmd)
	return cmd
}

// progress reports on a plan, the newest where none is named.
func progress(ctx context.Context, a *app.App, m app.Moment, slug string, by targetprogress.By) (p targetprogress.Progress, err error) {
	err = a.Ask(ctx, m, targetprogress.Projection, func(s engine.Snapshot) error {
		source := targetprogress.Source{Snapshot: s, Units: a.Book.Units, Synthetic: a.Settings.Synthetic}
		plans, err := source.Plans(ctx)
		if err != nil {
			return err
		}
		names := []string{}
		for _, row := range plans {
			names = append(names, row.Plan)
		}
		if slug == "" && len(plans) > 0 {
			slug = plans[0].Plan
		}
		p, err = source.Report(ctx, slug, by, a.On(m))
		if errors.Is(err, targetprogress.ErrNoPlan) && len(names) == 0 {
			return usage("sổ chưa có kế hoạch nào; ban hành: vaoso do AdoptPlan / the book has no plan yet; adopt one: vaoso do AdoptPlan")
		}
		if errors.Is(err, targetprogress.ErrNoPlan) {
			return usage("sổ chưa có kế hoạch %q; có: %s / the book has no plan %q; it has: %s", slug, strings.Join(names, ", "), slug, strings.Join(names, ", "))
		}
		return err
	})
	return p, err
}

func (sh *shell) reportSupervision() *cobra.Command {
	var flags reporting
	cmd := &cobra.Command{
		Use: "supervision", Short: "kiểm tra, giám sát / inspection and supervision",
		Example: "  vaoso report supervision\n  vaoso report supervision --as-of 2021-12-31 --format csv",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			moment, err := flags.read()
			if err != nil {
				return err
			}
			return sh.with(cmd, func(ctx context.Context, a *app.App) error {
				var r supervision.Report
				err := a.Ask(ctx, moment, supervision.Projection, func(s engine.Snapshot) (err error) {
					r, err = supervision.MakeReport(ctx, s, a.On(moment), a.Settings.Synthetic)
					return err
				})
				if err != nil {
					return err
				}
				switch flags.format {
				case "json":
					return sh.object(r)
				case "csv":
					return render.SupervisionCSV(sh.out, r)
				}
				return render.Supervision(sh.out, r)
			})
		},
	}
	flags.add(cmd)
	return cmd
}
