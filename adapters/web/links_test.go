package web

import (
	"net/http"
	"strings"
	"testing"
)

// TestLinksKeepWhatIsAskedFor: who looks at the end of May, over a quarter, does
// so on the next page too.
func TestLinksKeepWhatIsAskedFor(t *testing.T) {
	t.Parallel()
	h := site(t, year(t))
	for path, want := range map[string][]string{
		"/": {`href="/forms/01?plan=vinh-yen-2021"`, `href="/forms/12?plan=vinh-yen-2021"`, `href="/recount?plan=vinh-yen-2021"`},
		"/?asOf=2021-05-31": {
			`href="/forms/01?asOf=2021-05-31&amp;plan=vinh-yen-2021"`, `href="/recount?asOf=2021-05-31&amp;plan=vinh-yen-2021"`,
			"Biểu 08. Kiểm tra, giám sát đưa người lao động đi làm việc ở nước ngoài", `id="cac-bieu"`,
		},
		"/forms/01?plan=vinh-yen-2021&asOf=2021-05-31&period=quarter": {
			`href="/forms/02?asOf=2021-05-31&amp;period=quarter&amp;plan=vinh-yen-2021"`, `href="/?asOf=2021-05-31&amp;plan=vinh-yen-2021"`,
		},
		"/forms/01":                {`href="/forms/02"`, `href="/"`},
		"/recount?asOf=2021-05-31": {`href="/?asOf=2021-05-31"`, `href="/forms/01?asOf=2021-05-31"`},
	} {
		_, body := get(t, h, path)
		for _, link := range want {
			if !strings.Contains(body, link) {
				t.Errorf("%s lacks %s", path, link)
			}
		}
		wellFormed(t, body)
	}
}

// TestARowIsNamedByItsFirstWords: a total has no code; what a reader of the
// screen says of its figures is "Tổng số", and not nothing.
func TestARowIsNamedByItsFirstWords(t *testing.T) {
	t.Parallel()
	_, body := get(t, site(t, year(t)), "/forms/01")
	if want := `<td class="text whole"></td><th scope="row" class="text">Tổng số</th>`; !strings.Contains(body, want) {
		t.Errorf("the total isn't named: %s", body)
	}
	if want := `<table class="form" aria-label="Kết quả giải quyết việc làm theo phường, xã">`; !strings.Contains(body, want) {
		t.Errorf("the table has no name: %s", body)
	}
	if strings.Contains(body, `<th scope="row" class="text"></th>`) || strings.Contains(body, `<th scope="row" class="text whole"></th>`) {
		t.Error("a row has a head without words")
	}
}

// TestAPageThatIsntThereLeadsBack: whoever mistypes an address isn't left before bare text.
func TestAPageThatIsntThereLeadsBack(t *testing.T) {
	t.Parallel()
	status, body := get(t, site(t, year(t)), "/bieu/01")
	if status != http.StatusNotFound || !strings.Contains(body, "Không có trang này.") || !strings.Contains(body, `<a href="/">Về trang đầu`) || !strings.Contains(body, `lang="vi"`) {
		t.Errorf("%d %s", status, body)
	}
	wellFormed(t, body)
}
