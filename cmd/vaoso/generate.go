package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"vaoso/cmd/internal/app"
	"vaoso/cmd/internal/demo"
	"vaoso/cmd/internal/demo/generate"
)

func (sh *shell) generateVerb() *cobra.Command {
	lives := generate.Lives{}
	var wards string
	var asJSON bool
	cmd := &cobra.Command{
		Use: "generate", Short: "nhập nhiều cuộc đời mẫu, để thử ở quy mô lớn / enter many made-up lives, for trials at scale",
		Long: `Tạo sổ mẫu (nếu thư mục trống) và nhập số liệu mẫu của nhiều người trong nhiều năm, kết thúc năm 2021,
qua đúng các lệnh như ngoài đời: việc làm và theo dõi duy trì, đào tạo, tuyển dụng, giới thiệu, vay vốn,
thất nghiệp, đi nước ngoài, kiểm tra. Cùng --seed thì cùng số liệu. Bị ngắt thì chạy lại: nhập tiếp.

Makes a synthetic book in an empty folder and enters made-up people's lives over some years, the last
of which is 2021, by the very commands that a city uses: jobs and how they last, training, vacancies and
referrals, loans, unemployment, contracts abroad, inspections. The same --seed gives the same lives. If it
is interrupted, run it again: it goes on. Views are filled when they are next asked for.`,
		Example: `  vaoso generate --data lon --workers 10000 --years 5
  vaoso generate --data lon --seed 7 --workers 1000000 --years 10
  vaoso generate --data khai-quang --wards 08728 --workers 500 --years 1`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			for w := range strings.SplitSeq(wards, ",") {
				if w = strings.TrimSpace(w); w != "" {
					lives.Wards = append(lives.Wards, w)
				}
			}
			if err := lives.Check(); err != nil {
				return usageError{err}
			}
			if !app.Exists(sh.data) {
				if err := app.Create(sh.data, app.Settings{Synthetic: true, City: "vinh-yen"}); err != nil {
					return err
				}
			}
			return sh.with(cmd, func(ctx context.Context, a *app.App) error { return sh.generate(ctx, a, lives, asJSON) })
		},
	}
	flags := cmd.Flags()
	flags.Uint64Var(&lives.Seed, "seed", 1, "hạt giống: cùng số thì cùng số liệu / the same number gives the same lives")
	flags.IntVar(&lives.Workers, "workers", 10_000, "số người, đến 1.000.000 / people, up to 1,000,000")
	flags.IntVar(&lives.Years, "years", 1, "số năm, năm cuối là 2021 / years, the last is 2021")
	flags.StringVar(&wards, "wards", "", "mã phường, xã, cách nhau bằng dấu phẩy; để trống: cả chín / codes of units with commas between; empty: all nine")
	flags.BoolVar(&asJSON, "json", false, "kết quả dạng JSON / the result as JSON")
	return cmd
}

func (sh *shell) generate(ctx context.Context, a *app.App, lives generate.Lives, asJSON bool) error {
	if err := sh.say("Sổ mẫu trong / synthetic book in: %s", a.Dir); err != nil {
		return err
	}
	shown := newProgress(sh.streams)
	making, entering := shown.of("soạn số liệu người / making people up"), shown.of("nhập lệnh / entering commands")
	made, err := demo.Enter(ctx, a.Book, lives, func(p demo.Progress) {
		if p.Preparing {
			making(p.Done, p.Of)
		} else {
			entering(p.Done, p.Of)
		}
	})
	if err := errors.Join(err, shown.done()); err != nil {
		return fmt.Errorf("sau %d lệnh; chạy lại thì nhập tiếp / after %d commands; run it again to go on: %w", made.Commands, made.Commands, err)
	}
	if asJSON {
		return sh.object(made)
	}
	if err := sh.say("%d người / people · %d lệnh / commands · %d bị từ chối đúng như dự định / refused, as was meant", made.Workers, made.Commands, made.Refused); err != nil {
		return err
	}
	if made.Unmeant > 0 { // the book has other facts too, which these lives don't know of
		return sh.say("%d lệnh có kết quả ngoài dự định: sổ đã có việc khác / commands came to something else: the book has other facts", made.Unmeant)
	}
	return nil
}
