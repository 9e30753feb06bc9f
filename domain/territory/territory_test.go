package territory

import (
	"slices"
	"strings"
	"testing"

	"vaoso/domain/civil"
)

func day(iso string) civil.Date {
	d, err := civil.Parse(iso)
	if err != nil {
		panic(err)
	}
	return d
}

func TestTheNineOfVinhYen(t *testing.T) {
	t.Parallel()
	var codes []string
	people := 0
	for _, u := range VinhYen().Wards(day("2021-04-27")) {
		codes = append(codes, u.Code)
		people += u.Population
		if got := VinhYen().Parents(u.Code, day("2021-04-27")); !slices.Equal(got, []string{"243", "26"}) {
			t.Errorf("%s lies in %v", u.Code, got)
		}
	}
	want := []string{"08707", "08710", "08713", "08716", "08719", "08722", "08725", "08728", "08731"}
	if !slices.Equal(codes, want) || people != 119_000 {
		t.Errorf("%v with %d people", codes, people)
	}
	if office, _ := VinhYen().Last("city"); office.FullName() != "Phòng Lao động – Thương binh và Xã hội" {
		t.Errorf("the office is called %q", office.FullName())
	}
	if after := VinhYen().Wards(day("2025-07-01")); len(after) != 0 {
		t.Errorf("after the districts: %v", after)
	}
}

func TestDinhTrungBecameAWard(t *testing.T) {
	t.Parallel()
	for on, want := range map[string]string{
		"2021-04-27": "xã Định Trung", "2023-04-09": "xã Định Trung", "2023-04-10": "phường Định Trung", "2025-06-30": "phường Định Trung", "2025-07-01": "",
	} {
		u, ok := VinhYen().Lookup("08725", day(on))
		if ok != (want != "") || ok && u.FullName() != want {
			t.Errorf("on %s it is %q, want %q", on, u.FullName(), want)
		}
	}
	u, _ := VinhYen().Lookup("08725", day("2024-01-01"))
	if !slices.Contains(u.Unverified, "validFrom") {
		t.Error("nobody confirms the day on which Định Trung became a phường")
	}
}

func TestAccepts(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		code, on string
		want     bool
	}{
		{"08710", "2021-04-27", true},
		{"08710", "2025-07-01", false},
		{"01234", "2021-04-27", true}, // somewhere else
		{"8710", "2021-04-27", false},
		{"0871a", "2021-04-27", false},
		{City, "2021-04-27", false}, // nobody lives in the division
		{"", "2021-04-27", false},
	} {
		if got := VinhYen().Accepts(c.code, day(c.on)); got != c.want {
			t.Errorf("%q on %s: %v", c.code, c.on, got)
		}
	}
	if u, ok := VinhYen().Lookup(City, day("2021-04-27")); !ok || u.Parent != "243" {
		t.Errorf("the division is %+v", u)
	}
}

func TestNamed(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"Tích Sơn": "08707", "phường Tích Sơn": "08707", "P. Tích Sơn": "08707", "p.tích sơn": "08707", "  PHƯỜNG   TÍCH  SƠN ": "08707", "tich-son": "08707",
		"xã Định Trung": "08725", "phường Định Trung": "08725", "Thanh Trù": "08731", "Vĩnh Yên": "", "Sơn Tích": "", "": "",
	} {
		if u, _ := VinhYen().Named(name, day("2021-04-27")); u.Code != want {
			t.Errorf("%q is %q, want %q", name, u.Code, want)
		}
	}
}

func TestLoadRefuses(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ json, says string }{
		"an unknown field":       {`[{"code":"1","name":"A","level":"xã","colour":"red"}]`, "colour"},
		"a row without a name":   {`[{"code":"1","level":"xã"}]`, "lacks"},
		"a parent that is none":  {`[{"code":"1","name":"A","level":"xã","parent":"2"}]`, "isn't among"},
		"an end before a start":  {`[{"code":"1","name":"A","level":"xã","validFrom":"2021-02-01","validTo":"2021-01-01"}]`, "before it starts"},
		"two rows for one day":   {`[{"code":"1","name":"A","level":"xã","validTo":"2021-01-01"},{"code":"1","name":"A","level":"phường","validFrom":"2021-01-01"}]`, "two rows"},
		"a day that isn't":       {`[{"code":"1","name":"A","level":"xã","validTo":"2021-02-30"}]`, "2021-02-30"},
		"what isn't JSON at all": {`code,name`, "couldn't read"},
	} {
		if _, err := Load([]byte(c.json)); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want %q in it", name, err, c.says)
		}
	}
}

func TestMinimumWages(t *testing.T) {
	t.Parallel()
	for on, want := range map[string]int64{
		"2021-01-01": 3_920_000, "2022-06-30": 3_920_000, "2022-07-01": 4_160_000, "2024-06-30": 4_160_000, "2024-07-01": 4_410_000,
	} {
		row, ok := VinhYenWages().On(VinhYen(), "08728", day(on))
		if !ok || row.Monthly.Amount != want || row.Region != "II" || !row.Unverified {
			t.Errorf("on %s: %+v, want %d", on, row, want)
		}
	}
	if row, ok := VinhYenWages().On(VinhYen(), "01234", day("2021-01-01")); ok {
		t.Errorf("somewhere else: %+v", row)
	}
	if _, err := LoadMinimumWages([]byte(`[{"unit":"243","region":"II"}]`)); err == nil {
		t.Error("a row without an amount was read")
	}
}
