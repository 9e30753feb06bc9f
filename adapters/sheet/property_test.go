package sheet

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"vaoso/domain/book"
	"vaoso/domain/es"
)

// Any mix of files, imported twice: the second time there are no new events, no
// row is taken, and what was taken is there already.
func TestAnyMixImportedTwice(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		files := map[Kind]string{}
		for _, kind := range Kinds {
			files[kind] = Template(kind)
			for range rapid.IntRange(0, 6).Draw(t, "rows of "+string(kind)) {
				files[kind] += drawRow(t, kind) + "\n"
			}
		}
		workers := rapid.IntRange(1, 4).Draw(t, "workers")
		b := newBook()
		first := imported(t, b, files, Options{Actor: "u", Workers: workers})
		before := len(allEvents(t, b))
		again := imported(t, b, files, Options{Actor: "u", Workers: workers})
		if after := len(allEvents(t, b)); after != before {
			t.Fatalf("the second import made %d events", after-before)
		}
		for i, r := range again {
			for n, row := range r.Rows {
				was := first[i].Rows[n]
				switch {
				case row.Outcome == Taken:
					t.Fatalf("%s line %d was taken again", r.Kind, row.Line)
				case was.Outcome == Taken && row.Outcome != Already:
					t.Fatalf("%s line %d was taken and is %s: %v", r.Kind, row.Line, row.Outcome, row.Fields)
				case was.Outcome == Invalid && row.Outcome != Invalid:
					t.Fatalf("%s line %d was invalid and is %s", r.Kind, row.Line, row.Outcome)
				}
			}
		}
	})
}

// A dry run of every file, on any book, says what the real import then says.
func TestAnyDryRunEqualsItsRealRun(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		b := newBook()
		for range rapid.IntRange(1, 3).Draw(t, "rounds") {
			for _, kind := range Kinds {
				csv := Template(kind)
				for range rapid.IntRange(0, 4).Draw(t, "rows") {
					csv += drawRow(t, kind) + "\n"
				}
				before := len(allEvents(t, b))
				dry := imported(t, b, map[Kind]string{kind: csv}, Options{Actor: "u", DryRun: true})
				if len(allEvents(t, b)) != before {
					t.Fatalf("the dry run of %s wrote", kind)
				}
				if real := imported(t, b, map[Kind]string{kind: csv}, Options{Actor: "u"}); !reflect.DeepEqual(dry[0].Rows, real[0].Rows) {
					t.Fatalf("%s: the dry run says %+v, the real one %+v", kind, dry[0].Rows, real[0].Rows)
				}
			}
		}
	})
}

func imported(t *rapid.T, b *book.Book, files map[Kind]string, opts Options) (reports []Report) {
	for _, kind := range Kinds {
		if files[kind] == "" {
			continue
		}
		r, err := Import(t.Context(), b, kind, strings.NewReader(files[kind]), opts)
		if err != nil {
			t.Fatal(err)
		}
		reports = append(reports, r)
	}
	return reports
}

