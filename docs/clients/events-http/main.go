// Command events-http prints what is entered in a book. It remembers its place
// in a file, so that it misses nothing, whichever side is restarted.
//
//	events-http http://127.0.0.1:8021/api/events?after=start place.txt
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	for ctx.Err() == nil {
		log.Print(follow(ctx, os.Args[1], os.Args[2])) // why the connection ended
		select {
		case <-time.After(time.Second):
		case <-ctx.Done():
		}
	}
}

// follow prints events until the connection breaks.
func follow(ctx context.Context, address, place string) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	const silence = 45 * time.Second // three heartbeats
	quiet := time.AfterFunc(silence, cancel)
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	if id, err := os.ReadFile(place); err == nil {
		request.Header.Set("Last-Event-ID", string(id))
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer func() { _ = answer.Body.Close() }()
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("the book answered %s", answer.Status)
	}
	lines := bufio.NewScanner(answer.Body)
	lines.Buffer(nil, 4<<20) // an event may be large
	var id, data string
	for lines.Scan() {
		quiet.Reset(silence)
		switch name, value, _ := strings.Cut(lines.Text(), ": "); name {
		case "id":
			id = value
		case "data":
			data = value
		case "": // the end of a block: first do what is to be done, then remember the place
			if err := handle(data); err != nil {
				return err
			}
			if id != "" {
				if err := remember(place, id); err != nil {
					return err
				}
			}
			id, data = "", ""
		}
	}
	if err := lines.Err(); err != nil {
		return err
	}
	return errors.New("the book has ended the connection")
}

// handle does what is to be done about an event; without one only the place moves on.
func handle(data string) error {
	if data == "" {
		return nil
	}
	var event struct {
		ID, Type, Subject string
		Data              json.RawMessage
	}
	if err := json.Unmarshal([]byte(data), &event); err != nil {
		return err
	}
	_, err := fmt.Println(event.ID, event.Type, event.Subject, string(event.Data))
	return err
}

// remember keeps the place: the old one or the new one, never half of it.
func remember(place, text string) error {
	if err := os.WriteFile(place+".new", []byte(text), 0o600); err != nil {
		return err
	}
	return os.Rename(place+".new", place)
}
