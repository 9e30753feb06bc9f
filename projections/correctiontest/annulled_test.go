package correctiontest_test

import (
	"testing"

	"pgregory.net/rapid"

	"vaoso/domain/labour"
	"vaoso/domain/scenario"
	"vaoso/projections/correctiontest"
	supportview "vaoso/projections/support"
	"vaoso/projections/targetprogress"
)

// TestWorkerAnnulled: whoever was annulled is in no figure.
func TestWorkerAnnulled(t *testing.T) {
	t.Parallel()
	annulments := scenario.AtLeast(1, "annulled")
	annulments.Check(t, func(t *rapid.T) {
		right, wrong := begin(t), begin(t)
		registration, on := aRegistration(t, "person")
		for _, h := range []*history{right, wrong} {
			if h.askEmployer(t, employers[0], anEmployer0, on) != nil || h.askEmployer(t, employers[1], anEmployer1, on) != nil {
				t.Fatalf("the employers were refused")
			}
		}
		if wrong.ask(t, registration, on) != nil {
			t.Fatalf("the registration was refused")
		}
		for range rapid.IntRange(0, 8).Draw(t, "steps") {
			s := aStep(t)
			before := len(wrong.worker.Contracts)
			if _ = s.run(t, wrong, s.on); len(wrong.worker.Contracts) != before {
				return // who was abroad can't be annulled
			}
		}
		if wrong.ask(t, labour.AnnulWorker{}, today) != nil {
			return
		}
		annulments.Saw("annulled")
		correctiontest.Ends(t, targetprogress.Projection, wrong.Log, counted...)
		right.Gap(wrong.Len() - right.Len())
		for _, p := range views {
			if p.Name != targetprogress.Projection.Name && p.Name != supportview.Projection.Name { // a loan's job and support stay until they are annulled
				correctiontest.Same(t, p, right.Log, wrong.Log, append([]string{"workers", "unemployment_people", "unemployment_notices"}, annulled...)...)
			}
		}
	})
}
