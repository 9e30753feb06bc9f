package esdbserver_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/EventStore/EventStore-Client-Go/v4/esdb"

	"vaoso/adapters/esdbserver"
	"vaoso/adapters/esdbserver/esdbtest"
)

// certificate makes one for loopback and writes it where a client finds it.
func certificate(t *testing.T) (tls.Certificate, string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "ca.crt")
	if err := os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600); err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, path
}

// TestTheToken: over TLS, with the token as password one may read and subscribe,
// and not write; without it, nothing.
func TestTheToken(t *testing.T) {
	t.Parallel()
	cert, ca := certificate(t)
	log := esdbtest.Log(t)
	writing := connect(t, esdbserver.New(log, esdbserver.Options{Writable: true}), func() error { return nil }, "tls=false")
	if _, err := writing.AppendToStream(t.Context(), "s", esdb.AppendToStreamOptions{}, events(0, 2)...); err != nil {
		t.Fatal(err)
	}
	s := esdbserver.New(log, esdbserver.Options{Token: "a-long-access-token", TLS: &tls.Config{MinVersion: tls.VersionTLS12, Certificates: []tls.Certificate{cert}}})
	for password, allowed := range map[string]bool{"a-long-access-token": true, "another": false, "": false} {
		settings := "tlsCaFile=" + ca
		c := &tester{t, connectAs(t, s, "anyone", password, settings), t.Context()}
		_, _, err := drain(c.ReadStream(c.ctx, "s", esdb.ReadStreamOptions{}, 10))
		if allowed != (err == nil) {
			t.Errorf("with password %q: %v", password, err)
		}
		if !allowed {
			c.refused("reading", err, esdb.ErrorCodeUnauthenticated)
			continue
		}
		sub, err := c.SubscribeToAll(c.ctx, esdb.SubscribeToAllOptions{From: esdb.Start{}})
		c.want("subscribed", c.listen(sub, err, 2, nil).data, "0 1 ")
		_, err = c.AppendToStream(c.ctx, "s", esdb.AppendToStreamOptions{}, events(2, 1)...)
		c.refused("writing", err, esdb.ErrorCodeAccessDenied)
		if _, err = c.TombstoneStream(c.ctx, "s", esdb.TombstoneStreamOptions{}); err == nil {
			t.Error("ended a stream that is served read-only")
		}
		if _, err = c.DeleteStream(c.ctx, "s", esdb.DeleteStreamOptions{}); err == nil {
			t.Error("hid a stream that is served read-only")
		}
	}
}

// connectAs is connect with a user and a password.
func connectAs(t *testing.T, s *esdbserver.Server, user, password, settings string) *esdb.Client {
	t.Helper()
	if password != "" {
		user = fmt.Sprintf("%s:%s", user, password)
	}
	return dial(t, s, func() error { return nil }, user+"@", settings)
}
