package book_test

import (
	"fmt"
	"testing"

	"vaoso/domain/book"
	"vaoso/domain/es"
)

// TestASanctionIsPutRightByTwoPeople: inspectors may; of a suspension the act on
// the licence comes first, and what was annulled isn't carried again.
func TestASanctionIsPutRightByTwoPeople(t *testing.T) {
	t.Parallel()
	d := escalated(t)
	imposed := d.must("ImposeSanction", suspension).Events[0]
	propose := func(subject string, event es.UUID, actor, key string) (book.Result, error) {
		return d.askAs(book.Request{Key: key, Actor: actor, Role: "inspector"}, "ProposeCorrection", fmt.Sprintf(`{%s,"eventId":%q,"action":"annul","reason":"nhầm doanh nghiệp"}`, subject, event))
	}
	confirm := func(subject, stream, key, actor string) error {
		_, err := d.askAs(book.Request{Key: "c-" + key + actor, Actor: actor, Role: "inspector"}, "ConfirmCorrection", fmt.Sprintf(`{%s,"proposalId":%q,"reason":"đã xem"}`, subject, es.EventID(key, stream, 0)))
		return err
	}
	inspection, licence := `"inspection":"KT-1"`, `"licenceNo":"26-014"`
	if _, err := propose(inspection, imposed.ID, "u-one", "p-early"); refusal(t, err) != "ErrDependentFacts" {
		t.Errorf("while the licence is suspended: %v", err)
	}
	var act es.UUID
	for e, err := range d.Log.Read(t.Context(), agency014, 1, es.Forward) {
		if err != nil {
			t.Fatal(err)
		}
		act = e.ID
	}
	if _, err := propose(licence, act, "u-one", "p-act"); err != nil {
		t.Fatal(err)
	}
	if err := confirm(licence, agency014, "p-act", "u-two"); err != nil {
		t.Fatal(err)
	}
	if _, err := propose(inspection, imposed.ID, "u-one", "p-sanction"); err != nil {
		t.Fatal(err)
	}
	if err := confirm(inspection, kt1, "p-sanction", "u-one"); refusal(t, err) != "ErrSamePerson" {
		t.Errorf("by one person: %v", err)
	}
	if err := confirm(inspection, kt1, "p-sanction", "u-two"); err != nil {
		t.Fatal(err)
	}
	if err := d.Enforce(t.Context(), kt1, es.Recorded{}.On()); err != nil {
		t.Fatal(err)
	}
	if got := d.suspensions(); len(got) != 1 {
		t.Errorf("the licence's acts, in the log: %v", got)
	}
	// What is right is entered anew, and carried.
	d.must("ImposeSanction", `{"inspection":"KT-1","findingId":"KT-1-1","kind":"suspension","decisionNo":"MẪU/QĐ-11","from":"2021-09-01","on":"2021-07-21"}`)
	if got := d.suspensions(); len(got) != 2 {
		t.Errorf("the right one isn't carried: %v", got)
	}
}
