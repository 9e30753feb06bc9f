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

// What the report on capacity has a row for.
const (
	byUnit       = "unit"
	byAttendance = "attendance"
)

func (sh *shell) reportCapacity() *cobra.Command {
	var by, from string
	var flags reporting
	cmd := &cobra.Command{
		Use: "capacity", Short: "tập huấn cán bộ, cộng tác viên / officials and collaborators trained",
		Long: `Ai được tập huấn ở phường, xã nào, nơi nào chưa có ai, và kết quả của cộng tác viên.

--by attendance: từng lượt dự với số của nó, để hủy bỏ lượt ghi nhầm (AnnulAttendance).

Who was trained in which ward or commune, where nobody was, and what collaborators did.
--by attendance: each attendance with its number, by which one entered wrongly is annulled (AnnulAttendance).`,
		Example: "  vaoso report capacity\n  vaoso report capacity --from 2021-01-01 --as-of 2021-12-31 --format json\n  vaoso report capacity --by attendance",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			moment, err := flags.read()
			if err != nil {
				return err
			}
			if by != byUnit && by != byAttendance {
				return usage("--by là unit hoặc attendance, không phải %q / --by is unit or attendance", by)
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
				switch {
				case flags.format == "json": // has both
					return sh.object(r)
				case flags.format == "csv" && by == byAttendance:
					return render.AttendancesCSV(sh.out, r)
				case flags.format == "csv":
					return render.CapacityCSV(sh.out, r)
				case by == byAttendance:
					return render.Attendances(sh.out, r)
				}
				return render.Capacity(sh.out, r)
			})
		},
	}
	cmd.Flags().StringVar(&by, "by", byUnit, "unit, attendance")
	cmd.Flags().StringVar(&from, "from", "", "từ ngày / from this day on (mặc định: đầu năm / default: the year's first)")
	flags.add(cmd)
	return cmd
}
