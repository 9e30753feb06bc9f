// Package memory keeps the views of projections in memory, for tests of folds
// without a database. It passes the same conformance suite as every store.
package memory

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"
	"sync"
	"time"

	"vaoso/projections/engine"
)

// Store is an engine.Store in memory.
type Store struct {
	mu          sync.Mutex
	log         string // whose events the rows come from
	generations map[engine.Generation]*generation
	leases      map[string]*lease
}

var _ engine.Store = (*Store)(nil)

type generation struct {
	status  engine.Status
	schemas []engine.Schema
	tables  map[string]map[string][]any // by table, then by encoded key: whole rows
}

// New is an empty store.
func New() *Store {
	return &Store{generations: map[engine.Generation]*generation{}, leases: map[string]*lease{}}
}

// Bind remembers the log.
func (s *Store) Bind(_ context.Context, log string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.log == "" {
		s.log = log
	}
	if s.log != log {
		return engine.ErrAnotherLog
	}
	return nil
}

// Generations are the statuses, by name and number.
func (s *Store) Generations(_ context.Context, projection string) ([]engine.Status, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []engine.Status
	for g, kept := range s.generations {
		if projection == "" || g.Projection == projection {
			list = append(list, kept.status)
		}
	}
	slices.SortFunc(list, func(a, b engine.Status) int {
		return cmp.Or(cmp.Compare(a.Projection, b.Projection), cmp.Compare(a.Number, b.Number))
	})
	return list, nil
}

// Create makes a generation with empty tables.
func (s *Store) Create(_ context.Context, g engine.Generation, shape string, tables []engine.Schema, since time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for other := range s.generations {
		if other.Projection == g.Projection && other.Number >= g.Number {
			return engine.ErrFenced
		}
	}
	kept := &generation{status: engine.Status{Generation: g, Shape: shape, Since: since}, schemas: tables, tables: map[string]map[string][]any{}}
	for _, t := range tables {
		kept.tables[t.Name] = map[string][]any{}
	}
	s.generations[g] = kept
	return nil
}

// Switch makes the generation the live one and retires the one before.
func (s *Store) Switch(_ context.Context, w engine.Switch) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	kept := s.generations[w.Generation]
	if kept == nil || kept.status.Position != w.At || kept.status.Retired {
		return engine.ErrFenced
	}
	if kept.status.Live {
		return nil
	}
	for g, other := range s.generations {
		if g.Projection != w.Projection || !other.status.Live {
			continue
		}
		if w.At.Before(other.status.Position) && !w.Anew {
			return engine.ErrBehind
		}
		other.status.Live, other.status.Retired, other.status.Since = false, true, w.Since
	}
	kept.status.Live, kept.status.Since, kept.status.Comparison = true, w.Since, w.Comparison
	return nil
}

// Drop removes a generation that isn't live.
func (s *Store) Drop(_ context.Context, g engine.Generation) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if kept := s.generations[g]; kept != nil && !kept.status.Live {
		delete(s.generations, g)
	}
	return nil
}

// Freeze is a copy.
func (s *Store) Freeze(_ context.Context, g engine.Generation) (engine.Frozen, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	kept := s.generations[g]
	if kept == nil {
		return nil, engine.ErrFenced
	}
	f := frozen{kept.status, kept.schemas, map[string][][]any{}}
	for name := range kept.tables {
		f.rows[name] = kept.rows(name)
	}
	return f, nil
}

type frozen struct {
	status engine.Status
	tables []engine.Schema
	rows   map[string][][]any
}

func (f frozen) Status() engine.Status   { return f.status }
func (f frozen) Tables() []engine.Schema { return f.tables }
func (f frozen) Close() error            { return nil }

func (f frozen) Rows(_ context.Context, t engine.Schema) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		for _, row := range f.rows[t.Name] {
			if !yield(row, nil) {
				return
			}
		}
	}
}

// Lease gives the name to one holder at a time.
func (s *Store) Lease(_ context.Context, name string) (engine.Lease, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.leases[name] != nil {
		return nil, engine.ErrLeased
	}
	l := &lease{store: s, name: name, lost: make(chan struct{})}
	s.leases[name] = l
	return l, nil
}

