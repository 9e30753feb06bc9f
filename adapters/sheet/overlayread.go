package sheet

import (
	"context"
	"iter"
	"slices"

	"vaoso/domain/es"
)

// whole is the base's head, what was appended over it, and a channel that is
// closed when more is.
func (o *Overlay) whole(ctx context.Context) (base es.Position, added []es.Event, grown <-chan struct{}, err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	base, err = o.baseHead(ctx)
	return base, o.added, o.grown, err
}

// ReadAll is es.Log's: the base's events up to its head, then the overlay's.
func (o *Overlay) ReadAll(ctx context.Context, from es.Position, dir es.Direction, filter es.Filter) iter.Seq2[es.Event, error] {
	return func(yield func(es.Event, error) bool) {
		if err := filter.Valid(); err != nil {
			yield(es.Event{}, err)
			return
		}
		base, added, _, err := o.whole(ctx)
		if err != nil {
			yield(es.Event{}, err)
			return
		}
		if dir == es.Forward {
			_ = o.readBase(ctx, base, from, dir, filter, yield) && yieldAdded(ctx, added, from, dir, filter, yield)
			return
		}
		_ = yieldAdded(ctx, added, from, dir, filter, yield) && o.readBase(ctx, base, from, dir, filter, yield)
	}
}

// readBase yields the base's events that were there at its head; false ends.
func (o *Overlay) readBase(ctx context.Context, head, from es.Position, dir es.Direction, filter es.Filter, yield func(es.Event, error) bool) bool {
	for e, err := range o.base.ReadAll(ctx, from, dir, filter) {
		if err != nil {
			yield(es.Event{}, err)
			return false
		}
		if head.Before(e.Position) { // written after the overlay began
			if dir == es.Forward {
				return true
			}
			continue
		}
		if !yield(e, nil) {
			return false
		}
	}
	return true
}

func yieldAdded(ctx context.Context, added []es.Event, from es.Position, dir es.Direction, filter es.Filter, yield func(es.Event, error) bool) bool {
	if dir == es.Backward {
		added = slices.Clone(added)
		slices.Reverse(added)
	}
	for _, e := range added {
		after := from.Before(e.Position)
		if dir == es.Backward {
			after = e.Position.Before(from)
		}
		if !after || !matches(filter, e) {
			continue
		}
		if err := ctx.Err(); err != nil {
			yield(es.Event{}, err)
			return false
		}
		if !yield(copied(e), nil) {
			return false
		}
	}
	return true
}

func later(a, b es.Position) es.Position {
	if a.Before(b) {
		return b
	}
	return a
}

// Follow is es.Log's. What others write to the base later isn't followed: a dry
// run sees the book as it was.
func (o *Overlay) Follow(ctx context.Context, after es.Position, filter es.Filter, size int) iter.Seq2[es.Page, error] {
	return func(yield func(es.Page, error) bool) {
		if err := filter.Valid(); err != nil {
			yield(es.Page{}, err)
			return
		}
		size = max(size, 1)
		for first := true; ; first = false {
			base, added, grown, err := o.whole(ctx)
			if err != nil {
				yield(es.Page{}, err)
				return
			}
			end := base
			if len(added) > 0 {
				end = added[len(added)-1].Position
			}
			page := es.Page{Through: end, CaughtUp: true}
			for e, err := range o.ReadAll(ctx, after, es.Forward, filter) {
				if err != nil {
					yield(es.Page{}, err)
					return
				}
				if end.Before(e.Position) {
					break
				}
				if len(page.Events) == size {
					page.Through, page.CaughtUp = page.Events[size-1].Position, false
					break
				}
				page.Events = append(page.Events, e)
			}
			if first || after.Before(page.Through) {
				if !yield(page, nil) {
					return
				}
				after = later(after, page.Through)
			}
			if !page.CaughtUp {
				continue
			}
			select {
			case <-grown:
			case <-ctx.Done():
				yield(es.Page{}, ctx.Err())
				return
			}
		}
	}
}
