package catalogue

import (
	"fmt"
	"io"
	"strings"
)

// titles are the contexts' names in both languages.
var titles = map[string]string{
	"plan": "Kế hoạch / The plan", "labour": "Lao động, việc làm / Labour", "overseas": "Đi làm việc ở nước ngoài / Work abroad",
	"supervision": "Kiểm tra, giám sát / Supervision", "operations": "Vận hành / Operations", "correction": "Đính chính / Corrections",
	"support": "Hỗ trợ, thất nghiệp / Support", "outreach": "Đào tạo, cung ứng, cơ sở / Training, supply, grass roots",
}

func title(context string) string {
	if t := titles[context]; t != "" {
		return t
	}
	return context
}

// Markdown writes the catalogue to read.
func Markdown(w io.Writer, events []Event) error {
	var b strings.Builder
	b.WriteString("# Danh mục sự kiện / The event catalogue\n\n" +
		"Written by `go generate ./cmd/internal/catalogue` from the code; a test fails when it is stale. `vaoso events catalogue` shows the same.\n" +
		"Each version has a JSON Schema in [schemas](schemas). Fields marked ⚿ belong to a person: they never leave by a subscription.\n" +
		"A date is a day in Vietnam; money is `{amount, currency}` in minor units (ISO 4217). What surrounds every event (who, why, when) is in\n" +
		"[domain/es/event.go](../domain/es/event.go).\n")
	for _, context := range contexts(events) {
		fmt.Fprintf(&b, "\n## %s\n\n```mermaid\nflowchart LR\n", title(context))
		for _, e := range events {
			if e.Context != context {
				continue
			}
			for _, c := range e.RaisedBy {
				fmt.Fprintf(&b, "  c_%s[%s] --> %s([%s])\n", c.Name, c.Name, e.Name, e.Name)
			}
			for _, v := range e.ReadBy {
				fmt.Fprintf(&b, "  %s --> v_%s[(%s)]\n", e.Name, v, v)
			}
		}
		b.WriteString("```\n")
		for _, e := range events {
			if e.Context == context {
				section(&b, e)
			}
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func section(b *strings.Builder, e Event) {
	fmt.Fprintf(b, "\n### %s\n\n%s\n\n", e.Name, e.Meaning)
	var raised []string
	for _, c := range e.RaisedBy {
		text := "`" + c.Name + "`"
		if c.Vi != "" {
			text += " (" + c.Vi + " / " + c.En + ")"
		}
		raised = append(raised, text)
	}
	fmt.Fprintf(b, "- streams: `%s-…`\n- ghi bởi / raised by: %s\n", strings.Join(e.Streams, "-…`, `"), strings.Join(raised, ", "))
	if len(e.ReadBy) > 0 {
		fmt.Fprintf(b, "- đọc bởi / read by: %s\n", strings.Join(e.ReadBy, ", "))
	}
	b.WriteString("- versions:")
	for v := 1; v <= e.Version; v++ {
		fmt.Fprintf(b, " [%d](schemas/%s.v%d.json)", v, e.Name, v)
	}
	b.WriteString("\n")
	if len(e.Fields) == 0 {
		return
	}
	b.WriteString("\n| field | type | |\n|---|---|---|\n")
	for _, f := range e.Fields {
		about := strings.ReplaceAll(f.About, "|", "\\|")
		if f.Optional {
			about = strings.TrimSuffix("may be absent; "+about, "; ")
		}
		mark := ""
		if f.Personal {
			mark = " ⚿"
		}
		fmt.Fprintf(b, "| `%s`%s | %s | %s |\n", f.Name, mark, f.Type, about)
	}
}
