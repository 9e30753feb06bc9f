package book

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/overseas"
)

// mention is how other streams name one: the types of facts that do, with what
// may put another's name into one, and which of them a payload is.
type mention struct {
	types []string
	of    func(payload any, stream string) bool
}

// kinds are what a stream of a category is called, in Vietnamese and English; only
// those that [call.naming] or [call.refuted] may find.
var kinds = map[string][2]string{
	"contract": {"hợp đồng", "contract"}, "loan": {"khoản vay", "loan"}, "support": {"khoản hỗ trợ", "support"},
	"course": {"khóa đào tạo", "course"}, "referral": {"lượt tư vấn, giới thiệu việc làm", "referral"},
	"complaint": {"khiếu nại, phản ánh", "complaint"}, "inspection": {"cuộc kiểm tra", "inspection"}, "flag": {"cảnh báo đã bác bỏ", "refuted flag"},
	"unemployment": {"thông báo thất nghiệp", "unemployment notice"},
}

// called is what people call a stream that names another one: "hợp đồng C-1",
// "contract C-1". A notice has no number: it is the worker's.
func called(stream string) overseas.Naming {
	category, number, _ := strings.Cut(stream, "-")
	words, known := kinds[category]
	switch {
	case !known:
		return overseas.Naming{Vi: stream, En: stream}
	case category == "unemployment":
		return overseas.Naming{Vi: words[0], En: words[1]}
	}
	return overseas.Naming{Vi: words[0] + " " + number, En: words[1] + " " + number}
}

// naming is a fact of another stream, as it stands, that names the one whose
// history this is; nil where there is none. The log has no list of them, so that
// what was recorded after the one's own first event is gone through: nothing
// names what isn't in the book yet.
func (c *call) naming(history []es.Recorded, m mention) (*es.Recorded, error) {
	if len(history) == 0 {
		return nil, nil
	}
	name := history[0].Stream
	var streams []string
	for e, err := range c.Log.ReadAll(c.ctx, history[0].Position, es.Forward, es.Filter{Types: m.types}) {
		if err != nil {
			return nil, fmt.Errorf("couldn't look for what names %s: %w", name, err)
		}
		// Decoding them all would take most of the time. JSON has a name as it is:
		// there are letters, digits and . / _ - in it.
		if !bytes.Contains(e.Data, []byte(name)) || slices.Contains(streams, e.Stream) {
			continue
		}
		r, err := c.Definitions.Decode(e)
		if err != nil {
			return nil, fmt.Errorf("couldn't look for what names %s: %w", name, err)
		}
		if m.of(r.Payload, name) {
			streams = append(streams, e.Stream)
		}
	}
	for _, stream := range streams {
		loaded, err := load(c, overseas.ContractDecider, stream) // what was put right is the same for every decider
		if err != nil {
			return nil, err
		}
		facts := correction.Stands(loaded.Events)
		if i := slices.IndexFunc(facts, func(f es.Recorded) bool { return m.of(f.Payload, name) }); i >= 0 {
			return &facts[i], nil
		}
	}
	return nil, nil
}
