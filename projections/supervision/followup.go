package supervision

import (
	"vaoso/domain/civil"
	"vaoso/domain/es"
	domain "vaoso/domain/supervision"
	"vaoso/projections/engine"
)

// CheckKey is an item of an inspection's checklist.
type CheckKey struct {
	Inspection string `db:"inspection" about:"inspection's stream, as in supervision_inspections"`
	Item       string `db:"item" about:"item of the checklist (mục kiểm tra); of InspectionOpened or ChecklistRecorded" personal:"yes"`
}

// CheckRow is what was seen of an item.
type CheckRow struct {
	CheckKey
	Place      int        `db:"place" about:"place of the item in the inspection's checklist, from 1; 0: it isn't on it"`
	OK         bool       `db:"ok" about:"whether it was in order; of the latest ChecklistRecorded; false also where nothing is recorded"`
	Note       string     `db:"note" about:"what was seen, free text; of the latest ChecklistRecorded; empty: nothing" personal:"yes"`
	RecordedOn civil.Date `db:"recorded_on" about:"day on which the item was looked at; of the latest ChecklistRecorded; NULL: not yet"`
}

// SanctionKey is a sanction, by its finding.
type SanctionKey struct {
	Inspection string `db:"inspection" about:"inspection's stream, as in supervision_inspections"`
	Finding    string `db:"finding_id" about:"finding (sai phạm) that it punishes, unique within its inspection; of SanctionImposed"`
	Number     int    `db:"number" about:"which of the finding's sanctions, from 1"`
}

// SanctionRow is what a competent body decided.
type SanctionRow struct {
	SanctionKey
	Agency     string              `db:"agency" about:"stream of the agency that it strikes; of SanctionImposed; empty: none"`
	Kind       domain.SanctionKind `db:"kind" about:"warning (cảnh cáo), fine (phạt tiền) or suspension (đình chỉ giấy phép); of SanctionImposed"`
	DecisionNo string              `db:"decision_no" about:"number of the decision (số quyết định); of SanctionImposed"`
	Amount     int64               `db:"amount" about:"sum of a fine (tiền phạt), in minor units of currency; of SanctionImposed; 0: no fine"`
	Currency   string              `db:"currency" about:"ISO 4217 code of the amount, VND, which has no minor units; empty: no fine"`
	FromDay    civil.Date          `db:"from_day" about:"first day of a suspension; of SanctionImposed; NULL: no suspension"`
	UntilDay   civil.Date          `db:"until_day" about:"last day of a suspension; of SanctionImposed; NULL: no suspension, or until the licence is reinstated"`
	ImposedOn  civil.Date          `db:"imposed_on" about:"day of the decision (ngày xử phạt); of SanctionImposed"`
	Event      es.UUID             `db:"imposed_event" about:"id of SanctionImposed in the log"`
}

// ComplaintKey is the complaint's stream: "complaint-KN-2021-03".
type ComplaintKey struct {
	Complaint string `db:"complaint" about:"complaint's stream, complaint- and its number"`
}

// ComplaintRow is a complaint against an agency. Its text stays in the log.
type ComplaintRow struct {
	ComplaintKey
	ComplaintNo   string     `db:"complaint_no" about:"number of the complaint (số khiếu nại); of ComplaintLodged"`
	Worker        string     `db:"worker" about:"stream of the worker whom it is about, a keyed hash that names nobody; of ComplaintLodged; empty: not said"`
	Agency        string     `db:"agency" about:"stream of the agency that it is against; of ComplaintLodged"`
	Contract      string     `db:"contract" about:"stream of the contract that it is about; of ComplaintLodged; empty: none"`
	Subject       string     `db:"subject" about:"what it is about, in a few words; of ComplaintLodged" personal:"yes"`
	LodgedOn      civil.Date `db:"lodged_on" about:"day of the complaint (ngày khiếu nại); of ComplaintLodged"`
	AnsweredOn    civil.Date `db:"answered_on" about:"day of the answer (ngày trả lời); of ComplaintAnswered; NULL: not yet"`
	Upheld        bool       `db:"upheld" about:"whether the complaint was right (khiếu nại đúng); of ComplaintAnswered; false also where not answered"`
	LodgedEvent   es.UUID    `db:"lodged_event" about:"id of ComplaintLodged in the log"`
	AnsweredEvent es.UUID    `db:"answered_event" about:"id of ComplaintAnswered in the log; NULL: not answered"`
}

// QuotaKey is whom a year's plan wants inspected.
type QuotaKey struct {
	Year   int    `db:"year" about:"year of the plan of inspections (kế hoạch kiểm tra)"`
	Agency string `db:"agency" about:"stream of the agency that is to be inspected; empty: the quota is a unit's"`
	Unit   string `db:"unit" about:"GSO code of the ward or commune that is to be inspected; empty: the quota is an agency's"`
}

