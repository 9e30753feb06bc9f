package engine

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"

	"vaoso/domain/es"
)

// Comparison is how a generation's rows differ from those of the one whose
// place it takes, both through the same position.
type Comparison struct {
	With   int               `json:"with"` // number of the generation that queries saw
	At     es.Position       `json:"at"`
	Tables []TableDifference `json:"tables"`
}

// TableDifference is how a table's rows differ, by key, in the columns that both
// have.
type TableDifference struct {
	Table   string   `json:"table"`
	Rows    int      `json:"rows"` // of the new table
	Added   int      `json:"added"`
	Gone    int      `json:"gone"`
	Changed int      `json:"changed"`
	Samples []Sample `json:"samples,omitempty"` // some of them
	// NewColumns and OldColumns are those that one of the two alone has; with
	// another key nothing is compared, and all columns are named.
	NewColumns []string `json:"newColumns,omitempty"`
	OldColumns []string `json:"oldColumns,omitempty"`
}

// Sample is a row that differs. Columns that may name a person show no value.
type Sample struct {
	Kind    string   `json:"kind"` // added, gone, changed
	Key     []string `json:"key"`
	Changes []string `json:"changes,omitempty"` // "placed: 4, was 3"
}

// samplesPerTable is how many rows that differ are shown.
const samplesPerTable = 5

// Same says that no table differs, in rows or in columns.
func (c Comparison) Same() bool {
	return !slices.ContainsFunc(c.Tables, func(t TableDifference) bool {
		return t.Added+t.Gone+t.Changed+len(t.NewColumns)+len(t.OldColumns) > 0
	})
}

// compare goes through both generations' tables, by key.
func compare(ctx context.Context, before, after Frozen) (Comparison, error) {
	c := Comparison{With: before.Status().Number, At: after.Status().Position, Tables: []TableDifference{}}
	old := slices.Clone(before.Tables()) // those that are left are gone
	for _, table := range after.Tables() {
		i := slices.IndexFunc(old, func(o Schema) bool { return o.Name == table.Name })
		var was Schema
		if i >= 0 {
			was = old[i]
			old = slices.Delete(old, i, i+1)
		}
		d, err := compareTable(ctx, before, after, was, table)
		if err != nil {
			return c, fmt.Errorf("couldn't compare %s with %s: %w", after.Status().Generation, before.Status().Generation, err)
		}
		c.Tables = append(c.Tables, d)
	}
	for _, gone := range old {
		c.Tables = append(c.Tables, TableDifference{Table: gone.Name, OldColumns: gone.ColumnNames()})
	}
	return c, nil
}

// compareTable merges the two tables' rows.
func compareTable(ctx context.Context, before, after Frozen, was, is Schema) (TableDifference, error) {
	d := TableDifference{Table: is.Name}
	common := columnsInBoth(&d, was, is)
	if common == nil {
		return d, nil
	}
	next, stop := iter.Pull2(before.Rows(ctx, was))
	defer stop()
	old, err, more := next()
	for row, rowErr := range after.Rows(ctx, is) {
		if err := errors.Join(err, rowErr); err != nil {
			return d, err
		}
		d.Rows++
		for more && CompareValues(old[:was.Keys], row[:is.Keys]) < 0 {
			d.Gone++
			d.sample(Sample{Kind: "gone", Key: texts(old[:was.Keys], was)})
			if old, err, more = next(); err != nil {
				return d, err
			}
		}
		if !more || CompareValues(old[:was.Keys], row[:is.Keys]) > 0 {
			d.Added++
			d.sample(Sample{Kind: "added", Key: texts(row[:is.Keys], is)})
			continue
		}
		if changes := changesOf(common, is, old, row); len(changes) > 0 {
			d.Changed++
			d.sample(Sample{Kind: "changed", Key: texts(row[:is.Keys], is), Changes: changes})
		}
		old, err, more = next()
	}
	for ; more; old, err, more = next() {
		if err != nil {
			return d, err
		}
		d.Gone++
		d.sample(Sample{Kind: "gone", Key: texts(old[:was.Keys], was)})
	}
	return d, err
}

