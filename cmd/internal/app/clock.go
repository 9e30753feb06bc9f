package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"vaoso/domain/book"
	"vaoso/domain/civil"
	"vaoso/domain/plan"
)

// dayCheck is how often the clock is looked at: a day passes at most so late.
const dayCheck = time.Minute

// passDays records each day once it is over. Policies take their time from it.
func (a *App) passDays(ctx context.Context) error {
	ticker := time.NewTicker(dayCheck)
	defer ticker.Stop()
	var last civil.Date
	for {
		if yesterday := civil.Of(a.clock()).AddDays(-1); yesterday != last {
			if err := a.PassDay(ctx, yesterday); errors.Is(err, plan.ErrDayBackwards) {
				last = yesterday // the book is ahead of this machine's clock
			} else if err != nil {
				a.logger.ErrorContext(ctx, "couldn't let a day pass; trying again", slog.String("day", yesterday.String()), slog.Any("error", err))
			} else {
				last = yesterday
			}
		}
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return nil
		}
	}
}

// PassDay records that a day is over, once.
func (a *App) PassDay(ctx context.Context, day civil.Date) error {
	pass, _ := book.Named("PassDay")
	_, err := a.Book.Do(ctx, pass, book.Asked{Command: plan.PassDay{City: a.Settings.City, Day: day}, On: day, Reason: "đồng hồ của sổ"},
		book.Request{Actor: "clock", Role: string(book.System), Key: "clock:" + day.String()})
	if err != nil {
		return fmt.Errorf("couldn't record that %s is over: %w", day, err)
	}
	return nil
}
