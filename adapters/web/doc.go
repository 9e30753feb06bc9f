// Package web is the page for people: a plan's progress as a picture, drawn on
// the server, with no script and nothing loaded from elsewhere.
//
//   - web.go: [New], the handler: one snapshot a page
//   - page.go: what the page says, in Vietnamese first
//   - chart.go: the months as a line against the straight line
//   - forms.go, forms.html: the forms, Biểu 01 to 12, to be printed and signed
//   - recount.go, recount.html: the plan counted anew by other rules, worker by worker; rulewords.go:
//     where two rule sets differ, in words
//   - answer.go: what is common to the pages: the day, the views as of it, what went
//     wrong in words, and sending it
//   - parameters.go: a parameter that a page doesn't take is refused
//   - links.go: from page to page for the same plan, day and period
//   - format.go: figures and days as people in Vietnam write them
//   - page.html, style.css: how it looks, on a phone, a desk and on paper
//
// Promises: every picture's figures also stand as text in a table; colour is
// never the only sign; text has a contrast of 4.5 : 1 or more, marks 3 : 1, in
// light and in dark. A book of made-up people says SỐ LIỆU MẪU on top. Figures
// only: nobody's name is here.
package web