// columnsInBoth are the places of the columns that both tables have, in the old
// table by the place in the new one. It is nil where the keys aren't the same.
func columnsInBoth(d *TableDifference, was, is Schema) map[int]int {
	common := map[int]int{}
	for i, c := range is.Columns {
		if j := was.Column(c.Name); j >= 0 && was.Columns[j].Type == c.Type {
			common[i] = j
		} else {
			d.NewColumns = append(d.NewColumns, c.Name)
		}
	}
	for _, c := range was.Columns {
		if j := is.Column(c.Name); j < 0 || is.Columns[j].Type != c.Type {
			d.OldColumns = append(d.OldColumns, c.Name)
		}
	}
	for i := range is.Keys {
		if j, ok := common[i]; !ok || j != i || was.Keys != is.Keys {
			d.NewColumns, d.OldColumns = is.ColumnNames(), was.ColumnNames()
			return nil
		}
	}
	return common
}

func changesOf(common map[int]int, is Schema, old, row []any) (changes []string) {
	for i, c := range is.Columns {
		if j, ok := common[i]; ok && i >= is.Keys && old[j] != row[i] {
			changes = append(changes, fmt.Sprintf("%s: %s, was %s", c.Name, text(row[i], c), text(old[j], c)))
		}
	}
	return changes
}

func (d *TableDifference) sample(s Sample) {
	if len(d.Samples) < samplesPerTable {
		d.Samples = append(d.Samples, s)
	}
}

func texts(values []any, t Schema) []string {
	list := make([]string, len(values))
	for i, v := range values {
		list[i] = text(v, t.Columns[i])
	}
	return list
}

// text is a value as a sample shows it, cut short.
func text(v any, c Column) string {
	switch s := fmt.Sprint(v); {
	case v == nil:
		return "NULL"
	case c.Personal:
		return "(personal)"
	case len([]rune(s)) > 60:
		return string([]rune(s)[:60]) + "…"
	default:
		return s
	}
}

// comparing is the comparison of a generation that is being filled with the
// live one: at some position on its way it has what the live one has.
type comparing struct {
	live Frozen // nil: it isn't being waited for
	none bool   // there is no live one
	done *Comparison
}

// compareOn brings the projector's generation, somewhere within the page, to
// where the live one stands, and compares the two there.
func (e *Engine) compareOn(ctx context.Context, p *Projector, page *Page) error {
	c := &p.comparing
	if c.done != nil || c.none {
		return nil
	}
	if c.live == nil {
		if err := e.freezeLive(ctx, p, page); err != nil || c.live == nil {
			return err
		}
	}
	at := c.live.Status().Position
	if page.Through.Before(at) {
		return nil // a later page has it
	}
	if p.Status().Position.Before(at) {
		if err := p.Project(ctx, page.upTo(at)); err != nil {
			return err
		}
	}
	if p.Status().Position.Before(at) {
		return nil // the pages come again
	}
	defer c.stop()
	if p.Status().Position != at {
		return nil
	}
	fresh, err := p.freeze(ctx)
	if err != nil {
		return err
	}
	defer fresh.Close() //nolint:errcheck // nothing was written
	if fresh.Status().Position != at {
		return nil
	}
	done, err := compare(ctx, c.live, fresh)
	if err != nil {
		return err
	}
	c.done = &done
	return nil
}

// freezeLive takes hold of the live generation once the projector comes to
// where that stands: within the page, or at the log's end.
func (e *Engine) freezeLive(ctx context.Context, p *Projector, page *Page) error {
	live, err := e.live(ctx, p.projection.Name)
	if err != nil {
		return fmt.Errorf("couldn't compare with the live view: %w", err)
	}
	at := p.Status()
	if !live.Live {
		p.comparing.none = true
		return nil
	}
	if live.Generation == at.Generation || live.Position.Before(at.Position) || !page.CaughtUp && page.Through.Before(live.Position) {
		return nil
	}
	if head, err := e.config.Log.Head(ctx); err != nil || head.Before(live.Position) {
		return err // the log was set back: nothing to compare with
	}
	frozen, err := e.config.Store.Freeze(ctx, live.Generation)
	if errors.Is(err, ErrFenced) {
		return nil // it has gone since
	}
	if err != nil {
		return fmt.Errorf("couldn't compare with the live view: %w", err)
	}
	p.comparing.live = frozen
	return nil
}

// stop lets go of the live generation.
func (c *comparing) stop() {
	if c.live != nil {
		_ = c.live.Close() // nothing was written
		c.live = nil
	}
}

// freeze takes hold of the projector's generation with all that it has folded.
func (p *Projector) freeze(ctx context.Context) (Frozen, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := p.flush(ctx); err != nil {
		return nil, err
	}
	return p.store.Freeze(ctx, p.status.Generation)
}
