package eventstoredb_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/serverfeatures"
	"google.golang.org/grpc"

	"vaoso/adapters/esdbserver/esdbtest"
	"vaoso/adapters/eventstoredb"
	"vaoso/domain/es"
)

// TestConnectionStrings: what would not be heeded is refused, and nothing of it
// is quoted, since it may hold a password.
func TestConnectionStrings(t *testing.T) {
	t.Parallel()
	const secret = "s3cret-p%C3%A4ssword" // a letter that a URL must escape: unescaped, every string here would be refused for it
	for what, url := range map[string]string{
		"another scheme":            "http://u:" + secret + "@h:2113",
		"no host":                   "esdb://",
		"unknown setting":           "esdb://u:" + secret + "@h:2113?tsl=false",
		"a setting twice":           "esdb://u:" + secret + "@h:2113?tls=true&tls=false",
		"a password in the clear":   "esdb://u:" + secret + "@h:2113?tls=false",
		"a port that is none":       "esdb://u:" + secret + "@h:port",
		"IPv6":                      "esdb://u:" + secret + "@[::1]:2113",
		"a follower":                "esdb://u:" + secret + "@h1,h2?nodePreference=follower",
		"a deadline that is none":   "esdb://u:" + secret + "@h?defaultDeadline=soon",
		"no attempts":               "esdb://u:" + secret + "@h?maxDiscoverAttempts=0",
		"a file that isn't there":   "esdb://u:" + secret + "@h?tlsCaFile=/nowhere/ca.crt",
		"half of a certificate":     "esdb://u:" + secret + "@h?userCertFile=/nowhere/u.crt",
		"an unescaped character":    "esdb://u:" + secret + "%zz@h",
		"a user without a name":     "esdb://:" + secret + "@h",
		"what isn't key=value":      "esdb://u:" + secret + "@h?tls=%zz",
		"a certificate not there":   "esdb://u:" + secret + "@h?userCertFile=/nowhere/u.crt&userKeyFile=/nowhere/u.key",
		"a switch that is neither":  "esdb://u:" + secret + "@h?tls=perhaps",
		"a path":                    "esdb://u:" + secret + "@h:2113/streams",
		"pings without an answer":   "esdb://u:" + secret + "@h?keepAliveTimeout=-1",
		"an interval below nothing": "esdb://u:" + secret + "@h?discoveryInterval=-1",
	} {
		log, err := eventstoredb.Open(t.Context(), url, hasty)
		if !errors.Is(err, eventstoredb.ErrConnectionString) {
			t.Errorf("%s: %v, want %v", what, err, eventstoredb.ErrConnectionString)
		}
		if err != nil && strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%s: the error quotes the password: %v", what, err)
		}
		if log != nil {
			_ = log.Close()
		}
	}
}

// TestServersThatAreTooOld: their reads of a stream don't say where in the log
// its events are. That is said when the log is opened.
func TestServersThatAreTooOld(t *testing.T) {
	t.Parallel()
	for version, good := range map[string]bool{"21.10.9": false, "22.2.0": false, "22.6.0": true, "23.10.8": true, "25.0.1-rc.1": true, "0.0.0": true, "unheard of": true} {
		t.Run(version, func(t *testing.T) {
			t.Parallel()
			node := esdbtest.Start(t, esdbtest.Log(t), grpc.ChainUnaryInterceptor(func(ctx context.Context, req any, _ *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
				resp, err := handler(ctx, req)
				if features, ok := resp.(*serverfeatures.SupportedMethods); ok {
					features.EventStoreServerVersion = version
				}
				return resp, err
			}))
			impatient := hasty
			impatient.Timeout, impatient.Patience = 5*time.Second, time.Millisecond
			log, err := eventstoredb.Open(t.Context(), node.URL()+"&maxDiscoverAttempts=1", impatient)
			if err != nil && (good || !strings.Contains(err.Error(), "22.6 or newer")) {
				t.Error(err)
			}
			if err == nil {
				if !good {
					t.Error("opened")
				}
				_ = log.Close()
			}
		})
	}
}

// TestACertificateThatIsntTrusted is said at once: waiting doesn't mend it.
func TestACertificateThatIsntTrusted(t *testing.T) {
	t.Parallel()
	server := httptest.NewTLSServer(http.NotFoundHandler())
	defer server.Close()
	ctx, cancel := context.WithTimeout(t.Context(), patience/4)
	defer cancel()
	o := hasty
	o.Patience, o.Timeout = patience, patience
	log, err := eventstoredb.Open(ctx, "esdb://"+server.Listener.Addr().String()+"?maxDiscoverAttempts=1", o)
	if err == nil || ctx.Err() != nil || !strings.Contains(err.Error(), "isn't trusted") || errors.Is(err, es.ErrUnavailable) {
		t.Errorf("it came to %v", err)
	}
	if log != nil {
		_ = log.Close()
	}
}
