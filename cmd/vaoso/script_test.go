package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"vaoso/cmd/internal/app"
	"vaoso/domain/civil"
	"vaoso/domain/es"
)

// TestScripts are users' sessions at a terminal, a verb a file. The program is
// the real one. Beside testscript's own words they have:
//
//	vaoso ARGS     runs it; it must end with 0 (after "!": with anything else)
//	exits N        the exit code of the last vaoso
//	demobook DIR   a book with the made-up year in it
//	served DIR     a server of the book until the script ends; $SERVER is where
//	poison DIR STREAM TYPE JSON   an event in the book that no command would write
func TestScripts(t *testing.T) {
	t.Parallel()
	program, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireUniqueNames:  true,
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Values[lastExit{}] = new(int)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"vaoso": func(ts *testscript.TestScript, neg bool, args []string) {
				code := 0
				var ended *exec.ExitError
				if err := ts.Exec(program, args...); errors.As(err, &ended) {
					code = ended.ExitCode()
				} else {
					ts.Check(err)
				}
				*ts.Value(lastExit{}).(*int) = code
				if neg == (code == 0) {
					ts.Fatalf("vaoso ended with %d", code)
				}
			},
			"exits": func(ts *testscript.TestScript, _ bool, args []string) {
				if got := strconv.Itoa(*ts.Value(lastExit{}).(*int)); len(args) != 1 || got != args[0] {
					ts.Fatalf("vaoso ended with %s, want %v", got, args)
				}
			},
			"poison": func(ts *testscript.TestScript, _ bool, args []string) {
				ts.Check(poison(ts.MkAbs(args[0]), args[1], args[2], args[3]))
			},
			"served": func(ts *testscript.TestScript, _ bool, args []string) {
				url, stop, err := serveBook(program, ts.MkAbs(args[0]))
				ts.Check(err)
				ts.Defer(func() { ts.Check(stop()) })
				ts.Setenv("SERVER", url)
			},
			"demobook": func(ts *testscript.TestScript, _ bool, args []string) {
				made, err := demoBook()
				ts.Check(err)
				ts.Check(os.CopyFS(ts.MkAbs(args[0]), os.DirFS(made.dir)))
			},
		},
	})
}

type lastExit struct{}

// serveBook runs the real server; stop ends it as an operator would.
func serveBook(program, dir string) (url string, stop func() error, err error) {
	cmd := exec.Command(program, "serve", "--data", dir, "--listen", "127.0.0.1:0") //nolint:noctx // stop ends it
	said, err := cmd.StderrPipe()
	if err != nil {
		return "", nil, err
	}
	if err := cmd.Start(); err != nil {
		return "", nil, err
	}
	lines := bufio.NewScanner(said)
	var log strings.Builder
	for lines.Scan() {
		if url = opened.FindString(lines.Text()); url != "" {
			go io.Copy(io.Discard, said) //nolint:errcheck // ends with the process
			return url, func() error { return errors.Join(cmd.Process.Signal(os.Interrupt), cmd.Wait()) }, nil
		}
		log.WriteString(lines.Text() + "\n")
	}
	return "", nil, fmt.Errorf("it didn't start: %w\n%s", cmd.Wait(), log.String())
}

// poison writes an event straight into a book's log.
func poison(dir, stream, kind, data string) (err error) {
	ctx := context.Background()
	a, err := app.Open(ctx, app.Options{Dir: dir})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	_, err = a.Log.Append(ctx, stream, es.NoStream, []es.NewEvent{{
		ID: es.EventID("poison", stream, 0), Type: kind, Version: 1, Data: []byte(data),
		Meta: es.Metadata{Actor: "u-test", Role: "city_officer", Reason: "test", Command: kind, IdempotencyKey: "poison", OccurredOn: civil.On(2021, 5, 1), RecordedAt: time.Date(2022, 3, 1, 0, 0, 0, 0, time.UTC)},
	}})
	return err
}

// madeBook is a book with the made-up year, and what making it printed.
type madeBook struct {
	dir      string
	out, err string
}

// demoBook makes the book of the made-up year, once for all tests: copy its
// files. It lies beside the program, and goes with it.
var demoBook = sync.OnceValues(func() (made madeBook, err error) {
	program, err := binary()
	if err != nil {
		return made, err
	}
	made.dir = filepath.Join(filepath.Dir(program), "so-mau")
	var failed error
	made.out, made.err, failed = vaoso(context.Background(), "demo", "--once", "--data", made.dir)
	return made, failed
})

// copyDemo is a book of the made-up year for one test alone.
func copyDemo(t *testing.T) string {
	t.Helper()
	made, err := demoBook()
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "so")
	if err := os.CopyFS(dir, os.DirFS(made.dir)); err != nil {
		t.Fatal(err)
	}
	return dir
}
