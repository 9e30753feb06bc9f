package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"vaoso/cmd/internal/catalogue"
)

func (sh *shell) eventsCatalogue() *cobra.Command {
	var asJSON, asMarkdown bool
	cmd := &cobra.Command{
		Use: "catalogue [TYPE…]", Short: "danh mục sự kiện: nghĩa, các trường, ai ghi, ai đọc / the event catalogue: meaning, fields, who raises and who reads it",
		Example: "  vaoso events catalogue\n  vaoso events catalogue WorkerPlaced WorkerDispatched\n  vaoso events catalogue --json",
		Args:    cobra.ArbitraryArgs,
		RunE: func(_ *cobra.Command, names []string) error {
			all, err := catalogue.Events()
			if err != nil {
				return err
			}
			events := all
			if len(names) > 0 {
				events = slices.DeleteFunc(slices.Clone(all), func(e catalogue.Event) bool { return !slices.Contains(names, e.Name) })
			}
			for _, name := range names {
				if !slices.ContainsFunc(all, func(e catalogue.Event) bool { return e.Name == name }) {
					return usage("không có loại sự kiện %q; xem: vaoso events types / there is no event type %q", name, name)
				}
			}
			switch {
			case asJSON:
				return sh.object(events)
			case asMarkdown:
				return catalogue.Markdown(sh.out, events)
			}
			for i, e := range events {
				if err := sh.describeEvent(e, i > 0); err != nil {
					return err
				}
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "ở dạng JSON / as JSON")
	cmd.Flags().BoolVar(&asMarkdown, "markdown", false, "ở dạng Markdown / as Markdown")
	return cmd
}

func (sh *shell) describeEvent(e catalogue.Event, apart bool) error {
	var b strings.Builder
	if apart {
		b.WriteString("\n")
	}
	fmt.Fprintf(&b, "%s v%d  [%s]  %s-…\n  %s\n", e.Name, e.Version, e.Context, strings.Join(e.Streams, "-…, "), e.Meaning)
	for _, c := range e.RaisedBy {
		fmt.Fprintf(&b, "  ← %s", c.Name)
		if c.Vi != "" {
			fmt.Fprintf(&b, "  (%s / %s)", c.Vi, c.En)
		}
		b.WriteString("\n")
	}
	if len(e.ReadBy) > 0 {
		fmt.Fprintf(&b, "  → %s\n", strings.Join(e.ReadBy, ", "))
	}
	for _, f := range e.Fields {
		about := f.About
		if f.Optional {
			about = strings.TrimSuffix("may be absent; "+about, "; ")
		}
		mark := " "
		if f.Personal {
			mark = "⚿"
		}
		fmt.Fprintf(&b, "  %s %-22s %-14s %s\n", mark, f.Name, f.Type, about)
	}
	_, err := fmt.Fprint(sh.out, b.String())
	return err
}
