package sheet

import (
	"fmt"
	"strings"
)

//go:generate sh -c "go run ../../cmd/vaoso import --columns >../../docs/import.md"

// needs are the needs as a reader sees them.
var needs = map[Need]string{Required: "bắt buộc / required", Conditional: "tùy dòng / depends", Optional: "không / no"}

// Reference is every kind's columns, in Markdown.
func Reference() string {
	var b strings.Builder
	b.WriteString(`# Tệp nhập / The files to import

Printed by ` + "`vaoso import --columns`" + ` from the code; a test fails when it is stale (` + "`go generate ./adapters/sheet`" + `).

Tệp CSV, UTF-8; dấu phân cách là ` + "`,` `;`" + ` hoặc tab. Tên cột tiếng Việt hoặc tiếng Anh, có dấu hay không, theo thứ tự bất kỳ. Ngày ghi
27/04/2021 hoặc 2021-04-27; tiền ghi 1300000, 1.300.000 hoặc 1,300,000. Nhập lại cùng một tệp không ghi gì thêm; dòng có thêm ngày mới chỉ
ghi thêm việc đó. Các tệp được nhập theo thứ tự dưới đây, vì tệp sau nhắc tới những gì tệp trước đã ghi.

CSV in UTF-8, with ` + "`,` `;`" + ` or tabs between. Headers are Vietnamese or English, with or without diacritics, in any order. Days are 27/04/2021 or
2021-04-27; sums 1300000, 1.300.000 or 1,300,000. The same file again changes nothing; a row that has gained a day takes that step alone.
Files are imported in the order below, since the later ones name what the earlier ones entered.

Kết quả mỗi dòng / what comes of a row: `)
	for i, o := range Outcomes {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%s / %s", o.Vietnamese(), o)
	}
	b.WriteString(".\n")
	for _, kind := range Kinds {
		b.WriteString("\n" + ReferenceOf(kind))
	}
	return b.String()
}

// ReferenceOf is a kind's columns, in Markdown, with a made-up row.
func ReferenceOf(kind Kind) string {
	var b strings.Builder
	fmt.Fprintf(&b, "## %s: %s\n\n", kind, kind.Vietnamese())
	fmt.Fprintf(&b, "Một dòng là / a row is told by: `%s`.", strings.Join(naturalKeys[kind], "` + `"))
	if shared := common[kind]; len(shared) > 0 {
		fmt.Fprintf(&b, " Nhiều dòng có thể chung `%s`, và giống nhau ở / several rows may share it, and agree on: `%s`.", naturalKeys[kind][0], strings.Join(shared, "`, `"))
	}
	if kind == Corrections {
		b.WriteString(" Và khóa của loại đó / and by that kind's key:")
		for i, w := range mendable() {
			b.WriteString(map[bool]string{true: " ", false: "; "}[i == 0] + w.Code + " `" + strings.Join(naturalKeys[Kind(w.Code)], "` + `") + "`")
		}
		b.WriteString(".")
	}
	b.WriteString("\n\n| cột / column | tên khác / also | cần / needed | ô ghi gì / a cell says | ví dụ / example |\n|---|---|---|---|---|\n")
	for _, c := range columns[kind] {
		says := c.Vi + " / " + c.En
		if len(c.Words) > 0 {
			var words []string
			for _, w := range c.Words {
				words = append(words, w.Also[0]+" ("+w.Code+")")
			}
			says += ": " + strings.Join(words, " · ")
		}
		personal := ""
		if c.Personal {
			personal = " ⚿"
		}
		fmt.Fprintf(&b, "| `%s`%s | %s | %s | %s | %s |\n", c.Name, personal, strings.Join(c.Aliases, ", "), needs[c.Need], says, c.Example)
	}
	fmt.Fprintf(&b, "\n```csv\n%s```\n", Example(kind))
	return b.String()
}
