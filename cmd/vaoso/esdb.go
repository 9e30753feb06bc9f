package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"vaoso/adapters/esdbserver"
	"vaoso/adapters/published"
	"vaoso/cmd/internal/app"
	"vaoso/domain/es"
)

// esdbServing are the flags of whatever speaks EventStoreDB's protocol.
type esdbServing struct {
	listen, token, cert, key string
}

func (f *esdbServing) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.listen, "esdb-listen", env("VAOSO_ESDB_LISTEN", ""), "địa chỉ cho máy khách EventStoreDB / address for EventStoreDB's clients, e.g. 127.0.0.1:2113 (VAOSO_ESDB_LISTEN)")
	flags.StringVar(&f.token, "esdb-token", env("VAOSO_ESDB_TOKEN_FILE", ""), "tệp có mã truy cập, dùng làm mật khẩu / file with the access token, which is the password (VAOSO_ESDB_TOKEN_FILE)")
	flags.StringVar(&f.cert, "esdb-cert", env("VAOSO_ESDB_CERT_FILE", ""), "tệp chứng chỉ TLS (PEM) / file with the TLS certificate (VAOSO_ESDB_CERT_FILE)")
	flags.StringVar(&f.key, "esdb-key", env("VAOSO_ESDB_KEY_FILE", ""), "tệp khóa của chứng chỉ / file with the certificate's key (VAOSO_ESDB_KEY_FILE)")
}

func (f esdbServing) check(trust bool) error {
	switch {
	case f.listen == "" && (f.token != "" || f.cert != "" || f.key != ""):
		return usage("--esdb-token, --esdb-cert, --esdb-key đi cùng --esdb-listen / they go with --esdb-listen")
	case (f.cert == "") != (f.key == ""):
		return usage("--esdb-cert và --esdb-key đi cùng nhau / --esdb-cert and --esdb-key go together")
	case f.listen == "":
		return nil
	}
	return serving{listen: f.listen, trust: trust}.check("--esdb-listen")
}

// open listens for EventStoreDB's clients.
func (f esdbServing) open(ctx context.Context) (net.Listener, error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", f.listen)
	if err != nil {
		return nil, fmt.Errorf("không nghe được ở %s; có chương trình khác đang dùng? / couldn't listen there; is another program using it?: %w", f.listen, err)
	}
	return listener, nil
}

// secured are the options of a server that asks for the token, over TLS.
func (f esdbServing) secured(dir string) (o esdbserver.Options, access app.Access, err error) {
	access, err = app.OpenAccess(dir, f.token, f.cert, f.key, time.Now())
	if err != nil {
		return o, access, err
	}
	o.Token = access.Token
	o.TLS = &tls.Config{MinVersion: tls.VersionTLS12, Certificates: []tls.Certificate{access.Certificate}}
	return o, access, nil
}

// connection is a connection string without the token, to paste.
func connection(listener net.Listener, access app.Access) string {
	ca, err := filepath.Abs(access.CAFile)
	if err != nil {
		ca = access.CAFile
	}
	return fmt.Sprintf("esdb://vaoso:TOKEN@%s?tlsCaFile=%s  (TOKEN: %s)", listener.Addr(), ca, access.TokenFile)
}

// subscriptions serves the book to EventStoreDB's clients, read-only and without
// personal fields.
func (sh *shell) subscriptions(ctx context.Context, a *app.App, f esdbServing) (serve func(context.Context) error, err error) {
	o, access, err := f.secured(a.Dir)
	if err != nil {
		return nil, err
	}
	listener, err := f.open(ctx)
	if err != nil {
		return nil, err
	}
	o.Logger = a.Logger()
	server := esdbserver.New(published.Log(a.Log, a.Book.Definitions), o)
	if err := sh.say("Máy khách EventStoreDB / EventStoreDB's clients: %s", connection(listener, access)); err != nil {
		return nil, errors.Join(err, listener.Close())
	}
	return func(ctx context.Context) error { return server.Serve(ctx, listener) }, nil
}

func (sh *shell) logServe() *cobra.Command {
	var f esdbServing
	var writable, trust bool
	cmd := &cobra.Command{
		Use: "serve --data FOLDER --esdb-listen ADDRESS", Short: "mở một sổ sự kiện riêng cho máy khách EventStoreDB, để thử / serve a log alone to EventStoreDB's clients, for trials",
		Long: `Mở một sổ sự kiện riêng (không phải sổ của thành phố) theo giao thức EventStoreDB, để thử và kiểm tra.
Đây là mô hình của EventStoreDB, không phải EventStoreDB. Muốn cho nơi khác theo dõi một sổ thật: vaoso serve --esdb-listen.

Serves a log alone, not a book's, by EventStoreDB's protocol, for trials and tests. It is a model of
EventStoreDB, not EventStoreDB. To let others subscribe to a real book: vaoso serve --esdb-listen.
Without --esdb-token everyone on this machine may use it, in the clear (tls=false).`,
		Example: `  vaoso log serve --data thu --esdb-listen 127.0.0.1:2113 --writable
  vaoso serve --data so-2026 --log "esdb://127.0.0.1:2113?tls=false"    # sổ ghi vào đó / a book that writes there`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if f.listen == "" {
				f.listen = "127.0.0.1:2113"
			}
			if err := f.check(trust); err != nil {
				return err
			}
			return sh.serveLog(cmd.Context(), f, writable)
		},
	}
	f.add(cmd)
	cmd.Flags().BoolVar(&writable, "writable", false, "cho phép ghi / allow writing")
	cmd.Flags().BoolVar(&trust, "trust-network", false, "phía trước đã có hệ thống kiểm soát người vào / something in front decides who may come in")
	return cmd
}

func (sh *shell) serveLog(ctx context.Context, f esdbServing, writable bool) (err error) {
	if app.Exists(sh.data) {
		return usage("%q là một sổ: ai ghi thẳng vào đó thì bỏ qua mọi quy tắc, ai đọc thẳng thì thấy dữ liệu cá nhân; dùng: vaoso serve --esdb-listen, hoặc một thư mục khác / it is a book: writing into its log goes past its rules, and reading it shows personal data; use serve --esdb-listen, or another folder", sh.data)
	}
	if err := os.MkdirAll(sh.data, 0o700); err != nil {
		return fmt.Errorf("không tạo được thư mục / couldn't make the folder: %w", err)
	}
	var o esdbserver.Options
	var access app.Access
	if f.token != "" || f.cert != "" {
		if o, access, err = f.secured(sh.data); err != nil {
			return err
		}
	}
	o.Writable = writable
	var log es.Log
	if log, err = app.OpenLog(ctx, sh.data, "", sh.logger()); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, log.Close()) }()
	listener, err := f.open(ctx)
	if err != nil {
		return err
	}
	at := fmt.Sprintf("esdb://%s?tls=false", listener.Addr())
	if o.TLS != nil {
		at = connection(listener, access)
	}
	if err := sh.say("Sổ sự kiện / log: %s\nMáy khách EventStoreDB / EventStoreDB's clients: %s   (dừng / stop: Ctrl-C)", sh.data, at); err != nil {
		return errors.Join(err, listener.Close())
	}
	return esdbserver.New(log, o).Serve(ctx, listener)
}
