package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	api "vaoso/adapters/http"
	"vaoso/cmd/internal/app"
	"vaoso/cmd/internal/demo/golden"
)

// chromium is the browser, or the test is skipped; never where everything must run.
func chromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	const missing = "no Chromium: run .ci/install, or apt-get install chromium"
	if os.Getenv("VAOSO_TEST_ALL") != "" {
		t.Fatal(missing)
	}
	t.Skip(missing)
	return ""
}

// tab is a page of a real browser, with every address it asked for.
type tab struct {
	context.Context
	t     *testing.T
	mu    sync.Mutex
	asked []string
}

func openBrowser(t *testing.T) context.Context {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(chromium(t)), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.NoFirstRun, chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-sync", true), chromedp.Flag("disable-component-update", true),
		chromedp.WSURLReadTimeout(time.Minute))
	ctx, stop := context.WithTimeout(t.Context(), 2*time.Minute)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	return ctx
}

func newTab(t *testing.T, browser context.Context) *tab { //nolint:revive // the browser's context is no call's
	t.Helper()
	ctx, stop := chromedp.NewContext(browser)
	t.Cleanup(stop)
	p := &tab{Context: ctx, t: t}
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	err := chromedp.Listen(ctx, func(event any) {
		if sent, ok := event.(*network.EventRequestWillBeSent); ok {
			p.mu.Lock()
			p.asked = append(p.asked, sent.Request.URL)
			p.mu.Unlock()
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func (p *tab) run(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	if err := chromedp.Do(p, steps...); err != nil {
		p.t.Fatal(err)
	}
}

// result is what an action comes to in the page.
func result[T any](p *tab, action chromedp.Action[T]) T {
	p.t.Helper()
	v, err := chromedp.Run(p, action)
	if err != nil {
		p.t.Fatal(err)
	}
	return v
}

// eval is what an expression comes to in the page.
func eval[T any](p *tab, expression string) T {
	p.t.Helper()
	return result(p, chromedp.Evaluate[T](expression))
}

// serveDemo serves the made-up year until the test ends.
func serveDemo(t *testing.T) string {
	t.Helper()
	a, err := app.Open(t.Context(), app.Options{Dir: copyDemo(t), Tell: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	if err := a.CatchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	handler, err := a.Handler()
	if err != nil {
		t.Fatal(err)
	}
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.WithoutCancel(t.Context()))
	ended := make(chan error, 1)
	go func() { ended <- api.Serve(ctx, listener, handler, a.Logger()) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	return "http://" + listener.Addr().String()
}

// TestThePageInABrowser is what somebody with a real browser has of the page.
func TestThePageInABrowser(t *testing.T) {
	t.Parallel()
	browser := openBrowser(t)
	url := serveDemo(t)
	want, err := golden.Want()
	if err != nil {
		t.Fatal(err)
	}
	p := newTab(t, browser)
	if _, err := chromedp.Call(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	p.run(chromedp.EmulateViewport(1280, 900), chromedp.Navigate(url+"/"))

	if lang := eval[string](p, `document.documentElement.lang`); lang != "vi" {
		t.Errorf("its language is %q", lang)
	}
	if n := eval[int](p, `document.scripts.length`); n != 0 {
		t.Errorf("it has %d scripts", n)
	}
	if title := eval[string](p, `document.title`); !strings.Contains(title, "1.273 / 1.300") || !strings.Contains(title, "SỐ LIỆU MẪU") {
		t.Errorf("its title is %q", title)
	}
	text := eval[string](p, `document.body.innerText`)
	for _, figure := range []string{"1.273", "/ 1.300 người", "97,9 %", "1.245", "28 / 30 người", "MẪU/KH-UBND"} {
		if !containsAny(text, strings.Split(figure, "|")) {
			t.Errorf("it doesn't show %q", figure)
		}
	}
	if levels := eval[string](p, `[...document.querySelectorAll('h1,h2,h3,h4')].map(h => h.tagName[1]).join('')`); !strings.HasPrefix(levels, "12") || strings.Count(levels, "1") != 1 || strings.ContainsAny(levels, "34") {
		t.Errorf("its headings are of the levels %s", levels)
	}

	// What the pictures show is in tables: each ward and each month.
	rows := eval[[]string](p, `[...document.querySelectorAll('tbody tr')].map(r => r.querySelector('th').innerText.trim() + '=' + r.querySelector('td').innerText.trim())`)
	shown := map[string]bool{}
	for _, row := range rows {
		shown[row] = true
	}
	for month, pair := range want.ByMonth {
		year, number, _ := strings.Cut(month, "-")
		if row := fmt.Sprintf("Tháng %s/%s=%d", number, year, pair.Total); !shown[row] {
			t.Errorf("no row %q in %q", row, rows)
		}
	}
	for unit, name := range map[string]string{"08710": "phường Liên Bảo", "08731": "xã Thanh Trù", "08707": "phường Tích Sơn"} {
		if row := fmt.Sprintf("%s=%d", name, want.ByUnit[unit].Total); !shown[row] {
			t.Errorf("no row %q in %q", row, rows)
		}
	}

	// The first Tab shows the way past the head, with its outline.
	p.run(chromedp.KeyEvent("\t"))
	if seen := eval[bool](p, `(() => { const a = document.activeElement, r = a.getBoundingClientRect(), s = getComputedStyle(a);
		return a.matches('a.skip') && r.left >= 0 && r.top >= 0 && s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 && !!document.querySelector(a.getAttribute('href')) })()`); !seen {
		t.Error("the first Tab doesn't show the skip link")
	}

	for _, width := range []int64{320, 360, 768, 1280} {
		p.run(chromedp.EmulateViewport(width, 800))
		if wide := eval[int64](p, `document.documentElement.scrollWidth`); wide > width {
			t.Errorf("at %d px it is %d px wide", width, wide)
		}
		p.picture(fmt.Sprint(width))
	}

	yes := true
	printed, err := chromedp.Call(p, page.PrintToPDF, page.PrintToPDFParams{PrintBackground: &yes, PreferCSSPageSize: &yes})
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(printed.Data), "/Type /Page\n"); n != 1 {
		t.Errorf("it prints on %d sheets", n)
	}

	// An earlier day, asked for by the form's address: what had happened by then, as
	// it is known today. A placement of May that was annulled in July never was.
	p.run(chromedp.Navigate(url + "/?asOf=2021-06-30"))
	if text := eval[string](p, `document.body.innerText`); !strings.Contains(text, "654\n") || !strings.Contains(text, "30/06/2021") {
		t.Errorf("as of the end of June it shows %s", text)
	}

	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.asked) == 0 {
		t.Error("nobody watched the network")
	}
	for _, address := range p.asked {
		if !strings.HasPrefix(address, url) && !strings.HasPrefix(address, "data:") {
			t.Errorf("it asked for %s", address)
		}
	}
}

// picture keeps the page as it looks in the folder VAOSO_PICTURES, if there is one.
func (p *tab) picture(name string) {
	dir := os.Getenv("VAOSO_PICTURES")
	if dir == "" {
		return
	}
	if err := os.WriteFile(dir+"/"+name+".png", result(p, chromedp.FullScreenshot(100)), 0o600); err != nil {
		p.t.Fatal(err)
	}
}

func containsAny(text string, any []string) bool {
	for _, each := range any {
		if strings.Contains(text, each) {
			return true
		}
	}
	return false
}
