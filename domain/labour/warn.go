package labour

import (
	"fmt"

	"vaoso/domain/civil"
	"vaoso/domain/money"
	"vaoso/domain/territory"
)

// Warning is something that looks wrong and is entered all the same. It names
// no person.
type Warning struct {
	Code   string
	Vi, En string
}

// CitizenIDWarnings points out where the digits of a citizen id disagree with
// the sex or the birth year. Old cards and unreadable ids say neither.
func CitizenIDWarnings(id string, sex Sex, birthYear int) []Warning {
	saysSex, saysYear, ok := citizenIDSays(id)
	if !ok {
		return nil
	}
	var out []Warning
	if saysSex != sex {
		out = append(out, Warning{"SexDisagrees",
			"chữ số thứ tư của số định danh không khớp với giới tính",
			"the fourth digit of the citizen id disagrees with the sex"})
	}
	if saysYear != birthYear {
		out = append(out, Warning{"BirthYearDisagrees",
			"các chữ số thứ tư đến thứ sáu của số định danh không khớp với năm sinh",
			"the fourth to sixth digits of the citizen id disagree with the birth year"})
	}
	return out
}

// Warnings points out what looks wrong about a registration.
func (c RegisterWorker) Warnings() []Warning {
	return CitizenIDWarnings(c.CitizenID, c.Sex, c.BirthDate.Year())
}

// Warnings points out what looks wrong about a job that started on the day: a
// wage under the minimum of the region that the employer lies in. The
// self-employed have no minimum wage, and neither has a place that none is
// entered for.
func (c PlaceWorker) Warnings(units territory.Units, wages territory.MinimumWages, startedOn civil.Date) []Warning {
	if c.ContractKind == SelfEmployed {
		return nil
	}
	least, ok := wages.On(units, c.Employer.Ward, startedOn)
	if !ok || !less(c.MonthlyWage, least.Monthly) {
		return nil
	}
	return []Warning{{"WageBelowMinimum",
		fmt.Sprintf("mức lương %s thấp hơn mức lương tối thiểu vùng %s vào ngày %s: %s", c.MonthlyWage, least.Region, startedOn.Vietnamese(), least.Monthly),
		fmt.Sprintf("the wage, %s, is under the minimum of region %s on %s: %s", c.MonthlyWage, least.Region, startedOn, least.Monthly)}}
}

// less says whether a is the lesser sum; sums of two currencies don't compare.
func less(a, b money.Money) bool {
	order, err := a.Cmp(b)
	return err == nil && order < 0
}
