package golden

import (
	"slices"
	"strconv"
	"strings"
)

func (b *book) readAgencies(rows []record) {
	for _, r := range b.unique("agencies", rows, "licence_no") {
		b.agencies[r["licence_no"]] = r
		b.says("agencies", "taken")
	}
}

func (b *book) readContracts(rows []record) {
	for _, r := range b.unique("contracts", rows, "contract_no") {
		_, known := b.workers[r["citizen_id"]]
		_, licensed := b.agencies[r["licence_no"]]
		switch {
		case !known:
			b.says("contracts", "refused:ErrWorkerUnknown")
			continue
		case !licensed && r["licence_no"] != "":
			b.says("contracts", "refused:ErrAgencyUnknown")
			continue
		}
		b.says("contracts", b.depart(r))
	}
}

// depart enters a departure, or says what the gate says. Where more than one
// rule is broken it is the first of them.
func (b *book) depart(r record) string {
	id, day, agency := r["citizen_id"], r["departed_on"], b.agencies[r["licence_no"]]
	if day == "" {
		return "taken"
	}
	worker := b.workers[id]
	born, _ := strconv.Atoi(worker["Ngày sinh"][:4])
	stop := b.acts.Suspended[r["licence_no"]]
	broken := ""
	switch {
	case day < strconv.Itoa(born+18)+worker["Ngày sinh"][4:]:
		broken = "ErrUnderage"
	case stop[0] != "" && day >= stop[0] && day <= stop[1]:
		broken = "ErrLicenceSuspended"
	case agency["expires_on"] != "" && day > agency["expires_on"]:
		broken = "ErrLicenceLapsed"
	case agency != nil && !slices.Contains(strings.Split(agency["markets"], ";"), r["market"]):
		broken = "ErrMarketNotLicensed"
	case r["oriented_on"] == "" || r["oriented_on"] > day:
		broken = "ErrOrientationMissing"
	case r["registered_on"] == "" || r["registered_on"] > day:
		broken = "ErrContractNotRegistered"
	case units(r, "service_fee") > capOf(r):
		broken = "ErrFeeAboveCap"
	case units(r, "brokerage_fee") > capOf(r):
		broken = "ErrBrokerageAboveCap"
	case r["market"] == "JP" && units(r, "deposit") > 0:
		broken = "ErrDepositAboveCap"
	case slices.ContainsFunc(b.jobs[id], func(j job) bool { return day >= j.first && (j.last == "" || day <= j.last) }):
		broken = "ErrAlreadyEngaged"
	}
	months, _ := strconv.Atoi(r["months"])
	f := fact{person: id, day: day, reported: day, months: months, ward: b.wardOn(worker, day), sex: worker["Giới tính"], kind: "overseas", sector: "OVS", source: "OVS"}
	if broken == "" {
		b.facts = append(b.facts, f)
		return "taken"
	}
	if found := b.acts.Irregular[r["contract_no"]]; found != "" {
		f.reported, f.irregular = found, true
		b.facts = append(b.facts, f)
	}
	return "partly:" + broken
}

func units(r record, column string) int {
	n, _ := strconv.Atoi(r[column])
	return n
}

// capOf is the law's cap of 2006 on a fee: a month's wage a year, pro rata by
// month, three months' at most. It is exact where the wage is in whole units.
func capOf(r record) int {
	wage := units(r, "monthly_wage")
	return min(wage*units(r, "months")/12, 3*wage)
}

func (b *book) readInspections(rows []record) {
	for _, r := range rows {
		if _, known := b.agencies[r["Số giấy phép"]]; !known {
			b.says("inspections", "refused:ErrSubjectUnknown")
			continue
		}
		b.says("inspections", "taken")
	}
}
