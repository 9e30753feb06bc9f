// Package catalog assembles the event types of all contexts. Whoever reads the
// log decodes with [Events].
package catalog

import (
	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/operations"
	"vaoso/domain/outreach"
	"vaoso/domain/overseas"
	"vaoso/domain/plan"
	"vaoso/domain/supervision"
	"vaoso/domain/support"
)

// Events are all event types of the book.
func Events() *es.Definitions {
	return es.Merge(plan.Events, labour.Events, overseas.Events, supervision.Events, support.Events, operations.Events, outreach.Events, correction.Events)
}
