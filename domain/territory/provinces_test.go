package territory

import "testing"

func TestProvinces(t *testing.T) {
	t.Parallel()
	names := map[string]bool{}
	for code, p := range Provinces() {
		if !IsProvinceCode(code) || p.Name == "" || names[p.Name] || p.Level != "tỉnh" && p.Level != "thành phố" {
			t.Errorf("%s is %+v", code, p)
		}
		names[p.Name] = true
	}
	if len(Provinces()) != 63 {
		t.Errorf("there are %d provinces", len(Provinces()))
	}
	own, _ := VinhYen().Last("26")
	for code, want := range map[string]string{"01": "thành phố Hà Nội", "26": own.FullName(), "25": "tỉnh Phú Thọ", "28": "28", "": ""} {
		if got := ProvinceName(code); got != want {
			t.Errorf("%s is %q, want %q", code, got, want)
		}
	}
}

// TestNames: a ward that is no more is called as it was last, and one that isn't
// the city's isn't called by its code alone.
func TestNames(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ code, on, want string }{
		{"08725", "2021-04-27", "xã Định Trung"}, {"08725", "2026-01-31", "phường Định Trung"}, {"01234", "2021-04-27", Elsewhere}, {"", "2021-04-27", ""},
	} {
		if got := VinhYen().NameOf(c.code, day(c.on)); got != c.want {
			t.Errorf("%s on %s is %q, want %q", c.code, c.on, got, c.want)
		}
	}
}
