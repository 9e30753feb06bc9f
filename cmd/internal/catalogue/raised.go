package catalogue

import (
	"go/ast"
	"slices"
	"strings"
)

// raiser is a command, with the category of the streams that it writes to.
type raiser struct{ command, stream string }

// raisers are the commands that raise the event, and the categories of the
// streams that they write to, both sorted.
func (s *source) raisers(event string) (streams []string, list []Command) {
	streams, list = []string{}, []Command{}
	for _, r := range s.raised[event] {
		streams = append(streams, strings.Fields(r.stream)...)
		list = append(list, Command{Name: r.command})
	}
	slices.Sort(streams)
	slices.SortFunc(list, func(a, b Command) int {
		if a.Name < b.Name {
			return -1
		}
		return 1
	})
	return slices.Compact(streams), slices.Compact(list)
}

// categories are those of states whose types aren't called as their streams, by
// the state, or by the command where streams of two categories have one state.
// Several words are several categories: corrections stand in many.
var categories = map[string]string{
	"Skips": "projection", "CapacityCourse": "capacity", "Grant": "support",
	"Ledger":              "agency contract loan plan support unemployment",
	"RegisterInstitution": "institution", "RegisterIntermediary": "intermediary",
	"CorrectInstitution": "institution", "CorrectIntermediary": "intermediary",
}

// findRaisers follows each command from where its type is told from the others
// (a case of a type switch, an assertion in an if, a decider's parameter or
// receiver)
// through the functions of the package that are called from there, and notes
// each event that is made on the way.
func (s *source) findRaisers() map[string][]raiser {
	found := map[string][]raiser{}
	note := func(stream, command string, body ast.Node) {
		made := map[string]bool{}
		s.follow(body, made, map[string]bool{})
		if known := categories[command]; known != "" {
			stream = known
		}
		for event := range made {
			if event != command {
				found[event] = append(found[event], raiser{command, stream})
			}
		}
	}
	decider := func(t *ast.FuncType, receiver *ast.FieldList, body *ast.BlockStmt) {
		stream, command := s.decides(t)
		if receiver != nil && stream != "" && command == "" { // a command that decides itself
			command = typeText(receiver.List[0].Type)
		}
		if body == nil || stream == "" {
			return
		}
		if command != "" {
			note(stream, command, body)
		}
		ast.Inspect(body, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.TypeSwitchStmt:
				for _, clause := range n.Body.List {
					c, ok := clause.(*ast.CaseClause)
					if !ok {
						continue
					}
					for _, t := range c.List {
						if name := typeText(t); s.docs[name] != "" {
							note(stream, name, &ast.BlockStmt{List: c.Body})
						}
					}
				}
			case *ast.IfStmt:
				if name := asserted(n); s.docs[name] != "" {
					note(stream, name, n.Body)
				}
			}
			return true
		})
	}
	for _, file := range s.files {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				decider(n.Type, n.Recv, n.Body)
			case *ast.FuncLit:
				decider(n.Type, nil, n.Body)
			}
			return true
		})
	}
	return found
}

// decides says for which streams a function decides, by the type of the state
// that it is given, and which command it is given, if that is one alone. Nothing
// for a function that decides nothing: one that doesn't answer ([]any, error).
func (s *source) decides(t *ast.FuncType) (stream, command string) {
	if t.Results == nil || len(t.Results.List) != 2 || typeText(t.Results.List[1].Type) != "error" {
		return "", ""
	}
	if list, ok := t.Results.List[0].Type.(*ast.ArrayType); !ok || typeText(list.Elt) != "any" {
		return "", ""
	}
	for _, p := range t.Params.List {
		switch name := typeText(p.Type); {
		case stream != "" && target(p.Type): // the effects that two people agree on
			command = confirming
		case !s.states[name]:
		case stream == "":
			stream = strings.ToLower(name)
			if known := categories[name]; known != "" {
				stream = known
			}
		case command == "":
			command = name
		}
	}
	return stream, command
}

// confirming is the command that raises the effects of corrections by two people.
const confirming = "ConfirmCorrection"

// target says whether a type is correction.Target: what is to be put right.
func target(t ast.Expr) bool {
	s, ok := t.(*ast.SelectorExpr)
	return ok && typeText(s.X) == "correction" && s.Sel.Name == "Target"
}

// putsRight says whether a function makes the effects of a correction: whoever
// confirms raises them, not whoever proposes, though both ask it.
func putsRight(fn *ast.FuncDecl) bool {
	return slices.ContainsFunc(fn.Type.Params.List, func(p *ast.Field) bool { return target(p.Type) })
}

// asserted is T in "if x, ok := y.(T); ok".
func asserted(n *ast.IfStmt) string {
	assign, ok := n.Init.(*ast.AssignStmt)
	if !ok || len(assign.Rhs) != 1 {
		return ""
	}
	if a, ok := assign.Rhs[0].(*ast.TypeAssertExpr); ok && a.Type != nil {
		return typeText(a.Type)
	}
	return ""
}

// follow notes the types that are made in the code and in what it calls.
func (s *source) follow(code ast.Node, made, seen map[string]bool) {
	ast.Inspect(code, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CompositeLit:
			if name := typeText(n.Type); name != "" {
				made[name] = true
			}
		case *ast.CallExpr:
			for _, name := range s.called(n) {
				if s.states[name] { // a conversion: EventSkipped(command)
					made[name] = true
				}
				if fn := s.funcs[name]; fn != nil && fn.Body != nil && !seen[name] && !putsRight(fn) {
					seen[name] = true
					s.follow(fn.Body, made, seen)
				}
			}
		}
		return true
	})
}

// called are the functions of the package that a call may mean: a method is
// known by its name alone, so all that have it.
func (s *source) called(c *ast.CallExpr) (names []string) {
	switch f := c.Fun.(type) {
	case *ast.Ident:
		return []string{f.Name}
	case *ast.IndexExpr:
		return []string{typeText(f)}
	case *ast.SelectorExpr:
		for name, fn := range s.funcs {
			if fn.Recv != nil && fn.Name.Name == f.Sel.Name {
				names = append(names, name)
			}
		}
	}
	return names
}