// drawRow draws a row of few people, employers and numbers, so that rows meet.
func drawRow(t *rapid.T, kind Kind) string {
	pick := func(name string, of ...string) string { return rapid.SampledFrom(of).Draw(t, name) }
	person := func() string { return pick("person", "000094000121", "000094000122", "000094000123", "001094000123") }
	employer := func() string { return pick("employer", "0000010008", "0000010008-001", "0000010009") }
	licence := func() string { return pick("licence", "26-001", "26-002") }
	day := func(months ...int) string {
		return fmt.Sprintf("2021-%02d-%02d", rapid.SampledFrom(months).Draw(t, "month"), rapid.IntRange(1, 28).Draw(t, "day"))
	}
	maybe := func(cell string) string { return pick("filled", cell, cell, "") }
	var cells []string
	switch kind {
	case Employers:
		cells = []string{employer(), pick("name", "Công ty Mẫu A", "Công ty Mẫu B"), pick("sector", "C", "F", "Z"), "26", pick("ward", "08728", "Tích Sơn", ""), ""}
	case Workers:
		cells = []string{person(), "Nguyễn Văn Á", pick("born", "1994-02-03", "2010-02-03", "3/2/94"), pick("sex", "nam", "nữ"), "08710", "", maybe("sơ cấp"), "", "", day(1)}
	case Agencies:
		cells = []string{licence(), "Công ty Mẫu Phái cử", "2017-05-12", maybe("2021-06-30"), pick("markets", "JP", "JP;TW")}
	case Placements:
		own := rapid.Bool().Draw(t, "own")
		cells = []string{person(), employer(), "may", pick("kind", "fixed_term", "indefinite", "seasonal"), day(2, 3), pick("months", "3", "12", ""), "6.500.000", "direct", day(3, 4)}
		if own {
			cells[1], cells[3] = "", "self_employed"
		}
		cells = append(cells, maybe("v-1"), "", maybe("c-1"), "", "", "", "", "")
		if rapid.Bool().Draw(t, "ended") {
			cells[14], cells[15], cells[16] = day(4), "thôi việc", maybe("có")
		}
	case Contracts:
		cells = []string{pick("no", "C-1", "C-2", "C-3"), person(), licence(), pick("form", "service", "individual"), "JP", "hàn", day(3), "36", "150000", "JPY", pick("fee", "400000", "500000"), "", "",
			"ĐH-1", day(4), "", "", "", "", "", ""}
		if rapid.Bool().Draw(t, "registered") {
			cells[15], cells[16] = "ĐK-1", day(4, 5)
		}
		if rapid.Bool().Draw(t, "departed") {
			cells[17] = day(5, 6, 7)
			if rapid.Bool().Draw(t, "returned") {
				cells[18], cells[19], cells[20] = day(8, 9), "hết hạn", maybe(day(10))
			}
		}
	case Inspections:
		cells = []string{pick("no", "KT-1", "KT-2"), licence(), "2021-06-10", "Thanh tra Mẫu 01", "", "", "", "", "", maybe("2021-06-20")}
		if rapid.Bool().Draw(t, "found") {
			cells[4], cells[5], cells[6] = pick("finding", "Một", "Hai", "Ba"), "nhẹ", "L"
			if rapid.Bool().Draw(t, "due") {
				cells[7], cells[8] = day(7), maybe(day(7))
			}
		}
	default:
		cells = drawFresh(t, kind)
	}
	return strings.Join(cells, ",")
}

// drawFresh is the like for the other kinds: each is an example with some cells
// drawn anew or emptied, so that rows meet and miss.
func drawFresh(t *rapid.T, kind Kind) (cells []string) {
	pick := func(name string, of ...string) string { return rapid.SampledFrom(of).Draw(t, name) }
	for _, c := range columns[kind] {
		switch {
		case c.Name == "citizen_id":
			cells = append(cells, pick(c.Name, "000094000121", "000094000122", "000094000123", ""))
		case c.Name == "tax_code" || c.Name == "last_tax_code":
			cells = append(cells, pick(c.Name, "0000010008", "0000010008-001", ""))
		case c.Name == "vacancy_no" || c.Name == "course_no":
			cells = append(cells, pick(c.Name, c.Name[:1]+"-1", c.Name[:1]+"-2"))
		case strings.HasSuffix(c.Name, "_no"), c.Name == "person":
			cells = append(cells, pick(c.Name, "1", "2"))
		case strings.HasSuffix(c.Name, "_on") && c.Need != Required:
			cells = append(cells, pick(c.Name, "", c.Example, "2021-05-01", "2021-09-30"))
		case c.Need != Required:
			cells = append(cells, pick(c.Name, "", c.Example))
		case c.Name == "hours" || c.Name == "quantity" || c.Name == "mark":
			cells = append(cells, pick(c.Name, "3", "6"))
		default:
			cells = append(cells, c.Example)
		}
	}
	return cells
}

func allEvents(t *rapid.T, b *book.Book) (all []es.Event) {
	for e, err := range b.Log.ReadAll(t.Context(), es.Start, es.Forward, es.Filter{}) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, e)
	}
	return all
}
