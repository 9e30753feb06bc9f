package sheet

import (
	"slices"
	"strings"

	"vaoso/domain/viet"
)

// Kind is what the rows of a file are.
type Kind string

// The kinds of file.
const (
	Employers      Kind = "employers"
	Workers        Kind = "workers"
	Agencies       Kind = "agencies"
	Institutions   Kind = "institutions"
	Intermediaries Kind = "intermediaries"
	Collaborators  Kind = "collaborators"
	Courses        Kind = "courses"
	Trainees       Kind = "trainees"
	Attendance     Kind = "attendance"
	Vacancies      Kind = "vacancies"
	Fairs          Kind = "fairs"
	Referrals      Kind = "referrals"
	Loans          Kind = "loans"
	Placements     Kind = "placements"
	LoanJobs       Kind = "loan-jobs"
	Retention      Kind = "retention"
	Grants         Kind = "grants"
	Unemployment   Kind = "unemployment"
	Capacity       Kind = "capacity"
	Contracts      Kind = "contracts"
	Inspections    Kind = "inspections"
	Corrections    Kind = "corrections"
)

// Kinds are all kinds, in the order in which their files are imported: what a
// file names must be in the book before it.
var Kinds = []Kind{
	Employers, Workers, Agencies, Institutions, Intermediaries, Collaborators, Courses, Trainees, Attendance, Vacancies, Fairs, Referrals, Loans,
	Placements, LoanJobs, Retention, Grants, Unemployment, Capacity, Contracts, Inspections, Corrections,
}

// order is the kind's place in Kinds.
func (k Kind) order() int { return slices.Index(Kinds, k) }

// vietnamese are the kinds as people call them.
var vietnamese = map[Kind]string{
	Employers: "người sử dụng lao động", Workers: "người lao động", Agencies: "doanh nghiệp dịch vụ",
	Placements: "việc làm", Contracts: "hợp đồng", Inspections: "kiểm tra", Corrections: "đính chính",
	Institutions: "cơ sở đào tạo", Courses: "khóa đào tạo", Trainees: "học viên", Attendance: "điểm danh học viên",
	Intermediaries: "đơn vị dịch vụ việc làm", Vacancies: "vị trí tuyển dụng", Referrals: "giới thiệu việc làm", Fairs: "phiên giao dịch việc làm",
	Collaborators: "cộng tác viên", Capacity: "tập huấn", Retention: "duy trì việc làm",
	Loans: "khoản vay", LoanJobs: "việc làm từ khoản vay", Grants: "hỗ trợ việc làm", Unemployment: "thất nghiệp",
}

// Vietnamese is what the rows are called in Vietnamese.
func (k Kind) Vietnamese() string { return vietnamese[k] }

// ParseKind reads a kind by its English or its Vietnamese name. It fails with
// ErrKindUnknown.
func ParseKind(s string) (Kind, error) {
	for _, k := range Kinds {
		if want := viet.Slug(s); want == string(k) || want == viet.Slug(vietnamese[k]) {
			return k, nil
		}
	}
	names := make([]string, len(Kinds))
	for i, k := range Kinds {
		names[i] = string(k)
	}
	return "", ErrKindUnknown.With("kind", s, "kinds", strings.Join(names, ", "))
}
