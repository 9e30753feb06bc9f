package workers

import (
	"context"
	"fmt"
	"strings"

	"vaoso/domain/civil"
	"vaoso/domain/viet"
	"vaoso/projections/engine"
)

// State is what a worker is doing on a day.
type State string

// The states. Who has died is inactive, whatever job was never ended; who was
// entered wrongly is annulled.
const (
	Seeking  State = "seeking"
	Engaged  State = "engaged"
	Inactive State = "inactive"
	Annulled State = "annulled"
)

// Filter says whom to find; what is empty doesn't restrict.
type Filter struct {
	// Name finds whom each of its words, in this order, begins a word of the
	// name: "ng van a" finds Nguyễn Văn Á and Ngô Thị Vân Anh. Case, marks and
	// the way they are encoded make no difference.
	Name  string
	Ward  string // five-digit code
	State State
	On    civil.Date // the day that State and the engagement are of; mandatory
	Limit int        // at most, up to MaxLimit; 0 means DefaultLimit
	After string     // the id of the last worker of the page before
}

// The sizes of a page.
const (
	DefaultLimit = 50
	MaxLimit     = 500
)

// Worker is a worker as of a day.
type Worker struct {
	ID             string     `db:"id" json:"id"`
	FullName       string     `db:"full_name" json:"fullName"`
	BirthYear      int        `db:"birth_year" json:"birthYear"`
	Sex            string     `db:"sex" json:"sex"`
	Ward           string     `db:"ward" json:"ward"`
	Education      string     `db:"education" json:"education,omitempty"`
	Occupation     string     `db:"occupation" json:"occupation,omitempty"`
	State          State      `db:"state" json:"state"`
	Engagement     string     `db:"engagement" json:"engagement,omitempty"`          // a placement's id or a contract's stream
	EngagementKind string     `db:"engagement_kind" json:"engagementKind,omitempty"` // placement, contract or reservation
	Since          civil.Date `db:"since" json:"since,omitzero"`                     // of the engagement
	Until          civil.Date `db:"until" json:"until,omitzero"`                     // its last day; absent: without end
	SeekingSince   civil.Date `db:"seeking_since" json:"seekingSince,omitzero"`
	LastFactOn     civil.Date `db:"last_fact_on" json:"lastFactOn"`
	AnnulledOn     civil.Date `db:"annulled_on" json:"annulledOn,omitzero"`
	Former         string     `db:"former" json:"former,omitempty"`       // annulled stream in whose place this one came
	Successor      string     `db:"successor" json:"successor,omitempty"` // stream that came in the place of this one
}

// The NULLs are for PostgreSQL and SQLite alike; "" where a text is wanted.
const find = `
SELECT id, full_name, birth_year, sex, ward, education, occupation, state, engagement, engagement_kind, since, until,
       CASE WHEN state = 'seeking' THEN seeking_since END AS seeking_since, last_fact_on, annulled_on, former, successor
FROM (
  SELECT w.*, COALESCE(e.ref, '') AS engagement, COALESCE(e.kind, '') AS engagement_kind, e.since, e.until,
         CASE WHEN w.annulled_on IS NOT NULL THEN 'annulled' WHEN w.deceased THEN 'inactive' WHEN e.ref IS NOT NULL THEN 'engaged' WHEN w.inactive THEN 'inactive' ELSE 'seeking' END AS state
  FROM workers w
  LEFT JOIN workers_engagements e ON e.worker = w.id AND e.occupies AND e.since <= $1 AND (e.until IS NULL OR e.until >= $1)
  WHERE w.name <> ''
) AS everyone
WHERE ' ' || name LIKE $2 ESCAPE '\'
  AND ($3 = '' OR ward = $3)
  AND ($4 = '' OR state = $4)
  AND ($5 = '' OR (name, id) > (SELECT name, id FROM workers WHERE id = $5))
ORDER BY name, id
LIMIT $6`

// Find is a page of the directory, by folded name and then id.
func Find(ctx context.Context, q engine.Querier, f Filter) ([]Worker, error) {
	if f.On.IsZero() {
		return nil, fmt.Errorf("couldn't search the workers: the filter names no day")
	}
	if f.Limit <= 0 {
		f.Limit = DefaultLimit
	}
	list, err := engine.Select[Worker](ctx, q, find, f.On.String(), pattern(f.Name), f.Ward, string(f.State), f.After, min(f.Limit, MaxLimit))
	if err != nil {
		return nil, fmt.Errorf("couldn't search the workers: %w", err)
	}
	return list, nil
}

// pattern matches a folded name with a space in front in which each word of
// the query, in order, begins a word.
func pattern(query string) string {
	literal := strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)
	var b strings.Builder
	b.WriteByte('%')
	for word := range strings.FieldsSeq(viet.Plain(query)) {
		b.WriteString(" " + literal.Replace(word) + "%")
	}
	return b.String()
}
