package labour_test

import (
	"errors"
	"strings"
	"testing"

	"vaoso/domain/es"
	. "vaoso/domain/labour"
	"vaoso/domain/money"
	"vaoso/domain/territory"
)

func TestCheckCitizenID(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		id        string
		synthetic bool
		want      error
	}{
		{"026094000123", false, nil},
		{"001194000123", false, nil},
		{"096399000123", false, nil},
		{"135000123", false, nil}, // the older card
		{"000000123", false, nil}, // has no structure, so no prefix
		{"000094000123", true, nil},
		{"000000123", true, nil},
		{"000094000123", false, ErrSyntheticCitizenID},
		{"026094000123", true, ErrRealCitizenID},
		{"135000123", true, ErrRealCitizenID},
		{"097094000123", false, ErrCitizenIDMalformed},
		{"026494000123", false, ErrCitizenIDMalformed},
		{"02609400012", false, ErrCitizenIDMalformed},
		{"0260940001234", false, ErrCitizenIDMalformed},
		{"02609400012x", false, ErrCitizenIDMalformed},
		{"026 94000123", false, ErrCitizenIDMalformed},
		{"", false, ErrCitizenIDMalformed},
	} {
		err := CheckCitizenID(c.id, c.synthetic)
		if !errors.Is(err, c.want) {
			t.Errorf("%q in a synthetic book %v: %v, want %v", c.id, c.synthetic, err, c.want)
		}
		if err != nil && c.id != "" && strings.Contains(err.Error(), c.id) {
			t.Errorf("the refusal names the id: %v", err)
		}
	}
}

func TestCheckTaxCode(t *testing.T) {
	t.Parallel()
	for code, good := range map[string]bool{
		"0000010008": true, "0000010008-001": true, "0100109106": true, // the last: a published code of a real company
		"0000010009": false, "0000010018": false, "000001000": false, "0000010008-01": false, "00000100080001": false,
		"0000010008 001": false, "000001000a": false, "": false,
		"0000000000": false, // a check digit of 10 is never given out
	} {
		if err := CheckTaxCode(code); (err == nil) != good || err != nil && !errors.Is(err, ErrTaxCodeMalformed) {
			t.Errorf("%q: %v", code, err)
		}
	}
}

func codesOf(warnings []Warning) (out []string) {
	for _, w := range warnings {
		out = append(out, w.Code)
	}
	return out
}

func TestCitizenIDWarnings(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		id   string
		sex  Sex
		year int
		want string
	}{
		{"000094000123", Male, 1994, ""},
		{"000199000123", Female, 1999, ""},
		{"000206000123", Male, 2006, ""},
		{"000306000123", Female, 2006, ""},
		{"000094000123", Female, 1994, "SexDisagrees"},
		{"000094000123", Male, 1995, "BirthYearDisagrees"},
		{"000094000123", Male, 2094, "BirthYearDisagrees"},
		{"000306000123", Male, 1906, "SexDisagrees BirthYearDisagrees"},
		{"135000123", Male, 1994, ""},
	} {
		if got := strings.Join(codesOf(CitizenIDWarnings(c.id, c.sex, c.year)), " "); got != c.want {
			t.Errorf("%s %s %d: %q, want %q", c.id, c.sex, c.year, got, c.want)
		}
	}
	if got := codesOf(personWith(func(p *RegisterWorker) { p.Sex = Male }).Warnings()); len(got) != 1 {
		t.Errorf("a registration warns %v", got)
	}
}

func TestWageWarning(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		wage   int64
		on     string
		change func(*PlaceWorker)
		warns  bool
	}{
		{3_919_999, "2022-06-30", nil, true},
		{3_920_000, "2022-06-30", nil, false},
		{3_920_000, "2022-07-01", nil, true},
		{4_160_000, "2022-07-01", nil, false},
		{4_160_000, "2024-07-01", nil, true},
		{1_000_000, "2022-06-30", func(j *PlaceWorker) { j.ContractKind = SelfEmployed }, false},
		{1_000_000, "2022-06-30", func(j *PlaceWorker) { j.Employer.Ward = "01234" }, false},
	} {
		j := jobWith(func(j *PlaceWorker) { j.MonthlyWage = money.VND(c.wage) })
		if c.change != nil {
			c.change(&j)
		}
		got := j.Warnings(territory.VinhYen(), territory.VinhYenWages(), day(c.on))
		if (len(got) > 0) != c.warns {
			t.Errorf("%d VND on %s: %v", c.wage, c.on, got)
		}
		for _, w := range got {
			if !strings.Contains(w.En, "region II") || !strings.Contains(w.Vi, "vùng II") {
				t.Errorf("it says %q, %q", w.Vi, w.En)
			}
		}
	}
}

// Refusals carry no personal data, whatever a command holds.
func TestRefusalsNameNoPerson(t *testing.T) {
	t.Parallel()
	bad := personWith(func(p *RegisterWorker) {
		p.Phone, p.CitizenID, p.BirthDate = "0000000123", "000999000123", day("2010-02-03")
	})
	_, err := WorkerDecider.Decide(Worker{}, bad, es.Asked{On: day("2021-01-11"), Today: day("2021-01-11")})
	refused, ok := es.AsRefused(err)
	if !ok || len(refused.Also) != 1 {
		t.Fatalf("want two refusals, got %v", err)
	}
	for _, r := range append(refused.Also, refused) {
		for _, personal := range []string{bad.CitizenID, bad.FullName, bad.BirthDate.String(), bad.Phone} {
			if strings.Contains(r.Vietnamese()+r.English(), personal) {
				t.Errorf("%s names a person", r.Code)
			}
		}
	}
}
