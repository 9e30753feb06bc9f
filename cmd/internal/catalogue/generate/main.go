// Command generate writes the event catalogue down: catalogue.json beside the
// package, docs/EVENTS.md and docs/schemas. go generate runs it.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"vaoso/cmd/internal/app"
	"vaoso/cmd/internal/catalogue"
	"vaoso/domain/catalog"
)

func main() {
	if err := write(filepath.Join("..", "..", "..")); err != nil {
		fmt.Fprintln(os.Stderr, "catalogue:", err)
		os.Exit(1)
	}
}

func write(root string) error {
	events, err := catalogue.Build(root, app.Projections())
	if err != nil {
		return err
	}
	text, err := json.MarshalIndent(events, "", "  ")
	if err != nil {
		return err
	}
	var page bytes.Buffer
	if err := catalogue.Markdown(&page, events); err != nil {
		return err
	}
	schemas, err := catalogue.Schemas(root, catalog.Events())
	if err != nil {
		return err
	}
	folder := filepath.Join(root, "docs", "schemas")
	if err := errors.Join(os.RemoveAll(folder), os.MkdirAll(folder, 0o755)); err != nil {
		return err
	}
	errs := []error{os.WriteFile("catalogue.json", append(text, '\n'), 0o600), os.WriteFile(filepath.Join(root, "docs", "EVENTS.md"), page.Bytes(), 0o600)}
	for name, schema := range schemas {
		errs = append(errs, os.WriteFile(filepath.Join(folder, name), schema, 0o600))
	}
	return errors.Join(errs...)
}
