package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"vaoso/cmd/internal/app"
	"vaoso/cmd/internal/logcopy"
	"vaoso/cmd/internal/render"
	"vaoso/domain/es"
)

// copying is what `log copy` is asked.
type copying struct {
	from, to string
	like     string // the folder of the book as which one is made in --to
	raise    bool
	asJSON   bool
}

func (sh *shell) logCopy() *cobra.Command {
	var asked copying
	cmd := &cobra.Command{
		Use: "copy --from PLACE --to PLACE", Short: "chép sổ sang nơi khác / copy the log to another place",
		Long: `Chép mọi sự kiện, theo đúng thứ tự, sang một nơi trống hoặc một nơi đã chép dở; chạy lại thì chép tiếp.
Giữ nguyên: thứ tự chung, luồng, mã, số phiên bản, nội dung từng byte, thông tin kèm theo, giờ ghi sổ.
Không giữ: vị trí. Ai đang giữ một vị trí (Last-Event-ID, bảng đọc, bên nhận) phải bắt đầu lại.
Cuối cùng so lại từng sự kiện hai bên. Nguồn có thể đang dùng; đích thì không được có ai ghi.
Tệp book.json và keys/book.key không nằm trong sổ: phải mang theo (--like), thiếu khóa thì không tìm được ai.

Copies every event, in order, to an empty place or to one with a copy begun: run it again and it
goes on. Kept: the total order, streams, ids, revisions, contents byte for byte, metadata, recorded
times. Not kept: positions. Whoever holds one (Last-Event-ID, views, subscribers) starts anew. At
the end both sides are compared event by event. The source may be in use; nobody may write to the
target. book.json and keys/book.key aren't part of a log: carry them along (--like). Without the key
nobody in the book is found.

` + wherePlaces,
		Example: `  vaoso log copy --from so-2026 --to @/run/secrets/esdb               # vào cụm máy chủ / into the cluster
  vaoso log copy --from so-2026 --to /sao-luu/so-2026 --like so-2026  # sao lưu, sổ vẫn đang dùng / a backup, while in use
  vaoso log copy --from @/run/secrets/esdb --to so-moi --like so-2026 # trở về một thư mục / back into a folder`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return sh.copyLog(cmd.Context(), asked) },
	}
	cmd.Flags().StringVar(&asked.from, "from", "", "chép từ đâu / where from")
	cmd.Flags().StringVar(&asked.to, "to", "", "chép đến đâu / where to")
	cmd.Flags().StringVar(&asked.like, "like", "", "thư mục có book.json và khóa của sổ: tạo sổ ở --to giống như vậy / the folder with the book's book.json and key: make the book in --to like it")
	cmd.Flags().BoolVar(&asked.raise, "raise-times", false, raiseTimes)
	cmd.Flags().BoolVar(&asked.asJSON, "json", false, "kết quả dạng JSON / the result as JSON")
	return cmd
}

// raiseTimes is what a flag does, here and in `log verify`.
const raiseTimes = "giờ ghi chạy lùi (nhiều máy ghi, đồng hồ lệch) thì lấy giờ của sự kiện trước, và báo số lượng / where recorded times run backwards (several machines wrote, their clocks apart) take the time of the event before, and say how many"

// copyReport is what `log copy --json` prints.
type copyReport struct {
	From string `json:"from"`
	To   string `json:"to"`
	Done bool   `json:"done"` // all is there, and was compared
	logcopy.Copied
	Difference *logcopy.Difference `json:"difference,omitempty"`
}

func (sh *shell) copyLog(ctx context.Context, asked copying) (err error) {
	from, err := parseLogPlace("--from", asked.from)
	if err != nil {
		return err
	}
	to, err := parseLogPlace("--to", asked.to)
	if err != nil {
		return err
	}
	if from.same(to) {
		return usage("--from và --to là một nơi / --from and --to are the same place")
	}
	if err := sh.warnOfPasswords(from, to); err != nil {
		return err
	}
	source, err := openLog(ctx, "--from", from)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, source.Close()) }()
	if err := sh.prepareTarget(from, to, asked.like); err != nil {
		return err
	}
	target, err := openPlace(ctx, "--to", to)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, target.Close()) }()

	shown := newProgress(sh.streams)
	copied, err := logcopy.Copy(ctx, source, target, logcopy.Options{RaiseTimes: asked.raise, Tell: shown.copied})
	if said := shown.done(); err == nil {
		err = said
	}
	difference, _ := logcopy.DifferenceIn(err)
	if asked.asJSON {
		err = errors.Join(err, sh.object(copyReport{from.shown, to.shown, err == nil, copied, difference}))
	}
	if err != nil {
		return sh.copyEnded(copied, from, to, err)
	}
	if !asked.asJSON {
		if err := render.Copied(sh.out, from.shown, to.shown, copied); err != nil {
			return err
		}
	}
	return sh.sayWhatElse(from, to)
}

