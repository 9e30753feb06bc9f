package catalogue

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
)

// module is the prefix of this module's import paths.
const module = "vaoso/"

// source is what a package's code says.
type source struct {
	docs   map[string]string        // of types
	fields map[string]string        // comments of fields, by "Type.Field"
	words  map[string][]string      // constants of string types, by type
	funcs  map[string]*ast.FuncDecl // by name, methods by "Type.name"
	states map[string]bool          // types that may be a state or a command
	files  []*ast.File
	order  map[string]int      // of types, as they come
	raised map[string][]raiser // by event
}

// readSource reads a package of this module.
func readSource(root, path string) (*source, error) {
	s := &source{docs: map[string]string{}, fields: map[string]string{}, words: map[string][]string{}, funcs: map[string]*ast.FuncDecl{}, order: map[string]int{}, states: map[string]bool{}}
	files, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(strings.TrimPrefix(path, module)), "*.go"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("couldn't find the code of %s: %w", path, err)
	}
	set := token.NewFileSet()
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(set, file, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, fmt.Errorf("couldn't read %s: %w", file, err)
		}
		s.files = append(s.files, parsed)
		for _, d := range parsed.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				s.funcs[funcName(d)] = d
			case *ast.GenDecl:
				s.declarations(d)
			}
		}
	}
	s.raised = s.findRaisers()
	return s, nil
}

func funcName(d *ast.FuncDecl) string {
	if d.Recv == nil || len(d.Recv.List) == 0 {
		return d.Name.Name
	}
	return typeText(d.Recv.List[0].Type) + "." + d.Name.Name
}

// typeText is a type's local name: of *T and T[X] it is T.
func typeText(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.StarExpr:
		return typeText(e.X)
	case *ast.IndexExpr:
		return typeText(e.X)
	}
	return ""
}

func (s *source) declarations(d *ast.GenDecl) {
	for _, spec := range d.Specs {
		switch spec := spec.(type) {
		case *ast.TypeSpec:
			doc := spec.Doc
			if doc == nil {
				doc = d.Doc
			}
			s.docs[spec.Name.Name] = sentence(doc.Text())
			s.order[spec.Name.Name] = len(s.order)
			_, list := spec.Type.(*ast.ArrayType)
			t, ok := spec.Type.(*ast.StructType)
			s.states[spec.Name.Name] = ok || list
			if ok {
				for _, f := range t.Fields.List {
					about := strings.TrimSpace(f.Doc.Text() + " " + f.Comment.Text())
					for _, name := range f.Names {
						s.fields[spec.Name.Name+"."+name.Name] = sentence(about)
					}
				}
			}
		case *ast.ValueSpec:
			if d.Tok != token.CONST || spec.Type == nil {
				continue
			}
			kind := typeText(spec.Type)
			for _, v := range spec.Values {
				if lit, ok := v.(*ast.BasicLit); ok && lit.Kind == token.STRING {
					if text, err := strconv.Unquote(lit.Value); err == nil {
						s.words[kind] = append(s.words[kind], text)
					}
				}
			}
		}
	}
}

func sentence(text string) string { return strings.Join(strings.Fields(text), " ") }

// meaning is the struct's comment without its name.
func (s *source) meaning(name string) string {
	text, found := strings.CutPrefix(s.docs[name], name+":")
	if !found {
		text, _ = strings.CutPrefix(text, name+" ")
	}
	text = strings.TrimSpace(text)
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

// place is where the type stands in the package's code.
func (s *source) place(name string) int { return s.order[name] }