type lease struct {
	store *Store
	name  string
	lost  chan struct{}
}

func (l *lease) Lost() <-chan struct{} { return l.lost }

func (l *lease) Release() error {
	l.store.mu.Lock()
	defer l.store.mu.Unlock()
	if l.store.leases[l.name] == l {
		delete(l.store.leases, l.name)
	}
	return nil
}

// Revoke takes a lease from its holder, as a lost connection would.
func (s *Store) Revoke(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if l := s.leases[name]; l != nil {
		close(l.lost)
		delete(s.leases, name)
	}
}

// Load is the rows with the keys.
func (s *Store) Load(_ context.Context, g engine.Generation, t engine.Schema, keys []any) (rows []any, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	table, err := s.table(g, t)
	if err != nil {
		return nil, err
	}
	for key := range slices.Chunk(keys, t.Keys) {
		rows = append(rows, table[encode(key)]...)
	}
	return rows, nil
}

// Scan is a part of the rows whose column has the value.
func (s *Store) Scan(_ context.Context, g engine.Generation, t engine.Schema, scan engine.Scan) (rows []any, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, err := s.table(g, t); err != nil {
		return nil, err
	}
	n := 0
	for _, row := range s.generations[g].rows(t.Name) {
		if row[scan.Column] != scan.Value || scan.After != nil && engine.CompareValues(row[:t.Keys], scan.After) <= 0 {
			continue
		}
		if n++; n > scan.Limit {
			break
		}
		rows = append(rows, row...)
	}
	return rows, nil
}

// Commit writes rows and checkpoint at once.
func (s *Store) Commit(_ context.Context, c engine.Commit) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	kept := s.generations[c.Generation]
	if kept == nil || kept.status.Position != c.From || kept.status.Halt != nil || kept.status.Retired {
		return engine.ErrFenced
	}
	for _, change := range c.Changes {
		table, err := s.table(c.Generation, change.Table)
		if err != nil {
			return err
		}
		for key := range slices.Chunk(change.Deletes, change.Table.Keys) {
			delete(table, encode(key))
		}
		width := len(change.Table.Columns)
		for row := range slices.Chunk(change.Inserts, width) {
			key := encode(row[:change.Table.Keys])
			if table[key] != nil {
				return fmt.Errorf("memory: %s has a row of the key already", change.Table.Name)
			}
			table[key] = slices.Clone(row)
		}
		for row := range slices.Chunk(change.Upserts, width) {
			table[encode(row[:change.Table.Keys])] = slices.Clone(row)
		}
	}
	kept.status.Position, kept.status.MovedAt, kept.status.Pace = c.Through, c.At, c.Pace
	if c.Halt != nil {
		kept.status.Halt, kept.status.Since = c.Halt, c.At
	}
	return nil
}

// Resume takes the halt off a generation.
func (s *Store) Resume(_ context.Context, g engine.Generation, since time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if kept := s.generations[g]; kept != nil && kept.status.Halt != nil {
		kept.status.Halt, kept.status.Since = nil, since
	}
	return nil
}

// Rows are all rows of a table of the projection, by key: of its live
// generation, else of the newest. Nil where there is none.
func (s *Store) Rows(projection string, t engine.Schema) (rows [][]any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var from *generation
	for g, kept := range s.generations {
		if g.Projection == projection && (from == nil || kept.status.Live || !from.status.Live && g.Number > from.status.Number) {
			from = kept
		}
	}
	if from == nil {
		return nil
	}
	return from.rows(t.Name)
}

func (g *generation) rows(table string) [][]any {
	rows := slices.Collect(maps.Values(g.tables[table]))
	slices.SortFunc(rows, engine.CompareValues)
	return rows
}

// Close does nothing.
func (s *Store) Close() error { return nil }

func (s *Store) table(g engine.Generation, t engine.Schema) (map[string][]any, error) {
	kept := s.generations[g]
	if kept == nil || kept.tables[t.Name] == nil {
		return nil, fmt.Errorf("memory: there is no table %s: %w", g.Table(t.Name), engine.ErrFenced)
	}
	return kept.tables[t.Name], nil
}

func encode(key []any) string { return fmt.Sprintf("%#v", key) }
