package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"vaoso/domain/catalog"
)

func (sh *shell) eventsVerb() *cobra.Command {
	cmd := &cobra.Command{
		Use: "events", Short: "các sự kiện trong sổ / the events of the book",
		Example: "  vaoso events types\n  vaoso events catalogue WorkerPlaced\n  vaoso events tail --from start --no-follow --json\n  vaoso events tail --server http://127.0.0.1:8021",
		Args:    cobra.NoArgs, RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(sh.eventTypes(), sh.eventsTail(), sh.eventsCatalogue())
	return cmd
}

type eventType struct {
	Type     string   `json:"type"`
	Version  int      `json:"version"`
	Personal []string `json:"personal"` // fields that belong to a person
}

func (sh *shell) eventTypes() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use: "types", Short: "các loại sự kiện / the event types", Example: "  vaoso events types --json", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			all := catalog.Events()
			types := []eventType{}
			for _, name := range all.Names() {
				d, _ := all.Named(name)
				types = append(types, eventType{name, d.Version, append([]string{}, d.Personal...)})
			}
			if asJSON {
				return sh.object(types)
			}
			for _, t := range types {
				if _, err := fmt.Fprintf(sh.out, "%-28s v%d\n", t.Type, t.Version); err != nil {
					return err
				}
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "ở dạng JSON / as JSON")
	return cmd
}
