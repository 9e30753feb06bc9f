package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"vaoso/cmd/internal/app"
	"vaoso/domain/catalog"
	"vaoso/domain/civil"
	"vaoso/domain/es"
)

func (sh *shell) eventsVerb() *cobra.Command {
	cmd := &cobra.Command{
		Use: "events", Short: "các sự kiện trong sổ / the events of the book",
		Example: "  vaoso events types\n  vaoso events tail --from start --no-follow --json",
		Args:    cobra.NoArgs, RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(sh.eventTypes(), sh.eventsTail())
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

// tailed is an event as `events tail --json` prints it, one a line.
type tailed struct {
	ID       es.UUID         `json:"id"`
	Type     string          `json:"type"`
	Version  int             `json:"version"`
	Stream   string          `json:"stream"`
	Revision es.Revision     `json:"revision"`
	Position es.Position     `json:"position"`
	Data     json.RawMessage `json:"data"`
	Meta     es.Metadata     `json:"meta"`
}

func (sh *shell) eventsTail() *cobra.Command {
	var from string
	var noFollow, asJSON bool
	cmd := &cobra.Command{
		Use: "tail", Short: "xem sự kiện theo thứ tự ghi / the events in the order of the log",
		Long: `In các sự kiện theo thứ tự ghi, rồi chờ sự kiện mới (Ctrl-C để dừng).
Không có --json thì không in nội dung, vì có dữ liệu cá nhân.

Prints the events in log order and then those to come (Ctrl-C ends it). Without
--json the contents are left out, since they hold personal data.`,
		Example: "  vaoso events tail                              # chỉ sự kiện mới / new ones only\n  vaoso events tail --from start --no-follow --json\n  vaoso events tail --from 1200",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return sh.with(cmd, func(ctx context.Context, a *app.App) error {
				after, err := tailStart(ctx, a, from)
				if err != nil {
					return err
				}
				if noFollow {
					for e, err := range a.Log.ReadAll(ctx, after, es.Forward, es.Filter{}) {
						if err != nil {
							return err
						}
						if err := sh.printEvent(e, asJSON); err != nil {
							return err
						}
					}
					return nil
				}
				return sh.follow(ctx, a, after, asJSON)
			})
		},
	}
	cmd.Flags().StringVar(&from, "from", "", "start, hoặc sau vị trí này / start, or after this position (mặc định: từ bây giờ / default: from now)")
	cmd.Flags().BoolVar(&noFollow, "no-follow", false, "in xong thì dừng / end at the log's end")
	cmd.Flags().BoolVar(&asJSON, "json", false, "mỗi dòng một đối tượng JSON / one JSON object a line")
	return cmd
}

func tailStart(ctx context.Context, a *app.App, from string) (es.Position, error) {
	if from == "" {
		return a.Log.Head(ctx)
	}
	p, err := es.ParsePosition(from)
	if err != nil {
		return p, usageError{err}
	}
	return p, nil
}

func (sh *shell) follow(ctx context.Context, a *app.App, after es.Position, asJSON bool) error {
	for page, err := range a.Log.Follow(ctx, after, es.Filter{}, 500) {
		if errors.Is(err, context.Canceled) {
			return nil // Ctrl-C is how it ends
		}
		if err != nil {
			return err
		}
		for _, e := range page.Events {
			if err := sh.printEvent(e, asJSON); err != nil {
				return err
			}
		}
	}
	return nil
}

func (sh *shell) printEvent(e es.Event, asJSON bool) error {
	if asJSON {
		return sh.line(tailed{e.ID, e.Type, e.Version, e.Stream, e.Revision, e.Position, e.Data, e.Meta})
	}
	_, err := fmt.Fprintf(sh.out, "%8s  %s  %-26s %s@%s  %s %s\n", e.Position, e.Meta.RecordedAt.In(civil.Zone).Format("2006-01-02 15:04:05 -07:00"), e.Type, e.Stream, e.Revision, e.Meta.OccurredOn, e.Meta.Actor)
	return err
}
