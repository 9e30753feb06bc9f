package sheet

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"vaoso/domain/book"
	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/labour"
)

// mend is a row of corrections.
func mend(t testing.TB, changes ...string) string {
	t.Helper()
	cells := map[string]string{"reason": "ghi nhầm", "corrected_on": "15/10/2021"}
	for _, change := range changes {
		name, cell, _ := strings.Cut(change, "=")
		cells[name] = cell
	}
	var line []string
	for _, name := range columnNames(Corrections) {
		line = append(line, cells[name])
		delete(cells, name)
	}
	if len(cells) > 0 {
		t.Fatalf("corrections have no columns %v", cells)
	}
	return strings.Join(line, ",") + "\n"
}

const (
	job    = "kind=việc làm|citizen_id=000094000123|tax_code=0000010008|started_on=10/03/2021|"
	person = "kind=người lao động|citizen_id=000094000123|"
)

func rowsOf(t testing.TB, rows ...string) string {
	csv := Template(Corrections)
	for _, r := range rows {
		csv += mend(t, strings.Split(r, "|")...)
	}
	return csv
}

// What one person may put right: the book then says what the file of the right
// facts says, and the same corrections again are there already.
func TestCorrectionsByOnePerson(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		kind    Kind
		rows    []string
		then    []string // cells of the kind's example, as they should have been
		event   string
		outcome Outcome // of the right file; Already where none is given
	}{
		"a name":      {Workers, []string{person + "field=họ tên|value=Nguyễn Văn Ấm"}, []string{"full_name=Nguyễn Văn Ấm"}, "WorkerCorrected", ""},
		"two at once": {Workers, []string{person + "field=sex|value=nữ", person + "field=Phường|value=Tích Sơn"}, []string{"sex=nữ", "ward_code=08707"}, "WorkerCorrected", ""},
		"no phone":    {Workers, []string{person + "field=sđt|value=để trống"}, []string{"phone="}, "WorkerCorrected", ""},
		"nobody":      {Workers, []string{person + "field=ngày đăng ký|value=hủy bỏ"}, nil, "WorkerAnnulled", Differs},
		"an employer": {Employers, []string{"kind=employers|tax_code=0000010008|field=ngành|value=F"}, []string{"sector=F"}, "EmployerCorrected", ""},
		"a wage":      {Placements, []string{job + "field=lương|value=6.900.000"}, []string{"monthly_wage_vnd=6.900.000"}, "PlacementCorrected", ""},
		"a kind of contract": {Placements, []string{job + "field=loại hợp đồng|value=không xác định thời hạn", job + "field=months|value=để trống"},
			[]string{"contract_kind=indefinite", "months="}, "PlacementCorrected", ""},
		"its end":         {Placements, []string{job + "field=ended_on|value=29/04/2021", job + "field=end_reason|value=sa thải"}, []string{"ended_on=29/04/2021", "end_reason=sa thải"}, "PlacementCorrected", ""},
		"its start":       {Placements, []string{job + "field=ngày bắt đầu|value=09/03/2021"}, []string{"started_on=09/03/2021"}, "PlacementCorrected", ""},
		"no end":          {Placements, []string{job + "field=ended_on|value=hủy bỏ"}, []string{"ended_on=", "end_reason=", "seeks_again="}, "PlacementCorrected", ""},
		"no job":          {Placements, []string{job + "field=started_on|value=hủy bỏ"}, nil, "PlacementAnnulled", Differs},
		"no finding":      {Inspections, []string{finds + "field=remedied_on|value=hủy bỏ", finds + "field=remedy_due_on|value=12/07/2021"}, []string{"remedy_due_on=12/07/2021", "remedied_on="}, "RemedyAnnulled RemedyCorrected", ""},
		"no remedy yet":   {Inspections, []string{finds + "field=remedied_on|value=hủy bỏ"}, []string{"remedied_on="}, "RemedyAnnulled", ""},
		"an institution":  {Institutions, []string{"kind=institutions|institution=cd-nghe-vp|field=occupations|value=may;hàn;điện"}, []string{"occupations=may;hàn;điện"}, "InstitutionCorrected", ""},
		"an intermediary": {Intermediaries, []string{"kind=intermediaries|intermediary=ttdvvl-26|field=loại hình|value=doanh nghiệp"}, []string{"type=supply_firm"}, "IntermediaryCorrected", ""},
		"a collaborator": {Collaborators, []string{helper + "field=họ tên|value=Trần Thị Khác", helper + "field=ward_code|value=Tích Sơn", helper + "field=ngày thôi|value=2023-01-02"},
			[]string{"full_name=Trần Thị Khác", "ward_code=08707", "dismissed_on=2023-01-02"}, "CollaboratorCorrected CollaboratorCorrected", ""},
		"no dismissal": {Collaborators, []string{helper + "field=ngày thôi|value=hủy bỏ"}, []string{"dismissed_on="}, "CollaboratorAnnulled", ""},
		"a course": {Courses, []string{course + "field=số chỗ|value=22", course + "field=jobs_promised|value=0", course + "field=lương tối thiểu cam kết|value=6.100.000", course + "field=ngày bế giảng|value=27/02/2021"},
			[]string{"seats=22", "jobs_promised=0", "min_wage_vnd=6.100.000", "finished_on=27/02/2021"}, "CourseCorrected CourseCorrected", ""},
		"no end of a course":   {Courses, []string{course + "field=ngày bế giảng|value=hủy bỏ"}, []string{"finished_on="}, "CourseAnnulled", ""},
		"a trainee":            {Trainees, []string{trainee + "field=xếp loại|value=giỏi", trainee + "field=completed_on|value=27/02/2021"}, []string{"grade=giỏi", "completed_on=27/02/2021"}, "TraineeCorrected", ""},
		"no completion":        {Trainees, []string{trainee + "field=completed_on|value=hủy bỏ"}, []string{"completed_on=", "grade=", "certificate_no="}, "TraineeOutcomeAnnulled", ""},
		"a vacancy":            {Vacancies, []string{vacancy + "field=số lượng|value=31", vacancy + "field=lương đến|value=9.100.000"}, []string{"quantity=31", "wage_to_vnd=9.100.000"}, "VacancyCorrected", ""},
		"no withdrawal":        {Vacancies, []string{vacancy + "field=ngày rút|value=hủy bỏ"}, []string{"withdrawn_on="}, "VacancyReopened", ""},
		"a fair":               {Fairs, []string{"kind=fairs|fair_no=2021-02|field=địa điểm|value=Sân vận động", "kind=fairs|fair_no=2021-02|field=employers|value=0"}, []string{"venue=Sân vận động", "employers=0"}, "FairCorrected", ""},
		"no fair":              {Fairs, []string{"kind=fairs|fair_no=2021-02|field=held_on|value=hủy bỏ"}, nil, "FairAnnulled FairAnnulled", Differs},
		"no outcome":           {Referrals, []string{"kind=referrals|referral_no=2021-044|field=ngày có kết quả|value=hủy bỏ"}, []string{"concluded_on=", "outcome="}, "ReferralAnnulled", ""},
		"a notice":             {Unemployment, []string{lost + "field=ngày thông báo|value=03/05/2021"}, []string{"noticed_on=03/05/2021"}, "UnemploymentNoticeCorrected", ""},
		"its end's reason":     {Unemployment, []string{lost + "field=lý do kết thúc|value=đi học"}, []string{"end_reason=đi học"}, "UnemploymentNoticeCorrected", ""},
		"not the notice's end": {Unemployment, []string{lost + "field=ended_on|value=hủy bỏ"}, []string{"ended_on=", "end_reason="}, "UnemploymentReopened", ""},
		"a class":              {Capacity, []string{class + "field=số giờ|value=16"}, []string{"hours=16"}, "CapacityCourseCorrected", ""},
		"nobody there":         {Capacity, []string{class + "person=Lê Văn Mẫu|unit=phường Khai Quang|field=ngày dự|value=hủy bỏ"}, []string{"person=", "unit=", "kind=", "attended_on="}, "AttendanceAnnulled", ""},
		"a finding":            {Inspections, []string{finds + "field=mức độ|value=nhẹ", finds + "field=căn cứ|value=Luật 69/2020/QH14"}, []string{"severity=nhẹ", "legal_basis=Luật 69/2020/QH14"}, "FindingCorrected", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBook()
			before(t, b, c.kind)
			want(t, file(t, b, c.kind, Example(c.kind), clerk), Taken)
			had := len(events(t, b))
			csv := rowsOf(t, c.rows...)
			want(t, file(t, b, Corrections, csv, clerk), slices.Repeat([]Outcome{Taken}, len(c.rows))...)
			now := events(t, b)
			if got := types(now[had:]); got != c.event {
				t.Errorf("then came %s, want %s", got, c.event)
			}
			if e := now[had]; e.Meta.Reason != "ghi nhầm" || e.Meta.OccurredOn.String() != "2021-10-15" || strings.Contains(e.Meta.IdempotencyKey, "000094000123") {
				t.Errorf("%+v", e.Meta)
			}
			outcome := c.outcome
			if outcome == "" {
				outcome = Already
			}
			want(t, file(t, b, c.kind, changed(t, c.kind, c.then...), clerk), outcome)
			want(t, file(t, b, c.kind, Example(c.kind), clerk), Differs)
			want(t, file(t, b, Corrections, csv, clerk), slices.Repeat([]Outcome{Already}, len(c.rows))...)
			if len(events(t, b)) != len(now) {
				t.Error("again something changed")
			}
		})
	}
}

