package main

import (
	"context"
	"encoding/json"
	"fmt"

	"vaoso/cmd/internal/app"
	"vaoso/domain/es"
)

// ownLog refuses a log elsewhere that was entered with another key than the
// one in the book's folder: two books would be mixed in it for ever, and nobody
// of the other one found. The first worker tells: the stream's name comes of
// the citizen id and the key.
func ownLog(ctx context.Context, a *app.App, shown string) error {
	for e, err := range a.Log.ReadAll(ctx, es.Start, es.Forward, es.Filter{Types: []string{"WorkerRegistered"}}) {
		if err != nil {
			return fmt.Errorf("couldn't read whose log it is: %w", err)
		}
		if e.Version < 1 {
			continue // another program's
		}
		var worker struct {
			CitizenID string `json:"citizenId"`
		}
		if err := json.Unmarshal(e.Data, &worker); err != nil {
			return fmt.Errorf("couldn't read whose log it is: event %s isn't a worker's", e.ID) // the decoder's error may show the data
		}
		if worker.CitizenID != "" && a.Book.Key.Worker(worker.CitizenID) != e.Stream {
			return refusal{fmt.Errorf("dữ liệu ở %[1]s là của sổ khác: đã ghi bằng khóa khác với khóa trong %[2]q. Dùng thư mục (--data) có book.json và keys/book.key của sổ đó, hoặc một nơi trống / the log at %[1]s is another book's: it was entered with another key than the one in %[2]q. Give the folder (--data) with that book's book.json and keys/book.key, or an empty log", shown, a.Dir)}
		}
		return nil
	}
	return nil
}
