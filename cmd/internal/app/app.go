package app

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"time"

	"github.com/go-json-experiment/json"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"

	"vaoso/adapters/eventstoredb"
	"vaoso/adapters/postgres"
	"vaoso/adapters/sqlite"
	"vaoso/adapters/telemetry"
	"vaoso/adapters/watermill"
	"vaoso/domain/book"
	"vaoso/domain/catalog"
	"vaoso/domain/es"
	"vaoso/domain/law"
	"vaoso/domain/plan"
	"vaoso/domain/support"
	"vaoso/domain/territory"
	"vaoso/projections/agencies"
	"vaoso/projections/capacity"
	"vaoso/projections/contracts"
	"vaoso/projections/corrections"
	"vaoso/projections/enforcement"
	"vaoso/projections/engagements"
	"vaoso/projections/engine"
	"vaoso/projections/expiries"
	"vaoso/projections/retention"
	"vaoso/projections/supervision"
	"vaoso/projections/supplydemand"
	supports "vaoso/projections/support"
	"vaoso/projections/targetprogress"
	"vaoso/projections/training"
	"vaoso/projections/unemployment"
	"vaoso/projections/workers"
)

// Options are how a book is opened.
type Options struct {
	Dir   string
	Log   string           // where the log is: esdb://…; "": in a file in the folder
	Views string           // where the views are: postgres://…; "": in a file in the folder
	Clock func() time.Time // nil: the machine's
	Tell  *slog.Logger     // hears of trouble; nil: slog.Default()
	// Traces take what is traced, instead of where the environment says: for tests.
	Traces []sdktrace.SpanProcessor
}

// App is an open book with all that serves it.
type App struct {
	Settings Settings
	Dir      string
	Book     *book.Book
	Log      es.Log
	Views    Views
	Told     *telemetry.Telemetry
	Engine   *engine.Engine

	clock     func() time.Time
	logger    *slog.Logger
	replaying chan struct{} // has room for one
}

// Views are where rows are kept and asked for.
type Views interface {
	engine.Store
	engine.Reader
}

// Projections are all read models of the book.
func Projections() []engine.Projection {
	return []engine.Projection{
		targetprogress.Projection, supervision.Projection, contracts.Projection, workers.Projection, engagements.Projection,
		retention.Projection, supports.Projection, unemployment.Projection,
		training.Projection, supplydemand.Projection, capacity.Projection,
		agencies.Projection, expiries.Projection,
		enforcement.Projection,
		corrections.Projection,
	}
}

// Definitions are the book's events, read by the decoder that becomes
// encoding/json/v2: measured on this book's events, it takes 0.4 of the standard
// library's time.
func Definitions() *es.Definitions {
	return catalog.Events().DecodingWith(func(data []byte, v any) error { return json.Unmarshal(data, v) })
}

// Open opens the book in a folder. Close it.
func Open(ctx context.Context, o Options) (*App, error) {
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Tell == nil {
		o.Tell = slog.Default()
	}
	settings, key, err := readFolder(o.Dir)
	if err != nil {
		return nil, err
	}
	a := &App{Settings: settings, Dir: o.Dir, clock: o.Clock, logger: o.Tell, replaying: make(chan struct{}, 1)}
	if a.Told, err = telemetry.New(ctx, Version, o.Tell, o.Traces...); err != nil {
		return nil, err
	}
	log, err := OpenLog(ctx, o.Dir, o.Log, o.Tell)
	if err != nil {
		return nil, errors.Join(err, a.Close())
	}
	a.Log = a.Told.Log(log)
	if a.Views, err = openViews(ctx, o, key); err != nil {
		return nil, errors.Join(err, a.Close())
	}
	definitions := Definitions()
	a.Engine, err = engine.Open(ctx, engine.Config{Log: a.Log, Definitions: definitions, Store: a.Views, Projections: Projections(), Clock: o.Clock, Skips: skipped(a.Log, definitions), Observer: a.Told})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("couldn't open the projections: %w", err), a.Close())
	}
	if err := a.Told.Watch(a.Engine.Names(), a.Engine.Reports); err != nil {
		return nil, errors.Join(err, a.Close())
	}
	a.Book = &book.Book{
		Book: es.Book{Log: a.Log, Definitions: definitions, Clock: o.Clock},
		Key:  key, Synthetic: settings.Synthetic,
		Units: territory.VinhYen(), Wages: territory.VinhYenWages(), Limits: law.Current(), RuleSets: plan.ShippedRules(), LoanCaps: support.ShippedCaps(), Forces: support.ShippedLabourForces(),
		Figures: a.figures,
	}
	return a, nil
}

// OpenLog opens the log of the book in the folder: the file there, or the
// EventStoreDB at a URL (esdb://…). tell hears of trouble with a server. Close it.
func OpenLog(ctx context.Context, dir, url string, tell *slog.Logger) (es.Log, error) {
	if url != "" {
		return asLog(eventstoredb.Open(ctx, url, eventstoredb.Options{Tell: tell}))
	}
	path := filepath.Join(dir, logFile)
	if err := createPrivate(path); err != nil {
		return nil, err
	}
	return asLog(sqlite.OpenLog(ctx, path, sqlite.LogOptions{}))
}

// asLog keeps a nil of a type from becoming a log.
func asLog[L es.Log](l L, err error) (es.Log, error) {
	if err != nil {
		return nil, err
	}
	return l, nil
}

// openViews opens the views where the options say.
func openViews(ctx context.Context, o Options, key book.Key) (Views, error) {
	if o.Views == "" {
		path := filepath.Join(o.Dir, viewsFile)
		if err := createPrivate(path); err != nil {
			return nil, err
		}
		return asViews(sqlite.OpenViews(ctx, path))
	}
	id := hmac.New(sha256.New, key[:])
	id.Write([]byte("views"))
	views, err := postgres.OpenViews(ctx, o.Views, hex.EncodeToString(id.Sum(nil))[:16])
	if err == nil {
		for _, note := range views.Notes() {
			o.Tell.WarnContext(ctx, note)
		}
	}
	return asViews(views, err)
}

// asViews keeps a nil of a type from becoming views.
func asViews[V Views](v V, err error) (Views, error) {
	if err != nil {
		return nil, err
	}
	return v, nil
}

// Close releases the book's files.
func (a *App) Close() error {
	var errs []error
	if a.Engine != nil {
		errs = append(errs, a.Engine.Close())
	}
	if a.Views != nil {
		errs = append(errs, a.Views.Close())
	}
	if a.Log != nil {
		errs = append(errs, a.Log.Close())
	}
	if a.Told != nil {
		errs = append(errs, a.Told.Close())
	}
	return errors.Join(errs...)
}

// Run keeps the views up with the log, carries out policies, and lets days
// pass, until ctx ends.
func (a *App) Run(ctx context.Context) error {
	router, err := watermill.NewRouter(watermill.Config{
		Engine: a.Engine, Log: a.logger, Policies: a.policies(),
	})
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	days := make(chan error, 1)
	go func() { days <- a.passDays(ctx) }()
	err = router.Run(ctx)
	cancel()
	return errors.Join(err, <-days)
}
