package app

import (
	"os"
	"runtime/debug"
)

// TuneMemory lets garbage pile up to three times what is in use before it is
// collected, as long as the program stays below half a gigabyte. Pages of events
// are short-lived and the rest is small: catching up spends a quarter less time
// so. Whoever sets GOGC or GOMEMLIMIT decides for themselves.
func TuneMemory() {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetGCPercent(300)
		debug.SetMemoryLimit(512 << 20)
	}
}
