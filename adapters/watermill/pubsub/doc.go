// Package pubsub is a Watermill Pub/Sub over any es.Log.
package pubsub
