package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"vaoso/adapters/sheet"
	"vaoso/cmd/internal/app"
	"vaoso/cmd/internal/demo"
	"vaoso/cmd/internal/render"
	"vaoso/domain/es"
	"vaoso/projections/targetprogress"
)

func (sh *shell) demoVerb() *cobra.Command {
	var flags serving
	var once bool
	cmd := &cobra.Command{
		Use: "demo", Short: "sổ mẫu: kế hoạch Vĩnh Yên 2021 / the made-up book of Vĩnh Yên's plan for 2021",
		Long: `Tạo một sổ mẫu (nếu thư mục trống), ban hành kế hoạch Vĩnh Yên 2021 (1.300 người, 30 người đi
nước ngoài), nhập một năm số liệu mẫu, in tiến độ, rồi mở sổ cho trình duyệt. Chạy lại thì dùng tiếp sổ đó.

Makes a synthetic book in an empty folder, adopts Vĩnh Yên's plan for 2021 (1,300 people, 30 of them
abroad), imports a made-up year, prints the progress, and serves. Started again it goes on with the same book.`,
		Example: "  vaoso demo --once\n  vaoso demo --data so-mau --listen 127.0.0.1:8021",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := flags.check("--listen"); err != nil && !once {
				return err
			}
			if !app.Exists(sh.data) {
				if err := app.Create(sh.data, app.Settings{Synthetic: true, City: "vinh-yen"}); err != nil {
					return err
				}
			}
			return sh.with(cmd, func(ctx context.Context, a *app.App) error {
				if err := sh.showDemo(ctx, a, sh.again(cmd)); err != nil || once {
					return err
				}
				return sh.serve(ctx, a, flags, esdbServing{})
			})
		},
	}
	flags.add(cmd)
	cmd.Flags().BoolVar(&once, "once", false, "in tiến độ rồi dừng / print the progress and end")
	return cmd
}

// showDemo takes the made-up year into the book and prints how the plan stands,
// and what may be asked of the book, which another command line opens so.
func (sh *shell) showDemo(ctx context.Context, a *app.App, again string) error {
	if err := sh.say("Sổ mẫu trong / synthetic book in: %s", a.Dir); err != nil {
		return err
	}
	shown := newProgress(sh.streams)
	before, err := a.Log.Head(ctx)
	if err != nil {
		return err
	}
	reports, err := demo.Run(ctx, a.Book, demo.NewClock(demo.FirstDay), shown.of("năm mẫu / the made-up year"))
	err = errors.Join(err, shown.done())
	if errors.Is(err, demo.ErrNotSynthetic) {
		return err
	}
	if err != nil {
		return fmt.Errorf("couldn't take in the made-up year: %w", err)
	}
	if before == es.Start {
		if err := sh.printFiles(reports); err != nil {
			return err
		}
	}
	p, err := progress(ctx, a, app.Moment{}, "vinh-yen-2021", targetprogress.ByWard)
	if err != nil {
		return err
	}
	if err := render.Progress(sh.out, p); err != nil {
		return err
	}
	return sh.say("\nXem thêm / see more:\n  vaoso report progress --by month %[1]s\n  vaoso report supervision --as-of 2021-12-31 %[1]s\n  vaoso audit contract C-2021-0007 %[1]s\n  vaoso report year %[1]s   # cả 12 biểu / all twelve forms: 05 đào tạo, 06 cung – cầu, 07 hỗ trợ, 09 tập huấn, 10 đính chính, 12 duy trì\n  vaoso demo %[1]s          # mở các trang / the pages: http://127.0.0.1:8021/", again)
}

// printFiles says in a line a file what came of its rows.
func (sh *shell) printFiles(reports []sheet.Report) error {
	for _, r := range reports {
		var parts []string
		for _, o := range sheet.Outcomes {
			if n := r.Counts[o]; n > 0 {
				parts = append(parts, fmt.Sprintf("%s/%s %d", o.Vietnamese(), o, n))
			}
		}
		if err := sh.say("  %-14s %s", r.Kind, strings.Join(parts, " · ")); err != nil {
			return err
		}
	}
	return sh.say("")
}
