package generate

import (
	"fmt"
	"strconv"

	"vaoso/domain/book"
	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/overseas"
	"vaoso/domain/supervision"
)

// Of 1,000 contracts, and of those who are abroad [made up].
const (
	papersShown   = 950 // passport and visa are entered
	mischarged    = 40  // a receipt is put right by two people
	otherDay      = 30  // the day of departure is
	neverLeft     = 10  // the departure is annulled by two people, and happens later
	staysLonger   = 120 // of those who stay to the end: the contract is extended
	otherEmployer = 40
	hasIncident   = 50
	notSent       = 150 // of those who withdraw: they complain of the agency
)

// signs enters a contract, with what goes wrong with it but for what two people
// put right.
func (w *writer) signs(on civil.Date, sign overseas.SignContract) {
	s := w.slip
	const reason = "ký hợp đồng"
	switch s.lapse(0, rowsRefused) {
	case twice:
		w.again(*w.add("sign", on, 3, reason, sign))
		return
	case refused:
		if s.chance(500) {
			w.wrongly("sign", on.AddDays(s.between(1, 8)), reason, sign, overseas.ErrContractExists)
			break
		}
		wrong := sign
		wrong.LicenceNo = "26-099"
		w.wrongly("sign", on, reason, wrong, overseas.ErrAgencyUnknown)
	case asItIs, amiss, void:
	}
	w.add("sign", on, 3, reason, sign)
}

// showsPapers is the passport, and the visa.
func (w *writer) showsPapers(c *papers, registered civil.Date) {
	if s := w.slip; s.chance(papersShown) {
		w.add("papers", registered.AddDays(s.between(1, 15)), s.between(0, 3), "hộ chiếu và thị thực", overseas.RecordTravelPapers{
			Contract: c.no, PassportNo: fmt.Sprintf("MẪU%07d", w.person), VisaRef: fmt.Sprintf("MẪU-%s-%d", c.market, w.person),
		})
	}
}

// wasMischarged is a receipt that was typed wrongly: two people put it right.
func (w *writer) wasMischarged(c *papers) {
	if s := w.slip; s.chance(mischarged) {
		r := one(s, c.paid)
		right := r.paid
		right.Amount += int64(s.between(1, 9)) * 100_000
		w.putRight(c, r.step, r.on.AddDays(s.found()), "gõ nhầm so với phiếu thu", correction.Correct, to("paid", fmt.Sprintf(`{"amount":%d,"currency":%q}`, right.Amount, right.Currency)))
	}
}

// leftOtherwise is a departure that was entered for another day, or that never
// was: then the person leaves later.
func (w *writer) leftOtherwise(c *papers) {
	s := w.slip
	n, day := s.IntN(1000), c.leaves.AddDays(-s.between(1, 3))
	switch {
	case n < otherDay && w.suspendedUntil(c.agencyNo, day).IsZero():
		w.putRight(c, "dispatch", c.leaves.AddDays(s.found()), "theo dấu xuất cảnh trong hộ chiếu", correction.Correct, to(correction.On, strconv.Quote(day.String())))
	case n >= otherDay && n < otherDay+neverLeft:
		settled, annulled := w.putRight(c, "dispatch", c.leaves.AddDays(s.found()), "chuyến bay bị hủy", correction.Annul)
		if !annulled {
			return
		}
		c.leaves = workday(settled.AddDays(s.between(5, 40)))
		for u := w.suspendedUntil(c.agencyNo, c.leaves); !u.IsZero(); u = w.suspendedUntil(c.agencyNo, c.leaves) {
			c.leaves = workday(u.AddDays(5))
		}
		w.add("dispatch again", c.leaves, s.geometric(4), "xuất cảnh", overseas.DispatchOverseas{Contract: c.no})
	}
}

// staysOn is until when somebody stays who stays to the end, from the term on.
func (w *writer) staysOn(c *papers, back civil.Date) civil.Date {
	s := w.slip
	if !s.chance(staysLonger) {
		return back
	}
	more := pick(s, []weighted[int]{{12, 70}, {24, 20}, {6, 10}})
	w.add("extend", back.AddDays(-s.between(20, 120)), s.between(0, 10), "gia hạn hợp đồng ở nước ngoài", overseas.ExtendContract{Contract: c.no, Months: more})
	return c.leaves.AddMonths(c.months + more).AddDays(-1)
}

// meets is what befalls somebody abroad up to a day.
func (w *writer) meets(c *papers, until civil.Date) {
	s := w.slip
	day := func() civil.Date { return c.leaves.AddDays(s.between(10, max(10, until.DaysSince(c.leaves)-5))) }
	if s.chance(otherEmployer) {
		w.add("other employer", day(), s.between(0, 15), "đổi người sử dụng lao động", overseas.ChangeEmployerAbroad{
			Contract: c.no, Employer: fmt.Sprintf("Xí nghiệp Mẫu %s %02d", c.market, s.between(1, 40)), Lawful: s.chance(850),
		})
	}
	if s.chance(hasIncident) {
		kind := pick(s, []weighted[overseas.IncidentKind]{
			{overseas.IncidentAccident, 35}, {overseas.IncidentIllness, 30}, {overseas.IncidentUnpaidWage, 25}, {overseas.IncidentAbuse, 5}, {overseas.IncidentOther, 5},
		})
		w.add("incident", day(), s.between(0, 20), "gia đình báo", overseas.RecordIncident{Contract: c.no, Kind: kind, Note: "sự việc mẫu"})
	}
}

// complainsAtHome is a complaint of whoever withdrew: nobody sent them.
func (w *writer) complainsAtHome(c *papers) {
	s := w.slip
	if !s.chance(notSent) {
		return
	}
	no, on, upheld := fmt.Sprintf("KN-%d-%d", c.signedOn.Year(), w.person), c.signedOn.AddDays(10+s.between(5, 60)), s.chance(500)
	w.add("complain", on, s.between(0, 5), "phản ánh của người lao động", supervision.LodgeComplaint{
		Complaint: no, CitizenID: w.id, LicenceNo: c.licence, Subject: one(s, []string{"chờ xuất cảnh quá lâu", "không hoàn tiền đã nộp", "tư vấn sai mức lương"}),
	}).Role = book.Inspector
	w.add("answer", on.AddDays(s.between(15, 60)), s.between(0, 5), "trả lời phản ánh", supervision.AnswerComplaint{Complaint: no, Upheld: &upheld}).Role = book.Inspector
}
