package agencies_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"vaoso/adapters/sqlite"
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/law"
	"vaoso/domain/overseas"
	"vaoso/domain/scenario"
	domain "vaoso/domain/supervision"
	"vaoso/projections/agencies"
	"vaoso/projections/contracts"
	"vaoso/projections/contracts/historytest"
	"vaoso/projections/engine"
	"vaoso/projections/engine/foldtest"
)

var day = scenario.Day

// listed are the agencies on the day, and what the register of contracts counts
// of them.
func listed(t *testing.T, events []es.Recorded, asOf civil.Date) (list []agencies.Agency, counted map[string]overseas.Track) {
	t.Helper()
	open := func() *sqlite.Views {
		v, err := sqlite.OpenViewsInMemory(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	historytest.View(t, open(), agencies.Projection, events, func(q engine.Querier) {
		var err error
		if list, err = agencies.List(t.Context(), q, asOf); err != nil {
			t.Error(err)
		}
	})
	counted = map[string]overseas.Track{}
	historytest.View(t, open(), contracts.Projection, events, func(q engine.Querier) {
		counts, err := contracts.ByAgency(t.Context(), q, civil.Date{}, asOf)
		if err != nil {
			t.Error(err)
		}
		for _, c := range counts {
			counted[c.Agency] = c.Track
		}
	})
	return list, counted
}

// record is the history of two agencies, with something of everything.
func record(t *testing.T) *historytest.History {
	h := historytest.New(t)
	h.Register("26-014")
	h.Register("26-015")
	h.Agency("2021-01-10", "26-014", overseas.InviteAgency{Agency: "26-014", Units: []string{"08710", "08707"}, Market: "JP", Quota: 12})
	h.Agency("2021-01-15", "26-014", overseas.RegisterSupplyContract{Agency: "26-014", RegistrationNo: "CƯ-1", Market: "JP", Partner: "Nghiệp đoàn Mẫu", Occupation: "hàn", Quantity: 30})
	h.Agency("2021-01-16", "26-014", overseas.RegisterSupplyContract{Agency: "26-014", RegistrationNo: "CƯ-2", Market: "TW", Partner: "Công ty Mẫu", Occupation: "may", Quantity: 9, ValidTo: day("2021-06-30")})
	for i := 1; i <= 4; i++ {
		no := fmt.Sprint("C-", i)
		h.Ready(no, fmt.Sprint("w", i), "26-014", "2021-02-01") // 400,000 of 450,000
	}
	h.Contract("2021-02-02", "C-1", overseas.RecordFee{Contract: "C-1", Line: overseas.FeeService, Paid: historytest.JPY(450_000), ReceiptNo: "1"})
	h.Contract("2021-02-02", "C-2", overseas.AmendContract{Contract: "C-2", Changes: overseas.Changes{Months: 12, ServiceFee: historytest.JPY(75_000)}}) // of 150,000
	for i := 1; i <= 3; i++ {
		h.Depart(fmt.Sprint("C-", i), fmt.Sprint("2021-03-0", i))
	}
	h.Contract("2022-03-01", "C-2", overseas.RecordReturn{Contract: "C-2", Reason: overseas.ReturnTerm})
	h.Contract("2021-09-01", "C-3", overseas.ReportAbsconded{Contract: "C-3", Reporter: "nghiệp đoàn"})
	h.Agency("2021-11-01", "26-015", overseas.SuspendLicence{Agency: "26-015", From: day("2021-12-01"), DecisionNo: "QĐ-1"})
	h.Agency("2021-11-01", "26-015", overseas.RemoveMarket{Agency: "26-015", Market: "TW"})
	h.Inspect("2021-10-01", "KT-1", domain.OpenInspection{Inspection: "KT-1", Agency: "26-014", AgencyID: "agency-26-014", SubjectKnown: true, Inspector: "Thanh tra Mẫu 01"})
	h.Inspect("2021-10-02", "KT-1", domain.RecordFinding{Inspection: "KT-1", Text: "x", Severity: domain.Major})
	h.Inspect("2021-10-01", "KT-2", domain.OpenInspection{Inspection: "KT-2", Contract: "C-3", ContractID: "contract-C-3", SubjectKnown: true, Inspector: "Thanh tra Mẫu 01"})
	h.Inspect("2021-10-03", "KT-2", domain.RecordFinding{Inspection: "KT-2", Text: "x", Severity: domain.Minor})
	yes, no := true, false
	h.Complaint("2021-08-01", "KN-1", domain.LodgeComplaint{Complaint: "KN-1", AgencyID: "agency-26-015", SubjectKnown: true, Subject: "thu quá mức"})
	h.Complaint("2021-08-20", "KN-1", domain.AnswerComplaint{Complaint: "KN-1", Upheld: &yes})
	h.Complaint("2021-08-01", "KN-2", domain.LodgeComplaint{Complaint: "KN-2", AgencyID: "agency-26-015", SubjectKnown: true, Subject: "chậm thanh lý"})
	h.Complaint("2021-08-21", "KN-2", domain.AnswerComplaint{Complaint: "KN-2", Upheld: &no})
	h.Complaint("2021-12-30", "KN-3", domain.LodgeComplaint{Complaint: "KN-3", AgencyID: "agency-26-015", SubjectKnown: true, Subject: "khác"})
	return h
}

func TestARecordByHand(t *testing.T) {
	t.Parallel()
	list, _ := listed(t, record(t).Events(), day("2022-03-31"))
	if len(list) != 2 {
		t.Fatalf("%d agencies", len(list))
	}
	a, b := list[0], list[1]
	if a.Agency != "agency-26-014" || a.No() != "26-014" || a.Name != "Công ty Mẫu 26-014" || a.Licence.No != "26-014" || a.Standing != overseas.StandingValid || fmt.Sprint(a.Markets) != "[JP TW]" {
		t.Errorf("%+v", a)
	}
	if want := (overseas.Track{Departed: 3, Abroad: 2, Returned: 1, OnTime: 1, Absconded: 1, Unliquidated: 1}); a.Track != want {
		t.Errorf("%+v, want %+v", a.Track, want)
	}
	// 450,000 of 450,000, 75,000 of 150,000, 400,000 of 450,000: 1000, 500, 889.
	if a.Judged != 3 || a.FeeShare != 796 || a.Findings != 2 || a.Lodged != 0 {
		t.Errorf("%+v", a)
	}
	if len(a.Invited) != 1 || a.Invited[0].Units != "08707 08710" || a.Invited[0].Quota != 12 || len(a.Supply) != 1 || a.Supply[0].RegistrationNo != "CƯ-1" {
		t.Errorf("%+v", a)
	}
	if len(a.Sent) != 3 || a.Sent[2].AbscondedOn != day("2021-09-01") || a.Sent[2].Event.IsZero() {
		t.Errorf("%+v", a.Sent)
	}
	if b.Standing != overseas.StandingSuspended || fmt.Sprint(b.Markets) != "[JP]" || b.Lodged != 3 || b.Answered != 2 || b.Upheld != 1 || len(b.UpheldSet) != 1 || b.UpheldSet[0].ComplaintNo != "KN-1" || b.Judged != 0 {
		t.Errorf("%+v", b)
	}
	before, _ := listed(t, record(t).Events(), day("2021-06-30"))
	if a := before[0]; len(a.Supply) != 2 || a.Findings != 0 || a.Absconded != 0 || a.Abroad != 3 {
		t.Errorf("in June: %+v", a)
	}
	if b := before[1]; b.Lodged != 0 || b.Standing != overseas.StandingValid || fmt.Sprint(b.Markets) != "[JP TW]" {
		t.Errorf("in June: %+v", b)
	}
}

// TestTheRecordFollowsTheDomain: whatever was entered in whatever order, the
// figures are those of the register of contracts, and of the domain's own states.
func TestTheRecordFollowsTheDomain(t *testing.T) {
	t.Parallel()
	met := scenario.AtLeast(1, "sent", "judged")
	met.Check(t, func(rt *rapid.T) {
		h := historytest.Random(historytest.New(t), historytest.Steps.Draw(rt, "steps"))
		asOf := day("2020-07-01").AddDays(rapid.IntRange(0, 2000).Draw(rt, "as of"))
		list, counted := listed(t, h.Events(), asOf)
		for _, a := range list {
			state := h.AgencyState(a.No())
			if a.Track != counted[a.Agency] || a.Standing != state.StandingOn(asOf) || a.Licence != state.LicenceOn(asOf) {
				rt.Fatalf("got %+v; the contracts count %+v, the licence is %s", a, counted[a.Agency], state.StandingOn(asOf))
			}
			for _, m := range []string{"JP", "TW", "KR"} {
				if slices.Contains(a.Markets, m) != state.HoldsOn(m, asOf) {
					rt.Fatalf("%s holds %v on %s", a.Agency, a.Markets, asOf)
				}
			}
			n, sum := 0, 0
			for _, no := range h.Numbers() {
				c := h.ContractState(no)
				if c.AgencyID != a.Agency || c.DepartedOn.IsZero() || c.DepartedOn.After(asOf) {
					continue
				}
				met.Saw("sent")
				if share, ok := overseas.FeeShare(c, law.Current()); ok {
					n, sum = n+1, sum+share
				}
			}
			if a.Judged != n || n > 0 && a.FeeShare != (2*sum+n)/(2*n) {
				rt.Fatalf("fees %d of %d, want %d/%d", a.FeeShare, a.Judged, sum, n)
			}
			if n > 0 {
				met.Saw("judged")
			}
		}
	})
}

func TestProperties(t *testing.T) {
	t.Parallel()
	foldtest.Properties(t, agencies.Projection, record(t).Events())
	for seed := range 3 {
		foldtest.Properties(t, agencies.Projection, historytest.Random(historytest.New(t), historytest.Steps.Example(seed)).Events())
	}
}

// TestNoAgencyEventIsPassedOver: a new event of an agency is noticed here.
func TestNoAgencyEventIsPassedOver(t *testing.T) {
	t.Parallel()
	for _, name := range overseas.Events.Names() {
		def, _ := overseas.Events.Named(name)
		if def.Go.Implements(reflect.TypeFor[overseas.AgencyEvent]()) && name != "RepresentativeCorrected" && !slices.Contains(agencies.Projection.Reads, name) {
			t.Errorf("the projection doesn't read %s", name)
		}
		if strings.HasPrefix(name, "Fee") && !slices.Contains(agencies.Projection.Reads, name) {
			t.Errorf("the projection doesn't read %s", name)
		}
	}
}
