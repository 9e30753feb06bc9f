package app

import (
	"fmt"
	"path/filepath"
)

// A log that is copied is a book again once it has the settings and the key
// beside it: without the key nobody in it is found.

// HasLog says whether the book in the folder keeps its log there.
func HasLog(dir string) bool { return exists(filepath.Join(dir, logFile)) }

// SameBook says whether two folders are of one book: of one key, and settings
// that are the same. It fails with ErrNoBook.
func SameBook(a, b string) (bool, error) {
	settings, key, err := readFolder(a)
	if err != nil {
		return false, err
	}
	otherSettings, otherKey, err := readFolder(b)
	if err != nil {
		return false, err
	}
	return key == otherKey && settings == otherSettings, nil
}

// CreateLike makes an empty book in the folder, with the settings and the key of
// the book in another one, for a copy of that one's log. It fails as Create does,
// and with ErrNoBook.
func CreateLike(dir, like string) error {
	settings, key, err := readFolder(like)
	if err != nil {
		return err
	}
	if err := create(dir, settings, key); err != nil {
		return fmt.Errorf("couldn't make a book like the one in %s: %w", like, err)
	}
	return nil
}
