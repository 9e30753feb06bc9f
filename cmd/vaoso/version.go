package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"vaoso/cmd/internal/app"
)

func (sh *shell) versionVerb() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "phiên bản / version", Example: "  vaoso version", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintln(sh.out, "vaoso", app.Version)
			return err
		},
	}
}
