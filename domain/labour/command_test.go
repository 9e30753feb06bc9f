package labour_test

import (
	"encoding/json"
	"reflect"
	"testing"

	. "vaoso/domain/labour"
)

// What the caller loads as evidence can't be said by whoever asks.
func TestEvidenceComesFromTheCaller(t *testing.T) {
	t.Parallel()
	var j PlaceWorker
	said := `{"worker":"4e7a90c3d1f25b68","employer":"1a2b3c4d5e6f7081","occupation":"công nhân may","contractKind":"fixed_term","months":12,
		"monthlyWage":{"amount":6500000,"currency":"VND"},"source":"direct","reportedOn":"2021-03-18",
		"EmployerID":"employer-1a2b3c4d5e6f7081","employerId":"x","Employer":"1a2b3c4d5e6f7081","employerRevision":9,"EmployerRevision":9}`
	if err := json.Unmarshal([]byte(said), &j); err != nil {
		t.Fatal(err)
	}
	want := PlaceWorker{
		Worker: "4e7a90c3d1f25b68", EmployerRef: "1a2b3c4d5e6f7081", Occupation: "công nhân may", ContractKind: FixedTerm, Months: 12,
		MonthlyWage: wage, Source: Direct, ReportedOn: day("2021-03-18"),
	}
	if !reflect.DeepEqual(j, want) {
		t.Errorf("read as\n%+v, want\n%+v", j, want)
	}
	var p RegisterWorker
	if err := json.Unmarshal([]byte(`{"synthetic":true,"Synthetic":true}`), &p); err != nil || p.Synthetic {
		t.Errorf("a command said what kind of book it is: %v", err)
	}
}

// A command that leaves out what it may leave out is written without it.
func TestCommandsAreWrittenShort(t *testing.T) {
	t.Parallel()
	for want, c := range map[string]any{
		`{"worker":"4e7a90c3d1f25b68","reason":"resigned"}`:                      EndPlacement{Worker: "4e7a90c3d1f25b68", Reason: Resigned},
		`{"citizenId":"000199000123","reason":"retired"}`:                        EndJobSeeking{CitizenID: "000199000123", Reason: Retired},
		`{"employer":"1a2b3c4d5e6f7081"}`:                                        CloseEmployer{Employer: "1a2b3c4d5e6f7081"},
		`{"worker":"4e7a90c3d1f25b68","contractId":"c","reason":"annulled"}`:     ReleaseEngagement{Worker: "4e7a90c3d1f25b68", ContractID: "c", Reason: Annulled},
		`{"taxCode":"0000010008","name":"Công ty","sector":"C","province":"01"}`: RegisterEmployer{TaxCode: "0000010008", Name: "Công ty", Sector: "C", Province: "01"},
	} {
		if got, err := json.Marshal(c); err != nil || string(got) != want {
			t.Errorf("%T is written %s, %v, want %s", c, got, err, want)
		}
	}
}
