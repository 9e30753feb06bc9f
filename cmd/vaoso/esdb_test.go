package main

import (
	"bytes"
	"context"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/EventStore/EventStore-Client-Go/v4/esdb"

	"vaoso/cmd/internal/app"
)

// TestLogServeRefuses: a book's own log, an address that others reach, a token
// that could be guessed, a certificate whose time is over.
func TestLogServeRefuses(t *testing.T) {
	t.Parallel()
	book := copyDemo(t)
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	long := file("long", "a-long-access-token\n")
	old := t.TempDir()
	if _, err := app.OpenAccess(old, "", "", "", time.Now().AddDate(-11, 0, 0)); err != nil {
		t.Fatal(err)
	}
	cert, key := filepath.Join(old, "keys/esdb.crt"), filepath.Join(old, "keys/esdb.key")
	log := filepath.Join(dir, "log")
	taken, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = taken.Close() })
	for _, q := range []struct {
		want string
		more []string
	}{
		{"personal data", []string{"--data", book, "--writable"}},
		{"loopback", []string{"--data", log, "--esdb-listen", "0.0.0.0:0"}},
		{"--esdb-listen", []string{"--data", log, "--esdb-listen", "nowhere"}},
		{"couldn't listen", []string{"--data", log, "--esdb-listen", taken.Addr().String()}},
		{"couldn't make the folder", []string{"--data", filepath.Join(long, "log")}},
		{"at least 16", []string{"--data", log, "--esdb-token", file("short", "fifteen-letters")}},
		{"couldn't read the access token", []string{"--data", log, "--esdb-token", filepath.Join(dir, "none")}},
		{"go together", []string{"--data", log, "--esdb-token", long, "--esdb-cert", cert}},
		{"time is over", []string{"--data", log, "--esdb-token", long, "--esdb-cert", cert, "--esdb-key", key}},
		{"couldn't read the certificate", []string{"--data", log, "--esdb-token", long, "--esdb-cert", cert, "--esdb-key", long}},
	} {
		_, _, err := vaoso(t.Context(), append([]string{"log", "serve", "--esdb-listen", "127.0.0.1:0"}, q.more...)...)
		if err == nil || !strings.Contains(err.Error(), q.want) || strings.Contains(err.Error(), "a-long") {
			t.Errorf("%q: %v", q.more, err)
		}
	}
}

// saying is what a command has said so far; it tells when it says where it serves.
type saying struct {
	text bytes.Buffer
	told chan string
}

var served = regexp.MustCompile(`esdb://\S+`)

func (s *saying) Write(b []byte) (int, error) {
	n, err := s.text.Write(b)
	if at := served.FindString(s.text.String()); at != "" && strings.HasSuffix(s.text.String(), "\n") {
		select {
		case s.told <- at:
		default:
		}
	}
	return n, err
}

// TestLogServe: what it says is what a client connects with; what was written is
// there the next time.
func TestLogServe(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "log")
	token := filepath.Join(t.TempDir(), "token")
	if err := os.WriteFile(token, []byte("a-long-access-token\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for i, more := range [][]string{{"--writable"}, {"--writable", "--esdb-token", token}, {}} {
		ctx, stop := context.WithCancel(t.Context())
		said := &saying{told: make(chan string, 1)}
		ended := make(chan int, 1)
		go func() {
			ended <- run(ctx, append([]string{"log", "serve", "--data", dir, "--esdb-listen", "127.0.0.1:0"}, more...), streams{in: strings.NewReader(""), out: said, err: said})
		}()
		var at string
		select {
		case at = <-said.told:
		case code := <-ended:
			t.Fatalf("it ended with %d: %s", code, said.text.String())
		}
		config, err := esdb.ParseConnectionString(strings.Replace(at, "TOKEN", "a-long-access-token", 1))
		if err != nil {
			t.Fatal(err)
		}
		config.Logger = esdb.NoopLogging()
		c, err := esdb.NewClient(config)
		if err != nil {
			t.Fatal(err)
		}
		done, err := c.AppendToStream(ctx, "s", esdb.AppendToStreamOptions{ExpectedRevision: esdb.Any{}}, esdb.EventData{EventType: "T", ContentType: esdb.ContentTypeJson, Data: []byte("{}")})
		if writable := len(more) > 0; writable != (err == nil) || writable && done.NextExpectedVersion != uint64(i) {
			t.Errorf("%q: %+v, %v", more, done, err)
		}
		if err := c.Close(); err != nil {
			t.Error(err)
		}
		stop()
		if code := <-ended; code != exitDone {
			t.Errorf("it ended with %d", code)
		}
	}
}
