package sheet

import (
	"context"
	"fmt"

	"vaoso/domain/book"
	"vaoso/domain/es"
	"vaoso/domain/overseas"
	"vaoso/domain/supervision"
)

// The steps of an inspection's row, in their order. All rows of an inspection
// have the first, and it is entered once; the last belongs to the last row.
const (
	opening  = "open"
	finding  = "finding"
	require  = "require"
	remedied = "remedy"
	closing  = "close"
)

// What the files have no column for.
const (
	remedyWhat = "khắc phục sai phạm"
	conclusion = "theo biên bản"
)

func (j *Job) inspection(e *entry) {
	v := e.row.values
	no, opened := v["inspection_no"], v.day("opened_on")
	stream := supervision.Stream(no)
	step := func(name, command string, s Step) {
		s.Name, s.Command, s.lane = name, command, stream
		if s.On.IsZero() {
			s.On = opened
		}
		if s.Day = s.On; s.Key == "" {
			s.Key = key(Inspections, name, no, v["finding"])
		}
		e.add(s)
	}
	step(opening, "OpenInspection", Step{Key: key(Inspections, opening, no), ask: asks(supervision.OpenInspection{
		Inspection: no, LicenceNo: v["licence_no"], Inspector: v["inspector"],
	})})
	if v["finding"] != "" {
		step(finding, "RecordFinding", Step{legal: v["legal_basis"], ask: asks(supervision.RecordFinding{
			Inspection: no, Text: v["finding"], Severity: supervision.Severity(v["severity"]),
		})})
	}
	if due := v.day("remedy_due_on"); !due.IsZero() {
		step(require, "RequireRemedy", Step{legal: v["legal_basis"], ask: onFinding(stream, v["finding"], func(id string) any {
			return supervision.RequireRemedy{Inspection: no, FindingID: id, What: remedyWhat, DueOn: due}
		})})
	}
	if on := v.day("remedied_on"); !on.IsZero() {
		step(remedied, "RecordRemedy", Step{On: on, ask: onFinding(stream, v["finding"], func(id string) any {
			return supervision.RecordRemedy{Inspection: no, FindingID: id}
		})})
	}
	compares(e, supervision.Decider, stream, v, func(l es.Loaded[supervision.Inspection]) ([]string, Values) {
		present, have := inspectionSays(l.Events, v["finding"])
		if len(present) > 0 {
			have["licence_no"] = same(v, "licence_no", l.State.AgencyID == overseas.AgencyID(v["licence_no"]))
		}
		return present, have
	})
}

// inspectionSays is what the book has of an inspection and of the finding with
// the text, as the columns say it.
func inspectionSays(events []es.Recorded, text string) (present []string, have Values) {
	have = Values{}
	id := findingID(events, text)
	for _, r := range events {
		on := r.On().String()
		switch p := r.Payload.(type) {
		case supervision.InspectionOpened:
			present = append(present, opening)
			have["opened_on"], have["inspector"] = on, p.Inspector
		case supervision.FindingRecorded:
			if p.FindingID == id {
				present = append(present, finding)
				have["severity"], have["legal_basis"] = string(p.Severity), p.LegalBasis
			}
		case supervision.RemedyRequired:
			if p.FindingID == id {
				present = append(present, require)
				have["remedy_due_on"] = p.DueOn.String()
			}
		case supervision.RemedyExtended:
			if p.FindingID == id {
				have["remedy_due_on"] = p.DueOn.String()
			}
		case supervision.RemedyRecorded:
			if p.FindingID == id {
				present = append(present, remedied)
				have["remedied_on"] = on
			}
		case supervision.InspectionClosed:
			present = append(present, closing)
			have["closed_on"] = on
		}
	}
	return present, have
}

// findingID is the id of the finding with the text; "" where there is none.
func findingID(events []es.Recorded, text string) string {
	for _, r := range events {
		if p, ok := r.Payload.(supervision.FindingRecorded); ok && text != "" && clean(p.Text) == text {
			return p.FindingID
		}
	}
	return ""
}

// onFinding writes a command down once the book has given the finding its id.
func onFinding(stream, text string, command func(id string) any) func(context.Context, *book.Book) (any, error) {
	return func(ctx context.Context, b *book.Book) (any, error) {
		l, err := es.Load(ctx, b.Book, supervision.Decider, stream)
		if err != nil {
			return nil, fmt.Errorf("couldn't look for the finding: %w", err)
		}
		return command(findingID(l.Events, text)), nil
	}
}

// groups are the inspections of a file by number.
type groups map[string]*inspectionRows

type inspectionRows struct {
	group
	rows []*entry // without those that repeat another
}

// join puts a row into its inspection. One that can't be entered keeps the
// inspection from being closed.
func (g groups) join(e *entry) {
	no := e.row.values["inspection_no"]
	if g[no] == nil {
		g[no] = &inspectionRows{}
	}
	e.group = &g[no].group
	if len(e.row.Problems) > 0 {
		e.group.broken = true
		return
	}
	g[no].rows = append(g[no].rows, e)
}

// close gives the last row of each inspection the step that closes it: of the
// steps of its day it comes last, and it waits where another row was refused.
func (g groups) close() {
	for no, inspection := range g {
		var last *entry
		for _, e := range inspection.rows {
			if e.same == nil {
				last = e
			}
		}
		if last == nil {
			continue
		}
		on := last.row.values.day("closed_on")
		if on.IsZero() {
			continue
		}
		last.add(Step{
			Name: closing, Day: on, On: on, Key: key(Inspections, closing, no), Command: "CloseInspection", lane: supervision.Stream(no),
			gather: &inspection.group, ask: asks(supervision.CloseInspection{Inspection: no, Conclusion: conclusion}),
		})
	}
}
