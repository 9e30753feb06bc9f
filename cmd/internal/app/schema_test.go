package app_test

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"vaoso/cmd/internal/app"
	"vaoso/projections/engine"
)

// personal are the columns that may name a person: a worker, or whoever wrote
// or is written about in a free text. All others may be shown to those who count.
var personal = []string{
	"contracts_register.employer_abroad",
	"corrections_facts.changes",
	"corrections_facts.reason",
	"corrections_proposals.changes",
	"corrections_proposals.reason",
	"corrections_proposals.settled_reason",
	"supervision_checklist.item",
	"supervision_checklist.note",
	"supervision_complaints.subject",
	"supervision_findings.escalated_to",
	"supervision_findings.evidence_ref",
	"supervision_findings.remedy",
	"supervision_findings.text",
	"supervision_inspections.conclusion",
	"supervision_inspections.inspector",
	"supervision_refuted.reason",
	"workers.full_name",
	"workers.name",
}

// sum is what a column of an amount of money is called.
var sum = regexp.MustCompile(`(^|_)(amount|wage|fee|deposit|cap|excess|paid|refunded|returned)$`)

// tables are those of all views.
func tables() (all []engine.Schema) {
	for _, p := range app.Projections() {
		for _, t := range p.Tables {
			all = append(all, t.Schema())
		}
	}
	return all
}

// TestAnalystsAreTold what every table and column holds.
func TestAnalystsAreTold(t *testing.T) {
	t.Parallel()
	const longest = 160
	said := func(what, about string) {
		if about == "" || strings.TrimSpace(about) != about || len([]rune(about)) > longest {
			t.Errorf("%s says %q, which is nothing, untidy or longer than %d letters", what, about, longest)
		}
	}
	for _, s := range tables() {
		said(s.Name, s.About)
		for _, c := range s.Columns {
			said(s.Name+"."+c.Name, c.About)
			if c.Nullable && !strings.Contains(c.About, "NULL") && slices.Contains([]engine.ColumnType{engine.Day, engine.Instant}, c.Type) && !everKnown[s.Name+"."+c.Name] {
				t.Errorf("%s.%s may be NULL, and doesn't say what that means", s.Name, c.Name)
			}
		}
	}
}

// everKnown are days that any row of a table has, though a store would keep NULL.
var everKnown = map[string]bool{
	"agencies_invited.invited_on": true, "agencies_supply.registered_on": true, "agencies_contracts.signed_on": true, "agencies_findings.recorded_on": true, "agencies_complaints.lodged_on": true,
	"targetprogress_plans.from_day": true, "targetprogress_plans.to_day": true,
	"workers.ward_from": true, "workers.status_since": true, "workers.seeking_since": true, "workers.last_fact_on": true,
	"workers_engagements.since": true, "engagements_clock.today": true,
	"contracts_register.signed_on": true, "supervision_contracts.signed_on": true,
	"supervision_inspections.opened_on": true, "supervision_findings.recorded_on": true, "supervision_flags.day": true,
	"support_loans.approved_on": true, "support_jobs.day": true, "support_grants.day": true, "support_notices.day": true, "support_allowances.day": true,
	"unemployment_people.registered_on": true, "unemployment_engagements.since": true,
	"retention_marks.started_on": true, "retention_marks.due_on": true,
	"supervision_sanctions.imposed_on": true, "supervision_complaints.lodged_on": true, "supervision_quotas.adopted_on": true, "supervision_refuted.refuted_on": true,
}

// TestAmountsHaveTheirCurrencyBeside, and say that they are in its minor units.
func TestAmountsHaveTheirCurrencyBeside(t *testing.T) {
	t.Parallel()
	found := 0
	for _, s := range tables() {
		for _, c := range s.Columns {
			says := strings.Contains(c.About, "minor units of currency")
			if c.Type == engine.Integer && sum.MatchString(c.Name) != says {
				t.Errorf("%s.%s: by its name an amount: %v; says minor units of currency: %v", s.Name, c.Name, !says, says)
			}
			if !says {
				continue
			}
			found++
			if i := s.Column("currency"); c.Type != engine.Integer || i < 0 || s.Columns[i].Type != engine.Text {
				t.Errorf("%s.%s is an amount, and must be an integer in a table with a currency", s.Name, c.Name)
			}
		}
	}
	if found == 0 {
		t.Error("no amounts were found")
	}
}

// TestPersonalColumns are exactly those that were thought about.
func TestPersonalColumns(t *testing.T) {
	t.Parallel()
	var marked []string
	for _, s := range tables() {
		for _, c := range s.Columns {
			if c.Personal {
				marked = append(marked, s.Name+"."+c.Name)
			}
		}
	}
	slices.Sort(marked)
	if !reflect.DeepEqual(marked, personal) {
		t.Errorf("personal are\n%s\nwant\n%s", strings.Join(marked, "\n"), strings.Join(personal, "\n"))
	}
}
