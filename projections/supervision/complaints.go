package supervision

import (
	"context"
	"fmt"

	"vaoso/domain/civil"
	domain "vaoso/domain/supervision"
	"vaoso/projections/engine"
)

// ComplaintState is how a complaint stands on a day.
type ComplaintState string

// The states of a complaint.
const (
	ComplaintOpen     ComplaintState = "open"
	ComplaintUpheld   ComplaintState = "upheld"
	ComplaintRejected ComplaintState = "rejected"
)

// Complaint is a complaint on a day.
type Complaint struct {
	ComplaintRow
	State ComplaintState
}

// ComplaintsBy are the complaints lodged by the day, from the last one.
func ComplaintsBy(ctx context.Context, q engine.Querier, asOf civil.Date) ([]Complaint, error) {
	rows, err := engine.Select[ComplaintRow](ctx, q, `SELECT * FROM supervision_complaints WHERE lodged_on <= $1 ORDER BY lodged_on DESC, complaint`, asOf.String())
	if err != nil {
		return nil, fmt.Errorf("couldn't list complaints: %w", err)
	}
	list := make([]Complaint, len(rows))
	for i, r := range rows {
		list[i] = Complaint{r, ComplaintOpen}
		switch answered := !r.AnsweredOn.IsZero() && !r.AnsweredOn.After(asOf); {
		case answered && r.Upheld:
			list[i].State = ComplaintUpheld
		case answered:
			list[i].State = ComplaintRejected
		}
	}
	return list, nil
}

// Planned is a year's inspections up to the day against its plan, with the
// agencies' names.
type Planned struct {
	domain.PlanLine
	AgencyName string
}

// AgainstPlan is the plan of the day's year, and what was done of it by the day:
// the plan's lines first, then who was inspected without a quota. It is empty
// where no plan was adopted.
func AgainstPlan(ctx context.Context, q engine.Querier, asOf civil.Date) ([]Planned, error) {
	rows, err := engine.Select[QuotaRow](ctx, q, `SELECT * FROM supervision_quotas WHERE year = $1 ORDER BY place`, asOf.Year())
	if err != nil {
		return nil, fmt.Errorf("couldn't list the plan of inspections: %w", err)
	}
	if len(rows) == 0 {
		return nil, nil
	}
	inspections, err := engine.Select[InspectionRow](ctx, q, `SELECT * FROM supervision_inspections WHERE opened_on <= $1`, asOf.String())
	if err != nil {
		return nil, fmt.Errorf("couldn't list inspections: %w", err)
	}
	names, err := agencyNames(ctx, q)
	if err != nil {
		return nil, err
	}
	var quotas []domain.Quota
	for _, r := range rows {
		quotas = append(quotas, domain.Quota{AgencyID: r.Agency, Unit: r.Unit, Count: r.Planned})
	}
	var inspected []domain.Inspected
	for _, r := range inspections {
		inspected = append(inspected, domain.Inspected{AgencyID: r.Agency, Unit: r.Unit, OpenedOn: r.OpenedOn})
	}
	list := []Planned{}
	for _, line := range domain.AgainstPlan(asOf.Year(), quotas, inspected, asOf) {
		list = append(list, Planned{line, names[line.AgencyID]})
	}
	return list, nil
}

// agencyNames are the agencies' names by stream.
func agencyNames(ctx context.Context, q engine.Querier) (map[string]string, error) {
	agencies, err := engine.Select[AgencyRow](ctx, q, `SELECT agency, name FROM supervision_agencies`)
	if err != nil {
		return nil, fmt.Errorf("couldn't list agencies: %w", err)
	}
	names := map[string]string{}
	for _, a := range agencies {
		names[a.Agency] = a.Name
	}
	return names, nil
}