const (
	helper  = "kind=cộng tác viên|collaborator=08728-1|"
	course  = "kind=khóa đào tạo|course_no=2021-03|"
	trainee = "kind=học viên|course_no=2021-03|citizen_id=000094000123|enrolled_on=15/01/2021|"
	vacancy = "kind=vacancies|vacancy_no=2021-012|"
	class   = "kind=tập huấn|capacity_no=TH-2021-01|"
)

const (
	lost = "kind=thất nghiệp|citizen_id=000094000123|noticed_on=02/05/2021|"
)

const finds = "kind=kiểm tra|inspection_no=KT-2021-03|finding=Thu tiền dịch vụ vượt mức trần|"

// Corrections that can't be understood, by the column that is named, and those
// that the book refuses.
func TestCorrectionsThatAreNotTaken(t *testing.T) {
	t.Parallel()
	b := newBook()
	before(t, b, Corrections)
	had := len(events(t, b))
	for row, column := range map[string]string{
		person + "field=cỡ giày|value=42":                    "field",
		person + "field=cccd|value=000094000124":             "field",
		person + "field=giới tính|value=x":                   "value",
		person + "field=giới tính|value=để trống":            "field",
		person + "field=giới tính|value=hủy bỏ":              "field",
		"kind=người lao động|field=giới tính|value=nữ":       "citizen_id",
		"kind=học sinh|field=giới tính|value=nữ":             "kind",
		job + "field=lương|value=6":                          "value",
		person + "field=giới tính|value=nữ|reason=":          "reason",
		person + "field=giới tính|value=nữ|corrected_on=nay": "corrected_on",
	} {
		r := file(t, b, Corrections, rowsOf(t, row), clerk)
		if got := r.Rows[0]; got.Outcome != Invalid || got.Problems[0].Column != column {
			t.Errorf("%s is %+v, want %s to be wrong", row, got, column)
		}
	}
	for row, code := range map[string]*es.Refusal{
		"kind=workers|citizen_id=000094000999|field=sex|value=nữ":                                                labour.ErrWorkerUnknown,
		"kind=workers|citizen_id=001094000123|field=sex|value=nữ":                                                labour.ErrRealCitizenID,
		"kind=placements|citizen_id=000094000123|tax_code=0000010008|started_on=11/03/2021|field=nghề|value=hàn": labour.ErrPlacementUnknown,
		course + "field=ngày khai giảng|value=hủy bỏ":                                                            correction.ErrDependentFacts,
		course + "field=ngày hủy|value=15/02/2021":                                                               correction.ErrNothingToCorrect,
		trainee + "field=ngày thôi học|value=hủy bỏ":                                                             correction.ErrNothingToCorrect,
		person + "field=birth_date|value=03/02/2010":                                                             labour.ErrUnderWorkingAge,
		"kind=hợp đồng|contract_no=C-9|field=nghề|value=may":                                                     correction.ErrNothingToCorrect,
	} {
		if got := file(t, b, Corrections, rowsOf(t, row), clerk).Rows[0]; got.Outcome != Refused || got.Code != code.Code {
			t.Errorf("%s is %+v, want refused by %s", row, got, code.Code)
		}
	}
	if len(events(t, b)) != had {
		t.Error("something changed")
	}
	want(t, file(t, b, Corrections, rowsOf(t, person+"field=giới tính|value=nam"), clerk), Already)
	two := rowsOf(t, person+"field=giới tính|value=nữ", person+"field=sex|value=nam")
	want(t, file(t, b, Corrections, two, clerk), Invalid, Invalid)
}

