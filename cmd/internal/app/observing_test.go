package app_test

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestWhatIsWrittenOfMetricsIsTrue: every metric that docs/observing.md names is
// in a scrape of a book at work, and every one of the program's own is named.
func TestWhatIsWrittenOfMetricsIsTrue(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../../docs/observing.md")
	if err != nil {
		t.Fatal(err)
	}
	h := serve(t, openBook(t))
	at := h.do("RegisterWorker", somebody)
	if status, _ := h.ask("GET", "/api/contracts?after="+at, ""); status != 200 {
		t.Fatalf("the query came to %d", status)
	}
	scraped := map[string]bool{}
	h.scrape() // the first one is itself a request
	for sample := range h.scrape() {
		name, _, _ := strings.Cut(sample, "{")
		scraped[name] = true
	}
	written := map[string]bool{}
	for _, name := range regexp.MustCompile(`vaoso_[a-z_]+`).FindAllString(string(text), -1) {
		written[name] = true
		if !scraped[name] && !strings.Contains(name, "_rebuild_") { // no rebuild runs
			t.Errorf("docs/observing.md names %s, which no scrape has", name)
		}
	}
	for name := range scraped {
		if strings.HasPrefix(name, "vaoso_") && !written[name] {
			t.Errorf("docs/observing.md doesn't name %s", name)
		}
	}
}
