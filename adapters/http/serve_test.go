package http

import (
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"
)

func TestServeEndsGracefully(t *testing.T) {
	t.Parallel()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	begun, finish := make(chan struct{}), make(chan struct{})
	handler := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		close(begun)
		<-finish
		_, _ = io.WriteString(w, "done")
	})
	ctx, stop := context.WithCancel(t.Context())
	served := make(chan error, 1)
	go func() { served <- Serve(ctx, listener, handler, slog.New(slog.DiscardHandler)) }()
	got := make(chan string, 1)
	go func() {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+listener.Addr().String(), nil)
		if err != nil {
			got <- err.Error()
			return
		}
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			got <- err.Error()
			return
		}
		defer resp.Body.Close() //nolint:errcheck // a test's
		body, err := io.ReadAll(resp.Body)
		if err != nil {
			got <- err.Error()
			return
		}
		got <- string(body)
	}()
	<-begun
	stop() // the request is under way: it is let finish
	close(finish)
	if body := <-got; body != "done" {
		t.Errorf("the request under way got %q", body)
	}
	if err := <-served; err != nil {
		t.Errorf("Serve ended with %v", err)
	}
}

func TestAPanicIsAProblem(t *testing.T) {
	t.Parallel()
	d := newDesk(t, func(o *Options) {
		o.Pages = http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("Nguyễn Văn Á") })
	})
	a := d.send("GET", "/", "")
	if a.status != 500 || a.problem.Code != "ErrInternal" || strings.Contains(a.body+d.log.String(), "Nguyễn") {
		t.Errorf("%d %s\n%s", a.status, a.body, d.log)
	}
}
