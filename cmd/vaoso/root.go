package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/user"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"vaoso/cmd/internal/app"
	"vaoso/domain/book"
	"vaoso/projections/engine"
)

// shell is what every verb has: the streams, and the flags of the root.
type shell struct {
	streams
	data, log, views, actor, role, unit string
}

func newRoot(s streams) *cobra.Command {
	sh := &shell{streams: s}
	root := &cobra.Command{
		Use:   "vaoso",
		Short: "Vào Sổ: sổ kế hoạch việc làm / the book of an employment plan",
		Long: `Vào Sổ: sổ kế hoạch việc làm của thành phố / the book of a city's employment plan.

Mọi việc đã xảy ra được ghi một lần, không sửa; mọi con số tính lại được từ sổ.
Whatever happened is entered once and never changed; every figure can be computed again.

Mã kết thúc / exit codes: 0 xong / done · 1 lỗi / failed · 2 lệnh chưa đúng / usage · 3 bị quy tắc từ chối / refused by a rule`,
		Example: `  vaoso demo --once                     # sổ mẫu: một năm số liệu / a made-up year
  vaoso init --data so-2026             # sổ mới / a new book
  vaoso do RegisterWorker --json w.json # ghi một việc / enter one thing
  vaoso report progress --by ward       # tiến độ / progress`,
		SilenceErrors: true, SilenceUsage: true,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usage("không có lệnh %q / there is no verb %q", args[0], args[0])
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetIn(s.in)
	root.SetOut(s.out)
	root.SetErr(s.err)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	flags := root.PersistentFlags()
	flags.StringVar(&sh.data, "data", env("VAOSO_DATA", "vaoso-data"), "thư mục của sổ / the book's folder (VAOSO_DATA)")
	flags.StringVar(&sh.log, "log", env("VAOSO_LOG", ""), "nơi giữ sổ / where the log is: esdb://user:password@host:2113; default a file in the book's folder (VAOSO_LOG; VAOSO_LOG_FILE names a file that holds it, for a URL with a password)")
	flags.StringVar(&sh.views, "views", env("VAOSO_VIEWS", ""), "nơi giữ các bảng số liệu / where the views are: postgres://user@host/database; default a file in the book's folder (VAOSO_VIEWS; VAOSO_VIEWS_FILE names a file that holds it, for a URL with a password)")
	flags.StringVar(&sh.actor, "as", env("VAOSO_AS", ""), "tài khoản người ghi / the account that asks (VAOSO_AS)")
	flags.StringVar(&sh.role, "role", env("VAOSO_ROLE", ""), "vai trò / role: "+roleNames()+" (VAOSO_ROLE)")
	flags.StringVar(&sh.unit, "unit", env("VAOSO_UNIT", ""), "mã đơn vị / unit code, e.g. 08710 or city (VAOSO_UNIT)")
	root.AddCommand(
		sh.initVerb(), sh.doVerb(), sh.importVerb(), sh.reportVerb(), sh.auditVerb(), sh.workersVerb(),
		sh.projectionsVerb(), sh.eventsVerb(), sh.logVerb(), sh.demoVerb(), sh.generateVerb(), sh.serveVerb(), sh.versionVerb(),
	)
	for _, verb := range root.Commands() {
		strict(verb)
	}
	return root
}

// strict makes wrong arguments usage errors, in every verb below.
func strict(verb *cobra.Command) {
	if check := verb.Args; check != nil {
		verb.Args = func(cmd *cobra.Command, args []string) error {
			if err := check(cmd, args); err != nil {
				var already usageError
				if errors.As(err, &already) {
					return err
				}
				return usage("cần / usage: %s: %w", cmd.UseLine(), err)
			}
			return nil
		}
	}
	for _, below := range verb.Commands() {
		strict(below)
	}
}

func env(name, fallback string) string {
	if v, set := os.LookupEnv(name); set {
		return v
	}
	return fallback
}

func roleNames() string {
	names := make([]string, len(book.Roles))
	for i, r := range book.Roles {
		names[i] = string(r)
	}
	return strings.Join(names, ", ")
}

// request is who asks. Until people sign in, the machine's account stands for
// the actor, and the role is the one whose job the command is.
func (sh *shell) request(key string) book.Request {
	actor := sh.actor
	if actor == "" {
		actor = "u-local"
		if u, err := user.Current(); err == nil && u.Username != "" {
			actor = "u-" + u.Username
		}
	}
	return book.Request{Actor: actor, Role: sh.role, Unit: sh.unit, Key: key}
}

// open opens the book, and says where one can be had if there is none.
func (sh *shell) open(ctx context.Context) (*app.App, error) {
	log, err := elsewhere("--log", sh.log, "VAOSO_LOG_FILE", "esdb://user@host:2113", "esdb://", "esdb+discover://")
	if err != nil {
		return nil, err
	}
	views, err := elsewhere("--views", sh.views, "VAOSO_VIEWS_FILE", "postgres://user@host:5432/database", "postgres://", "postgresql://")
	if err != nil {
		return nil, err
	}
	if log == "" {
		if err := notMoved(sh.data); err != nil {
			return nil, err
		}
	}
	sh.log, sh.views = log, views
	waiting := sh.sayWaiting(log)
	a, err := app.Open(ctx, app.Options{Dir: sh.data, Log: log, Views: views, Tell: sh.logger()})
	waiting.Stop()
	if errors.Is(err, engine.ErrAnotherLog) {
		return nil, refusal{fmt.Errorf("các bảng số liệu này tính từ sổ khác (--log); chỉ nơi khác (--views), hoặc xóa views.db (cùng -wal, -shm): chúng được tính lại từ sổ / the views come from another log (--log); give others (--views), or delete views.db (with its -wal and -shm): they are rebuilt from the log")}
	}
	if errors.Is(err, app.ErrNoBook) {
		return nil, usage("chưa có sổ trong %q; tạo bằng: vaoso init --data %s, hoặc xem sổ mẫu: vaoso demo --data %s / there is no book in %q: make one with init, or see the demo", sh.data, sh.data, sh.data, sh.data)
	}
	if err == nil && log != "" {
		if err := ownLog(ctx, a, withoutSecrets(log)); err != nil {
			return nil, errors.Join(err, a.Close())
		}
	}
	return a, err
}

// elsewhere is the URL of what isn't in the book's folder, "" where it is: what
// the flag says, or the file that the environment names, which may hold a
// password.
func elsewhere(flag, url, fileEnv, example string, schemes ...string) (string, error) {
	if file := env(fileEnv, ""); url == "" && file != "" {
		text, err := os.ReadFile(file)
		if err != nil {
			return "", usage("%s: không đọc được tệp / couldn't read the file: %w", fileEnv, err)
		}
		if url = strings.TrimSpace(string(text)); url == "" {
			return "", usage("%s: tệp %q trống / the file is empty", fileEnv, file)
		}
	}
	if url == "" || slices.ContainsFunc(schemes, func(s string) bool { return strings.HasPrefix(url, s) }) {
		return url, nil
	}
	return "", usage("%s: cần / it should be %s", flag, example)
}

func (sh *shell) logger() *slog.Logger {
	return slog.New(slog.NewTextHandler(sh.err, &slog.HandlerOptions{Level: slog.LevelWarn}))
}

// with opens the book for the time of a verb.
func (sh *shell) with(cmd *cobra.Command, do func(context.Context, *app.App) error) error {
	a, err := sh.open(cmd.Context())
	if err != nil {
		return err
	}
	return errors.Join(do(cmd.Context(), a), a.Close())
}
