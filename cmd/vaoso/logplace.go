package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"

	"vaoso/cmd/internal/app"
	"vaoso/domain/es"
)

// wherePlaces is how a log is named, in the help of each verb that takes one.
const wherePlaces = `Một nơi là / a place is:
  THƯ-MỤC / FOLDER   thư mục của một sổ (log.db trong đó) / a book's folder, with its log.db
  @TỆP / @FILE       tệp chứa địa chỉ esdb://…: mật khẩu không lộ trên dòng lệnh
                     a file that holds the URL: command lines, and so passwords, are seen by others
  esdb://…           EventStoreDB`

// logPlace is where a log is: in a book's folder, or at a URL.
type logPlace struct {
	dir, url string
	shown    string // without what may be a password
	bare     bool   // a password stands on the command line
}

var logSchemes = []string{"esdb://", "esdb+discover://"}

// parseLogPlace reads what a flag says. No error shows a URL, which may hold a
// password, also where it isn't written as one should be.
func parseLogPlace(flag, text string) (p logPlace, err error) {
	file, inFile := strings.CutPrefix(text, "@")
	if inFile {
		held, err := os.ReadFile(file)
		if err != nil {
			return p, usage("%s: không đọc được tệp / couldn't read the file: %w", flag, err)
		}
		text = strings.TrimSpace(string(held))
	}
	isURL := slices.ContainsFunc(logSchemes, func(s string) bool { return strings.HasPrefix(text, s) })
	switch {
	case isURL:
		return logPlace{url: text, shown: withoutSecrets(text), bare: !inFile && strings.Contains(text, "@")}, nil
	case inFile:
		return p, usage("%s: tệp %q phải chứa một địa chỉ esdb://… / the file should hold a URL esdb://…", flag, file)
	case text == "":
		return p, usage("thiếu %s / %s is missing", flag, flag)
	case strings.Contains(text, "://"):
		return p, usage("%s: cần một thư mục, @TỆP hoặc esdb://… / it should be a folder, @FILE or esdb://…", flag)
	}
	return logPlace{dir: text, shown: text}, nil
}

// hosts is what may be shown of a URL: names and ports, and nothing that has
// another form.
var hosts = regexp.MustCompile(`^([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?(,([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?)*$`)

// unknownHosts stands for what isn't shown since it has no host's form.
const unknownHosts = "…"

// withoutSecrets is a URL's scheme and hosts. A password may have signs in it
// that should have been written %40 and the like: nothing up to the last @ is
// shown.
func withoutSecrets(address string) string {
	scheme, rest, _ := strings.Cut(address, "://")
	if i := strings.LastIndex(rest, "@"); i >= 0 {
		rest = rest[i+1:]
	}
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		rest = rest[:i]
	}
	if !hosts.MatchString(rest) {
		rest = unknownHosts
	}
	return scheme + "://" + rest
}

// same says whether two places are one.
func (p logPlace) same(q logPlace) bool {
	if p.dir == "" || q.dir == "" {
		return p.dir == q.dir && p.url == q.url
	}
	a, err := os.Stat(p.dir)
	b, err2 := os.Stat(q.dir)
	return err == nil && err2 == nil && os.SameFile(a, b)
}

// openLog opens a log that should be there.
func openLog(ctx context.Context, flag string, p logPlace) (es.Log, error) {
	if p.dir != "" && !app.Exists(p.dir) {
		return nil, usage("%s: chưa có sổ trong %q / there is no book in that folder", flag, p.dir)
	}
	if p.dir != "" && !app.HasLog(p.dir) {
		return nil, usage("%s: sổ trong %q không giữ log.db ở đó; sổ nằm ở EventStoreDB? / the book in that folder has no log.db; is it in EventStoreDB?", flag, p.dir)
	}
	return openPlace(ctx, flag, p)
}

// openPlace opens a log, which in a book's folder it makes.
func openPlace(ctx context.Context, flag string, p logPlace) (es.Log, error) {
	log, err := app.OpenLog(ctx, p.dir, p.url, nil)
	if err != nil {
		return nil, fmt.Errorf("%s (%s): không mở được / couldn't open it: %w", flag, p.shown, p.clean(err))
	}
	return log, nil
}

// clean keeps an error that repeats the URL, or its password, from being shown.
func (p logPlace) clean(err error) error {
	if err == nil || p.url == "" {
		return err
	}
	_, rest, _ := strings.Cut(p.url, "://")
	var secrets []string
	if i := strings.LastIndex(rest, "@"); i > 0 {
		secrets = append(secrets, rest[:i])
	} else if strings.HasSuffix(p.shown, unknownHosts) {
		secrets = append(secrets, rest)
	}
	if u, perr := url.Parse(p.url); perr == nil && u.User != nil {
		if password, set := u.User.Password(); set && password != "" {
			secrets = append(secrets, password)
		}
	}
	text := err.Error()
	if !slices.ContainsFunc(secrets, func(s string) bool { return strings.Contains(text, s) }) {
		return err
	}
	return errors.New("lỗi có nhắc địa chỉ kèm mật khẩu nên không in ra / its error repeats the URL with its password, so it isn't shown: is the URL written as it should be (%40 for @ in a password)?")
}