// warnOfPasswords says so where one is on the command line.
func (sh *shell) warnOfPasswords(places ...logPlace) error {
	for _, p := range places {
		if p.bare {
			return sh.say("Lưu ý: mật khẩu trên dòng lệnh thì người khác trên máy thấy được; để địa chỉ trong tệp và ghi @TỆP / note: others on this machine can see a password on a command line; keep the URL in a file and give @FILE")
		}
	}
	return nil
}

// prepareTarget makes sure that a folder that is copied to is a book, and the
// right one. An EventStoreDB needs nothing.
func (sh *shell) prepareTarget(from, to logPlace, like string) error {
	if like != "" && !app.Exists(like) {
		return usage("--like: chưa có sổ trong %q / there is no book in that folder", like)
	}
	switch {
	case to.dir == "" && like != "":
		return usage("--like chỉ dùng khi --to là thư mục / --like is for a --to that is a folder")
	case to.dir == "":
		return nil
	case !app.Exists(to.dir) && like == "":
		hint := from.dir
		if hint == "" {
			hint = "THƯ-MỤC/FOLDER"
		}
		return usage("chưa có sổ trong %q: thêm --like %s để tạo sổ có cùng book.json và khóa / there is no book in that folder: add --like %s to make one with the same book.json and key", to.dir, hint, hint)
	case !app.Exists(to.dir):
		return app.CreateLike(to.dir, like)
	}
	if like == "" {
		like = from.dir
	}
	if like == "" {
		return nil
	}
	same, err := app.SameBook(like, to.dir)
	if err == nil && !same {
		return refusal{fmt.Errorf("sổ trong %q có khóa hoặc book.json khác với sổ trong %q: chép sang thì không tìm được ai / the book in %q has another key or book.json than the one in %q: nobody in the copy would be found", to.dir, like, to.dir, like)}
	}
	return err
}

// copyEnded says what was done before a copy ended, and the error, without what
// may be a password.
func (sh *shell) copyEnded(copied logcopy.Copied, from, to logPlace, err error) error {
	text := "Lần này đã chép %d sự kiện (đích có sẵn %d) / this run copied %d events (the target had %d)"
	if _, refused := es.AsRefused(err); !refused {
		text += ".\nChạy lại lệnh này để chép tiếp / run it again to go on"
	}
	return errors.Join(from.clean(to.clean(err)), sh.say(text+".", copied.Copied, copied.Already, copied.Copied, copied.Already))
}

// sayWhatElse says what an operator has to do besides, by where the log went.
func (sh *shell) sayWhatElse(from, to logPlace) error {
	if from.url != "" || to.url != "" {
		err := sh.say(`Vị trí ở hai bên khác nhau: bảng đọc phải tính lại từ đầu (xóa views.db, hoặc dùng một cơ sở dữ liệu PostgreSQL trống) trước khi chạy; bên nhận bắt đầu lại.
Positions differ between the two: before starting there, views must begin anew (delete views.db, or give an empty PostgreSQL database); subscribers start anew.`)
		if err != nil {
			return err
		}
	}
	switch {
	case to.dir != "":
		return sh.say(`Là bản sao lưu, còn chép thêm? Đừng mở nó: ghi vào rồi thì không chép tiếp được. Là sổ mới? vaoso serve --data %s
A backup that is to be added to? Don't serve it: once something is written there, nothing can be added. The book from now on? vaoso serve --data %s`, to.dir, to.dir)
	case from.dir != "":
		return sh.say(`Khóa và book.json vẫn ở %s/: máy nào chạy sổ cũng cần thư mục đó (--data), và VAOSO_LOG_FILE trỏ tới tệp chứa địa chỉ.
Đổi tên %s/log.db thành log.db.moved, để không ai ghi nhầm vào bản cũ.
The key and book.json stay in %s/: every process of the book needs that folder (--data), and VAOSO_LOG_FILE naming the file with the URL.
Rename %s/log.db to log.db.moved, so that nobody writes to the old one by mistake.`, from.dir, from.dir, from.dir, from.dir)
	}
	return nil
}
