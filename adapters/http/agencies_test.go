package http

import (
	"testing"

	"vaoso/domain/overseas"
	"vaoso/projections/scorecard"
)

// TestAgencies: an agency that sent a worker while its licence was suspended,
// now, and as of a day before that was decided.
func TestAgencies(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.year()
	at := d.must("SuspendLicence", `{"licenceNo":"26-014","from":"2021-05-01","until":"2021-05-31","decisionNo":"QĐ-1","on":"2021-06-10"}`).Position.String()
	now := get[scorecard.AgencyReport](d, "/api/agencies?after="+at)
	if len(now.Agencies) != 1 || now.Position.String() != at || !now.Synthetic {
		t.Fatalf("%+v", now)
	}
	a := now.Agencies[0]
	if a.Agency != "agency-26-014" || a.Departed != 1 || a.Abroad != 1 || a.Score.Points != 15 || a.LicenceState != overseas.StandingValid || a.FeePerMille == nil || *a.FeePerMille != 889 {
		t.Errorf("%+v", a)
	}
	if critical := a.Score.Terms[0]; len(critical.About) != 1 || critical.About[0] != "RF01-C-2021-0007" || len(critical.Events) != 2 {
		t.Errorf("%+v", critical)
	}
	if then := get[scorecard.AgencyReport](d, "/api/agencies?asOf=2021-06-09").Agencies; len(then) != 1 || then[0].Score.Points != 0 || then[0].Departed != 1 {
		t.Errorf("before the decision: %+v", then)
	}
	if got := d.send("GET", "/api/agencies?asOf=x", ""); got.status != 400 {
		t.Errorf("%d %s", got.status, got.body)
	}
}
