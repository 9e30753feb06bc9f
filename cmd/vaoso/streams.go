package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	"golang.org/x/term"
)

// streams are where a command reads and writes: data on out, messages on err.
type streams struct {
	in       io.Reader
	out, err io.Writer
	terminal bool // err is a terminal: progress may be drawn
}

func std() streams {
	return streams{os.Stdin, os.Stdout, os.Stderr, term.IsTerminal(int(os.Stderr.Fd()))}
}

// say writes a message for people.
func (s streams) say(format string, args ...any) error {
	_, err := fmt.Fprintf(s.err, format+"\n", args...)
	return err
}

// object writes one JSON value, indented, as the command's data.
func (s streams) object(v any) error {
	enc := json.NewEncoder(s.out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// line writes one JSON value on a line of its own.
func (s streams) line(v any) error {
	enc := json.NewEncoder(s.out)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}
