package http

import (
	"context"
	"errors"
	"strings"
	"testing"

	"vaoso/domain/es"
	"vaoso/domain/operations"
)

const skip = `{"projection":"workers","eventId":"6f1c0f0e-3a52-5b0e-9a77-1f0a5f0c2a11","position":"42","eventType":"WorkerMoved","error":"the fold panicked","reason":"dữ liệu thử"}`

// TestSkipsAreShown beside the projection that they are of, and beside no other.
func TestSkipsAreShown(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.must("SkipEvent", skip, "SkipEvent", skip) // twice decided is once decided
	if err := d.engine.CatchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	list := get[ProjectionList](d, "/api/projections").Projections
	if len(list) != len(d.engine.Names()) {
		t.Errorf("%d projections", len(list))
	}
	for _, p := range list {
		if p.Projection != "workers" {
			if p.Skips == nil || len(p.Skips) > 0 {
				t.Errorf("%s goes past %v", p.Projection, p.Skips)
			}
			continue
		}
		if len(p.Skips) != 1 {
			t.Fatalf("workers goes past %v", p.Skips)
		}
		got := p.Skips[0]
		if got.At.IsZero() || got.Actor == "" || got.Reason != "dữ liệu thử" || got.Type != "WorkerMoved" || got.Error != "the fold panicked" || got.Position.String() != "42" || got.EventID.String() != "6f1c0f0e-3a52-5b0e-9a77-1f0a5f0c2a11" {
			t.Errorf("the skip is shown as %+v", got)
		}
	}
}

// TestSkippingIsForOperators, and takes a reason.
func TestSkippingIsForOperators(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	for body, c := range map[string]struct{ role, code string }{
		skip: {"city_officer", es.ErrNotPermitted.Code},
		strings.Replace(skip, `"reason":"dữ liệu thử"`, `"reason":" "`, 1):    {"admin", es.ErrReasonMissing.Code},
		strings.Replace(skip, `"projection":"workers"`, `"projection":""`, 1): {"admin", es.ErrFieldMissing.Code},
	} {
		if a := d.do("SkipEvent", body, "X-Vaoso-Role", c.role); a.problem.Code != c.code {
			t.Errorf("%s came to %d %s", body, a.status, a.body)
		}
	}
}

// TestSkipsThatCantBeRead are a failure of the server's: a status without them
// would say that nothing was gone past.
func TestSkipsThatCantBeRead(t *testing.T) {
	t.Parallel()
	d := newDesk(t, func(o *Options) {
		o.Skips = func(context.Context, string) (operations.Skips, error) { return nil, errors.New("no log") }
	})
	if err := d.engine.CatchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	if a := d.send("GET", "/api/projections", ""); a.status != 500 || strings.Contains(a.body, "no log") {
		t.Errorf("%d %s", a.status, a.body)
	}
}
