package main

import (
	"testing"

	"github.com/spf13/cobra"
)

// TestTheSameBookAgain: what came as flags is said again, but no password.
func TestTheSameBookAgain(t *testing.T) {
	t.Parallel()
	for want, args := range map[string][]string{
		"--data so": {"--data", "so"},
		`--data so --log "esdb://127.0.0.1:2113?tls=false"`: {"--data", "so", "--log", "esdb://127.0.0.1:2113?tls=false"},
		"--data so --log … --views …":                       {"--data", "so", "--log", "esdb://u:secret@h:2113", "--views", "postgres:///d?password=secret"},
	} {
		root := newRoot(std())
		if err := root.ParseFlags(args); err != nil {
			t.Fatal(err)
		}
		sh := &shell{}
		sh.data, _ = root.Flags().GetString("data")
		sh.log, _ = root.Flags().GetString("log")
		sh.views, _ = root.Flags().GetString("views")
		if got := sh.again(root); got != want {
			t.Errorf("%v: %s", args, got)
		}
	}
	if got := (&shell{data: "so", log: "esdb://h:2113"}).again(&cobra.Command{}); got != "--data so" {
		t.Errorf("what the environment says is repeated: %s", got)
	}
}
