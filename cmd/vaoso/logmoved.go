package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"vaoso/cmd/internal/app"
)

// The files of a book's folder that are named to people.
const (
	logFile   = "log.db"
	viewsFile = "views.db"
)

// notMoved refuses a book whose log is somewhere else, or lost, by what is left
// in its folder. An empty one made in its place would take whatever is entered,
// and nobody would miss the book before looking at the figures.
func notMoved(dir string) error {
	if !app.Exists(dir) || app.HasLog(dir) {
		return nil
	}
	files, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("couldn't look into the book's folder: %w", err)
	}
	for _, f := range files {
		if name := f.Name(); name == viewsFile || strings.HasPrefix(name, logFile) {
			return refusal{fmt.Errorf("sổ trong %[1]q không có log.db, chỉ còn %[2]s. Sổ đã chuyển sang EventStoreDB? Thêm --log, VAOSO_LOG hoặc VAOSO_LOG_FILE. Bị mất? Khôi phục log.db từ bản sao lưu / the book in %[1]q has no log.db, only %[2]s. Was it moved to EventStoreDB? Add --log, VAOSO_LOG or VAOSO_LOG_FILE. Was it lost? Restore log.db from a backup", dir, name)}
		}
	}
	return nil
}

// quietFor is how long a log elsewhere may take to answer without a word.
const quietFor = 3 * time.Second

// sayWaiting says what is waited for, unless it is stopped before that.
func (sh *shell) sayWaiting(log string) *time.Timer {
	return time.AfterFunc(quietFor, func() {
		if log != "" {
			_ = sh.say("Đang chờ %[1]s… / waiting for %[1]s…", withoutSecrets(log)) // a terminal that has gone; what follows fails too
		}
	})
}

// places says where the log and the views of the open book are, without what
// may be a password.
func (sh *shell) places() string {
	at := func(url, file string) string {
		if url != "" {
			return withoutSecrets(url)
		}
		return filepath.Join(sh.data, file)
	}
	return fmt.Sprintf("sự kiện / log: %s; bảng đọc / views: %s", at(sh.log, logFile), at(sh.views, viewsFile))
}

// again is how another command line opens the same book, to be pasted: what
// came as flags. An address that may hold a password isn't repeated.
func (sh *shell) again(cmd *cobra.Command) string {
	text := "--data " + sh.data
	for _, place := range []struct{ flag, url string }{{"log", sh.log}, {"views", sh.views}} {
		switch {
		case !cmd.Flags().Changed(place.flag):
		case strings.ContainsAny(place.url, "@") || strings.Contains(strings.ToLower(place.url), "pass"):
			text += " --" + place.flag + " …"
		default:
			text += fmt.Sprintf(" --%s %q", place.flag, place.url)
		}
	}
	return text
}
