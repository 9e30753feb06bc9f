package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"vaoso/domain/es"
	"vaoso/projections/engine"
)

// Exit codes, also in the help of the root command.
const (
	exitDone    = 0
	exitFailed  = 1
	exitUsage   = 2
	exitRefused = 3
)

// usageError is a command line that can't be understood.
type usageError struct{ error }

func usage(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// refusal is something that can't be done as things stand.
type refusal struct{ error }

// rejectedRows is an import of which some rows were not taken.
type rejectedRows struct{ n int }

func (e rejectedRows) Error() string {
	return fmt.Sprintf("%d dòng không vào sổ; xem lý do ở trên / %d rows were not taken; the reasons are above", e.n, e.n)
}

// exit says what went wrong, in words, and answers the exit code.
func (s streams) exit(err error) int {
	if err == nil {
		return exitDone
	}
	code, text := explain(err)
	if sayErr := s.say("%s", text); sayErr != nil {
		return exitFailed
	}
	return code
}

func explain(err error) (int, string) {
	var wrong usageError
	var conflict *es.ConflictError
	var rows rejectedRows
	var turnedDown refusal
	refused, isRefused := es.AsRefused(err)
	switch {
	case isRefused && (errors.Is(err, es.ErrFieldMissing) || errors.Is(err, es.ErrFieldInvalid)):
		return exitUsage, refusalText("Chưa đúng / Invalid", refused)
	case isRefused:
		return exitRefused, refusalText("Từ chối / Refused", refused)
	case errors.As(err, &conflict):
		return exitRefused, fmt.Sprintf("Từ chối / Refused: %s đã thay đổi, nay ở phiên bản %s / has moved on to revision %s", conflict.Stream, conflict.Actual, conflict.Actual)
	case errors.As(err, &rows):
		return exitRefused, rows.Error()
	case errors.As(err, &turnedDown):
		return exitRefused, "Từ chối / Refused: " + turnedDown.Error()
	case errors.As(err, &wrong):
		return exitUsage, "Lệnh chưa đúng / Usage: " + wrong.Error() + "\nXem / See: vaoso --help"
	case errors.Is(err, context.Canceled):
		return exitFailed, "Đã dừng / Stopped."
	case errors.Is(err, es.ErrCorrupt):
		return exitFailed, "Lỗi / Failed: sổ bị hỏng, hoặc bị sửa từ bên ngoài; đừng ghi thêm, giữ nguyên tệp, và khôi phục từ bản sao lưu\n  the log is damaged, or was changed from outside; enter nothing more, keep the file as it is, and restore from a backup\n  " + err.Error()
	case errors.Is(err, es.ErrUnavailable):
		return exitFailed, "Lỗi / Failed: không liên lạc được với EventStoreDB; máy chủ có chạy không, địa chỉ và chứng thư có đúng không?\n  EventStoreDB can't be reached; is it running, are the address and the certificate right?\n  " + err.Error()
	case errors.Is(err, engine.ErrUnavailable):
		return exitFailed, "Lỗi / Failed: không liên lạc được với nơi giữ bảng đọc (PostgreSQL); máy chủ có chạy không, địa chỉ có đúng không?\n  the views (PostgreSQL) can't be reached; is it running, is the address right?\n  " + err.Error()
	}
	return exitFailed, "Lỗi / Failed: " + err.Error()
}

func refusalText(head string, r *es.Refused) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n  %s\n  [%s]", head, r.Vietnamese(), r.English(), r.Code)
	for _, also := range r.Also {
		fmt.Fprintf(&b, "\n- %s\n  %s\n  [%s]", also.Vietnamese(), also.English(), also.Code)
	}
	return b.String()
}
