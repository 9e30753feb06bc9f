package generate_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"vaoso/cmd/internal/demo/generate"
)

var update = flag.Bool("update", false, "write the files that ship with the program anew")

const shipped = "../data"

func TestTheShippedFilesAreTheGeneratedOnes(t *testing.T) {
	t.Parallel()
	files, err := generate.Files(generate.Demo)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		made, err := f.CSV()
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(shipped, f.Name+".csv")
		if *update {
			if err := os.WriteFile(path, made, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		there, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(made, there) {
			t.Errorf("%s isn't what the generator makes: go generate ./cmd/internal/demo", path)
		}
	}
}

func TestAPersonIsTheSameHoweverManyThereAre(t *testing.T) {
	t.Parallel()
	few, err := generate.Files(generate.Options{Seed: 7, Workers: 150})
	if err != nil {
		t.Fatal(err)
	}
	many, err := generate.Files(generate.Options{Seed: 7, Workers: 600})
	if err != nil {
		t.Fatal(err)
	}
	// How many an employer seeks, and the like, follows from who comes.
	shared := []string{"courses", "vacancies", "fairs", "loans", "corrections"}
	for i, f := range few {
		if slices.Contains(shared, f.Name) {
			continue
		}
		there := map[string]bool{}
		for _, row := range many[i].Rows {
			there[strings.Join(row, "|")] = true
		}
		for _, row := range f.Rows {
			if !there[strings.Join(row, "|")] {
				t.Errorf("%s of 150 workers has a row that 600 workers lack: %v", f.Name, row)
			}
		}
	}
}

func TestEverythingCarriesItsMark(t *testing.T) {
	t.Parallel()
	files, err := generate.Files(generate.Options{Seed: 3, Workers: 800})
	if err != nil {
		t.Fatal(err)
	}
	marks := map[string]string{
		"Số CCCD": "000", "citizen_id": "000", "Điện thoại": "000", "Mã số thuế": "0000", "tax_code": "0000", "last_tax_code": "0000",
		"Người kiểm tra": "Thanh tra Mẫu ", "Số giấy phép": "26-0",
	}
	for _, f := range files {
		for c, head := range f.Header {
			prefix, named := marks[head], head == "name" || head == "venue" || head == "person" || head == "full_name"
			if head == "licence_no" {
				prefix = map[bool]string{true: "MẪU-", false: "26-0"}[f.Name == "intermediaries"]
			}
			for _, row := range f.Rows {
				if v := row[c]; v != "" && v != "026000000000" && (!strings.HasPrefix(v, prefix) || named && f.Name != "workers" && !strings.Contains(v, "Mẫu")) {
					t.Errorf("%s, %s: %q doesn't look made up", f.Name, head, v)
				}
			}
		}
	}
	if !slices.ContainsFunc(files[1].Rows, func(row []string) bool { return row[0] == "026000000000" }) {
		t.Error("no citizen id of a real form is planted")
	}
}
