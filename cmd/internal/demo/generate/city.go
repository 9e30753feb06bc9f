package generate

import (
	"fmt"
	"slices"

	"vaoso/domain/civil"
	"vaoso/domain/labour"
	"vaoso/domain/outreach"
	"vaoso/domain/overseas"
	"vaoso/domain/plan"
)

// beginning is who is there on the first day, and what is known of their
// licences and of a ward's helpers from then on.
func (d diary) beginning() {
	first := d.First()
	for _, e := range d.employers {
		d.write(city("employer:"+e.taxCode, e.taxCode, first, "đăng ký", labour.RegisterEmployer{
			TaxCode: e.taxCode, Name: e.name, Sector: e.sector, Province: e.province, Ward: e.ward, Size: labour.Size(e.size),
		}))
	}
	for _, i := range institutions {
		d.write(city("institution:"+i.Institution, i.Institution, first, "đăng ký", i))
	}
	for _, i := range intermediaries {
		d.write(city("intermediary:"+i.Intermediary, i.Intermediary, first, "đăng ký", i))
	}
	for i := range agencies {
		d.agency(i)
	}
	for _, w := range wards {
		for n, h := range d.helpersOf(w.value) {
			d.write(city("appoint:"+h.id, h.id, h.from, "cử cộng tác viên", outreach.AppointCollaborator{Collaborator: h.id, Name: fmt.Sprintf("Cộng tác viên Mẫu %02d", n+1), Unit: h.ward}))
			if !h.until.IsZero() {
				d.write(city("dismiss:"+h.id, h.id, h.until, "hết nhiệm kỳ", outreach.DismissCollaborator{Collaborator: h.id}))
			}
		}
	}
}

// licenceYears is for how long a licence with an end holds [made up].
const licenceYears = 5

// agency is an agency's licence: every second has an end, and is renewed before it.
func (d diary) agency(i int) {
	a, first := agencies[i], d.First()
	register := overseas.RegisterAgency{LicenceNo: a.licence, Name: a.name, LicensedOn: first.AddDays(-400 - 30*i), Markets: a.markets}
	if i%2 == 0 {
		register.ExpiresOn = first.AddDays(120 + 200*i)
	}
	d.write(city("agency:"+a.licence, "agency"+a.licence, first, "giấy phép của Bộ", register))
	for ends := register.ExpiresOn; !ends.IsZero() && !ends.After(d.Last()); {
		from := ends.AddDays(1)
		ends = from.AddMonths(12 * licenceYears).AddDays(-1)
		d.write(city("renew:"+a.licence+from.String(), "agency"+a.licence, from.AddDays(-20), "gia hạn giấy phép", overseas.RenewLicence{
			Agency: a.licence, LicenceNo: a.licence, LicensedOn: from, ExpiresOn: ends,
		}))
	}
	for n, market := range a.markets {
		d.write(city("supply:"+a.licence+market, "agency"+a.licence, first.AddDays(15+n), "đăng ký hợp đồng cung ứng", overseas.RegisterSupplyContract{
			LicenceNo: a.licence, RegistrationNo: fmt.Sprintf("CƯ-%s-%s", a.licence, market), Market: market, Partner: "Đối tác Mẫu " + market, Occupation: "cơ khí", Quantity: 200,
		}))
	}
}

// year is what the city does in a year that begins.
func (d diary) year(year int) {
	d.plan(year)
	d.inspectionsOf(year)
	d.fairsOf(year)
	d.coursesOf(year)
	d.loansOf(year)
	d.capacityOf(year)
	for i, a := range agencies {
		on := civil.On(year, 2, 20)
		if !d.suspendedUntil(i, on).IsZero() {
			continue
		}
		d.write(city(fmt.Sprint("invite:", a.licence, year), "agency"+a.licence, on, "đồng ý cho tuyển dụng", overseas.InviteAgency{
			LicenceNo: a.licence, Units: d.units(), Market: a.markets[0], Quota: 50,
		}))
	}
}

// units are the plan's.
func (m *maker) units() (codes []string) {
	for _, w := range wards {
		codes = append(codes, w.value)
	}
	return codes
}

// countingRules are those of 2021, with reports taken until the end of January
// after the year.
func countingRules(year int) plan.ChosenRules {
	if year == 2021 {
		return plan.ChosenRules{RuleSet: "vinh-yen-2021"}
	}
	rules := plan.ShippedRules()["vinh-yen-2021"]
	rules.ReportedBy = civil.On(year+1, 1, 31)
	return plan.ChosenRules{RuleSet: fmt.Sprint("vinh-yen-", year), Params: &rules}
}

func (d diary) plan(year int) {
	slug, from := fmt.Sprint("vinh-yen-", year), civil.On(year, 1, 1)
	target := max(d.Workers/d.Years*86/100, 1)
	adopt := plan.AdoptPlan{
		Plan: slug, Title: fmt.Sprint("Kế hoạch tạo việc làm ", year), From: from, To: civil.On(year, 12, 31), Total: target, Overseas: target / 43,
		Units: d.units(), ChosenRules: countingRules(year), DecisionNo: fmt.Sprintf("MẪU/KH-UBND-%d", year),
	}
	if year > d.First().Year() {
		adopt.PreviousPlan = fmt.Sprint("vinh-yen-", year-1)
	}
	d.write(city("adopt:"+slug, "plan", from, "ban hành kế hoạch năm", adopt))
}

// Who is trained to counsel and refer: of 1,000 wards, each time, so many send
// nobody [made up].
const sendsNobody = 200

// capacityOf are the two courses for officials and collaborators of a year.
func (d diary) capacityOf(year int) {
	for n := range 2 {
		s := d.o.draw("capacity", year*2+n)
		no, on := fmt.Sprintf("%d-%02d", year, n+1), workday(civil.On(year, 4, 5).AddDays(150*n+s.IntN(30)))
		d.write(city("capacity:"+no, "capacity "+no, on, "tập huấn", outreach.HoldCapacityCourse{
			Capacity: no, Topic: one(s, []outreach.Topic{outreach.TopicCounselling, outreach.TopicReferral, outreach.TopicOverseas, outreach.TopicManagement}), Hours: 8 * s.between(1, 5),
		}))
		came := func(ref, unit string, kind outreach.AttendeeKind) {
			d.write(city("capacity:"+no+":"+ref, "capacity "+no, on, "dự tập huấn", outreach.RecordAttendance{Capacity: no, PersonRef: ref, Unit: unit, Kind: kind}))
		}
		for _, ward := range d.units() {
			if s.chance(sendsNobody) {
				continue
			}
			for k := range s.between(1, 3) {
				came(fmt.Sprintf("cán bộ Mẫu %s-%d", ward, k+1), ward, outreach.Official)
			}
			there := slices.DeleteFunc(d.helpersOf(ward), func(h helper) bool {
				return on.Before(h.from) || !h.until.IsZero() && !on.Before(h.until)
			})
			for _, h := range there {
				came("cộng tác viên "+h.id, ward, outreach.CollaboratorThere)
			}
		}
	}
}
