package overseas_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"vaoso/domain/es"
	"vaoso/domain/law"
	"vaoso/domain/money"
	"vaoso/domain/overseas"
	"vaoso/domain/scenario"
)

// samples has one full event of each type. Its JSON lies in testdata, for ever:
// a stored event has to be read by every later program. A new version adds a
// file and leaves the old one as it is.
var samples = []any{
	func() any {
		r := registered
		r.CharterCapital, r.Deposit, r.Representative = money.VND(5_000_000_000), money.VND(1_000_000_000), "Nguyễn Văn Á"
		return r
	}(),
	overseas.LicenceRenewed{LicenceNo: "26-114", LicensedOn: scenario.Day("2023-01-02"), ExpiresOn: scenario.Day("2028-01-01")},
	overseas.MarketAdded{Market: "KR"},
	overseas.MarketRemoved{Market: "KR"},
	overseas.LicenceSuspended{From: scenario.Day("2021-07-01"), Until: scenario.Day("2021-08-29"), DecisionNo: "MẪU/QĐ-01"},
	overseas.LicenceReinstated{From: scenario.Day("2021-08-20"), DecisionNo: "MẪU/QĐ-02"},
	overseas.LicenceRevoked{From: scenario.Day("2021-09-01"), DecisionNo: "MẪU/QĐ-09"},
	agreed(),
	overseas.OrientationRecorded{CertificateNo: "ĐH-0071", Party: party},
	overseas.ContractRegistered{RegistrationNo: "ĐK-26-88", With: overseas.DOLAB, Party: party},
	overseas.WorkerDispatched{Departure: departure()},
	overseas.IrregularDispatchRecorded{Departure: departure(), Violations: []string{"ErrLicenceSuspended"}, Source: "thanh tra"},
	overseas.ContractExtended{Months: 12, DueBackOn: scenario.Day("2025-05-17"), ServiceFee: jpy(150_000), NotJudged: true, Party: party},
	overseas.WorkerAbsconded{LastSeenOn: scenario.Day("2022-01-08"), Reporter: "nghiệp đoàn", DepartedOn: leftOn, Party: party},
	overseas.WorkerReturned{Reason: overseas.ReturnEarlyHealth, Early: true, After: overseas.Departed, DepartedOn: leftOn, Party: party},
	overseas.ContractTerminated{Reason: "phá sản", Fault: overseas.FaultEmployer, After: overseas.Departed, DepartedOn: leftOn, Party: party},
	overseas.ContractLiquidated{FeeRefunded: jpy(100_000), DepositReturned: money.VND(20_000_000), Compensation: jpy(0), Unilateral: true, After: overseas.Returned, DepartedOn: leftOn, Party: party},
}

// sparse has the events whose optional fields are often left out.
var sparse = []any{
	overseas.AgencyRegistered{LicenceNo: "26-014", Name: "Công ty Mẫu Phái cử A", Type: overseas.PublicUnit, LicensedOn: scenario.Day("2017-05-12"), Markets: []string{"JP"}},
	overseas.LicenceRenewed{LicenceNo: "26-014", LicensedOn: scenario.Day("2023-01-02")},
	overseas.LicenceSuspended{From: scenario.Day("2021-07-01"), DecisionNo: "MẪU/QĐ-01"},
	agreed(func(e *overseas.ContractSigned) {
		e.Kind, e.AgencyID, e.AgencyRevision = overseas.KindIndividual, "", es.NoRevision
	}),
	func() any {
		d := departure()
		d.Party = overseas.Party{WorkerID: workerID, Market: "TW"}
		d.Reservation, d.Evidence = es.UUID{}, overseas.Evidence{AgencyRevision: es.NoRevision, Rules: "law-2020", NotJudged: []law.Line{law.Deposit}}
		return overseas.IrregularDispatchRecorded{Departure: d, Violations: []string{"ErrOrientationMissing", "ErrAlreadyEngaged"}, Source: "thanh tra"}
	}(),
	overseas.ContractTerminated{Reason: "rút đơn", Fault: overseas.FaultNone, After: overseas.Signed, Party: party},
}

func TestGoldens(t *testing.T) {
	t.Parallel()
	var names []string
	for i, sample := range slices.Concat(samples, sparse) {
		name, version, data, err := overseas.Events.Encode(sample)
		if err != nil {
			t.Fatal(err)
		}
		file := fmt.Sprintf("%s.v%d.json", name, version)
		if i < len(samples) {
			names = append(names, name)
		} else {
			file = fmt.Sprintf("%s.v%d.sparse.json", name, version)
		}
		t.Run(file, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join("testdata", file)
			golden, err := os.ReadFile(path)
			if err != nil {
				t.Fatalf("the golden of %s is missing; it would hold\n%s", name, data)
			}
			decoded, err := overseas.Events.Decode(es.Event{Type: name, Version: version, Data: golden})
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(decoded.Payload, sample) {
				t.Errorf("%s decodes to\n%+v, want\n%+v", path, decoded.Payload, sample)
			}
			var b bytes.Buffer
			if err := json.Indent(&b, data, "", "  "); err != nil {
				t.Fatal(err)
			}
			if b.WriteByte('\n'); b.String() != string(golden) {
				t.Errorf("%s is written today as\n%s", path, b.String())
			}
		})
	}
	slices.Sort(names)
	if !slices.Equal(names, overseas.Events.Names()) {
		t.Errorf("samples of %v, event types %v", names, overseas.Events.Names())
	}
}

// The dispatch of DOMAIN.md §11, as it stands there, is read.
func TestDocumentedDispatchDecodes(t *testing.T) {
	t.Parallel()
	data := `{"workerId":"worker-9c1f04a2be77d013","agencyId":"agency-26-014","market":"JP","occupation":"hàn","months":36,"dueBackOn":"2024-05-17","ward":"08710","sex":"male","birthYear":1994,"reportedOn":"2021-05-18","reservation":"` + reservation.String() + `","evidence":{"agencyRevision":2,"workerRevision":0,"rules":"law-2006","cap":{"amount":450000,"currency":"JPY"}}}`
	decoded, err := overseas.Events.Decode(es.Event{Type: "WorkerDispatched", Version: 1, Data: []byte(data)})
	if err != nil || !reflect.DeepEqual(decoded.Payload, overseas.WorkerDispatched{Departure: departure()}) {
		t.Errorf("got %+v, %v", decoded.Payload, err)
	}
}

// roundTrip fails unless an event survives being stored and read.
func roundTrip(t interface {
	Fatalf(format string, args ...any)
}, payload any) {
	name, version, data, err := overseas.Events.Encode(payload)
	if err != nil {
		t.Fatalf("couldn't encode %T: %v", payload, err)
	}
	back, err := overseas.Events.Decode(es.Event{Type: name, Version: version, Data: data})
	if err != nil || !reflect.DeepEqual(back.Payload, payload) {
		t.Fatalf("%s comes back as %+v, %v", data, back.Payload, err)
	}
}

// Sentinels carry their own Go names as codes.
func TestSentinels(t *testing.T) {
	t.Parallel()
	source, err := os.ReadFile("refusals.go")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for line := range strings.Lines(string(source)) {
		name, rest, ok := strings.Cut(strings.TrimSpace(line), " = es.NewRefusal(\"")
		if !ok {
			continue
		}
		if found++; !strings.HasPrefix(rest, name+`"`) {
			t.Errorf("%s has the code %s", name, rest)
		}
	}
	if found < 20 {
		t.Errorf("found %d sentinels", found)
	}
}