// QuotaRow is how many inspections are planned of one.
type QuotaRow struct {
	QuotaKey
	Planned   int        `db:"planned" about:"inspections that the year's plan wants; of the latest InspectionPlanAdopted"`
	Place     int        `db:"place" about:"place of the line in the plan, from 1"`
	AdoptedOn civil.Date `db:"adopted_on" about:"day of the plan's adoption (ngày ban hành); of the latest InspectionPlanAdopted"`
}

// RefutedRow is a flag that was looked into and doesn't hold.
type RefutedRow struct {
	FlagKey
	RefutedOn civil.Date `db:"refuted_on" about:"day on which the flag was refuted (bác bỏ); of FlagRefuted"`
	Reason    string     `db:"reason" about:"why it doesn't hold, free text; of FlagRefuted" personal:"yes"`
	Event     es.UUID    `db:"refuted_event" about:"id of FlagRefuted in the log"`
}

// The tables.
var (
	Checked    = engine.NewTable[CheckKey, CheckRow]("supervision_checklist", engine.About("an item of an inspection's checklist (danh mục kiểm tra), looked at or not"), engine.Index("inspection"))
	Sanctions  = engine.NewTable[SanctionKey, SanctionRow]("supervision_sanctions", engine.About("a sanction (xử phạt) that was decided for a finding"), engine.Index("agency"), engine.Index("imposed_on"))
	Complaints = engine.NewTable[ComplaintKey, ComplaintRow]("supervision_complaints", engine.About("a complaint (khiếu nại, phản ánh) against an agency"), engine.Index("agency"), engine.Index("lodged_on"))
	Quotas     = engine.NewTable[QuotaKey, QuotaRow]("supervision_quotas", engine.About("how many inspections a year's plan wants of an agency or a unit"), engine.Index("year"))
	Refuted    = engine.NewTable[FlagKey, RefutedRow]("supervision_refuted", engine.About("a red flag that was refuted (bác bỏ), whether or not a rule raises it now"))
)

func applyComplaint(f *engine.Fold, e es.Recorded, event domain.ComplaintEvent) {
	row := Complaints.Get(f, ComplaintKey{e.Stream})
	switch p := event.(type) {
	case domain.ComplaintLodged:
		row.ComplaintNo, row.Worker, row.Agency, row.Contract, row.Subject = p.ComplaintNo, p.WorkerID, p.AgencyID, p.ContractID, p.Subject
		row.LodgedOn, row.LodgedEvent = e.On(), e.ID
	case domain.ComplaintAnswered:
		row.AnsweredOn, row.Upheld, row.AnsweredEvent = e.On(), p.Upheld, e.ID
	case domain.ComplaintCorrected:
		row.Worker, row.Agency, row.Contract, row.Subject = p.WorkerID, p.AgencyID, p.ContractID, p.Subject
		row.LodgedOn, row.AnsweredOn, row.Upheld = p.LodgedOn, p.AnsweredOn, p.Upheld
	case domain.ComplaintAnnulled:
		Complaints.Delete(f, row.ComplaintKey)
	}
}

// applyPlan replaces the year's plan.
func applyPlan(f *engine.Fold, e es.Recorded, p domain.InspectionPlanAdopted) {
	var before []QuotaKey
	for q := range Quotas.Scan(f, "year", p.Year) {
		before = append(before, q.QuotaKey)
	}
	for _, k := range before {
		Quotas.Delete(f, k)
	}
	for i, q := range p.Quotas {
		Quotas.Put(f, QuotaRow{QuotaKey{p.Year, q.AgencyID, q.Unit}, q.Count, i + 1, e.On()})
	}
}

func applySanction(f *engine.Fold, e es.Recorded, finding *FindingRow, p domain.SanctionImposed) {
	sanction(f, e.Stream, finding, domain.SanctionNow{Event: e.ID, ImposedOn: e.On(), Sanction: p})
}

func sanction(f *engine.Fold, inspection string, finding *FindingRow, s domain.SanctionNow) {
	finding.Sanctions++
	if finding.SanctionedOn.IsZero() {
		finding.SanctionedOn = s.ImposedOn
	}
	p := s.Sanction
	Sanctions.Put(f, SanctionRow{
		SanctionKey: SanctionKey{inspection, p.FindingID, finding.Sanctions}, Agency: p.AgencyID, Kind: p.Kind, DecisionNo: p.DecisionNo,
		Amount: p.Amount.Amount, Currency: p.Amount.Currency, FromDay: p.From, UntilDay: p.Until, ImposedOn: s.ImposedOn, Event: s.Event,
	})
}

// sanctioned puts a finding's sanctions in the place of what there were.
func sanctioned(f *engine.Fold, inspection string, finding *FindingRow, now domain.Sanctioned) {
	for n := 1; n <= finding.Sanctions; n++ {
		Sanctions.Delete(f, SanctionKey{inspection, now.FindingID, n})
	}
	finding.Sanctions, finding.SanctionedOn = 0, civil.Date{}
	for _, s := range now.Sanctions {
		sanction(f, inspection, finding, s)
	}
}
