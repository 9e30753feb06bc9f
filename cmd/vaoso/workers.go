package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"vaoso/cmd/internal/app"
	"vaoso/projections/engine"
	"vaoso/projections/workers"
)

func (sh *shell) workersVerb() *cobra.Command {
	var name, ward, state string
	var limit int
	var asJSON bool
	cmd := &cobra.Command{
		Use: "workers", Short: "tìm người lao động / find workers",
		Long: `Tìm người lao động theo tên (có dấu hay không dấu đều được), phường xã, tình trạng.
Finds workers by name (with or without marks), ward and state.`,
		Example: "  vaoso workers --name \"nguyen van a\"\n  vaoso workers --ward 08710 --state seeking --json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			switch workers.State(state) {
			case "", workers.Seeking, workers.Engaged, workers.Inactive, workers.Annulled:
			default:
				return usage("--state là seeking, engaged, inactive hoặc annulled / --state is seeking, engaged, inactive or annulled, not %q", state)
			}
			return sh.with(cmd, func(ctx context.Context, a *app.App) error {
				var found []workers.Worker
				err := a.Ask(ctx, app.Moment{}, workers.Projection, func(s engine.Snapshot) (err error) {
					found, err = workers.Find(ctx, s, workers.Filter{Name: name, Ward: ward, State: workers.State(state), On: a.Today(), Limit: limit})
					return err
				})
				if err != nil {
					return err
				}
				if asJSON {
					return sh.object(append([]workers.Worker{}, found...))
				}
				for _, w := range found {
					if _, err := fmt.Fprintf(sh.out, "%s  %-28s %d  %s  %s%s\n", w.ID, w.FullName, w.BirthYear, w.Ward, w.State, linked(w)); err != nil {
						return err
					}
				}
				return sh.say("%d người / found", len(found))
			})
		},
	}
	cmd.Flags().StringVar(&name, "name", "", "các từ đầu của tên / words of the name")
	cmd.Flags().StringVar(&ward, "ward", "", "mã phường, xã / ward code")
	cmd.Flags().StringVar(&state, "state", "", "seeking, engaged, inactive, annulled")
	cmd.Flags().IntVar(&limit, "limit", workers.DefaultLimit, "nhiều nhất / at most")
	cmd.Flags().BoolVar(&asJSON, "json", false, "ở dạng JSON / as JSON")
	return cmd
}

// linked names the other stream of somebody who was entered under a wrong
// citizen id and anew.
func linked(w workers.Worker) string {
	text := ""
	if w.Successor != "" {
		text += "  → " + w.Successor
	}
	if w.Former != "" {
		text += "  ← " + w.Former
	}
	return text
}
