package golden_test

import (
	"encoding/json"
	"flag"
	"os"
	"reflect"
	"testing"

	"vaoso/cmd/internal/demo/golden"
)

var update = flag.Bool("update", false, "write golden.json anew")

func TestTheShippedFiguresAreTheComputedOnes(t *testing.T) {
	t.Parallel()
	got, err := golden.Compute()
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		text, err := json.MarshalIndent(got, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("golden.json", append(text, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
		t.Skip("golden.json is written; run the test again")
	}
	want, err := golden.Want()
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("the files say\n%+v\nand golden.json\n%+v", got, want)
	}
}
