package http

import (
	"strings"
	"testing"

	"vaoso/domain/support"
	"vaoso/projections/retention"
	supports "vaoso/projections/support"
	"vaoso/projections/unemployment"
)

// TestSupportIsAskedFor: the three reports of support, as of a day.
func TestSupportIsAskedFor(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.Forces = support.ShippedLabourForces()
	d.must("RegisterWorker", register,
		"PlaceWorker", `{"citizenId":"000094000123","occupation":"sửa xe","contractKind":"self_employed","months":6,"monthlyWage":{"amount":6000000,"currency":"VND"},"source":"self","on":"2021-02-12"}`,
		"ApproveLoan", `{"loan":"2021-007","citizenId":"000094000123","amount":{"amount":50000000,"currency":"VND"},"months":36,"jobsPromised":1,"on":"2021-05-04"}`,
		"RecordUnemploymentNotice", `{"citizenId":"000094000123","on":"2021-09-01"}`)
	kept := get[retention.Report](d, "/api/retention?asOf=2021-12-30")
	if len(kept.Marks) != 2 || kept.Marks[0].Due != 1 || kept.Marks[1].Unchecked != 1 || kept.Marks[0].Rate != nil || !kept.Synthetic || kept.Formula.Vi == "" {
		t.Errorf("%+v", kept)
	}
	year := get[supports.Report](d, "/api/support?asOf=2021-12-30")
	if year.Total.Loans != 1 || year.Total.LoanAmount != 50_000_000 || year.Total.Notices != 1 || len(year.Wards) != 1 || year.From.String() != "2021-01-01" {
		t.Errorf("%+v", year)
	}
	if later := get[supports.Report](d, "/api/support?from=2021-06-01&asOf=2021-12-30"); later.Total.Loans != 0 || later.Total.Notices != 1 {
		t.Errorf("%+v", later)
	}
	u := get[unemployment.Report](d, "/api/unemployment?asOf=2021-12-30")
	if len(u.Months) != 12 || u.Months[0].Unemployed != 1 || u.Months[1].Unemployed != 0 || u.Months[7].Seeking != 1 || u.Months[8].Noticed != 1 || u.Months[11].LabourForce != 65_450 || u.Limits.En == "" {
		t.Errorf("%+v", u.Months)
	}
	for path, field := range map[string]string{"/api/support?from=2021-12-31&asOf=2021-12-30": "from", "/api/retention?asOf=x": "asOf", "/api/unemployment?asOf=x": "asOf"} {
		if a := d.send("GET", path, ""); a.status != 400 || !strings.Contains(a.body, field) {
			t.Errorf("%s: %d %s", path, a.status, a.body)
		}
	}
}
