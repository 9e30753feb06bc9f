// Command events-grpc prints what is entered in a book, by EventStoreDB's
// protocol and with its official client. It remembers its place in a file.
//
//	events-grpc 'esdb://vaoso:TOKEN@127.0.0.1:2113?tlsCaFile=/srv/so-2026/keys/esdb.crt' place.txt
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"os/signal"
	"time"

	"github.com/EventStore/EventStore-Client-Go/v4/esdb"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	for ctx.Err() == nil {
		log.Print(follow(ctx, os.Args[1], os.Args[2])) // why the subscription ended
		select {
		case <-time.After(time.Second):
		case <-ctx.Done():
		}
	}
}

// follow prints events until the subscription is dropped. Each time it makes a
// new client: one that has once failed to find its server never finds it again.
func follow(ctx context.Context, address, place string) error {
	settings, err := esdb.ParseConnectionString(address)
	if err != nil {
		return err
	}
	settings.Logger = esdb.NoopLogging()
	client, err := esdb.NewClient(settings)
	if err != nil {
		return err
	}
	defer func() { _ = client.Close() }()
	options := esdb.SubscribeToAllOptions{From: esdb.Start{}, Filter: esdb.ExcludeSystemEventsFilter()}
	var at esdb.Position
	if text, err := os.ReadFile(place); err == nil {
		if _, err := fmt.Sscan(string(text), &at.Commit, &at.Prepare); err != nil {
			return err
		}
		options.From = at
	}
	subscription, err := client.SubscribeToAll(ctx, options)
	if err != nil {
		return err
	}
	defer func() { _ = subscription.Close() }()
	for {
		message := subscription.Recv()
		switch {
		case message.SubscriptionDropped != nil:
			return message.SubscriptionDropped.Error
		case message.EventAppeared != nil: // first do what is to be done, then remember the place
			event := message.EventAppeared.OriginalEvent()
			if _, err := fmt.Println(event.EventID, event.EventType, event.StreamID, string(event.Data)); err != nil {
				return err
			}
			at = event.Position
		case message.CheckPointReached != nil:
			at = *message.CheckPointReached
		default:
			continue
		}
		if err := remember(place, fmt.Sprint(at.Commit, " ", at.Prepare)); err != nil {
			return err
		}
	}
}

// remember keeps the place: the old one or the new one, never half of it.
func remember(place, text string) error {
	if err := os.WriteFile(place+".new", []byte(text), 0o600); err != nil {
		return err
	}
	return os.Rename(place+".new", place)
}
