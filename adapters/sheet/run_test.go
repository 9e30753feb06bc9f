package sheet

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"vaoso/domain/civil"
	"vaoso/domain/es"
)

// A dry run says what the real one will say, and writes nothing.
func TestADryRunEqualsTheRealRun(t *testing.T) {
	t.Parallel()
	b := bookOn(openSQLite(t))
	t.Cleanup(func() { _ = b.Log.Close() })
	dry := clerk
	dry.DryRun = true
	for _, f := range mix() {
		before, err := b.Log.Head(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		tried := file(t, b, f.kind, f.csv, dry)
		if after, err := b.Log.Head(t.Context()); err != nil || after != before {
			t.Fatalf("the dry run wrote: the head went from %s to %s (%v)", before, after, err)
		}
		done := file(t, b, f.kind, f.csv, clerk)
		if !reflect.DeepEqual(tried.Rows, done.Rows) || !reflect.DeepEqual(tried.Counts, done.Counts) || !tried.DryRun {
			t.Errorf("%s: the dry run says %+v, the real one %+v", f.kind, tried.Rows, done.Rows)
		}
	}
}

// mix is the six files with rows of every outcome.
func mix() []struct {
	kind Kind
	csv  string
} {
	files := append(all[:0:0], all...)
	_, worker, _ := strings.Cut(workersCSV, "\n")
	files[1].csv += strings.Replace(worker, "000094000123", "000094000124", 1) + worker + strings.Replace(worker, "000094000123", "123", 1) +
		strings.Replace(worker, "000094000123,Nguyễn Văn Á,03/02/1994", "000094000125,Nguyễn Văn Á,03/02/2015", 1)
	files[3].csv += strings.TrimPrefix(strings.Replace(placementsCSV, "10/03/2021,12,6.500.000,trực tiếp,2021-03-18", "11/03/2021,12,6.500.000,trực tiếp,2021-03-19", 1), placementsHeader) +
		"000094000124,,may,tự tạo việc làm,2021-04-01,,2.000.000,self,2021-04-02\n" + "000094000999,,may,tự tạo việc làm,2021-04-01,,2.000.000,self,2021-04-02\n"
	files[4].csv += strings.Replace(strings.Replace(contractRow, "C-2021-0007,000094000123", "C-2021-0008,000094000124", 1), "JP", "KR", 1)
	return files
}

// Any number of workers gives the same results, and the same streams.
func TestResultsDontDependOnTheNumberOfWorkers(t *testing.T) {
	t.Parallel()
	one, many := newBook(), newBook()
	eight := clerk
	eight.Workers = 8
	for _, f := range mix() {
		a, b := file(t, one, f.kind, f.csv, clerk), file(t, many, f.kind, f.csv, eight)
		if !reflect.DeepEqual(a.Rows, b.Rows) {
			t.Errorf("%s: one worker says %+v, eight %+v", f.kind, a.Rows, b.Rows)
		}
	}
	if a, b := byStream(events(t, one)), byStream(events(t, many)); !reflect.DeepEqual(a, b) {
		t.Errorf("one worker wrote %v, eight %v", a, b)
	}
}

func byStream(all []es.Event) map[string][]es.UUID {
	m := map[string][]es.UUID{}
	for _, e := range all {
		m[e.Stream] = append(m[e.Stream], e.ID)
	}
	return m
}

func TestProgressCountsEveryRow(t *testing.T) {
	t.Parallel()
	b := newBook()
	files := mix()
	file(t, b, Employers, employersCSV, clerk)
	var seen []int
	opts := clerk
	opts.Progress = func(done, total int) {
		if total != 5 {
			t.Errorf("of %d", total)
		}
		seen = append(seen, done)
	}
	file(t, b, Workers, files[1].csv, opts)
	if !reflect.DeepEqual(seen, []int{3, 4, 5}) { // one row repeats another, and one is invalid
		t.Errorf("progress was %v", seen)
	}
}

func TestAnImportThatBreaksOffSaysHowFarItCame(t *testing.T) {
	t.Parallel()
	b := newBook()
	base(t, b)
	broke := errors.New("the power went")
	b.Step = func(string) error { return broke }
	_, row, _ := strings.Cut(contractsCSV, "\n")
	later := strings.NewReplacer("C-2021-0007", "C-2021-0008", "02/03/2021", "30/05/2021", "20/03/2021", "30/05/2021", "25/03/2021", "30/05/2021", "18/05/2021", "30/05/2021").Replace(row)
	r, err := Import(t.Context(), b, Contracts, strings.NewReader(contractsCSV+later), clerk)
	if !errors.Is(err, broke) || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("the error is %v", err)
	}
	want(t, r, Waiting, Waiting)
	b.Step = nil
	r = file(t, b, Contracts, contractsCSV, clerk)
	want(t, r, Taken)
}

func TestFilesTogetherInTheOrderOfDays(t *testing.T) {
	t.Parallel()
	b := newBook()
	var files []*File
	for _, f := range []int{4, 2, 1, 5, 0} { // in no order
		parsed, err := Parse(all[f].kind, strings.NewReader(all[f].csv))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, parsed)
	}
	var day, before civil.Date
	b.Clock = func() time.Time { return day.In(8, 0, 0) }
	opts := clerk
	opts.On = civil.On(2021, time.January, 1)
	j := Prepare(b, opts, files...)
	for _, s := range j.Steps() {
		if s.Day.Before(before) {
			t.Fatalf("%s %d %s is issued on %s, after %s", s.Kind, s.Line, s.Name, s.Day, before)
		}
		before = s.Day
		if day = s.Day; day.IsZero() {
			day = opts.On
		}
		if err := j.Run(t.Context(), []*Step{s}); err != nil {
			t.Fatal(err)
		}
	}
	for _, r := range j.Reports() {
		for _, row := range r.Rows {
			if row.Outcome != Taken {
				t.Errorf("%s line %d is %s%s", r.Kind, row.Line, row.Outcome, told(r))
			}
		}
	}
}

// A certificate may be older than the contract; the contract is entered first.
func TestACertificateOlderThanItsContract(t *testing.T) {
	t.Parallel()
	b := newBook()
	base(t, b)
	want(t, file(t, b, Contracts, strings.Replace(contractsCSV, "20/03/2021", "20/01/2021", 1), clerk), Taken)
	for _, e := range events(t, b) {
		if e.Type == "OrientationRecorded" && e.Meta.OccurredOn.String() != "2021-01-20" {
			t.Errorf("the certificate is of %s", e.Meta.OccurredOn)
		}
	}
}

// Steps of one stream follow each other, and a kind waits for the one before.
func TestStagesAndLanes(t *testing.T) {
	t.Parallel()
	var files []*File
	for _, f := range mix() {
		parsed, err := Parse(f.kind, strings.NewReader(f.csv))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, parsed)
	}
	steps := Prepare(newBook(), clerk, files...).Steps()
	n := 0
	for _, stage := range stages(steps) {
		seen := map[string]bool{}
		for _, lane := range lanes(stage) {
			if seen[lane[0].lane] {
				t.Errorf("%s is in two lanes", lane[0].lane)
			}
			seen[lane[0].lane] = true
			for _, s := range lane {
				n++
				if s.Kind != stage[0].Kind || s.lane != lane[0].lane {
					t.Errorf("%s of %s runs beside %s of %s", s.Kind, s.lane, stage[0].Kind, lane[0].lane)
				}
			}
		}
	}
	if n != len(steps) || n == 0 {
		t.Errorf("%d of %d steps are carried out", n, len(steps))
	}
}
