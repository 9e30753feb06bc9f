package pubsub_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/ThreeDotsLabs/watermill"
	"github.com/ThreeDotsLabs/watermill/message"

	"vaoso/adapters/watermill/pubsub"
)

// benchCall is so many new messages of 256 bytes.
func benchCall(size int) (messages []*message.Message) {
	payload := fmt.Appendf(nil, `{"text":%q}`, strings.Repeat("x", 256-len(`{"text":""}`)))
	for range size {
		messages = append(messages, message.NewMessage(watermill.NewUUID(), payload))
	}
	return messages
}

// BenchmarkPublish is so many messages a call, one call after the other.
func BenchmarkPublish(b *testing.B) {
	for _, l := range logs {
		for _, size := range []int{1, 100} {
			b.Run(fmt.Sprintf("%s/%d", l.name, size), func(b *testing.B) {
				p := publisher(b, l.open(b))
				for b.Loop() {
					must(b, p.Publish("orders", benchCall(size)...))
				}
				b.ReportMetric(float64(b.N*size)/b.Elapsed().Seconds(), "messages/s")
			})
		}
	}
}

// BenchmarkSubscribe is messages that are there already, each acked at once.
func BenchmarkSubscribe(b *testing.B) {
	for _, l := range logs {
		for _, group := range []string{"", "g"} {
			b.Run(fmt.Sprintf("%s/group=%q", l.name, group), func(b *testing.B) {
				log := l.open(b)
				p := publisher(b, log)
				for range 200 {
					must(b, p.Publish("orders", benchCall(100)...))
				}
				b.ResetTimer()
				for i := range b.N {
					config := pubsub.SubscriberConfig{Group: group}
					if group != "" {
						config.Group = fmt.Sprint(group, i) // one that begins
					}
					s := subscriber(b, log, config)
					messages, err := s.Subscribe(b.Context(), "orders")
					must(b, err)
					for range 20_000 {
						(<-messages).Ack()
					}
					must(b, s.Close())
				}
				b.ReportMetric(float64(b.N*20_000)/b.Elapsed().Seconds(), "messages/s")
			})
		}
	}
}
