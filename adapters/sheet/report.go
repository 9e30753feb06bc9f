package sheet

import "cmp"

// Outcome is what came of a row.
type Outcome string

// The outcomes.
const (
	Taken   Outcome = "taken"   // entered
	Already Outcome = "already" // the book, or an earlier row, says the same
	Differs Outcome = "differs" // the book says otherwise; nothing has changed
	Partly  Outcome = "partly"  // some steps are in the book; one was refused, and those after it wait
	Refused Outcome = "refused" // a rule of the book said no
	Invalid Outcome = "invalid" // it can't be understood
	Waiting Outcome = "waiting" // the import broke off before it
)

// Outcomes are all outcomes.
var Outcomes = []Outcome{Taken, Already, Differs, Partly, Refused, Invalid, Waiting}

// vietnameseOutcomes are the outcomes as a clerk reads them.
var vietnameseOutcomes = map[Outcome]string{
	Taken: "đã ghi", Already: "đã có", Differs: "khác sổ", Partly: "ghi một phần", Refused: "từ chối", Invalid: "không hợp lệ", Waiting: "chưa xét",
}

// Vietnamese is the outcome as a clerk reads it.
func (o Outcome) Vietnamese() string { return vietnameseOutcomes[o] }

// Report is what came of a file. Its JSON has no cell of a personal column.
type Report struct {
	Kind   Kind            `json:"kind"`
	DryRun bool            `json:"dryRun"`
	Counts map[Outcome]int `json:"counts"` // of rows
	Rows   []Result        `json:"rows"`   // in the order of their lines

	header []string
	cells  [][]string
}

// Result is what came of a row.
type Result struct {
	Line     int       `json:"line"`
	Outcome  Outcome   `json:"outcome"`
	Problems []Problem `json:"problems,omitempty"` // of an invalid row
	Fields   []string  `json:"fields,omitempty"`   // columns of a row that differs
	Step     string    `json:"step,omitempty"`     // that was refused, of several
	Command  string    `json:"command,omitempty"`  // that was refused
	Code     string    `json:"code,omitempty"`     // the refusal's sentinel
	Says     Text      `json:"says,omitzero"`      // and its sentence
	Also     []string  `json:"also,omitempty"`     // sentinels of whatever else was wrong
	Warnings []Text    `json:"warnings,omitempty"` // entered, but odd
	SameAs   int       `json:"sameAs,omitempty"`   // the line that says the same
}

// report gathers what came of a file's rows.
func report(f *File, entries []*entry, dry bool) Report {
	r := Report{Kind: f.Kind, DryRun: dry, Counts: map[Outcome]int{}, header: f.Header}
	for _, e := range entries {
		result := e.outcome()
		r.Counts[result.Outcome]++
		r.Rows = append(r.Rows, result)
		r.cells = append(r.cells, e.row.cells)
	}
	return r
}

func (e *entry) outcome() Result {
	r := e.result
	switch {
	case len(e.row.Problems) > 0:
		r = Result{Outcome: Invalid, Problems: e.row.Problems}
	case e.same != nil:
		if r = e.same.outcome(); r.Outcome == Taken {
			r.Outcome, r.Warnings = Already, nil
		}
		r.SameAs = e.same.row.Line
	case e.with != nil:
		r = e.with.outcome()
	case e.stopped:
	case !e.finished:
		r.Outcome = Waiting
	case e.taken > 0:
		r.Outcome = Taken
	default:
		r.Outcome = Already
	}
	r.Line = e.row.Line
	return r
}

// Sentences say in both languages why the row isn't entered as it is; none for
// a row that is.
func (r Result) Sentences() []Text {
	var out []Text
	for _, p := range r.Problems {
		at := ""
		if name := cmp.Or(p.Header, p.Column); name != "" {
			at = name + ": "
		}
		out = append(out, Text{at + p.Rule.Vi + "; " + p.Fix.Vi, at + p.Rule.En + "; " + p.Fix.En})
	}
	if len(r.Fields) > 0 {
		list := join(r.Fields)
		out = append(out, Text{"sổ đang ghi khác ở: " + list + "; muốn sửa thì đính chính", "the book says otherwise in: " + list + "; correct it there"})
	}
	if r.Code != "" {
		step := Text{}
		if r.Step != "" {
			step = Text{"bước " + r.Step + ": ", "step " + r.Step + ": "}
		}
		out = append(out, Text{step.Vi + r.Says.Vi + " (" + r.Code + ")", step.En + r.Says.En + " (" + r.Code + ")"})
	}
	return out
}
