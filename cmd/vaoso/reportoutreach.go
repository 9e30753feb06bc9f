package main

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"vaoso/cmd/internal/app"
	"vaoso/cmd/internal/render"
	"vaoso/domain/civil"
	"vaoso/projections/engine"
	"vaoso/projections/supplydemand"
	"vaoso/projections/training"
)

func (sh *shell) reportTraining() *cobra.Command {
	var by string
	var flags reporting
	cmd := &cobra.Command{
		Use: "training", Short: "đào tạo nghề theo địa chỉ / training on order",
		Long: `Khóa đào tạo theo địa chỉ: số chỗ, ghi danh, hoàn thành, và bao nhiêu người có việc
với đúng doanh nghiệp của khóa học trong 90 ngày.

Courses on order: seats, enrolled, completed, and who was placed with the course's
own employer within 90 days.`,
		Example: "  vaoso report training\n  vaoso report training --by employer --format json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			moment, err := flags.read()
			if err != nil {
				return err
			}
			if !slices.Contains(training.Ways, training.By(by)) {
				return usage("--by là course, institution hoặc employer, không phải %q / --by is course, institution or employer", by)
			}
			return sh.with(cmd, func(ctx context.Context, a *app.App) error {
				var r training.Report
				err := a.Ask(ctx, moment, training.Projection, func(s engine.Snapshot) (err error) {
					r, err = training.MakeReport(ctx, s, training.By(by), a.On(moment), a.Settings.Synthetic)
					return err
				})
				if err != nil {
					return err
				}
				switch flags.format {
				case "json":
					return sh.object(r)
				case "csv":
					return render.TrainingCSV(sh.out, r)
				}
				return render.Training(sh.out, r)
			})
		},
	}
	cmd.Flags().StringVar(&by, "by", string(training.ByCourse), "course, institution, employer")
	flags.add(cmd)
	return cmd
}

func (sh *shell) reportSupply() *cobra.Command {
	var by, from string
	var flags reporting
	cmd := &cobra.Command{
		Use: "supply", Short: "cung – cầu lao động / labour supply and demand",
		Long: `Cung – cầu lao động theo nghề, phường xã, tháng: chỗ còn tuyển, người tìm việc,
giới thiệu, tuyển được, chỗ hết hạn tuyển.

Labour supply and demand by occupation, ward and month: positions open, seekers,
referred, hired, positions that expired.`,
		Example: "  vaoso report supply\n  vaoso report supply --by month --as-of 2021-12-31\n  vaoso report supply --by all --from 2021-04-01 --as-of 2021-06-30 --format csv",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			moment, err := flags.read()
			if err != nil {
				return err
			}
			if !slices.Contains(supplydemand.Ways, supplydemand.By(by)) {
				return usage("--by là occupation, ward, month hoặc all, không phải %q / --by is occupation, ward, month or all", by)
			}
			ask := supplydemand.Question{By: supplydemand.By(by)}
			if ask.From, err = civil.Parse(from); err != nil {
				return usage("--from: %w", err)
			}
			return sh.with(cmd, func(ctx context.Context, a *app.App) error {
				ask.AsOf, ask.Units, ask.Synthetic = a.On(moment), a.Book.Units, a.Settings.Synthetic
				if ask.From.After(ask.AsOf) {
					return usage("--from %s sau ngày báo cáo %s / --from comes after the day of the report", ask.From, ask.AsOf)
				}
				var r supplydemand.Report
				err := a.Ask(ctx, moment, supplydemand.Projection, func(s engine.Snapshot) (err error) {
					r, err = supplydemand.MakeReport(ctx, s, ask)
					return err
				})
				if err != nil {
					return err
				}
				switch flags.format {
				case "json":
					return sh.object(r)
				case "csv":
					return render.SupplyCSV(sh.out, r)
				}
				return render.Supply(sh.out, r)
			})
		},
	}
	cmd.Flags().StringVar(&by, "by", string(supplydemand.ByOccupation), "occupation, ward, month, all")
	cmd.Flags().StringVar(&from, "from", "", "từ ngày / from this day on (mặc định: đầu năm / default: the year's first)")
	flags.add(cmd)
	return cmd
}
