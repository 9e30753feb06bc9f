package sheet

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"

	"vaoso/domain/book"
	"vaoso/domain/es"
)

// entry is a row on its way into the book.
type entry struct {
	kind  Kind
	row   *Row
	same  *entry // the earlier row that says the same; it is entered there
	with  *entry // the earlier row of corrections that puts the same thing right; it has the step
	steps []*Step
	// compare says what the book has already; it is asked once, before the
	// row's first step.
	compare func(context.Context, *book.Book) (comparison, error)
	group   *group

	compared comparison
	asked    bool // compare was
	stopped  bool // a step was refused, or the row differs
	taken    int
	already  int
	result   Result // of a stopped row: what stopped it
	finished bool
}

// comparison is what the book says of a row already.
type comparison struct {
	present []string // names of the steps that are there
	differs []string // columns in which the book says otherwise
	have    Values   // what the book says, by column
}

// group is the rows of one inspection. They share a stream, so they share a
// lane, and nothing here is written by two goroutines at once.
type group struct{ broken bool }

// Run carries out steps, which are some of [Job.Steps] in their order, and
// returns when all are done. Several calls, one after the other, carry out the
// whole. What a rule of the book refuses stands in the report; an error is
// something that broke, and steps not begun by then are left.
func (j *Job) Run(ctx context.Context, steps []*Step) error {
	for _, stage := range stages(steps) {
		if err := j.stage(ctx, lanes(stage)); err != nil {
			return err
		}
	}
	return nil
}

func (j *Job) stage(ctx context.Context, lanes [][]*Step) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(max(j.opts.Workers, 1), len(lanes)) {
		workers.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(lanes)); i = next.Add(1) - 1 {
				for _, s := range lanes[i] {
					if ctx.Err() != nil {
						return
					}
					if err := j.carry(ctx, s); err != nil {
						cancel(fmt.Errorf("couldn't enter line %d of the %s: %w", s.Line, s.Kind, err))
						return
					}
				}
			}
		})
	}
	workers.Wait()
	return context.Cause(ctx)
}

// carry does a step, unless the row is stopped or the book has it already.
func (j *Job) carry(ctx context.Context, s *Step) error {
	e := s.entry
	if err := j.look(ctx, e); err != nil {
		return err
	}
	switch {
	case e.stopped: // it waits
	case slices.Contains(e.compared.present, s.Name):
		e.already++
	case s.gather != nil && s.gather.broken:
		e.refuse(s, ErrRowsOpen.With("inspection", e.row.values["inspection_no"]))
	default:
		if err := j.issue(ctx, s); err != nil {
			return err
		}
	}
	if s == e.steps[len(e.steps)-1] {
		e.finished = true
		done := j.done.Add(1)
		if j.opts.Progress != nil {
			j.opts.Progress(int(done), j.total)
		}
	}
	return nil
}

// look compares the row with the book before its first step.
func (j *Job) look(ctx context.Context, e *entry) (err error) {
	if e.asked {
		return nil
	}
	if e.compared, err = e.compare(ctx, &j.book); err != nil {
		return err
	}
	e.asked = true
	if len(e.compared.differs) > 0 {
		e.stop(Result{Outcome: Differs, Fields: e.compared.differs})
	}
	return nil
}

// issue asks the book.
func (j *Job) issue(ctx context.Context, s *Step) error {
	command, known := book.Named(s.Command)
	if !known {
		return fmt.Errorf("sheet: the book has no command %s", s.Command)
	}
	var out book.Result
	asked, err := s.ask(ctx, &j.book)
	if err == nil {
		out, err = j.book.Do(ctx, command, book.Asked{
			Command: asked, On: s.On, Reason: cmp.Or(s.reason, "nhập từ tệp "+string(s.Kind)), LegalBasis: s.legal,
		}, book.Request{Actor: j.opts.Actor, Role: string(j.opts.Role), Unit: j.opts.Unit, Key: s.Key, CorrelationID: j.opts.CorrelationID})
	}
	switch refused, ok := es.AsRefused(err); {
	case ok:
		s.entry.refuse(s, refused)
	case err != nil:
		return err
	case out.Repeated || len(out.Events) == 0:
		s.entry.already++
	default:
		s.entry.taken++
		for _, w := range out.Warnings {
			s.entry.result.Warnings = append(s.entry.result.Warnings, Text(w))
		}
		if s.note != (Text{}) {
			s.entry.result.Warnings = append(s.entry.result.Warnings, s.note)
		}
	}
	return nil
}

// refuse stops the row at a step that the book said no to.
func (e *entry) refuse(s *Step, r *es.Refused) {
	warnings := e.result.Warnings
	result := Result{Outcome: Refused, Step: s.Name, Command: s.Command, Code: r.Code, Says: Text{r.Vietnamese(), r.English()}, Warnings: warnings}
	for _, also := range r.Also {
		result.Also = append(result.Also, also.Code)
	}
	if e.taken+e.already > 0 {
		result.Outcome = Partly
	}
	e.stop(result)
}

func (e *entry) stop(r Result) {
	e.stopped, e.result = true, r
	if e.group != nil {
		e.group.broken = true
	}
}
