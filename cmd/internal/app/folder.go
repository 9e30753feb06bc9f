package app

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"vaoso/domain/book"
)

// A book is a folder:
//
//	book.json      what kind of book it is
//	keys/book.key  the secret behind people's stream names: without it nobody is found again
//	log.db         the truth
//	views.db       computed from the log; may be deleted at any time
const (
	settingsFile = "book.json"
	keyFile      = "keys/book.key"
	logFile      = "log.db"
	viewsFile    = "views.db"
)

// format is the version of the folder's layout.
const format = 1

// Settings are what kind of book it is. They are written once.
type Settings struct {
	Format    int    `json:"format"`
	Synthetic bool   `json:"synthetic"` // takes made-up people alone
	City      string `json:"city"`      // slug, names the clock's stream
}

// Errors of a folder.
var (
	ErrNoBook     = errors.New("there is no book in this folder")
	ErrBookExists = errors.New("there is a book in this folder already")
	ErrNewerBook  = errors.New("the book was made by a newer vaoso: use that one, or a newer one")
	ErrNotEmpty   = errors.New("the folder has other files in it: a book wants a folder of its own")
)

// Create makes an empty book in the folder, which it makes too. It fails with
// ErrBookExists and ErrNotEmpty, and then changes nothing.
func Create(dir string, settings Settings) error {
	var key book.Key
	if _, err := rand.Read(key[:]); err != nil {
		return fmt.Errorf("couldn't make the book's key: %w", err)
	}
	return create(dir, settings, key)
}

// create makes an empty book in a folder that is empty or not there.
func create(dir string, settings Settings, key book.Key) error {
	entries, err := os.ReadDir(dir)
	switch {
	case err == nil && exists(filepath.Join(dir, settingsFile)):
		return fmt.Errorf("%s: %w", dir, ErrBookExists)
	case err == nil && len(entries) > 0:
		return fmt.Errorf("%s: %w", dir, ErrNotEmpty)
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("couldn't look into %s: %w", dir, err)
	}
	if err := os.MkdirAll(filepath.Join(dir, filepath.Dir(keyFile)), 0o700); err != nil {
		return fmt.Errorf("couldn't make the book's folder: %w", err)
	}
	if err := writeDurably(filepath.Join(dir, keyFile), []byte(hex.EncodeToString(key[:])+"\n")); err != nil {
		return fmt.Errorf("couldn't write the book's key: %w", err)
	}
	settings.Format = format
	text, err := json.MarshalIndent(settings, "", "  ")
	if err != nil {
		return fmt.Errorf("couldn't write the book's settings: %w", err)
	}
	// Last: a folder with settings is a whole book.
	if err := writeDurably(filepath.Join(dir, settingsFile), append(text, '\n')); err != nil {
		return fmt.Errorf("couldn't write the book's settings: %w", err)
	}
	return nil
}

// Exists says whether there is a book in the folder.
func Exists(dir string) bool { return exists(filepath.Join(dir, settingsFile)) }

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// writeDurably writes a file that is whole after a power cut or not there.
func writeDurably(path string, data []byte) (err error) {
	part := path + ".part"
	f, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(part, path); err != nil {
		return err
	}
	dir, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}

// createPrivate makes an empty file that its owner alone may read, where there is
// none: SQLite gives the files that it makes beside it the same rights.
func createPrivate(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return fmt.Errorf("couldn't open the book: %w", err)
	}
	return f.Close()
}

// readFolder reads what kind of book is in the folder, and its key.
func readFolder(dir string) (settings Settings, key book.Key, err error) {
	text, err := os.ReadFile(filepath.Join(dir, settingsFile))
	if errors.Is(err, fs.ErrNotExist) {
		return settings, key, fmt.Errorf("%s: %w", dir, ErrNoBook)
	}
	if err != nil {
		return settings, key, fmt.Errorf("couldn't read the book's settings: %w", err)
	}
	dec := json.NewDecoder(bytes.NewReader(text))
	if err := dec.Decode(&settings); err != nil {
		return settings, key, fmt.Errorf("couldn't read the book's settings in %s: %w", settingsFile, err)
	}
	if settings.Format > format {
		return settings, key, fmt.Errorf("%s: %w", dir, ErrNewerBook)
	}
	secret, err := os.ReadFile(filepath.Join(dir, keyFile))
	if err != nil {
		return settings, key, fmt.Errorf("couldn't read the book's key (%s), without which nobody in the book can be found: restore it from a backup: %w", keyFile, err)
	}
	raw, err := hex.DecodeString(strings.TrimSpace(string(secret)))
	if err != nil || len(raw) != len(key) {
		return settings, key, fmt.Errorf("the book's key (%s) is damaged: restore it from a backup", keyFile)
	}
	copy(key[:], raw)
	return settings, key, nil
}
