package book

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"

	"vaoso/domain/es"
	"vaoso/domain/viet"
)

// Key is the book's secret, 32 random bytes made with the book. Whoever has it
// can find a person's stream by their citizen id; whoever hasn't can't guess.
type Key [32]byte

// mac is the first 16 hex digits of HMAC-SHA-256(key, text).
func (k Key) mac(text string) string {
	h := hmac.New(sha256.New, k[:])
	h.Write([]byte(text))
	return hex.EncodeToString(h.Sum(nil))[:16]
}

// digits are the decimal digits of s.
func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// Worker is the stream of the person with the citizen id.
func (k Key) Worker(citizenID string) string { return "worker-" + k.mac(digits(citizenID)) }

// Employer is the stream of the employer with the tax code.
func (k Key) Employer(taxCode string) string { return "employer-" + k.mac(digits(taxCode)) }

// AgencyStream is the stream of the agency whose first licence has the number.
func AgencyStream(licenceNo string) string { return "agency-" + viet.Slug(licenceNo) }

// ContractStream is the stream of a contract, by its number.
func ContractStream(contractNo string) string { return subject("contract", contractNo) }

// subject is a stream named by its id, with or without the category in front.
func subject(category, id string) string {
	return category + "-" + strings.TrimPrefix(strings.TrimSpace(id), category+"-")
}

// named is the stream of a subject that the asker names by its number or slug.
func named(category, id string) (string, error) {
	stream := subject(category, id)
	if id = strings.TrimPrefix(stream, category+"-"); id == "" {
		return "", es.ErrFieldMissing.With("field", category)
	}
	if len(id) > 100 || strings.ContainsFunc(id, func(r rune) bool { return unicode.IsControl(r) || r == '�' }) {
		return "", es.ErrFieldInvalid.With("field", category, "vi", "dài nhất 100 byte, không có ký tự điều khiển", "en", "at most 100 bytes, without control characters")
	}
	return stream, nil
}
