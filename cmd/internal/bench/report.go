package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"time"
)

// figure is one thing that was measured.
type figure struct {
	Name  string  `json:"name"`
	Value float64 `json:"value"`
	Unit  string  `json:"unit"`
	Aim   float64 `json:"aim,omitempty"` // at least; 0: none
	// AtMost is an aim from the other side.
	AtMost float64 `json:"atMost,omitempty"`
	Note   string  `json:"note,omitempty"`
}

// verdict says whether the figure is as it should be.
func (f figure) verdict() string {
	switch {
	case f.Aim > 0 && f.Value >= f.Aim:
		return "aim ≥ " + short(f.Aim) + ": met"
	case f.Aim > 0:
		return "aim ≥ " + short(f.Aim) + ": NOT MET"
	case f.AtMost > 0 && f.Value <= f.AtMost:
		return "aim ≤ " + short(f.AtMost) + ": met"
	case f.AtMost > 0:
		return "aim ≤ " + short(f.AtMost) + ": NOT MET"
	}
	return ""
}

// report gathers figures and the set-up that they were measured on.
type report struct {
	Setup   map[string]string `json:"setup"`
	Figures []figure          `json:"figures"`
}

func newReport(dir string) *report {
	r := &report{Setup: map[string]string{
		"go": runtime.Version(), "platform": runtime.GOOS + "/" + runtime.GOARCH, "cores": fmt.Sprint(runtime.NumCPU()),
		"cpu": cpuModel(), "filesystem": filesystem(dir), "at": time.Now().UTC().Format(time.RFC3339),
	}}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			if m.Path == "modernc.org/sqlite" || m.Path == "github.com/ThreeDotsLabs/watermill" {
				r.Setup[m.Path] = m.Version
			}
		}
	}
	return r
}

// cpuModel and filesystem are what Linux says; elsewhere they stay unknown.
func cpuModel() string {
	text, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return "unknown"
	}
	for line := range strings.Lines(string(text)) {
		if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return "unknown"
}

func filesystem(dir string) string {
	text, err := os.ReadFile("/proc/mounts")
	if err != nil {
		return "unknown"
	}
	best, kind := "", "unknown"
	for line := range strings.Lines(string(text)) {
		if f := strings.Fields(line); len(f) > 2 && strings.HasPrefix(dir, f[1]) && len(f[1]) >= len(best) {
			best, kind = f[1], f[2]
		}
	}
	return kind
}

func (r *report) add(f figure) {
	r.Figures = append(r.Figures, f)
	fmt.Fprintf(os.Stderr, "  %s: %s %s\n", f.Name, short(f.Value), f.Unit)
}

func (r *report) finish(w io.Writer, jsonFile string) error {
	var keys []string
	for k := range r.Setup {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	var b strings.Builder
	for _, k := range keys {
		fmt.Fprintf(&b, "%s: %s\n", k, r.Setup[k])
	}
	b.WriteString("\n")
	for _, f := range r.Figures {
		fmt.Fprintf(&b, "%-58s %12s %-10s %-22s %s\n", f.Name, short(f.Value), f.Unit, f.verdict(), f.Note)
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return err
	}
	if jsonFile == "" {
		return nil
	}
	text, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(jsonFile, append(text, '\n'), 0o644)
}

func short(v float64) string {
	if v >= 1000 {
		return fmt.Sprintf("%.0f", v)
	}
	return fmt.Sprintf("%.2f", v)
}

func median(list []float64) float64 {
	list = slices.Sorted(slices.Values(list))
	return list[len(list)/2]
}
