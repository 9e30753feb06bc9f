package main

import (
	"strings"
	"testing"
)

func TestSummary(t *testing.T) {
	t.Parallel()
	const good = `{"Action":"run","Package":"vaoso/a","Test":"TestA"}
{"Action":"output","Package":"vaoso/a","Test":"TestA","Output":"noise\n"}
{"Action":"pass","Package":"vaoso/a","Test":"TestA"}
{"Action":"output","Package":"vaoso/a","Test":"TestB","Output":"=== RUN   TestB\n"}
{"Action":"output","Package":"vaoso/a","Test":"TestB","Output":"    b_test.go:7: there is no PostgreSQL here: install it\n"}
{"Action":"output","Package":"vaoso/a","Test":"TestB","Output":"--- SKIP: TestB (0.00s)\n"}
{"Action":"skip","Package":"vaoso/a","Test":"TestB"}
{"Action":"pass","Package":"vaoso/a","Elapsed":1.5}
{"Action":"skip","Package":"vaoso/none"}
`
	for name, test := range map[string]struct {
		in   string
		ok   bool
		says []string
	}{
		"all well": {good, true, []string{"ok   vaoso/a", "2 passed, 0 failed, 1 did not run", "did not run: vaoso/a TestB: there is no PostgreSQL here: install it"}},
		"a failure": {good + `{"Action":"output","Package":"vaoso/c","Test":"TestC","Output":"    c_test.go:3: got 1, want 2\n"}
{"Action":"fail","Package":"vaoso/c","Test":"TestC"}
{"Action":"output","Package":"vaoso/c","Output":"FAIL\n"}
{"Action":"fail","Package":"vaoso/c"}
`, false, []string{"got 1, want 2", "2 failed"}},
		"a build that fails": {`{"ImportPath":"vaoso/d","Action":"build-output","Output":"d.go:1: syntax error\n"}
{"ImportPath":"vaoso/d","Action":"build-fail"}
`, false, []string{"syntax error"}},
		"nothing":        {"", false, []string{"0 passed"}},
		"go's own words": {"go: cannot find main module\n", false, []string{"cannot find main module"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var out strings.Builder
			ok, err := summarise(strings.NewReader(test.in), &out)
			if err != nil || ok != test.ok {
				t.Errorf("got %v, %v, want %v", ok, err, test.ok)
			}
			for _, s := range test.says {
				if !strings.Contains(out.String(), s) {
					t.Errorf("it doesn't say %q:\n%s", s, out.String())
				}
			}
			if strings.Contains(out.String(), "noise") {
				t.Errorf("it repeats a passing test's words:\n%s", out.String())
			}
		})
	}
}
