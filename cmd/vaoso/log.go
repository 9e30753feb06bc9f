package main

import "github.com/spf13/cobra"

func (sh *shell) logVerb() *cobra.Command {
	cmd := &cobra.Command{
		Use: "log", Short: "chép và kiểm tra sổ ở mức sự kiện / copy and compare the log itself",
		Example: "  vaoso log copy --from so-2026 --to @/run/secrets/esdb\n  vaoso log verify --from so-2026 --to @/run/secrets/esdb",
		Args:    cobra.NoArgs, RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(sh.logCopy(), sh.logVerify(), sh.logServe())
	return cmd
}
