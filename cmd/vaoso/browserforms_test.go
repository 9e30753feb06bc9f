package main

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"vaoso/projections/forms"
)

// The printable width of an A4 sheet upright and across, between the margins of
// style.css, at 96 px to the inch.
const (
	uprightWidth = 186 * 960 / 254
	acrossWidth  = 277 * 960 / 254
)

// TestEveryFormFitsThePaper: no column of a form that is printed and signed is
// cut off at the edge of the sheet.
func TestEveryFormFitsThePaper(t *testing.T) {
	t.Parallel()
	p := newTab(t, openBrowser(t))
	url := serveDemo(t)
	if _, err := chromedp.Call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}); err != nil {
		t.Fatal(err)
	}
	for _, code := range forms.Codes() {
		p.run(chromedp.EmulateViewport(uprightWidth, 900), chromedp.Navigate(url+"/forms/"+code+"?period=year"))
		if eval[bool](p, `document.body.matches('.across')`) {
			p.run(chromedp.EmulateViewport(acrossWidth, 900))
		}
		if over := eval[int64](p, `Math.max(0, ...[...document.querySelectorAll('.scroll table')].map(t => Math.round(t.getBoundingClientRect().right - t.parentElement.getBoundingClientRect().right)))`); over > 1 {
			t.Errorf("form %s is %d px wider than the sheet", code, over)
		}
		if n := eval[int](p, `document.querySelectorAll('tbody tr').length`); n == 0 {
			t.Errorf("form %s has no rows to be measured", code)
		}
	}
}
