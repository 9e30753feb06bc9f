package main

import (
	"context"
	"encoding/json"
	"math/rand/v2"
	"net/http"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"vaoso/cmd/internal/app"
)

// rebuildKills is how often a rebuild is killed.
const rebuildKills = 12

// TestARebuildThatIsKilledHarmsNothing kills `vaoso projections rebuild` at any
// moment, beside a server that is written to and asked all the while. No query
// fails; in the end a rebuild goes through and differs in nothing, and every
// view equals a fresh fold.
func TestARebuildThatIsKilledHarmsNothing(t *testing.T) {
	t.Parallel()
	program, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	dir := copyDemo(t)
	s := startServer(t, program, dir)
	for status := 0; status != http.StatusOK; { // some views are built for the first time
		status, _ = send(t, http.MethodGet, s.url+"/readyz", "", "")
	}
	const seed = 20211103
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 0))
	ctx, stop := context.WithCancel(t.Context())
	failed := make(chan error, 1)
	l := ledger{told: make(chan struct{}, 1<<16)}
	c := &clerk{id: 91, rng: rand.New(rand.NewPCG(seed, 1))}
	go func() { failed <- c.work(ctx, s.url, &l) }()
	asked := 0
	var asking sync.WaitGroup
	asking.Go(func() {
		for ctx.Err() == nil {
			for _, query := range []string{"/api/plans/vinh-yen-2021/progress?by=ward", "/api/supervision", "/api/contracts"} {
				if status, body := send(t, http.MethodGet, s.url+query, "", ""); status != http.StatusOK || len(body) < 500 {
					t.Errorf("%s was answered %d %s", query, status, body)
					return
				}
				asked++
			}
		}
	})
	for n := range rebuildKills {
		name := app.Projections()[n%len(app.Projections())].Name
		rebuild := exec.CommandContext(t.Context(), program, "projections", "rebuild", name, "--data", dir)
		if err := rebuild.Start(); err != nil {
			t.Fatal(err)
		}
		select { // wherever the kill falls is right
		case <-time.After(time.Duration(rng.IntN(250)) * time.Millisecond):
		case err := <-failed:
			t.Fatalf("the clerk gave up: %v", err)
		}
		_ = rebuild.Process.Kill() // it may have ended
		_ = rebuild.Wait()         // killed, or done
	}
	for _, p := range app.Projections() {
		out, err := exec.CommandContext(t.Context(), program, "projections", "rebuild", p.Name, "--data", dir).CombinedOutput()
		if err != nil || !strings.Contains(string(out), "giống hệt") {
			t.Errorf("after the kills %s is rebuilt with %v: %s", p.Name, err, out)
		}
	}
	stop()
	asking.Wait()
	if err := <-failed; err != nil {
		t.Error(err)
	}
	var list struct{ Projections []struct{ State string } }
	if _, body := send(t, http.MethodGet, s.url+"/api/projections", "", ""); json.Unmarshal(body, &list) != nil || len(list.Projections) == 0 {
		t.Errorf("the status is %s", body)
	}
	for _, p := range list.Projections {
		if p.State != "live" && p.State != "retired" {
			t.Errorf("a rebuild that was killed left a view %s", p.State)
		}
	}
	s.kill(t)
	t.Logf("%d queries, %d commands", asked, len(l.events))
	a, err := app.Open(t.Context(), app.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	if err := a.CatchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, p := range app.Projections() {
		equalFreshFold(t, a, p)
	}
	if err := a.Close(); err != nil {
		t.Error(err)
	}
}
