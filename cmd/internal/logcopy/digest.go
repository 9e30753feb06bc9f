package logcopy

import (
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"strconv"
	"time"

	"vaoso/domain/es"
)

// Summary says what events a log has, from its first to the one at which the
// reading ended. doc.go tells how its SHA-256 is computed again.
type Summary struct {
	Events        int64     `json:"events"`
	Streams       int64     `json:"streams"`
	FirstRecorded time.Time `json:"firstRecordedAt,omitzero"` // zero where there are no events
	LastRecorded  time.Time `json:"lastRecordedAt,omitzero"`
	SHA256        string    `json:"sha256"` // of all events, in order; hexadecimal
	// Foreign is how many events no book wrote, and FirstForeign the place of the
	// first: some other program writes to the log.
	Foreign      int64  `json:"foreign,omitempty"`
	FirstForeign string `json:"firstForeign,omitempty"`
}

// digest adds events up to a summary.
type digest struct {
	hash    hash.Hash
	summary Summary
	scratch []byte
}

func newDigest() *digest { return &digest{hash: sha256.New()} }

func (d *digest) add(e es.Event) error {
	meta, err := es.EncodeMetadata(e.Version, e.Meta)
	if err != nil {
		return err
	}
	b := d.scratch[:0]
	b = netstring(b, e.ID.String())
	b = netstring(b, e.Stream)
	b = netstring(b, strconv.FormatInt(int64(e.Revision), 10))
	b = netstring(b, e.Type)
	b = netstring(b, e.Data)
	b = netstring(b, meta)
	d.hash.Write(b) // never fails, says hash.Hash
	d.scratch = b
	if d.summary.Events == 0 {
		d.summary.FirstRecorded = e.Meta.RecordedAt
	}
	d.summary.LastRecorded = e.Meta.RecordedAt
	d.summary.Events++
	if foreign(e) {
		if d.summary.Foreign++; d.summary.Foreign == 1 {
			d.summary.FirstForeign = place(e)
		}
	}
	if e.Revision == 0 { // every stream has one such event
		d.summary.Streams++
	}
	return nil
}

// foreign says whether no book wrote the event.
func foreign(e es.Event) bool { return e.Version < 1 }

func netstring[T string | []byte](b []byte, value T) []byte {
	b = strconv.AppendInt(b, int64(len(value)), 10)
	b = append(b, ':')
	b = append(b, value...)
	return append(b, ',')
}

// sum is the summary of what was added so far; more may be added.
func (d *digest) sum() Summary {
	s := d.summary
	s.SHA256 = hex.EncodeToString(d.hash.Sum(nil))
	return s
}
