package http

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// TestParametersThatNoOperationHas: every operation that the description lists
// refuses a parameter that it doesn't list, and takes those that it does.
func TestParametersThatNoOperationHas(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.year()
	var doc struct {
		Paths map[string]map[string]struct {
			Parameters []struct{ Name, In string }
			Responses  map[string]any
		}
	}
	if err := json.Unmarshal([]byte(d.send("GET", "/openapi.json", "").body), &doc); err != nil {
		t.Fatal(err)
	}
	asked, taken := 0, 0
	for path, methods := range doc.Paths {
		at := strings.NewReplacer("{id}", "x", "{nn}", "01").Replace(path)
		for method, op := range methods {
			ask := func(query string) answer { return d.send(strings.ToUpper(method), at+"?"+query, "") }
			names := []string{}
			for _, p := range op.Parameters {
				if p.In != "query" {
					continue
				}
				names = append(names, p.Name)
				taken++
				if p.Name == "follow" || path == "/api/events" { // it would never end
					continue
				}
				if a := ask(p.Name + "=x"); a.problem.Code == "ErrParameterUnknown" {
					t.Errorf("%s %s lists %s, and refuses it", method, path, p.Name)
				}
			}
			known := strings.Join(names, ", ")
			if known == "" {
				known = "none at all"
			}
			asked++
			for query, name := range map[string]string{"asof=2021-06-30": "asof", "after=x&asof=2021-06-30": "", "Asof": "Asof", "=": "?", "H%E1%BB%8D+T%C3%AAn=": "?"} {
				a := ask(query)
				if name == "" { // after may be unknown too
					name = a.problem.Facts["parameter"]
				}
				if a.status != http.StatusBadRequest || a.problem.Code != "ErrParameterUnknown" || a.problem.Facts["parameter"] != name || !strings.HasSuffix(a.problem.DetailEn, "there are: "+known) {
					t.Errorf("%s %s?%s: %d %s", method, path, query, a.status, a.body)
				}
			}
			if a := ask("asOf=%zz"); a.status != http.StatusBadRequest || a.problem.Code != "ErrQueryMalformed" {
				t.Errorf("%s %s: %s", method, path, a.body)
			}
			if op.Responses["400"] == nil {
				t.Errorf("%s %s doesn't describe its 400", method, path)
			}
		}
	}
	if asked < 100 || taken < 40 {
		t.Errorf("%d operations and %d parameters were looked at", asked, taken)
	}
	if log := fmt.Sprint(d.log); strings.Contains(log, "Họ") || strings.Contains(log, "asof") {
		t.Error("what was asked was logged")
	}
}
