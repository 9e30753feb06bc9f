package corrections

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/projections/engine"
)

// Report is what was put right in a period: what people, scripts and the HTTP
// API are shown.
type Report struct {
	From         civil.Date    `json:"from"`
	To           civil.Date    `json:"to"`
	Restatements []Restatement `json:"restatements"` // in log order
	Facts        []Fact        `json:"facts"`        // corrected or annulled, in log order
	Proposals    []Proposal    `json:"proposals"`    // open, and those rejected in the period
	Position     es.Position   `json:"position"`     // everything in the log up to it is in
	Synthetic    bool          `json:"synthetic"`    // made-up data: SỐ LIỆU MẪU
}

// Restatement is a reported figure that moved.
type Restatement struct {
	Event   es.UUID     `json:"event"`
	Plan    string      `json:"plan"`
	Report  string      `json:"report"` // the form that has the figure
	Period  civil.Month `json:"period"`
	Figure  string      `json:"figure"` // the form's column
	Was     int         `json:"was"`    // persons
	Now     int         `json:"now"`    // persons
	On      civil.Date  `json:"on"`     // at the end of the day
	Because []es.UUID   `json:"because"`
	More    int         `json:"more,omitempty"` // further events
	// Corrections are those of Because that put a fact right; the others are facts
	// that came late, or counting rules that changed.
	Corrections []Fact `json:"corrections"`
}

// Fact is a fact that was corrected or annulled.
type Fact struct {
	Event      es.UUID             `json:"event"`
	Stream     string              `json:"stream"`
	Kind       Kind                `json:"kind"`
	Action     string              `json:"action"`        // correct, annul, link
	Fact       es.UUID             `json:"fact,omitzero"` // the event that was wrong
	Changes    []correction.Change `json:"changes"`       // of a personal field the name alone
	Reason     string              `json:"reason"`
	On         civil.Date          `json:"on"`
	By         string              `json:"by"` // account; of two people's the one who confirmed
	Role       string              `json:"role"`
	Unit       string              `json:"unit"`
	ProposedBy string              `json:"proposedBy,omitempty"` // account; "": one person did it
	ProposedOn civil.Date          `json:"proposedOn,omitzero"`
	// ProposedFor is the proposer's reason; Reason is then that of whoever confirmed.
	ProposedFor string `json:"proposedReason,omitempty"`
}

// Proposal is a proposal that isn't carried out.
type Proposal struct {
	Stream        string              `json:"stream"`
	Proposal      es.UUID             `json:"proposal"`
	Fact          es.UUID             `json:"fact"`
	Action        string              `json:"action"`
	Changes       []correction.Change `json:"changes"`
	Reason        string              `json:"reason"`
	On            civil.Date          `json:"on"`
	By            string              `json:"by"`
	State         string              `json:"state"` // open, rejected
	SettledOn     civil.Date          `json:"settledOn,omitzero"`
	SettledBy     string              `json:"settledBy,omitempty"`
	SettledReason string              `json:"settledReason,omitempty"`
}

// factRow is a fact with the proposal that it carries out.
type factRow struct {
	FactRow
	ProposedBy  string     `db:"proposed_by"`
	ProposedOn  civil.Date `db:"proposed_on"`
	ProposedFor string     `db:"proposed_reason"`
}

const facts = `SELECT f.*, COALESCE(p.proposed_by, '') AS proposed_by, p.proposed_on, COALESCE(p.reason, '') AS proposed_reason FROM corrections_facts f
	LEFT JOIN corrections_proposals p ON p.stream = f.stream AND p.proposal = f.proposal `

