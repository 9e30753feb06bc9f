package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"reflect"
	"strings"
	"testing"
)

// reportAddresses are where each report of `vaoso report` is had over HTTP: the
// arguments after its name, and the address. as is the part of what is printed
// that the address answers; "" is all of it.
var reportAddresses = map[string][]struct{ args, address, as string }{
	"progress":     {{"--by ward", "/api/plans/vinh-yen-2021/progress?by=ward", ""}, {"--rules vinh-yen-2021-open", "/api/plans/vinh-yen-2021/recount?rules=vinh-yen-2021-open", ""}},
	"supervision":  {{"", "/api/supervision?", ""}},
	"training":     {{"--by institution", "/api/training?by=institution", ""}},
	"capacity":     {{"", "/api/capacity?", ""}},
	"corrections":  {{"", "/api/corrections?", ""}},
	"retention":    {{"", "/api/retention?", ""}},
	"unemployment": {{"", "/api/unemployment?", ""}},
	"support":      {{"", "/api/support?", "support"}, {"", "/api/unemployment?", "unemployment"}},
	"supply":       {{"--by all", "/api/supply?by=all", ""}},
	"form":         {{"01", "/api/forms/01?", ""}, {"08 --period quarter", "/api/forms/08?period=quarter", ""}},
	"agencies":     {{"", "/api/agencies?", ""}},
	"contracts":    {{"--state departed", "/api/contracts?state=departed&limit=500", ""}},
	"month":        {{"", "/api/reports/month?", ""}},
	"quarter":      {{"", "/api/reports/quarter?", ""}},
	"half":         {{"", "/api/reports/half?", ""}},
	"year":         {{"", "/api/reports/year?", ""}},
}

// TestEveryReportHasAnAddress: whatever the command line reports, HTTP answers
// with the same figures.
func TestEveryReportHasAnAddress(t *testing.T) {
	t.Parallel()
	dir, url := copyDemo(t), serveDemo(t)
	sh := &shell{}
	for _, verb := range sh.reportVerb().Commands() {
		if len(reportAddresses[verb.Name()]) == 0 {
			t.Errorf("`vaoso report %s` has no address", verb.Name())
		}
	}
	for name, list := range reportAddresses {
		for _, r := range list {
			t.Run(name+" "+r.as, func(t *testing.T) {
				const asOf = "2021-12-31"
				args := append([]string{"report", name}, append(strings.Fields(r.args), "--data", dir, "--as-of", asOf, "--format", "json")...)
				var printed, answered any
				if err := json.Unmarshal([]byte(mustVaoso(t, args...)), &printed); err != nil {
					t.Fatal(err)
				}
				if r.as != "" {
					printed = printed.(map[string]any)[r.as]
				}
				answer := fetch(t, url+r.address+"&asOf="+asOf)
				if err := json.NewDecoder(bytes.NewReader(answer)).Decode(&answered); err != nil {
					t.Fatalf("%s: %v", answer, err)
				}
				if !reflect.DeepEqual(printed, answered) {
					t.Errorf("%s answers\n%s", r.address, answer)
				}
			})
		}
	}
}

// fetch is the body of a successful answer.
func fetch(t *testing.T, url string) []byte {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close() //nolint:errcheck // it was read
	body, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d %s %v", url, resp.StatusCode, body, err)
	}
	return body
}
