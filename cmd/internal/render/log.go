package render

import (
	"fmt"
	"io"
	"time"

	"vaoso/cmd/internal/logcopy"
	"vaoso/domain/civil"
)

// Copied writes what a copy of a log came to.
func Copied(w io.Writer, from, to string, c logcopy.Copied) error {
	_, err := fmt.Fprintf(w, `Đã chép, và so từng sự kiện: giống hệt / copied, and compared event by event: the same
  từ / from                      %s (đến vị trí / through position %s)
  đến / to                       %s (đến vị trí / through position %s)
  có sẵn / there before          %d
  chép lần này / copied now      %d
%s%s`, from, c.From, to, c.To, c.Already, c.Copied, summary(c.Summary), raised(c.Verified))
	return err
}

// Verified writes that two logs hold the same.
func Verified(w io.Writer, from, to string, v logcopy.Verified) error {
	_, err := fmt.Fprintf(w, `Giống hệt, từng sự kiện / the same, event by event
  một bên / one                  %s (đến vị trí / through position %s)
  bên kia / the other            %s (đến vị trí / through position %s)
%s%s`, from, v.From, to, v.To, summary(v.Summary), raised(v))
	return err
}

// LogSummary writes the summary of one log.
func LogSummary(w io.Writer, from string, s logcopy.Summary) error {
	_, err := fmt.Fprintf(w, "%s\n%s", from, summary(s))
	return err
}

func summary(s logcopy.Summary) string {
	text := fmt.Sprintf(`  sự kiện / events               %d
  luồng / streams                %d
  ghi đầu tiên / first recorded  %s
  ghi cuối cùng / last recorded  %s
  SHA-256                        %s
`, s.Events, s.Streams, recorded(s.FirstRecorded), recorded(s.LastRecorded), s.SHA256)
	if s.Foreign > 0 {
		text += fmt.Sprintf(`  không do sổ ghi / no book's    %d (đầu tiên / the first: %s)
`, s.Foreign, s.FirstForeign)
	}
	return text
}

// raised says of how many events the target has a later time than the source.
// The digest is the target's then.
func raised(v logcopy.Verified) string {
	if v.Raised == 0 {
		return ""
	}
	return fmt.Sprintf("  nâng giờ ghi / times raised     %d (nhiều nhất / at most %gs); SHA-256 là của đích / is the target's\n", v.Raised, v.Most)
}

func recorded(t time.Time) string {
	if t.IsZero() {
		return "–"
	}
	return t.In(civil.Zone).Format("2006-01-02 15:04:05.000000 -07:00")
}
