package app_test

import (
	"crypto/x509"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"vaoso/cmd/internal/app"
)

// today is when a certificate is asked for.
var today = time.Date(2026, 1, 4, 1, 0, 0, 0, time.UTC)

func opened(t *testing.T, dir, token, cert, key string, now time.Time) app.Access {
	t.Helper()
	a, err := app.OpenAccess(dir, token, cert, key, now)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// TestAccessIsMadeOnce: at first use, for its owner alone, and then kept.
func TestAccessIsMadeOnce(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "book")
	a := opened(t, dir, "", "", "", today)
	again := opened(t, dir, "", "", "", today.AddDate(9, 0, 0))
	if a.Token != again.Token || len(a.Token) < 20 || !a.Certificate.Leaf.Equal(again.Certificate.Leaf) {
		t.Errorf("it was another at the second use")
	}
	if other := opened(t, t.TempDir(), "", "", "", today); other.Token == a.Token || other.Certificate.Leaf.Equal(a.Certificate.Leaf) {
		t.Error("two folders have the same")
	}
	for _, name := range []string{"esdb.token", "esdb.key", "esdb.crt", "."} {
		info, err := os.Stat(filepath.Join(dir, "keys", name))
		if err != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s: %v, %v", name, info.Mode(), err)
		}
	}
	pem, err := os.ReadFile(a.CAFile)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(pem)
	for _, name := range []string{"localhost", "127.0.0.1", "::1"} {
		if _, err := a.Certificate.Leaf.Verify(x509.VerifyOptions{Roots: roots, DNSName: name, CurrentTime: today}); err != nil {
			t.Errorf("who trusts the file doesn't trust %s: %v", name, err)
		}
	}
	if a.Certificate.Leaf.IsCA {
		t.Error("some clients take no such certificate for a server's")
	}
	for _, wrong := range []string{"127.0.0.2", "example.org"} {
		if a.Certificate.Leaf.VerifyHostname(wrong) == nil {
			t.Errorf("it is for %s too", wrong)
		}
	}
	if strings.Contains(string(pem), "PRIVATE") {
		t.Error("the key is in what clients get")
	}
}

// TestAccessThatWouldNotDo is refused when the server starts.
func TestAccessThatWouldNotDo(t *testing.T) {
	t.Parallel()
	made := t.TempDir()
	opened(t, made, "", "", "", today)
	keys := filepath.Join(made, "keys")
	token, cert, key := filepath.Join(keys, "esdb.token"), filepath.Join(keys, "esdb.crt"), filepath.Join(keys, "esdb.key")
	file := func(text string) string {
		path := filepath.Join(t.TempDir(), "file")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for what, q := range map[string]struct {
		token, cert, key string
		now              time.Time
		want             error
	}{
		"a short token":          {file("fifteen-letters\n"), cert, key, today, app.ErrShortToken},
		"a token of blanks":      {file(strings.Repeat(" \n", 20)), cert, key, today, app.ErrShortToken},
		"no file of a token":     {filepath.Join(keys, "none"), cert, key, today, fs.ErrNotExist},
		"no file of a key":       {token, cert, filepath.Join(keys, "none"), today, fs.ErrNotExist},
		"a key for another":      {token, cert, file("x"), today, nil},
		"no certificate in it":   {token, file("x"), key, today, nil},
		"a time that is over":    {token, cert, key, today.AddDate(10, 0, 1), app.ErrCertificateTime},
		"a time that is to come": {token, cert, key, today.AddDate(0, 0, -1), app.ErrCertificateTime},
		"the folder's own, over": {"", "", "", today.AddDate(10, 0, 1), app.ErrCertificateTime},
	} {
		_, err := app.OpenAccess(made, q.token, q.cert, q.key, q.now)
		if err == nil || q.want != nil && !errors.Is(err, q.want) {
			t.Errorf("%s: %v", what, err)
		}
	}

	// A folder that nothing can be made in is of no matter to who brings both.
	blocked := file("a file, not a folder")
	if a, err := app.OpenAccess(blocked, token, cert, key, today); err != nil || a.CAFile != cert {
		t.Error(a.CAFile, err)
	}
	if _, err := app.OpenAccess(blocked, "", cert, key, today); err == nil {
		t.Error("made a token in a file")
	}
	if _, err := app.OpenAccess(blocked, token, "", "", today); err == nil {
		t.Error("made a certificate in a file")
	}
}
