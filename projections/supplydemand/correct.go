package supplydemand

import (
	"vaoso/domain/outreach"
	"vaoso/projections/engine"
)

// follows takes an employer's vacancies to the ward that is right: each has a
// copy of the one that the employer was entered with.
func follows(f *engine.Fold, employer, ward string) {
	var keys []VacancyKey
	for v := range vacancies.Scan(f, "employer", employer) {
		keys = append(keys, v.VacancyKey)
	}
	for _, k := range keys {
		vacancies.Get(f, k).Ward = ward
	}
}

// putRight is the vacancy as it stands once it was put right.
func (v *VacancyRow) putRight(now outreach.VacancyNow) {
	v.posted(now.Posted)
	v.PostedOn, v.State, v.EndedOn = now.PostedOn, string(now.Phase), now.EndedOn
}

// putRight is the referral as it stands once its last step was taken back.
func (r *ReferralRow) putRight(p outreach.ReferralAnnulled) {
	r.Worker, r.CounselledOn, r.Vacancy, r.Intermediary, r.ReferredOn = p.WorkerID, p.CounselledOn, p.VacancyID, p.IntermediaryID, p.ReferredOn
	r.Outcome, r.OutcomeOn = string(p.Outcome), p.OutcomeOn
}
