package scorecard

import (
	"context"
	"fmt"
	"strings"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/overseas"
	domain "vaoso/domain/supervision"
	"vaoso/projections/agencies"
	"vaoso/projections/engine"
	"vaoso/projections/supervision"
)

// Reads are the read models that the report asks.
var Reads = []engine.Projection{supervision.Projection, agencies.Projection}

// AgencyReport is the agencies as of a day: what people, scripts and the HTTP API are
// shown.
type AgencyReport struct {
	AsOf      civil.Date  `json:"asOf"`
	Position  es.Position `json:"position"`  // everything in the log up to it is in
	Synthetic bool        `json:"synthetic"` // made-up data: SỐ LIỆU MẪU
	Agencies  []Card      `json:"agencies"`
}

// Card is an agency's record and score.
type Card struct {
	Agency       string              `json:"agency"` // stream
	Name         string              `json:"name"`
	Type         overseas.AgencyType `json:"type"`
	LicenceNo    string              `json:"licenceNo"`
	LicensedOn   civil.Date          `json:"licensedOn"`
	ExpiresOn    civil.Date          `json:"expiresOn,omitzero"`
	LicenceState overseas.Standing   `json:"licenceState"` // on the day
	Markets      []string            `json:"markets"`      // held on the day
	Invitations  []Invitation        `json:"invitations"`
	Supply       []SupplyContract    `json:"supplyContracts"` // in force on the day

	overseas.Track
	FeePerMille *int `json:"feePerMille,omitempty"` // mean of service fee / cap, in thousandths, of the contracts departed that have a cap
	FeesJudged  int  `json:"feesJudged"`            // how many those are
	Findings    int  `json:"findings"`
	Complaints  int  `json:"complaints"`
	Upheld      int  `json:"complaintsUpheld"`

	Score domain.Score `json:"score"`
}

// Invitation is the city's agreement to recruitment.
type Invitation struct {
	On     civil.Date `json:"on"`
	Market string     `json:"market"`
	Units  []string   `json:"units"`
	Quota  int        `json:"quota"`
}

// SupplyContract is a contract with a partner abroad.
type SupplyContract struct {
	RegistrationNo string     `json:"registrationNo"`
	RegisteredOn   civil.Date `json:"registeredOn"`
	Market         string     `json:"market"`
	Partner        string     `json:"partner"`
	Occupation     string     `json:"occupation"`
	Quantity       int        `json:"quantity"`
	ValidTo        civil.Date `json:"validTo,omitzero"`
}

// Flags are the red flags of all agencies, by the agency's stream.
type Flags struct {
	Position es.Position // of the view that they come from
	marks    map[string][]domain.Mark
}

// FlagsOn are the flags on the day, as supervision's view has them.
func FlagsOn(ctx context.Context, s engine.Snapshot, asOf civil.Date) (Flags, error) {
	status, err := s.Status(ctx, supervision.Projection.Name)
	if err != nil {
		return Flags{}, fmt.Errorf("couldn't ask for flags: %w", err)
	}
	flags, err := supervision.Flags(ctx, s, asOf, supervision.Filter{})
	if err != nil {
		return Flags{}, err
	}
	marks := map[string][]domain.Mark{}
	for _, f := range flags {
		if f.Agency == "" {
			continue
		}
		events, err := f.Events()
		if err != nil {
			return Flags{}, err
		}
		marks[f.Agency] = append(marks[f.Agency], domain.Mark{
			ID: f.ID, Rule: f.Rule, Severity: f.Severity, Day: f.Day, Events: events,
			Open: f.State == supervision.FlagOpen, Refuted: f.State == supervision.FlagRefuted,
		})
	}
	return Flags{status.Position, marks}, nil
}

// Make is the report as of a day, with the flags that [FlagsOn] found.
func Make(ctx context.Context, s engine.Snapshot, asOf civil.Date, synthetic bool, flags Flags) (AgencyReport, error) {
	r := AgencyReport{AsOf: asOf, Synthetic: synthetic, Agencies: []Card{}}
	status, err := s.Status(ctx, agencies.Projection.Name)
	if err != nil {
		return r, fmt.Errorf("couldn't report on agencies: %w", err)
	}
	if r.Position = status.Position; flags.Position.Before(r.Position) {
		r.Position = flags.Position
	}
	list, err := agencies.List(ctx, s, asOf)
	if err != nil {
		return r, err
	}
	for _, a := range list {
		r.Agencies = append(r.Agencies, card(a, flags.marks[a.Agency], asOf))
	}
	return r, nil
}

func card(a agencies.Agency, marks []domain.Mark, asOf civil.Date) Card {
	c := Card{
		Agency: a.Agency, Name: a.Name, Type: a.Type, LicenceNo: a.Licence.No, LicensedOn: a.Licence.LicensedOn, ExpiresOn: a.Licence.ExpiresOn,
		LicenceState: a.Standing, Markets: a.Markets, Invitations: []Invitation{}, Supply: []SupplyContract{},
		Track: a.Track, FeesJudged: a.Judged, Findings: a.Findings, Complaints: a.Lodged, Upheld: a.Upheld,
		Score: domain.ScoreOf(domain.Record{Marks: marks, Upheld: a.UpheldSet, Sent: a.Sent}, asOf),
	}
	if a.Judged > 0 {
		c.FeePerMille = &a.FeeShare
	}
	for _, i := range a.Invited {
		c.Invitations = append(c.Invitations, Invitation{i.InvitedOn, i.Market, strings.Fields(i.Units), i.Quota})
	}
	for _, x := range a.Supply {
		c.Supply = append(c.Supply, SupplyContract{x.RegistrationNo, x.RegisteredOn, x.Market, x.Partner, x.Occupation, x.Quantity, x.ValidTo})
	}
	return c
}
