package main

import (
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// TestEveryVerbShowsAnExample: in its help, and says what it does in both languages.
func TestEveryVerbShowsAnExample(t *testing.T) {
	t.Parallel()
	var walk func(*cobra.Command)
	walk = func(verb *cobra.Command) {
		out := mustVaoso(t, append(strings.Fields(verb.CommandPath())[1:], "--help")...)
		if !strings.Contains(out, "Examples:\n  ") {
			t.Errorf("%s --help has no example:\n%s", verb.CommandPath(), out)
		}
		if !strings.Contains(verb.Short, " / ") {
			t.Errorf("%s: %q isn't in two languages", verb.CommandPath(), verb.Short)
		}
		for _, below := range verb.Commands() {
			walk(below)
		}
	}
	walk(newRoot(std()))
}

// TestTheDemoTwice: what it prints, and that the second time adds nothing.
func TestTheDemoTwice(t *testing.T) {
	t.Parallel()
	made, err := demoBook()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"employers      đã ghi/taken 65", "contracts      đã ghi/taken 30", "vaoso audit contract C-2021-0007"} {
		if !strings.Contains(made.err, want) {
			t.Errorf("it doesn't say %q:\n%s", want, made.err)
		}
	}
	dir := copyDemo(t)
	before := mustVaoso(t, "events", "tail", "--from", "start", "--no-follow", "--json", "--data", dir)
	again := mustVaoso(t, "demo", "--once", "--data", dir)
	if again != made.out || !strings.Contains(again, "phường Tích Sơn") {
		t.Errorf("it printed\n%s\nand at first\n%s", again, made.out)
	}
	if after := mustVaoso(t, "events", "tail", "--from", "start", "--no-follow", "--json", "--data", dir); after != before {
		t.Error("the second time changed the log")
	}
}
