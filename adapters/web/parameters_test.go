package web

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestParametersThatNoPageHas: a mistyped ?asof= is refused, and isn't answered
// for today; what the page takes is named.
func TestParametersThatNoPageHas(t *testing.T) {
	t.Parallel()
	h := site(t, year(t))
	for path, known := range map[string]string{"/": "plan, asOf.", "/forms/01": "plan, asOf, period.", "/recount": "plan, rules, asOf."} {
		for _, query := range []string{"?asof=2021-06-30", "?asOf=2021-06-30&x", "?=", "?asOf=%zz", "?Tr%E1%BA%A7n=1"} {
			status, text := get(t, h, path+query)
			if status != http.StatusBadRequest || !strings.Contains(text, known) || strings.Contains(text, "Trần") {
				t.Errorf("%s%s: %d\n%s", path, query, status, text)
			}
		}
		if status, _ := get(t, h, path+"?plan=vinh-yen-2021&asOf=2021-06-30"); status != http.StatusOK {
			t.Errorf("%s takes none of its own: %d", path, status)
		}
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/forms?asOf=2021-06-30", nil))
	if at := w.Header().Get("Location"); at != "/forms/01?asOf=2021-06-30" {
		t.Errorf("the first form's address is %s", at)
	}
}