// MakeReport is what was put right from one day to another, both included. Of
// the proposals those that are open on the last day are there, whenever they
// were made.
func MakeReport(ctx context.Context, s engine.Snapshot, from, to civil.Date, synthetic bool) (Report, error) {
	r := Report{From: from, To: to, Restatements: []Restatement{}, Facts: []Fact{}, Proposals: []Proposal{}, Synthetic: synthetic}
	status, err := s.Status(ctx, Name)
	if err != nil {
		return r, fmt.Errorf("couldn't report on corrections: %w", err)
	}
	r.Position = status.Position
	rows, err := engine.Select[factRow](ctx, s, facts+`WHERE f.on_day >= $1 AND f.on_day <= $2`, from.String(), to.String())
	if err != nil {
		return r, err
	}
	slices.SortFunc(rows, func(a, b factRow) int { return a.Position.Compare(b.Position) })
	for _, row := range rows {
		f, err := row.fact()
		if err != nil {
			return r, err
		}
		r.Facts = append(r.Facts, f)
	}
	proposals, err := engine.Select[ProposalRow](ctx, s, `SELECT * FROM corrections_proposals
		WHERE proposed_on <= $2 AND (settled_on IS NULL OR settled_on > $2 OR state = 'rejected' AND settled_on >= $1)`, from.String(), to.String())
	if err != nil {
		return r, err
	}
	slices.SortFunc(proposals, func(a, b ProposalRow) int { return a.Position.Compare(b.Position) })
	for _, row := range proposals {
		if row.SettledOn.After(to) { // later than the report's day: a plan is seen as it is decided now
			row.State, row.SettledOn, row.SettledBy, row.SettledFor = string(correction.Open), civil.Date{}, "", ""
		}
		changes, err := read(row.Changes)
		if err != nil {
			return r, err
		}
		r.Proposals = append(r.Proposals, Proposal{row.Stream, row.Proposal, row.Fact, row.Action, changes, row.Reason, row.On, row.By, row.State, row.SettledOn, row.SettledBy, row.SettledFor})
	}
	restated, err := engine.Select[RestatementRow](ctx, s, `SELECT * FROM corrections_restatements WHERE on_day >= $1 AND on_day <= $2`, from.String(), to.String())
	if err != nil {
		return r, err
	}
	slices.SortFunc(restated, func(a, b RestatementRow) int { return a.Position.Compare(b.Position) })
	for _, row := range restated {
		one, err := restatement(ctx, s, row)
		if err != nil {
			return r, err
		}
		r.Restatements = append(r.Restatements, one)
	}
	return r, nil
}

func restatement(ctx context.Context, s engine.Snapshot, row RestatementRow) (Restatement, error) {
	r := Restatement{
		Event: row.Event, Plan: row.Plan, Report: row.Report, Period: row.Period, Figure: row.Figure, Was: row.Was, Now: row.Now, On: row.On, More: row.More,
		Because: []es.UUID{}, Corrections: []Fact{},
	}
	for text := range strings.FieldsSeq(row.Because) {
		id, err := es.ParseUUID(text)
		if err != nil {
			return r, fmt.Errorf("couldn't read what moved a figure: %w", err)
		}
		r.Because = append(r.Because, id)
		found, err := engine.Select[factRow](ctx, s, facts+`WHERE f.event = $1`, text)
		if err != nil {
			return r, err
		}
		for _, f := range found {
			fact, err := f.fact()
			if err != nil {
				return r, err
			}
			r.Corrections = append(r.Corrections, fact)
		}
	}
	return r, nil
}

func (r factRow) fact() (Fact, error) {
	changes, err := read(r.Changes)
	return Fact{r.Event, r.Stream, KindOf(r.Type), r.Action, r.Fact, changes, r.Reason, r.On, r.By, r.Role, r.Unit, r.ProposedBy, r.ProposedOn, r.ProposedFor}, err
}

func read(text string) ([]correction.Change, error) {
	changes := []correction.Change{}
	if text == "" {
		return changes, nil
	}
	if err := json.Unmarshal([]byte(text), &changes); err != nil {
		return nil, fmt.Errorf("couldn't read a correction's changes: %w", err)
	}
	return changes, nil
}
