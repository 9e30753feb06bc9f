package outreach

import "vaoso/domain/es"

// The ways in which outreach says no. None names a person. That a worker or an
// employer isn't in the book is labour's to say.
var (
	ErrInstitutionExists = es.NewRefusal("ErrInstitutionExists", es.Exists,
		"cơ sở giáo dục nghề nghiệp này đã có trong sổ", "this institution is in the book already")
	ErrInstitutionUnknown = es.NewRefusal("ErrInstitutionUnknown", es.Unknown,
		"sổ chưa có cơ sở giáo dục nghề nghiệp này; hãy đăng ký trước", "the book has no such institution; register it first")
	ErrCourseExists = es.NewRefusal("ErrCourseExists", es.Exists,
		"khóa đào tạo này đã có trong sổ", "this course is in the book already")
	ErrCourseUnknown = es.NewRefusal("ErrCourseUnknown", es.Unknown,
		"sổ chưa có khóa đào tạo này", "the book has no such course")
	ErrCourseFull = es.NewRefusal("ErrCourseFull", es.Rule,
		"khóa đào tạo đã đủ {seats} chỗ", "all {seats} seats of the course are taken")
	ErrCourseNotOpen = es.NewRefusal("ErrCourseNotOpen", es.Rule,
		"không làm được việc này khi khóa đào tạo {vi}", "this can't be done while the course {en}")
	ErrAlreadyEnrolled = es.NewRefusal("ErrAlreadyEnrolled", es.Rule,
		"người lao động đã ghi danh vào khóa này ngày {enrolledOn}", "the worker enrolled in this course on {enrolledOn}")
	ErrNotEnrolled = es.NewRefusal("ErrNotEnrolled", es.Rule,
		"người lao động không đang học khóa này: {vi}", "the worker isn't in training on this course: {en}")

	ErrIntermediaryExists = es.NewRefusal("ErrIntermediaryExists", es.Exists,
		"đơn vị dịch vụ việc làm này đã có trong sổ", "this intermediary is in the book already")
	ErrIntermediaryUnknown = es.NewRefusal("ErrIntermediaryUnknown", es.Unknown,
		"sổ chưa có đơn vị dịch vụ việc làm này; hãy đăng ký trước", "the book has no such intermediary; register it first")
	ErrVacancyExists = es.NewRefusal("ErrVacancyExists", es.Exists,
		"vị trí tuyển dụng này đã có trong sổ", "this vacancy is in the book already")
	ErrVacancyUnknown = es.NewRefusal("ErrVacancyUnknown", es.Unknown,
		"sổ chưa có vị trí tuyển dụng này", "the book has no such vacancy")
	ErrVacancyClosed = es.NewRefusal("ErrVacancyClosed", es.Rule,
		"vị trí tuyển dụng đã đóng: {vi}", "the vacancy is closed: {en}")
	ErrVacancyFull = es.NewRefusal("ErrVacancyFull", es.Rule,
		"vị trí tuyển dụng đã tuyển đủ {quantity} người ngày {on}", "all {quantity} positions of the vacancy were filled on {on}")
	ErrReferralExists = es.NewRefusal("ErrReferralExists", es.Exists,
		"lần giới thiệu này đã có trong sổ", "this referral is in the book already")
	ErrReferralUnknown = es.NewRefusal("ErrReferralUnknown", es.Unknown,
		"sổ chưa có lần giới thiệu này", "the book has no such referral")
	ErrReferralConcluded = es.NewRefusal("ErrReferralConcluded", es.Rule,
		"lần giới thiệu đã có kết quả ngày {on}", "the referral was concluded on {on}")
	ErrFairExists = es.NewRefusal("ErrFairExists", es.Exists,
		"phiên giao dịch việc làm này đã có trong sổ", "this job fair is in the book already")
	ErrFairUnknown = es.NewRefusal("ErrFairUnknown", es.Unknown,
		"sổ chưa có phiên giao dịch việc làm này", "the book has no such job fair")

	ErrCapacityCourseExists = es.NewRefusal("ErrCapacityCourseExists", es.Exists,
		"lớp tập huấn này đã có trong sổ", "this course for officials and collaborators is in the book already")
	ErrCapacityCourseUnknown = es.NewRefusal("ErrCapacityCourseUnknown", es.Unknown,
		"sổ chưa có lớp tập huấn này", "the book has no such course for officials and collaborators")
	ErrCollaboratorExists = es.NewRefusal("ErrCollaboratorExists", es.Exists,
		"cộng tác viên này đã có trong sổ", "this collaborator is in the book already")
	ErrCollaboratorUnknown = es.NewRefusal("ErrCollaboratorUnknown", es.Unknown,
		"sổ chưa có cộng tác viên này", "the book has no such collaborator")
	ErrCollaboratorInactive = es.NewRefusal("ErrCollaboratorInactive", es.Rule,
		"cộng tác viên không làm việc vào ngày {on}: {vi}", "the collaborator isn't active on {on}: {en}")

	ErrNotInOrder = es.NewRefusal("ErrNotInOrder", es.Rule,
		"ngày {on} trước ngày {before} của việc mà nó nối tiếp", "{on} comes before {before}, the day of what it follows")
)