// What wants two people is proposed, and the row says so; once another person
// has confirmed, the book says it.
func TestCorrectionsByTwoPeople(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		kind Kind
		rows []string
		then []string
	}{
		"fees":             {Contracts, []string{abroad + "field=tiền dịch vụ|value=350.000", abroad + "field=nghề|value=may"}, []string{"service_fee=350.000", "occupation=may"}},
		"a certificate":    {Contracts, []string{abroad + "field=số chứng chỉ|value=ĐH-0072"}, []string{"orientation_certificate=ĐH-0072"}},
		"a day":            {Contracts, []string{abroad + "field=ngày thanh lý|value=01/07/2024"}, []string{"liquidated_on=01/07/2024"}},
		"a loan":           {Loans, []string{"kind=loans|loan_no=2021-007|field=số tiền|value=70.000.000"}, []string{"amount_vnd=70.000.000"}},
		"no liquidation":   {Contracts, []string{abroad + "field=ngày thanh lý|value=hủy bỏ"}, []string{"liquidated_on="}},
		"an allowance":     {Unemployment, []string{lost + "field=số tháng hưởng|value=4"}, []string{"allowance_months=4"}},
		"no job of a loan": {LoanJobs, []string{"kind=loan-jobs|loan_no=2021-007|citizen_id=000094000123|field=ngày có việc|value=hủy bỏ"}, nil},
		"an agency":        {Agencies, []string{"kind=agencies|licence_no=26-014|field=ngày hết hạn|value=2024-12-31"}, []string{"expires_on=2024-12-31"}},
		"support":          {Grants, []string{"kind=grants|support_no=HT-2021-03|field=số tiền|value=1.600.000"}, []string{"amount_vnd=1.600.000"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBook()
			before(t, b, Corrections)
			csv := rowsOf(t, c.rows...)
			r := file(t, b, Corrections, csv, clerk)
			want(t, r, slices.Repeat([]Outcome{Taken}, len(c.rows))...)
			if w := r.Rows[0].Warnings; len(w) != 1 || !strings.Contains(w[0].En, "proposal") {
				t.Errorf("the row says %v", w)
			}
			all := events(t, b)
			e, err := b.Definitions.Decode(all[len(all)-1])
			if err != nil {
				t.Fatal(err)
			}
			want(t, file(t, b, c.kind, Example(c.kind), clerk), Already) // nothing has changed
			want(t, file(t, b, Corrections, csv, clerk), slices.Repeat([]Outcome{Already}, len(c.rows))...)
			confirm, _ := book.Named("ConfirmCorrection")
			subject := correction.Subject{}
			switch c.kind {
			case Unemployment:
				subject.Worker = b.Key.Worker("000094000123")
			case Agencies:
				subject.LicenceNo = "26-014"
			case Loans, LoanJobs:
				subject.Loan = "2021-007"
			case Grants:
				subject.Support = "HT-2021-03"
			default:
				subject.Contract = "C-2021-0007"
			}
			if _, err := b.Do(t.Context(), confirm, book.Asked{
				Command: correction.ConfirmCorrection{Subject: subject, ProposalID: e.Payload.(correction.CorrectionProposed).ProposalID}, Reason: "đúng",
			}, book.Request{Actor: "u-officer-02", Key: "confirm"}); err != nil {
				t.Fatal(err)
			}
			if c.then != nil {
				want(t, file(t, b, c.kind, changed(t, c.kind, c.then...), clerk), Already)
			}
			want(t, file(t, b, c.kind, Example(c.kind), clerk), Differs)
			want(t, file(t, b, Corrections, csv, clerk), slices.Repeat([]Outcome{Already}, len(c.rows))...)
		})
	}
}

