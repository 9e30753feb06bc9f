// Command vaoso is the book of a city's employment plan: one binary, a verb a
// file. It has no rules of its own; cmd/internal/app opens the book, and
// domain/book takes the commands.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], std())
	stop()
	os.Exit(code)
}

// run carries out one command line and answers the exit code.
func run(ctx context.Context, args []string, s streams) int {
	root := newRoot(s)
	root.SetArgs(args)
	return s.exit(root.ExecuteContext(ctx))
}
