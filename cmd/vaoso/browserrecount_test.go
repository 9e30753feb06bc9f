package main

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"vaoso/cmd/internal/demo/golden"
)

// TestTheRecountPageInABrowser is what a leader has of it, on a phone, at a desk
// and on paper: what the rules differ in, whom they count differently, no names.
func TestTheRecountPageInABrowser(t *testing.T) {
	t.Parallel()
	browser := openBrowser(t)
	url := serveDemo(t)
	want, err := golden.Want()
	if err != nil {
		t.Fatal(err)
	}
	p := newTab(t, browser)
	p.run(chromedp.EmulateViewport(1200, 900), chromedp.Navigate(url+"/recount?rules=vinh-yen-2021-open"))
	if n := eval[int](p, `document.scripts.length`); n != 0 {
		t.Errorf("it has %d scripts", n)
	}
	if levels := eval[string](p, `[...document.querySelectorAll('h1,h2,h3,h4')].map(h => h.tagName[1]).join('')`); !strings.HasPrefix(levels, "12") || strings.ContainsAny(levels, "34") {
		t.Errorf("its headings are of the levels %s", levels)
	}
	// The in-migrants who don't count by the plan's rules, each once.
	total := eval[[]string](p, `[...document.querySelector('tbody tr').querySelectorAll('td')].map(c => c.innerText.trim())`)
	ids := eval[[]string](p, `[...document.querySelectorAll('tbody th code')].map(c => c.innerText.trim())`)
	if more := len(ids); more == 0 || more > want.Excluded["in_migrant"] || total[2] != fmt.Sprintf("+%d", more) {
		t.Errorf("it shows %v and %d workers, of %d jobs of in-migrants", total, more, want.Excluded["in_migrant"])
	}
	for _, id := range ids {
		if len(id) != 16 || strings.Trim(id, "0123456789abcdef") != "" {
			t.Errorf("%q is no id of the book", id)
		}
	}
	for _, width := range []int64{320, 390, 768, 1200} {
		p.run(chromedp.EmulateViewport(width, 900))
		if wide := eval[int64](p, `document.documentElement.scrollWidth`); wide > width {
			t.Errorf("at %d px it is %d px wide", width, wide)
		}
		p.picture(fmt.Sprintf("recount-%d", width))
	}
	yes := true
	printed, err := chromedp.Call(p, page.PrintToPDF, page.PrintToPDFParams{PrintBackground: &yes, PreferCSSPageSize: &yes})
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(printed.Data), "/Type /Page\n"); n < 1 || n > 2 {
		t.Errorf("it prints on %d sheets", n)
	}
	if dir := os.Getenv("VAOSO_PICTURES"); dir != "" {
		if err := os.WriteFile(dir+"/recount.pdf", printed.Data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	// From the first page a link leads here.
	p.run(chromedp.Navigate(url + "/"))
	if there := eval[bool](p, `!!document.querySelector('a[href="/recount?plan=vinh-yen-2021"]')`); !there {
		t.Error("the first page doesn't lead here")
	}
}
