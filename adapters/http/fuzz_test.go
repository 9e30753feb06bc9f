package http

import (
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// FuzzQuery: whatever is asked, the answer is no 5xx, but for a 503 about a
// position that isn't there yet.
func FuzzQuery(f *testing.F) {
	paths := []string{"/api/plans/%s/progress", "/api/contracts", "/api/contracts/%s/history", "/api/supervision", "/api/agencies", "/problems/%s", "/api/%s", "/api/workers/search"}
	for i := range paths {
		f.Add(i, "vinh-yen-2021", "by=ward&asOf=2021-06-30", `{"name":"nguyen"}`)
		f.Add(i, "C-2021-0007", "limit=1&cursor=contract-1&expiring=3&overdue=true", `{"name":"%_\\","limit":1}`)
		f.Add(i, "%00", "after=1-2&asOf=9999-12-31", `{"on":"0001-01-01","after":"1"}`)
		f.Add(i, strings.Repeat("x", 300), "asOf=0001-01-01&by=kind;by=sex", `{"cursor":"'"}`)
	}
	d := newDesk(f)
	d.year()
	if err := d.engine.CatchUp(f.Context()); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, which int, id, query, body string) {
		d.t = t
		path := paths[uint(which)%uint(len(paths))] //nolint:gosec // any path will do
		target := (&url.URL{Path: strings.Replace(path, "%s", strings.Trim(id, "/."), 1), RawQuery: query})
		method := "GET"
		if strings.HasSuffix(path, "/search") {
			method = "POST"
		}
		r := httptest.NewRequestWithContext(t.Context(), method, "/", strings.NewReader(body))
		r.URL = target
		w := httptest.NewRecorder()
		d.ServeHTTP(w, r)
		if w.Code >= 500 && !(w.Code == 503 && strings.Contains(w.Body.String(), "ErrNotYet")) {
			t.Errorf("%s %s %q: %d %s\n%s", method, target, body, w.Code, w.Body, d.log)
		}
	})
}
