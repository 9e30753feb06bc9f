package eventstoredb_test

import (
	"errors"
	"strings"
	"testing"

	"vaoso/adapters/eventstoredb"
)

// TestConnectionStrings: what would not be heeded is refused, and nothing of it
// is quoted, since it may hold a password.
func TestConnectionStrings(t *testing.T) {
	t.Parallel()
	const secret = "s3cret-pässword"
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
