// Command testsummary reads what go test -json says, and prints what matters:
// each package's result, the output of tests that failed, and at the end every
// test that did not run, with its reason. make test pipes into it.
//
// It exits 1 where something failed, and where there was nothing to read.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// event is a line of go test -json; see go doc test2json.
type event struct {
	Action, Package, Test, Output, ImportPath string
	Elapsed                                   float64
}

// maxLine is the longest line that is read, in bytes.
const maxLine = 16 << 20

func main() {
	ok, err := summarise(os.Stdin, os.Stdout)
	if err != nil {
		fmt.Fprintln(os.Stderr, "testsummary:", err)
	}
	if err != nil || !ok {
		os.Exit(1)
	}
}

// summarise says whether everything that ran passed.
func summarise(in io.Reader, out io.Writer) (ok bool, err error) {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, maxLine)
	said := map[string][]string{} // of tests and packages, until they end
	var skipped []string
	passed, failed := 0, 0
	print := func(text ...any) {
		if err == nil {
			_, err = fmt.Fprint(out, text...)
		}
	}
	for lines.Scan() {
		var e event
		if json.Unmarshal(lines.Bytes(), &e) != nil { // go's own words, as of a build that failed
			print(lines.Text(), "\n")
			continue
		}
		name := e.Package + " " + e.Test
		switch e.Action {
		case "output":
			said[name] = append(said[name], e.Output)
		case "build-output":
			print(e.Output)
		case "build-fail":
			failed++
		case "fail":
			failed++
			print(strings.Join(said[name], ""))
		case "skip":
			if e.Test != "" {
				skipped = append(skipped, name+": "+reason(said[name]))
			}
		case "pass":
			passed++
			if e.Test == "" {
				print(fmt.Sprintf("ok   %-60s %6.1fs\n", e.Package, e.Elapsed))
			}
		}
		if e.Action != "output" {
			delete(said, name)
		}
	}
	if scanErr := lines.Err(); err == nil && scanErr != nil {
		err = fmt.Errorf("couldn't read what go test says: %w", scanErr)
	}
	slices.Sort(skipped)
	print(fmt.Sprintf("\n%d passed, %d failed, %d did not run\n", passed, failed, len(skipped)))
	for _, s := range skipped {
		print("did not run: ", s, "\n")
	}
	return failed == 0 && passed > 0, err
}

// reason is what a test said last before it was skipped.
func reason(output []string) string {
	for _, line := range slices.Backward(output) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "---") && !strings.HasPrefix(line, "===") {
			if _, text, cut := strings.Cut(line, ".go:"); cut {
				_, line, _ = strings.Cut(text, ": ")
			}
			return line
		}
	}
	return "no reason was given"
}
