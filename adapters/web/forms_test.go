package web

import (
	"net/http"
	"os"
	"strings"
	"testing"

	"vaoso/adapters/sqlite"
	"vaoso/projections/forms"
)

func TestTheFormPages(t *testing.T) {
	t.Parallel()
	h := site(t, year(t))
	for _, code := range forms.Codes() {
		status, body := get(t, h, "/forms/"+code+"?period=quarter")
		if status != http.StatusOK {
			t.Fatalf("form %s: %d %s", code, status, body)
		}
		for _, want := range []string{"SỐ LIỆU MẪU", "Biểu " + code + ". ", "quý II/2021", "30/06/2021", "Người lập biểu", "Trưởng phòng LĐ-TB&amp;XH", "vinh-yen-2021", `<html lang="vi">`, `name="viewport"`, `scope="row"`, `<option value="quarter" selected`, `aria-current="page"`} {
			if !strings.Contains(body, want) && (code != "12" && code != "10" || want != `scope="row"`) { // nobody was checked, and nothing was corrected, in this year
				t.Errorf("form %s lacks %q", code, want)
			}
		}
		if strings.Contains(body, "ZgotmplZ") || strings.Contains(body, "<script") || strings.Contains(body, ` style="`) || strings.Contains(body, "http") {
			t.Errorf("form %s has a script, a style of its own or something from elsewhere", code)
		}
		wellFormed(t, body)
		if file := os.Getenv("VAOSO_PAGE"); file != "" && code == "01" { // to be looked at as a picture
			if err := os.WriteFile(file+".form.html", []byte(body), 0o644); err != nil { //nolint:gosec // a page
				t.Fatal(err)
			}
		}
	}
	if _, body := get(t, h, "/forms/01?asOf=2021-06-30"); !strings.Contains(body, `<th scope="row" class="text whole">08710</th><td class="text">phường Liên Bảo</td>`) || !strings.Contains(body, `<td>1.300</td>`) {
		t.Errorf("no ward, or no target: %s", body)
	}
	if status, _ := get(t, h, "/forms"); status != http.StatusSeeOther {
		t.Errorf("/forms: %d", status)
	}
}

func TestFormPagesWithoutFigures(t *testing.T) {
	t.Parallel()
	unbuilt, err := sqlite.OpenViewsInMemory(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { unbuilt.Close() }) //nolint:errcheck // in memory
	h := site(t, year(t))
	for _, c := range []struct {
		h      http.Handler
		path   string
		status int
		says   string
	}{
		{h, "/forms/99", 404, "no such form"},
		{h, "/forms/01?plan=nowhere", 404, "no such plan"},
		{h, "/forms/01?asOf=x", 400, "2021-06-30"},
		{h, "/forms/01?period=week", 400, "quarter"},
		{site(t, nil, func(o *Options) { o.Views = unbuilt }), "/forms/01", 503, "first time"},
	} {
		if status, body := get(t, c.h, c.path); status != c.status || !strings.Contains(body, c.says) {
			t.Errorf("%s: %d %s", c.path, status, body)
		} else {
			wellFormed(t, body)
		}
	}
}
