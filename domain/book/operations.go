package book

import "vaoso/domain/operations"

func skipEvent(c *call, cmd operations.SkipEvent) (Result, error) {
	stream, err := named("projection", cmd.Projection)
	if err != nil {
		return Result{}, err
	}
	return handle(c, operations.SkipDecider, stream, cmd)
}
