package golden

import "strconv"

func (b *book) readIntermediaries(rows []record) {
	for _, r := range b.unique("intermediaries", rows, "intermediary") {
		if !two.MatchString(r["province_code"]) {
			b.says("intermediaries", "invalid")
			continue
		}
		b.intermediaries[r["intermediary"]] = true
		b.says("intermediaries", "taken")
	}
}

func (b *book) readCollaborators(rows []record) {
	for _, r := range b.unique("collaborators", rows, "collaborator") {
		if !five.MatchString(r["ward_code"]) {
			b.says("collaborators", "refused:ErrUnitUnknown")
			continue
		}
		b.collaborators[r["collaborator"]] = r
		b.says("collaborators", "taken")
	}
}

func (b *book) readVacancies(rows []record) {
	for _, r := range b.unique("vacancies", rows, "vacancy_no") {
		_, hires := b.employers[r["tax_code"]]
		switch {
		case r["closes_on"] < r["posted_on"]:
			b.says("vacancies", "invalid")
		case !hires:
			b.says("vacancies", "refused:ErrEmployerUnknown")
		default:
			b.vacancies[r["vacancy_no"]] = r
			b.says("vacancies", "taken")
		}
	}
}

func (b *book) readFairs(rows []record) {
	for _, r := range b.unique("fairs", rows, "fair_no") {
		if r["hired"] != "" && r["outcome_on"] == "" {
			b.says("fairs", "invalid")
			continue
		}
		b.says("fairs", "taken")
	}
}

func (b *book) readReferrals(rows []record) {
	for _, r := range b.unique("referrals", rows, "referral_no") {
		b.says("referrals", b.refer(r))
	}
}

func (b *book) refer(r record) string {
	if id := r["collaborator"]; id != "" {
		if until := b.collaborators[id]["dismissed_on"]; until != "" && r["counselled_on"] >= until {
			return "refused:ErrCollaboratorInactive"
		}
	}
	vacancy, known := b.vacancies[r["vacancy_no"]]
	switch {
	case r["referred_on"] == "":
	case !known:
		return "refused:ErrVacancyUnknown"
	case r["intermediary"] != "" && !b.intermediaries[r["intermediary"]]:
		return "refused:ErrIntermediaryUnknown"
	case r["referred_on"] > vacancy["closes_on"]:
		return "refused:ErrVacancyClosed"
	}
	return "taken"
}

// sought is what became of the vacancies by the last day of the year.
func (b *book) sought() Vacancies {
	v := Vacancies{Posted: len(b.vacancies)}
	for no, r := range b.vacancies {
		quantity, _ := strconv.Atoi(r["quantity"])
		placed := 0
		for _, j := range b.placed {
			if j.vacancy == no && j.annulled == "" {
				placed++
			}
		}
		v.Placed += placed
		switch {
		case placed >= quantity:
			v.Filled++
		case r["withdrawn_on"] != "":
			v.Withdrawn++
		case r["closes_on"] <= "2021-12-31":
			v.Expired++
		}
	}
	return v
}
