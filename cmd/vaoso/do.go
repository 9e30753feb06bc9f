package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"vaoso/cmd/internal/app"
	"vaoso/domain/book"
	"vaoso/domain/es"
)

// carriedOut is the answer to a command.
type carriedOut struct {
	Stream   string         `json:"stream"`
	Revision es.Revision    `json:"revision"`
	Position es.Position    `json:"position"`
	Events   []madeEvent    `json:"events"`
	Repeated bool           `json:"repeated"` // the key had been used for this before
	Key      string         `json:"key"`
	Warnings []book.Warning `json:"warnings,omitempty"`
}

type madeEvent struct {
	ID   es.UUID `json:"id"`
	Type string  `json:"type"`
}

func (sh *shell) doVerb() *cobra.Command {
	var file, key string
	var revision int64
	cmd := &cobra.Command{
		Use:   "do COMMAND",
		Short: "ghi một việc vào sổ / enter one thing in the book",
		Long: "Ghi một việc vào sổ. Các trường của lệnh ở dạng JSON, kèm on (ngày xảy ra), reason (lý do) hoặc legalBasis (căn cứ).\n" +
			"Cùng --key ghi lại thì kết quả như cũ, không ghi hai lần.\n\n" +
			"Enters one thing. The command's fields are JSON, with on (the day it happened), reason or legalBasis beside them.\n" +
			"The same --key again gives the same answer and writes nothing.\n\nCác lệnh / commands:\n" + commandList(),
		Example: `  echo '{"citizenId":"000094000123","fullName":"Nguyễn Văn Á","birthDate":"1994-02-03",
    "sex":"male","ward":"08710","on":"2021-01-11","reason":"đăng ký tìm việc"}' | vaoso do RegisterWorker --json -
  vaoso do DispatchOverseas --json departure.json --key hs-2021-0007
  vaoso do RegisterWorker --fields`,
		Args: cobra.ExactArgs(1),
	}
	fields := cmd.Flags().Bool("fields", false, "chỉ in tên các trường / only print the command's fields")
	cmd.Flags().StringVar(&file, "json", "-", "tệp JSON, - là đầu vào chuẩn / file, - is standard input")
	cmd.Flags().StringVar(&key, "key", "", "khóa chống ghi trùng / idempotency key (mặc định: mới / default: a new one)")
	cmd.Flags().Int64Var(&revision, "revision", -2, "chỉ ghi nếu dòng sự kiện đang ở phiên bản này / only if the stream is at this revision")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		c, known := book.Named(args[0])
		if !known {
			return usage("không có lệnh %q, gần nhất là %s / there is no command %q, the nearest is %s", args[0], book.Nearest(args[0]), args[0], book.Nearest(args[0]))
		}
		if *fields {
			_, err := fmt.Fprintln(sh.out, strings.Join(slices.Concat(c.Fields(), book.Common), "\n"))
			return err
		}
		asked, err := sh.readCommand(c, file)
		if err != nil {
			return err
		}
		if key == "" {
			key = "cli:" + rand.Text()
		}
		request := sh.request(key)
		if cmd.Flags().Changed("revision") {
			pinned := es.Revision(revision)
			request.Pinned = &pinned
		}
		return sh.with(cmd, func(ctx context.Context, a *app.App) error {
			r, err := a.Book.Do(ctx, c, asked, request)
			if err != nil {
				return err
			}
			return sh.answer(r, key)
		})
	}
	return cmd
}

func (sh *shell) readCommand(c book.Command, file string) (book.Asked, error) {
	var text []byte
	var err error
	if file == "-" {
		text, err = io.ReadAll(io.LimitReader(sh.in, es.MaxAppend+1))
	} else {
		text, err = os.ReadFile(file)
	}
	if err != nil {
		return book.Asked{}, usage("không đọc được %s / couldn't read it: %w", file, err)
	}
	return c.Decode(text)
}

func (sh *shell) answer(r book.Result, key string) error {
	out := carriedOut{Stream: r.Stream, Revision: r.Revision, Position: r.Position, Repeated: r.Repeated, Key: key, Events: []madeEvent{}, Warnings: r.Warnings}
	for _, e := range r.Events {
		out.Events = append(out.Events, madeEvent{e.ID, e.Type})
	}
	for _, w := range r.Warnings {
		if err := sh.say("Lưu ý: %s\n  Note: %s", w.Vi, w.En); err != nil {
			return err
		}
	}
	return sh.object(out)
}

func commandList() string {
	var b strings.Builder
	for _, c := range book.Commands() {
		fmt.Fprintf(&b, "  %-24s %s / %s\n", c.Name, c.Vi, c.En)
	}
	return b.String()
}
