package main

import (
	"github.com/spf13/cobra"

	"vaoso/cmd/internal/app"
)

func (sh *shell) initVerb() *cobra.Command {
	var synthetic bool
	cmd := &cobra.Command{
		Use:   "init",
		Short: "tạo một sổ trống / make an empty book",
		Long: `Tạo một sổ trống trong thư mục --data. Sổ thật không nhận số định danh mẫu (000…);
sổ mẫu (--synthetic) chỉ nhận số định danh mẫu, không nhận người thật.

Makes an empty book in the folder --data. A real book refuses made-up citizen ids
(000…); a synthetic one takes nothing else.`,
		Example: `  vaoso init --data so-2026
  vaoso init --data so-mau --synthetic`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := app.Create(sh.data, app.Settings{Synthetic: synthetic, City: "vinh-yen"}); err != nil {
				return err
			}
			kind := "sổ thật / a real book"
			if synthetic {
				kind = "sổ mẫu / a synthetic book"
			}
			return sh.say("Đã tạo %s trong / made in %s\nTiếp theo / next: vaoso do AdoptPlan %s --json plan.json", kind, sh.data, sh.again(cmd))
		},
	}
	cmd.Flags().BoolVar(&synthetic, "synthetic", false, "sổ mẫu: chỉ người không có thật / made-up people only")
	return cmd
}
