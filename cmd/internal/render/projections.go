package render

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"vaoso/domain/civil"
	"vaoso/domain/operations"
	"vaoso/projections/engine"
)

// Skip is an event that a projection goes past.
type Skip struct {
	Projection string
	operations.Skip
}

var states = map[engine.State]string{
	engine.Live: "đang dùng/live", engine.Rebuilding: "đang tính/rebuilding", engine.Halted: "DỪNG/HALTED", engine.Retired: "đã thay/retired",
}

// Projections writes how the views are doing: a line each, and below what there
// is to say about some.
func Projections(w io.Writer, reports []engine.Report, skips []Skip) error {
	var rows [][]string
	var notes []string
	for _, r := range reports {
		behind := number(r.Behind)
		if r.Behind >= engine.CountedBehind {
			behind += "+"
		}
		lag := ""
		if r.Behind > 0 {
			lag = r.Lag.Round(time.Second).String()
		}
		version := "v" + strconv.Itoa(r.Version) + "." + strconv.Itoa(r.Number)
		rows = append(rows, []string{r.Projection, version, states[r.State()], r.Position.String(), behind, lag, clock(r.Since)})
		notes = append(notes, noteOf(r, r.Projection+" "+version)...)
	}
	if err := grid(w, columns{"bảng đọc/projection", "bản/version", "trạng thái/state", "vị trí/position>", "còn lại/behind>", "trễ/lag>", "từ/since"}, rows); err != nil {
		return err
	}
	for _, s := range skips {
		notes = append(notes, fmt.Sprintf("%s: bỏ qua sự kiện / goes past event %s (%s, %s): %s\n  lý do / why: %s; %s, %s", s.Projection, s.Position, s.EventType, s.EventID, s.Error, s.Reason, s.Actor, clock(s.At)))
	}
	if len(notes) == 0 {
		return nil
	}
	_, err := fmt.Fprintf(w, "\n%s\n", strings.Join(notes, "\n"))
	return err
}

// noteOf is what there is to say about a view beside its line.
func noteOf(r engine.Report, name string) (notes []string) {
	switch r.State() {
	case engine.Halted:
		notes = append(notes, fmt.Sprintf("%s: dừng từ %s ở sự kiện / halted at event %s (%s, %s): %s\n  sửa xong thì / once mended: vaoso projections retry %s\n  hoặc bỏ qua / or go past it: vaoso projections skip %s --reason \"…\"",
			name, clock(r.Since), r.Halt.Position, r.Halt.Type, r.Halt.EventID, r.Halt.Error, r.Projection, r.Projection))
	case engine.Rebuilding:
		note := fmt.Sprintf("%s: đã tính / done %.1f %%", name, 100*r.Done)
		if r.Pace.Events > 0 {
			note += fmt.Sprintf(", %s sự kiện/giây / events a second", number(int(r.Pace.Events)))
		}
		if r.Left > 0 {
			note += fmt.Sprintf(", còn khoảng / about %s left", r.Left.Round(time.Second))
		}
		notes = append(notes, note)
	case engine.Live, engine.Retired:
	}
	var c engine.Comparison
	if r.Live && r.Comparison != "" && json.Unmarshal([]byte(r.Comparison), &c) == nil && !c.Same() {
		notes = append(notes, name+": "+difference(c))
	}
	return notes
}

// Comparison writes how a generation differs from the one whose place it took.
func Comparison(w io.Writer, c engine.Comparison) error {
	if len(c.Tables) == 0 {
		return nil
	}
	if _, err := fmt.Fprintln(w, difference(c)); err != nil {
		return err
	}
	for _, t := range c.Tables {
		for _, s := range t.Samples {
			if _, err := fmt.Fprintf(w, "  %s %s [%s] %s\n", t.Table, kinds[s.Kind], strings.Join(s.Key, ", "), strings.Join(s.Changes, "; ")); err != nil {
				return err
			}
		}
	}
	_, err := fmt.Fprintln(w)
	return err
}

var kinds = map[string]string{"added": "thêm/added", "gone": "mất/gone", "changed": "đổi/changed"}

// difference is a comparison in a sentence.
func difference(c engine.Comparison) string {
	rows := 0
	var parts []string
	for _, t := range c.Tables {
		rows += t.Rows
		if t.Added+t.Gone+t.Changed > 0 {
			parts = append(parts, fmt.Sprintf("%s +%s −%s ~%s", t.Table, number(t.Added), number(t.Gone), number(t.Changed)))
		}
		if columns := append(t.NewColumns, t.OldColumns...); len(columns) > 0 {
			parts = append(parts, fmt.Sprintf("%s: cột khác / other columns (%s)", t.Table, strings.Join(columns, ", ")))
		}
	}
	if len(parts) == 0 {
		return fmt.Sprintf("so với bản trước ở vị trí %s: giống hệt, %s hàng / compared with the one before at position %s: the same, %s rows", c.At, number(rows), c.At, number(rows))
	}
	return fmt.Sprintf("so với bản trước ở vị trí / compared with the one before at position %s (+ thêm/added, − mất/gone, ~ đổi/changed): %s", c.At, strings.Join(parts, "; "))
}

func clock(t time.Time) string { return t.In(civil.Zone).Format("2006-01-02 15:04:05 -07:00") }
