package http

import (
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"vaoso/domain/book"
)

var update = flag.Bool("update", false, "write the golden files")

// TestTheDescription: it is OpenAPI 3.1, every command and query is in it, and
// everything that it refers to is there.
func TestTheDescription(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	a := d.send("GET", "/openapi.json", "")
	var doc struct {
		OpenAPI string
		Info    struct{ Title, Version string }
		Paths   map[string]map[string]struct {
			OperationID string
			Summary     string
			Parameters  []struct {
				Name, In string
				Required bool
			}
			RequestBody *struct{ Content map[string]any }
			Responses   map[string]struct {
				Description string
				Content     map[string]any
			}
		}
		Components struct{ Schemas map[string]map[string]any }
	}
	if err := json.Unmarshal([]byte(a.body), &doc); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(doc.OpenAPI, "3.1") || doc.Info.Title == "" || doc.Info.Version != "test" {
		t.Errorf("%s %+v", doc.OpenAPI, doc.Info)
	}
	var everything any
	if err := json.Unmarshal([]byte(a.body), &everything); err != nil {
		t.Fatal(err)
	}
	walk(everything, func(ref string) {
		if name, ok := strings.CutPrefix(ref, "#/components/schemas/"); !ok || doc.Components.Schemas[name] == nil {
			t.Errorf("%s isn't there", ref)
		}
	})
	ids := map[string]bool{}
	for path, methods := range doc.Paths {
		for method, op := range methods {
			if op.OperationID == "" || ids[op.OperationID] || op.Summary == "" || op.Responses["200"].Content["application/json"] == nil && op.Responses["200"].Content["text/event-stream"] == nil {
				t.Errorf("%s %s: %+v", method, path, op)
			}
			ids[op.OperationID] = true
			for status, r := range op.Responses {
				if r.Description == "" || status >= "400" && r.Content["application/problem+json"] == nil {
					t.Errorf("%s %s: %s %+v", method, path, status, r)
				}
			}
			for name := range strings.SplitSeq(path, "{") {
				name, _, inPath := strings.Cut(name, "}")
				declared := false
				for _, p := range op.Parameters {
					declared = declared || p.In == "path" && p.Name == name && p.Required
				}
				if inPath && !declared {
					t.Errorf("%s %s doesn't declare %s", method, path, name)
				}
			}
			probe := strings.NewReplacer("{id}", "x").Replace(path)
			if got := d.send(strings.ToUpper(method), probe, ""); got.problem.Code == "ErrRouteUnknown" || got.problem.Code == "ErrMethod" {
				t.Errorf("%s %s is described but not there", method, path)
			}
		}
	}
	for _, c := range book.Commands() {
		properties, _ := doc.Components.Schemas[c.Name]["properties"].(map[string]any)
		for _, field := range append(c.Fields(), book.Common...) {
			if properties[field] == nil {
				t.Errorf("%s: the description lacks %s", c.Name, field)
			}
		}
		if doc.Paths["/api/commands/"+c.Name] == nil || doc.Components.Schemas[c.Name]["additionalProperties"] != false || len(properties) > len(c.Fields())+len(book.Common) {
			t.Errorf("%s: %v", c.Name, doc.Components.Schemas[c.Name])
		}
	}
	for _, path := range []string{"/api/plans/{id}/progress", "/api/contracts", "/api/contracts/{id}/history", "/api/supervision", "/api/agencies", "/api/workers/search", "/api/projections", "/api/events", "/healthz", "/readyz"} {
		if doc.Paths[path] == nil {
			t.Errorf("%s isn't described", path)
		}
	}
}

// walk calls on every $ref.
func walk(v any, ref func(string)) {
	switch v := v.(type) {
	case map[string]any:
		for name, inner := range v {
			if s, ok := inner.(string); ok && name == "$ref" {
				ref(s)
				continue
			}
			walk(inner, ref)
		}
	case []any:
		for _, inner := range v {
			walk(inner, ref)
		}
	}
}

// TestProblemBodies are what clients see, byte for byte.
func TestProblemBodies(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.must("RegisterWorker", register, "RegisterAgency", agency, "SignContract", sign)
	var b strings.Builder
	for _, c := range [][2]string{
		{"DispatchOverseas", dispatch}, {"MoveWorker", `{"citizenId":"000094000123","ward":"999"}`}, {"MoveWorker", `{"colour":1}`}, {"RegistreWorker", `{"x":1}`}, {"OpenInspection", strings.Replace(inspect, "26-014", "9", 1)},
	} {
		a := d.do(c[0], c[1])
		fmt.Fprintf(&b, "%s %s\n%d %s\n", c[0], c[1], a.status, a.header.Get("Content-Type"))
		pretty, err := json.MarshalIndent(json.RawMessage(a.body), "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		b.Write(pretty)
		b.WriteString("\n\n")
	}
	golden(t, "problems.txt", b.String())
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil { //nolint:gosec // a test's file
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
	}
}

// TestEveryRefusalHasAPage looks for sentinels in the domain's source that the
// list of pages lacks.
func TestEveryRefusalHasAPage(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	n := 0
	for _, root := range []string{filepath.Join("..", "..", "domain"), "."} {
		err := filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			for _, code := range sentinels(t, path) {
				n++
				if a := d.send("GET", "/problems/"+code, ""); a.status != 200 || !strings.Contains(a.body, code) || strings.Count(a.body, `lang="en"`) < 3 {
					t.Errorf("%s (%s) has no page: add it to refusals in problems.go", code, path)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if n < 60 {
		t.Errorf("only %d sentinels were found", n)
	}
}

// sentinels are the codes that the file hands to NewRefusal.
func sentinels(t *testing.T, path string) (codes []string) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || len(call.Args) != 4 {
			return true
		}
		name := ""
		switch f := call.Fun.(type) {
		case *ast.Ident:
			name = f.Name
		case *ast.SelectorExpr:
			name = f.Sel.Name
		}
		if lit, ok := call.Args[0].(*ast.BasicLit); ok && name == "NewRefusal" {
			code, err := strconv.Unquote(lit.Value)
			if err != nil {
				t.Fatal(err)
			}
			codes = append(codes, code)
		}
		return true
	})
	return codes
}
