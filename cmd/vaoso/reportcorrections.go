package main

import (
	"context"

	"github.com/spf13/cobra"

	"vaoso/cmd/internal/app"
	"vaoso/cmd/internal/render"
	"vaoso/domain/civil"
	"vaoso/projections/corrections"
	"vaoso/projections/engine"
)

func (sh *shell) reportCorrections() *cobra.Command {
	var from string
	var flags reporting
	cmd := &cobra.Command{
		Use: "corrections", Short: "đính chính, điều chỉnh số liệu / what was corrected and restated",
		Long: `Sự kiện nào được đính chính, hủy bỏ, do ai, vì sao; số liệu đã báo cáo nào nay điều
chỉnh; đề nghị nào chờ người thứ hai xác nhận. Biểu 10 là bảng của báo cáo này.

Which facts were corrected or annulled, by whom and why; which reported figures have
moved; which proposals wait for a second person. Biểu 10 is the table of it.`,
		Example: "  vaoso report corrections\n  vaoso report corrections --from 2021-01-01 --as-of 2021-12-31 --format json\n  vaoso report form 10 --period quarter",
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
				var r corrections.Report
				err := a.Ask(ctx, moment, corrections.Projection, func(s engine.Snapshot) (err error) {
					r, err = corrections.MakeReport(ctx, s, first, on, a.Settings.Synthetic)
					return err
				})
				if err != nil {
					return err
				}
				switch flags.format {
				case "json":
					return sh.object(r)
				case "csv":
					return render.CorrectionsCSV(sh.out, r)
				}
				return render.Corrections(sh.out, r)
			})
		},
	}
	cmd.Flags().StringVar(&from, "from", "", "từ ngày / from this day on (mặc định: đầu năm / default: the year's first)")
	flags.add(cmd)
	return cmd
}