const abroad = "kind=hợp đồng|contract_no=C-2021-0007|"

// Every way to put something right is a command of the book, with such fields,
// and every event that may be wrong is one of the book's.
func TestMendingsAreTheBooks(t *testing.T) {
	t.Parallel()
	definitions := newBook().Definitions
	for kind, m := range mendings {
		have := func(command string, fields ...string) {
			c, known := book.Named(command)
			if !known {
				t.Errorf("%s: the book has no command %s", kind, command)
				return
			}
			for _, f := range fields {
				if !slices.Contains(c.Fields(), f) {
					t.Errorf("%s: %s has no field %s", kind, command, f)
				}
			}
		}
		for _, c := range m.correct {
			for column, field := range c.fields {
				have(c.name, field)
				if _, ok := columnNamed(kind, column); !ok {
					t.Errorf("%s has no column %s", kind, column)
				}
			}
			have(c.name, m.subject[naturalKeys[kind][0]])
		}
		for column, command := range m.annul {
			have(command, m.subject[naturalKeys[kind][0]])
			if _, ok := columnNamed(kind, column); !ok {
				t.Errorf("%s has no column %s", kind, column)
			}
		}
		for column, fact := range m.facts {
			have("ProposeCorrection", m.propose)
			if _, ok := columnNamed(kind, column); !ok {
				t.Errorf("%s has no column %s", kind, column)
			}
			if d, ok := definitions.Named(fact[0]); !ok || fact[1] != "on" && !hasField(d.Go, fact[1]) {
				t.Errorf("%s: %s has no field %s", kind, fact[0], fact[1])
			}
		}
	}
}

