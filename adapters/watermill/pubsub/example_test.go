package pubsub_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"github.com/ThreeDotsLabs/watermill"
	"github.com/ThreeDotsLabs/watermill/message"

	"vaoso/adapters/sqlite"
	"vaoso/adapters/watermill/pubsub"
	"vaoso/domain/es"
)

// Publish into a log and read from it, with a group whose place is kept.
func ExampleNewPublisher() {
	ctx := context.Background()
	messages, done := exampleLog(ctx)
	defer done()

	publisher, _ := pubsub.NewPublisher(messages, pubsub.PublisherConfig{})
	defer publisher.Close()
	subscriber, _ := pubsub.NewSubscriber(messages, pubsub.SubscriberConfig{Group: "letters"})
	defer subscriber.Close()

	call := []*message.Message{
		message.NewMessage("placed-1", []byte(`{"enterprise":"26-014"}`)),
		message.NewMessage("placed-2", []byte(`{"enterprise":"26-015"}`)),
	}
	for range 2 { // the second time changes nothing
		if err := publisher.Publish("placements", call...); err != nil {
			log.Fatal(err)
		}
	}
	placements, err := subscriber.Subscribe(ctx, "placements")
	if err != nil {
		log.Fatal(err)
	}
	for range 2 {
		msg := <-placements
		fmt.Println(msg.UUID, string(msg.Payload))
		msg.Ack()
	}
	// Output:
	// placed-1 {"enterprise":"26-014"}
	// placed-2 {"enterprise":"26-015"}
}

// A Watermill router follows the events of a book, by type.
func ExampleNewSubscriber() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	book, done := exampleLog(ctx) // outside of the office: published.Log(book, definitions)
	defer done()

	subscriber, _ := pubsub.NewSubscriber(book, pubsub.SubscriberConfig{Group: "newsletter", OnlyNew: true})
	router, _ := message.NewRouter(message.RouterConfig{}, watermill.NopLogger{})
	router.AddConsumerHandler("newsletter", "$et-PlanApproved", subscriber, func(msg *message.Message) error {
		fmt.Println(msg.Metadata.Get(pubsub.MetaType), "in", msg.Metadata.Get(pubsub.MetaStream), string(msg.Payload))
		cancel() // this one is enough
		return nil
	})
	go func() {
		<-router.Running()
		approved := entry("approved", "PlanApproved")
		approved.Data = []byte(`{"year":2021}`)
		_, _ = book.Append(ctx, "plan-2021", es.NoStream, []es.NewEvent{approved})
	}()
	if err := router.Run(ctx); err != nil {
		log.Fatal(err)
	}
	// Output:
	// PlanApproved in plan-2021 {"year":2021}
}

// exampleLog is a log in a new file, which done removes.
func exampleLog(ctx context.Context) (l es.Log, done func()) {
	folder, err := os.MkdirTemp("", "pubsub")
	if err != nil {
		log.Fatal(err)
	}
	messages, err := sqlite.OpenLog(ctx, filepath.Join(folder, "messages.db"), sqlite.LogOptions{})
	if err != nil {
		log.Fatal(err)
	}
	return messages, func() {
		_ = messages.Close()
		_ = os.RemoveAll(folder)
	}
}
