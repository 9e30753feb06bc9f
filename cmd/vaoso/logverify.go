package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"vaoso/cmd/internal/logcopy"
	"vaoso/cmd/internal/render"
)

// verifying is what `log verify` is asked.
type verifying struct {
	from, to string
	first    int64
	raise    bool
	asJSON   bool
}

func (sh *shell) logVerify() *cobra.Command {
	var asked verifying
	cmd := &cobra.Command{
		Use: "verify --from PLACE [--to PLACE]", Short: "so hai nơi, từng sự kiện / compare two logs, event by event",
		Long: `Đọc hai nơi song song và so mọi thứ của từng sự kiện, trừ vị trí. Chỗ khác nhau đầu tiên được nêu tên,
không nêu nội dung; khi đó mã kết thúc là 3. Không ghi gì.
Không có --to thì chỉ đọc một nơi và in tóm tắt: cùng SHA-256 là cùng sự kiện, dù ở đâu.
--first N chỉ xét N sự kiện đầu, để so lại với tóm tắt của ngày trước.

Reads two logs side by side and compares all of every event but its position. The first difference is
named by its place, never by its contents, and the exit code is 3. Nothing is written.
Without --to it reads one log and prints the summary: the same SHA-256 means the same events, wherever
they are. --first N takes the first N events alone, to hold them against an earlier day's summary.

` + wherePlaces,
		Example: `  vaoso log verify --from so-2026 --to @/run/secrets/esdb
  vaoso log verify --from so-2026                  # tóm tắt một nơi / the summary of one
  vaoso log verify --from so-2026 --first 4850 --json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return sh.verifyLogs(cmd.Context(), asked) },
	}
	cmd.Flags().StringVar(&asked.from, "from", "", "một bên / one of the two")
	cmd.Flags().StringVar(&asked.to, "to", "", "bên kia / the other")
	cmd.Flags().Int64Var(&asked.first, "first", 0, "chỉ N sự kiện đầu / the first N events alone (0: tất cả / all)")
	cmd.Flags().BoolVar(&asked.raise, "raise-times", false, raiseTimes)
	cmd.Flags().BoolVar(&asked.asJSON, "json", false, "kết quả dạng JSON / the result as JSON")
	return cmd
}

// verifyReport is what `log verify --json` prints. Where the two differ, the
// summary is of what is the same before.
type verifyReport struct {
	From  string `json:"from"`
	To    string `json:"to,omitempty"`
	Equal bool   `json:"equal"`
	logcopy.Verified
	Difference *logcopy.Difference `json:"difference,omitempty"`
}

func (sh *shell) verifyLogs(ctx context.Context, asked verifying) (err error) {
	if asked.first < 0 {
		return usage("--first: một số từ 0 / a number from 0 on")
	}
	from, err := parseLogPlace("--from", asked.from)
	if err != nil {
		return err
	}
	var to logPlace
	if asked.to != "" {
		if to, err = parseLogPlace("--to", asked.to); err != nil {
			return err
		}
	}
	if err := sh.warnOfPasswords(from, to); err != nil {
		return err
	}
	one, err := openLog(ctx, "--from", from)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, one.Close()) }()
	shown := newProgress(sh.streams)
	if asked.to == "" {
		summary, err := logcopy.Summarise(ctx, one, asked.first, shown.copied)
		if err := errors.Join(from.clean(err), shown.done()); err != nil {
			return err
		}
		if asked.asJSON {
			return sh.object(summaryReport{from.shown, summary})
		}
		return render.LogSummary(sh.out, from.shown, summary)
	}
	other, err := openLog(ctx, "--to", to)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, other.Close()) }()
	verified, err := logcopy.Verify(ctx, one, other, logcopy.Options{RaiseTimes: asked.raise, First: asked.first, Tell: shown.copied})
	err = errors.Join(from.clean(to.clean(err)), shown.done())
	difference, differ := logcopy.DifferenceIn(err)
	if asked.asJSON && (err == nil || differ) {
		return errors.Join(err, sh.object(verifyReport{from.shown, to.shown, err == nil, verified, difference}))
	}
	if err != nil {
		return err
	}
	return render.Verified(sh.out, from.shown, to.shown, verified)
}

// summaryReport is what `log verify --json` prints of one log.
type summaryReport struct {
	From string `json:"from"`
	logcopy.Summary
}
