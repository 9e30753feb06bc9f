package generate

// plantMore plants mistakes in the files beside the first six, each once. They
// are about the young and the dead of faults.go, who are nobody else.
func plantMore(files []File, jobs []job, employers []employer) {
	young, dead, nobody := citizenID("000", false, 2006, firstStranger+99_999), citizenID("000", false, 1963, firstStranger+99_997), citizenID("000", true, 1995, firstStranger+99_998)
	first, second := employers[0].taxCode, employers[1].taxCode

	file(files, "intermediaries").plant("intermediary=dn-2x", "name=Công ty Mẫu Cung ứng 99", "type=doanh nghiệp dịch vụ việc làm", "province_code=2x", "registered_on=2021-02-01")
	file(files, "collaborators").plant("collaborator=08799-1", "full_name=Phạm Văn Mẫu", "ward_code=phường Mẫu", "appointed_on=2021-02-01")

	courses := file(files, "courses")
	courses.plant("course_no=ĐT-2021-X1", "institution=cs-9", "tax_code="+first, "occupation=hàn", "seats=20", "jobs_promised=15", "agreed_on=2021-05-10", "starts_on=2021-05-17", "ends_on=2021-07-02")
	courses.plant("course_no=ĐT-2021-X2", "institution=cs-2", "tax_code="+first, "occupation=may", "seats=15", "jobs_promised=12", "agreed_on=2021-05-10", "starts_on=2021-05-24", "ends_on=2021-07-09",
		"started_on=2021-05-24", "cancelled_on=2021-05-31")
	courses.plant("course_no=ĐT-2021-X3", "institution=cs-3", "tax_code="+second, "occupation=lái xe", "seats=1", "jobs_promised=1", "agreed_on=2021-09-01", "starts_on=2021-09-13", "ends_on=2021-10-01",
		"started_on=2021-09-13", "finished_on=2021-10-01")
	trainees := file(files, "trainees")
	trainees.plant("Số khóa=ĐT-2021-X3", "Số CCCD="+young, "Ngày ghi danh=08/09/2021", "Ngày hoàn thành=01/10/2021")
	trainees.plant("Số khóa=ĐT-2021-X3", "Số CCCD="+young, "Ngày ghi danh=09/09/2021")
	trainees.plant("Số khóa=ĐT-2021-X3", "Số CCCD="+dead, "Ngày ghi danh=10/09/2021")
	trainees.plant("Số khóa=ĐT-2021-X9", "Số CCCD="+dead, "Ngày ghi danh=10/09/2021")
	trainees.plant("Số khóa=ĐT-2021-X2", "Số CCCD="+young, "Ngày ghi danh=07/06/2021")
	attendance := file(files, "attendance")
	attendance.plant("course_no=ĐT-2021-X3", "citizen_id="+young, "month=2021-09", "days=25", "of_days=14", "recorded_on=2021-09-30")
	attendance.plant("course_no=ĐT-2021-X3", "citizen_id="+dead, "month=2021-09", "days=12", "of_days=14", "recorded_on=2021-09-30")

	vacancies := file(files, "vacancies")
	vacancies.plant("vacancy_no=TD-2021-X1", "tax_code="+taxCode(manyEmployers+900), "occupation=may", "quantity=5", "wage_from_vnd=5.000.000", "wage_to_vnd=7.000.000", "posted_on=2021-06-01", "closes_on=2021-06-30")
	vacancies.plant("vacancy_no=TD-2021-X2", "tax_code="+second, "occupation=kho", "quantity=5", "wage_from_vnd=5.000.000", "wage_to_vnd=7.000.000", "posted_on=2021-06-01", "closes_on=2021-06-30")
	vacancies.plant("vacancy_no=TD-2021-X3", "tax_code="+second, "occupation=kho", "quantity=5", "wage_from_vnd=5.000.000", "wage_to_vnd=7.000.000", "posted_on=2021-06-30", "closes_on=2021-06-01")
	referrals := file(files, "referrals")
	referrals.plant("referral_no=GT-X1", "citizen_id="+young, "referred_on=2021-06-15", "vacancy_no=TD-2021-X9")
	referrals.plant("referral_no=GT-X2", "citizen_id="+young, "referred_on=2021-07-05", "vacancy_no=TD-2021-X2")
	referrals.plant("referral_no=GT-X3", "citizen_id="+young, "counselled_on=2021-08-02", "collaborator=08713-2")
	referrals.plant("referral_no=GT-X4", "citizen_id="+young, "referred_on=2021-06-21", "vacancy_no=TD-2021-X2", "intermediary=tt-99")
	file(files, "fairs").plant("fair_no=PGD-2021-X1", "held_on=2021-06-20", "venue=Nhà văn hóa Mẫu", "employers=3", "attendance=40", "interviewed=12", "hired=5")

	loans := file(files, "loans")
	loans.plant("loan_no=VV-X1", "citizen_id="+young, "amount_vnd=120.000.000", "months=36", "jobs_promised=1", "approved_on=2021-08-02")
	loans.plant("loan_no=VV-X2", "citizen_id="+young, "tax_code="+first, "amount_vnd=50.000.000", "months=36", "jobs_promised=1", "approved_on=2021-08-02")
	file(files, "loan-jobs").plant("loan_no=VV-X1", "citizen_id="+young, "kind=tạo mới", "started_on=2021-08-09", "reported_on=2021-08-10")
	retention := file(files, "retention")
	retention.plant("Số CCCD="+young, "Mã số thuế="+second, "Ngày bắt đầu=03/05/2021", "Mốc=3 tháng", "Ngày hỏi=03/08/2021", "Tình trạng=còn làm")
	if len(jobs) > 0 {
		j := jobs[0]
		retention.plant("Số CCCD="+j.person.citizenID, "Mã số thuế="+j.taxCode(), "Ngày bắt đầu="+j.started.Vietnamese(), "Mốc=12 tháng", "Ngày hỏi="+later(j.started.AddDays(30), j.reported).Vietnamese(), "Tình trạng=còn làm")
	}
	file(files, "grants").plant("support_no=HT-X1", "citizen_id="+nobody, "scheme=Hỗ trợ học nghề", "amount_vnd=1.500.000", "granted_on=2021-08-02")
	unemployment := file(files, "unemployment")
	unemployment.plant("citizen_id="+young, "noticed_on=2021-07-01")
	unemployment.plant("citizen_id="+young, "noticed_on=2021-08-02")
	unemployment.plant("citizen_id="+young, "noticed_on=2021-10-04", "allowance_on=2021-10-20", "allowance_months=13", "monthly_allowance_vnd=3.000.000")

	corrections := file(files, "corrections")
	corrections.plant("kind=việc làm", "citizen_id="+young, "tax_code="+second, "started_on=2021-05-03", "field=lương", "value=5.000.000", "reason=báo nhầm", "corrected_on=2021-08-16")
	corrections.plant("kind=người lao động", "citizen_id="+young, "field=số CCCD", "value="+dead, "reason=báo nhầm", "corrected_on=2021-08-16")
}