func hasField(t reflect.Type, name string) bool {
	_, ok := fieldOf(t, name)
	return ok
}

// A correction that was corrected since isn't made again by its file, whatever
// the order of its rows; the reasons of all of them are kept.
func TestACorrectionStandsUntilTheNext(t *testing.T) {
	t.Parallel()
	b := newBook()
	before(t, b, Corrections)
	first := []string{person + "field=sex|value=nữ|reason=giấy tờ", person + "field=nghề|value=hàn"}
	want(t, file(t, b, Corrections, rowsOf(t, first...), clerk), Taken, Taken)
	all := events(t, b)
	if reason := all[len(all)-1].Meta.Reason; reason != "ghi nhầm; giấy tờ" {
		t.Errorf("the reason is %q", reason)
	}
	want(t, file(t, b, Corrections, rowsOf(t, person+"field=sex|value=nam|corrected_on=16/10/2021"), clerk), Taken)
	slices.Reverse(first)
	had := len(events(t, b))
	want(t, file(t, b, Corrections, rowsOf(t, first...), clerk), Already, Already)
	if len(events(t, b)) != had {
		t.Error("it was made again")
	}
}

// Commands are about a worker's latest notice or enrolment: a row about an earlier
// one is refused, and an allowance is that of the row's notice.
func TestCorrectionsOfWhatCameBefore(t *testing.T) {
	t.Parallel()
	b := newBook()
	before(t, b, Corrections)
	want(t, file(t, b, Unemployment, changed(t, Unemployment, "noticed_on=01/09/2021", "allowance_on=10/09/2021", "ended_on=", "end_reason="), clerk), Taken)
	if got := file(t, b, Corrections, rowsOf(t, lost+"field=lý do kết thúc|value=đi học"), clerk).Rows[0]; got.Outcome != Refused || got.Code != correction.ErrDependentFacts.Code {
		t.Errorf("%+v", got)
	}
	want(t, file(t, b, Corrections, rowsOf(t, lost+"field=số tháng hưởng|value=4"), clerk), Taken)
	all := events(t, b)
	var granted es.UUID
	for _, e := range all {
		if e.Type == "AllowanceGranted" {
			granted = e.ID
			break
		}
	}
	p, err := b.Definitions.Decode(all[len(all)-1])
	if proposal, ok := p.Payload.(correction.CorrectionProposed); err != nil || !ok || proposal.EventID != granted {
		t.Errorf("the proposal is %+v (%v), not about %s", p.Payload, err, granted)
	}
}
