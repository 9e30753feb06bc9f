package main

import (
	"context"

	"github.com/spf13/cobra"

	"vaoso/cmd/internal/app"
	"vaoso/cmd/internal/render"
	"vaoso/domain/civil"
	"vaoso/projections/capacity"
	"vaoso/projections/engine"
)

func (sh *shell) reportCapacity() *cobra.Command {
	var from string
	var flags reporting
	cmd := &cobra.Command{
		Use: "capacity", Short: "tập huấn cán bộ, cộng tác viên / officials and collaborators trained",
		Long: `Ai được tập huấn ở phường, xã nào, nơi nào chưa có ai, và kết quả của cộng tác viên.

Who was trained in which ward or commune, where nobody was, and what collaborators did.`,
		Example: "  vaoso report capacity\n  vaoso report capacity --from 2021-01-01 --as-of 2021-12-31 --format json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			moment, err := flags.read()
			if err != nil {
				return err
			}
			var ask capacity.Question
			if ask.From, err = civil.Parse(from); err != nil {
				return usage("--from: %w", err)
			}
			return sh.with(cmd, func(ctx context.Context, a *app.App) error {
				ask.AsOf, ask.Units, ask.Synthetic = a.On(moment), a.Book.Units, a.Settings.Synthetic
				if ask.From.After(ask.AsOf) {
					return usage("--from %s sau ngày báo cáo %s / --from comes after the day of the report", ask.From, ask.AsOf)
				}
				var r capacity.Report
				err := a.Ask(ctx, moment, capacity.Projection, func(s engine.Snapshot) (err error) {
					r, err = capacity.MakeReport(ctx, s, ask)
					return err
				})
				if err != nil {
					return err
				}
				switch flags.format {
				case "json":
					return sh.object(r)
				case "csv":
					return render.CapacityCSV(sh.out, r)
				}
				return render.Capacity(sh.out, r)
			})
		},
	}
	cmd.Flags().StringVar(&from, "from", "", "từ ngày / from this day on (mặc định: đầu năm / default: the year's first)")
	flags.add(cmd)
	return cmd
}
