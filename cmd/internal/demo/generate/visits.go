package generate

import (
	"fmt"
	"slices"

	"vaoso/domain/book"
	"vaoso/domain/civil"
	"vaoso/domain/money"
	"vaoso/domain/supervision"
)

// period is a run of days, both ends in it.
type period struct{ from, until civil.Date }

// visited is an inspection of an agency in one of the years.
type visited struct {
	no        string
	agency    int
	opened    civil.Date
	closed    civil.Date
	inspector int
	unmet     int // of 1,000 items of the checklist
	found     []offence
}

// offence is a finding, with what became of it.
type offence struct {
	id string
	violation
	due, remedied civil.Date // zero: never
	escalated     civil.Date
	sanctioned    civil.Date
	suspended     period // where the sanction is a suspension
	fine          int64  // đồng; 0: none
}

// checklist is what inspections look at [made up].
var checklist = []string{"giấy phép còn hiệu lực", "hợp đồng cung ứng đã đăng ký", "niêm yết mức tiền dịch vụ", "giáo dục định hướng đủ thời lượng", "báo cáo số lao động xuất cảnh"}

// inspect makes up the inspections of all years, one or two of every agency in
// each, and with them when licences are suspended: for a critical finding that
// isn't put right in time.
func (m *maker) inspect() {
	m.barred = make([][]period, len(agencies))
	for year := m.First().Year(); year <= lastDay.Year(); year++ {
		for i := range agencies {
			s := m.o.draw("lives inspection", year*100+i)
			for nth := range s.between(1, 2) {
				v := s.visit(year, i, nth)
				m.visits = append(m.visits, v)
				for _, f := range v.found {
					if !f.suspended.from.IsZero() {
						m.barred[i] = append(m.barred[i], f.suspended)
					}
				}
			}
		}
	}
}

func (s source) visit(year, agency, nth int) visited {
	v := visited{no: fmt.Sprintf("KT-%d-%d%d", year, agency+1, nth+1), agency: agency, inspector: s.between(1, 4), unmet: 150}
	v.opened = workday(civil.On(year, 3, 1).AddDays(nth*130 + s.IntN(120)))
	v.closed = v.opened.AddDays(s.between(3, 9))
	for n := range s.between(0, 3) {
		f := offence{id: fmt.Sprintf("%s-%d", v.no, n+1), violation: pick(s, violations), due: v.opened.AddDays(30)}
		switch late := s.IntN(10); { // 7 in time, 2 late, 1 never
		case late < 7:
			f.remedied = workday(v.opened.AddDays(s.between(10, 27)))
		case late < 9:
			f.remedied = workday(f.due.AddDays(s.between(25, 60)))
		}
		if late := f.remedied.IsZero() || f.remedied.After(f.due); late && (f.remedied.IsZero() || severities[f.severity] == supervision.Critical) {
			f.escalated, f.sanctioned = f.due.AddDays(5), f.due.AddDays(20)
			if f.fine = int64(s.between(20, 60)) * 1_000_000; severities[f.severity] == supervision.Critical {
				f.fine, f.suspended = 0, period{f.due.AddDays(23), f.due.AddDays(82)}
			}
		}
		v.found = append(v.found, f)
	}
	return v
}

// suspendedUntil is the last day of the suspension that a day lies in; zero
// where the licence isn't suspended.
func (m *maker) suspendedUntil(agency int, on civil.Date) (until civil.Date) {
	for _, p := range m.barred[agency] {
		if on.Within(p.from, p.until) {
			until = later(until, p.until)
		}
	}
	return until
}

var severities = map[string]supervision.Severity{"nhẹ": supervision.Minor, "nặng": supervision.Major, "nghiêm trọng": supervision.Critical}

// inspectionsOf are the inspections that open in a year, with the year's plan.
func (d diary) inspectionsOf(year int) {
	plan := supervision.AdoptInspectionPlan{Year: year}
	for i, a := range agencies {
		n := len(slices.DeleteFunc(slices.Clone(d.visits), func(v visited) bool { return v.agency != i || v.opened.Year() != year }))
		plan.Quotas = append(plan.Quotas, supervision.AskedQuota{LicenceNo: a.licence, Count: max(n, 1)})
	}
	d.write(city(fmt.Sprint("inspections:", year), "inspection plan", civil.On(year, 1, 20), "kế hoạch kiểm tra năm", plan).by(book.Inspector, ""))
	for _, v := range d.visits {
		if v.opened.Year() == year {
			d.write(v.acts(d.o.draw("checklist", year*1000+v.agency*10+v.opened.MonthOf().Number()))...)
		}
	}
}

// acts are the commands of an inspection.
func (v visited) acts(s source) (acts []Act) {
	add := func(step string, on civil.Date, basis string, command any) {
		acts = append(acts, city("inspection:"+v.no+":"+step, "agency"+agencies[v.agency].licence, on, "kiểm tra định kỳ", command).by(book.Inspector, basis))
	}
	add("open", v.opened, "", supervision.OpenInspection{
		Inspection: v.no, LicenceNo: agencies[v.agency].licence, Inspector: fmt.Sprintf("Thanh tra Mẫu %02d", v.inspector), Checklist: checklist, Announced: true,
	})
	for n, item := range checklist {
		add(fmt.Sprint("item", n), v.opened, "", supervision.RecordChecklist{Inspection: v.no, Item: item, OK: !s.chance(v.unmet)})
	}
	for _, f := range v.found {
		add("find"+f.id, v.opened, f.basis, supervision.RecordFinding{Inspection: v.no, FindingID: f.id, Text: f.text, Severity: severities[f.severity]})
		add("require"+f.id, v.opened, "", supervision.RequireRemedy{Inspection: v.no, FindingID: f.id, What: "khắc phục: " + f.text, DueOn: f.due})
	}
	add("close", v.closed, "", supervision.CloseInspection{Inspection: v.no, Conclusion: "kết luận kiểm tra"})
	for _, f := range v.found {
		if !f.escalated.IsZero() {
			add("escalate"+f.id, f.escalated, "", supervision.EscalateFinding{Inspection: v.no, FindingID: f.id, To: "Sở LĐ-TB&XH"})
			sanction := supervision.ImposeSanction{Inspection: v.no, FindingID: f.id, Kind: supervision.Suspension, DecisionNo: "MẪU/QĐ-" + f.id, From: f.suspended.from, Until: f.suspended.until}
			if f.fine > 0 {
				sanction.Kind, sanction.Amount = supervision.Fine, money.VND(f.fine)
			}
			add("sanction"+f.id, f.sanctioned, "", sanction)
		}
		if !f.remedied.IsZero() {
			add("remedy"+f.id, f.remedied, "", supervision.RecordRemedy{Inspection: v.no, FindingID: f.id, EvidenceRef: "BB-" + f.id})
		}
	}
	return acts
}
