package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"vaoso/cmd/internal/app"
	"vaoso/cmd/internal/render"
	"vaoso/domain/book"
	"vaoso/domain/operations"
	"vaoso/projections/engine"
)

func (sh *shell) projectionsVerb() *cobra.Command {
	var asJSON bool
	status := func(cmd *cobra.Command, _ []string) error {
		return sh.with(cmd, func(ctx context.Context, a *app.App) error { return sh.projectionStatus(ctx, a, asJSON) })
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
			Long: `Tính lại một bảng đọc từ đầu, bên cạnh bảng đang dùng; so hai bảng; xong mới đổi sang.
Builds the read model anew beside the live one, compares the two, and switches to it when it is complete.`,
			Example: "  vaoso projections rebuild targetprogress", Args: cobra.ExactArgs(1),
			RunE: func(cmd *cobra.Command, args []string) error {
				return sh.with(cmd, func(ctx context.Context, a *app.App) error {
					if err := known(a, args[0]); err != nil {
						return err
					}
					differs, err := a.Engine.Rebuild(ctx, args[0])
					if errors.Is(err, engine.ErrRebuilding) {
						return refusal{fmt.Errorf("bảng đọc %q đang được tính lại rồi; xem: vaoso projections status / it is being rebuilt already; see: vaoso projections status", args[0])}
					}
					if err != nil {
						return err
					}
					if !asJSON {
						if err := render.Comparison(sh.out, differs); err != nil {
							return err
						}
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
		sh.skipVerb(&asJSON),
	)
	return cmd
}

// skipVerb lets a halted projection go past the event at which it stands.
func (sh *shell) skipVerb(asJSON *bool) *cobra.Command {
	var reason, event string
	cmd := &cobra.Command{
		Use: "skip NAME --reason TEXT", Short: "bỏ qua sự kiện bị lỗi, có lý do / go past the failing event, with a reason",
		Long: `Cho một bảng đọc đang dừng đi qua sự kiện mà nó không xử lý được. Quyết định được ghi vào sổ
như một sự kiện, hiện mãi trong tình trạng, và có hiệu lực mỗi khi tính lại. Sự kiện luôn được thử
trước: chương trình sửa xong, tính lại thì nó được tính.

Lets a halted read model go past the event that it can't take in. The decision is itself an
event in the book, shows in status for ever, and holds in every rebuild. The event is always
tried first: once the program is mended, a rebuild counts it.`,
		Example: `  vaoso projections skip supervision --reason "dữ liệu thử nghiệm, biên bản 12/BB"`, Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return sh.with(cmd, func(ctx context.Context, a *app.App) error {
				if err := known(a, args[0]); err != nil {
					return err
				}
				if err := sh.skip(ctx, a, args[0], event, reason); err != nil {
					return err
				}
				return sh.projectionStatus(ctx, a, *asJSON)
			})
		},
	}
	cmd.Flags().StringVar(&reason, "reason", "", "lý do, bắt buộc / why; it must be given")
	cmd.Flags().StringVar(&event, "event", "", "mã sự kiện, để chắc không bỏ qua nhầm / the event's id, to skip no other")
	return cmd
}

func (sh *shell) skip(ctx context.Context, a *app.App, name, event, reason string) error {
	if strings.TrimSpace(reason) == "" {
		return usage("thiếu --reason: vì sao bỏ qua / say why, with --reason")
	}
	if err := a.CatchUp(ctx); err != nil {
		return err
	}
	reports, err := a.Engine.Reports(ctx)
	if err != nil {
		return err
	}
	decided, err := a.Skips(ctx, name)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(reports, func(r engine.Report) bool { return r.Projection == name && r.Halt != nil && !r.Retired })
	if i < 0 {
		return refusal{fmt.Errorf("bảng đọc %q không dừng ở sự kiện nào / projection %q isn't halted at any event", name, name)}
	}
	halt := reports[i].Halt
	if event != "" && event != halt.EventID.String() {
		return refusal{fmt.Errorf("bảng đọc %q dừng ở sự kiện %s, không phải %s / projection %q stands at event %s, not at that one", name, halt.EventID, event, name, halt.EventID)}
	}
	if slices.ContainsFunc(decided, func(d operations.Skip) bool { return d.EventID == halt.EventID }) {
		return a.Engine.Retry(ctx, name) // it was decided, and not carried out
	}
	command, _ := book.Named("SkipEvent")
	asked := book.Asked{Command: operations.SkipEvent{Projection: name, EventID: halt.EventID, Position: halt.Position, EventType: halt.Type, Error: halt.Error}, Reason: reason}
	if _, err := a.Book.Do(ctx, command, asked, sh.request("skip:"+name+":"+halt.EventID.String())); err != nil {
		return err
	}
	return a.Engine.Retry(ctx, name)
}

func known(a *app.App, name string) error {
	names := a.Engine.Names()
	if slices.Contains(names, name) {
		return nil
	}
	list := strings.Join(names, ", ")
	return usage("không có bảng đọc %q; có: %s / there is no projection %q; there are: %s", name, list, name, list)
}
