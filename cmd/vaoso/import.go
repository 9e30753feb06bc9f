package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"vaoso/adapters/sheet"
	"vaoso/cmd/internal/app"
	"vaoso/domain/book"
)

// importers is how many commands of an import are under way at once: what
// waits together is committed together.
const importers = 32

func (sh *shell) importVerb() *cobra.Command {
	var dryRun, asJSON, template, example, columns bool
	var rejects string
	cmd := &cobra.Command{
		Use:   "import KIND FILE.csv",
		Short: "nhập từ tệp CSV / import a CSV file",
		Long: `Nhập một tệp CSV (UTF-8; tên cột tiếng Việt hoặc tiếng Anh; ngày 27/04/2021 hoặc 2021-04-27).
Mỗi dòng được xét riêng; nhập lại cùng một tệp không ghi gì thêm.

Imports a CSV file (UTF-8; Vietnamese or English headers; days as 27/04/2021 or 2021-04-27).
Each row is judged by itself; the same file again changes nothing.
Mã kết thúc 3: có dòng không vào sổ / exit code 3: some rows were not taken.

Loại tệp, theo thứ tự nên nhập / kinds, in the order in which to import them:
` + kindsOfFile(),
		Example: "  vaoso import workers nguoi-lao-dong.csv --dry-run\n  vaoso import placements viec-lam.csv --rejects sua-lai.csv\n  vaoso import courses --template\n  vaoso import courses --columns",
		Args: func(_ *cobra.Command, args []string) error {
			switch aside := template || example || columns; {
			case columns && len(args) == 0:
			case aside && len(args) != 1, !aside && len(args) != 2:
				return usage("cần loại tệp và tên tệp / a kind and a file are wanted, e.g. import workers FILE.csv")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return sh.write(sheet.Reference())
			}
			kind, err := sheet.ParseKind(args[0])
			switch {
			case err != nil:
				return usageError{err}
			case columns:
				return sh.write(sheet.ReferenceOf(kind))
			case example:
				return sh.write(sheet.Example(kind))
			case template:
				return sh.write(sheet.Template(kind))
			}
			return sh.with(cmd, func(ctx context.Context, a *app.App) error {
				return sh.importFile(ctx, a, kind, args[1], dryRun, asJSON, rejects)
			})
		},
	}
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, "chỉ xét, không ghi / judge only, enter nothing")
	cmd.Flags().BoolVar(&asJSON, "json", false, "báo cáo dạng JSON / the report as JSON")
	cmd.Flags().BoolVar(&template, "template", false, "in dòng tiêu đề / print the header line")
	cmd.Flags().BoolVar(&example, "example", false, "in dòng tiêu đề và một dòng mẫu / print the header line and a made-up row")
	cmd.Flags().BoolVar(&columns, "columns", false, "in các cột và ô ghi gì / print the columns and what a cell says")
	cmd.Flags().StringVar(&rejects, "rejects", "", "ghi các dòng không vào sổ ra tệp / write the rows that were not taken to a file")
	return cmd
}

func (sh *shell) write(text string) error {
	_, err := io.WriteString(sh.out, text)
	return err
}

// kindsOfFile lists the kinds in both languages.
func kindsOfFile() string {
	var b strings.Builder
	for _, k := range sheet.Kinds {
		fmt.Fprintf(&b, "  %-15s %s\n", k, k.Vietnamese())
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func (sh *shell) importFile(ctx context.Context, a *app.App, kind sheet.Kind, path string, dryRun, asJSON bool, rejects string) (err error) {
	f, err := os.Open(path)
	if err != nil {
		return usage("không mở được tệp / couldn't open the file: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	request := sh.request("")
	shown := newProgress(sh.streams)
	report, err := sheet.Import(ctx, a.Book, kind, f, sheet.Options{
		Actor: request.Actor, Role: book.Role(request.Role), Unit: request.Unit, Workers: importers, DryRun: dryRun, Progress: shown.of(kind.Vietnamese() + " / " + string(kind)),
	})
	if err := errors.Join(err, shown.done()); err != nil {
		return err
	}
	if rejects != "" {
		if err := writeRejects(report, rejects); err != nil {
			return err
		}
	}
	if asJSON {
		err = sh.object(report)
	} else {
		err = sh.printImport(report)
	}
	if n := len(report.Rows) - report.Counts[sheet.Taken] - report.Counts[sheet.Already]; err == nil && n > 0 {
		return rejectedRows{n}
	}
	return err
}

func writeRejects(report sheet.Report, path string) (err error) {
	out, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return fmt.Errorf("couldn't write the rejected rows: %w", err)
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	return report.Rejects(out)
}

func (sh *shell) printImport(report sheet.Report) error {
	var parts []string
	for _, o := range sheet.Outcomes {
		if n := report.Counts[o]; n > 0 {
			parts = append(parts, fmt.Sprintf("%s / %s: %d", o.Vietnamese(), o, n))
		}
	}
	head := fmt.Sprintf("%s / %s: %d dòng / rows — %s", report.Kind.Vietnamese(), report.Kind, len(report.Rows), strings.Join(parts, " · "))
	if report.DryRun {
		head = "(chỉ xét, không ghi / dry run) " + head
	}
	if _, err := fmt.Fprintln(sh.out, head); err != nil {
		return err
	}
	for _, r := range report.Rows {
		for _, s := range r.Sentences() {
			if _, err := fmt.Fprintf(sh.out, "dòng/line %d  %s/%s  %s\n    %s\n", r.Line, r.Outcome.Vietnamese(), r.Outcome, s.Vi, s.En); err != nil {
				return err
			}
		}
		for _, s := range r.Warnings {
			if _, err := fmt.Fprintf(sh.out, "dòng/line %d  lưu ý/note  %s\n    %s\n", r.Line, s.Vi, s.En); err != nil {
				return err
			}
		}
	}
	return nil
}
