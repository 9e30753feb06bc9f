package app

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// What a folder keeps for those who subscribe over gRPC. Made at first use.
const (
	tokenFile       = "keys/esdb.token"
	certificateFile = "keys/esdb.crt"
	certificateKey  = "keys/esdb.key"
)

// shortestToken is how long an access token is at least, in bytes.
const shortestToken = 16

// Access is what subscribers over gRPC need, and where it is.
type Access struct {
	Token       string
	TokenFile   string // its path
	Certificate tls.Certificate
	CAFile      string // path of the certificate that clients trust
}

// ErrShortToken is an access token that could be guessed.
var ErrShortToken = fmt.Errorf("an access token has at least %d characters", shortestToken)

// ErrCertificateTime is a certificate that no client would trust.
var ErrCertificateTime = errors.New("the certificate's time is over, or hasn't come")

// OpenAccess reads the access token and the certificate from the files. Where
// token is "" it is the folder's own, and where cert is "" so is the
// certificate: they are made if they aren't there, for this machine's names and
// loopback, and the certificate lasts ten years. Where both are given the folder
// needn't be writable. It fails with ErrShortToken and ErrCertificateTime.
func OpenAccess(dir, token, cert, key string, now time.Time) (a Access, err error) {
	if a.TokenFile = token; token == "" {
		a.TokenFile = filepath.Join(dir, tokenFile)
		if err := made(a.TokenFile, func() error { return writeDurably(a.TokenFile, []byte(rand.Text()+"\n")) }); err != nil {
			return a, fmt.Errorf("couldn't make an access token: %w", err)
		}
	}
	text, err := os.ReadFile(a.TokenFile)
	if err != nil {
		return a, fmt.Errorf("couldn't read the access token: %w", err)
	}
	if a.Token = strings.TrimSpace(string(text)); len(a.Token) < shortestToken {
		return a, fmt.Errorf("%s: %w", a.TokenFile, ErrShortToken)
	}
	hint := ""
	if cert == "" {
		hint = "; move it away, and one is made anew, which clients must be given"
		cert, key = filepath.Join(dir, certificateFile), filepath.Join(dir, certificateKey)
		// The key is written first: whoever has the certificate has both.
		if err := made(cert, func() error { return makeCertificate(cert, key, now) }); err != nil {
			return a, fmt.Errorf("couldn't make a certificate: %w", err)
		}
	}
	a.CAFile = cert
	if a.Certificate, err = tls.LoadX509KeyPair(cert, key); err != nil {
		return a, fmt.Errorf("couldn't read the certificate: %w", err)
	}
	if leaf := a.Certificate.Leaf; now.Before(leaf.NotBefore) || now.After(leaf.NotAfter) {
		return a, fmt.Errorf("%s: %w: it holds from %s to %s%s", cert, ErrCertificateTime, leaf.NotBefore.Format(time.DateOnly), leaf.NotAfter.Format(time.DateOnly), hint)
	}
	return a, nil
}

// made makes what isn't there, and the folder for it.
func made(path string, do func() error) error {
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	return do()
}

// makeCertificate writes a certificate for this machine and, in the same file,
// the one that signed it, which is what clients trust: some (rustls) take no
// certificate that may sign for that of a server. What signed it is forgotten.
func makeCertificate(cert, key string, now time.Time) error {
	authority, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	names := []string{"localhost"}
	if host, err := os.Hostname(); err == nil && host != "localhost" {
		names = append(names, host)
	}
	signer := &x509.Certificate{
		Subject: pkix.Name{CommonName: "vaoso CA"}, KeyUsage: x509.KeyUsageCertSign, IsCA: true, MaxPathLenZero: true,
	}
	server := &x509.Certificate{
		Subject: pkix.Name{CommonName: "vaoso"}, KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		DNSNames: names, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1), net.IPv6loopback},
	}
	for _, c := range []*x509.Certificate{signer, server} {
		if c.SerialNumber, err = rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 127)); err != nil {
			return err
		}
		c.NotBefore, c.NotAfter, c.BasicConstraintsValid = now.Add(-time.Hour), now.AddDate(10, 0, 0), true
	}
	signed, err := x509.CreateCertificate(rand.Reader, signer, signer, authority.Public(), authority)
	if err != nil {
		return err
	}
	if signer, err = x509.ParseCertificate(signed); err != nil {
		return err
	}
	der, err := x509.CreateCertificate(rand.Reader, server, signer, private.Public(), authority)
	if err != nil {
		return err
	}
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		return err
	}
	chain := append(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: signed})...)
	return errors.Join(
		writeDurably(key, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret})),
		writeDurably(cert, chain),
	)
}
