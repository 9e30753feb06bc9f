package supervision

import (
	"fmt"
	"strconv"
	"strings"

	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
)

// RefuteFlag says that a red flag, which a rule found, doesn't hold, and why.
// The flag stays in the list as refuted. Refusals: ErrSubjectUnknown,
// ErrFlagRefuted.
type RefuteFlag struct {
	FlagID string `json:"flagId"` // "RF02-C-2021-0011"
	Reason string `json:"reason"`

	SubjectKnown bool `json:"-"` // the book has what the flag is about; the caller looks it up
}

// FlagCommand is what can be asked of a flag.
//
//sumtype:decl
type FlagCommand interface{ flagCommand() }

func (RefuteFlag) flagCommand()  {}
func (RestoreFlag) flagCommand() {}

// FlagRefuted: somebody looked into a red flag and found that it doesn't hold.
type FlagRefuted struct {
	FlagID string `json:"flagId"`
	Reason string `json:"reason"`
}

// Flag is the state of the stream "flag-<id>". A flag itself is no fact of the
// log: it follows by rule from other streams.
type Flag struct {
	RefutedOn civil.Date // zero: it isn't refuted
	refuted   es.UUID    // the event that did it
}

// FlagStream is the name of a flag's stream.
func FlagStream(id string) string { return "flag-" + id }

// FlagDecider has the rules of a flag.
var FlagDecider = es.Decider[Flag, FlagCommand]{
	Evolve: func(s Flag, e es.Recorded) Flag {
		switch e.Payload.(type) {
		case FlagRefuted:
			s = Flag{e.On(), e.ID}
		case FlagRestored:
			s = Flag{}
		}
		return s
	},
	Decide: func(s Flag, command FlagCommand, asked es.Asked) ([]any, error) {
		switch c := command.(type) {
		case RefuteFlag:
			return refute(s, c, asked)
		case RestoreFlag:
			return restore(s, c, asked)
		}
		return nil, fmt.Errorf("supervision: a flag takes no %T", command)
	},
}

func refute(s Flag, c RefuteFlag, asked es.Asked) ([]any, error) {
	if c.Reason == "" {
		c.Reason = asked.Reason
	}
	switch {
	case !s.RefutedOn.IsZero():
		return nil, ErrFlagRefuted.With("flag", c.FlagID, "on", s.RefutedOn)
	case !c.SubjectKnown:
		return nil, ErrSubjectUnknown
	case c.Reason == "":
		return nil, es.ErrReasonMissing
	}
	return []any{FlagRefuted{c.FlagID, c.Reason}}, nil
}

func restore(s Flag, c RestoreFlag, asked es.Asked) ([]any, error) {
	switch {
	case s.RefutedOn.IsZero():
		return nil, correction.ErrNothingToCorrect.With("vi", "cảnh báo này chưa bị bác bỏ", "en", "the flag isn't refuted")
	case asked.Reason == "":
		return nil, es.ErrReasonMissing
	}
	return []any{FlagRestored{correction.Of{EventID: s.refuted, Action: correction.Annul}, c.FlagID}}, nil
}

// FlagSubject says what a flag is about.
type FlagSubject int

// What flags are about.
const (
	AboutContract FlagSubject = iota
	AboutAgency
	AboutFinding
)

// lastRule is the number of the last rule by which history is flagged.
const lastRule = 15

// ParseFlag takes a flag's id apart: "RF02-C-2021-0011" is rule RF02 about
// contract C-2021-0011. Ok is false where it is no id of a rule RF01 to RF15.
func ParseFlag(id string) (about FlagSubject, subject string, ok bool) {
	rule, subject, found := strings.Cut(id, "-")
	n, err := strconv.Atoi(strings.TrimPrefix(rule, "RF"))
	if !found || subject == "" || err != nil || n < 1 || n > lastRule || rule != fmt.Sprintf("RF%02d", n) {
		return 0, "", false
	}
	switch rule {
	case "RF11":
		return AboutAgency, subject, true
	case "RF14":
		return AboutFinding, subject, true
	}
	return AboutContract, subject, true
}

// FlagsOf are the ids of all flags that there may be about the subject, as
// [ParseFlag] takes them apart.
func FlagsOf(about FlagSubject, subject string) (ids []string) {
	for n := 1; n <= lastRule; n++ {
		id := fmt.Sprintf("RF%02d-%s", n, subject)
		if is, _, ok := ParseFlag(id); ok && is == about {
			ids = append(ids, id)
		}
	}
	return ids
}

// Inspections are the numbers of the inspections that a finding so named in a
// flag may belong to: "KT-2021-03-1" to KT-2021-03, or to KT-2021 or KT;
// "KT-1/SP-9" to KT-1.
func Inspections(finding string) (numbers []string) {
	for i := len(finding) - 1; i > 0; i-- {
		if finding[i] == '-' || finding[i] == '/' {
			numbers = append(numbers, finding[:i])
		}
	}
	return numbers
}
