package memory_test

import (
	"testing"

	"vaoso/projections/engine"
	"vaoso/projections/engine/memory"
	"vaoso/projections/engine/storetest"
)

func TestConformance(t *testing.T) {
	t.Parallel()
	storetest.Run(t, func(testing.TB) engine.Store { return memory.New() })
}
