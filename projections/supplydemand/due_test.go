package supplydemand_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"vaoso/adapters/sqlite"
	"vaoso/domain/book"
	"vaoso/domain/catalog"
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/law"
	"vaoso/domain/plan"
	"vaoso/domain/scenario"
	"vaoso/domain/territory"
	"vaoso/projections/engine"
	"vaoso/projections/supplydemand"
)

// desk is a book, and its clock.
type desk struct {
	*book.Book
	today civil.Date
	keys  int
	at    tb
	ctx   context.Context
}

// tb is what *testing.T and *rapid.T share.
type tb interface{ Fatalf(string, ...any) }

func openDesk(t *testing.T, at tb) *desk {
	log, err := sqlite.OpenLog(t.Context(), filepath.Join(t.TempDir(), "log.db"), sqlite.LogOptions{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { log.Close() }) //nolint:errcheck // a test's
	d := &desk{today: day("2021-03-01"), at: at, ctx: t.Context()}
	d.Book = &book.Book{
		Book:      es.Book{Log: log, Definitions: catalog.Events(), Clock: func() time.Time { return d.today.In(9, 0, 0) }},
		Synthetic: true, Units: territory.VinhYen(), Wages: territory.VinhYenWages(), Limits: law.Current(), RuleSets: plan.ShippedRules(),
	}
	return d
}

// ask carries out a command; a refusal is an answer too.
func (d *desk) ask(name, command string, args ...any) bool {
	c, ok := book.Named(name)
	if !ok {
		d.at.Fatalf("no command %s", name)
	}
	asked, err := c.Decode([]byte(fmt.Sprintf(command, args...)))
	if err != nil {
		d.at.Fatalf("%s: %v", name, err)
	}
	asked.LegalBasis = "test"
	d.keys++
	_, err = d.Do(d.ctx, c, asked, book.Request{Actor: "u-test", Key: fmt.Sprint("k", d.keys)})
	if _, refused := es.AsRefused(err); err != nil && !refused {
		d.at.Fatalf("%s: %v", name, err)
	}
	return err == nil
}

func (d *desk) due() (list []supplydemand.Due, passed civil.Date) {
	views, err := sqlite.OpenViewsInMemory(d.ctx)
	d.check(err)
	defer views.Close() //nolint:errcheck // in memory
	_, err = engine.Replay(d.ctx, d.Log, d.Definitions, supplydemand.Projection, views, nil)
	d.check(err)
	d.check(views.Snapshot(d.ctx, func(s engine.Snapshot) error {
		list, passed, err = supplydemand.DueVacancies(d.ctx, s)
		return err
	}))
	return list, passed
}

func (d *desk) check(err error) {
	if err != nil {
		d.at.Fatalf("%v", err)
	}
}

// TestDueIsWhatSettleWrites: whatever happened, the list names the vacancies for
// which SettleVacancy writes an event, given everybody or those named alone, and
// is empty afterwards.
func TestDueIsWhatSettleWrites(t *testing.T) {
	t.Parallel()
	people := []string{"000199000123", "000199000124", "000199000125"}
	vacancies := []string{"1", "2"}
	closed := scenario.AtLeast(10, "closed")
	closed.Check(t, func(rt *rapid.T) {
		d := openDesk(t, rt)
		d.ask("RegisterEmployer", `{"taxCode":"0000010008","name":"Công ty Mẫu May 01","sector":"C","province":"26","ward":"08728"}`)
		var everybody []string
		for _, id := range people {
			d.ask("RegisterWorker", `{"citizenId":%q,"fullName":"Nguyễn Thị Á","birthDate":"1999-02-03","sex":"female","ward":"08728"}`, id)
			everybody = append(everybody, d.Key.Worker(id))
		}
		for _, v := range vacancies {
			d.ask("PostVacancy", `{"vacancy":%q,"taxCode":"0000010008","quantity":%d,"occupation":"may","wageFrom":{"amount":6000000,"currency":"VND"},"wageTo":{"amount":8000000,"currency":"VND"},"closesOn":%q}`,
				v, rapid.IntRange(1, 2).Draw(rt, "quantity"), d.today.AddDays(rapid.IntRange(0, 30).Draw(rt, "open")))
		}
		for range rapid.IntRange(1, 6).Draw(rt, "acts") {
			d.act(rt, rapid.SampledFrom(people).Draw(rt, "who"), rapid.SampledFrom(vacancies).Draw(rt, "vacancy"))
			due, passed := d.due()
			var named, wrote []string
			for _, v := range due {
				named = append(named, v.Vacancy)
			}
			for _, v := range vacancies {
				workers := everybody
				if i := slices.IndexFunc(due, func(x supplydemand.Due) bool { return x.Vacancy == "vacancy-"+v }); i >= 0 {
					workers = due[i].Workers
				}
				before, err := d.Log.Head(d.ctx)
				d.check(err)
				d.check(d.SettleVacancy(d.ctx, "vacancy-"+v, workers, passed))
				if after, err := d.Log.Head(d.ctx); err != nil || after != before {
					wrote = append(wrote, "vacancy-"+v)
				}
			}
			if !slices.Equal(named, wrote) {
				rt.Fatalf("due are %v, SettleVacancy wrote for %v", named, wrote)
			}
			if len(wrote) > 0 {
				if again, _ := d.due(); len(again) > 0 {
					rt.Fatalf("after settling, %v are due", again)
				}
			}
			for range wrote {
				closed.Saw("closed")
			}
		}
	})
}

// act does something random.
func (d *desk) act(t *rapid.T, who, vacancy string) {
	switch rapid.SampledFrom([]string{"place", "place", "end", "annul", "withdraw", "days", "days"}).Draw(t, "what") {
	case "place":
		d.ask("PlaceWorker", `{"citizenId":%q,"taxCode":"0000010008","occupation":"may","contractKind":"indefinite","monthlyWage":{"amount":6500000,"currency":"VND"},"source":"direct","vacancyId":%q}`, who, vacancy)
	case "end":
		d.ask("EndPlacement", `{"citizenId":%q,"reason":"resigned","seeking":true}`, who)
	case "annul":
		w, err := es.Load(d.ctx, d.Book.Book, labour.WorkerDecider, d.Key.Worker(who))
		d.check(err)
		if n := len(w.State.Placements); n > 0 {
			d.ask("AnnulPlacement", `{"citizenId":%q,"placementId":%q}`, who, w.State.Placements[n-1].ID)
		}
	case "withdraw":
		d.ask("WithdrawVacancy", `{"vacancy":%q}`, vacancy)
	case "days":
		d.today = d.today.AddDays(rapid.IntRange(1, 12).Draw(t, "days"))
		d.ask("PassDay", `{"city":"vinh-yen","day":%q}`, d.today.AddDays(-1))
	}
}
