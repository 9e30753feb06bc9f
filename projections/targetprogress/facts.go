package targetprogress

import (
	"fmt"
	"strconv"
	"strings"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/plan"
)

// A worker's facts are kept as text: a line a fact, its fields between tabs.
// Text, since a row is flat; in one row, since they are counted together.

const factFields = 18

func encodeFacts(facts []plan.Fact) string {
	b := make([]byte, 0, 160*len(facts))
	for _, f := range facts {
		for i, s := range [factFields]string{
			f.ID, string(f.Kind), f.Day.String(), f.Position.String(), f.ReportedOn.String(), strconv.Itoa(f.Months),
			flag(f.SelfEmployed), flag(f.Unnamed), f.Ward, f.EmployerWard, f.Sector, f.Sex,
			f.PlannedEnd.String(), f.EndedOn.String(), flag(f.Annulled), f.Source, f.SameAs, f.SameDay.String(),
		} {
			if i > 0 {
				b = append(b, '\t')
			}
			b = append(b, s...)
		}
		b = append(b, '\n')
	}
	return string(b)
}

func flag(b bool) string {
	if b {
		return "1"
	}
	return ""
}

func decodeFacts(text string) ([]plan.Fact, error) {
	var facts []plan.Fact
	for line := range strings.Lines(text) {
		f, err := decodeFact(strings.TrimSuffix(line, "\n"))
		if err != nil {
			return nil, fmt.Errorf("couldn't read a worker's facts: %w", err)
		}
		facts = append(facts, f)
	}
	return facts, nil
}

func decodeFact(line string) (f plan.Fact, err error) {
	var s [factFields]string
	n := 0
	for field := range strings.SplitSeq(line, "\t") {
		if n == factFields {
			return f, fmt.Errorf("targetprogress: a fact has more than %d fields", factFields)
		}
		s[n] = field
		n++
	}
	if n != factFields {
		return f, fmt.Errorf("targetprogress: a fact has %d fields, not %d", n, factFields)
	}
	f = plan.Fact{
		ID: s[0], Kind: plan.FactKind(s[1]), SelfEmployed: s[6] != "", Unnamed: s[7] != "",
		Ward: s[8], EmployerWard: s[9], Sector: s[10], Sex: s[11], Annulled: s[14] != "", Source: s[15], SameAs: s[16],
	}
	for _, d := range []struct {
		into *civil.Date
		text string
	}{{&f.Day, s[2]}, {&f.ReportedOn, s[4]}, {&f.PlannedEnd, s[12]}, {&f.EndedOn, s[13]}, {&f.SameDay, s[17]}} {
		if *d.into, err = civil.Parse(d.text); err != nil {
			return f, err
		}
	}
	if f.Months, err = strconv.Atoi(s[5]); err != nil {
		return f, err
	}
	f.Position, err = es.ParsePosition(s[3])
	return f, err
}
