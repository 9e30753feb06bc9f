package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vaoso/adapters/esdbserver/esdbtest"
)

// TestALogOfAnotherBookIsRefused, before anything is entered in it.
func TestALogOfAnotherBookIsRefused(t *testing.T) {
	t.Parallel()
	dir, url := t.TempDir(), esdbtest.Start(t, esdbtest.Log(t)).URL()
	worker := filepath.Join(dir, "worker.json")
	text := `{"citizenId":"000094000123","fullName":"Nguyễn Văn Á","birthDate":"1994-02-03","sex":"male","ward":"08710","on":"2021-01-11","reason":"tìm việc"}`
	if err := os.WriteFile(worker, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	enter := func(book string) (said string, err error) {
		_, said, err = vaoso(t.Context(), "do", "RegisterWorker", "--json", worker, "--key", "k-1", "--data", book, "--log", url)
		return said, err
	}
	one, other := filepath.Join(dir, "one"), filepath.Join(dir, "other")
	for _, book := range []string{one, other} {
		mustVaoso(t, "init", "--synthetic", "--data", book)
	}
	for range 2 {
		if said, err := enter(one); err != nil {
			t.Fatalf("%v: %s", err, said)
		}
	}
	_, err := enter(other)
	if err == nil || !strings.Contains(err.Error(), "ended with 3") || !strings.Contains(err.Error(), "is another book's") {
		t.Errorf("another book's: %v", err)
	}
	if summary := mustVaoso(t, "log", "verify", "--from", url); !strings.Contains(summary, "sự kiện / events               1\n") {
		t.Errorf("something was entered:\n%s", summary)
	}
}
