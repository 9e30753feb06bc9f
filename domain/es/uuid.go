package es

import (
	"crypto/sha1" //nolint:gosec // RFC 9562 §5.5 prescribes SHA-1 for version 5; it names, it doesn't protect
	"encoding/hex"
	"fmt"
)

// UUID is a universally unique identifier (RFC 9562).
type UUID [16]byte

// NewUUIDv5 names name within the namespace (RFC 9562 §5.5).
func NewUUIDv5(namespace UUID, name string) UUID {
	h := sha1.New() //nolint:gosec // as above
	h.Write(namespace[:])
	h.Write([]byte(name))
	var u UUID
	copy(u[:], h.Sum(nil))
	u[6] = u[6]&0x0f | 0x50
	u[8] = u[8]&0x3f | 0x80
	return u
}

// ParseUUID reads the form 6f1c0f0e-3a52-5b0e-9a77-1f0a5f0c2a11.
func ParseUUID(s string) (UUID, error) {
	var u UUID
	if len(s) != 36 || s[8] != '-' || s[13] != '-' || s[18] != '-' || s[23] != '-' {
		return u, fmt.Errorf("es: %q is not a UUID", s)
	}
	packed := make([]byte, 0, 32)
	for i := range len(s) {
		if s[i] != '-' {
			packed = append(packed, s[i])
		}
	}
	if len(packed) != 32 {
		return u, fmt.Errorf("es: %q is not a UUID", s)
	}
	if _, err := hex.Decode(u[:], packed); err != nil {
		return UUID{}, fmt.Errorf("es: %q is not a UUID", s)
	}
	return u, nil
}

// String is the usual form with hyphens.
func (u UUID) String() string {
	var b [36]byte
	hex.Encode(b[0:8], u[0:4])
	b[8] = '-'
	hex.Encode(b[9:13], u[4:6])
	b[13] = '-'
	hex.Encode(b[14:18], u[6:8])
	b[18] = '-'
	hex.Encode(b[19:23], u[8:10])
	b[23] = '-'
	hex.Encode(b[24:36], u[10:16])
	return string(b[:])
}

// IsZero says whether there is no id.
func (u UUID) IsZero() bool { return u == UUID{} }

// MarshalText is the usual form.
func (u UUID) MarshalText() ([]byte, error) { return []byte(u.String()), nil }

// UnmarshalText reads the usual form.
func (u *UUID) UnmarshalText(b []byte) (err error) {
	*u, err = ParseUUID(string(b))
	return err
}
