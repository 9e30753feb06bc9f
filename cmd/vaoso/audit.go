package main

import (
	"context"

	"github.com/spf13/cobra"

	"vaoso/cmd/internal/app"
	"vaoso/cmd/internal/render"
	"vaoso/domain/book"
)

func (sh *shell) auditVerb() *cobra.Command {
	cmd := &cobra.Command{
		Use: "audit", Short: "kiểm toán: xem lại từ sự kiện / audit: read again from the events",
		Example: "  vaoso audit contract C-2021-0007",
		Args:    cobra.NoArgs, RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(sh.auditContract())
	return cmd
}

// contractHistory is what `audit contract --format json` prints.
type contractHistory struct {
	Contract  string             `json:"contract"`
	Synthetic bool               `json:"synthetic"`
	Events    []book.HistoryStep `json:"events"`
}

func (sh *shell) auditContract() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use: "contract NUMBER", Short: "toàn bộ lịch sử một hợp đồng / a contract's whole history",
		Long: `Mọi sự kiện của hợp đồng theo thứ tự, đọc thẳng từ sổ: ai ghi, ghi lúc nào, việc xảy ra ngày nào,
căn cứ gì, và trạng thái sau đó.

Every event of the contract in order, read from the log itself: who, when recorded, which day it
happened, on which basis, and the state after it.`,
		Example: "  vaoso audit contract C-2021-0007\n  vaoso audit contract C-2021-0007 --format json",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if format != "table" && format != "json" {
				return usage("--format là table hoặc json / --format is table or json, not %q", format)
			}
			return sh.with(cmd, func(ctx context.Context, a *app.App) error {
				steps, err := a.Book.History(ctx, args[0])
				if err != nil {
					return err
				}
				if format == "json" {
					return sh.object(contractHistory{args[0], a.Settings.Synthetic, steps})
				}
				return render.History(sh.out, args[0], steps, a.Settings.Synthetic)
			})
		},
	}
	cmd.Flags().StringVar(&format, "format", "table", "table, json")
	return cmd
}
