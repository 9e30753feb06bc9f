package supplydemand

import (
	"encoding/json"
	"fmt"
	"strings"

	"vaoso/domain/civil"
	"vaoso/domain/labour"
)

// text is the JSON of a worker's days of seeking. It is written and read for each
// event of a worker: by hand that takes a seventh of this view's work away.
func text(s labour.Seeking) (string, error) {
	b := make([]byte, 0, 512)
	b = append(b, '{')
	var err error
	if s.Occupation != "" {
		b = append(b, `"occupation":`...)
		b, err = quote(b, s.Occupation)
	}
	b = list(b, "homes", len(s.Homes), func(b []byte, i int) []byte {
		b = date(append(b, `{"from":`...), s.Homes[i].From)
		var failed error
		if b, failed = quote(append(b, `,"ward":`...), s.Homes[i].Ward); failed != nil {
			err = failed
		}
		return append(b, '}')
	})
	b = list(b, "turns", len(s.Turns), func(b []byte, i int) []byte {
		b = date(append(b, `{"on":`...), s.Turns[i].On)
		if s.Turns[i].Seeks {
			return append(b, `,"seeks":true}`...)
		}
		return append(b, `,"seeks":false}`...)
	})
	if !s.DiedOn.IsZero() {
		b = date(append(comma(b), `"diedOn":`...), s.DiedOn)
	}
	b = list(b, "engaged", len(s.Engaged), func(b []byte, i int) []byte {
		o := s.Engaged[i]
		var failed error
		if b, failed = quote(append(b, `{"ref":`...), o.Ref); failed != nil {
			err = failed
		}
		b = date(append(b, `,"from":`...), o.From)
		if !o.To.IsZero() {
			b = date(append(b, `,"to":`...), o.To)
		}
		if o.Off {
			b = append(b, `,"off":true`...)
		}
		if o.Departed {
			b = append(b, `,"departed":true`...)
		}
		return append(b, '}')
	})
	return string(append(b, '}')), err
}

// list writes a list of n, where there is something in it.
func list(b []byte, name string, n int, each func(b []byte, i int) []byte) []byte {
	if n == 0 {
		return b
	}
	b = append(append(append(comma(b), '"'), name...), `":[`...)
	for i := range n {
		if i > 0 {
			b = append(b, ',')
		}
		b = each(b, i)
	}
	return append(b, ']')
}

func comma(b []byte) []byte {
	if b[len(b)-1] == '{' {
		return b
	}
	return append(b, ',')
}

func date(b []byte, d civil.Date) []byte {
	b, _ = d.AppendText(append(b, '"')) // it has no way to fail
	return append(b, '"')
}

// quote writes a string; what needs an escape is left to the library.
func quote(b []byte, s string) ([]byte, error) {
	if !strings.ContainsFunc(s, special) {
		return append(append(append(b, '"'), s...), '"'), nil
	}
	quoted, err := json.Marshal(s)
	return append(b, quoted...), err
}

func special(r rune) bool {
	return r < ' ' || r == '"' || r == '\\' || r == '<' || r == '>' || r == '&' || r == '\u2028' || r == '\u2029' || r == '\ufffd' || r == 0x7f
}

// seekingOf reads what text has written. What it doesn't know by sight, such as
// an escape, the library reads.
func seekingOf(written string) (s labour.Seeking, err error) {
	r := reader{written}
	if r.seeking(&s) && r.rest == "" {
		return s, nil
	}
	s = labour.Seeking{}
	if err := json.Unmarshal([]byte(written), &s); err != nil {
		return s, fmt.Errorf("couldn't read a worker's days of seeking: %w", err)
	}
	return s, nil
}

// reader reads the text from left to right. Its methods say whether what they
// read was there.
type reader struct{ rest string }

func (r *reader) seeking(s *labour.Seeking) bool {
	if !r.skip("{") {
		return false
	}
	ok := true
	if r.field("occupation") {
		ok = r.string(&s.Occupation)
	}
	if r.field("homes") {
		ok = ok && r.each(func() bool {
			var h labour.Home
			ok := r.skip(`{"from":`) && r.date(&h.From) && r.skip(`,"ward":`) && r.string(&h.Ward) && r.skip("}")
			s.Homes = append(s.Homes, h)
			return ok
		})
	}
	if r.field("turns") {
		ok = ok && r.each(func() bool {
			var t labour.Turn
			ok := r.skip(`{"on":`) && r.date(&t.On) && r.skip(`,"seeks":`)
			t.Seeks = r.skip("true}")
			s.Turns = append(s.Turns, t)
			return ok && (t.Seeks || r.skip("false}"))
		})
	}
	if r.field("diedOn") {
		ok = ok && r.date(&s.DiedOn)
	}
	if r.field("engaged") {
		ok = ok && r.each(func() bool {
			var o labour.Occupying
			ok := r.skip(`{"ref":`) && r.string(&o.Ref) && r.skip(`,"from":`) && r.date(&o.From)
			if r.skip(`,"to":`) {
				ok = ok && r.date(&o.To)
			}
			o.Off, o.Departed = r.skip(`,"off":true`), r.skip(`,"departed":true`)
			s.Engaged = append(s.Engaged, o)
			return ok && r.skip("}")
		})
	}
	return ok && r.skip("}")
}

// field goes past a field's name, where that comes next.
func (r *reader) field(name string) bool {
	rest := strings.TrimPrefix(r.rest, ",")
	if len(rest) < len(name)+3 || rest[0] != '"' || rest[1:1+len(name)] != name || rest[1+len(name):3+len(name)] != `":` {
		return false
	}
	r.rest = rest[3+len(name):]
	return true
}

func (r *reader) each(one func() bool) bool {
	if !r.skip("[") {
		return false
	}
	for one() {
		if !r.skip(",") {
			return r.skip("]")
		}
	}
	return false
}

func (r *reader) skip(text string) (there bool) {
	r.rest, there = strings.CutPrefix(r.rest, text)
	return there
}

func (r *reader) string(into *string) bool {
	if !r.skip(`"`) {
		return false
	}
	end := strings.IndexAny(r.rest, `"\`)
	if end < 0 || r.rest[end] == '\\' {
		return false
	}
	*into, r.rest = r.rest[:end], r.rest[end+1:]
	return true
}

func (r *reader) date(into *civil.Date) bool {
	var day string
	if !r.string(&day) {
		return false
	}
	d, err := civil.Parse(day)
	*into = d
	return err == nil
}
