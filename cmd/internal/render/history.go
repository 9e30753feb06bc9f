package render

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"vaoso/domain/book"
	"vaoso/domain/civil"
	"vaoso/projections/contracts"
)

// History writes every event of a contract, with the state after it.
func History(w io.Writer, contract string, steps []book.HistoryStep, synthetic bool) error {
	if err := banner(w, synthetic); err != nil {
		return err
	}
	if _, err := fmt.Fprintf(w, "Hợp đồng / contract %s: %d sự kiện / events\n", contract, len(steps)); err != nil {
		return err
	}
	for _, s := range steps {
		basis := []string{}
		for _, b := range []string{s.Reason, s.LegalBasis} {
			if b != "" {
				basis = append(basis, b)
			}
		}
		if _, err := fmt.Fprintf(w, "\n%s. %s v%d  (%s)\n   xảy ra / happened %s · ghi / recorded %s · vị trí / position %s\n   ai / who %s (%s, %s) · căn cứ / basis: %s\n   %s\n   → %s\n",
			s.Revision, s.Type, s.Version, s.ID, s.OccurredOn.Vietnamese(), s.RecordedAt.In(civil.Zone).Format("02/01/2006 15:04:05 -07:00"), s.Position,
			s.Actor, s.Role, s.Unit, strings.Join(basis, "; "), brief(s.Data), state(s.State)); err != nil {
			return err
		}
	}
	return nil
}

// standing begins what a correction says of every fact of the stream, last in its
// data.
var standing = []byte(`,"facts":[`)

// brief is an event's data in one line. How all facts stand after a correction is
// the state below it, and whole in the events themselves: here it is left out.
func brief(data []byte) string {
	if i := bytes.Index(data, standing); i >= 0 {
		return string(data[:i]) + "}"
	}
	return string(data)
}

func state(c book.ContractState) string {
	if c.Phase == "" { // annulled as a whole
		return "không có hợp đồng / there is no contract"
	}
	parts := []string{string(c.Phase)}
	if w, known := contracts.StateWords[c.Phase]; known {
		parts[0] = w.Vi + " / " + w.En
	}
	for _, x := range []struct {
		name string
		day  civil.Date
	}{
		{"ký / signed", c.SignedOn}, {"định hướng / oriented", c.OrientedOn}, {"đăng ký / registered", c.RegisteredOn},
		{"xuất cảnh / departed", c.DepartedOn}, {"hạn về / due back", c.DueBackOn}, {"bỏ trốn / absconded", c.AbscondedOn},
		{"chấm dứt / terminated", c.TerminatedOn}, {"về nước / returned", c.ReturnedOn},
	} {
		if !x.day.IsZero() {
			parts = append(parts, x.name+" "+x.day.Vietnamese())
		}
	}
	return strings.Join(parts, " · ")
}
