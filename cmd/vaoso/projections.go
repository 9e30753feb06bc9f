package main

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"vaoso/cmd/internal/app"
	"vaoso/cmd/internal/render"
	"vaoso/domain/es"
	"vaoso/projections/engine"
)

func (sh *shell) projectionsVerb() *cobra.Command {
	var asJSON bool
	status := func(cmd *cobra.Command, _ []string) error {
		return sh.with(cmd, func(ctx context.Context, a *app.App) error { return sh.projectionStatus(ctx, a, asJSON) })
	}
	known := func(a *app.App, name string) error {
		names := a.Engine.Names()
		if slices.Contains(names, name) {
			return nil
		}
		list := strings.Join(names, ", ")
		return usage("không có bảng đọc %q; có: %s / there is no projection %q; there are: %s", name, list, name, list)
	}
	cmd := &cobra.Command{
		Use: "projections", Short: "các bảng đọc / the read models",
		Example: "  vaoso projections status\n  vaoso projections rebuild targetprogress",
		Args:    cobra.NoArgs, RunE: status,
	}
	cmd.PersistentFlags().BoolVar(&asJSON, "json", false, "ở dạng JSON / as JSON")
	cmd.AddCommand(
		&cobra.Command{Use: "status", Short: "tình trạng / how they are doing", Example: "  vaoso projections status --json", Args: cobra.NoArgs, RunE: status},
		&cobra.Command{
			Use: "rebuild NAME", Short: "tính lại từ đầu / fold it again from the log's start",
			Long: `Tính lại một bảng đọc từ đầu, bên cạnh bảng đang dùng; xong mới đổi sang.
Builds the read model anew beside the live one, and switches to it when it is complete.`,
			Example: "  vaoso projections rebuild targetprogress", Args: cobra.ExactArgs(1),
			RunE: func(cmd *cobra.Command, args []string) error {
				return sh.with(cmd, func(ctx context.Context, a *app.App) error {
					if err := known(a, args[0]); err != nil {
						return err
					}
					if _, err := a.Engine.Rebuild(ctx, args[0]); err != nil {
						return err
					}
					return sh.projectionStatus(ctx, a, asJSON)
				})
			},
		},
		&cobra.Command{
			Use: "retry NAME", Short: "thử lại sự kiện bị lỗi / try the failing event again",
			Example: "  vaoso projections retry supervision", Args: cobra.ExactArgs(1),
			RunE: func(cmd *cobra.Command, args []string) error {
				return sh.with(cmd, func(ctx context.Context, a *app.App) error {
					if err := known(a, args[0]); err != nil {
						return err
					}
					if err := a.Engine.Retry(ctx, args[0]); err != nil {
						return err
					}
					return sh.projectionStatus(ctx, a, asJSON)
				})
			},
		},
	)
	return cmd
}

// projection is one line of `projections status --json`.
type projection struct {
	Name       string      `json:"name"`
	Version    int         `json:"version"`
	Generation int         `json:"generation"`
	State      string      `json:"state"`
	Position   es.Position `json:"position"`
	Head       es.Position `json:"head"`
	Behind     int         `json:"behind"`
	Since      string      `json:"since"`
	Error      string      `json:"error,omitempty"`
	EventID    string      `json:"eventId,omitempty"`
	EventType  string      `json:"eventType,omitempty"`
	EventAt    string      `json:"eventPosition,omitempty"`
}

// projectionStatus brings the views up to date as far as they go and says
// where they stand. A halted one is a status, not a failure.
func (sh *shell) projectionStatus(ctx context.Context, a *app.App, asJSON bool) error {
	if err := a.CatchUp(ctx); err != nil {
		return err
	}
	reports, err := a.Engine.Reports(ctx)
	if err != nil {
		return err
	}
	if !asJSON {
		return render.Projections(sh.out, reports)
	}
	list := []projection{}
	for _, r := range reports {
		list = append(list, projectionOf(r))
	}
	return sh.object(list)
}

func projectionOf(r engine.Report) projection {
	p := projection{
		Name: r.Projection, Version: r.Version, Generation: r.Number, State: string(r.State()),
		Position: r.Position, Head: r.Head, Behind: r.Behind, Since: r.Since.UTC().Format("2006-01-02T15:04:05Z"),
	}
	if r.Halt != nil {
		p.Error, p.EventID, p.EventType, p.EventAt = r.Halt.Error, r.Halt.EventID.String(), r.Halt.Type, r.Halt.Position.String()
	}
	return p
}
