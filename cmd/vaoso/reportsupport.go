package main

import (
	"context"

	"github.com/spf13/cobra"

	"vaoso/cmd/internal/app"
	"vaoso/cmd/internal/render"
	"vaoso/domain/civil"
	"vaoso/projections/engine"
	"vaoso/projections/retention"
	"vaoso/projections/support"
	"vaoso/projections/unemployment"
)

func (sh *shell) reportRetention() *cobra.Command {
	var flags reporting
	cmd := &cobra.Command{
		Use: "retention", Short: "duy trì việc làm sau 3, 6, 12 tháng / whether jobs last",
		Long: `Việc làm có bền vững không: sau 3, 6, 12 tháng còn bao nhiêu người làm, theo nguồn
giới thiệu và người sử dụng lao động.

Whether jobs last: who still has theirs after 3, 6 and 12 months, by source and employer.`,
		Example: "  vaoso report retention --as-of 2021-12-31\n  vaoso report retention --format csv",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			moment, err := flags.read()
			if err != nil {
				return err
			}
			return sh.with(cmd, func(ctx context.Context, a *app.App) error {
				var r retention.Report
				err := a.Ask(ctx, moment, retention.Projection, func(s engine.Snapshot) (err error) {
					r, err = retention.MakeReport(ctx, s, a.On(moment), a.Settings.Synthetic)
					return err
				})
				if err != nil {
					return err
				}
				switch flags.format {
				case "json":
					return sh.object(r)
				case "csv":
					return render.RetentionCSV(sh.out, r)
				}
				return render.Retention(sh.out, r)
			})
		},
	}
	flags.add(cmd)
	return cmd
}

func (sh *shell) reportUnemployment() *cobra.Command {
	var flags reporting
	cmd := &cobra.Command{
		Use: "unemployment", Short: "ước tính thất nghiệp / an unemployment estimate",
		Long: `Ước tính thất nghiệp theo phường, xã và tháng của năm, kèm công thức và giới hạn: chỉ
gồm người đã đăng ký trong sổ nên thấp hơn thực tế.

An unemployment estimate by ward and month of the year, with its formula and limits:
it knows registered people only, and so is too low.`,
		Example: "  vaoso report unemployment --as-of 2021-12-31\n  vaoso report unemployment --format json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			moment, err := flags.read()
			if err != nil {
				return err
			}
			return sh.with(cmd, func(ctx context.Context, a *app.App) error {
				r, err := estimate(ctx, a, moment)
				if err != nil {
					return err
				}
				switch flags.format {
				case "json":
					return sh.object(r)
				case "csv":
					return render.UnemploymentCSV(sh.out, r)
				}
				return render.Unemployment(sh.out, r)
			})
		},
	}
	flags.add(cmd)
	return cmd
}

// estimate is the unemployment estimate of a moment.
func estimate(ctx context.Context, a *app.App, m app.Moment) (r unemployment.Report, err error) {
	err = a.Ask(ctx, m, unemployment.Projection, func(s engine.Snapshot) (err error) {
		r, err = unemployment.Source{Snapshot: s, Units: a.Book.Units, Forces: a.Book.Forces, Synthetic: a.Settings.Synthetic}.MakeReport(ctx, a.On(m))
		return err
	})
	return r, err
}

// supportAndUnemployment are the two parts of the report on support.
type supportAndUnemployment struct {
	Support      support.Report      `json:"support"`
	Unemployment unemployment.Report `json:"unemployment"`
}

func (sh *shell) reportSupport() *cobra.Command {
	var flags reporting
	var from string
	cmd := &cobra.Command{
		Use: "support", Short: "hỗ trợ việc làm, bảo hiểm thất nghiệp / support, unemployment insurance",
		Long: `Vốn vay Quỹ quốc gia về việc làm và việc làm tạo ra, hỗ trợ khác, thông báo và trợ cấp
thất nghiệp theo phường, xã; kèm ước tính thất nghiệp.

Loans of the employment fund and the jobs they made, other support, unemployment notices
and allowances by ward; with the unemployment estimate.`,
		Example: "  vaoso report support --as-of 2021-12-31\n  vaoso report support --from 2021-07-01 --as-of 2021-09-30 --format csv",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			moment, err := flags.read()
			if err != nil {
				return err
			}
			first, err := civil.Parse(from)
			if err != nil {
				return usage("--from: %w", err)
			}
			return sh.with(cmd, func(ctx context.Context, a *app.App) error {
				on := a.On(moment)
				if first.IsZero() {
					first = civil.On(on.Year(), 1, 1)
				}
				if first.After(on) {
					return usage("--from %s sau ngày báo cáo %s / --from lies after the report's day", first, on)
				}
				var r supportAndUnemployment
				err := a.Ask(ctx, moment, support.Projection, func(s engine.Snapshot) (err error) {
					r.Support, err = support.MakeReport(ctx, s, a.Book.Units, first, on, a.Settings.Synthetic)
					return err
				})
				if err != nil {
					return err
				}
				if r.Unemployment, err = estimate(ctx, a, moment); err != nil {
					return err
				}
				switch flags.format {
				case "json":
					return sh.object(r)
				case "csv":
					return render.SupportCSV(sh.out, r.Support)
				}
				return render.Support(sh.out, r.Support, r.Unemployment)
			})
		},
	}
	cmd.Flags().StringVar(&from, "from", "", "từ ngày / the first day (mặc định / default: 01/01)")
	flags.add(cmd)
	return cmd
}
