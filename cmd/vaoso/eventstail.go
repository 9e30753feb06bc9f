package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"net/url"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"vaoso/cmd/internal/app"
	"vaoso/cmd/internal/eventclient"
	"vaoso/domain/catalog"
	"vaoso/domain/civil"
	"vaoso/domain/es"
)

// tailed is an event as `events tail --json` prints it, one a line.
type tailed struct {
	ID       es.UUID         `json:"id"`
	Type     string          `json:"type"`
	Version  int             `json:"version"`
	Stream   string          `json:"stream"`
	Revision es.Revision     `json:"revision"`
	Position es.Position     `json:"position"`
	Data     json.RawMessage `json:"data"`
	Meta     es.Metadata     `json:"meta"`
}

// tailing are the flags of `events tail`.
type tailing struct {
	from, server     string
	noFollow, asJSON bool
	filter           es.Filter
}

func (sh *shell) eventsTail() *cobra.Command {
	var t tailing
	cmd := &cobra.Command{
		Use: "tail", Short: "xem sự kiện theo thứ tự ghi / the events in the order of the log",
		Long: `In các sự kiện theo thứ tự ghi, rồi chờ sự kiện mới (Ctrl-C để dừng).
Không có --json thì không in nội dung, vì có dữ liệu cá nhân.
Với --server, đọc từ một vaoso đang mở, qua mạng: không có dữ liệu cá nhân, không có
người ghi; mất kết nối thì tự nối lại, không sót, không lặp.

Prints the events in log order and then those to come (Ctrl-C ends it). Without
--json the contents are left out, since they hold personal data.
With --server they come from a running vaoso, over HTTP: without personal data, and
without who entered them; a broken connection is made anew, none missed, none twice.`,
		Example: `  vaoso events tail                              # chỉ sự kiện mới / new ones only
  vaoso events tail --from start --no-follow --json
  vaoso events tail --from 1200 --type WorkerPlaced,PlacementEnded
  vaoso events tail --stream contract- --stream agency-
  vaoso events tail --server http://127.0.0.1:8021 --from start`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := t.check(); err != nil {
				return err
			}
			if t.server != "" {
				return sh.print(sh.fromServer(cmd.Context(), t), t.asJSON)
			}
			return sh.with(cmd, func(ctx context.Context, a *app.App) error {
				after, err := tailStart(ctx, a, t.from)
				if err != nil {
					return err
				}
				if t.noFollow {
					return sh.print(a.Log.ReadAll(ctx, after, es.Forward, t.filter), t.asJSON)
				}
				return sh.print(followed(ctx, a.Log, after, t.filter), t.asJSON)
			})
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&t.from, "from", "", "start, hoặc sau vị trí này / start, or after this position (mặc định: từ bây giờ / default: from now)")
	flags.BoolVar(&t.noFollow, "no-follow", false, "in xong thì dừng / end at the log's end")
	flags.BoolVar(&t.asJSON, "json", false, "mỗi dòng một đối tượng JSON / one JSON object a line")
	flags.StringSliceVar(&t.filter.Types, "type", nil, "chỉ loại sự kiện này / these event types alone (vaoso events types)")
	flags.StringArrayVar(&t.filter.StreamPrefixes, "stream", nil, "chỉ luồng có tên bắt đầu như vậy / streams alone whose names begin so: contract-")
	flags.StringVar(&t.server, "server", "", "đọc từ vaoso đang mở ở địa chỉ này / read from the vaoso that runs there: http://127.0.0.1:8021")
	return cmd
}

// check refuses what can't be meant.
func (t tailing) check() error {
	if err := t.filter.Valid(); err != nil {
		return usage("chỉ lọc theo --type hoặc --stream, không cả hai / filter by --type or by --stream, not by both")
	}
	events := catalog.Events()
	for _, name := range t.filter.Types {
		if _, known := events.Named(name); !known {
			return usage("không có loại sự kiện %q / there is no event type %q: %s", name, name, strings.Join(events.Names(), ", "))
		}
	}
	if t.from != "" {
		if _, err := es.ParsePosition(t.from); err != nil {
			return usageError{err}
		}
	}
	if t.server == "" {
		return nil
	}
	if u, err := url.Parse(t.server); err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return usage("--server: cần / it should be http://127.0.0.1:8021")
	}
	return nil
}

func tailStart(ctx context.Context, a *app.App, from string) (es.Position, error) {
	if from == "" {
		return a.Log.Head(ctx)
	}
	return es.ParsePosition(from)
}

// fromServer are the events that a running vaoso publishes.
func (sh *shell) fromServer(ctx context.Context, t tailing) iter.Seq2[es.Event, error] {
	return eventclient.Subscription{
		Server: t.server, Types: t.filter.Types, Streams: t.filter.StreamPrefixes, After: t.from, Present: t.noFollow,
		Lost: func(err error, wait time.Duration) {
			_ = sh.say("Mất kết nối, nối lại sau %s / the connection broke, connecting again in %s: %v", wait, wait, err) // a terminal that has gone; the events' own output fails soon
		},
	}.Events(ctx)
}

// followed are the events of a log, and those to come.
func followed(ctx context.Context, log es.Log, after es.Position, filter es.Filter) iter.Seq2[es.Event, error] {
	return func(yield func(es.Event, error) bool) {
		const size = 500
		for page, err := range log.Follow(ctx, after, filter, size) {
			if err != nil {
				yield(es.Event{}, err)
				return
			}
			for _, e := range page.Events {
				if !yield(e, nil) {
					return
				}
			}
		}
	}
}

// print prints events until there are no more.
func (sh *shell) print(events iter.Seq2[es.Event, error], asJSON bool) error {
	for e, err := range events {
		var refused *eventclient.RefusedError
		switch {
		case errors.Is(err, context.Canceled):
			return nil // Ctrl-C is how it ends
		case errors.As(err, &refused):
			return refusal{err}
		case err != nil:
			return err
		}
		if err := sh.printEvent(e, asJSON); err != nil {
			return err
		}
	}
	return nil
}

func (sh *shell) printEvent(e es.Event, asJSON bool) error {
	if asJSON {
		return sh.line(tailed{e.ID, e.Type, e.Version, e.Stream, e.Revision, e.Position, e.Data, e.Meta})
	}
	actor := e.Meta.Actor
	if actor == "" {
		actor = "-" // a server doesn't say
	}
	_, err := fmt.Fprintf(sh.out, "%8s  %s  %-26s %s@%s  %s %s\n", e.Position, e.Meta.RecordedAt.In(civil.Zone).Format("2006-01-02 15:04:05 -07:00"), e.Type, e.Stream, e.Revision, e.Meta.OccurredOn, actor)
	return err
}
