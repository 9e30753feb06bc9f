package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"vaoso/adapters/http"
	"vaoso/cmd/internal/app"
)

// serving are the flags of whatever serves.
type serving struct {
	listen string
	trust  bool
}

func (f *serving) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.listen, "listen", env("VAOSO_LISTEN", "127.0.0.1:8021"), "địa chỉ / address (VAOSO_LISTEN)")
	cmd.Flags().BoolVar(&f.trust, "trust-network", false, "phía trước đã có hệ thống kiểm soát người vào / something in front decides who may come in")
}

func (sh *shell) serveVerb() *cobra.Command {
	var flags serving
	var esdb esdbServing
	cmd := &cobra.Command{
		Use: "serve", Short: "mở sổ cho trình duyệt và API / serve pages and the API",
		Long: `Mở sổ cho trình duyệt và API, và cập nhật các bảng đọc.
Chưa có đăng nhập: chỉ nghe ở địa chỉ nội máy (127.0.0.1), trừ khi --trust-network.

Serves pages and the API, and keeps the views up with the log. Nobody signs in yet, so it
listens on loopback addresses only, unless --trust-network says that something in front of
it decides who may come in.

--esdb-listen lets EventStoreDB's official clients subscribe, over TLS, with an access token as the
password: read-only, and without personal data. The token and the certificate are made in the
book's folder (keys/) unless --esdb-token, --esdb-cert and --esdb-key name others.`,
		Example: "  vaoso serve --data so-2026 --listen 127.0.0.1:8021\n  vaoso serve --data so-2026 --esdb-listen 127.0.0.1:2113",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return sh.with(cmd, func(ctx context.Context, a *app.App) error { return sh.serve(ctx, a, flags, esdb) })
		},
	}
	flags.add(cmd)
	esdb.add(cmd)
	return cmd
}

// serve serves the book until ctx ends, projecting meanwhile.
func (sh *shell) serve(ctx context.Context, a *app.App, flags serving, esdb esdbServing) error {
	if err := errors.Join(flags.check("--listen"), esdb.check(flags.trust)); err != nil {
		return err
	}
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", flags.listen)
	if err != nil {
		return fmt.Errorf("không nghe được ở %s; có chương trình khác đang dùng? / couldn't listen there; is another program using it?: %w", flags.listen, err)
	}
	handler, err := a.Handler()
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	subscriptions := func(context.Context) error { return nil }
	if esdb.listen != "" {
		if subscriptions, err = sh.subscriptions(ctx, a, esdb); err != nil {
			return errors.Join(err, listener.Close())
		}
	}
	if err := sh.say("Sổ / book: %s (%s)\nMở / open: http://%s/   (API: /openapi.json; dừng / stop: Ctrl-C)", a.Dir, sh.places(), listener.Addr()); err != nil {
		return errors.Join(err, listener.Close())
	}
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return subscriptions(ctx) })
	group.Go(func() error { return a.Run(ctx) })
	group.Go(func() error { return http.Serve(ctx, listener, handler, a.Logger()) })
	return group.Wait()
}

// check refuses addresses that others can reach.
func (f serving) check(flag string) error {
	if f.trust {
		return nil
	}
	host, _, err := net.SplitHostPort(f.listen)
	if err != nil {
		return usage("%s %q: %w", flag, f.listen, err)
	}
	if strings.EqualFold(host, "localhost") {
		return nil
	}
	if addr, err := netip.ParseAddr(host); err == nil && addr.IsLoopback() {
		return nil
	}
	return usage("chưa có đăng nhập, nên chỉ nghe ở địa chỉ nội máy (127.0.0.1, ::1, localhost), không phải %q; nếu phía trước đã kiểm soát người vào, thêm --trust-network / nobody signs in yet, so it listens on loopback only, not on %q; add --trust-network if something in front decides who may come in", f.listen, f.listen)
}
