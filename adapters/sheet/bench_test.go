package sheet

import (
	"fmt"
	"strings"
	"testing"
)

// manyWorkers is a file of n made-up people.
func manyWorkers(n int) string {
	var b strings.Builder
	b.WriteString(Template(Workers))
	for i := range n {
		fmt.Fprintf(&b, "0000940%05d,Nguyễn Văn Á,03/02/1994,nam,08710,0000000123,sơ cấp,hàn,,2021-01-%02d\n", i, i%28+1)
	}
	return b.String()
}

// BenchmarkImport enters 2,000 workers in a book on the embedded log, one after
// the other and by many at once, whom one fsync serves together; and the same
// file once more, which writes nothing.
func BenchmarkImport(b *testing.B) {
	const rows = 2000
	csv := manyWorkers(rows)
	for _, workers := range []int{1, 8, 64, 128} {
		b.Run(fmt.Sprintf("workers=%d", workers), func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				log := openSQLite(b)
				book := bookOn(log)
				b.StartTimer()
				r := file(b, book, Workers, csv, Options{Actor: "u", Workers: workers})
				b.StopTimer()
				if r.Counts[Taken] != rows {
					b.Fatal(r.Counts)
				}
				if err := log.Close(); err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
			}
			b.ReportMetric(float64(rows*b.N)/b.Elapsed().Seconds(), "rows/s")
		})
	}
	b.Run("again", func(b *testing.B) {
		log := openSQLite(b)
		book := bookOn(log)
		file(b, book, Workers, csv, Options{Actor: "u", Workers: 64})
		for b.Loop() {
			if r := file(b, book, Workers, csv, Options{Actor: "u", Workers: 64}); r.Counts[Already] != rows {
				b.Fatal(r.Counts)
			}
		}
		b.ReportMetric(float64(rows*b.N)/b.Elapsed().Seconds(), "rows/s")
		b.StopTimer()
		if err := log.Close(); err != nil {
			b.Fatal(err)
		}
	})
	b.Run("parse", func(b *testing.B) {
		for b.Loop() {
			if _, err := Parse(Workers, strings.NewReader(csv)); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(rows*b.N)/b.Elapsed().Seconds(), "rows/s")
	})
	b.Run("dry run", func(b *testing.B) {
		log := openSQLite(b)
		book := bookOn(log)
		for b.Loop() {
			if r := file(b, book, Workers, csv, Options{Actor: "u", Workers: 8, DryRun: true}); r.Counts[Taken] != rows {
				b.Fatal(r.Counts)
			}
		}
		b.ReportMetric(float64(rows*b.N)/b.Elapsed().Seconds(), "rows/s")
		b.StopTimer()
		if err := log.Close(); err != nil {
			b.Fatal(err)
		}
	})
}
